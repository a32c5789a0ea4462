"""The dialog in which a file of this app or of another program is imported."""

from PySide6.QtWidgets import QWidget

from posture_app.core.record_jobs import Amounts, Found, RecordActions
from posture_app.ui.file_dialog import FileDialog
from posture_app.ui.record_words import amounts_words

FILTERS = "Exports and histories (*.csv *.json historystats* *.txt);;All files (*)"


class ImportDialog(FileDialog):
    """Says what is in a file, and what of it is new."""

    cut_short = "What was imported by then stays; import the file again for the rest."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Import", FILTERS)
        self._program = ""

    def look(self) -> None:
        """Read all of it."""
        self.begin("Reading…", lambda report: self.record.look_into(self.path, report), self._found)

    def take(self) -> None:
        """Import it."""
        self.begin("Importing…", lambda report: self.record.take_in(self.path, report), self._imported)

    def _found(self, found: Found) -> None:
        self._program = found.program
        there = {word: count - found.new.get(word, 0) for word, count in found.amounts.items()}
        new, old = amounts_words(found.new), amounts_words(there)
        if not new:
            self.conclude("There is nothing new in it", f"Your record has all of {self.path} already.", self.another)
            return
        facts = {"New": new} if not old else {"New": new, "There already": old}
        self.show_found(f"A file of {found.program}", self.path, found, facts)

    def _imported(self, came: Amounts) -> None:
        said = amounts_words(came)
        self.conclude(f"Imported from {self._program}", f"{said}." if said else "All of it was there already.")
