"""The dialogs about one file: to copy the record into it, to import it, and to merge it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from posture_app.core.language import N_, _, sentence, sentences
from posture_app.core.record.amounts import amounts_words
from posture_app.core.record.record_jobs import Amounts, DeviceContents, FileContents, RecordActions, RecordContents
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.fields.form_row import FactRow
from posture_app.ui.kit.file_choice import choose_existing, choose_new
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import ruled
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import days_words, file_name, without_folder

EXPORTS, LOGS = "(*.csv *.json historystats* statistics.db *.txt)", "(*.db)"
"""The files that can be imported, and merged."""
LEAD = N_("It is added to what this computer has recorded. Where both saw you sit, that counts once.")


class _FileDialog(RecordDialog):
    """Shows itself as soon as a file was chosen; if none is, it goes. `another` is on the button that asks anew."""

    doing = N_("Reading {file}")

    def __init__(self, parent: QWidget, record: RecordActions, act: str, name: str, another: str) -> None:
        super().__init__(parent, act, name)
        self.record = record
        self.another = self.button(another, "another file")
        self.another.clicked.connect(self.start)

    @Slot()
    def start(self) -> None:
        above = self if self.isVisible() else self.parentWidget()
        self.ask_for_file(above).rejected.connect(self._given_up)

    def ask_for_file(self, above: QWidget | None) -> QFileDialog:
        """Ask for the file in a dialog over this widget, which tells `chosen`."""
        raise NotImplementedError

    def begin_with_file(self) -> None:
        """Begin to read it, or to write it."""
        raise NotImplementedError

    @Slot(str)
    def chosen(self, path: str) -> None:
        """Go on with the file that was chosen."""
        self.path = path
        self.ask(_(self.doing).format(file=file_name(path)), "", None)
        self.open()
        self.begin_with_file()

    @Slot()
    def _given_up(self) -> None:
        if not self.isVisible():
            self.deleteLater()


class BackupDialog(_FileDialog):
    """Copies the record to a file as a whole."""

    doing = N_("Writing {file}")

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, _("Back up"), "backup dialog", _("Choose &another place…"))
        self._folder = self.folder_button()

    def ask_for_file(self, above: QWidget | None) -> QFileDialog:
        return choose_new(
            above, _("Back up to"), f"posture-{self.record.today}.db", _("Backups") + f" {LOGS}", self.chosen
        )

    def begin_with_file(self) -> None:
        words = _("Copying and checking…")
        self.begin(words, lambda report: self.record.back_up(self.path, report), self._made, stoppable=False)

    def failed(self, why: str) -> None:
        self.conclude(_("There is no backup"), "", self.another)
        self.refuse(why)

    def _made(self, contents: RecordContents) -> None:
        text = _("{amounts}, in {path}") if any(contents.amounts.values()) else _("An empty record, in {path}")
        text = text.format(amounts=amounts_words(contents.amounts), path=self.path)
        self.conclude(_("Backed up, and checked"), text, self._folder)


class _TakingDialog(_FileDialog):
    """Brings a file into the record. It is read first, and nothing is taken from it until the person has seen what
    there is in it. `act` is the word for what the dialog does, `button` the same on its button.
    """

    ended: str
    """What to say when it was ended before all had come,"""
    cut_short: str
    """and what became of it."""
    untouched = ""
    """What to say when nothing has come, if the reason does not say it."""

    def __init__(
        self, parent: QWidget, record: RecordActions, name: str, act: str, *, button: str, filters: str
    ) -> None:
        super().__init__(parent, record, act, name, _("Choose &another file…"))
        self._act, self._filters = act, f"{filters};;{_('All files')} (*)"
        self._taking = False
        self._go_on = self.button(button, "go on", Look.MAIN)
        self._go_on.clicked.connect(self._agreed)

    def ask_for_file(self, above: QWidget | None) -> QFileDialog:
        return choose_existing(above, self._act, self._filters, self.chosen)

    def take(self) -> None:
        """Begin to bring it in."""
        raise NotImplementedError

    def show_contents(self, heading: str, lead: str, contents: RecordContents, facts: dict[str, str]) -> None:
        """Say what there is in the file, and offer to bring it in if there is anything new."""
        if contents.days is not None:
            facts = {_("Days"): days_words(contents.days), **facts}
        rows = [FactRow(name, text) for name, text in facts.items()]
        self.ask(heading, lead, Panel(*ruled(*rows)), self._go_on)
        self._go_on.setFocus()

    def failed(self, why: str) -> None:
        if self._taking:
            self.conclude(_(self.ended), self.path)
        else:
            heading = _("{file} cannot be used").format(file=file_name(self.path))
            self.conclude(heading, self.untouched and _(self.untouched), self.another)
            why = without_folder(why, self.path)
        self.refuse(why)

    def stopped(self) -> None:
        if self._taking:
            self.conclude(_(self.ended), _(self.cut_short))
        else:
            super().stopped()

    @Slot()
    def _agreed(self) -> None:
        self._taking = True
        self.take()


class ImportDialog(_TakingDialog):
    """Says what is in a file, and what of it is new."""

    ended = N_("Import stopped")
    cut_short = N_("What was imported by then stays; import the file again for the rest.")

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        filters = f"{_('Exports and histories')} {EXPORTS}"
        super().__init__(parent, record, "import dialog", _("Import"), button=_("&Import"), filters=filters)
        self._program = self._left_out = ""

    def begin_with_file(self) -> None:
        self.begin(_("Reading…"), lambda report: self.record.look_into(self.path, report), self._looked_at)

    def take(self) -> None:
        self.begin(_("Importing…"), lambda report: self.record.take_in(self.path, report), self._imported)

    def _looked_at(self, contents: FileContents) -> None:
        self._program, self._left_out = contents.program, contents.left_out
        there = {word: count - contents.new.get(word, 0) for word, count in contents.amounts.items()}
        new, old = amounts_words(contents.new), amounts_words(there)
        if not new:
            if not old:
                has = _("There is no entry in {path}.")
            elif contents.left_out:
                has = _("Your record has the rest of {path} already.")
            else:
                has = _("Your record has all of {path} already.")
            self.conclude(_("There is nothing new in it"), self._with_rest(has.format(path=self.path)), self.another)
            return
        facts = {_("New"): new, _("There already"): old, _("Left out"): contents.left_out}
        said = {name: text for name, text in facts.items() if text}
        self.show_contents(_("A file of {program}").format(program=contents.program), self.path, contents, said)

    def _imported(self, came: Amounts) -> None:
        said = amounts_words(came)
        text = sentence(said) if said else _("All of it was there already.")
        self.conclude(_("Imported from {program}").format(program=self._program), self._with_rest(text))

    def _with_rest(self, text: str) -> str:
        """The text, and what was left out."""
        left_out = _("Left out: {what}.").format(what=self._left_out)
        return sentences(text, left_out) if self._left_out else text


class MergeDialog(_TakingDialog):
    """Says what the other log has."""

    ended = N_("Merge stopped")
    cut_short = N_("What was merged by then stays; merge the file again for the rest.")
    untouched = N_("Nothing was changed.")

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        filters = f"{_('Logs and backups')} {LOGS}"
        super().__init__(parent, record, "merge dialog", _("Merge"), button=_("&Merge"), filters=filters)

    def begin_with_file(self) -> None:
        self.begin(_("Reading…"), lambda report: self.record.look_at(self.path, report), self._looked_at)

    def take(self) -> None:
        self.begin(_("Merging…"), lambda report: self.record.merge(self.path, report), self._merged)

    def _looked_at(self, contents: DeviceContents) -> None:
        facts = {_("In it"): amounts_words(contents.amounts) or _("nothing")}
        lead = f"{_(LEAD)}\n\n{contents.left_out}".strip()
        if contents.name:
            heading = _("Merge the record of “{computer}”?").format(computer=contents.name)
        else:
            heading = _("Merge the record in {file}?").format(file=file_name(self.path))
        self.show_contents(heading, lead, contents, facts)

    def _merged(self, came: tuple[DeviceContents, ...]) -> None:
        if came:
            self.conclude(_("Merged"), "\n".join(map(_words, came)))
        else:
            text = _("Your record has all of {path} already.").format(path=self.path)
            self.conclude(_("There is nothing new in it"), text)


def _words(merged: DeviceContents) -> str:
    computer, amounts = merged.name or _("Another computer"), amounts_words(merged.amounts)
    if merged.days is None:
        return _("{computer}: {amounts}.").format(computer=computer, amounts=amounts)
    days = days_words(merged.days)
    return _("{computer}: {amounts}, {days}.").format(computer=computer, amounts=amounts, days=days)
