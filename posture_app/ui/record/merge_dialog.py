"""The dialog in which the record of another computer is brought into this one’s."""

from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import DeviceContents, RecordActions
from posture_app.ui.record.file_dialog import FileDialog
from posture_app.ui.record.record_words import amounts_words, days_words, file_name

FILTERS = "Logs and backups (*.db);;All files (*)"
LEAD = "It is added to what this computer has recorded. Where both saw you sit, that counts once."


class MergeDialog(FileDialog):
    """Says what the other log has."""

    cut_short = "What was merged by then stays; merge the file again for the rest."
    untouched = "Nothing was changed."

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, record, "Merge", FILTERS)

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
