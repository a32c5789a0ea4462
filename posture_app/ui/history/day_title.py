"""The title of a page that shows some days: which they are, and a calendar to pick others from."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.button_style import APART
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.ground import Ground, Grounded
from posture_app.ui.kit.look.sign import SIZE, scale_of
from posture_app.ui.kit.look.theme import SCALE, SPACE, TITLE, scaled, sized

SCALES = (TITLE, 1.5, 1.2)
"""The sizes of its letters, in times of the font."""


class _Popup(Grounded):
    """The calendar in a frame of its own, over the page."""

    ground = Ground.POPUP

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("pick a day")
        self.setAccessibleName(_("Pick a day"))
        from posture_app.ui.kit.fields.calendar_popup import CalendarPopup  # noqa: PLC0415 - for who opens it

        self.calendar = CalendarPopup()
        column_of(self.calendar, on=self, margins=SPACE // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class DayTitle(Button):
    """The days in words, as large as a title; pressed, it opens a calendar. `chosen` gives the day picked there."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("", "day title", Look.TITLE)
        sized(self, TITLE, strong=True)
        self.setToolTip(_("Pick a day"))
        self._range = (date.min, date.max)
        self._day = date.min
        self._popup: _Popup | None = None
        self.clicked.connect(self._open)

    def show_day(self, words: str, day: date, first: date, last: date) -> None:
        """Have these words, with this day among theirs; the calendar offers those from `first` to `last`."""
        self._day, self._range = day, (first, last)
        self.setText(words)
        self.setAccessibleName(_("{days}; pick a day").format(days=words))
        self.updateGeometry()

    def fits(self, room: int) -> bool:
        """Whether all of it has this room, if maybe in smaller letters."""
        return self._wide(SCALES[-1]) <= room

    def fit(self, room: int) -> None:
        """Have the largest letters with which it fits into this room; if none do, the smallest, in several lines."""
        scale = next((scale for scale in SCALES if self._wide(scale) <= room), SCALES[-1])
        widest = room - _beside(QFontMetrics(scaled(scale, strong=True)))
        if scale != self.property(SCALE) or widest != self.widest:
            self.widest = widest
            sized(self, scale, strong=True)
            self.updateGeometry()

    def _wide(self, scale: float) -> int:
        metrics = QFontMetrics(scaled(scale, strong=True))
        return metrics.horizontalAdvance(self.text()) + _beside(metrics)

    def sizeHint(self) -> QSize:
        """Qt's own stays as it was while its words and its font do."""
        return self.size_for(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @Slot()
    def _open(self) -> None:
        if self._popup is None:
            self._popup = _Popup(self)
            self._popup.calendar.clicked.connect(self._picked)
            self._popup.calendar.activated.connect(self._picked)
        calendar = self._popup.calendar
        first, last = self._range
        calendar.setDateRange(_q(first), _q(last))
        calendar.setSelectedDate(_q(self._day))
        self._popup.adjustSize()
        self._popup.move(self._place(self._popup.size()))
        self._popup.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, size: QSize) -> QPoint:
        """Below the title, and all of it on the screen."""
        at, room = self.mapToGlobal(QPoint(0, self.height())), self.screen().availableGeometry()
        x = max(room.left(), min(at.x(), room.right() - size.width()))
        y = at.y() if at.y() + size.height() <= room.bottom() else self.mapToGlobal(QPoint()).y() - size.height()
        return QPoint(x, max(room.top(), y))

    @Slot(QDate)
    def _picked(self, day: QDate) -> None:
        if self._popup is not None and self._popup.isVisible():  # a double click tells of it twice
            self._popup.close()
            self.chosen.emit(date(day.year(), day.month(), day.day()))


def _beside(metrics: QFontMetrics) -> int:
    """What the sign behind the words takes, and what is around them."""
    return round((APART + SIZE) * scale_of(metrics.height())) + SPACE


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
