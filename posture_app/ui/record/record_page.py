"""What can be done with the record as a whole, in the settings window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import RecordActions
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import MIDDLE, aligned, column_of, put, row_of, wide
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.rule import ruled
from posture_app.ui.kit.theme import SPACE
from posture_app.ui.record.delete_dialog import DeleteDialog
from posture_app.ui.record.export_dialog import ExportDialog
from posture_app.ui.record.file_dialog import BackupDialog, ImportDialog, MergeDialog
from posture_app.ui.record.record_dialog import RecordDialog

FILES = "Files"
MakeDialog = Callable[[QWidget, RecordActions], RecordDialog]
ROWS: tuple[tuple[str, str, str, MakeDialog], ...] = (
    ("Export", "A file for a spreadsheet, another program, or your own.", "&Export…", ExportDialog),
    ("Import", "An export of this app, of ActivityWatch, or Workrave’s history.", "&Import…", ImportDialog),
    (
        "Merge another computer’s record",
        "Its log, or a backup of it. Where both saw you sit, that counts once.",
        "&Merge…",
        MergeDialog,
    ),
    ("Back up now", "All of it in one file. This is also done every night.", "&Back up…", BackupDialog),
    ("Delete", "Some days or everything, also from the backups.", "&Delete…", DeleteDialog),
)
"""What can be done: its name, what it is, what the button says, and the dialog that the button opens."""


class FilesPanel(Panel):
    """One row for each thing that can be done."""

    def __init__(self, record: RecordActions) -> None:
        super().__init__()
        self._record = record
        self._dialogs: dict[QObject, MakeDialog] = {}
        rows: list[QWidget] = []
        for title, text, words, dialog in ROWS:
            look = Look.CAUTION if dialog is DeleteDialog else Look.PLAIN
            button = Button(words, f"open {title.split()[0].lower()}", look, says=title)
            button.setAccessibleDescription(text)
            button.clicked.connect(self._open)
            self._dialogs[button] = dialog
            rows.append(_row(title, text, button))
        put(self.column, *ruled(*rows))
        buttons = self.findChildren(Button)
        widest = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setFixedWidth(widest)

    @Slot()
    def _open(self) -> None:
        self._dialogs[self.sender()](self.window(), self._record).start()


def _row(title: str, text: str, button: Button) -> QWidget:
    made = QWidget()
    row_of(
        wide(column_of(label(title, strong=True), label(text, muted=True), spacing=SPACE // 2)),
        aligned(button, MIDDLE),
        on=made,
        spacing=SPACE * 2,
        margins=(0, SPACE // 2, 0, SPACE // 2),
    )
    return made
