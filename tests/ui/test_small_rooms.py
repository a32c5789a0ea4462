"""In the smallest window, with large letters, in languages of long words: nothing but a table has to be scrolled to the
side, as lines that go on beyond the edge cannot be read; and what stands alone shows whole.
"""

from itertools import product

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from tests.spoken import spoken
from tests.ui import screens
from tests.ui.looks import POINTS, SMALLEST, USUAL, Look
from tests.ui.painted_text import painted_text
from tests.ui.picture_faults import faults
from tests.ui.showing import button

pytestmark = pytest.mark.usefixtures("usual_look")

LARGE = Look(POINTS[-1], room=SMALLEST)
LANGUAGES = ("de", "fi", "pl", "ru")
PAGES = (
    "today", "today_due", "today_private", "today_missed", "week", "statistics_year", "day", "exercises", "exercise",
    "programmes", "tips", "safety",
    "settings_general", "settings_open", "settings_own_form", "settings_exercises", "settings_hours_split",
    "settings_detection", "settings_asking", "settings_appearance", "settings_record_shared", "settings_about",
)  # fmt: skip
"""Those of the main window and of the settings, as full as they get."""
LONG_WORDS = {
    "welcome_no_tray": ("nl",), "day": ("nl",), "statistics_table": ("de",), "programme_on": ("fr",),
    "settings_hours_smallest": ("fr",),
}  # fmt: skip
"""Others, and the language whose words were too long there."""
FITTING = {
    "player": ("de", "pl", "ru"), "break_player": ("de", "fr", "ru"),
    "tray_menu_due": ("fr",), "break_words": ("de",), "break": ("de", "es", "nl"), "day_calendar": ("es", "pl", "he"),
}  # fmt: skip
"""What lies over the page, or stands alone, and the languages with the longest words on it."""


def too_wide(window: QWidget) -> list[str]:
    """What is wider than the page that it scrolls up and down in."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    return [
        f"{inside.width()} in {area.viewport().width()}"
        for area in areas
        if (inside := area.widget()) is not None and inside.width() > area.viewport().width()
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *product(PAGES, LANGUAGES),
        *((name, code) for name, codes in LONG_WORDS.items() for code in codes),
    ],
)
def test_no_page_scrolls_to_the_side(name: str, code: str) -> None:
    with spoken(code):
        for _, window in screens.in_looks(name, (LARGE,)):
            assert [] == too_wide(window)


@pytest.mark.parametrize("name", ["day_unknown", "statistics_all"])
def test_the_title_of_a_period_is_whole(name: str) -> None:
    with spoken("de"):
        for _, window in screens.in_looks(name, (USUAL, LARGE)):
            title = button(window, "day title")
            assert title.text().split() == " ".join(each.text for each in painted_text(title)).split()


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, codes in FITTING.items() for code in codes])
@pytest.mark.parametrize("points", [POINTS[0], POINTS[-1]])
def test_nothing_of_what_stands_alone_is_cut_or_covered(name: str, code: str, points: int) -> None:
    with spoken(code):
        for look, window in screens.in_looks(name, (Look(points, room=SMALLEST),)):
            assert [] == list(faults(window, look.room))


def test_a_page_that_is_too_wide_is_found() -> None:
    window, inside = QScrollArea(), QWidget()
    inside.setFixedSize(300, 20)
    window.setWidget(inside)
    around = QWidget()
    window.setParent(around)
    window.resize(200, 100)
    around.show()
    assert 1 == len(too_wide(around))
    around.close()
    around.deleteLater()
