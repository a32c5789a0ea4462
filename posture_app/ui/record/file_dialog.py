"""What the dialogs have in common that bring a file into the record: it is looked into first, and nothing comes from it
until the person has seen what it is.
"""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.record.record_jobs import RecordActions, RecordContents
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.file_choice import choose_existing
from posture_app.ui.kit.form_row import FactRow
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import Rule
from posture_app.ui.record.record_dialog import RecordDialog
from posture_app.ui.record.record_words import days_words, file_name, without_file


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
