"""The calendar in which a date is picked, in the colours of the theme."""

from PySide6.QtCore import QDate, QEvent, QLocale, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from posture_app.core.formats import current
from posture_app.core.language import N_, _
from posture_app.ui.kit.look.theme import SPACE, colours

WEEK = range(1, 8)
Header = QCalendarWidget.HorizontalHeaderFormat
LEAST, COLUMNS, ROWS = QSize(280, 224), 7, 8
"""How large it is at the least, and how many of what is in it lie side by side, and below each other."""
MOST_LETTERS, WIDEST = 6, 440
"""Days that are not short by their short names, as in Arabic, have a letter each; so have all where those names, in
large letters, would take more than these pixels: the smallest window has little more.
"""
BAR = "qt_calendar_navigationbar"
MONTHS = "qt_calendar_prevmonth", "qt_calendar_nextmonth"
"""What Qt calls the strip at the top, and the buttons in it."""
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
        self._name_days()
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())  # Qt's own are red
        self._point()
        self._wear()
        self.setAccessibleName(_("Calendar"))
        for part, says in SAYS.items():
            for widget in self.findChildren(QWidget, part):
                widget.setAccessibleName(_(says))

    def minimumSizeHint(self) -> QSize:
        """Room for all names of days; Qt's own stays that of the font it was first asked for with."""
        letters = self.horizontalHeaderFormat() is Header.SingleLetterDayNames
        wide = self._across(QLocale.FormatType.NarrowFormat if letters else QLocale.FormatType.ShortFormat)
        return LEAST.expandedTo(QSize(wide, ROWS * (self.fontMetrics().height() + SPACE)))

    def _name_days(self) -> None:
        short = QLocale.FormatType.ShortFormat
        long = max(map(len, self._days(short))) > MOST_LETTERS or self._across(short) > WIDEST
        self.setHorizontalHeaderFormat(Header.SingleLetterDayNames if long else Header.ShortDayNames)

    def _across(self, form: QLocale.FormatType) -> int:
        """How wide all days are with such names."""
        return COLUMNS * (max(map(self.fontMetrics().horizontalAdvance, self._days(form))) + SPACE)

    def _days(self, form: QLocale.FormatType) -> list[str]:
        return [self.locale().dayName(day, form) for day in WEEK]

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._wear()
        if event.type() is QEvent.Type.FontChange:
            self._name_days()
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._point()

    def _point(self) -> None:
        """Point to the month before and to the next, as one reads. Qt's own pictures are always black."""
        ways = Qt.ArrowType.LeftArrow, Qt.ArrowType.RightArrow
        for name, way in zip(MONTHS, ways[::-1] if self.isRightToLeft() else ways, strict=True):
            for button in self.findChildren(QToolButton, name):
                button.setArrowType(way)

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
