"""The engine at work: fed with events and a clock, its effects carried out as they come."""

import logging
import math
from collections import deque
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from functools import partial

from posture_app.core.effects import Effect, Prompt, Record, Settled, WakeAt, Withdraw
from posture_app.core.engine.alarm import Alarm
from posture_app.core.engine.clock_times import ClockTimes, times_reached
from posture_app.core.engine.engine import Engine
from posture_app.core.engine.inquiry import Inquiry, Need
from posture_app.core.engine.preview import UpcomingPrompt, preview
from posture_app.core.engine.sitting import CHECKPOINT
from posture_app.core.engine.stored_pause import KeptPauses
from posture_app.core.engine.time_jumps import JumpKind, TimeJumps
from posture_app.core.events import (
    Adjust,
    ClockSet,
    Cut,
    Event,
    Fact,
    Idle,
    Input,
    Memory,
    Quiet,
    Signal,
    Start,
    Stop,
    TimeReached,
    Wake,
)
from posture_app.core.ports import Clock, Message, PromptNotifier, Recorder
from posture_app.core.prompts import Shown
from posture_app.core.rules import Rules
from posture_app.core.spans import Posture
from posture_app.core.status import State, Status

LATE_S = 0.1
"""Real seconds that an input may be told late on a busy machine, at least one of the app."""
Answered = Callable[[Mapping[Fact, bool]], None]
REVIVING = (Signal(Fact.LOCKED, on=False), Signal(Fact.ASLEEP, on=False))
"""After these, and after private mode, the person may be typing already: the next input has to be reported."""

SLEEPS = Signal(Fact.ASLEEP, on=True)
"""This is written down before anybody is asked anything: the computer waits for it."""

_log = logging.getLogger(__name__)


class Runner:
    """One run of the app. `feed` takes what happens now; after each event `changed` is called.

    `scale` is how fast the clock runs against real time. `guarded` makes a call and reports what it raises: if
    something cannot be put into words or shown, the rest is still done, the next wake-up above all. `ask` asks which of
    these facts hold, and calls once with the answers of those that somebody could be asked for, soon or at once; until
    then what happens waits, and is taken in with its own moment, in its order. `kept` is called each minute that the
    person has been there for, and after each span. `fed` gets all that the engine is fed, with its true second.
    `await_pause` calls once, soon or later, when input has rested for QUIET_S; what it returns calls that off.
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
        ask: Callable[[AbstractSet[Fact], Answered], None] = lambda _, answered: answered({}),
        kept: Callable[[], None] = lambda: None,
        fed: Callable[[Event, int], None] = lambda _event, _at: None,
        await_pause: Callable[[Callable[[], None]], Callable[[], None]] = lambda _: lambda: None,
    ) -> None:
        self._clock, self._alarm = clock, alarm
        self._recorder, self._notifier, self._words = recorder, notifier, words
        self._zone_now, self._rearm, self._changed, self._guarded = zone, rearm, changed, guarded
        self._ask, self._kept, self._fed, self._await_pause = ask, kept, fed, await_pause
        self._call_off: Callable[[], None] | None = None
        self._engine = Engine()
        self._inquiry = Inquiry()
        self._coming: deque[tuple[Event, float]] = deque()
        self._asking: Need | None = None
        self._may_ask = True
        self._asks_again = False
        self._shift = 0
        moment = clock.now()
        self._jumps = TimeJumps(moment, scale=scale)
        self._origin = moment.wall.timestamp() - moment.true
        self._wake_at: int | None = None
        self._seen = self._handled = math.floor(self._now())
        self._input_at, self._late_s = 0.0, max(1.0, LATE_S * scale)
        self._pauses = KeptPauses(recorder)
        self._zone = zone()
        self._rules = Rules()
        self._clock_times = ClockTimes(alarm, self._time_reached)

    @property
    def zone(self) -> str:
        """The IANA name of the time zone in force."""
        return self._zone

    @property
    def rules(self) -> Rules:
        """What it goes by."""
        return self._rules

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        return self._clock.now().wall

    def status(self) -> Status:
        """How things stand as of the last event."""
        return self._engine.status()

    def status_now(self) -> Status:
        """How things stand at this moment; as of the last event, while an answer is awaited."""
        self.feed(Wake())
        return self._engine.status()

    def upcoming(self, rules: Rules, seconds: int) -> tuple[UpcomingPrompt, ...]:
        """The prompts of so many coming seconds by these rules, if the person works on and does what they ask."""
        return preview(self._engine, math.floor(self._now()), rules, self._zone, seconds=seconds)

    @property
    def shift(self) -> int:
        """By how many seconds the wall clock is ahead of true time, as the engine knows."""
        return self._engine.shift

    def opening(self) -> list[tuple[Event, int]]:
        """What an engine would be fed that begins now, with true seconds; not what has shown or was counted before."""
        if not self._engine.runs:
            return []
        status = self._engine.status()

        def reading(at: datetime | None) -> int | None:
            return None if at is None else int(at.timestamp())

        memory = Memory(
            posture=Posture.STANDING if status.state is State.STANDING else Posture.SITTING,
            up_until=reading(status.up_until),
            paused=status.paused,
            pause_until=reading(status.pause_until),
            private=status.private,
            private_until=reading(status.private_until),
        )
        events = (Start(self._zone, self._rules, memory), *self._engine.standing_facts())
        return [(event, self._handled) for event in events]

    def start(self, rules: Rules, memory: Memory) -> None:
        self._rules = rules
        self._pauses.begin(paused=memory.paused, private=memory.private)
        self.feed(Start(self._zone, rules, memory))
        self._clock_times.plan(self._rules, self._zone)

    def feed(self, event: Event) -> None:
        """Take in what happens now, and what the clocks say happened meanwhile."""
        if event == SLEEPS and self._may_ask:
            self._feed_at_once(event)
            return
        self._look()
        now = self._now()
        self._coming.append((self._from_its_second(event, now), now))
        self._take_in()

    def _from_its_second(self, event: Event, now: float) -> Event:
        """The engine takes an event for one of the beginning of its second, so what lies `ago` is told from there; and
        an input that was told a little late has not stopped before it began, when it would count for nothing.
        """
        if not isinstance(event, Input | Idle):
            return event
        at = now - event.ago
        if isinstance(event, Input):
            self._input_at = at
        elif 0 < self._input_at - at < self._late_s:
            at = self._input_at
        return replace(event, ago=max(0.0, math.floor(now) - at)) if event.ago else event

    def cut(self, before: datetime | None) -> None:
        """End the running span now and begin another, if it began before this moment (None: whenever it began)."""
        self._feed_at_once(Wake())
        since = self._engine.status().since
        if before is None or (since is not None and since < before):
            self._feed_at_once(Cut())

    def save(self) -> None:
        """Record what goes on as far as it goes: the app may end in this moment without a word."""
        for effect in self._engine.save(math.floor(self._now())):
            self._guarded(partial(self._carry_out, effect))

    def keep(self) -> None:
        """Store again how pause and private mode are now: the log has been emptied, or is another."""
        self._pauses.begin(paused=True, private=True)
        self._pauses.keep(self._engine.status())

    def adjust(self, rules: Rules) -> None:
        self._rules = rules
        self.feed(Adjust(rules, self._zone))
        self._clock_times.plan(self._rules, self._zone)

    def reword(self) -> None:
        """Show the prompt that stands once more, as it is said now; without its sound."""
        shown = self.status().prompt
        message = self._worded(shown) if shown is not None else None
        if message is not None:
            self._notifier.show(replace(message, sound=""), self._not_shown)

    def look_at_zone(self) -> None:
        """Look whether the machine is in another time zone now."""
        self.feed(Wake())  # what the clocks show comes first
        self._look_at_zone()
        self._take_in()

    def stop(self) -> None:
        self._feed_at_once(Stop())
        self._alarm.cancel("engine")
        self._alarm.cancel("inquiry")
        self._clock_times.close()

    def _now(self) -> float:
        return self._origin + self._clock.now().true

    def _look(self) -> None:
        """Tell the engine if the machine slept or its clock was set."""
        due = None if self._wake_at is None else self._wake_at - self._origin
        jumps = self._jumps.look(self._clock.now(), due)
        for jump in jumps:
            if jump.kind is JumpKind.SLEPT:
                self._coming.append((Signal(Fact.ASLEEP, on=True), self._origin + jump.begin))
                self._coming.append((Signal(Fact.ASLEEP, on=False), self._origin + jump.end))
            else:
                self._shift = jump.shift
                self._coming.append((ClockSet(jump.shift), self._now()))
                self._clock_times.anew()
        if jumps:
            self._alarm.wakeup()
            self._look_at_zone()
        self._seen = math.floor(self._now())

    def _look_at_zone(self) -> None:
        """Go by the time zone of now: people travel with the lid closed."""
        if (zone := self._zone_now()) != self._zone:
            now = math.floor(self._now())
            # First those that came by the clock of the old zone.
            self._coming.extend(times_reached(self._rules, self._zone, self._shift, self._seen, now))
            self._zone = zone
            self._coming.append((Adjust(self._rules, zone), self._now()))
            self._clock_times.plan(self._rules, self._zone)

    def _time_reached(self, kind: str) -> None:
        self.feed(TimeReached(kind))

    def _feed_at_once(self, event: Event) -> None:
        """Take in this event before the call returns, without asking anybody first."""
        self._asking, self._may_ask = None, False
        try:
            self.feed(event)
        finally:
            self._may_ask = True

    def _take_in(self) -> None:
        """Take in what has come, as far as nothing has to be asked first."""
        if self._asking is not None:
            return
        revived = False
        while self._coming and self._asking is None:
            event, at = self._coming[0]
            need = self._inquiry.before(self._engine, event, math.floor(at)) if self._may_ask else None
            if need is not None:
                self._put_question(need, math.floor(at))
                continue
            self._coming.popleft()
            heard = self._inquiry.hear(event)
            if heard is not None:
                self._handle(heard, at)
            revived = revived or event in REVIVING
        if self._asking is None:
            self._see_to_answers()
        self._see_to_pause()
        revealed = self._pauses.keep(self._engine.status())
        if revived or revealed:
            self._guarded(self._rearm)
        self._guarded(self._changed)

    def _put_question(self, need: Need, at: int) -> None:
        """Ask what has to be known at this second; what happens meanwhile waits."""
        at_once = True

        def answered(answers: Mapping[Fact, bool]) -> None:
            for signal in self._inquiry.answer(need, answers, at):
                self._handle(signal, need.at)
            self._asking = None
            if not at_once:
                self._take_in()

        def asked() -> None:
            self._ask(need.facts, lambda answers: answered(answers) if self._asking is need else None)
            asked_well.append(True)

        asked_well: list[bool] = []
        self._asking = need
        self._guarded(asked)
        if not asked_well:
            answered({})  # a fault in asking is no reason to wait for ever
        at_once = False

    def _see_to_answers(self) -> None:
        """Plan to ask again for as long as what was found matters; then forget it."""
        need = self._inquiry.again(self._engine, self._handled) if self._may_ask else None
        if need is not None:
            self._asks_again = True
            self._alarm.once("inquiry", need.at - self._now(), self._ask_again)
            return
        for signal in self._inquiry.forget():
            self._handle(signal, self._handled)
        if self._asks_again:
            self._asks_again = False
            self._alarm.cancel("inquiry")

    def _see_to_pause(self) -> None:
        """Have a pause in the input told while a prompt waits for one."""
        waits = self._engine.waits_for_pause
        if waits and self._call_off is None:
            self._call_off = self._await_pause(self._paused)
        elif not waits and self._call_off is not None:
            call_off, self._call_off = self._call_off, None
            call_off()

    def _paused(self) -> None:
        if self._call_off is not None:
            self._call_off = None
            self.feed(Quiet())

    def _ask_again(self) -> None:
        self._look()
        self._take_in()
        at = math.floor(self._now())
        need = None if self._asking is not None else self._inquiry.again(self._engine, at)
        if need is not None and need.at <= at:
            self._put_question(Need(need.facts, at), at)
            self._take_in()

    def _handle(self, event: Event, at: float) -> None:
        self._handled = max(self._handled, math.floor(at))
        self._guarded(partial(self._fed, event, self._handled))
        for effect in self._engine.handle(event, math.floor(at)):
            self._guarded(partial(self._carry_out, effect))

    def _carry_out(self, effect: Effect) -> None:
        match effect:
            case Record(span):
                self._recorder.record(span)
                self._kept()
            case Prompt(shown):
                message = self._worded(shown)
                self._recorder.prompted(replace(shown, exercise=message.exercise) if message else shown)
                if message:
                    self._notifier.show(message, self._not_shown)
            case Withdraw(number, rest_s) if rest_s:
                self._notifier.rest(number, rest_s)
            case Withdraw(number):
                self._notifier.withdraw(number)
            case Settled(number, outcome):
                self._recorder.settled(number, outcome)
            case WakeAt(at):
                self._plan(at)

    def _worded(self, shown: Shown) -> Message | None:
        """The prompt in words; None if it cannot be put into any: it was due all the same, and is recorded."""
        found: list[Message] = []
        self._guarded(lambda: found.append(self._words(shown)))
        return found[0] if found else None

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
