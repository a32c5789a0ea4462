"""The pages of the main window, by the names that `posture-app show` knows, in the order of the sidebar."""

from collections.abc import Mapping
from typing import Literal

from posture_app.core.language import N_

PageName = Literal["today", "history", "exercises"]
View = Literal["day", "week", "month", "year", "all"]
"""How much the history shows at once."""
TITLES: Mapping[PageName, str] = {
    "today": N_("&Today"),
    "history": N_("&History"),
    "exercises": N_("E&xercises"),
}
FORMER: Mapping[str, View] = {"days": "day", "week": "week", "statistics": "month"}
"""Pages of before, which the history shows now: `show` still takes their names."""
SETTINGS, ABOUT, WELCOME, HELP = "settings", "about", "welcome", "help"
"""Windows of their own, and a page of one of them, which are shown like pages."""
