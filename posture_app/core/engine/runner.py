"""The engine at work: fed with events and a clock, its effects carried out as they come."""

import logging
import math
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from posture_app.core.effects import Effect, Prompt, Record, Settled, WakeAt, Withdraw
from posture_app.core.engine.clock_times import ClockTimes, Cron, times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.preview import UpcomingPrompt, preview
from posture_app.core.engine.sitting import CHECKPOINT
from posture_app.core.engine.time_jumps import JumpKind, TimeJumps
from posture_app.core.events import Adjust, ClockSet, Cut, Event, Fact, Memory, Signal, Start, Stop, TimeReached, Wake
from posture_app.core.ports import Clock, Message, PromptNotifier, Recorder
from posture_app.core.prompts import Shown
from posture_app.core.rules import Rules
from posture_app.core.settings.pauses import LONGEST_PAUSE
from posture_app.core.status import Status

PAUSE, PRIVATE = "pause", "private"
"""The keys under which the log keeps the pause and private mode."""
LONGEST_S = LONGEST_PAUSE * 60
"""The longest pause in minutes that one can ask for. Used for a pause that was kept without its length."""
Stored = dict[str, int | None]
REVIVING = (Signal(Fact.LOCKED, on=False), Signal(Fact.ASLEEP, on=False))
"""After these, and after private mode, the person may be typing already: the next input has to be reported."""

_log = logging.getLogger(__name__)


class Alarm(Cron, Protocol):
    """Calls planned by name."""

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call once after so many seconds of true time, instead of what was planned under this name."""

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        """Call once when the wall clock reads this moment or later, instead of what was planned under this name."""

    def wakeup(self) -> None:
        """Look at the clock: it may have been set, or the machine may have slept."""


def stored_pause(status: Status) -> Stored | None:
    """The pause as the log keeps it; None if there is none."""
    return _stored(status.pause_until, status.at) if status.paused else None


def stored_private(status: Status) -> Stored | None:
    """Private mode as the log keeps it; None if it is off."""
    return _stored(status.private_until, status.at) if status.private else None


def read_pause(stored: object, now: datetime) -> tuple[bool, int | None]:
    """Whether a pause was on, and until when by the wall clock, which reads `now`; what cannot be read is no pause.

    It lasts no longer than it had left when it was stored: the clock may have been set back since.
    """
    return _read(stored, now, "the pause")


def read_private(stored: object, now: datetime) -> tuple[bool, int | None]:
    """The same for private mode."""
    return _read(stored, now, "the private mode")


def _stored(until: datetime | None, now: datetime) -> Stored:
    if until is None:
        return {"until": None}
    return {"until": int(until.timestamp()), "length": int((until - now).total_seconds())}


def _read(stored: object, now: datetime, what: str) -> tuple[bool, int | None]:
    match stored:
        case None:
            return False, None
        case {"until": None}:
            return True, None
        case {"until": int() as until, "length": int() as length}:
            return True, min(until, int(now.timestamp()) + length)
        case {"until": int() as until}:
            return True, min(until, int(now.timestamp()) + LONGEST_S)
        case _:
            _log.warning("%s that was kept cannot be read, and is over: %s", what, stored)
            return False, None


class Runner:
    """One run of the app. `feed` takes what happens now; after each event `changed` is called.

    `scale` is how fast the clock runs against real time. `guarded` makes a call and reports what it raises: if
    something cannot be put into words or shown, the rest is still done, the next wake-up above all.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        scale: float,
        alarm: Alarm,
        recorder: Recorder,
        notifier: PromptNotifier,
        words: Callable[[Shown], Message],
        zone: Callable[[], str],
        rearm: Callable[[], None],
        changed: Callable[[], None],
        guarded: Callable[[Callable[[], None]], None],
    ) -> None:
        self._clock, self._alarm = clock, alarm
        self._recorder, self._notifier, self._words = recorder, notifier, words
        self._zone_now, self._rearm, self._changed, self._guarded = zone, rearm, changed, guarded
        self._engine = Engine()
        moment = clock.now()
        self._jumps = TimeJumps(moment, scale=scale)
        self._origin = moment.wall.timestamp() - moment.true
        self._wake_at: int | None = None
        self._seen = math.floor(self._now())
        self._pause: tuple[datetime | None, ...] | None = None
        self._private: tuple[datetime | None, ...] | None = None
        self._zone = zone()
        self._rules = Rules()
        self._clock_times = ClockTimes(alarm, self._time_reached)

    @property
    def zone(self) -> str:
        """The IANA name of the time zone in force."""
        return self._zone

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        return self._clock.now().wall

    def status(self) -> Status:
        """How things stand as of the last event."""
        return self._engine.status()

    def status_now(self) -> Status:
        """How things stand at this moment."""
        self.feed(Wake())
        return self._engine.status()

    def upcoming(self, rules: Rules, seconds: int) -> tuple[UpcomingPrompt, ...]:
        """The prompts of so many coming seconds by these rules, if the person works on and does what they ask."""
        return preview(self._engine, math.floor(self._now()), rules, self._zone, seconds=seconds)

    def start(self, rules: Rules, memory: Memory) -> None:
        self._rules = rules
        self._pause = () if memory.paused else None  # so that they are stored again
        self._private = () if memory.private else None
        self.feed(Start(self._zone, rules, memory))
        self._clock_times.plan(self._rules, self._zone)

    def feed(self, event: Event) -> None:
        """Take in what happens now, and what the clocks say happened meanwhile."""
        revived = self._look() or event in REVIVING
        self._handle(event, self._now())
        revealed = self._keep()
        if revived or revealed:
            self._guarded(self._rearm)
        self._guarded(self._changed)

    def cut(self, before: datetime | None) -> None:
        """End the running span now and begin another, if it began before this moment (None: whenever it began)."""
        since = self.status_now().since
        if before is None or (since is not None and since < before):
            self.feed(Cut())

    def keep(self) -> None:
        """Store the pause and private mode again: the log has been emptied."""
        self._pause = self._private = None
        self._keep()

    def adjust(self, rules: Rules) -> None:
        self._rules = rules
        self.feed(Adjust(rules, self._zone))
        self._clock_times.plan(self._rules, self._zone)

    def look_at_zone(self) -> None:
        """Look whether the machine is in another time zone now."""
        self.feed(Wake())  # what the clocks show comes first
        self._look_at_zone()
        self._guarded(self._changed)

    def stop(self) -> None:
        self.feed(Stop())
        self._alarm.cancel("engine")
        self._clock_times.close()

    def _now(self) -> float:
        return self._origin + self._clock.now().true

    def _look(self) -> bool:
        """Tell the engine if the machine slept or its clock was set; returns whether it slept."""
        due = None if self._wake_at is None else self._wake_at - self._origin
        jumps = self._jumps.look(self._clock.now(), due)
        for jump in jumps:
            if jump.kind is JumpKind.SLEPT:
                self._handle(Signal(Fact.ASLEEP, on=True), self._origin + jump.begin)
                self._handle(Signal(Fact.ASLEEP, on=False), self._origin + jump.end)
            else:
                self._handle(ClockSet(jump.shift), self._now())
                self._clock_times.anew()
        if jumps:
            self._alarm.wakeup()
            self._look_at_zone()
        self._seen = math.floor(self._now())
        return any(jump.kind is JumpKind.SLEPT for jump in jumps)

    def _look_at_zone(self) -> None:
        """Go by the time zone of now: people travel with the lid closed."""
        if (zone := self._zone_now()) != self._zone:
            for event, at in times_reached(
                self._rules, self._zone, self._engine.shift, self._seen, math.floor(self._now())
            ):
                self._handle(event, at)  # they came by the clock of the old zone
            self._zone = zone
            self._handle(Adjust(self._rules, zone), self._now())
            self._clock_times.plan(self._rules, self._zone)

    def _time_reached(self, kind: str) -> None:
        self.feed(TimeReached(kind))

    def _handle(self, event: Event, at: float) -> None:
        for effect in self._engine.handle(event, math.floor(at)):
            self._guarded(partial(self._carry_out, effect))

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Record(span):
                self._recorder.record(span)
            case Prompt(shown):
                self._recorder.prompted(shown)
                self._notifier.show(self._words(shown), self._not_shown)
            case Withdraw(number, rest_s) if rest_s:
                self._notifier.rest(number, rest_s)
            case Withdraw(number):
                self._notifier.withdraw(number)
            case Settled(number, outcome):
                self._recorder.settled(number, outcome)
            case WakeAt(at):
                self._plan(at)

    def _plan(self, at: int | None) -> None:
        self._wake_at = at
        if at is None:
            self._alarm.cancel("engine")
        else:
            self._alarm.once("engine", at - self._now(), self._wake)

    def _wake(self) -> None:
        self._alarm.once("engine", CHECKPOINT, self._wake)  # in case the engine fails; else it plans the next itself
        self.feed(Wake())

    def _not_shown(self, why: str) -> None:
        _log.error("a reminder could not be shown in any way: %s", why)

    def _keep(self) -> bool:
        """Store the pause and private mode if they changed; returns whether private mode has ended."""
        status = self._engine.status()
        pause = (status.pause_until,) if status.paused else None
        private, before = (status.private_until,) if status.private else None, self._private
        if pause != self._pause:
            self._pause = pause
            self._recorder.remember(PAUSE, stored_pause(status))
        if private != before:
            self._private = private
            self._recorder.remember(PRIVATE, stored_private(status))
        return before is not None and private is None
