"""The calendar in which a date is picked, in the colours of the theme."""

from PySide6.QtCore import QDate, QEvent, QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from posture_app.core.formats import current
from posture_app.core.language import N_, _
from posture_app.ui.kit.look.theme import SPACE, colours

WEEK = range(1, 8)
LEAST, COLUMNS, ROWS = QSize(280, 224), 7, 8
"""How large it is at the least, and how many of what is in it lie side by side, and below each other."""
NAMES, MOST_LETTERS = QLocale.FormatType.ShortFormat, 6
"""What is short for days, unless it is longer than this, as in Arabic; then they have a letter each."""
BAR = "qt_calendar_navigationbar"
MONTHS = {"qt_calendar_prevmonth": Qt.ArrowType.LeftArrow, "qt_calendar_nextmonth": Qt.ArrowType.RightArrow}
"""What Qt calls the strip at the top, and the buttons in it with where they point."""


SAYS = {
    "qt_calendar_prevmonth": N_("The month before"),
    "qt_calendar_nextmonth": N_("The next month"),
    "qt_calendar_calendarview": N_("Days of the month"),
}


class CalendarPopup(QCalendarWidget):
    """A month."""

    def __init__(self) -> None:
        super().__init__()
        formats = current()
        self.setLocale(QLocale(formats.locale))
        self.setFirstDayOfWeek(Qt.DayOfWeek(formats.first_weekday + 1))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if max(map(len, self._days(NAMES))) > MOST_LETTERS:
            self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())  # Qt's own are red
        for button in self.findChildren(QToolButton):
            if button.objectName() in MONTHS:
                button.setArrowType(MONTHS[button.objectName()])  # Qt's own pictures are always black
        self._wear()
        self.setAccessibleName(_("Calendar"))
        for part, says in SAYS.items():
            for widget in self.findChildren(QWidget, part):
                widget.setAccessibleName(_(says))

    def minimumSizeHint(self) -> QSize:
        """Room for all names of days; Qt's own stays that of the font it was first asked for with."""
        letters = self.horizontalHeaderFormat() is QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        metrics, days = self.fontMetrics(), self._days(QLocale.FormatType.NarrowFormat if letters else NAMES)
        wide, high = max(map(metrics.horizontalAdvance, days)) + SPACE, metrics.height() + SPACE
        return LEAST.expandedTo(QSize(COLUMNS * wide, ROWS * high))

    def _days(self, form: QLocale.FormatType) -> list[str]:
        return [self.locale().dayName(day, form) for day in WEEK]

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._wear()

    def _wear(self) -> None:
        """Wear these colours. Qt's own has its title on the accent."""
        header, palette, role = QTextCharFormat(), self.palette(), QPalette.ColorRole
        header.setForeground(palette.placeholderText())
        self.setHeaderTextFormat(header)
        palette.setBrush(role.Highlight, palette.base())
        palette.setBrush(role.HighlightedText, palette.text())
        for bar in self.findChildren(QWidget, BAR):
            bar.setPalette(palette)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        """Days that cannot be picked are faint; Qt would only give them another ground."""
        if self.minimumDate() <= day <= self.maximumDate():
            super().paintCell(painter, rect, day)
            return
        painter.save()
        painter.setPen(QColor(colours(self).outline))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.locale().toString(day.day()))
        painter.restore()
