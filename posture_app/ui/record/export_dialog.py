"""The dialog in which the record is written in a form that other programs read."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import Export, RecordActions
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.file_choice import choose_new, show_in_folder
from posture_app.ui.record.export_form import FORMS, KINDS, ExportForm
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import count_words

ROWS = {
    "spans": "span",
    "prompts": "reminder",
    "sessions": "exercise",
    "corrections": "correction",
    "notes": "note",
    "totals": "day total",
}
"""What a row is called, where rows are counted."""


class ExportDialog(RecordDialog):
    """Asks what to export, and where to."""

    def __init__(self, parent: QWidget, record: RecordActions) -> None:
        super().__init__(parent, "Export", "export dialog")
        self._record = record
        self._path = ""
        self._form_of = ExportForm(record.zone, record.today)
        self._form_of.changed.connect(self.clear)
        self._go_on = self.button("&Export…", "export to", Look.MAIN)
        self._go_on.clicked.connect(self._asked)
        self._folder = self.button("&Show in folder", "show in folder")
        self._folder.clicked.connect(self._show_folder)
        self.ask("Export your record", "", self._form_of, self._go_on)
        self._form_of.begin()

    @Slot()
    def _asked(self) -> None:
        try:
            wanted, name = self._form_of.value(), self._form_of.file_name()
        except ValueError as error:
            self._form_of.mark(refused=True)
            self.refuse(str(error))
            return
        title, ending, _ = FORMS[wanted.form]
        choose_new(self, "Export to", name, f"{title} (*.{ending})", partial(self._write, wanted))

    def _write(self, wanted: Export, path: str) -> None:
        self._path = path
        self.begin("Writing…", lambda report: self._record.export(wanted, path, report), partial(self._written, wanted))

    def _written(self, wanted: Export, rows: int | None) -> None:
        if rows is None:
            heading = f"{KINDS[wanted.kind][0]} written"
        elif rows:
            heading = f"{count_words(rows, ROWS[wanted.kind])} written"
        else:
            heading = f"There are no {KINDS[wanted.kind][0].lower()} in these days"
        self.conclude(
            heading, f"to {self._path}" if rows != 0 else f"{self._path} has its headings only.", self._folder
        )

    @Slot()
    def _show_folder(self) -> None:
        show_in_folder(self._path)
