"""What hands do, and what only looks like it, on a real X server of the test's own."""

import itertools
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

if sys.platform == "win32":
    pytest.skip("there is no X server here", allow_module_level=True)

from posture_app.core.events import Fact, Signal
from posture_app.core.ports import Looking
from posture_app.desktop.clock import SystemClock
from posture_app.sensors import hands as xhands
from posture_app.sensors.source import Surroundings
from posture_app.sensors.x11.idle import SOURCE, IdleCounter, X11Waiting
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.x11.player import Player

ON, OFF = Signal(Fact.WATCHING, on=True), Signal(Fact.WATCHING, on=False)
REST_MS = 300


@pytest.fixture(scope="module")
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


@pytest.fixture
def player(display: PrivateDisplay) -> Iterator[Player]:
    with closing(Player(display)) as player:
        yield player


class Told:
    """The source in use, and what it told."""

    def __init__(self, loop: SelectLoop, display: PrivateDisplay) -> None:
        self.loop, self.display = loop, display
        self.trembles = False
        environ = {"DISPLAY": display.name}
        self.waiting = SOURCE.make(Surroundings(loop, environ, trembles=lambda: self.trembles))
        self.inputs: list[int] = []
        self.silences: list[int] = []
        self.facts: list[Signal] = []
        ready: list[bool] = []
        self.waiting.start(lambda: ready.append(True), pytest.fail, self.facts.append)
        loop.run_until(lambda: ready)

    def at_input(self) -> None:
        """Wait for input, after a rest, as one does while nobody is there."""
        rested: list[int] = []

        def rests(idle: int) -> None:
            self.waiting.at_input(self.inputs.append)
            rested.append(idle)

        self.waiting.after_silence(REST_MS, rests)
        self.loop.run_until(lambda: rested)

    def moves(self, by: int) -> None:
        self.display.input("mousemove_relative", "--", str(by), "0")


@pytest.fixture
def told(loop: SelectLoop, display: PrivateDisplay) -> Iterator[Told]:
    told = Told(loop, display)
    yield told
    told.waiting.close()
    assert 0 == loop.pending


@pytest.mark.parametrize("deed", [("key", "a"), ("mousemove_relative", "3", "3"), ("click", "4")])
def test_a_key_the_pointer_and_the_wheel_are_input(told: Told, deed: tuple[str, ...]) -> None:
    told.at_input()
    told.display.input(*deed)
    told.loop.run_until(lambda: told.inputs)
    assert [] == told.facts


def test_a_forced_reset_is_watching_and_no_input(told: Told, player: Player) -> None:
    told.at_input()
    for _ in range(3):
        player.reset()
        told.loop.run_for(0.05)
    told.loop.run_until(lambda: told.facts)
    assert ([], [ON]) == (told.inputs, told.facts)
    told.display.input("key", "a")
    told.loop.run_until(lambda: told.inputs)
    assert [ON] == told.facts


def test_a_silence_that_nobody_tells_of_is_found_by_looking(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf:
        def stop(self) -> None:
            """Nothing was heard."""

    monkeypatch.setattr(xhands, "LOOK_S", 0.1)
    assert isinstance(told.waiting, xhands.Hands)
    monkeypatch.setattr(told.waiting.alarms, "after_silence", lambda _milliseconds, _call: Deaf())
    told.waiting.after_silence(REST_MS, told.silences.append)
    told.loop.run_until(lambda: told.silences)
    assert told.silences[0] >= REST_MS


def test_watching_ends_when_no_reset_comes_any_more(
    told: Told, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xhands, "RESETS_S", 2.0)
    told.at_input()
    for _ in range(3):
        player.reset()
        told.loop.run_for(0.3)
    told.loop.run_until(lambda: told.facts)
    assert [ON] == told.facts
    told.loop.run_until(lambda: told.facts == [ON, OFF])
    player.reset()
    told.loop.run_until(lambda: told.facts == [ON, OFF, ON])


def test_a_silence_comes_although_a_program_resets_it_over_and_over(
    told: Told, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xhands, "LOOK_S", 0.5)
    told.waiting.after_silence(3000, told.silences.append)
    told.display.input("key", "a")
    for _ in range(600):
        player.reset()
        told.loop.run_for(0.1)
        if told.silences:
            break
    assert [3000] == told.silences
    assert ON in told.facts


def test_no_silence_comes_while_somebody_types_beside_such_a_program(
    told: Told, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xhands, "LOOK_S", 0.3)
    clock = SystemClock()
    for _ in range(5):  # the computer may be too busy to type as fast as that
        told.silences.clear()
        watch = told.waiting.after_silence(2000, told.silences.append)
        keys: list[float] = []
        for _ in range(25):
            told.display.input("key", "a")
            keys.append(clock.now().awake)
            told.loop.run_for(0.1)
            player.reset()
            told.loop.run_for(0.1)
        watch.stop()
        if max(later - earlier for earlier, later in itertools.pairwise(keys)) < 1.5:
            break
    assert [] == told.silences


def test_what_was_given_back_is_not_told(told: Told, player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xhands, "LOOK_S", 0.1)
    watches = [
        told.waiting.at_input(told.inputs.append),
        told.waiting.after_silence(10_000, told.silences.append),
    ]
    for _ in range(3):
        player.reset()
        told.loop.run_for(0.1)
    for watch in watches:
        watch.stop()
        watch.stop()
    told.display.input("key", "a")
    told.loop.run_for(0.3)
    assert ([], []) == (told.inputs, told.silences)


def test_a_device_that_is_pulled_out_is_no_longer_asked(loop: SelectLoop, display: PrivateDisplay) -> None:
    with closing(IdleCounter({"DISPLAY": display.name})) as counter:
        gone = b"DEVICEIDLETIME 77"
        counter._sync = type(counter._sync)(
            counter._sync.opcode, counter._sync.event, {**counter._sync.counters, gone: 0x7FFFFF}
        )
        counter._devices.add(gone)
        losses: list[str] = []
        counter.wait(loop, losses.append)
        found: list[xhands.LastEvent] = []
        counter.look(found.append)
        counter.look(found.append)
        loop.run_until(lambda: len(found) == len("12"))
        assert [] == losses
        assert counter.tells_devices
        assert gone not in counter._devices


class TestTrembles:
    """With the setting on."""

    @pytest.fixture(autouse=True)
    def _on(self, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xhands, "TREMBLE_MS", 400)
        monkeypatch.setattr(xhands, "ALONE_S", 1.5)
        told.trembles = True

    def test_a_little_move_alone_is_no_input(self, told: Told) -> None:
        told.at_input()
        for by in (2, -2):
            told.moves(by)
            told.loop.run_for(2.0)
        assert ([], []) == (told.inputs, told.facts)
        told.display.input("key", "a")
        told.loop.run_until(lambda: told.inputs)
        assert told.inputs[0] < 1500

    def test_a_little_move_that_something_follows_is_input_from_its_beginning_on(
        self, told: Told, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(xhands, "ALONE_S", 10.0)
        told.at_input()
        told.moves(2)
        told.loop.run_for(0.8)
        assert [] == told.inputs
        told.moves(1)
        told.loop.run_until(lambda: told.inputs)
        assert told.inputs[0] > 700

    @pytest.mark.parametrize("deed", [("key", "a"), ("click", "4"), ("mousemove_relative", "20", "0")])
    def test_a_key_a_wheel_and_a_move_that_goes_far_are_input_at_once(self, told: Told, deed: tuple[str, ...]) -> None:
        told.at_input()
        told.display.input(*deed)
        told.loop.run_until(lambda: told.inputs)
        assert told.inputs[0] < 1500

    def test_a_silence_comes_although_the_mouse_trembles(self, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xhands, "LOOK_S", 0.2)
        monkeypatch.setattr(xhands, "TREMBLE_MS", 200)
        monkeypatch.setattr(xhands, "ALONE_S", 0.4)
        told.waiting.after_silence(1600, told.silences.append)
        told.display.input("key", "a")
        for number in range(40):
            told.moves(1 if number % 2 else -1)
            told.loop.run_for(0.8)
            if told.silences:
                break
        assert [1600] == told.silences


def test_a_server_that_does_not_tell_its_devices_apart_is_not_asked_for_films(display: PrivateDisplay) -> None:
    """What asks for the last event answers another question than what looks for a film."""
    loop = SelectLoop()
    with closing(loop), closing(X11Waiting(loop, {"DISPLAY": display.name})) as alarms:
        assert not isinstance(alarms, Looking)
