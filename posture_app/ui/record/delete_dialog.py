"""The dialog in which days of the record, or all of it, are deleted for good."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import Amounts, Days, Job, RecordActions, Report
from posture_app.core.words import capital, counted
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.fields.days_range import DaysRange
from posture_app.ui.kit.fields.form_row import FormRow
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.fields.tick import Tick
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import Rule
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import amounts_words, days_count, days_words

LEAD = (
    "It goes from your record, from its backups and from the file for your other computers. What you copied elsewhere,"
    " and what other computers have got, stays."
)
SOME, ALL = range(2)


class DeleteDialog(RecordDialog):
    """Asks which days, says what lies in them, and asks again; for everything there is a box to check."""

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, "Delete", "delete dialog")
        self._record = record
        self._counting: Job | None = None
        self._amounts = ""
        self._which = Segments(("Some days", "Everything"))
        self._which.setAccessibleName("What to delete")
        self._days = DaysRange(record.today)
        self._days.show_days((record.today, record.today))
        self._what, self._when = FormRow("What", self._which), FormRow("Days", self._days)
        self._rule = Rule()
        self._sure = Tick("I understand that nothing can bring it back", "sure")
        self._panel = Panel(self._what, self._rule, self._when, self._sure)
        self._some = self.button("&Delete…", "delete some")
        self._now = self.button("", "delete now", Look.DANGER)
        self._all = self.button("&Delete everything", "delete everything", Look.DANGER)
        self._which.chosen.connect(self._choose)
        self._days.changed.connect(self._count)
        self._sure.toggled.connect(self._all.setEnabled)
        self._some.clicked.connect(self._ask_again)
        self._now.clicked.connect(self._delete)
        self._all.clicked.connect(self._delete)
        self._choose()
        self._which.setFocus()

    @property
    def _chosen(self) -> Days | None:
        """The days to delete; None: all of them. Raises ValueError if they are the wrong way round."""
        return None if self._which.place == ALL else self._days.value()

    @Slot()
    def _choose(self) -> None:
        everything = self._which.place == ALL
        for widget in (self._rule, self._when):
            widget.setVisible(not everything)
        self._sure.setVisible(everything)
        self._sure.setChecked(False)
        self._all.setEnabled(False)
        self.ask("Delete from your record", LEAD, self._panel, self._all if everything else self._some)
        self._count()

    @Slot()
    def _count(self) -> None:
        if self._counting is not None:
            self._counting.forget()
        self._amounts = ""
        self._some.setEnabled(True)
        self._say_what("Counting…")
        try:
            days = self._chosen
        except ValueError:
            self._say_what("")
            return
        # Counting takes no time: its progress is of no interest, and nobody ends it.
        report = Report(lambda _done, _total: None, self._counted, self._say_what, lambda: None)
        self._counting = self._record.count(days, report)
        self.destroyed.connect(self._counting.forget)

    def _counted(self, amounts: Amounts) -> None:
        self._amounts = amounts_words(amounts) or "nothing"
        self._some.setEnabled(any(amounts.values()))
        self._say_what(f"{capital(self._amounts)}.")

    def _say_what(self, text: str) -> None:
        rows = self._what, self._when
        for row in rows:
            row.say(text if row is rows[self._which.place == SOME] else "")
        self.clear()

    @Slot()
    def _ask_again(self) -> None:
        self._days.take()
        try:
            days = self._days.value()
        except ValueError as error:
            self._days.mark(refused=True)
            self.refuse(str(error))
            return
        words = f"Delete {days_count(days)}"
        self._now.setText(words)
        self._now.setAccessibleName(words)
        what = f": {self._amounts}" if self._amounts else ""
        self.ask(f"{words} for good?", f"{days_words(days)}{what}. Nothing can bring it back.", None, self._now)
        self.leave.setFocus()

    @Slot()
    def _delete(self) -> None:
        days = self._chosen

        def deleted(gone: int) -> None:
            said = [f"{counted(gone, 'backup')} could not be read, and went as a whole."] if gone else []
            if days is None:
                self.conclude("Everything is deleted", " ".join([*said, "A new record begins now."]))
            else:
                self.conclude(f"{days_count(days)} deleted", " ".join(said))

        self.begin("Deleting…", lambda report: self._record.delete(days, report), deleted, stoppable=False)
