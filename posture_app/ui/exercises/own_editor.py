"""The form for an exercise of one's own."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.content.exercises import REGION_NAMES, Mode, Place, Position, Region, Shoes, Sides, Type
from posture_app.core.content.limits import EXERCISE
from posture_app.core.content.own import OwnExercise, OwnShelf, when_of
from posture_app.core.errors import KnownError
from posture_app.core.language import N_, NP_, _
from posture_app.ui.exercises.drawing import FigureView
from posture_app.ui.exercises.filter_bar import PLACES, TYPES
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.choice_field import WideChoiceField
from posture_app.ui.kit.fields.field import Field, mark
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.fields.stepper import NumberField
from posture_app.ui.kit.fields.text_area import TextArea
from posture_app.ui.kit.fields.tick import Tick
from posture_app.ui.kit.file_choice import choose_existing
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, aligned, column_of, put
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, panel_title
from posture_app.ui.kit.reveal import reveal

MODES: Mapping[Mode, str] = {
    Mode.HOLD: N_("Hold, several times"),
    Mode.REPS: N_("Repeat without a rest"),
    Mode.TIMED: N_("Go on for a time"),
}
SECONDS: Mapping[Mode, str] = {
    Mode.HOLD: N_("Hold for"),
    Mode.REPS: N_("Each time takes"),
    Mode.TIMED: N_("Go on for"),
}
LONGEST: Mapping[Mode, int] = {Mode.HOLD: 600, Mode.REPS: 60, Mode.TIMED: 600}
SIDES: Mapping[Sides, str] = {
    Sides.NONE: N_("No side"),
    Sides.EACH: N_("One side, then the other"),
    Sides.BOTH: N_("Both sides at once"),
    Sides.ALTERNATE: N_("The sides in turn"),
}
POSITIONS: Mapping[Position, str] = {
    Position.EITHER: N_("Seated or standing"),
    Position.SEATED: N_("Seated"),
    Position.STANDING: NP_("how an exercise is done", "Standing"),
    Position.FLOOR: N_("Lying or kneeling"),
}
SHOES: Mapping[Shoes, str] = {
    Shoes.EITHER: N_("With or without"),
    Shoes.ON: N_("With shoes"),
    Shoes.OFF: N_("Without shoes"),
}
HELP = N_(
    "Write it down as your physiotherapist or care team showed you, with the times they gave. To be reminded of it, "
    "such as of pressure relief in a wheelchair, add a reminder of your own in the settings and choose this exercise."
)
PICTURES = N_("Pictures (*.svg *.png *.jpg *.jpeg *.webp *.gif)")
STEP_LINES, CARE_LINES = 5, 2
PREVIEW = SPACE * 18


C = TypeVar("C", bound=StrEnum)


class OwnEditor(QWidget):
    """Adds an exercise, or changes the one of `id_`, which has this drawing. `saved` tells its id, `cancelled` that
    nothing is to be kept.
    """

    saved = Signal(str)
    cancelled = Signal()

    def __init__(self, shelf: OwnShelf, own: OwnExercise | None = None, id_: str = "", drawing: bytes = b"") -> None:
        super().__init__()
        self.setObjectName("own exercise")
        self._shelf, self._id = shelf, id_
        self._was = own or OwnExercise(places=frozenset({Place.DESK, Place.STANDING_ROOM}))
        self._picture: tuple[str, bytes] | None = None
        self._kept_picture, self._drawing = self._was.picture, drawing
        heading = _("Edit “{exercise}”").format(exercise=own.name) if own else _("Add an exercise of your own")
        self.setAccessibleName(heading)
        self._name = LineEdit(self._was.name)
        self._steps = TextArea("own steps", _("Steps"), _("One step in each line"), lines=STEP_LINES)
        self._care = TextArea("own care", _("Take care"), _("One line for each; may be empty"), lines=CARE_LINES)
        self._view = FigureView()
        self._choose = Button(_("Choose a picture…"), "own picture")
        self._drop = Button(_("Without a picture"), "own no picture")
        self._choices: dict[str, WideChoiceField] = {}
        self._mode = self._choice("own mode", _("How it is done"), MODES, self._was.mode)
        self._seconds = _number("own seconds", _("Seconds"), (1, max(LONGEST.values())), self._was.seconds, "s")
        self._reps = _number("own reps", _("How many times"), (1, 50), self._was.reps)
        self._sets = _number("own sets", _("Sets"), (1, 5), self._was.sets)
        self._rest = _number("own rest", _("Rest between sets"), (0, 120), self._was.rest_s, "s")
        self._seconds_label = label("", muted=True)
        self._reps_part, self._rest_part = QWidget(), QWidget()
        self._places = {place: Tick(_(words), f"own {place}") for place, words in PLACES.items()}
        self._faults = {key: Fault(f"own {key} fault") for key in ("name", "picture", "steps", "form")}
        self._save, self._cancel = Button(_("Save"), "own save", Look.MAIN), Button(_("Cancel"), "own cancel")
        self._introduce()
        self._lay_out(heading)
        self._connect()
        self._follow()
        self._show_picture()

    def start(self) -> None:
        """Put the keyboard into it."""
        self._name.setFocus(Qt.FocusReason.TabFocusReason)

    def entered(self) -> OwnExercise:
        """What was entered."""
        for field in (self._seconds, self._reps, self._sets, self._rest):
            field.take()
        mode, steps = Mode(str(self._mode.value())), _lines(self._steps)
        chosen = {key: str(field.value()) for key, field in self._choices.items()}
        return OwnExercise(
            name=self._name.text().strip(),
            steps=steps,
            when=when_of(steps, self._was),
            mode=mode,
            seconds=min(int(str(self._seconds.value())), LONGEST[mode]),
            up_s=self._was.up_s if mode is Mode.HOLD else 0,
            down_s=self._was.down_s if mode is Mode.HOLD else 0,
            reps=1 if mode is Mode.TIMED else int(str(self._reps.value())),
            sets=int(str(self._sets.value())),
            rest_s=int(str(self._rest.value())) if int(str(self._sets.value())) > 1 else 0,
            sides=Sides(chosen["own sides"]),
            position=Position(chosen["own position"]),
            places=frozenset(place for place, tick in self._places.items() if tick.isChecked()),
            shoes=Shoes(chosen["own shoes"]),
            region=Region(chosen["own region"]),
            type=Type(chosen["own type"]),
            purpose=self._was.purpose,
            avoid=_lines(self._care),
            picture=self._kept_picture,
        )

    def take_picture(self, path: str) -> None:
        """Take the picture in this file, if it can be shown; say why if not."""
        self._faults["picture"].hide()
        try:
            data = self._shelf.checked_picture(path)
        except KnownError as error:
            self._faults["picture"].tell(str(error), self._choose)
            return
        if self._view.load(data):
            self._picture = Path(path).name, data
        else:
            self._faults["picture"].tell(_("The picture is damaged."), self._choose)
        self._show_picture()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it, unless something was entered."""
        if event.key() == Qt.Key.Key_Escape and self.entered() == self._was and self._picture is None:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _introduce(self) -> None:
        self._name.setObjectName("own name")
        self._name.setAccessibleName(_("Name"))
        self._name.setMaxLength(EXERCISE["name"])
        self._steps.setPlainText("\n".join(self._was.steps))
        self._care.setPlainText("\n".join(self._was.avoid))
        for place, tick in self._places.items():
            tick.setChecked(place in self._was.places)
        self._view.setFixedHeight(PREVIEW)
        self._view.setAccessibleName(_("Picture"))

    def _lay_out(self, heading: str) -> None:
        how = Panel(
            _part(_("How it is done"), self._mode),
            _with_label(self._seconds_label, self._seconds),
            self._reps_part,
            _part(_("Sets"), self._sets),
            self._rest_part,
            _part(_("Sides"), self._choice("own sides", _("Sides"), SIDES, self._was.sides)),
        )
        column_of(_part(_("How many times"), self._reps), on=self._reps_part)
        column_of(_part(_("Rest between sets"), self._rest), on=self._rest_part)
        where = Panel(
            _part(_("Position"), self._choice("own position", _("Position"), POSITIONS, self._was.position)),
            _part(_("Shoes"), self._choice("own shoes", _("Shoes"), SHOES, self._was.shoes)),
            _part(_("For"), self._choice("own region", _("For"), REGION_NAMES, self._was.region)),
            _part(_("Kind"), self._choice("own type", _("Kind"), TYPES, self._was.type)),
            panel_title(_("Where it can be done")),
            *self._places.values(),
        )
        what = Panel(
            _part(_("Name"), self._name, self._faults["name"]),
            _part(_("Steps"), self._steps, self._faults["steps"]),
            _part(_("Picture"), self._view),
            Flow(self._choose, self._drop),
            self._faults["picture"],
            _part(_("Take care"), self._care),
        )
        column_of(
            label(heading, scale=1.3, strong=True),
            label(_(HELP), muted=True),
            what,
            how,
            where,
            self._faults["form"],
            Flow(self._save, self._cancel),
            on=self,
            spacing=SPACE * 2,
            margins=(0, 0, MARGIN, MARGIN),
        )

    def _connect(self) -> None:
        self._mode.edited.connect(self._follow)
        self._sets.edited.connect(self._follow)
        self._choose.clicked.connect(self._ask)
        self._drop.clicked.connect(self._without)
        self._save.clicked.connect(self._keep)
        self._name.returnPressed.connect(self._keep)
        self._cancel.clicked.connect(self.cancelled)

    def _choice(self, key: str, name: str, options: Mapping[C, str], chosen: C) -> WideChoiceField:
        field = WideChoiceField({str(option): _(words) for option, words in options.items()})
        field.introduce(key, name, "")
        field.show_value(str(chosen))
        self._choices[key] = field
        return field

    @Slot()
    def _follow(self) -> None:
        """Show what matters for this way of doing it."""
        mode = Mode(str(self._mode.value()))
        self._seconds_label.setText(_(SECONDS[mode]))
        self._seconds.editor.setAccessibleName(_(SECONDS[mode]))
        self._reps_part.setVisible(mode is not Mode.TIMED)
        self._rest_part.setVisible(int(str(self._sets.value())) > 1)

    @Slot()
    def _ask(self) -> None:
        choose_existing(self, _("Choose a picture"), _(PICTURES), self.take_picture)

    @Slot()
    def _without(self) -> None:
        self._picture, self._kept_picture = None, ""
        self._show_picture()
        self._choose.setFocus()

    def _show_picture(self) -> None:
        shown = self._picture is not None or (bool(self._kept_picture) and self._view.load(self._drawing))
        self._view.setVisible(shown)
        self._drop.setVisible(shown or bool(self._kept_picture))

    @Slot()
    def _keep(self) -> None:
        for fault in self._faults.values():
            fault.hide()
        mark(self._name, refused=False)
        own = self.entered()
        if not own.name:
            mark(self._name, refused=True)
            self._blame("name", _("Give it a name."), self._name)
        elif not own.steps:
            self._blame("steps", _("Write at least one step."), self._steps)
        elif not own.places:
            self._blame("form", _("Choose at least one place where it can be done."), self._places[Place.DESK])
        else:
            try:
                id_ = self._shelf.save(own, self._id, self._picture)
            except KnownError as error:
                self._blame("form", str(error), self._save)
            else:
                self.saved.emit(id_)

    def _blame(self, key: str, why: str, at: QWidget) -> None:
        self._faults[key].tell(why, at)
        reveal(self._faults[key])
        reveal(at)
        at.setFocus(Qt.FocusReason.OtherFocusReason)


def _number(key: str, name: str, within: tuple[int, int], now: int, unit: str = "") -> NumberField:
    field = NumberField(*within, unit, read=round)
    field.introduce(key, name, "")
    field.show_value(now)
    return field


def _part(words: str, field: QWidget, fault: Fault | None = None) -> QVBoxLayout:
    """A field below its name, and above what is wrong with it."""
    return _with_label(label(words, muted=True), field, fault)


def _with_label(above: QWidget, field: QWidget, fault: Fault | None = None) -> QVBoxLayout:
    column = column_of(above, aligned(field, LEFT) if isinstance(field, Field) else field, spacing=SPACE // 2)
    if fault is not None:
        put(column, fault)
    return column


def _lines(area: TextArea) -> tuple[str, ...]:
    return tuple(line.strip() for line in area.toPlainText().splitlines() if line.strip())
