"""A screen reader walks through the windows, over its bus, as on a desk."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import needs

if sys.platform != "linux":
    pytest.skip("AT-SPI is a Linux matter", allow_module_level=True)

from tests.buses import SERVICES, PrivateBus
from tests.display import PrivateDisplay
from tests.ui import at_spi
from tests.ui.waiting import until

WINDOWS = (
    "today_due", "day", "week", "exercises", "tips", "welcome_how", "settings", "settings_general", "settings_hours",
    "settings_asking", "card", "break", "player", "break_player", "export_some", "delete_all", "crash",
)  # fmt: skip
"""One of each kind, as many as a test has time for. Popups are not told of as windows by Qt."""
SHOW = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(["posture-app"])
from posture_app.ui.kit.access import install
from posture_app.ui.kit.appearance import Theme
from tests.ui.screens import SCREENS
install()
theme = Theme(app)
theme.choose("light")
windows = [SCREENS[name]() for name in sys.argv[1:]]
for window in windows:
    window.show()
app.processEvents()
print("shown", flush=True)
app.exec()
"""
ROLES = {"frame", "dialog", "alert message"}
CONTROLS = {
    "button", "push button", "toggle button", "check box", "radio button", "combo box", "entry", "text", "link",
    "menu item", "page tab", "progress bar", "slider", "spin button", "table", "tree table",
}  # fmt: skip


@pytest.fixture(scope="module")
def windows(qt: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[at_spi.Node]]:
    """All of the windows as they are told."""
    if not (SERVICES / "org.a11y.Bus.service").exists():
        needs.missing("not installed: apt-get install -y at-spi2-core")
    folder: Path = tmp_path_factory.mktemp("at-spi")
    display = PrivateDisplay(screen="1600x1200x24")
    environ = {**os.environ, "DISPLAY": display.name, "XDG_RUNTIME_DIR": str(folder)}
    bus = PrivateBus(folder, ["org.a11y.Bus"], environ)
    environ |= {
        "DBUS_SESSION_BUS_ADDRESS": bus.address,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "PYTHONPATH": str(Path.cwd()),
    }
    program = subprocess.Popen([sys.executable, "-c", SHOW, *WINDOWS], env=environ, stdout=subprocess.PIPE, text=True)
    try:
        assert program.stdout is not None
        assert "shown\n" == program.stdout.readline()
        reader = at_spi.Reader(bus.address)
        until(reader.programs)
        yield reader.windows()
        reader.close()
        assert program.poll() is None
    finally:
        program.kill()
        program.communicate()
        bus.close()
        display.close()


def each_window_is_a_frame_or_a_dialog_with_a_name(windows: list[at_spi.Node]) -> None:
    assert len(WINDOWS) <= len(windows)
    assert [] == [(each.role, each.name) for each in windows if each.role not in ROLES or not each.name]


def each_control_has_a_name_and_no_filler_has_the_focus(windows: list[at_spi.Node]) -> None:
    nodes = [node for window in windows for node in window.all() if node.showing]
    assert len(nodes) > 400
    assert [] == [(node.role, node.state) for node in nodes if node.role in CONTROLS and not node.name]
    assert [] == [node.name for node in nodes if node.role in ("filler", "unknown") and node.focusable]


def sidebar_and_segments_are_tabs_titles_headings_ring_and_countdown_progress(windows: list[at_spi.Node]) -> None:
    told = {(node.role, node.name) for window in windows for node in window.all()}
    expected = {
        ("page tab", "Today"), ("page tab", "Exercises"), ("page tab", "Day"), ("page tab", "Month"),
        ("heading", "Today"), ("heading", "Exercises"), ("list", "Exercises"),
    }  # fmt: skip
    assert set() == expected - told
    assert 2 <= len([name for role, name in told if role == "progress bar"])


def what_is_done_in_the_player_is_told(windows: list[at_spi.Node]) -> None:
    (player,) = (window for window in windows if window.name == "Exercises" and window.role == "frame")
    told = {(node.role, node.name) for node in player.all() if node.showing}
    buttons = {name for role, name in told if role.endswith("button")}
    assert {"Pause", "Too hard", "It hurts: stop this exercise", "Skip this exercise"} <= buttons
    assert ("progress bar", "How much of it is done") in told
    assert any(name == "Right side" for _role, name in told)


def each_datum_of_a_chart_is_told(windows: list[at_spi.Node]) -> None:
    lists = [node for window in windows for node in window.all() if node.role == "list" and node.focusable]
    charts = {node.name: [(item.role, bool(item.name)) for item in node.children] for node in lists}
    assert {"Timeline of the day"} <= {*charts}, list(charts)
    assert {("list item", True)} == {item for items in charts.values() for item in items}
    assert 100 < sum(len(items) for items in charts.values())


def test_a_screen_reader_finds_its_way(windows: list[at_spi.Node]) -> None:
    """All in one, as showing the windows takes the most time."""
    each_window_is_a_frame_or_a_dialog_with_a_name(windows)
    each_control_has_a_name_and_no_filler_has_the_focus(windows)
    sidebar_and_segments_are_tabs_titles_headings_ring_and_countdown_progress(windows)
    what_is_done_in_the_player_is_told(windows)
    each_datum_of_a_chart_is_told(windows)
