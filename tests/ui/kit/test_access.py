"""What a screen reader is told: windows, headings, tabs, and data one by one."""

import gc
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from posture_app.core.status_words import Glance
from posture_app.ui.charts.bars import Bar, Bars
from posture_app.ui.charts.dial import Dial
from posture_app.ui.kit.access import install
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.countdown import CountdownRing
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import label
from tests.ui.showing import button, shown

Role = QAccessible.Role


@pytest.fixture(autouse=True)
def _installed(qt: object) -> None:
    install()


def told(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def name(of: QAccessibleInterface) -> str:
    return of.text(QAccessible.Text.Name)


def bars(words: Sequence[str]) -> Bars:
    chart = Bars("bars", "Sitting by day")
    show(chart, words)
    return chart


def show(chart: Bars, words: Sequence[str]) -> None:
    chart.show_bars([Bar(each[:3], "", "", 3600, each) for each in words], 8 * 3600)


def test_a_window_is_one_and_what_comes_over_it_is_a_dialog() -> None:
    window, popup = QWidget(), QWidget(None, Qt.WindowType.Popup)
    window.setWindowTitle("Posture")
    with shown(window):
        assert (Role.Window, "Posture") == (told(window).role(), name(told(window)))
    assert Role.Dialog is told(popup).role()


def test_what_was_asked_for_before_it_had_its_place_is_told_as_what_it_is() -> None:
    """As by a screen reader that runs while a window is made."""
    group, frame, window = QWidget(), QFrame(), QWidget()
    asked = [told(each) for each in (group, frame, window)]
    group.setAccessibleName("Two of a kind")
    column_of(group, frame, on=window)
    assert [Role.Grouping, Role.Client, Role.Window] == [each.role() for each in asked]


def test_tabs_are_tabs_to_a_screen_reader_that_runs_already() -> None:
    QAccessible.setActive(True)
    try:
        tab, plain = (Button("Week", "week", Look.NAVIGATION) for _ in range(2))
        plain.setCheckable(False)
        assert [Role.PageTab, Role.Button] == [told(each).role() for each in (tab, plain)]
    finally:
        QAccessible.setActive(False)


def test_large_and_strong_words_are_a_heading_by_which_one_steps() -> None:
    title, text = label("Today", scale=1.8, strong=True), label("It is Tuesday.")
    assert (Role.Heading, "Today") == (told(title).role(), name(told(title)))
    assert Role.StaticText is told(text).role()


def test_segments_are_tabs_of_which_one_is_chosen_and_can_be_pressed() -> None:
    with shown(Segments(("Day", "Week"))) as segments:
        tabs = told(segments)
        assert Role.PageTabList is tabs.role()
        day, week = (told(button(segments, f"part {each}")) for each in ("day", "week"))
        assert [(Role.PageTab, "Day", 1), (Role.PageTab, "Week", 0)] == [
            (each.role(), name(each), int(each.state().selected)) for each in (day, week)
        ]
        week.actionInterface().doAction("Press")
        assert 1 == segments.place
        assert (0, 1) == (int(day.state().selected), int(week.state().selected))


def test_a_chart_is_a_list_with_an_item_for_each_datum() -> None:
    with shown(bars(["Monday: 6 h", "Tuesday: 5 h"])) as chart:
        chart.resize(400, 240)
        told_of = told(chart)
        assert (Role.List, "Sitting by day", 2) == (told_of.role(), name(told_of), told_of.childCount())
        items = [told_of.child(index) for index in range(2)]
        assert ["Monday: 6 h", "Tuesday: 5 h"] == [name(item) for item in items]
        assert [0, 1] == [told_of.indexOfChild(item) for item in items]
        middle = items[1].rect().center()
        assert items[1] is told_of.childAt(middle.x(), middle.y())
        assert chart.part_at(chart.mapFromGlobal(middle).toPointF()) == 1


def test_the_datum_under_the_cursor_is_the_chosen_one() -> None:
    with shown(bars(["Monday: 6 h", "Tuesday: 5 h"])) as chart:
        chart.setFocus()
        QTest.keyClick(chart, Qt.Key.Key_End)
        told_of = told(chart)
        assert [0, 1] == [int(told_of.child(index).state().selected) for index in range(2)]
        assert told_of.focusChild() is told_of.child(1)


def test_the_list_follows_what_the_chart_shows() -> None:
    with shown(bars(["Monday: 6 h", "Tuesday: 5 h"])) as chart:
        told_of = told(chart)
        last = told_of.child(1)
        show(chart, ["March: 100 h"])
        assert (1, "March: 100 h") == (told_of.childCount(), name(told_of.child(0)))
        assert not last.isValid()
        assert "" == name(last)
        assert told_of.child(1) is None


def test_what_a_chart_told_goes_with_it() -> None:
    window = QWidget()
    chart = bars(["Monday: 6 h"])
    column_of(chart, on=window)
    told_of = told(chart)
    item = told_of.child(0)
    number = QAccessible.uniqueId(item)
    window.deleteLater()
    del window, chart
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not isValid(item) or not item.isValid()
    assert QAccessible.accessibleInterface(number) is None


def test_ring_and_countdown_are_progress() -> None:
    dial, countdown = Dial(), CountdownRing()
    dial.show_state(Glance.SITTING, 0.6, large="18 min", small="of 30 min")
    countdown.show_left(30, 120)
    assert [(Role.ProgressBar, "18 min of 30 min", 0.6), (Role.ProgressBar, "30 s left", 0.75)] == [
        (each.role(), name(each), each.valueInterface().currentValue() / each.valueInterface().maximumValue())
        for each in (told(dial), told(countdown))
    ]
