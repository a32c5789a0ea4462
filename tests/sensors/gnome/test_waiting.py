"""Input by Mutter's IdleMonitor: its two traps, its coming and going, and nonsense, as a peer on a real bus plays them.

That it does what every source of input does is seen on a real Mutter (`tests/sensors/contract.py`).
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.errors import Unavailable
from posture_app.sensors.gnome.idle_monitor import MUFFIN, MUTTER
from posture_app.sensors.gnome.session_manager import NAME
from posture_app.sensors.gnome.waiting import MutterWaiting
from posture_app.sensors.source import Surroundings
from tests.buses import Peer, PrivateBus, Refusal
from tests.loop import SelectLoop
from tests.sensors.gnome.fake_mutter import FakeMutter
from tests.sensors.gnome.test_session_manager import Manager

if TYPE_CHECKING:
    from posture_app.core.ports import Watch
    from posture_app.desktop.dbus.bus import JeepneyBus


class Program:
    """Who waits, and what it is told."""

    def __init__(self, loop: SelectLoop, bus: "JeepneyBus", environ: Mapping[str, str]) -> None:
        self._loop = loop
        self.waiting = MutterWaiting(Surroundings(loop, environ, session=bus))
        self.ready = 0
        self.losses: list[str] = []
        self.told: list[tuple[str, int]] = []

    def begin(self) -> None:
        def ready() -> None:
            self.ready += 1

        self.waiting.start(ready, self.losses.append, lambda _: None)
        self._loop.run_until(lambda: self.ready or self.losses)

    def after_silence(self, milliseconds: int, *, then_input: bool = False) -> "Watch":
        def silent(idle: int) -> None:
            self.told.append(("silence", idle))
            if then_input:
                self.at_input()

        return self.waiting.after_silence(milliseconds, silent)

    def at_input(self) -> "Watch":
        return self.waiting.at_input(lambda ago: self.told.append(("input", ago)))


@pytest.fixture
def make_mutter(loop: SelectLoop, daemon: PrivateBus) -> Iterator[Callable[..., FakeMutter]]:
    mutters: list[FakeMutter] = []

    def make(name: str = MUTTER) -> FakeMutter:
        mutters.append(FakeMutter(loop, daemon.address, name))
        mutters[-1].own(name)
        return mutters[-1]

    yield make
    for mutter in mutters:
        mutter.close()


@pytest.fixture
def mutter(make_mutter: Callable[..., FakeMutter]) -> FakeMutter:
    return make_mutter()


@pytest.fixture
def manager(make_peer: Callable[[], Peer]) -> Manager:
    manager = Manager(make_peer(), has_property=True)
    manager.peer.own(NAME)
    return manager


@pytest.fixture
def program(loop: SelectLoop, bus: "JeepneyBus") -> Iterator[Program]:
    program = Program(loop, bus, {})
    yield program
    program.waiting.close()


def synced(loop: SelectLoop, program: Program, peer: Peer) -> None:
    """Come back once everything that `peer` has said before has been heard."""
    done: list[bool] = []
    program.waiting.monitor._bus.subscribe(lambda: done.append(True), interface="test.Sync", member="Done")
    loop.run_for(0.02)
    peer.emit("/", "test.Sync", "Done")
    loop.run_until(lambda: done)
    loop.settle()


def test_a_silence_and_the_input_after_it(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    program.begin()
    program.after_silence(30_000, then_input=True)
    loop.run_until(lambda: [30_000] == mutter.silences)
    assert [] == program.told
    mutter.lasts(30_001)
    loop.run_until(lambda: program.told and mutter.awaits_activity)
    assert [("silence", 30_001)] == program.told
    loop.run_until(lambda: not mutter.silences)
    mutter.lasts(90_000)
    mutter.input()
    loop.run_until(lambda: len(program.told) == 2)
    assert ("input", 0) == program.told[1]


def test_who_types_wakes_nobody(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    program.begin()
    program.after_silence(30_000)
    loop.run_until(lambda: mutter.silences)
    mutter.input()
    synced(loop, program, mutter)
    before = len(mutter.calls)
    for _ in range(50):
        mutter.lasts(200)
        mutter.input()
    synced(loop, program, mutter)
    assert before == len(mutter.calls)
    assert not mutter.awaits_activity
    assert [] == program.told


def test_a_silence_that_has_been_already(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    mutter.lasts(45_000)
    program.begin()
    program.after_silence(30_000)
    loop.run_until(lambda: program.told)
    assert [("silence", 45_000)] == program.told
    assert [] == mutter.silences


def test_an_input_right_after_the_silence_is_not_missed(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    """It came before Mutter could be asked to tell of it."""
    program.begin()
    program.after_silence(30_000, then_input=True)
    loop.run_until(lambda: mutter.silences)
    mutter.input()
    synced(loop, program, mutter)
    mutter.lasts(30_000)
    mutter.idle = 3
    loop.run_until(lambda: len(program.told) == 2)
    assert [("silence", 30_000), ("input", 3)] == program.told


def test_while_something_inhibits_mutter_is_asked(
    loop: SelectLoop, mutter: FakeMutter, manager: Manager, program: Program
) -> None:
    """No watch for a silence fires then."""
    manager.actions = 8
    mutter.inhibited = True
    program.begin()
    synced(loop, program, manager.peer)
    before = mutter.count("GetIdletime")
    program.after_silence(200, then_input=True)
    loop.run_until(lambda: mutter.awaits_activity and before + 1 == mutter.count("GetIdletime"))
    mutter.input()  # as by someone who types through a film: so it has to be asked again
    loop.run_until(lambda: mutter.awaits_activity and before + 2 == mutter.count("GetIdletime"))
    assert [] == program.told
    loop.run_until(lambda: program.told)
    assert [("silence", 200)] == program.told
    assert before + 2 == mutter.count("GetIdletime")
    mutter.input()
    loop.run_until(lambda: len(program.told) == 2)
    assert ("input", 0) == program.told[1]


def test_what_begins_to_inhibit_meanwhile(
    loop: SelectLoop, mutter: FakeMutter, manager: Manager, program: Program
) -> None:
    program.begin()
    program.after_silence(300)
    loop.run_until(lambda: mutter.silences)
    mutter.input()
    mutter.inhibited = True
    mutter.lasts(200)
    manager.inhibit(8)
    loop.run_until(lambda: program.told)
    assert [("silence", 300)] == program.told


def test_the_end_of_a_film_does_not_move_the_last_input(
    loop: SelectLoop, mutter: FakeMutter, manager: Manager, program: Program
) -> None:
    """Mutter sets back its idle time then, and its watches fire as much later."""
    manager.actions = 8
    mutter.inhibited = True
    mutter.lasts(100)
    program.begin()
    synced(loop, program, manager.peer)
    program.after_silence(400, then_input=True)
    loop.run_until(lambda: mutter.silences)
    mutter.inhibited, mutter.idle = False, 0
    manager.inhibit(0)
    loop.run_until(lambda: program.told)
    assert [("silence", 400)] == program.told
    synced(loop, program, mutter)
    assert [("silence", 400)] == program.told
    assert mutter.awaits_activity


def test_a_silence_that_was_told_outlasts_the_end_of_a_film(
    loop: SelectLoop, mutter: FakeMutter, manager: Manager, program: Program
) -> None:
    mutter.lasts(90_000)
    program.begin()
    program.after_silence(30_000, then_input=True)
    loop.run_until(lambda: program.told)
    manager.inhibit(8)
    mutter.idle = 49
    manager.inhibit(0)
    synced(loop, program, manager.peer)
    assert [("silence", 90_000)] == program.told
    mutter.input()
    loop.run_until(lambda: len(program.told) == 2)
    assert ("input", 0) == program.told[1]


def test_a_shorter_idle_time_is_no_input_if_the_session_manager_spoke(
    loop: SelectLoop, mutter: FakeMutter, manager: Manager, program: Program
) -> None:
    """Any change of what is inhibited sets back the idle time, if idling is not in it; the watches fire as before."""
    program.begin()
    program.after_silence(30_000, then_input=True)
    loop.run_until(lambda: mutter.silences)
    mutter.input()
    mutter.lasts(20_000)
    mutter.idle = 0
    manager.inhibit(1)  # a program that does not want to be logged out
    synced(loop, program, manager.peer)
    mutter.idle = 10_000
    for number, length in tuple(mutter.watches.items()):
        if length:
            mutter.fire(number)
    loop.run_until(lambda: program.told)
    synced(loop, program, mutter)
    assert [("silence", 30_000)] == program.told
    assert mutter.awaits_activity


def test_what_is_given_back_is_not_told(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    program.begin()
    at_once = program.after_silence(20_000)
    at_once.stop()
    silence, activity = program.after_silence(30_000), program.at_input()
    loop.run_until(lambda: mutter.silences)
    silence.stop()
    silence.stop()
    activity.stop()
    loop.run_until(lambda: not mutter.silences)
    mutter.input()
    mutter.lasts(60_000)
    synced(loop, program, mutter)
    assert [] == program.told


def test_nothing_is_left_in_mutter(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    program.begin()
    program.after_silence(30_000)
    program.at_input()
    loop.run_until(lambda: mutter.silences and mutter.awaits_activity)
    program.waiting.close()
    program.waiting.close()
    loop.run_until(lambda: not mutter.watches)


def test_who_raises_harms_nobody_else(
    loop: SelectLoop, mutter: FakeMutter, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: int) -> None:
        raise ZeroDivisionError

    program.begin()
    program.waiting.at_input(fail)
    program.at_input()
    loop.run_until(lambda: mutter.awaits_activity)
    mutter.input()
    loop.run_until(lambda: program.told)
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_without_mutter_it_cannot_work(program: Program) -> None:
    program.begin()
    assert [f"there is no {MUTTER} on the bus, and no {MUFFIN}"] == program.losses


def test_muffin_has_it_under_another_name(
    loop: SelectLoop, make_mutter: Callable[..., FakeMutter], program: Program
) -> None:
    muffin = make_mutter(MUFFIN)
    program.begin()
    program.after_silence(30_000)
    loop.run_until(lambda: muffin.silences)
    muffin.lasts(30_000)
    loop.run_until(lambda: program.told)
    muffin.disown(MUFFIN)
    loop.run_until(lambda: program.losses)
    assert [f"{MUFFIN} has gone from the bus"] == program.losses


def test_it_is_lost_with_mutter_and_hears_the_next_one_only(
    loop: SelectLoop, bus: "JeepneyBus", make_mutter: Callable[..., FakeMutter], program: Program
) -> None:
    old = make_mutter()
    program.begin()
    program.after_silence(30_000)
    loop.run_until(lambda: old.silences)
    old.disown(MUTTER)
    loop.run_until(lambda: program.losses)
    assert [f"{MUTTER} has gone from the bus"] == program.losses
    new = make_mutter()
    again = Program(loop, bus, {})
    again.begin()
    again.after_silence(30_000)
    loop.run_until(lambda: new.silences)
    for number in old.watches:
        old.fire(number)
    synced(loop, again, old)
    assert [] == again.told
    new.lasts(30_000)
    loop.run_until(lambda: again.told)
    again.waiting.close()
    assert [] == program.told


@pytest.mark.parametrize(
    ("method", "answer", "shown"),
    [
        ("GetIdletime", ("s", ("soon",)), "soon"),
        ("GetIdletime", ("t", (2**64 - 1,)), str(2**64 - 1)),
        ("GetIdletime", ("b", (True,)), "True"),
        ("GetIdletime", ("", ()), "()"),
        ("AddIdleWatch", ("s", ("x" * 1000,)), "x" * 40),
        ("AddIdleWatch", ("t", (2**63,)), str(2**63)),
        ("AddUserActiveWatch", ("d", (1.5,)), "1.5"),
    ],
)
def test_nonsense_is_the_end_of_it(
    loop: SelectLoop,
    mutter: FakeMutter,
    program: Program,
    *,
    method: str,
    answer: tuple[str, Any],
    shown: str,
) -> None:
    why = f"{MUTTER} answers {shown} to {method}"
    mutter.answers[method] = lambda *_: answer
    program.begin()
    if not program.losses:
        program.after_silence(30_000)
        loop.run_until(lambda: program.losses)
    assert [why] == program.losses
    assert int("GetIdletime" != method) == program.ready
    mutter.input()
    synced(loop, program, mutter)
    assert ([], [why]) == (program.told, program.losses)


def test_signals_that_mean_nothing_are_passed_over(loop: SelectLoop, mutter: FakeMutter, program: Program) -> None:
    program.begin()
    program.after_silence(30_000)
    loop.run_until(lambda: mutter.silences)
    mutter.fire(4711)
    mutter.emit("/org/gnome/Mutter/IdleMonitor/Core", MUTTER, "WatchFired", "ss", ("a", "b"))
    mutter.emit("/org/gnome/Mutter/IdleMonitor/Core", MUTTER, "WatchFired", "as", (["a"],))
    synced(loop, program, mutter)
    assert ([], []) == (program.told, program.losses)


def test_one_that_refuses_says_why(mutter: FakeMutter, program: Program) -> None:
    def refuse() -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.DBus.Error.AccessDenied", "not for you")

    mutter.answers["GetIdletime"] = refuse
    program.begin()
    assert ["org.freedesktop.DBus.Error.AccessDenied: not for you"] == program.losses


def test_a_bus_that_dies_takes_it_along(
    loop: SelectLoop, daemon: PrivateBus, mutter: FakeMutter, program: Program, caplog: pytest.LogCaptureFixture
) -> None:
    program.begin()
    program.after_silence(30_000)
    loop.run_until(lambda: mutter.silences)
    daemon.kill()
    loop.run_until(lambda: program.losses)
    assert 1 == len(program.losses)
    assert "bus" in program.losses[0]
    caplog.clear()


def test_x11_tells_better_of_itself(loop: SelectLoop, bus: "JeepneyBus") -> None:
    with pytest.raises(Unavailable, match="the session is X11"):
        Program(loop, bus, {"DISPLAY": ":4711", "XDG_RUNTIME_DIR": "/nonexistent"})
