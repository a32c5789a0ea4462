"""What Windows tells a window of the session, and the one thread that hears it."""

import threading
from collections.abc import Callable, Iterator, Mapping

import pytest

from posture_app.core.events import Fact, Signal
from posture_app.core.settings.shortcuts import parse_shortcut
from posture_app.sensors.windows.hotkeys import WindowsHotkeys
from posture_app.sensors.windows.messages import MessageThread
from posture_app.sensors.windows.session import (
    END_SESSION,
    POWER_BROADCAST,
    SESSION_CHANGE,
    WindowsSession,
    power_fact,
    session_fact,
)
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports
from tests.sensors.windows.pretend import PretendWindow

AT_FIRST = [Signal(Fact.LOCKED, on=False), Signal(Fact.ASLEEP, on=False)]
NAME = "windows messages"


def threads() -> int:
    return sum(thread.name == NAME for thread in threading.enumerate())


class Session:
    def __init__(self, loop: SelectLoop) -> None:
        self.window = PretendWindow()
        self.thread = MessageThread(loop, lambda: self.window)
        self.endings: list[threading.Thread] = []
        self.sensor = WindowsSession(self.thread, lambda: self.endings.append(threading.current_thread()))


@pytest.fixture
def session(loop: SelectLoop, heard: SensorReports) -> Iterator[Session]:
    session = Session(loop)
    session.sensor.start(heard.reports.append, heard.losses.append)
    yield session
    session.sensor.close()
    assert 0 == threads()


def test_lock_and_sleep_are_told(loop: SelectLoop, heard: SensorReports, session: Session) -> None:
    assert AT_FIRST == heard.reports
    for message, number in (
        (SESSION_CHANGE, 7),
        (SESSION_CHANGE, 7),
        (SESSION_CHANGE, 5),
        (0x0400, 8),
        (SESSION_CHANGE, 8),
        (POWER_BROADCAST, 0x0A),
        (POWER_BROADCAST, 4),
        (POWER_BROADCAST, 0x12),
        (POWER_BROADCAST, 7),
    ):
        session.window.send(message, number)
    loop.run_until(lambda: len(heard.reports) == 6)
    loop.run_for(0.05)
    locked = [Signal(Fact.LOCKED, on=on) for on in (True, False)]
    asleep = [Signal(Fact.ASLEEP, on=on) for on in (True, False)]
    assert [*AT_FIRST, *locked, *asleep] == heard.reports


def test_the_end_of_the_session_is_taken_in_before_windows_goes_on(loop: SelectLoop, session: Session) -> None:
    session.window.send(END_SESSION, 0)  # it was called off
    session.window.send(END_SESSION, 1)
    loop.run_until(lambda: session.endings)
    assert [threading.main_thread()] == session.endings


def test_windows_is_not_held_up_for_ever(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture_app.sensors.windows.messages.WAIT_S", 0.05)
    session.window.send(END_SESSION, 1)  # and the loop does not run
    assert 1 == session.thread.do(lambda _: 1)


def test_one_thread_with_one_window_serves_all(loop: SelectLoop, session: Session) -> None:
    hotkeys = WindowsHotkeys(loop, session.thread)
    shortcut = parse_shortcut("F9")
    assert shortcut is not None
    hotkeys.bind({"up": shortcut}, lambda _: None, lambda _: None)
    assert (1, 1, 1) == (threads(), session.window.opened, len(session.window.had))
    session.sensor.close()
    session.sensor.close()
    assert 1 == threads()
    hotkeys.close()
    assert (0, 1) == (threads(), session.window.closed)


@pytest.mark.parametrize(
    ("change", "locked"),
    [(1, False), (2, True), (3, False), (4, True), (5, None), (6, None), (7, True), (8, False), (9, None)],
)
def test_the_changes_of_a_session(change: int, locked: bool | None) -> None:
    assert (None if locked is None else Signal(Fact.LOCKED, locked)) == session_fact(change)


@pytest.mark.parametrize(("event", "asleep"), [(4, True), (7, False), (0x12, False), (0x0A, None), (0x8013, None)])
def test_the_events_of_power(event: int, asleep: bool | None) -> None:
    assert (None if asleep is None else Signal(Fact.ASLEEP, asleep)) == power_fact(event)


class NoWindow(PretendWindow):
    def open(self, heard: Callable[[int, int, int], None]) -> None:
        raise OSError(5, "Access is denied")


def test_where_windows_gives_no_window_it_is_said(loop: SelectLoop, heard: SensorReports) -> None:
    thread = MessageThread(loop, NoWindow)
    sensor = WindowsSession(thread, lambda: None)
    sensor.start(heard.reports.append, heard.losses.append)
    why = "Windows gives no window (Access is denied)"
    assert ([why], why) == (heard.losses, sensor.trouble)
    sensor.close()
    shortcut = parse_shortcut("F9")
    assert shortcut is not None
    missing: list[Mapping[str, str]] = []
    hotkeys = WindowsHotkeys(loop, thread)
    hotkeys.bind({"up": shortcut}, lambda _: None, missing.append)
    loop.run_until(lambda: missing)
    assert [{"up": f"No shortcut can be had here ({why})."}] == missing
    hotkeys.close()
    assert 0 == threads()
