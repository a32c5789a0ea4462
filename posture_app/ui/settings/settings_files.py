"""Settings taken to a file and from one: two rows of the page of data, and the dialog that says what would change."""

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext
from posture_app.core.settings.changes import Values
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.dialog import Dialog
from posture_app.ui.kit.fault import Fault
from posture_app.ui.kit.fields.form_row import FactRow
from posture_app.ui.kit.fields.tick import Tick
from posture_app.ui.kit.file_choice import choose_existing, choose_new
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import ruled
from posture_app.ui.record.record_page import FileRow, FileRows
from posture_app.ui.settings.setting_row import full_name, value_words
from posture_app.ui.settings.settings_sources import PreviewSources

PROPOSED = "posture-settings.toml"
MOST = 6
"""So many changes are named; more are counted."""


class SettingsFilesPanel(FileRows):
    """`make` has values hold, and raises KnownError or UsageError; those of the keys `fixed` cannot be changed."""

    def __init__(
        self,
        live: PreviewSources,
        settings: Callable[[], Settings],
        make: Callable[[Values], None],
        fixed: Collection[str],
    ) -> None:
        self._live, self._settings, self._make, self._fixed = live, settings, make, fixed
        self._export = Button(_("E&xport…"), "export settings", says=_("Export the settings"))
        self._import = Button(_("Imp&ort…"), "import settings", says=_("Import settings"))
        out = _("All of them in one file, to keep or to take to another computer.")
        self._private = Tick(_("With what you said about yourself"), "export private")
        self._private.setAccessibleDescription(_("Conditions, exercises that hurt, and where you sit."))
        back = _("Such a file. You see beforehand what would change, and can undo it.")
        self._fault = Fault("settings_files_fault")
        super().__init__(
            FileRow(_("Export the settings"), out, self._export, _("backup save copy transfer"), self._private),
            FileRow(_("Import settings"), back, self._import, _("restore load transfer")),
        )
        self.column.addWidget(self._fault)
        self._export.clicked.connect(self._ask_where)
        self._import.clicked.connect(self._ask_which)

    @Slot()
    def _ask_where(self) -> None:
        choose_new(self.window(), _("Export the settings to"), PROPOSED, _filters(), self._write)

    @Slot()
    def _ask_which(self) -> None:
        choose_existing(self.window(), _("Import settings from"), _filters(), self._read)

    @Slot(str)
    def _write(self, path: str) -> None:
        self._fault.hide()
        try:
            self._live.export_settings(Path(path), self._private.isChecked())
        except KnownError as error:
            self._fault.tell(str(error), self)

    @Slot(str)
    def _read(self, path: str) -> None:
        self._fault.hide()
        try:
            values, complaints = self._live.settings_in(Path(path))
        except KnownError as error:
            self._fault.tell(str(error), self)
            return
        settings = self._settings()
        changed = {
            key: value for key, value in values.items() if key not in self._fixed and getattr(settings, key) != value
        }
        SettingsImportDialog(self.window(), settings, changed, complaints, self._make).start()


class SettingsImportDialog(Dialog):
    """Says what would change, and changes it."""

    def __init__(
        self,
        parent: QWidget,
        settings: Settings,
        changed: Values,
        complaints: Collection[str],
        make: Callable[[Values], None],
    ) -> None:
        super().__init__(parent, _("Import settings"), "settings import dialog")
        self._changed, self._make = changed, make
        lead = "\n".join(complaints)
        if not changed:
            self.conclude(_("There is nothing new in it"), lead or _("All of your settings are so already."))
            return
        take = self.button(_("&Import"), "take settings", Look.MAIN)
        take.clicked.connect(self._taken)
        facts = [FactRow(full_name(TABLE[key]), _change_words(key, settings, changed)) for key in list(changed)[:MOST]]
        if (more := len(changed) - MOST) > 0:
            facts.append(
                FactRow(ngettext("and {number} more", "and {number} more", more).format(number=number_words(more)), "")
            )
        count = len(changed)
        heading = ngettext("{number} setting would change", "{number} settings would change", count)
        self.ask(heading.format(number=number_words(count)), lead, Panel(*ruled(*facts)), take)
        take.setFocus()

    @Slot()
    def _taken(self) -> None:
        try:
            self._make(self._changed)
        except (KnownError, UsageError) as error:
            self.refuse(str(error))
        else:
            self.accept()


def _change_words(key: str, settings: Settings, changed: Values) -> str:
    kind = TABLE[key].kind
    before, after = value_words(key, kind, getattr(settings, key)), value_words(key, kind, changed[key])
    return _("{before} → {after}").format(before=before, after=after)


def _filters() -> str:
    return _("Settings (*.toml);;All files (*)")
