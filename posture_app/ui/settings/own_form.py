"""The form for a reminder of the person's own."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.content.exercises import REGION_NAMES
from posture_app.core.language import N_, _, pgettext
from posture_app.core.settings.own_reminders import EXERCISE, LENGTH, LONGEST_NAME, Due, OwnReminder, OwnReminderList
from posture_app.core.settings.reminder_kinds import SOUNDS, Basis
from posture_app.core.settings.setting import Whole
from posture_app.core.words import WAYS, option
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.choice_field import WideChoiceField
from posture_app.ui.kit.fields.field import mark
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.fields.stepper import NumberField
from posture_app.ui.kit.fields.text_area import TextArea
from posture_app.ui.kit.layout import LEFT, aligned, column_of, row_of, spring
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.reveal import reveal
from posture_app.ui.kit.rule import Rule
from posture_app.ui.settings.due_field import DueField
from posture_app.ui.settings.fields import number_field
from posture_app.ui.settings.reminder_row import SIDE

TEXT, FEET, REGION, CERTAIN = "text", "feet", "region", "exercise"
MESSAGE_HINT = N_("A glass, slowly. (You can leave this empty.)")
LINES = 3
"""Of text that show at once."""
NEW = OwnReminder("", Due(Basis.SITTING, 45))
KIND = OwnReminderList()


class _Offer(QWidget):
    """What is offered: the text alone, or exercises; of one that would not be offered to this person it says so."""

    def __init__(self, exercises: Sequence[tuple[str, str]], why_hidden: Callable[[str], str]) -> None:
        super().__init__()
        self._exercises, self._why_hidden = dict(exercises), why_hidden
        whats = {
            TEXT: pgettext("exercise", "None"),
            FEET: _("Foot exercises"),
            REGION: _("Exercises for…"),
            CERTAIN: _("One exercise…"),
        }
        self.what = WideChoiceField(whats)
        self.which = WideChoiceField({})
        self.what.introduce("own_offers", _("Exercise"), _("What it offers besides its message."))
        self.which.introduce("own_which", _("Which exercises"), _("What it offers."))
        self._hidden = label("", name="own_hidden")
        column_of(self.what, self.which, self._hidden, on=self, spacing=SPACE // 2)
        self.what.edited.connect(self._unfold)
        self.which.edited.connect(self._warn)

    def show_offer(self, offers: str) -> None:
        if offers.startswith(EXERCISE):
            wanted = offers.removeprefix(EXERCISE)
            self._exercises.setdefault(wanted, wanted)  # one that is not there any more is not lost
            self._show(CERTAIN, wanted)
        elif offers in (TEXT, FEET):
            self._show(offers, "")
        else:
            self._show(REGION, offers)

    def notation(self) -> str:
        """In the notation of `core.settings.own_reminders`."""
        what, which = str(self.what.value()), str(self.which.value())
        return {REGION: which, CERTAIN: f"{EXERCISE}{which}"}.get(what, what)

    def _show(self, what: str, which: str) -> None:
        self.what.show_value(what)
        self._unfold()
        if which:
            self.which.show_value(which)
        self._warn()

    @Slot()
    def _unfold(self) -> None:
        regions = {region.value: _(name) for region, name in REGION_NAMES.items()}
        options: Mapping[str, Mapping[str, str]] = {REGION: regions, CERTAIN: self._exercises}
        what = str(self.what.value())
        self.which.setVisible(what in options)
        self.which.set_options(options.get(what, {}))
        self._warn()

    @Slot()
    def _warn(self) -> None:
        certain = self.what.value() == CERTAIN
        said = self._why_hidden(str(self.which.value())) if certain else ""
        self._hidden.setText(said)
        self._hidden.setVisible(bool(said))


class OwnForm(QWidget):
    """`saved` and `cancelled` tell what was pressed; `checked` gives what was entered. `name` is that of the reminder
    that it changes; None: it adds one.
    """

    saved = Signal()
    cancelled = Signal()
    reshaped = Signal()

    def __init__(
        self, own: OwnReminder | None, exercises: Sequence[tuple[str, str]], why_hidden: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.setObjectName("own_form")
        self.rule = Rule()
        self.name = own.name if own else None
        heading = _("Edit “{name}”").format(name=own.name) if own else _("Add a reminder")
        self._heading = label(heading, strong=True)
        self.setAccessibleName(heading)
        own = own or NEW
        self._was = own
        self._name = LineEdit(own.name)
        self._text = TextArea("own_text", _("Message"), _(MESSAGE_HINT), lines=LINES)
        self._text.setPlainText(own.text)
        self._due = DueField()
        self._length = number_field(Whole(LENGTH[0], LENGTH[-1], "min"), nought=pgettext("length", "None"))
        self._offer = _Offer(exercises, why_hidden)
        self._way = WideChoiceField({way.value: _(words) for way, words in WAYS.items()})
        self._sound = WideChoiceField({sound: option(sound) for sound in SOUNDS})
        self._faults = {key: Fault(f"own_{key}_fault") for key in ("name", "text", "due", "length", "form")}
        self._save, self._cancel = Button(_("Save"), "own_save", Look.MAIN), Button(_("Cancel"), "own_cancel")
        self._introduce()
        self._lay_out()
        self._due.show_due(own.due)
        self._length.show_value(own.length)
        self._offer.show_offer(own.offers)
        self._way.show_value(own.way.value)
        self._sound.show_value(own.sound)
        self._due.reshaped.connect(self.reshaped)
        self._name.returnPressed.connect(self.saved)
        self._save.clicked.connect(self.saved)
        self._cancel.clicked.connect(self.cancelled)

    def _introduce(self) -> None:
        self._name.setObjectName("own_name")
        self._name.setAccessibleName(_("Name"))
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setPlaceholderText(_("Drink water"))
        self._length.introduce("own_length", _("Length"), _("How long it takes; 0 counts nothing down."))
        self._way.introduce("own_way", _("How it asks"), _("Silent shows at the tray icon only."))
        self._sound.introduce("own_sound", _("Sound"), _("When it makes itself heard."))

    def _lay_out(self) -> None:
        parts: tuple[tuple[str, QWidget, str], ...] = (
            (_("Name"), self._name, "name"), (_("Message"), self._text, "text"),
            (_("When"), self._due, "due"), (_("Length"), self._length, "length"), (_("Exercise"), self._offer, ""),
            (_("How it asks"), self._way, ""), (_("Sound"), self._sound, ""),
        )  # fmt: skip
        fields = [_field(words, part, self._faults.get(key)) for words, part, key in parts]
        inside = column_of(
            self._heading,
            *fields,
            self._faults["form"],
            row_of(spring(), self._cancel, self._save),
            spacing=SPACE + SPACE // 2,
            margins=(0, SPACE * 2, 0, SPACE * 2),
        )
        column_of(self.rule, inside, on=self, spacing=0, margins=(SIDE, 0, SIDE, 0))

    def start(self) -> None:
        """Bring all of it into sight, and put the keyboard into it."""
        self.show()
        reveal(self)
        self._name.setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        offer = [self._offer.what.editor, self._offer.which.editor]
        rest = [self._way.editor, self._sound.editor, self._cancel, self._save]
        return [self._name, self._text, *self._due.stops(), self._length.editor, *offer, *rest]

    def checked(self, others: Sequence[OwnReminder]) -> OwnReminder:
        """The reminder that was entered, which must fit the others. Raises ValueError, and shows why at the field."""
        entry: dict[str, object] = {"name": "", "due": "5 min sitting"}
        rest = {"offers": self._offer.notation(), "way": self._way.value(), "sound": self._sound.value()}
        entry.update(rest, on=self._was.on)
        own = self._was
        self._clear()
        for key in ("name", "text", "due", "length"):
            try:
                entry[key] = self._entered(key)
                *_, own = KIND.from_raw([*KIND.to_raw(others), entry])
            except ValueError as error:
                self._blame(key, str(error.__cause__ or error))
                raise
        return own

    def refuse(self, why: str) -> None:
        """Say what is wrong."""
        self._faults["form"].tell(why, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _entered(self, key: str) -> object:
        match key:
            case "name":
                return self._name.text().strip()
            case "text":
                return self._text.toPlainText().strip()
            case "due":
                return self._due.notation()
        self._length.take()
        return self._length.value()

    def _clear(self) -> None:
        for fault in self._faults.values():
            fault.hide()
        for editor in (self._name, self._text):
            mark(editor, refused=False)
        self._due.clear()
        self._length.mark(refused=False)

    def _blame(self, key: str, why: str) -> None:
        """Outline the field that is wrong, say why, and put the keyboard there."""
        editor: QWidget
        if key == "due":
            editor = self._due.faulty()
        elif key == "length":
            self._length.mark(refused=True)
            editor = self._length.editor
        else:
            editor = self._name if key == "name" else self._text
            mark(editor, refused=True)
        self._faults[key].tell(why, editor)
        reveal(self._faults[key])
        reveal(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _field(words: str, field: QWidget, fault: Fault | None) -> QVBoxLayout:
    """A field below its name, and above what is wrong with it."""
    compact = isinstance(field, NumberField | WideChoiceField)
    parts = [label(words, muted=True), aligned(field, LEFT) if compact else field]
    return column_of(*parts, *([] if fault is None else [fault]), spacing=SPACE // 2)
