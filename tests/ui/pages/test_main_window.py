"""The main window: pages, notices, and how much it asks of the log."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid

from posture_app.core.errors import KnownError
from posture_app.core.events import Word
from posture_app.core.pages import PageName, View
from posture_app.core.prompts import Hold
from posture_app.core.sight import Sight
from posture_app.core.spans import EndedBy, Span
from posture_app.core.status import State
from posture_app.ui.charts.timeline import Timeline
from posture_app.ui.history.history_head import VIEWS
from posture_app.ui.history.history_page import HistoryPage
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import tab_stops
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.tile import Tile
from posture_app.ui.pages.main_window import MainWindow
from tests.ui.samples import ELSE, MINUTE, NOW, SITTING, Log, busy_week, span
from tests.ui.showing import button, shown, windows_shown
from tests.ui.sources import Desk


@dataclass(frozen=True)
class CountingLog(Log):
    asked: list[datetime | None] = field(default_factory=list)

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        self.asked.append(since)
        return super().spans(since, until)


class LockedLog(Log):
    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        raise KnownError("The log is locked; close the other program.")


@pytest.fixture
def log(qt: object) -> CountingLog:
    week = busy_week()
    return CountingLog(week.kept_spans, week.kept_prompts)


@pytest.fixture
def desk() -> Desk:
    return Desk(SITTING)


@pytest.fixture
def window(desk: Desk, log: CountingLog) -> Iterator[MainWindow]:
    with shown(MainWindow(desk.sources(log))) as made:
        yield made


def tile(window: QWidget, name: str) -> str:
    return next(found.text for found in window.findChildren(Tile, name) if found.isVisible())


def text(window: QWidget, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_it_is_called_posture_and_begins_with_today(window: MainWindow) -> None:
    assert ("Posture", "today") == (window.windowTitle(), window.page)


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, "today"),
        (Qt.Key.Key_2, "history"),
        (Qt.Key.Key_3, "exercises"),
    ],
)
def test_pages_are_a_click_or_a_shortcut_away(window: MainWindow, key: Qt.Key, page: str) -> None:
    button(window, f"show {page}").click()
    assert page == window.page
    window.show_page("exercises" if page == "today" else "today")
    window.activateWindow()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert page == window.page
    assert button(window, f"show {page}").isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_3])
def test_the_keys_of_a_page_show_its_beginning_and_have_the_keyboard_there(window: MainWindow, key: Qt.Key) -> None:
    window.resize(480, 400)
    window.activateWindow()
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    page = window._pages[window.page]
    first = window.focusWidget()
    assert first is not None
    assert page.isAncestorOf(first)
    if window.page == "exercises":
        button(page, "part tips").click()
        first = button(page, "part tips")
    last = [stop for stop in tab_stops(window) if page.isAncestorOf(stop) and stop.isVisible()][-1]
    last.setFocus()
    QApplication.processEvents()  # the part that was turned to is laid out
    bars = [area.verticalScrollBar() for area in page.findChildren(QScrollArea) if area.isVisible()]
    for bar in bars:
        bar.setValue(bar.maximum())
    assert any(bar.value() for bar in bars)
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert first is window.focusWidget()
    assert {0} == {bar.value() for bar in bars}


def test_the_main_acts_have_keys_and_in_private_mode_only_its_end_does(window: MainWindow, desk: Desk) -> None:
    window.activateWindow()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    def press(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> QWidget | None:
        QTest.keyClick(window, key, modifiers)
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()
        return menu

    assert [None, "break", "pause", None] == [
        menu if menu is None else menu.objectName()
        for menu in (
            press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
            press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier),
            press(Qt.Key.Key_P, both),
            press(Qt.Key.Key_N, both),
        )
    ]
    assert [(Word.UP, None), (Word.PRIVATE, 60)] == desk.said
    desk.status = replace(SITTING, paused=True)
    press(Qt.Key.Key_P, both)
    desk.status = replace(SITTING, private=True, paused=True)
    assert [None, None] == [press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier), press(Qt.Key.Key_P, both)]
    press(Qt.Key.Key_N, both)
    assert [(Word.RESUME, None), (Word.PRIVATE_OFF, None)] == desk.said[2:]


def test_the_keys_of_the_history_have_the_keyboard_on_the_bar_of_today(window: MainWindow) -> None:
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    bars = window.findChild(QWidget, "period bars")
    assert bars is not None
    assert bars is window.focusWidget()
    QTest.keyClick(bars, Qt.Key.Key_Return)
    page = window.findChild(HistoryPage)
    assert page is not None
    assert "day" == page.view


def test_settings_are_asked_for(window: MainWindow, desk: Desk) -> None:
    button(window, "open settings").click()
    assert 1 == desk.settings_opened
    assert "today" == window.page


def test_notices_stay_until_dismissed_and_none_is_said_twice(window: MainWindow) -> None:
    for sentence in ("No tray here.", "The log was set aside.", "No tray here."):
        window.notify(sentence)
    assert ["No tray here.", "The log was set aside."] == list(window.notices)
    dismiss = next(each for each in window.findChildren(Button, "dismiss notice") if each.isVisibleTo(window))
    dismiss.click()  # of the last that came
    assert ["No tray here."] == list(window.notices)


def test_many_notices_are_folded_and_move_nothing_on_the_page(window: MainWindow) -> None:
    headline = window.findChild(QLabel, "headline")
    assert headline is not None
    before = headline.mapTo(window, headline.rect().topLeft())
    for number in range(4):
        window.notify(f"Of what does not work this is number {number}.")
    assert before == headline.mapTo(window, headline.rect().topLeft())

    def shown() -> list[str]:
        labels = window._notices.findChildren(QLabel)
        return sorted(label.text()[-2] for label in labels if label.isVisibleTo(window))

    more = button(window, "more notices")
    assert ("Show 3 more messages", ["3"]) == (more.text(), shown())
    more.click()
    assert ("Show one message only", ["0", "1", "2", "3"]) == (more.text(), shown())
    more.click()
    assert ["3"] == shown()
    more.click()
    for number in range(1, 4):
        window.take_back(f"Of what does not work this is number {number}.")
    assert ["0"] == shown()
    assert not more.isVisibleTo(window)


def test_a_notice_that_holds_no_more_is_taken_back(window: MainWindow) -> None:
    for sentence in ("No tray here.", "The log was set aside."):
        window.notify(sentence)
    window.take_back("No tray here.")
    window.take_back("What nobody said.")
    assert ["The log was set aside."] == list(window.notices)


def test_today_says_while_no_input_is_seen_why_and_what_works(window: MainWindow, desk: Desk) -> None:
    panel = window.findChild(Panel, "blind")
    assert panel is not None
    assert not panel.isVisible()
    desk.sight = Sight("none", "the session is Wayland")
    window.refresh()
    assert panel.isVisible()
    words = " ".join(label.text() for label in panel.findChildren(QLabel))
    for part in ("not seen here", "Why: the session is Wayland.", "I’m sitting"):
        assert part in words
    desk.sight = Sight("x11")
    window.refresh()
    assert not panel.isVisible()


def test_a_refresh_asks_the_log_once_and_painting_not_at_all(window: MainWindow, log: CountingLog) -> None:
    """Once for the days that are kept, where there are any, and once for those that are made anew."""
    pages: tuple[tuple[View | None, int], ...] = ((None, 1), ("week", 2), ("day", 1), ("month", 2))
    for view, times in pages:
        window.show_page("today") if view is None else window.show_history(view)
        log.asked.clear()
        window.refresh()
        assert times == len(log.asked)
        window.grab()
        assert times == len(log.asked)


def test_a_hidden_window_asks_nothing_and_is_up_to_date_when_shown(
    window: MainWindow, desk: Desk, log: CountingLog
) -> None:
    window.hide()
    log.asked.clear()
    desk.status = ELSE
    window.refresh()
    assert [] == log.asked
    window.show()
    assert "Away since 15:00" == text(window, "headline")


@pytest.mark.parametrize("page", ["today", "history", "exercises"])
@pytest.mark.parametrize("how", ["hidden", "minimised"])
def test_a_window_out_of_sight_wakes_nobody(
    window: MainWindow, desk: Desk, log: CountingLog, page: PageName, how: str
) -> None:
    window.show_page(page)
    QApplication.processEvents()
    assert page != "today" or timers(window)  # its minutes
    window.hide() if how == "hidden" else window.showMinimized()
    QApplication.processEvents()
    log.asked.clear()
    desk.status = replace(
        ELSE, state=State.UP, since=NOW, up_until=NOW + timedelta(seconds=83)
    )  # a break that is counted down
    window.refresh()
    window.reread()
    for _ in range(1000):  # pictures that were begun are finished
        QApplication.processEvents()
    assert ([], []) == (timers(window), log.asked)
    window.showNormal()
    QApplication.processEvents()
    assert page != "today" or timers(window)
    assert page != "today" or "On a break" == text(window, "headline")


def timers(window: QWidget) -> list[str]:
    """What has a timer that goes."""
    dispatcher = QAbstractEventDispatcher.instance()
    every = [window, *window.findChildren(QObject)]
    return [each.objectName() or type(each).__name__ for each in every if dispatcher.registeredTimers(each)]


def test_a_log_that_cannot_be_read_is_told_and_the_state_still_shown(
    qt: object, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with shown(MainWindow(desk.sources(LockedLog()))) as window:
        window.show_history("week")
        assert ["The log is locked; close the other program."] == list(window.notices)
        assert "Sitting for 18 min" == text(window, "headline")
    caplog.clear()


def test_closing_deletes_it(desk: Desk, log: CountingLog) -> None:
    window = MainWindow(desk.sources(log))
    with shown(window):
        pass
    assert not isValid(window)


def test_today_says_what_the_day_amounts_to(window: MainWindow) -> None:
    empty = window.findChild(QWidget, "empty day")
    assert empty is not None
    assert not empty.isVisible()
    assert "Sitting: 4 h 32 min 3 h 28 min left of your goal of 8 h\nStanding 36 min" == tile(window, "Sitting")
    assert "Last break: 4 min From 14:56 to 15:00, after 1 h 00 min of sitting" == tile(window, "Last break")
    assert "Longest in one go: 1 h 00 min 7 breaks" == tile(window, "Longest in one go")
    assert "Reminders kept: 6 of 7" == tile(window, "Reminders kept")
    assert "You have sat about 15 min less than usual by this hour." == text(window, "this hour")


def test_a_break_in_which_nothing_was_recorded_is_counted_and_not_told_as_one_that_was_seen(desk: Desk) -> None:
    stopped = span(NOW - 60 * MINUTE, 20, ended_by=EndedBy.STOPPED)
    with shown(MainWindow(desk.sources(Log([stopped, span(NOW - 18 * MINUTE, 18, ended_by=None)])))) as window:
        assert "Longest in one go: 20 min 1 break" == tile(window, "Longest in one go")
        assert "Last break: – Away or not recorded" == tile(window, "Last break")
    with shown(MainWindow(desk.sources(Log([span(NOW - 18 * MINUTE, 18, ended_by=None)])))) as window:
        assert "Last break: None yet" == tile(window, "Last break")


def test_the_next_three_reminders_are_told_while_they_count(window: MainWindow, desk: Desk) -> None:
    assert "Next reminders: 15:30 Get up 16:02 Stretch · Get up\n16:34 Move your feet" == tile(window, "Next reminders")
    desk.status = replace(desk.status, until_pause=True, due_kind="stand")
    window.refresh()
    assert tile(window, "Next reminders").startswith("Next reminders: Get up once your hands rest 16:02")
    desk.status, desk.upcoming = replace(desk.status, paused=True, holds=(Hold.PAUSE,)), ()
    window.refresh()
    assert "Next reminders: None now Paused until you resume." == tile(window, "Next reminders")
    desk.status = ELSE
    window.refresh()
    assert "Next reminders: None now They count while you sit." == tile(window, "Next reminders")


def test_what_is_chosen_on_the_timeline_of_today_is_corrected_in_the_history(window: MainWindow) -> None:
    timeline = window.findChild(Timeline)
    assert timeline is not None
    timeline.setFocus()
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    page = window.findChild(HistoryPage)
    assert page is not None
    assert ("history", "day") == (window.page, page.view)
    field = page.findChild(QLineEdit, "correct from")
    assert field is not None
    assert field.hasFocus()
    assert timeline.part_words(0).split()[1] == field.text()


def test_a_change_of_status_shows_at_once(window: MainWindow, desk: Desk) -> None:
    desk.status = ELSE
    window.refresh()
    assert "Away since 15:00" == text(window, "headline")


def test_a_goal_that_was_passed_is_told(window: MainWindow, desk: Desk) -> None:
    desk.settings = replace(desk.settings, goal_hours=4.0)
    window.refresh()
    assert "Sitting: 4 h 32 min 32 min above your goal of 4 h\nStanding 36 min" == tile(window, "Sitting")
    assert "You have sat longer today than your goal of 4 h." == text(window, "this hour")
    desk.settings = replace(desk.settings, goal_word=False)
    window.refresh()
    assert "goal" not in text(window, "this hour")


def test_the_first_day_says_what_will_appear(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources(Log()))) as window:
        timeline, empty = window.findChild(Timeline), window.findChild(QWidget, "empty day")
        assert timeline is not None
        assert empty is not None
        assert (False, True) == (timeline.isVisible(), empty.isVisible())


@pytest.mark.parametrize(
    ("goal", "remark"), [(8.0, "6 h 30 min left of your goal of 8 h"), (1.5, "Exactly at your goal of 1 h 30 min")]
)
def test_what_is_left_of_the_goal_adds_up_with_what_is_shown(desk: Desk, goal: float, remark: str) -> None:
    sat = Log([span(NOW - timedelta(hours=2), 90 + 20 / 60)])
    desk.settings = replace(desk.settings, goal_hours=goal)
    with shown(MainWindow(desk.sources(sat))) as window:
        assert f"Sitting: 1 h 30 min {remark}" == tile(window, "Sitting")


def test_pages_leave_the_same_margins_whether_they_scroll_or_not(window: MainWindow) -> None:
    for name, height in (("today", 520), ("today", 900), ("week", 900)):
        window.show_page("today") if name == "today" else window.show_history("week")
        window.resize(880, height)
        QApplication.processEvents()
        cards = [panel for panel in window.findChildren(Panel) if panel.isVisible()]
        assert 24 == window.width() - max(card.mapTo(window, card.rect().topRight()).x() + 1 for card in cards)


def test_the_settings_open_by_the_key_that_they_have_everywhere(window: MainWindow) -> None:
    opened: list[str] = []
    window._sources = replace(window._sources, open_settings=lambda: opened.append("settings"))
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert ["settings"] == opened


def test_help_opens_by_f1_and_the_app_ends_by_ctrl_q(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources())) as window:
        window.activateWindow()
        QTest.keyClick(window, Qt.Key.Key_F1)
        assert (1, 0) == (desk.help_opened, desk.quits)
        QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert (1, 1) == (desk.help_opened, desk.quits)


def test_reminders_are_paused_and_resumed_in_the_window_which_may_be_all_there_is(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources())) as window:
        button(window, "pause").click()
        menu = window._pauses
        assert menu.isVisible()
        entries = {action.objectName(): action for action in menu.actions()}
        assert "Until 16:00" == entries["pause_until_0"].text()
        entries["pause_60"].trigger()
        menu.close()
        desk.status = replace(SITTING, paused=True)
        window.refresh()
        assert "Resume reminders" == button(window, "pause").text()
        button(window, "pause").click()
        assert [(Word.PAUSE, 60.0), (Word.RESUME, None)] == desk.said


def test_a_break_of_each_kind_can_be_taken_in_the_window(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources())) as window:
        button(window, "break").click()
        assert window._breaks.isVisible()
        next(a for a in window._breaks.actions() if a.objectName() == "break_stretch").trigger()
        window._breaks.close()
        assert ["stretch"] == desk.breaks


def test_private_mode_begins_and_ends_in_the_window_and_in_it_nothing_can_be_paused(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources())) as window:
        button(window, "private").click()
        desk.status = replace(ELSE, private=True)
        window.refresh()
        assert not button(window, "pause").isVisible()
        assert not button(window, "break").isVisible()
        assert "End private mode" == button(window, "private").accessibleName()
        button(window, "private").click()
        assert [(Word.PRIVATE, 60.0), (Word.PRIVATE_OFF, None)] == desk.said


def test_the_app_can_be_ended_in_the_window(desk: Desk, qt: object) -> None:
    with shown(MainWindow(desk.sources())) as window:
        button(window, "quit").click()
        assert 1 == desk.quits


def test_svg_and_exercises_are_not_loaded_for_the_other_pages() -> None:
    code = (
        "import sys, posture_app.ui.pages.main_window, posture_app.ui.pages.today\n"
        "import posture_app.ui.history.history_page\n"
        "print([name for name in ('PySide6.QtSvg', 'posture_app.core.content.content') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_arrow_keys_walk_through_the_pages(window: MainWindow) -> None:
    button(window, "show today").setFocus()
    QTest.keyClick(button(window, "show today"), Qt.Key.Key_Down)
    assert "history" == window.page


def test_a_minute_later_the_day_is_read_again(window: MainWindow, desk: Desk, log: CountingLog) -> None:
    timer = window.findChild(QTimer, "live panel")
    assert timer is not None
    log.asked.clear()
    desk.now += timedelta(minutes=1)
    timer.timeout.emit()
    assert 1 == len(log.asked)
    assert "Sitting: 4 h 33 min 3 h 27 min left of your goal of 8 h\nStanding 36 min" == tile(window, "Sitting")


class BrokenLog(Log):
    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        raise ZeroDivisionError


def test_a_bug_in_what_a_page_shows_is_told_and_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind.__name__))
    with shown(MainWindow(desk.sources(Log()))) as window:
        window.hide()
        monkeypatch.setattr(window, "_fill", BrokenLog().spans)
        window.show()
    assert told == ["ZeroDivisionError"]


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own(desk: Desk, log: CountingLog) -> None:
    with windows_shown() as names, shown(MainWindow(desk.sources(log))) as window:
        window.show_page("exercises")
        for view in VIEWS:
            window.show_history(view)
            QApplication.processEvents()
        button(window, "report").click()
        QApplication.processEvents()
    assert ["main window", "report dialog"] == names
