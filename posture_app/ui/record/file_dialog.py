"""The dialogs that bring a file into the record, to import it or to merge it: the file is read first, and nothing is
taken from it until the person has seen what it is.
"""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import Amounts, DeviceContents, FileContents, RecordActions, RecordContents
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.file_choice import choose_existing
from posture_app.ui.kit.form_row import FactRow
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import Rule
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import amounts_words, days_words, file_name, without_file

IMPORT_FILTERS = "Exports and histories (*.csv *.json historystats* statistics.db *.txt);;All files (*)"
MERGE_FILTERS = "Logs and backups (*.db);;All files (*)"
LEAD = "It is added to what this computer has recorded. Where both saw you sit, that counts once."


class FileDialog(RecordDialog):
    """Shows itself as soon as a file was chosen; if none is, it goes. `act` is the word for what it does."""

    def __init__(self, parent: QWidget, record: RecordActions, act: str, filters: str) -> None:
        super().__init__(parent, act, f"{act.lower()} dialog")
        self.record = record
        self._act, self._filters = act, filters
        self.path = ""
        self._taking = False
        self.go_on = self.button(f"&{act}", "go on", Look.MAIN)
        self.go_on.clicked.connect(self._agreed)
        self.another = self.button("Choose &another file…", "another file")
        self.another.clicked.connect(self.choose)

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        above = self if self.isVisible() else self.parentWidget()
        asked = choose_existing(above, self._act, self._filters, self._chosen)
        asked.rejected.connect(self._given_up)

    def look(self) -> None:
        """Begin to look into the file."""
        raise NotImplementedError

    def take(self) -> None:
        """Begin to bring it in."""
        raise NotImplementedError

    @property
    def cut_short(self) -> str:
        """What to say when it was ended before all had come."""
        raise NotImplementedError

    @property
    def untouched(self) -> str:
        """What to say when nothing has come, if the reason does not say it."""
        return ""

    def show_found(self, heading: str, lead: str, held: RecordContents, facts: dict[str, str]) -> None:
        """Say what there is in the file, and offer to bring it in if there is anything new."""
        panel = Panel()
        if held.days is not None:
            facts = {"Days": days_words(held.days), **facts}
        for name, text in facts.items():
            if panel.column.count():
                panel.column.addWidget(Rule())
            panel.column.addWidget(FactRow(name, text))
        self.ask(heading, lead, panel, self.go_on)
        self.go_on.setFocus()

    def failed(self, why: str) -> None:
        """Say why; another file may do."""
        if self._taking:
            self.conclude(f"{self._act} stopped", self.path)
        else:
            self.conclude(f"{file_name(self.path)} cannot be used", self.untouched, self.another)
            why = without_file(why, self.path)
        self.refuse(why)

    def stopped(self) -> None:
        """What had come stays."""
        if self._taking:
            self.conclude(f"{self._act} stopped", self.cut_short)
        else:
            super().stopped()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.path, self._taking = path, False
        self.ask(f"Reading {file_name(path)}", "", None)
        self.open()
        self.look()

    @Slot()
    def _given_up(self) -> None:
        if not self.isVisible():
            self.deleteLater()

    @Slot()
    def _agreed(self) -> None:
        self._taking = True
        self.take()


class ImportDialog(FileDialog):
    """Says what is in a file, and what of it is new."""

    cut_short = "What was imported by then stays; import the file again for the rest."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Import", IMPORT_FILTERS)
        self._program = self._left_out = ""

    def look(self) -> None:
        """Read all of it."""
        self.begin("Reading…", lambda report: self.record.look_into(self.path, report), self._found)

    def take(self) -> None:
        """Import it."""
        self.begin("Importing…", lambda report: self.record.take_in(self.path, report), self._imported)

    def _found(self, found: FileContents) -> None:
        self._program, self._left_out = found.program, found.left_out
        there = {word: count - found.new.get(word, 0) for word, count in found.amounts.items()}
        new, old = amounts_words(found.new), amounts_words(there)
        if not new:
            part = "the rest" if found.left_out else "all"
            has = f"Your record has {part} of {self.path} already." if old else f"There is no entry in {self.path}."
            self.conclude("There is nothing new in it", has + self._without(), self.another)
            return
        facts = {"New": new, "There already": old, "Left out": found.left_out}
        told = {name: text for name, text in facts.items() if text}
        self.show_found(f"A file of {found.program}", self.path, found, told)

    def _imported(self, came: Amounts) -> None:
        said = amounts_words(came)
        text = f"{said}." if said else "All of it was there already."
        self.conclude(f"Imported from {self._program}", text + self._without())

    def _without(self) -> str:
        return f" Left out: {self._left_out}." if self._left_out else ""


class MergeDialog(FileDialog):
    """Says what the other log has."""

    cut_short = "What was merged by then stays; merge the file again for the rest."
    untouched = "Nothing was changed."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Merge", MERGE_FILTERS)

    def look(self) -> None:
        """See what it has."""
        self.begin("Reading…", lambda report: self.record.look_at(self.path, report), self._found)

    def take(self) -> None:
        """Merge it."""
        self.begin("Merging…", lambda report: self.record.merge(self.path, report), self._merged)

    def _found(self, held: DeviceContents) -> None:
        facts = {"In it": amounts_words(held.amounts) or "nothing"}
        lead = f"{LEAD}\n\n{held.left_out}".strip()
        which = f"of “{held.name}”" if held.name else f"in {file_name(self.path)}"
        self.show_found(f"Merge the record {which}?", lead, held, facts)

    def _merged(self, came: tuple[DeviceContents, ...]) -> None:
        if came:
            self.conclude("Merged", "\n".join(map(_words, came)))
        else:
            self.conclude("There is nothing new in it", f"Your record has all of {self.path} already.")


def _words(brought: DeviceContents) -> str:
    when = "" if brought.days is None else f", {days_words(brought.days)}"
    return f"{brought.name or 'Another computer'}: {amounts_words(brought.amounts)}{when}."
