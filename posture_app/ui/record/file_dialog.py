"""The dialogs about one file: to copy the record into it, to import it, and to merge it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from posture_app.core.record.record_jobs import Amounts, DeviceContents, FileContents, RecordActions, RecordContents
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.fields.form_row import FactRow
from posture_app.ui.kit.file_choice import choose_existing, choose_new
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import ruled
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import amounts_words, days_words, file_name, without_file

IMPORT_FILTERS = "Exports and histories (*.csv *.json historystats* statistics.db *.txt);;All files (*)"
MERGE_FILTERS = "Logs and backups (*.db);;All files (*)"
LEAD = "It is added to what this computer has recorded. Where both saw you sit, that counts once."


class _FileDialog(RecordDialog):
    """Shows itself as soon as a file was chosen; if none is, it goes. `thing` is what to choose."""

    doing = "Reading {file}"

    def __init__(self, parent: QWidget, record: RecordActions, act: str, name: str, thing: str) -> None:
        super().__init__(parent, act, name)
        self.record = record
        self.another = self.button(f"Choose &another {thing}…", f"another {thing}")
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
        self.ask(self.doing.format(file=file_name(path)), "", None)
        self.open()
        self.begin_with_file()

    @Slot()
    def _given_up(self) -> None:
        if not self.isVisible():
            self.deleteLater()


class BackupDialog(_FileDialog):
    """Copies the record to a file as a whole."""

    doing = "Writing {file}"

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Back up", "backup dialog", "place")
        self._folder = self.folder_button()

    def ask_for_file(self, above: QWidget | None) -> QFileDialog:
        return choose_new(above, "Back up to", f"posture-{self.record.today}.db", "Backups (*.db)", self.chosen)

    def begin_with_file(self) -> None:
        words = "Copying and checking…"
        self.begin(words, lambda report: self.record.back_up(self.path, report), self._made, stoppable=False)

    def failed(self, why: str) -> None:
        self.conclude("There is no backup", "", self.another)
        self.refuse(why)

    def _made(self, contents: RecordContents) -> None:
        amounts = amounts_words(contents.amounts) or "An empty record"
        self.conclude("Backed up, and checked", f"{amounts}, in {self.path}", self._folder)


class _TakingDialog(_FileDialog):
    """Brings a file into the record. It is read first, and nothing is taken from it until the person has seen what
    there is in it. `act` is the word for what the dialog does.
    """

    cut_short: str
    """What to say when it was ended before all had come."""
    untouched = ""
    """What to say when nothing has come, if the reason does not say it."""

    def __init__(self, parent: QWidget, record: RecordActions, act: str, filters: str) -> None:
        super().__init__(parent, record, act, f"{act.lower()} dialog", "file")
        self._act, self._filters = act, filters
        self._taking = False
        self._go_on = self.button(f"&{act}", "go on", Look.MAIN)
        self._go_on.clicked.connect(self._agreed)

    def ask_for_file(self, above: QWidget | None) -> QFileDialog:
        return choose_existing(above, self._act, self._filters, self.chosen)

    def take(self) -> None:
        """Begin to bring it in."""
        raise NotImplementedError

    def show_contents(self, heading: str, lead: str, contents: RecordContents, facts: dict[str, str]) -> None:
        """Say what there is in the file, and offer to bring it in if there is anything new."""
        if contents.days is not None:
            facts = {"Days": days_words(contents.days), **facts}
        rows = [FactRow(name, text) for name, text in facts.items()]
        self.ask(heading, lead, Panel(*ruled(*rows)), self._go_on)
        self._go_on.setFocus()

    def failed(self, why: str) -> None:
        if self._taking:
            self.conclude(f"{self._act} stopped", self.path)
        else:
            self.conclude(f"{file_name(self.path)} cannot be used", self.untouched, self.another)
            why = without_file(why, self.path)
        self.refuse(why)

    def stopped(self) -> None:
        if self._taking:
            self.conclude(f"{self._act} stopped", self.cut_short)
        else:
            super().stopped()

    @Slot()
    def _agreed(self) -> None:
        self._taking = True
        self.take()


class ImportDialog(_TakingDialog):
    """Says what is in a file, and what of it is new."""

    cut_short = "What was imported by then stays; import the file again for the rest."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Import", IMPORT_FILTERS)
        self._program = self._left_out = ""

    def begin_with_file(self) -> None:
        self.begin("Reading…", lambda report: self.record.look_into(self.path, report), self._looked_at)

    def take(self) -> None:
        self.begin("Importing…", lambda report: self.record.take_in(self.path, report), self._imported)

    def _looked_at(self, contents: FileContents) -> None:
        self._program, self._left_out = contents.program, contents.left_out
        there = {word: count - contents.new.get(word, 0) for word, count in contents.amounts.items()}
        new, old = amounts_words(contents.new), amounts_words(there)
        if not new:
            part = "the rest" if contents.left_out else "all"
            has = f"Your record has {part} of {self.path} already." if old else f"There is no entry in {self.path}."
            self.conclude("There is nothing new in it", has + self._without(), self.another)
            return
        facts = {"New": new, "There already": old, "Left out": contents.left_out}
        said = {name: text for name, text in facts.items() if text}
        self.show_contents(f"A file of {contents.program}", self.path, contents, said)

    def _imported(self, came: Amounts) -> None:
        said = amounts_words(came)
        text = f"{said}." if said else "All of it was there already."
        self.conclude(f"Imported from {self._program}", text + self._without())

    def _without(self) -> str:
        return f" Left out: {self._left_out}." if self._left_out else ""


class MergeDialog(_TakingDialog):
    """Says what the other log has."""

    cut_short = "What was merged by then stays; merge the file again for the rest."
    untouched = "Nothing was changed."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Merge", MERGE_FILTERS)

    def begin_with_file(self) -> None:
        self.begin("Reading…", lambda report: self.record.look_at(self.path, report), self._looked_at)

    def take(self) -> None:
        self.begin("Merging…", lambda report: self.record.merge(self.path, report), self._merged)

    def _looked_at(self, contents: DeviceContents) -> None:
        facts = {"In it": amounts_words(contents.amounts) or "nothing"}
        lead = f"{LEAD}\n\n{contents.left_out}".strip()
        which = f"of “{contents.name}”" if contents.name else f"in {file_name(self.path)}"
        self.show_contents(f"Merge the record {which}?", lead, contents, facts)

    def _merged(self, came: tuple[DeviceContents, ...]) -> None:
        if came:
            self.conclude("Merged", "\n".join(map(_words, came)))
        else:
            self.conclude("There is nothing new in it", f"Your record has all of {self.path} already.")


def _words(merged: DeviceContents) -> str:
    when = "" if merged.days is None else f", {days_words(merged.days)}"
    return f"{merged.name or 'Another computer'}: {amounts_words(merged.amounts)}{when}."
