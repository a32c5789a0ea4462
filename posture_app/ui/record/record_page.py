"""What can be done with the record as a whole, in the settings window."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.language import N_, _
from posture_app.core.record.record_jobs import RecordActions
from posture_app.core.search import Query
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.found import RowsPanel, show_if_found
from posture_app.ui.kit.layout import LEFT, MIDDLE, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label
from posture_app.ui.record.delete_dialog import DeleteDialog
from posture_app.ui.record.export_dialog import ExportDialog
from posture_app.ui.record.file_dialog import BackupDialog, ImportDialog, MergeDialog
from posture_app.ui.record.record_dialog import RecordDialog

MakeDialog = Callable[[QWidget, RecordActions], RecordDialog]
Row = tuple[str, str, str, MakeDialog, str]


def _restore_dialog(parent: QWidget, record: RecordActions) -> RecordDialog:
    from posture_app.ui.record.restore_dialog import RestoreDialog  # noqa: PLC0415 - rarely needed

    return RestoreDialog(parent, record)


ROWS: Mapping[str, Row] = {
    "open export": (
        N_("Export"),
        N_("A file for a spreadsheet, another program, or your own."),
        N_("&Export…"),
        ExportDialog,
        N_("csv json excel save download"),
    ),
    "open import": (
        N_("Import"),
        N_("An export of this app, of ActivityWatch, or Workrave’s history."),
        N_("&Import…"),
        ImportDialog,
        N_("csv json load"),
    ),
    "open merge": (
        N_("Merge another computer’s record"),
        N_("Its log, or a backup of it. Where both saw you sit, that counts once."),
        N_("&Merge…"),
        MergeDialog,
        N_("sync devices"),
    ),
    "open back": (
        N_("Back up now"),
        N_("All of it in one file. This is also done every night."),
        N_("&Back up…"),
        BackupDialog,
        N_("backup copy save"),
    ),
    "open restore": (
        N_("Restore a backup"),
        N_("Your record as it was then. What you have now is kept as a file."),
        N_("&Restore…"),
        _restore_dialog,
        N_("backup recover undo copy"),
    ),
    "open delete": (
        N_("Delete"),
        N_("Some days or everything, also from the backups."),
        N_("&Delete…"),
        DeleteDialog,
        N_("erase remove privacy"),
    ),
}
"""What can be done, by the name of its button: what it is called, what it is, what the button says, the dialog that it
opens, and other words for it.
"""


class FileRow(QWidget):
    """Something that can be done with files: what it is, and the button that begins it."""

    def __init__(self, title: str, text: str, button: Button, words: str, *more: QWidget) -> None:
        """`more` comes below the text."""
        super().__init__()
        self.button, self._words = button, words
        self._title, self._text = label(title, strong=True), label(text, muted=True)
        button.setAccessibleDescription(text)
        texts = QWidget()
        column_of(self._title, self._text, *more, on=texts, spacing=SPACE // 2)
        both = Beside(button, texts, spacing=SPACE * 2, where=LEFT | MIDDLE, end=True)
        column_of(both, on=self, margins=(0, SPACE // 2, 0, SPACE // 2))

    def show_found(self, query: Query, around: str = "") -> int:
        return show_if_found(self, query, around, self._title, self._text, also=self._words)


class FileRows(RowsPanel):
    """Such rows below each other, their buttons all as wide as the widest."""

    def __init__(self, *rows: FileRow) -> None:
        super().__init__(*rows)
        self._buttons = [row.button for row in rows]
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._align()

    def _align(self) -> None:
        widest = max(button.sizeHint().width() for button in self._buttons)
        for button in self._buttons:
            button.setMinimumWidth(widest)


class FilesPanel(FileRows):
    """One row for each thing that can be done with the record."""

    def __init__(self, record: RecordActions) -> None:
        self._record = record
        self._dialogs: dict[QObject, MakeDialog] = {}
        rows = [self._row(*each) for each in ROWS.items()]
        super().__init__(*rows)
        for row in rows:
            row.button.clicked.connect(self._open)

    def _row(self, name: str, row: Row) -> FileRow:
        title, text, words, dialog, also = row
        look = Look.CAUTION if dialog is DeleteDialog else Look.PLAIN
        button = Button(_(words), name, look, says=_(title))
        self._dialogs[button] = dialog
        return FileRow(_(title), _(text), button, _(also))

    @Slot()
    def _open(self) -> None:
        self._dialogs[self.sender()](self.window(), self._record).start()
