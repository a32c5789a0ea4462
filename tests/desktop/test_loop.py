"""One suite for both loops of the app: Qt's, and the one of the standard library."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from tests import needs
from tests.desktop.conftest import MakeLoop, RunningLoop

LONGER_THAN_A_QTIMER = 2**31 / 1000 + 86400


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_calls_once_in_the_order_of_their_times(loop: RunningLoop) -> None:
    calls: list[str] = []
    loop.deadline(0.06, lambda: calls.append("third"))
    loop.deadline(0.0, lambda: calls.append("first"))
    loop.deadline(0.03, lambda: calls.append("second"))
    loop.run_until(lambda: len(calls) == 3)
    assert ["first", "second", "third"] == calls
    assert loop.pending == 0


def test_a_cancelled_call_does_not_come(loop: RunningLoop) -> None:
    calls: list[str] = []
    timer = loop.deadline(0.01, lambda: calls.append("cancelled"))
    timer.cancel()
    timer.cancel()
    loop.deadline(0.05, lambda: calls.append("other"))
    loop.run_until(lambda: calls)
    assert ["other"] == calls
    assert loop.pending == 0


def test_a_call_that_cancels_itself_or_a_due_one_is_obeyed(loop: RunningLoop) -> None:
    calls: list[str] = []

    def cancel_both() -> None:
        calls.append("first")
        first.cancel()
        second.cancel()

    first = loop.deadline(0.0, cancel_both)
    second = loop.deadline(0.0, lambda: calls.append("second"))
    loop.deadline(0.05, lambda: calls.append("last"))
    loop.run_until(lambda: "last" in calls)
    assert ["first", "last"] == calls


def test_the_scale_speeds_up_what_is_timed_by_the_app_and_no_deadline(make: MakeLoop) -> None:
    loop = make(100.0)
    calls: list[str] = []
    loop.deadline(0.5, lambda: calls.append("half a real second"))
    loop.later(10.0, lambda: calls.append("ten seconds of the app"))
    loop.run_until(lambda: len(calls) == 2)
    assert ["ten seconds of the app", "half a real second"] == calls


def test_a_wait_longer_than_a_timer_can_is_no_short_one(loop: RunningLoop) -> None:
    calls: list[str] = []
    long = [loop.deadline(wait, lambda: calls.append("long")) for wait in (LONGER_THAN_A_QTIMER, 1e12, float("inf"))]
    loop.deadline(0.05, lambda: calls.append("short"))
    loop.run_until(lambda: calls)
    assert ["short"] == calls
    for timer in long:
        timer.cancel()
    assert loop.pending == 0


def test_a_time_in_the_past_is_now(loop: RunningLoop) -> None:
    calls: list[str] = []
    loop.deadline(-5.0, lambda: calls.append("now"))
    loop.run_until(lambda: calls)


def test_reads_as_long_as_there_is_something_to_read(loop: RunningLoop, pipe: tuple[int, int]) -> None:
    out, into = pipe
    read: list[bytes] = []
    watch = loop.watch(out, lambda: read.append(os.read(out, 1)))
    os.write(into, b"abc")
    loop.run_until(lambda: len(read) == 3)
    assert [b"a", b"b", b"c"] == read
    watch.stop()


def test_a_stopped_watch_is_silent_and_the_descriptor_can_be_watched_again(
    loop: RunningLoop, pipe: tuple[int, int]
) -> None:
    out, into = pipe
    read: list[str] = []
    watch = loop.watch(out, lambda: read.append("stopped"))
    watch.stop()
    watch.stop()
    os.write(into, b"x")
    again = loop.watch(out, lambda: read.append(os.read(out, 1).decode()))
    loop.run_until(lambda: read)
    assert ["x"] == read
    again.stop()
    assert loop.pending == 0


def test_a_watch_may_stop_itself_and_another_that_is_ready(loop: RunningLoop, pipe: tuple[int, int]) -> None:
    out, into = pipe
    other, into_other = os.pipe()
    calls: list[str] = []

    def stop_both() -> None:
        calls.append("ready")
        for watch in watches:
            watch.stop()

    watches = [loop.watch(out, stop_both), loop.watch(other, stop_both)]
    os.write(into, b"x")
    os.write(into_other, b"x")
    loop.deadline(0.05, lambda: calls.append("end"))
    loop.run_until(lambda: "end" in calls)
    assert ["ready", "end"] == calls
    os.close(other)
    os.close(into_other)


def test_soon_keeps_the_order_and_never_calls_within_the_caller(loop: RunningLoop) -> None:
    calls: list[int] = []

    def begin() -> None:
        calls.append(1)
        loop.soon(lambda: calls.append(3))

    loop.soon(begin)
    loop.soon(lambda: calls.append(2))
    assert [] == calls
    loop.run_until(lambda: len(calls) == 3)
    assert [1, 2, 3] == calls


def test_soon_brings_a_call_from_another_thread_to_the_thread_of_the_loop(loop: RunningLoop) -> None:
    threads: list[str] = []

    def hand_over() -> None:
        for _ in range(200):
            loop.soon(lambda: threads.append(threading.current_thread().name))

    worker = threading.Thread(target=hand_over, name="worker")
    loop.deadline(0.0, worker.start)  # while it waits, so that it has to be woken
    loop.run_until(lambda: len(threads) == 200)
    worker.join()
    assert {threading.current_thread().name} == set(threads)


def test_whoever_raises_is_reported_and_stops_nobody_else(
    loop: RunningLoop, pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(where: str) -> None:
        raise ValueError(where)

    def fail_to_read() -> None:
        os.read(out, 1)
        fail("read")

    raised: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: raised.append(str(error)))
    out, into = pipe
    calls: list[str] = []
    watch = loop.watch(out, fail_to_read)
    os.write(into, b"x")
    loop.soon(lambda: fail("soon"))
    loop.deadline(0.0, lambda: fail("timer"))
    loop.deadline(0.05, lambda: calls.append("goes on"))
    loop.run_until(lambda: calls)
    assert ["read", "soon", "timer"] == sorted(raised)
    watch.stop()
    caplog.clear()


def test_after_close_nothing_comes_and_nothing_is_left(make: MakeLoop, pipe: tuple[int, int]) -> None:
    loop, other = make(1.0), make(1.0)
    calls: list[str] = []
    out, into = pipe
    os.write(into, b"x")
    watch = loop.watch(out, lambda: calls.append("watch"))
    timer = loop.deadline(0.0, lambda: calls.append("timer"))
    loop.soon(lambda: calls.append("soon"))
    loop.close()
    loop.close()
    watch.stop()
    timer.cancel()
    loop.soon(lambda: calls.append("after"))
    other.deadline(0.05, lambda: calls.append("other"))
    other.run_until(lambda: calls)
    assert ["other"] == calls
    assert (0, 0) == (loop.pending, other.pending)


def test_runs_until_it_is_stopped_and_again(loop: RunningLoop) -> None:
    calls: list[str] = []
    for word in ("first", "second"):
        loop.deadline(0.0, lambda word=word: calls.append(word))  # type: ignore[misc] # the word of each turn
        loop.deadline(0.02, loop.stop)
        assert 0 == loop.run()
    assert ["first", "second"] == calls


def test_a_call_that_closes_the_loop_is_the_last(loop: RunningLoop) -> None:
    calls: list[str] = []

    def last() -> None:
        calls.append("last")
        loop.stop()
        loop.close()

    loop.soon(last)
    loop.soon(lambda: calls.append("too late"))
    loop.run()
    assert ["last"] == calls


def test_while_it_waits_nothing_wakes_it(loop: RunningLoop) -> None:
    waits: list[int] = []
    calls: list[int] = []
    loop.deadline(60.0, lambda: calls.append(60)).cancel()
    for seconds in (0.1, 0.4):
        loop.deadline(seconds, lambda: calls.append(1))
    end = loop.around_waits(lambda: waits.append(1), lambda: None)
    loop.run_until(lambda: len(calls) == 2)
    end()
    assert len(waits) < 12  # one for each call, and some of Qt's own at the start


def test_tells_when_it_waits_and_when_it_has_woken(loop: RunningLoop) -> None:
    said: list[str] = []
    end = loop.around_waits(lambda: said.append("waits"), lambda: said.append("woken"))
    loop.deadline(0.05, lambda: said.append("called"))
    loop.run_until(lambda: "called" in said)
    before = said[said.index("called") - 2 : said.index("called") + 1]
    end()
    said.clear()
    loop.deadline(0.01, lambda: said.append("over"))
    loop.run_until(lambda: said)
    assert (["waits", "woken", "called"], ["over"]) == (before, said)


def test_several_may_be_told_and_end_in_any_order(loop: RunningLoop) -> None:
    said: list[str] = []
    first = loop.around_waits(lambda: None, lambda: said.append("first"))
    second = loop.around_waits(lambda: None, lambda: said.append("second"))
    loop.deadline(0.01, lambda: said.append("called"))
    loop.run_until(lambda: "called" in said)
    assert ["first", "second", "called"] == said[-3:]
    first()
    said.clear()
    loop.deadline(0.01, lambda: said.append("called"))
    loop.run_until(lambda: "called" in said)
    assert {"second", "called"} == set(said)
    second()
    said.clear()
    loop.deadline(0.01, lambda: said.append("over"))
    loop.run_until(lambda: said)
    assert ["over"] == said


def test_a_wait_of_several_timers_is_as_long_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    needs.qt()
    from tests.desktop.qt_loop import TestedQtLoop  # noqa: PLC0415 - only where Qt loads

    monkeypatch.setattr("posture_app.desktop.loop.LONGEST_MS", 20)
    loop = TestedQtLoop()
    calls: list[str] = []
    loop.deadline(0.2, lambda: calls.append("made of ten"))
    loop.deadline(0.1, lambda: calls.append("made of five"))
    loop.run_until(lambda: len(calls) == 2)
    assert ["made of five", "made of ten"] == calls
    assert loop.pending == 0
    loop.close()


def test_timers_carry_the_name_of_whom_they_are_for() -> None:
    needs.qt()
    from tests.desktop.qt_loop import TestedQtLoop  # noqa: PLC0415 - only where Qt loads

    loop = TestedQtLoop()
    loop.deadline(60, test_timers_carry_the_name_of_whom_they_are_for)
    assert ["loop timer for test_timers_carry_the_name_of_whom_they_are_for"] == [
        child.objectName() for child in loop.children()
    ]
    loop.close()


def test_runs_without_a_display_and_without_widgets() -> None:
    needs.qt()
    program = """
import sys
from PySide6.QtCore import QCoreApplication
from posture_app.desktop.loop import QtLoop
app = QCoreApplication([])
loop = QtLoop()
loop.soon(lambda: loop.later(0.01, app.quit))
app.exec()
loop.close()
sys.exit("PySide6.QtGui" in sys.modules)
"""
    bare = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    assert 0 == subprocess.run([sys.executable, "-c", program], env=bare, timeout=60, check=False).returncode


def test_timers_are_precise_and_need_no_enumeration_of_qt() -> None:
    needs.qt()
    code = (
        "from PySide6 import QtCore\n"
        "from posture_app.desktop.loop import PRECISE, QtLoop\n"
        "app = QtCore.QCoreApplication([]); loop = QtLoop()\n"
        "loop.soon(app.quit); timer = loop.later(60, app.quit); app.exec()\n"
        "assert 'Qt' not in vars(QtCore)\n"
        "assert QtCore.Qt.TimerType.PreciseTimer is timer._timer.timerType() is QtCore.Qt.TimerType(PRECISE)\n"
        "assert 'Qt' in vars(QtCore)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
