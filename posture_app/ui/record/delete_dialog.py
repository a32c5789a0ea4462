"""The dialog in which days of the record, or all of it, are deleted for good."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, ngettext, sentence, sentences
from posture_app.core.record.amounts import amounts_words
from posture_app.core.record.record_jobs import Amounts, Days, Job, RecordActions, Report
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.fields.days_range import DaysRange
from posture_app.ui.kit.fields.form_row import FormRow
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.fields.tick import Tick
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import Rule
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import days_words, number_of_days

LEAD = N_(
    "It goes from your record, from its backups and from the file for your other computers. What you copied elsewhere,"
    " and what other computers have got, stays."
)
SOME, ALL = range(2)


class DeleteDialog(RecordDialog):
    """Asks which days, says what lies in them, and asks again; for everything there is a box to check."""

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, _("Delete"), "delete dialog")
        self._record = record
        self._counting: Job | None = None
        self._amounts = ""
        self._which = Segments((N_("Some days"), N_("Everything")))
        self._which.setAccessibleName(_("What to delete"))
        self._days = DaysRange(record.today)
        self._days.show_days((record.today, record.today))
        self._what, self._when = FormRow(_("What"), self._which), FormRow(_("Days"), self._days)
        self._rule = Rule()
        self._sure = Tick(_("I understand that nothing can bring it back"), "sure")
        self._panel = Panel(self._what, self._rule, self._when, self._sure)
        self._some = self.button(_("&Delete…"), "delete some")
        self._now = self.button("", "delete now", Look.DANGER)
        self._all = self.button(_("&Delete everything"), "delete everything", Look.DANGER)
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
        self.ask(_("Delete from your record"), _(LEAD), self._panel, self._all if everything else self._some)
        self._count()

    @Slot()
    def _count(self) -> None:
        if self._counting is not None:
            self._counting.forget()
        self._amounts = ""
        self._some.setEnabled(True)
        self._say_what(_("Counting…"))
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
        self._amounts = amounts_words(amounts)
        self._some.setEnabled(any(amounts.values()))
        self._say_what(sentence(self._amounts) if self._amounts else _("Nothing."))

    def _say_what(self, text: str) -> None:
        rows = self._what, self._when
        for row in rows:
            row.say(text if row is rows[self._which.place == SOME] else "")
        self.clear()
        if self.isVisible():
            self.fit()

    @Slot()
    def _ask_again(self) -> None:
        self._days.take()
        try:
            days = self._days.value()
        except ValueError as error:
            self._days.mark(refused=True)
            self.refuse(str(error))
            return
        number = number_of_days(days)
        words = ngettext("Delete {number} day", "Delete {number} days", number).format(number=number_words(number))
        self._now.setText(words)
        self._now.setAccessibleName(words)
        heading = ngettext("Delete {number} day for good?", "Delete {number} days for good?", number)
        lead = _("{days}. Nothing can bring it back.")
        if self._amounts:
            lead = _("{days}: {amounts}. Nothing can bring it back.")
        lead = lead.format(days=days_words(days), amounts=self._amounts)
        self.ask(heading.format(number=number_words(number)), lead, None, self._now)
        self.leave.setFocus()

    @Slot()
    def _delete(self) -> None:
        days = self._chosen

        def deleted(gone: int) -> None:
            said = ""
            if gone:
                text = ngettext(
                    "{number} backup could not be read, and went as a whole.",
                    "{number} backups could not be read, and went as a whole.",
                    gone,
                )
                said = text.format(number=number_words(gone))
            if days is None:
                begins = _("A new record begins now.")
                self.conclude(_("Everything is deleted"), sentences(said, begins))
            else:
                number = number_of_days(days)
                heading = ngettext("{number} day deleted", "{number} days deleted", number)
                self.conclude(heading.format(number=number_words(number)), said)

        self.begin(_("Deleting…"), lambda report: self._record.delete(days, report), deleted, stoppable=False)
