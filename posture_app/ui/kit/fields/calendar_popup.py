"""The calendar in which a date is picked, in the colours of the theme."""

from PySide6.QtCore import QDate, QLocale, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap, QShowEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from posture_app.core.language import N_, _
from posture_app.ui.kit.look.sign import SIZE, Sign, paint_sign
from posture_app.ui.kit.look.theme import SPACE, colours

WEEK = range(1, 8)
LEAST, COLUMNS, ROWS = QSize(280, 224), 7, 8
"""How large it is at the least, and how many of what is in it lie side by side, and below each other."""
BAR = "qt_calendar_navigationbar"
MONTHS = {"qt_calendar_prevmonth": Sign.LEFT, "qt_calendar_nextmonth": Sign.RIGHT}
"""What Qt calls the strip at the top, and the buttons in it with where they point."""


SAYS = {
    "qt_calendar_prevmonth": N_("The month before"),
    "qt_calendar_nextmonth": N_("The next month"),
    "qt_calendar_calendarview": N_("Days of the month"),
}


class CalendarPopup(QCalendarWidget):
    """A month; it takes its colours whenever it opens. Qt's own has red weekends and arrows that are always black."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.English))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setAccessibleName(_("Calendar"))
        for part, says in SAYS.items():
            for widget in self.findChildren(QWidget, part):
                widget.setAccessibleName(_(says))

    def minimumSizeHint(self) -> QSize:
        """Room for all names of days; Qt's own stays that of the font it was first asked for with."""
        metrics, days = self.fontMetrics(), (self.locale().dayName(day, QLocale.FormatType.ShortFormat) for day in WEEK)
        wide, high = max(map(metrics.horizontalAdvance, days)) + SPACE, metrics.height() + SPACE
        return LEAST.expandedTo(QSize(COLUMNS * wide, ROWS * high))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        c = colours(self)
        header = QTextCharFormat()
        header.setForeground(QColor(c.muted))
        self.setHeaderTextFormat(header)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase):
            palette.setColor(role, QColor(c.surface))
        self.setPalette(palette)
        palette.setColor(QPalette.ColorRole.Highlight, QColor(c.surface))
        palette.setColor(QPalette.ColorRole.HighlightedText, QColor(c.text))
        for bar in self.findChildren(QWidget, BAR):
            bar.setPalette(palette)
        for button in self.findChildren(QToolButton):
            if button.objectName() in MONTHS:
                button.setIcon(self._arrow(MONTHS[button.objectName()], QColor(c.text)))
        super().showEvent(event)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        """Days that cannot be picked are faint; Qt would only give them another ground."""
        if self.minimumDate() <= day <= self.maximumDate():
            super().paintCell(painter, rect, day)
            return
        painter.save()
        painter.setPen(QColor(colours(self).outline))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        painter.restore()

    def _arrow(self, sign: Sign, colour: QColor) -> QIcon:
        scale = self.devicePixelRatio()
        pixmap = QPixmap(round(SIZE * scale), round(SIZE * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, sign, QPointF(SIZE / 2, SIZE / 2), colour)
        painter.end()
        return QIcon(pixmap)
