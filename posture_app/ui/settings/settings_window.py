"""The settings window, made from the table of settings; a change takes effect at once."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from posture_app.core.calendar import zone_of
from posture_app.core.language import N_
from posture_app.core.settings.reminder_kinds import REMINDERS
from posture_app.core.settings.settings import PRESENCE, RECORD, TABLE, Settings
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import put, row_of, spring, wide
from posture_app.ui.kit.page import page_column, section_heading
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.rule import Rule
from posture_app.ui.kit.sidebar import Sidebar
from posture_app.ui.kit.theme import TITLE
from posture_app.ui.record.record_page import FILES, FilesPanel
from posture_app.ui.settings.autostart_row import AutostartRow
from posture_app.ui.settings.days_off_field import DaysOffField
from posture_app.ui.settings.detection_page import DETECTION, DetectionPage
from posture_app.ui.settings.reminders_page import PARTS, RemindersPage
from posture_app.ui.settings.setting_row import Apply, SettingRow
from posture_app.ui.settings.settings_sources import PreviewSources

NAME = "Settings"
GENERAL = N_("General")
HEADINGS = {
    "snooze": "Snoozing and skipping",
    "again_after": "When you do not answer",
    "notice_s": "Break screen",
    "feedback": "Afterwards",
    "hotkey_up": "Keyboard shortcuts that work in every program",
}
"""What stands above the panel that begins with the setting of this key."""
SIZE = (880, 720)
LEAST = (640, 480)


class _Page(QWidget):
    """Some of the settings, on a panel, or on several where a page has many; and the `files`, if they belong there."""

    def __init__(self, name: str, rows: Mapping[str, SettingRow], files: FilesPanel | None = None) -> None:
        super().__init__()
        column = page_column(self)
        column.addWidget(label(name, scale=TITLE, strong=True))
        panel: Panel | None = None
        for key, row in rows.items():
            if key in HEADINGS:
                column.addWidget(section_heading(HEADINGS[key]))
                panel = None
            if panel is None:
                panel = Panel()
                column.addWidget(panel)
            else:
                panel.column.addWidget(Rule())
            panel.column.addWidget(row)
        if files is not None:
            put(column, section_heading(FILES), files)
        column.addStretch(1)


class SettingsWindow(QWidget):
    """All settings on a few pages. `apply` makes a value hold and raises UsageError or KnownError if it cannot.

    `overridden` are the keys given by --set: they show what holds in this run, and cannot be changed. Without `live`
    nothing can be tried or foreseen.
    """

    def __init__(
        self, settings: Settings, apply: Apply, *, overridden: Collection[str] = (), live: PreviewSources | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("settings")
        self.setWindowTitle(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._live = live
        self._rows = {
            key: SettingRow(key, setting, apply, overridden=key in overridden)
            for key, setting in TABLE.items()
            if key not in PARTS
        }
        self._reminders = RemindersPage(self._rows, apply, overridden, live)
        self._lay_out()
        self._tell_the_day()
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)
        self.refresh(settings)

    def _lay_out(self) -> None:
        pages, sidebar, group = QStackedWidget(), Sidebar(NAME), QButtonGroup(self)
        names = list(dict.fromkeys(setting.page for setting in TABLE.values()))
        if self._live:
            names.insert(names.index(PRESENCE) + 1, DETECTION)
            names.append(GENERAL)
        for name in names:
            entry = Button(name, f"page_{name.lower()}", Look.NAVIGATION)
            group.addButton(entry, pages.addWidget(self._page(name)))
            sidebar.column.addWidget(entry)
        group.idClicked.connect(pages.setCurrentIndex)
        group.button(0).setChecked(True)
        sidebar.column.addStretch(1)
        row_of(sidebar, wide(pages), on=self, spacing=0)

    def _page(self, name: str) -> QWidget:
        if name == REMINDERS:
            return self._reminders
        if name == DETECTION and self._live:
            return DetectionPage(self._live.detection, self._live.sight)
        if name == GENERAL and self._live:
            page = QWidget()
            panel = Panel(AutostartRow(self._live.autostart))
            put(page_column(page), label(name, scale=TITLE, strong=True), panel, spring())
            return page
        rows = {key: row for key, row in self._rows.items() if TABLE[key].page == name}
        return _Page(name, rows, FilesPanel(self._live.record) if name == RECORD and self._live else None)

    def _tell_the_day(self) -> None:
        """Give the list of days off today's date, so that it knows which are past."""
        live = self._live
        if live is None:
            return
        for row in self._rows.values():
            if isinstance(row.field, DaysOffField):
                row.field.by_clock(lambda: live.now().astimezone(zone_of(live.zone())).date())

    def refresh(self, settings: Settings) -> None:
        """Show these settings and the faults of shortcuts, whoever changed them. What is being typed stays."""
        for key, row in self._rows.items():
            row.refresh(getattr(settings, key))
        self._reminders.refresh(settings)
        self._show_faults()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_faults()

    def _show_faults(self) -> None:
        faults = self._live.hotkey_faults() if self._live else {}
        for key, row in self._rows.items():
            row.warn(faults.get(key, ""))

    def closeEvent(self, event: QCloseEvent) -> None:
        for row in self._rows.values():
            row.finish()
        super().closeEvent(event)
