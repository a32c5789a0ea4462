"""What can be done with the record as a whole, in the settings window."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import RecordActions
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import MIDDLE, aligned, column_of, row_of, wide
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.rule import Rule
from posture_app.ui.kit.theme import SPACE
from posture_app.ui.record.backup_dialog import BackupDialog
from posture_app.ui.record.delete_dialog import DeleteDialog
from posture_app.ui.record.export_dialog import ExportDialog
from posture_app.ui.record.file_dialog import ImportDialog, MergeDialog

FILES = "Files"


class FilesPanel(Panel):
    """One row for each thing: what it is, and the button that opens its dialog."""

    def __init__(self, record: RecordActions) -> None:
        super().__init__()
        self._record = record
        rows: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("Export", "A file for a spreadsheet, another program, or your own.", "&Export…", self._export),
            ("Import", "An export of this app, of ActivityWatch, or Workrave’s history.", "&Import…", self._import),
            (
                "Merge another computer’s record",
                "Its log, or a backup of it. Where both saw you sit, that counts once.",
                "&Merge…",
                self._merge,
            ),
            ("Back up now", "All of it in one file. This is also done every night.", "&Back up…", self._back_up),
            ("Delete", "Some days or everything, also from the backups.", "&Delete…", self._delete),
        )
        buttons: list[Button] = []
        for title, text, words, act in rows:
            if buttons:
                self.column.addWidget(Rule())
            button = Button(words, f"open {title.split()[0].lower()}")
            if act == self._delete:
                button.set_look(Look.CAUTION)
            button.setAccessibleName(title)
            button.setAccessibleDescription(text)
            button.clicked.connect(act)
            buttons.append(button)
            self.column.addWidget(_row(title, text, button))
        widest = max(button.sizeHint().width() for button in buttons)
        for button in buttons:
            button.setFixedWidth(widest)

    @Slot()
    def _export(self) -> None:
        ExportDialog(self.window(), self._record).open()

    @Slot()
    def _import(self) -> None:
        ImportDialog(self.window(), self._record).choose()

    @Slot()
    def _merge(self) -> None:
        MergeDialog(self.window(), self._record).choose()

    @Slot()
    def _back_up(self) -> None:
        BackupDialog(self.window(), self._record).choose()

    @Slot()
    def _delete(self) -> None:
        DeleteDialog(self.window(), self._record).open()


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
