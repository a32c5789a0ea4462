"""The pages of the settings window, in the order of its sidebar."""

from collections.abc import Mapping
from enum import StrEnum

from posture_app.core.language import N_


class SettingsPage(StrEnum):
    """Where a setting belongs."""

    GENERAL = "general"
    REMINDERS = "reminders"
    EXERCISES = "exercises"
    WHEN = "when"
    DETECTION = "detection"
    NOTIFICATIONS = "notifications"
    APPEARANCE = "appearance"
    DATA = "data"
    ABOUT = "about"


PAGE_TITLES: Mapping[SettingsPage, str] = {
    SettingsPage.GENERAL: N_("General"),
    SettingsPage.REMINDERS: N_("Reminders"),
    SettingsPage.EXERCISES: N_("Exercises"),
    SettingsPage.WHEN: N_("Working hours"),
    SettingsPage.DETECTION: N_("Detection"),
    SettingsPage.NOTIFICATIONS: N_("Notifications"),
    SettingsPage.APPEARANCE: N_("Appearance"),
    SettingsPage.DATA: N_("Data"),
    SettingsPage.ABOUT: N_("About"),
}
