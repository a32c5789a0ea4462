"""What every `Waiting` does, on the desktop that it is for: what is told, when, and how it ends.

The machine may be busy: what is told too late once is tried again; what must never come must not come at all.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from typing import Protocol

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Waiting, Watch
from posture_app.core.spans import EndedBy
from posture_app.desktop.clock import SystemClock
from posture_app.sensors.source import InputSource, Surroundings
from tests.core.engine.fake_alarm import Clocks
from tests.loop import SelectLoop
from tests.sensors.nights import AUTUMN, HOUR, MINUTE, SPRING, Night, NoBootClock

SILENCE_MS = 1200
"""Long enough that two keys of somebody who types lie far below it."""
BETWEEN_KEYS_S = 0.2
AT_ONCE_S = 0.2
"""Real seconds after which a return must be known."""
TRIES = 4


class Stage(Protocol):
    """A desktop, and the source of input that is for it."""

    @property
    def source(self) -> InputSource: ...
    @property
    def environ(self) -> Mapping[str, str]: ...
    @property
    def off_s(self) -> float:
        """Real seconds by which a silence may be told too early or too late."""

    def on(self, loop: SelectLoop) -> None:
        """It is used by who runs on this loop from now on."""

    def key(self) -> None:
        """Press a key."""

    def kill(self) -> None:
        """Have it die."""

    def start(self) -> None:
        """Start it again."""


class Heard:
    """A source in use, and what it told: of a silence, when and for how long by then; of input, when and how long ago.
    All times are real seconds.
    """

    def __init__(self, loop: SelectLoop, stage: Stage, ending: ExitStack) -> None:
        self.loop, self._stage = loop, stage
        here = Surroundings(loop, stage.environ)
        address = stage.environ.get("DBUS_SESSION_BUS_ADDRESS")
        if address is not None:
            from posture_app.desktop.dbus.bus import JeepneyBus  # noqa: PLC0415 - on Linux only

            bus = JeepneyBus(loop, address)
            ending.callback(bus.close)
            here = Surroundings(loop, stage.environ, session=bus)
        self.waiting: Waiting = stage.source.make(here)
        ending.callback(self.waiting.close)
        self.ready = 0
        self.losses: list[str] = []
        self.silences: list[tuple[float, float]] = []
        self.inputs: list[tuple[float, float]] = []
        self._begun = False

    @property
    def now(self) -> float:
        return SystemClock().now().awake

    def start(self) -> None:
        """Begin, without waiting for anything."""

        def ready() -> None:
            assert self._begun, "`ready` has to be called later"
            self.ready += 1

        self.waiting.start(ready, self.losses.append, lambda _: None)
        self._begun = True

    def until_ready(self) -> None:
        self.loop.run_until(lambda: self.ready or self.losses)
        assert (1, []) == (self.ready, self.losses)

    def after_silence(self, milliseconds: int = SILENCE_MS, *, then_input: bool = False) -> Watch:
        """Wait for a silence; and for the input that ends it."""

        def told(idle: int) -> None:
            self.silences.append((self.now, idle / 1000))
            if then_input:
                self.at_input()

        return self.waiting.after_silence(milliseconds, told)

    def at_input(self) -> Watch:
        """Wait for the next input."""
        return self.waiting.at_input(lambda ago: self.inputs.append((self.now, ago / 1000)))

    def key(self) -> float:
        """Press a key; returns when."""
        self._stage.key()
        return self.now

    def type(self, seconds: float) -> float:
        """Type steadily for so long; returns when the last key was pressed."""
        end = self.now + seconds
        last = self.key()
        while self.now < end:
            self.loop.run_for(BETWEEN_KEYS_S)
            last = self.key()
        return last


@contextmanager
def using(stage: Stage) -> Iterator[Heard]:
    """The source of this desktop, which has not begun."""
    with ExitStack() as ending:
        loop = SelectLoop()
        ending.callback(loop.close)
        stage.on(loop)
        yield Heard(loop, stage, ending)


def in_time(attempt: Callable[[], float], allowed: float) -> None:
    """By how much was it late? A busy machine may be to blame once, but not each time."""
    off = []
    for _ in range(TRIES):
        off.append(attempt())
        if abs(off[-1]) <= allowed:
            return
    pytest.fail(f"too early or too late by {', '.join(f'{seconds:.2f}' for seconds in off)} s of {allowed:g} allowed")


class WaitingContract:
    """Subclasses give the fixture `stage`, of one desktop for all of them."""

    @pytest.fixture
    def heard(self, stage: Stage) -> Iterator[Heard]:
        """The source in use."""
        with using(stage) as heard:
            heard.start()
            heard.until_ready()
            yield heard

    def test_a_silence_is_told_when_it_is_so_long_and_stamped_at_the_last_input(
        self, heard: Heard, stage: Stage
    ) -> None:
        def attempt() -> float:
            heard.silences.clear()
            before, last = heard.now, heard.key()
            heard.after_silence()
            heard.loop.run_until(lambda: heard.silences)
            ((told, idle),) = heard.silences
            late = told - last - SILENCE_MS / 1000
            assert before - stage.off_s <= told - idle <= last + stage.off_s + max(late, 0)
            return max(late, told - idle - last, key=abs)

        in_time(attempt, stage.off_s)

    def test_the_input_that_ends_a_silence_is_told_at_once(self, heard: Heard) -> None:
        def attempt() -> float:
            heard.silences.clear()
            heard.inputs.clear()
            heard.after_silence(SILENCE_MS // 2, then_input=True)
            heard.loop.run_until(lambda: heard.silences)
            heard.loop.run_for(SILENCE_MS / 1000)
            assert [] == heard.inputs
            pressed = heard.key()
            heard.loop.run_until(lambda: heard.inputs)
            ((told, ago),) = heard.inputs
            return max(told - pressed, abs(ago))

        in_time(attempt, AT_ONCE_S)

    def night(self, heard: Heard, clocks: Clocks, evening: datetime) -> Night:
        clocks.wall = evening
        return Night(heard.loop, heard.waiting, heard.key, clocks)

    def test_the_night_in_which_an_hour_is_skipped_a_sleep_a_journey_and_a_clock_that_is_set(
        self, heard: Heard
    ) -> None:
        night = self.night(heard, Clocks(), SPRING)
        night.type()
        night.run(4 * HOUR)  # from 23:00 to 04:00, as clocks show
        night.clocks.sleep(8 * HOUR)
        night.zone = "Europe/Lisbon"
        night.back()
        night.type()
        night.run(10 * MINUTE)
        night.clocks.set_wall(-HOUR)
        night.run(10 * MINUTE)
        night.clocks.set_wall(2 * HOUR)
        night.run(10 * MINUTE)
        night.leave()
        asleep, awake = SPRING + timedelta(hours=4), SPRING + timedelta(hours=12)
        first, second, third, last = night.end()
        assert first == (SPRING, asleep, EndedBy.SLEPT, "Europe/Berlin")
        assert (awake, EndedBy.CLOCK, "Europe/Lisbon") == (second[0], second[2], second[3])
        back, ahead = timedelta(hours=-1), timedelta(hours=1)
        assert third[0] == second[1] + back
        assert last[0] == third[1] + 2 * ahead
        sat = sum(((span[1] - span[0]) for span in (second, third, last)), timedelta())
        assert abs(sat - timedelta(minutes=30)) <= timedelta(seconds=SILENCE_MS / 1000 + 1)
        assert EndedBy.IDLE is last[2]

    def test_the_night_in_which_an_hour_is_repeated_where_no_clock_shows_sleep(self, heard: Heard) -> None:
        night = self.night(heard, NoBootClock(), AUTUMN)
        night.type()
        night.run(5 * HOUR)  # from 23:00 to 03:00, as clocks show
        night.clocks.sleep(8 * HOUR)
        night.run(2 * MINUTE)
        night.leave()
        spans = night.end()
        assert sum(((end - start) for start, end, _, _ in spans), timedelta()) <= timedelta(hours=5, minutes=2)

    def test_asked_while_somebody_types_it_tells_of_the_very_next_input(self, heard: Heard) -> None:
        heard.type(0.5)
        heard.at_input()
        heard.loop.run_for(BETWEEN_KEYS_S)
        before = len(heard.inputs)
        assert 0 == before

        def attempt() -> float:
            pressed = heard.key()
            heard.loop.run_until(lambda: heard.inputs)
            ((told, _),) = heard.inputs
            heard.inputs.clear()
            heard.at_input()
            heard.loop.run_for(BETWEEN_KEYS_S)
            assert [] == heard.inputs
            return told - pressed

        in_time(attempt, AT_ONCE_S)

    def test_nothing_is_told_while_somebody_types_and_then_the_pause(self, heard: Heard, stage: Stage) -> None:
        def attempt() -> float:
            heard.silences.clear()
            heard.key()
            heard.after_silence(2000)
            last = heard.type(2.5)
            assert [] == heard.silences
            heard.loop.run_until(lambda: heard.silences)
            ((told, idle),) = heard.silences
            assert idle >= 2 - stage.off_s
            return told - last - 2

        in_time(attempt, stage.off_s)

    def test_several_wait_at_a_time_and_what_is_given_back_is_not_told(self, heard: Heard) -> None:
        heard.key()
        given_back, also = heard.after_silence(700), heard.at_input()
        heard.after_silence(400, then_input=True)
        heard.after_silence(800)
        given_back.stop()
        given_back.stop()
        also.stop()
        heard.loop.run_until(lambda: len(heard.silences) == 2)
        heard.loop.run_for(0.5)
        assert 2 == len(heard.silences)
        heard.key()
        heard.loop.run_until(lambda: heard.inputs)
        heard.key()
        heard.loop.run_for(BETWEEN_KEYS_S)
        assert (2, 1) == (len(heard.silences), len(heard.inputs))

    def test_it_starts_while_nobody_types(self, stage: Stage) -> None:
        """And tells of no input before there was some."""
        with using(stage) as heard:
            heard.loop.run_for(SILENCE_MS / 1000)
            heard.start()
            heard.until_ready()
            heard.after_silence(SILENCE_MS // 2, then_input=True)
            heard.loop.run_until(lambda: heard.silences)
            ((_, idle),) = heard.silences
            assert idle >= SILENCE_MS / 2000 - stage.off_s
            heard.loop.run_for(2 * BETWEEN_KEYS_S)
            assert [] == heard.inputs
            heard.key()
            heard.loop.run_until(lambda: heard.inputs)

    def test_it_starts_while_somebody_types(self, stage: Stage) -> None:
        with using(stage) as heard:
            heard.key()
            heard.start()
            while not heard.ready:
                heard.type(0.1)
            heard.after_silence()
            heard.type(2 * SILENCE_MS / 1000)
            assert ([], []) == (heard.silences, heard.losses)
            heard.loop.run_until(lambda: heard.silences)

    def test_once_closed_it_tells_nothing_and_leaves_nothing(self, stage: Stage) -> None:
        with using(stage) as heard:
            before = heard.loop.pending
            heard.start()
            heard.until_ready()
            heard.key()
            heard.after_silence(300)
            heard.at_input()
            heard.waiting.close()
            heard.waiting.close()
            heard.key()
            heard.loop.run_for(0.5)
            assert ([], [], []) == (heard.silences, heard.inputs, heard.losses)
            assert heard.loop.pending <= before

    def test_closed_before_it_is_ready_it_never_is(self, stage: Stage) -> None:
        with using(stage) as heard:
            before = heard.loop.pending
            heard.start()
            heard.waiting.close()
            heard.loop.run_for(0.3)
            assert (0, []) == (heard.ready, heard.losses)
            assert heard.loop.pending <= before

    def test_killed_it_is_lost_once_and_the_next_is_as_good(self, stage: Stage) -> None:
        with using(stage) as heard:
            before = heard.loop.pending
            heard.start()
            heard.until_ready()
            waits = [heard.after_silence(300), heard.at_input()]
            heard.loop.run_for(0.05)
            stage.kill()
            heard.loop.run_until(lambda: heard.losses)
            heard.loop.run_for(0.5)
            assert 1 == len(heard.losses)
            assert heard.losses[0]
            assert "\n" not in heard.losses[0]
            assert heard.loop.pending <= before
            told = (list(heard.silences), list(heard.inputs))
            for wait in waits:
                wait.stop()
            heard.waiting.close()
            stage.start()
            heard.key()
            heard.loop.run_for(0.5)
            assert told == (heard.silences, heard.inputs)
        with using(stage) as heard:
            heard.start()
            heard.until_ready()
            heard.key()
            heard.after_silence(300, then_input=True)
            heard.loop.run_until(lambda: heard.silences)
            heard.key()
            heard.loop.run_until(lambda: heard.inputs)


class BrokenContract:
    """What a source does where there is nothing to go by. Subclasses give `broken`: sources of which each meets
    something else.
    """

    def test_it_says_why_and_leaves_nothing(self, loop: SelectLoop, broken: Callable[[SelectLoop], Waiting]) -> None:
        ready: list[bool] = []
        losses: list[str] = []
        before = loop.pending
        try:
            waiting = broken(loop)
        except Unavailable as why:
            losses.append(str(why))
        else:
            waiting.start(lambda: ready.append(True), losses.append, lambda _: None)
            assert [] == losses, "`lost` has to be called later"
            loop.run_until(lambda: losses or ready, timeout=20)
            waiting.close()
        assert ([], 1) == (ready, len(losses))
        assert losses[0]
        assert "\n" not in losses[0]
        assert loop.pending <= before
