"""The corrections of a day: the form in which a person says what they did, and the list of what they have said."""

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.calendar import zone_of
from posture_app.core.formats import time_words
from posture_app.core.language import N_, _
from posture_app.core.record.corrections import correction_words, read_time
from posture_app.core.record.diary import Correction
from posture_app.core.record.overlay import Interval
from posture_app.core.spans import Posture
from posture_app.ui.charts.day_segments import DaySegment, SegmentKind
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, FlatButton, Look
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.clock_edit import ClockEdit
from posture_app.ui.kit.fields.field import mark
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, clear, column_of, tab_order
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, short_label

CHOICES: tuple[tuple[str, Posture | None], ...] = (
    (N_("Sitting"), Posture.SITTING),
    (N_("Standing"), Posture.STANDING),
    (N_("Not here"), None),
)
INSTEAD = {SegmentKind.SITTING: 1, SegmentKind.STANDING: 0, SegmentKind.GAP: 0}
"""What the person is likely to have done instead, where they choose such a segment."""
EXAMPLES = time(14), time(15)
LETTERS = 14
"""So many in a line of a correction have to fit beside the button."""


class CorrectionForm(QWidget):
    """Two times and a posture, and a button beside them, or below where it is narrow. `done` tells that the
    button was pressed: read `stretch` and `posture`.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("correction form")
        self._times = (ClockEdit(ends=False), ClockEdit(ends=False))
        self._chosen: tuple[tuple[str, ...], Interval] | None = None
        self._choice = Segments([words for words, _ in CHOICES])
        self._choice.setAccessibleName(_("What you did"))
        self.add = Button(_("&Add"), "add correction", Look.MAIN)
        self._fault = Fault("correction fault")
        named = zip(self._times, ("from", "to"), (_("Since when"), _("Until when")), EXAMPLES, strict=True)
        for edit, name, words, example in named:
            edit.setObjectName(f"correct {name}")
            edit.setAccessibleName(words)
            edit.setPlaceholderText(time_words(example))
            edit.textEdited.connect(self._clear)
            edit.returnPressed.connect(self._pressed)
        self._choice.chosen.connect(self._clear)
        self.add.clicked.connect(self._pressed)
        self._lay_out()

    def _lay_out(self) -> None:
        named = zip((_("From"), _("To"), _("I was"), ""), (*self._times, self._choice, self.add), strict=True)
        parts = []
        for words, widget in named:
            part = QWidget()
            column_of(short_label(words or " ", muted=True), widget, on=part, spacing=SPACE // 2)  # as high as others
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            parts.append(part)
        column_of(Flow(*parts), self._fault, on=self, margins=(0, SPACE // 2, 0, 0))

    def choose(self, segment: DaySegment, zone: str) -> None:
        """Propose the times of this segment, as this zone has them, and what it may have been instead."""
        for edit, at in zip(self._times, (segment.start, segment.end), strict=True):
            edit.show_time(at.astimezone(zone_of(zone)).time())
        self._chosen = self._texts, (segment.start, segment.end)
        self._choice.choose(INSTEAD[segment.kind])
        self._clear()

    def begin(self) -> None:
        """Give it the focus."""
        self._times[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._times[0].selectAll()

    @property
    def posture(self) -> Posture | None:
        """The posture that is chosen; None: the person was not there."""
        return CHOICES[self._choice.place][1]

    def stretch(self, read: Callable[[time, time], Interval]) -> Interval:
        """The moments that are meant: to the microsecond those of a segment that was chosen, else what `read` makes of
        the times. Raises ValueError, with a sentence without its full stop, if a time is none, or as `read` does.
        """
        if self._chosen is not None and self._chosen[0] == self._texts:
            return self._chosen[1]
        first, last = (_read(text) for text in self._texts)
        return read(first, last)

    @property
    def _texts(self) -> tuple[str, ...]:
        return tuple(edit.spelled_out() for edit in self._times)

    def refuse(self, why: str) -> None:
        """Say why it cannot be kept; what was entered stays."""
        self._fault.tell(why, self)
        for edit in self._times:
            mark(edit, refused=True)

    def empty(self) -> None:
        for edit in self._times:
            edit.clear()
        self._chosen = None
        self._clear()

    def finish(self) -> None:
        """Empty it after the correction was kept; the focus stays at the button."""
        self.empty()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _pressed(self) -> None:
        for edit in self._times:
            edit.take()
        self.done.emit()

    @Slot()
    def _clear(self) -> None:
        self._fault.hide()
        for edit in self._times:
            mark(edit, refused=False)


def _read(text: str) -> time:
    if not text:
        raise ValueError(_("Enter both times, such as 14:00 and 15:00"))
    try:
        return read_time(text)
    except ValueError as error:
        raise ValueError(_("{error}; write it as 14:30").format(error=error)) from error


class CorrectionList(QWidget):
    """Lists them by time; `unwanted` gives the row of the one to undo."""

    unwanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("corrections")
        self._shown: tuple[object, ...] = ()
        self._column = column_of(on=self, spacing=0)
        self.hide()

    def show_corrections(self, corrections: Sequence[Correction], zone: str, after: QWidget, before: QWidget) -> None:
        """List those that hold; the Tab key goes through them `after` one widget and `before` another."""
        hold = [each for each in corrections if each.undone is None]
        hold.sort(key=lambda each: (each.start, each.made, each.id))
        shown = (zone, *hold)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        undos = [self._add_row(each.id, correction_words(each, zone)) for each in hold]
        tab_order([after, *undos, before])
        self.setVisible(bool(undos))

    def _add_row(self, number: int, text: str) -> FlatButton:
        words = label(text, name=f"correction {number}", letters=LETTERS)
        undo = FlatButton(_("Undo"), f"undo correction {number}", says=_("Undo: {text}").format(text=text))
        undo.setProperty("number", number)
        undo.clicked.connect(self._pressed)
        self._column.addWidget(Beside(undo, words, where=LEFT, end=True))
        return undo

    @Slot()
    def _pressed(self) -> None:
        self.unwanted.emit(self.sender().property("number"))
