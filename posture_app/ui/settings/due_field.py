"""What makes a reminder of the person's own due: so much sitting, or clock times by weekday."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.calendar import WEEKDAYS
from posture_app.core.formats import weekday_name
from posture_app.core.language import N_, _
from posture_app.core.settings.own_reminders import EVERY, Due, format_due, parse_due
from posture_app.core.settings.reminder_kinds import Basis
from posture_app.core.settings.setting import Whole
from posture_app.core.words import BRIEF_DAYS
from posture_app.ui.kit.button import Button, Look, SignButton
from posture_app.ui.kit.fields.choice_field import WideChoiceField
from posture_app.ui.kit.fields.field import mark
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, aligned, column_of, discard, row_of, wide
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.settings.fields import number_field
from posture_app.ui.settings.reminder_words import days_by_times

BASES = {
    Basis.UNBROKEN: N_("After unbroken sitting"),
    Basis.SITTING: N_("After total sitting"),
    Basis.CLOCK: N_("At clock times"),
}
WORKDAYS = range(5)


class _Day(Button):
    """A weekday to switch on or off."""

    def __init__(self, number: int) -> None:
        super().__init__(_(BRIEF_DAYS[number]), f"own_day_{WEEKDAYS[number]}", Look.ROUND)
        self.setAccessibleName(weekday_name(number))
        self.setToolTip(weekday_name(number))


class _Times(QWidget):
    """Some weekdays, and the times that they have in common."""

    unwanted = Signal()

    def __init__(self, days: range | list[int], times: str) -> None:
        super().__init__()
        self.days = [_Day(number) for number in range(len(WEEKDAYS))]
        self.edit = LineEdit(times)
        self.edit.setObjectName("own_times")
        self.edit.setAccessibleName(_("Clock times"))
        self.edit.setAccessibleDescription(_("Such as 10:00, 15:00"))
        self.edit.setPlaceholderText("10:00, 15:00")
        self.remove = SignButton(Sign.REMOVE, "own_times_remove", says=_("Remove these times"))
        for number, day in enumerate(self.days):
            day.setChecked(number in days)
        toggles = Flow(*self.days, spacing=SPACE // 2)
        line = row_of(wide(self.edit), self.remove, spacing=SPACE // 2)
        column_of(toggles, line, on=self, spacing=SPACE // 2)
        self.remove.clicked.connect(self.unwanted)

    def notation(self) -> str:
        """In the notation of `own_reminders.parse_due`. Raises ValueError if a day or a time is missing."""
        days = [word for word, day in zip(WEEKDAYS, self.days, strict=True) if day.isChecked()]
        times = self.edit.text().replace(";", " ").replace(",", " ").strip()
        if not days:
            raise ValueError(_("choose at least one day"))
        if not times:
            raise ValueError(_("give at least one time, such as 10:00"))
        return "; ".join(f"{day} {times}" for day in days)

    def is_right(self) -> bool:
        try:
            parse_due(self.notation())
        except ValueError:
            return False
        return True

    def mark(self, *, refused: bool) -> None:
        mark(self.edit, refused=refused)


class DueField(QWidget):
    """A choice of three, and below it the minutes or the times. `reshaped` tells that it has other parts now."""

    reshaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._basis = WideChoiceField({basis.value: _(words) for basis, words in BASES.items()})
        self._basis.introduce("own_basis", _("When it comes"), _("What makes it due."))
        self._minutes = number_field(Whole(EVERY[0], EVERY[-1], "min"))
        self._minutes.introduce("own_minutes", _("Minutes of sitting"), _("How much sitting makes it due."))
        self._clock = QWidget()
        self._times: list[_Times] = []
        self._lines = column_of()
        self._more = Button(_("Add other days and times"), "own_times_more")
        column_of(self._lines, aligned(self._more, LEFT), on=self._clock)
        column_of(self._basis, aligned(self._minutes, LEFT), self._clock, on=self)
        self.setFocusProxy(self._basis)
        self._basis.edited.connect(self._unfold)
        self._more.clicked.connect(self._add)

    def stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        times = [stop for line in self._times for stop in (*line.days, line.edit, line.remove)]
        return [self._basis.editor, self._minutes.editor, *times, self._more]

    def show_due(self, due: Due) -> None:
        self._basis.show_value(due.basis.value)
        self._minutes.show_value(due.minutes or 45)
        for line in tuple(self._times):
            self._drop(line)
        for days, times in days_by_times(due):
            self._line(days, ", ".join(f"{at:%H:%M}" for at in times))
        if not self._times:
            self._line(WORKDAYS, "")
        self._unfold()

    def notation(self) -> str:
        """In the notation of `own_reminders.parse_due`. Raises ValueError that says what is wrong."""
        basis = Basis(str(self._basis.value()))
        if basis is not Basis.CLOCK:
            self._minutes.take()
            return format_due(Due(basis, int(str(self._minutes.value()))))
        text = "; ".join(line.notation() for line in self._times)
        parse_due(text)
        return text

    def faulty(self) -> QWidget:
        """The editor with the fault, which is outlined: the first times that are wrong, or the minutes."""
        if self._basis.value() != Basis.CLOCK:
            self._minutes.mark(refused=True)
            return self._minutes.editor
        wrong = next(line for line in self._times if not line.is_right())
        wrong.mark(refused=True)
        return wrong.edit

    def clear(self) -> None:
        self._minutes.mark(refused=False)
        for line in self._times:
            line.mark(refused=False)

    def _line(self, days: range | list[int], times: str) -> _Times:
        line = _Times(days, times)
        line.unwanted.connect(self._removed)
        self._times.append(line)
        self._lines.addWidget(line)
        line.show()
        return line

    def _drop(self, line: _Times) -> None:
        self._times.remove(line)
        discard(line)

    @Slot()
    def _unfold(self) -> None:
        clock = self._basis.value() == Basis.CLOCK
        self._minutes.setVisible(not clock)
        self._clock.setVisible(clock)
        for line in self._times:
            line.remove.setVisible(len(self._times) > 1)
        self.reshaped.emit()

    @Slot()
    def _add(self) -> None:
        line = self._line([], "")
        self._unfold()
        line.days[0].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _removed(self) -> None:
        line = self.sender()
        if isinstance(line, _Times):
            self._drop(line)
            self._unfold()
            self._more.setFocus(Qt.FocusReason.OtherFocusReason)
