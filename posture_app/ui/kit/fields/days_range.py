"""From one day to another, to type or to pick."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.fields.date_edit import DateEdit
from posture_app.ui.kit.fields.field import mark
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.panel import short_label


class DaysRange(QWidget):
    """Two dates up to `last`, which can be the wrong way round until they are asked for. Their objectNames are “first
    day” and “last day”; `changed` tells that one of them was changed.
    """

    changed = Signal()

    def __init__(self, last: date) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._edits = DateEdit(), DateEdit()
        line = Flow(on=self)
        for edit, name, says in zip(
            self._edits, ("first day", "last day"), (_("First day"), _("Last day")), strict=True
        ):
            edit.setObjectName(name)
            edit.setAccessibleName(says)
            edit.setMaximumDate(QDate(last.year, last.month, last.day))
            edit.dateChanged.connect(self._changed)
            if edit is not self._edits[0]:
                line.addWidget(short_label(_("to"), muted=True))
            line.addWidget(edit)

    def show_days(self, days: tuple[date, date]) -> None:
        """Show these, without telling of it."""
        for edit, day in zip(self._edits, days, strict=True):
            edit.show_date(day)

    def begin(self) -> None:
        """Put the keyboard into it."""
        self._edits[0].setFocus()

    def take(self) -> None:
        """Take what is being typed."""
        for edit in self._edits:
            edit.interpretText()

    def value(self) -> tuple[date, date]:
        """Both days. Raises ValueError if they are the wrong way round."""
        first, last = (edit.read() for edit in self._edits)
        if last < first:
            raise ValueError(_("The last day comes before the first"))
        return first, last

    def mark(self, *, refused: bool) -> None:
        """Outline both dates, or no longer."""
        for edit in self._edits:
            mark(edit, refused=refused)

    @Slot()
    def _changed(self) -> None:
        self.mark(refused=False)
        self.changed.emit()
