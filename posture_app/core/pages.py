"""The pages of the main window, by the names that `posture-app show` knows, in the order of the sidebar."""

from collections.abc import Mapping
from typing import Literal

from posture_app.core.language import N_

PageName = Literal["today", "week", "days", "statistics", "exercises"]
TITLES: Mapping[PageName, str] = {
    "today": N_("&Today"),
    "week": N_("Last &7 days"),
    "days": N_("&Days"),
    "statistics": N_("Statist&ics"),
    "exercises": N_("E&xercises and tips"),
}
SETTINGS, WELCOME = "settings", "welcome"
"""Windows of their own, which are shown like pages."""
