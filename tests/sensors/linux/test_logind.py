"""Lock and sleep: the mock of systemd-logind for what it can do, and a peer for what no logind should do."""

import os
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from posture_app.core.events import Fact, Signal
from posture_app.core.ports import Address
from posture_app.sensors.linux.logind import NAME, Logind
from tests import needs
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus
    from tests.buses import Peer, PrivateBus

PYTHON = "/usr/bin/python3"  # which has the mock, other than the one that runs the tests
MANAGER, SESSION = "/org/freedesktop/login1", "/org/freedesktop/login1/session/c1"
LOGIND, LOGIND_SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
MOCK = "org.freedesktop.DBus.Mock"
LOCKED, UNLOCKED = Signal(Fact.LOCKED, on=True), Signal(Fact.LOCKED, on=False)
ASLEEP, AWAKE = Signal(Fact.ASLEEP, on=True), Signal(Fact.ASLEEP, on=False)

Do = Callable[..., None]


class MockedLogind:
    """The mock, with a session named c1 from `begin` on."""

    def __init__(self, loop: SelectLoop, bus: "JeepneyBus") -> None:
        if subprocess.run([PYTHON, "-c", "import dbusmock"], check=False, capture_output=True).returncode:
            needs.missing("not installed: apt-get install -y python3-dbusmock")
        self._loop = loop
        self._bus = bus
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self, *, locked: bool = False) -> None:
        there: list[str] = []
        end = self._bus.subscribe(
            lambda *args: there.append(args[2]),
            interface="org.freedesktop.DBus",
            member="NameOwnerChanged",
            arg0=NAME,
        )
        self._process = subprocess.Popen(
            [PYTHON, "-m", "dbusmock", "--system", "-t", "logind"],
            env={**os.environ, "PYTHONPATH": ""},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._loop.run_until(lambda: there, 30)
        end()
        self.do(MANAGER, MOCK, "AddSession", "ssusb", ("c1", "seat0", 1000, "someone", True))
        if locked:
            self.do(SESSION, LOGIND_SESSION, "SetLockedHint", "b", (True,))

    def close(self) -> None:
        """The same as `kill`."""
        self.kill()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def do(self, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        done: list[tuple[Any, ...]] = []
        failures: list[str] = []
        self._bus.call(
            Address(NAME, path, interface),
            method,
            signature,
            body,
            reply=lambda *args: done.append(args),
            failed=failures.append,
        )
        self._loop.run_until(lambda: done or failures)
        assert [] == failures

    def set(self, key: str, *, to: bool) -> None:
        self.do(SESSION, MOCK, "UpdateProperties", "sa{sv}", (LOGIND_SESSION, {key: ("b", to)}))

    def delays(self) -> list[str]:
        """Who has sleep wait for them."""
        found: list[list[tuple[Any, ...]]] = []
        self._bus.call(Address(NAME, MANAGER, LOGIND), "ListInhibitors", reply=found.append)
        self._loop.run_until(lambda: found)
        return [who for what, who, _, mode, *_ in found[0] if (what, mode) == ("sleep", "delay")]

    def emit_sleep(self, signature: str, *values: tuple[str, Any]) -> None:
        self.emit("PrepareForSleep", signature, *values)

    def emit(self, member: str, signature: str, *values: tuple[str, Any]) -> None:
        body = (LOGIND, member, signature, list(values))
        self.do(MANAGER, MOCK, "EmitSignal", "sssav", body)


@pytest.fixture
def mock(loop: SelectLoop, bus: "JeepneyBus") -> Iterator[MockedLogind]:
    mock = MockedLogind(loop, bus)
    yield mock
    mock.kill()


Start = Callable[..., Logind]


@pytest.fixture
def start(loop: SelectLoop, bus: "JeepneyBus", heard: SensorReports) -> Iterator[Start]:
    sensors: list[Logind] = []

    def start(session: str = "c1", grace: float = 10.0) -> Logind:
        sensor = Logind(loop, bus, {"XDG_SESSION_ID": session}, grace=grace)
        sensors.append(sensor)
        sensor.start(heard.reports.append, heard.losses.append)
        loop.run_until(lambda: len({report.fact for report in heard.reports if isinstance(report, Signal)}) == 2)
        return sensor

    yield start
    for sensor in sensors:
        sensor.close()


def locks(heard: SensorReports) -> list[bool]:
    return [report.on for report in heard.reports if isinstance(report, Signal) and report.fact is Fact.LOCKED]


def sleeps(heard: SensorReports) -> list[bool]:
    return [report.on for report in heard.reports if isinstance(report, Signal) and report.fact is Fact.ASLEEP]


def test_lock_and_sleep_are_told_as_logind_tells_them(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    mock.begin()
    sensor = start()
    assert {UNLOCKED, AWAKE} == set(heard.reports)
    assert sensor.trouble is None
    mock.set("LockedHint", to=True)
    loop.run_until(lambda: heard.reports[-1] == LOCKED)
    mock.set("LockedHint", to=False)
    loop.run_until(lambda: heard.reports[-1] == UNLOCKED)
    mock.emit_sleep("b", ("b", True))
    loop.run_until(lambda: heard.reports[-1] == ASLEEP)
    mock.emit_sleep("b", ("b", False))
    loop.run_until(lambda: heard.reports[-1] == AWAKE)
    assert [False, True, False] == locks(heard)
    assert [False, True, False] == sleeps(heard)


def test_a_session_that_is_locked_already_is_told_first(mock: MockedLogind, heard: SensorReports, start: Start) -> None:
    mock.begin(locked=True)
    start()
    assert True is locks(heard)[-1]


def test_another_users_session_in_place_of_ours_is_a_lock(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    mock.begin()
    start()
    mock.set("Active", to=False)
    loop.run_until(lambda: locks(heard)[-1])
    mock.set("Active", to=True)
    loop.run_until(lambda: not locks(heard)[-1])


def test_a_request_to_lock_counts_until_the_request_to_unlock(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    mock.begin()
    start()
    mock.do(SESSION, LOGIND_SESSION, "Lock")
    loop.run_until(lambda: locks(heard)[-1])
    mock.do(SESSION, LOGIND_SESSION, "Unlock")
    loop.run_until(lambda: not locks(heard)[-1])
    assert [False, True, False] == locks(heard)


def test_a_request_to_lock_is_told_anew_behind_a_hint_that_stays(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    """Who hears it may have found out that the hint lies."""
    mock.begin()
    start()
    mock.set("LockedHint", to=True)
    loop.run_until(lambda: locks(heard) == [False, True])
    mock.do(SESSION, LOGIND_SESSION, "Lock")
    loop.run_until(lambda: locks(heard) == [False, True, True])


def test_a_locker_that_never_says_that_it_locked_is_not_believed_for_ever(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    mock.begin()
    start(grace=0.3)
    mock.do(SESSION, LOGIND_SESSION, "Lock")
    loop.run_until(lambda: locks(heard) == [False, True, False])


def test_a_locker_that_says_that_it_locked_is(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    mock.begin()
    start(grace=0.2)
    mock.do(SESSION, LOGIND_SESSION, "Lock")
    mock.set("LockedHint", to=True)
    loop.run_for(0.5)
    assert [False, True] == locks(heard)


def test_a_logind_that_appears_later_is_heard_and_one_that_vanishes_holds_nothing(
    loop: SelectLoop, mock: MockedLogind, heard: SensorReports, start: Start
) -> None:
    sensor = start()
    assert {UNLOCKED, AWAKE} == set(heard.reports)
    assert f"{NAME} is not on the bus" == sensor.trouble
    mock.begin(locked=True)
    mock.emit_sleep("b", ("b", True))
    loop.run_until(lambda: ASLEEP in heard.reports)
    mock.set("Active", to=True)
    mock.do(SESSION, LOGIND_SESSION, "SetLockedHint", "b", (True,))
    mock.kill()
    loop.run_until(lambda: heard.reports[-1] in (UNLOCKED, AWAKE) and not sleeps(heard)[-1] and not locks(heard)[-1])
    assert f"{NAME} is not on the bus" == sensor.trouble
    assert [] == heard.losses


def test_a_bus_that_dies_is_a_loss(loop: SelectLoop, daemon: "PrivateBus", heard: SensorReports, start: Start) -> None:
    start()
    daemon.kill()
    loop.run_until(lambda: heard.losses)
    assert 1 == len(heard.losses)


class OddLogind:
    """A peer that answers as logind would, but for what the test changes."""

    def __init__(self, peer: "Peer") -> None:
        self.peer = peer
        self.values: dict[str, tuple[str, Any]] = {
            "LockedHint": ("b", False),
            "Active": ("b", True),
            "PreparingForSleep": ("b", False),
        }
        peer.answers["GetSession"] = lambda _: ("o", (SESSION,))
        peer.answers["Get"] = lambda _, key: ("v", (self.values[key],))
        peer.answers["Inhibit"] = lambda *_: ("s", ("no descriptor",))
        peer.own(NAME)

    def change(self, signature: str, *body: Any) -> None:
        self.peer.emit(SESSION, PROPERTIES, "PropertiesChanged", signature, body)


@pytest.fixture
def odd(make_peer: "Callable[[], Peer]") -> OddLogind:
    return OddLogind(make_peer())


def test_words_of_the_wrong_type_are_ignored_and_logged_once_each(
    loop: SelectLoop, odd: OddLogind, heard: SensorReports, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    start()
    loop.run_until(lambda: len([member for member, _ in odd.peer.calls if member == "Get"]) == 3)
    for _ in range(3):
        odd.peer.emit(MANAGER, LOGIND, "PrepareForSleep", "s", ("yes",))
        odd.peer.emit(MANAGER, LOGIND, "PrepareForSleep")
        odd.peer.emit(MANAGER, LOGIND, "PrepareForSleep", "bb", (True, True))
        odd.change("sa{sv}as", LOGIND_SESSION, {"LockedHint": ("s", "locked"), "Other": ("u", 1)}, [])
        odd.change("sa{ss}as", LOGIND_SESSION, {"LockedHint": "x"}, [])
        odd.change("s", LOGIND_SESSION)
        odd.change("")
    odd.change("sa{sv}as", LOGIND_SESSION, {"LockedHint": ("b", True)}, [])
    loop.run_until(lambda: locks(heard)[-1])
    assert [False, True] == locks(heard)
    assert [False] == sleeps(heard)
    assert 3 == len(caplog.messages)
    assert len(set(caplog.messages)) == len(caplog.messages)
    caplog.clear()


def test_odd_answers_are_ignored_and_logged(
    loop: SelectLoop, odd: OddLogind, bus: "JeepneyBus", heard: SensorReports, caplog: pytest.LogCaptureFixture
) -> None:
    odd.values = dict.fromkeys(odd.values, ("s", "?"))
    sensor = Logind(loop, bus, {})
    sensor.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: len(caplog.messages) == 3)
    assert [] == heard.reports
    assert ("GetSession", ("auto",)) in odd.peer.calls
    caplog.clear()
    sensor.close()


def test_a_session_that_logind_does_not_know_leaves_sleep_and_says_why(
    loop: SelectLoop, odd: OddLogind, heard: SensorReports, bus: "JeepneyBus", caplog: pytest.LogCaptureFixture
) -> None:
    from tests.buses import Refusal  # noqa: PLC0415 - on Linux only

    def refuse(_: str) -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.login1.NoSuchSession", "none")

    odd.peer.answers["GetSession"] = refuse
    sensor = Logind(loop, bus, {"XDG_SESSION_ID": "c9"})
    sensor.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: caplog.messages)
    assert [("GetSession", ("c9",)), ("GetSession", ("auto",))] == [
        told for told in odd.peer.calls if told[0] == "GetSession"
    ]
    assert "it knows no session of ours" in (sensor.trouble or "")
    odd.peer.emit(MANAGER, LOGIND, "PrepareForSleep", "b", (True,))
    loop.run_until(lambda: ASLEEP in heard.reports)
    caplog.clear()
    sensor.close()


def test_a_change_that_is_told_without_its_value_is_asked_for(
    loop: SelectLoop, odd: OddLogind, heard: SensorReports, start: Start
) -> None:
    start()
    odd.values["LockedHint"] = ("b", True)
    odd.change("sa{sv}as", LOGIND_SESSION, {}, ["LockedHint"])
    loop.run_until(lambda: locks(heard)[-1])


def test_a_stranger_cannot_lock_us(
    loop: SelectLoop, odd: OddLogind, heard: SensorReports, start: Start, make_peer: "Callable[[], Peer]"
) -> None:
    start()
    loop.run_until(lambda: locks(heard))
    make_peer().emit(SESSION, LOGIND_SESSION, "Lock")
    make_peer().emit(MANAGER, LOGIND, "PrepareForSleep", "b", (True,))
    loop.run_for(0.2)
    assert {UNLOCKED, AWAKE} == set(heard.reports)


class Delaying:
    """A logind that gives a lock on sleep to each who asks, and says what of them is held."""

    def __init__(self, odd: OddLogind, loop: SelectLoop) -> None:
        from tests.buses import Pipes, give  # noqa: PLC0415 - on Linux only

        self.odd, self.pipes, self._loop = odd, Pipes(), loop
        give(odd.peer, self.pipes, "Inhibit")

    @property
    def asked(self) -> list[tuple[Any, ...]]:
        return [body for member, body in self.odd.peer.calls if member == "Inhibit"]

    def sleep(self, *, on: bool) -> None:
        self.odd.peer.emit(MANAGER, LOGIND, "PrepareForSleep", "b", (on,))


@pytest.fixture
def delaying(loop: SelectLoop, daemon: "PrivateBus") -> "Iterator[Delaying]":
    from tests.buses import Peer  # noqa: PLC0415 - on Linux only

    peer = Peer(loop, daemon.address, descriptors=True)
    delaying = Delaying(OddLogind(peer), loop)
    yield delaying
    delaying.pipes.close()
    peer.close()


def test_sleep_waits_until_it_has_been_told_and_the_next_time_too(
    loop: SelectLoop, delaying: Delaying, bus: "JeepneyBus"
) -> None:
    told: list[tuple[object, bool]] = []
    sensor = Logind(loop, bus, {})
    sensor.start(
        lambda report: told.append((report, delaying.pipes.open(max(0, len(delaying.asked) - 1)))), pytest.fail
    )
    for number in (0, 1):
        loop.run_until(lambda: sensor._delay._held)
        delaying.sleep(on=True)
        loop.run_until(partial(delaying.pipes.closed, number))
        assert (ASLEEP, True) == told[-1]
        delaying.sleep(on=False)
    assert {("sleep", "Posture", "delay")} == {(what, who, mode) for what, who, _, mode in delaying.asked}
    loop.run_until(lambda: sensor._delay._held)
    assert 3 == len(delaying.asked)
    sensor.close()
    assert delaying.pipes.closed(2)


def test_one_who_fails_to_take_it_in_does_not_keep_the_computer_awake(
    loop: SelectLoop, delaying: Delaying, bus: "JeepneyBus", caplog: pytest.LogCaptureFixture
) -> None:
    def report(sensed: object) -> None:
        if sensed == ASLEEP:
            raise ValueError("a bug")

    sensor = Logind(loop, bus, {})
    sensor.start(report, pytest.fail)
    loop.run_until(lambda: delaying.asked and sensor._delay._held)
    delaying.sleep(on=True)
    loop.run_until(lambda: not delaying.pipes.open())
    loop.run_until(lambda: caplog.records)
    caplog.clear()
    sensor.close()


def test_a_lock_that_comes_when_the_computer_sleeps_already_is_given_back(
    loop: SelectLoop, delaying: Delaying, heard: SensorReports, bus: "JeepneyBus"
) -> None:
    answer = delaying.odd.peer.answers["Inhibit"]

    def late(*asked: object) -> tuple[str, tuple[Any, ...]]:
        delaying.sleep(on=True)
        return answer(*asked)

    delaying.odd.peer.answers["Inhibit"] = late
    sensor = Logind(loop, bus, {})
    sensor.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: delaying.asked and not delaying.pipes.open())
    loop.run_until(lambda: ASLEEP in heard.reports)
    sensor.close()


def test_the_end_of_the_session_and_of_the_computer_is_told(
    loop: SelectLoop, odd: OddLogind, heard: SensorReports, bus: "JeepneyBus"
) -> None:
    ends: list[bool] = []
    sensor = Logind(loop, bus, {}, lambda: ends.append(True))
    sensor.start(heard.reports.append, heard.losses.append)
    loop.run_until(lambda: UNLOCKED in heard.reports)
    odd.peer.emit(MANAGER, LOGIND, "PrepareForShutdown", "b", (False,))
    odd.peer.emit(MANAGER, LOGIND, "SessionRemoved", "so", ("c2", "/org/freedesktop/login1/session/c2"))
    odd.peer.emit(MANAGER, LOGIND, "SessionRemoved", "s", ("c1",))
    odd.peer.emit(MANAGER, LOGIND, "PrepareForShutdown", "b", (True,))
    loop.run_until(lambda: ends)
    odd.peer.emit(MANAGER, LOGIND, "SessionRemoved", "so", ("c1", SESSION))
    loop.run_until(lambda: len(ends) == 2)
    sensor.close()


def test_after_close_nothing_is_told_and_nothing_waits(
    loop: SelectLoop, odd: OddLogind, heard: SensorReports, start: Start
) -> None:
    sensor = start()
    odd.peer.emit(SESSION, LOGIND_SESSION, "Lock")
    loop.run_until(lambda: locks(heard)[-1])
    sensor.close()
    sensor.close()
    before = list(heard.reports)
    odd.peer.emit(SESSION, LOGIND_SESSION, "Unlock")
    loop.run_for(0.1)
    assert before == heard.reports
    assert 2 == loop.pending  # the sockets of the bus and of the peer
