"""On every screen that people have, all that can be used can be brought into sight."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.reveal import area_around, reveal
from posture_app.ui.kit.sidebar import WithSidebar
from tests.ui import screens
from tests.ui.looks import HARDEST, ROOMS
from tests.ui.picture_faults import faults, seen_of

pytestmark = pytest.mark.usefixtures("usual_look")

WINDOWS = (
    "today_due", "today_back", "today_notices", "week", "day", "day_table", "day_refused", "statistics_table",
    "statistics_all", "exercises", "tips", "safety", "popover_due", "card_shown", "crash",
    "welcome", "welcome_how", "welcome_try", "welcome_where",
    "settings_general", "settings_open", "settings_own_form", "settings_hours_split", "settings_detection",
    "settings_asking", "settings_appearance", "settings_record", "settings_about", "settings_found",
    "report", "export_some", "delete_all", "settings_import", "break", "break_words",
)  # fmt: skip
"""One for each page and dialog, as full as it gets."""


def used(window: QWidget) -> list[QWidget]:
    """All that takes the focus or a click there, and shows or is further down."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window)
        and each.window() is window.window()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]


def cut(control: QWidget, window: QWidget) -> Iterator[str]:
    """That not all of it is in sight or, if it is larger than its page, not as much as fits."""
    seen, whole = seen_of(control, window), QRect(control.mapTo(window, QPoint()), control.size())
    area = area_around(control)
    room = window.size() if area is None else area.viewport().size()
    wanted = whole.size().boundedTo(QSize(room.width(), room.height() - SPACE * 2))
    if seen.width() < wanted.width() - 1 or seen.height() < wanted.height() - 1:
        yield f"{type(control).__name__} “{control.objectName()}”: of {whole} shows {seen}"


def out_of_reach(window: QWidget, controls: Sequence[QWidget]) -> list[str]:
    """Which of these no scrolling brings into sight."""
    found = list[str]()
    for control in controls:
        reveal(control)
        found += cut(control, window)
    return found


def cut_after_tab(window: QWidget) -> list[str]:
    """What the Tab key comes to and leaves out of sight."""
    found, stops = list[str](), used(window)
    window.activateWindow()
    stops[0].setFocus()
    for _ in stops:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        found += cut(window.focusWidget(), window)
    return found


@pytest.mark.parametrize("name", WINDOWS)
def test_all_that_can_be_used_can_be_brought_into_sight(name: str) -> None:
    for look, window in screens.in_looks(name, (*ROOMS, HARDEST)):
        assert used(window) or name in ("card_shown", "break", "break_words")  # which take no keyboard
        assert [] == faults(window, look.room)
        assert [] == out_of_reach(window, used(window))
        if look is ROOMS[0] and used(window):
            assert [] == cut_after_tab(window)


@pytest.mark.parametrize("name", ["today", "settings"])
def test_the_ways_of_a_folded_sidebar_can_be_brought_into_sight(name: str) -> None:
    for _, window in screens.in_looks(name, (ROOMS[0], HARDEST)):
        (around,) = window.findChildren(WithSidebar)
        assert around.folded
        around.opener.click()
        ways = [each for each in around._sidebar.findChildren(QPushButton) if each.isVisible()]
        assert len(ways) >= 8
        assert [] == out_of_reach(window, ways)
        around.close_sidebar()


def test_what_lies_beyond_the_edge_is_found(qt: object) -> None:
    window = QWidget()
    window.resize(200, 100)
    button = QPushButton("Press", window)
    button.setGeometry(150, 0, 100, 40)
    assert 1 == len(out_of_reach(window, [button]))
    window.deleteLater()
