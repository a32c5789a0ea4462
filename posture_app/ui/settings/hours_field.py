"""The field for working hours: a switch, and the seven days of a week."""

from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from posture_app.core.calendar import WEEKDAYS
from posture_app.core.formats import weekday_name
from posture_app.core.language import N_, _
from posture_app.core.settings.hours import night_clash
from posture_app.core.settings.setting import Text
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import FlatButton
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, column_of, row_of, spring, tab_order
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label
from posture_app.ui.settings.hours_day import USUAL, HoursDay

QUESTION = N_("Only within working hours")
WORKDAYS = 5
LETTERS = 14
"""So many in a line of the question have to fit beside the switch."""
FLAT_PADDING = SPACE * 3 // 2
"""Between the edge of a flat button and its words."""


class HoursField(Field):
    """Working hours by weekday, or always. The week stays while it is switched off."""

    wide = True

    def __init__(self, _kind: Text[Any]) -> None:
        self._switch = SwitchButton()
        self._days = [HoursDay(weekday_name(number)) for number in range(7)]
        self._copy = FlatButton(_("Copy Monday to Tue – Fri"), "")
        self._none = label(_("No day is ticked: no reminder comes at all."), muted=True)
        self._stops: list[QWidget] = [self._switch]
        self._beside = Flow(self._switch, spacing=SPACE // 2)
        self._week = QWidget()
        whole = QWidget()
        super().__init__(whole)
        whole.setFocusProxy(self._switch)
        self._lay_out(whole)
        for number, day in enumerate(self._days):
            day.show_value((USUAL,) if number < WORKDAYS else ())
            day.edited.connect(self._changed)
            day.reshaped.connect(self._chain)
        self._switch.clicked.connect(self._changed)
        self._copy.clicked.connect(self._copied)

    def _lay_out(self, whole: QWidget) -> None:
        beside = QWidget()
        beside.setLayout(self._beside)
        top = Beside(beside, label(_(QUESTION), letters=LETTERS), where=LEFT, end=True)
        column_of(top, self._week, on=whole, spacing=SPACE // 2)
        times_at = self._fit_ticks() + SPACE - FLAT_PADDING
        copy = row_of(self._copy, spring(), spacing=0)
        copy.insertSpacerItem(0, QSpacerItem(times_at, 0, QSizePolicy.Policy.Maximum))  # as far as there is the room
        column_of(*self._days, copy, self._none, on=self._week, spacing=SPACE // 2)

    def _fit_ticks(self) -> int:
        """Have the boxes to tick as wide as the widest, and return that."""
        widest = max(day.tick.sizeHint().width() for day in self._days)
        for day in self._days:
            day.tick.setMinimumWidth(widest)
        return widest

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # their words have grown, or shrunk
            self._fit_ticks()
        return super().event(event)

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        for day, word in zip(self._days, WEEKDAYS, strict=True):
            day.introduce(f"{key}_{word}")
        self._switch.setObjectName(f"{key}_switch")
        self._switch.setAccessibleName(_(QUESTION))
        self._switch.setAccessibleDescription(meaning)
        self._copy.setObjectName(f"{key}_copy")
        self._none.setObjectName(f"{key}_none")

    def offer(self, reset: QWidget) -> None:
        self._beside.removeWidget(self._switch)
        for part in (reset, self._switch):
            self._beside.addWidget(part)
        self._stops.insert(0, reset)
        QWidget.setTabOrder(self._switch, reset)  # from the end of the ring it would count as before the switch

    def value(self) -> object:
        if not self._switch.isChecked():
            return None
        week = []
        for day in self._days:
            try:
                week.append(day.value())
            except ValueError as error:
                raise ValueError(f"{day.name}: {error}") from error
        clash = night_clash(tuple(week))
        if clash is not None:
            raise ValueError(
                _("{day}: its first range begins before the night before it ends").format(day=weekday_name(clash))
            )
        return tuple(week)

    def show_value(self, value: Any) -> None:
        self._switch.setChecked(value is not None)
        for day, ranges in zip(self._days, value or (), strict=False):
            day.show_value(ranges)
        self._refresh()
        self._chain()

    def pending(self) -> bool:
        return self._switch.isChecked() and any(day.pending() for day in self._days)

    def take(self) -> None:
        for day in self._days:
            day.take()

    def mark(self, *, refused: bool) -> None:
        for day in self._days:
            day.mark(refused=refused)

    def _refresh(self) -> None:
        self._week.setVisible(self._switch.isChecked())
        self._none.setVisible(not any(day.tick.isChecked() for day in self._days))

    @Slot()
    def _chain(self) -> None:
        """Let the Tab key go in reading order; what was added later would come last."""
        tab_order([*self._stops, *(stop for day in self._days for stop in day.stops()), self._copy])

    @Slot()
    def _changed(self) -> None:
        self._refresh()
        self.edited.emit()

    @Slot()
    def _copied(self) -> None:
        monday, *others = self._days[:WORKDAYS]
        with suppress(ValueError):  # of a Monday that is wrong; `value` raises it again
            ranges = monday.value()
            for day in others:
                day.show_value(ranges)
        self._chain()
        self._changed()
