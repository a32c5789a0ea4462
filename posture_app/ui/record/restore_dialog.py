"""The dialog in which a backup takes the place of the record."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.formats import full_day, time_words
from posture_app.core.language import _, sentence, sentences
from posture_app.core.record.amounts import amounts_words
from posture_app.core.record.record_jobs import BackupContents, BackupFile, RecordActions, RestoredContents
from posture_app.core.words import size_words
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.fields.choice_field import WideChoiceField
from posture_app.ui.kit.fields.form_row import FactRow, FormRow
from posture_app.ui.kit.file_choice import choose_existing
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import ruled
from posture_app.ui.record.file_dialog import LOGS
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import days_words, file_name, without_folder


class RestoreDialog(RecordDialog):
    """Shows which backups there are, then what is in the one that was chosen, and restores it once that was seen."""

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, _("Restore a backup"), "restore dialog")
        self._record = record
        self._file = self.button(_("Choose a &file…"), "another file")
        self._next = self.button(_("&Next"), "next", Look.MAIN)
        self._back = self.button(_("&Back"), "back to list")
        self._go_on = self.button(_("&Restore"), "go on", Look.MAIN)
        self._folder = self.folder_button()
        self._choice: WideChoiceField | None = None
        self._row: FormRow | None = None
        self._offered: dict[str, BackupFile] = {}
        self._restoring = False
        self._file.clicked.connect(self._ask_for_file)
        self._next.clicked.connect(self._look_at_chosen)
        self._back.clicked.connect(self._list)
        self._go_on.clicked.connect(self._restore)

    @Slot()
    def start(self) -> None:
        super().start()
        self._list()

    @Slot()
    def _list(self) -> None:
        self.path = ""
        self.ask(_("Restore a backup"), "", None, self._file)
        self.begin(_("Looking for backups…"), self._record.backups, self._listed)

    def _listed(self, found: tuple[BackupFile, ...]) -> None:
        if not found:
            text = _("One is made every night. A file from elsewhere will do, too.")
            self.ask(_("There is no backup yet"), text, None, self._file)
            self._file.setFocus()
            return
        lead = _("Your record becomes what it was then. Before that you see what is in it.")
        self._offered = {each.path: each for each in found}
        self._choice = WideChoiceField({each.path: _words(each) for each in found})
        self._choice.introduce("backup", _("Backup"), "")
        self._row = FormRow(_("Backup"), self._choice)
        self._choice.edited.connect(self._describe)
        self._describe()
        self.ask(_("Restore a backup"), lead, Panel(self._row), self._file, self._next)
        self._choice.setFocus()

    @Slot()
    def _describe(self) -> None:
        if self._choice is not None and self._row is not None:
            self._row.say(_kind(self._offered[str(self._choice.value())]))
            self.clear()

    @Slot()
    def _look_at_chosen(self) -> None:
        if self._choice is not None:
            self._look_at(str(self._choice.value()))

    @Slot()
    def _ask_for_file(self) -> None:
        filters = f"{_('Logs and backups')} {LOGS};;{_('All files')} (*)"
        choose_existing(self, _("Restore a backup"), filters, self._look_at)

    @Slot(str)
    def _look_at(self, path: str) -> None:
        self.path = path
        self.ask(_("Reading {file}").format(file=file_name(path)), "", None)
        self.begin(_("Reading…"), lambda report: self._record.look_back(path, report), self._looked_at)

    def _looked_at(self, contents: BackupContents) -> None:
        facts = {_("File"): file_name(self.path)}
        if contents.days is not None:
            facts[_("Days")] = days_words(contents.days)
        facts[_("In it")] = amounts_words(contents.amounts) or _("nothing")
        facts[_("Only in what you have now")] = amounts_words(contents.only_here) or _("nothing")
        lead = _("What you have now is kept as a file. It is then among the backups here, so that you can go back.")
        rows = [FactRow(name, text) for name, text in facts.items()]
        lead = f"{lead}\n\n{contents.left_out}".strip()
        self.ask(_("Restore this backup?"), lead, Panel(*ruled(*rows)), self._back, self._go_on)
        self._go_on.setFocus()

    @Slot()
    def _restore(self) -> None:
        self._restoring = True
        words = _("Restoring…")
        self.begin(words, lambda report: self._record.restore(self.path, report), self._restored, stoppable=False)

    def _restored(self, contents: RestoredContents) -> None:
        said = amounts_words(contents.amounts)
        text = sentence(said) if said else ""
        if not contents.kept:
            self.conclude(_("The backup is restored"), text)
            return
        kept = _("What you had until now is kept as {path}.").format(path=contents.kept)
        self.path = contents.kept
        self.conclude(_("The backup is restored"), sentences(text, kept), self._folder)

    def failed(self, why: str) -> None:
        if self._restoring:
            self.conclude(_("The backup is not restored"), "")
        elif self.path:
            heading = _("{file} cannot be used").format(file=file_name(self.path))
            self.conclude(heading, _("Nothing was changed."), self._back)
            why = without_folder(why, self.path)
        self.refuse(why)


def _words(backup: BackupFile) -> str:
    day, size = full_day(backup.at), size_words(backup.size)
    if isinstance(backup.at, datetime):
        return _("{day}, {time}, {size}").format(day=day, time=time_words(backup.at), size=size)
    return _("{day}, {size}").format(day=day, size=size)


def _kind(backup: BackupFile) -> str:
    if backup.damaged:
        return _("It is damaged.")
    return _("Your record until another backup was restored.") if backup.kept else _("Made by itself, at night.")
