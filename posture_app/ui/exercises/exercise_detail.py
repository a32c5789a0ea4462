"""All about one exercise: drawing, dose, steps, what to mind, what one thinks of it, and the evidence for it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.content.profile import SEAT_NAMES, Seat, Weight
from posture_app.core.content.suitability import suitability, without_shoes
from posture_app.core.formats import full_day
from posture_app.core.language import N_, NP_, _, sentences
from posture_app.core.settings.settings import Settings
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.exercises.evidence import About
from posture_app.ui.exercises.exercise_words import dose, kind_line, needs_line
from posture_app.ui.exercises.filter_bar import ChoiceChip
from posture_app.ui.exercises.library_sources import LibrarySources, OwnActions
from posture_app.ui.exercises.reading import lines
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, aligned, clear, column_of, keeping_keys, put, spring
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, panel_title, scrolled

NOTED = N_("Noted; the page “History” lists it.")
OFTEN = {
    Weight.MORE: N_("More often"),
    Weight.LESS: N_("Less often"),
    Weight.NEVER: NP_("how often an exercise is offered", "Never"),
}


class ExerciseDone(QWidget):
    """A button that calls `done`, once; to do the exercise again, the person opens it again."""

    def __init__(self, done: Callable[[], None]) -> None:
        super().__init__()
        self._done = done
        self._button = Button(_("I’ve done this"), "exercise done")
        self._noted = label(_(NOTED), muted=True, name="exercise noted")
        self._noted.hide()
        self._button.clicked.connect(self._pressed)
        Flow(self._button, self._noted, on=self, spacing=SPACE * 3 // 2)

    @Slot()
    def _pressed(self) -> None:
        self._button.setEnabled(False)
        self._done()
        self._noted.show()
        announce(self, _(NOTED))


class ExerciseDetail(QWidget):
    """Shows one exercise at a time. `changed` is called when the person has said something about it, `show_other` with
    the id of another that is to be shown.
    """

    def __init__(
        self,
        sources: LibrarySources,
        *,
        changed: Callable[[], None],
        show_other: Callable[[str], None],
        own: OwnActions,
    ) -> None:
        super().__init__()
        self.setObjectName("exercise detail")
        self._sources, self._changed, self._show_other, self._own = sources, changed, show_other, own
        self._exercise: Exercise | None = None
        self._told: object = None  # what of the person its head goes by
        self._area, column = scrolled(gutter=True, spacing=SPACE * 3 // 2, margins=(0, 0, MARGIN - SCROLL_BAR, MARGIN))
        column_of(self._area, on=self)
        self._figure = Figure()
        self._stage = Panel(self._figure)
        self._head, self._text = column_of(spacing=SPACE * 3 // 2), column_of(spacing=SPACE * 3 // 2)
        self._about = About()
        put(column, self._head, self._stage, self._text, self._about, spring())

    def show_exercise(self, exercise: Exercise) -> None:
        """Show this one, from its beginning."""
        self._exercise = exercise
        pictured = not self._sources.settings().words_only
        shown = self._figure.load(self._sources.drawing(exercise) if pictured else b"", exercise.name)
        self._stage.setVisible(shown)
        self._about.show_evidence(exercise.evidence, exercise.evidence_note, exercise.sources)
        self.refresh()
        self._area.verticalScrollBar().setValue(0)

    @property
    def exercise(self) -> Exercise | None:
        """The one that shows."""
        return self._exercise

    def refresh(self) -> None:
        """Show it as it is now."""
        if self._exercise is not None:
            with keeping_keys(self):
                clear(self._text)
                self._told = None
                self.look_again()
                self._tell_text(self._exercise)

    def _tell_text(self, exercise: Exercise) -> None:
        put(
            self._text,
            label(sentences(dose(exercise), needs_line(exercise)), strong=True, name="dose"),
            lines(exercise.steps, numbered=True),
            ExerciseDone(partial(self._done, exercise)),
            self._cautions(exercise),
            *self._more(exercise),
        )

    def look_again(self) -> None:
        """Say when it was done, and what the person said about it, if that has changed."""
        exercise, settings = self._exercise, self._sources.settings()
        if exercise is None:
            return
        day = self._sources.last_done(exercise.id)
        told = settings.profile, exercise.id in settings.favourites, exercise.id in settings.hurt, day
        if told != self._told:
            self._told = told
            with keeping_keys(self):
                clear(self._head)
                self._tell_head(exercise, settings, day)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._figure.fit(self.window().height())

    def _done(self, exercise: Exercise) -> None:
        self._sources.done(exercise)
        self.look_again()

    def _tell_head(self, exercise: Exercise, settings: Settings, day: date | None) -> None:
        start = Button(
            _("Start"), "start exercise", Look.MAIN, says=_("Start {exercise}").format(exercise=exercise.name)
        )
        start.clicked.connect(partial(self._sources.start, (exercise.id,)))
        favourite = Button(_("Favourite"), "favourite", Look.CHIP)
        favourite.setChecked(exercise.id in settings.favourites)
        favourite.toggled.connect(self._favoured)
        choices = {weight: _(words) for weight, words in OFTEN.items()}
        often = ChoiceChip("how often", _("How often"), choices, none=_("As usual"))
        often.choose(settings.profile.weights.get(exercise.id))
        often.chosen.connect(lambda: self._weighted(often.value))
        last = _("Last done on {day}.").format(day=full_day(day)) if day else _("Not done yet.")
        put(
            self._head,
            column_of(
                label(exercise.name, scale=1.3, strong=True, name="exercise name"),
                label(kind_line(exercise), scale=0.92, muted=True),
                *(
                    [label(_("Also: {names}").format(names=_(", ").join(exercise.also)), muted=True)]
                    if exercise.also
                    else ()
                ),
                spacing=2,
            ),
            label(exercise.purpose),
            *self._why_not(exercise, settings),
            Flow(start, favourite, often),
            *self._own_actions(exercise),
            label(last, scale=0.92, muted=True, name="last done"),
        )

    def _own_actions(self, exercise: Exercise) -> list[QWidget]:
        """Of one of the person's own, what may be done with its file."""
        if not self._sources.own.is_own(exercise.id):
            return []
        made = QWidget()
        if self._sources.own.is_simple(exercise.id):
            buttons = [
                Button(_("Edit…"), "edit own", says=_("Edit {exercise}").format(exercise=exercise.name)),
                Button(_("Export…"), "export one", says=_("Export {exercise}").format(exercise=exercise.name)),
                Button(_("Delete"), "delete own", says=_("Delete {exercise}").format(exercise=exercise.name)),
            ]
            for button, do in zip(buttons, (self._own.edit, self._own.export, self._own.delete), strict=True):
                button.clicked.connect(partial(do, exercise))
            column_of(Flow(*buttons), on=made)
        else:
            text = _("It is your own, in a file with others; change it there.")
            column_of(label(text, muted=True), on=made)
        return [made]

    def _why_not(self, exercise: Exercise, settings: Settings) -> list[QWidget]:
        """Why it is not offered, and what to mind; nothing if nothing is to be said."""
        how = suitability(exercise, settings.profile)
        made: list[QWidget] = []
        if not how.offered:
            title = _("Not offered to you") if how.hidden else _("Not offered where you are")
            panel = Panel(panel_title(title), lines((*how.hidden, *how.elsewhere)), margins=SPACE * 3 // 2)
            panel.setObjectName("not offered")
            if exercise.id in settings.hurt:
                healed = Button(_("It does not hurt any more"), "healed")
                healed.clicked.connect(self._healed)
                put(panel.column, aligned(healed, LEFT))
            seat = without_shoes(exercise, settings.profile)
            if seat is not None:
                place = _(SEAT_NAMES[seat])
                move = Button(_("Change where you sit to “{place}”").format(place=place), "shoes off")
                move.clicked.connect(partial(self._sit, seat))
                put(panel.column, aligned(move, LEFT))
            made.append(panel)
        if how.cautions:
            made.append(Panel(panel_title(_("For you")), lines(how.cautions), margins=SPACE * 3 // 2))
        return made

    def _cautions(self, exercise: Exercise) -> Panel:
        stop_rule = label(self._sources.content().spoken_safety.stop_rule, name="stop rule")
        panel = Panel(panel_title(_("Stop if")), lines(exercise.stop_if), stop_rule, margins=SPACE * 3 // 2)
        panel.setObjectName("cautions")
        if exercise.avoid:
            put(panel.column, panel_title(_("Take care")), lines(exercise.avoid))
        return panel

    def _more(self, exercise: Exercise) -> list[QWidget]:
        made = []
        for title, text, other in (
            (_("Where you feel it"), exercise.feel, ""),
            (_("Easier"), exercise.easier, exercise.easier_exercise),
            (_("Harder"), exercise.harder, exercise.harder_exercise),
        ):
            if text or other:
                made.append(self._part(title, text, other))
        if exercise.errors:
            slips = QWidget()
            column_of(panel_title(_("Common slips")), lines(exercise.errors), on=slips, spacing=SPACE // 2)
            made.append(slips)
        return made

    def _part(self, title: str, text: str, other: str) -> QWidget:
        part = QWidget()
        column = column_of(panel_title(title), on=part, spacing=2)
        if text:
            put(column, label(text))
        named = self._sources.content().exercise(other) if other else None
        if named is not None:
            button = Button(_("Show {exercise}").format(exercise=named.name), f"show {other}", Look.CHIP)
            button.setCheckable(False)
            button.clicked.connect(partial(self._show_other, other))
            put(column, aligned(button, LEFT))
        return part

    def _favoured(self, on: bool) -> None:  # noqa: FBT001 - Qt hands it over
        assert self._exercise is not None
        others = tuple(name for name in self._sources.settings().favourites if name != self._exercise.id)
        self._said("favourites", (*others, self._exercise.id) if on else others)

    def _weighted(self, weight: Weight | None) -> None:
        assert self._exercise is not None
        others = tuple(each for each in self._sources.settings().weights if each[0] != self._exercise.id)
        own = () if weight is None else ((self._exercise.id, weight),)
        self._said("weights", tuple(sorted((*others, *own))))

    @Slot()
    def _healed(self) -> None:
        assert self._exercise is not None
        self._said("hurt", tuple(name for name in self._sources.settings().hurt if name != self._exercise.id))

    def _sit(self, seat: Seat) -> None:
        self._said("place", seat.value)

    def _said(self, key: str, value: object) -> None:
        self._sources.apply(key, value)
        self._changed()
