"""The dialog in which a file of this app or of another program is imported."""

from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import Amounts, FileContents, RecordActions
from posture_app.ui.record.file_dialog import FileDialog
from posture_app.ui.record.record_words import amounts_words

FILTERS = "Exports and histories (*.csv *.json historystats* statistics.db *.txt);;All files (*)"


class ImportDialog(FileDialog):
    """Says what is in a file, and what of it is new."""

    cut_short = "What was imported by then stays; import the file again for the rest."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Import", FILTERS)
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
