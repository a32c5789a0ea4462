"""A person at a source of input, in nights in which the machine sleeps, clocks change or are set, and people travel:
the input is real, and time is the test's.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from posture_app.core.engine.runner import Runner
from posture_app.core.events import Event, Memory
from posture_app.core.ports import Message, Waiting
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.replay.recording import Recording
from posture_app.core.replay.replay import replay
from posture_app.core.replay.trace import read_trace
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Span
from posture_app.core.status import State
from posture_app.sensors.input import InputSensor
from tests.core.engine.fake_alarm import Alarm, Clocks
from tests.loop import SelectLoop

MINUTE, HOUR = 60, 3600
SILENCE_MS, TRIES = 1200, 100
SPRING = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
"""Eleven in the evening in Berlin, where the clocks skip an hour three hours later."""
AUTUMN = datetime(2026, 10, 24, 21, 0, tzinfo=UTC)
"""Eleven in the evening in Berlin, where the clocks repeat an hour four hours later."""


class NoBootClock(Clocks):
    """No clock of the machine shows its sleep but that on the wall."""

    def sleep(self, seconds: float) -> None:
        self.set_wall(seconds)

    def run(self, seconds: float) -> None:
        super().sleep(seconds)
        self.awake += seconds


class Night:
    """The engine at work by a source that is ready. Implements `core.ports.Recorder` and `PromptNotifier`."""

    name, answers = "night", True

    def __init__(self, loop: SelectLoop, waiting: Waiting, key: Callable[[], object], clocks: Clocks) -> None:
        self._loop, self._key, self.clocks = loop, key, clocks
        self.zone = "Europe/Berlin"
        self._spans: dict[datetime, Span] = {}
        self._recording, self._lines = Recording(), list[str]()
        self._alarm = Alarm(clocks)
        self._runner = Runner(
            clock=clocks,
            scale=1.0,
            alarm=self._alarm,
            recorder=self,
            notifier=self,
            words=lambda shown: Message(shown.number, "", ""),
            zone=lambda: self.zone,
            rearm=lambda: self._sensor.rearm(),  # noqa: PLW0108 - it is made after this
            changed=lambda: None,
            guarded=lambda call: call(),
            fed=self._fed,
        )
        self._runner.start(Rules(), Memory())
        self._sensor = InputSensor(waiting, self._runner.feed, idle_after_ms=SILENCE_MS)

    def type(self) -> None:
        """Begin to type, or go on: the machine may be so busy that the silence between two keys is told."""
        for _ in range(TRIES):
            self._key()
            self._loop.run_for(0.1)
            if self._sensor._goes_on and self._runner.status_now().state is State.SITTING:
                return
        raise AssertionError("somebody types, and nothing is told of it")

    def run(self, seconds: float) -> None:
        """Let time pass, in which nothing new is told of the person: they go on with what they do."""
        self._alarm.run(seconds)

    def back(self) -> None:
        """The machine is awake again. Nobody is at it yet."""
        self._alarm.ring()
        assert self._runner.status_now().state is State.AWAY

    def leave(self) -> None:
        """Type no more, and stay away until that is known."""
        self._loop.run_until(lambda: not self._sensor._goes_on)
        self.run(10 * MINUTE)
        assert self._runner.status_now().state is State.AWAY

    def end(self) -> list[tuple[datetime, datetime, EndedBy | None, str]]:
        """End the app; returns the spans, which are those of a replay."""
        self._runner.stop()
        self._sensor.close()
        spans = list(self._spans.values())
        replayed = replay(read_trace(self._lines, "night")).spans
        assert [(s.start, s.end, s.ended_by, s.zone) for s in replayed] == [
            (s.start, s.end, s.ended_by, s.zone) for s in spans
        ]
        return [(span.start, span.end, span.ended_by, span.zone) for span in spans]

    def _fed(self, event: Event, at: int) -> None:
        self._lines += self._recording.lines(event, at)

    def record(self, span: Span) -> None:
        self._spans[span.start] = span

    def prompted(self, shown: Shown) -> None:
        """Prompts are not what is looked at."""

    def settled(self, number: int, outcome: Outcome) -> None:
        """Nor is what became of them."""

    def remember(self, key: str, value: object) -> None:
        """Nor what is kept."""

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        """Nothing is shown."""

    def withdraw(self, number: int) -> None:
        """Nothing was shown."""

    def rest(self, number: int, seconds: int) -> None:
        """Nothing was shown."""

    def close(self) -> None:
        """Nothing is held."""
