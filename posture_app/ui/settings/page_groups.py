"""What the pages of the settings window are made of: the rows of the table, and what else belongs there."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from posture_app.core.errors import Unavailable
from posture_app.core.language import N_, _
from posture_app.core.settings.setting import Requirement
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.ui.kit.found import RowsPanel
from posture_app.ui.settings.autostart_row import AutostartRow, MenuRow
from posture_app.ui.settings.section import Group
from posture_app.ui.settings.setting_row import SettingRow
from posture_app.ui.settings.settings_files import SettingsFilesPanel
from posture_app.ui.settings.settings_sources import PreviewSources

HEADINGS = {
    "language": N_("Language, dates and numbers"),
    "day_start": N_("Day and goal"),
    "hotkey_up": N_("Keyboard shortcuts that work in every program"),
    "snooze": N_("Snoozing and skipping"),
    "again_after": N_("When you do not answer"),
    "notice_s": N_("Break screen"),
    "feedback": N_("Afterwards"),
    "volume": N_("Sound"),
    "seated_only": N_("About you"),
    "level": N_("How, and with what"),
    "hurt": N_("One by one"),
    "tip_of_day": N_("Tips"),
    "session_tones": N_("To be heard while you exercise"),
}
"""What stands above the panel that begins with the setting of this key."""


def page_groups(
    page: SettingsPage, rows: Mapping[str, SettingRow], live: PreviewSources, files: Callable[[], SettingsFilesPanel]
) -> list[Group]:
    """The groups of this page, but for that of reminders; `rows` are its settings."""
    match page:
        case SettingsPage.GENERAL:
            menu = () if isinstance(live.menu, Unavailable) else (MenuRow(live.menu),)
            return _groups(rows, AutostartRow(live.autostart), *menu)
        case SettingsPage.DETECTION:
            from posture_app.ui.settings.seen_panel import SeenPanel  # noqa: PLC0415 - when this page is first shown

            return [*_groups(rows), Group(_("Seen on this computer"), SeenPanel(live.detection, live.sight))]
        case SettingsPage.DATA:
            from posture_app.ui.record.record_page import FilesPanel  # noqa: PLC0415 - likewise

            record, settings = Group(_("Your record"), FilesPanel(live.record)), Group(_("Settings"), files())
            return [*_groups(rows), record, settings]
        case SettingsPage.ABOUT:
            from posture_app.ui.settings.about_page import about_groups  # noqa: PLC0415 - likewise

            return about_groups(live.about, has_tray=Requirement.TRAY not in live.lacks())
        case _:
            return _groups(rows)


def _groups(rows: Mapping[str, SettingRow], *first: QWidget) -> list[Group]:
    """The settings on panels, in the order of the table, after what comes first."""
    panels: list[tuple[str, list[QWidget]]] = [("", list(first))] if first else []
    for key, row in rows.items():
        if key in HEADINGS or not panels:
            panels.append((_(HEADINGS[key]) if key in HEADINGS else "", []))
        panels[-1][1].append(row)
    return [Group(heading, RowsPanel(*found)) for heading, found in panels]
