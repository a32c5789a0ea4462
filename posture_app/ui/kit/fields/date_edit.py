"""A date to enter."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QSignalBlocker
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QDateEdit

from posture_app.core.formats import Form, current
from posture_app.ui.kit.fields.display_format import set_display_format


class DateEdit(QDateEdit):
    """A date to type or to pick from a calendar. The wheel scrolls the page."""

    def __init__(self) -> None:
        super().__init__()
        formats = current()
        self.setLocale(QLocale(formats.locale))
        set_display_format(self, formats.pattern(Form.DATE_SHORT))
        self.setCalendarPopup(True)
        self._has_calendar = False
        self.setKeyboardTracking(False)
        self.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self.lineEdit() and event.type() is QEvent.Type.MouseButtonRelease:
            self.setSelectedSection(self.currentSection())  # a click chooses day, month or year, to be typed over
        return done

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The calendar opens by this alone, and takes longer to make than all the rest."""
        if not self._has_calendar:
            from posture_app.ui.kit.fields.calendar_popup import CalendarPopup  # noqa: PLC0415 - for who opens it

            self._has_calendar = True
            self.setCalendarWidget(CalendarPopup())
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def read(self) -> date:
        """What was last taken."""
        return date(self.date().year(), self.date().month(), self.date().day())

    def show_date(self, day: date) -> None:
        """Show this date, without telling of it."""
        with QSignalBlocker(self):
            self.setDate(QDate(day.year, day.month, day.day))
