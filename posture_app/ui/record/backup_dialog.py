"""The dialog in which the record is copied to a file as a whole."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import RecordActions, RecordContents
from posture_app.ui.kit.file_choice import choose_new, show_in_folder
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import amounts_words, file_name


class BackupDialog(RecordDialog):
    """Shows itself as soon as it was said where to; if that is not said, it goes."""

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, "Back up", "backup dialog")
        self._record = record
        self._path = ""
        self._another = self.button("Choose &another place…", "another place")
        self._another.clicked.connect(self.choose)
        self._folder = self.button("&Show in folder", "show in folder")
        self._folder.clicked.connect(self._show_folder)

    @Slot()
    def choose(self) -> None:
        """Ask where to."""
        above = self if self.isVisible() else self.parentWidget()
        asked = choose_new(above, "Back up to", f"posture-{self._record.today}.db", "Backups (*.db)", self._chosen)
        asked.rejected.connect(self._given_up)

    def failed(self, why: str) -> None:
        """Say why; another place may do."""
        self.conclude("There is no backup", "", self._another)
        self.refuse(why)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self._path = path
        self.ask(f"Writing {file_name(path)}", "", None)
        self.open()
        self.begin(
            "Copying and checking…", lambda report: self._record.back_up(path, report), self._made, stoppable=False
        )

    def _made(self, held: RecordContents) -> None:
        said = amounts_words(held.amounts) or "An empty record"
        self.conclude("Backed up, and checked", f"{said}, in {self._path}", self._folder)

    @Slot()
    def _given_up(self) -> None:
        if not self.isVisible():
            self.deleteLater()

    @Slot()
    def _show_folder(self) -> None:
        show_in_folder(self._path)
