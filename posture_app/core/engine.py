"""The engine: events go in, effects come out. `SITTING.md` beside it is its contract; it reads no clock.

Time is true time in whole seconds since the epoch, as the wall clock read at the start of the app and as if nobody
had set it since; `shift` is by how much the wall clock is ahead of that. Within a second the order is: what time
alone brings about, the events as they come, the reminder. So the reminder of a second is looked at when the
next second begins, or when `Wake` says that the second is over.
"""

from datetime import UTC, datetime

from posture_app.core.effects import Effect, WakeAt
from posture_app.core.events import (
    Adjust,
    ClockSet,
    Event,
    Fact,
    Idle,
    Input,
    Kill,
    Memory,
    Say,
    Signal,
    Start,
    Stop,
    Wake,
    Word,
)
from posture_app.core.holds import Hours, Pause, holds
from posture_app.core.posture import Sitting
from posture_app.core.presence import BARRIERS, NEVER, Presence
from posture_app.core.prompts import Shown
from posture_app.core.reminders import StandReminder
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Posture
from posture_app.core.status import Hold, State, Status

CLOCK_SET_FROM = 2
"""A clock set by less than so many seconds is left alone: lengths are true anyway."""
ENDS = {Fact.LOCKED: EndedBy.LOCKED, Fact.ASLEEP: EndedBy.SLEPT}


class Engine:
    """Decides what counts as sitting and when to remind. Can be pickled between two events and goes on as before."""

    def __init__(self) -> None:
        self._now = self._shift = 0
        self._zone = "UTC"
        self._rules = Rules()
        self._out: list[Effect] = []
        self._presence = Presence()
        self._sitting = Sitting()
        self._reminder = StandReminder()
        self._pause = Pause()
        self._hours = Hours()
        self._shown = 0
        self._wake_at: int | None = None

    def handle(self, event: Event, at: int) -> list[Effect]:
        """Take in what happened at `at` (true seconds, never before the last event) and say what is to be done."""
        self._out = []
        self._run_to(max(at, self._now))
        self._apply(event)
        self._be_sure()
        self._sitting.checkpoint(self._now, self._out)
        self._plan()
        return self._out

    def _be_sure(self) -> None:
        """Settle what waited for a sign that the person is still there."""
        if self._presence.present:
            sure = self._presence.evidence(self._now)
            self._sitting.settle_clock(sure, self._out)
            if self._sitting.sat_for_sure(sure):
                self._reminder.confirm(sure, self._out)

    def status(self) -> Status:
        """How things stand at the last event."""
        sitting = self._sitting.in_bout(self._now)
        due = max(0, self._reminder.due(self._rules) - sitting) if self._sitting.bout else None
        return Status(
            at=self._wall(self._now),
            state=self._state(),
            since=self._reading(self._sitting.since),
            bout_s=sitting,
            due_s=due,
            progress=0.0 if due is None else sitting / max(1, sitting + due),
            prompt=self._reminder.shown,
            holds=self._holds(),
            paused=self._pause.on,
            pause_until=self._reading(self._pause.until),
            up_until=self._reading(self._presence.up_until),
        )

    def _apply(self, event: Event) -> None:
        match event:
            case Input(lasts):
                self._input(NEVER if lasts is None else self._now + lasts)
            case Idle(ago):
                self._presence.idle(int(self._now - ago), self._rules)
            case Signal(fact, on):
                self._signal(fact, on=on)
            case Say():
                self._say(event)
            case ClockSet(shift):
                self._set_clock(shift)
            case Wake():
                self._wake_at = None  # it has been spent, whatever comes next
                self._remind()
            case _:
                self._lifecycle(event)

    def _lifecycle(self, event: Start | Adjust | Stop | Kill) -> None:
        match event:
            case Start(zone, rules, memory):
                self._zone, self._rules, self._presence.running = zone, rules, True
                if memory:
                    self._recall(memory)
                self._pass_time()
            case Adjust(rules, zone):
                self._zone, self._rules = zone, rules
            case Stop():
                self._stop(self._now, EndedBy.STOPPED)
            case Kill():
                self._stop(self._sitting.last_checkpoint(self._now), EndedBy.CRASHED)

    def _recall(self, memory: Memory) -> None:
        self._sitting.recall(memory)
        self._presence.up_until = memory.up_until
        if memory.paused:
            self._pause.begin(memory.pause_until)

    def _stop(self, end: int, why: EndedBy) -> None:
        if self._presence.present:
            self._leave(end, why)
        self._reminder.stop(self._out)
        self._presence.bar(self._now)
        self._presence.running = False

    def _input(self, until: int) -> None:
        if self._presence.barred:
            return
        self._presence.input(until)
        self._arrive()

    def _signal(self, fact: Fact, *, on: bool) -> None:
        if on:
            self._presence.facts.add(fact)
            self._presence.observe(self._now, self._now, self._rules)
        else:
            self._presence.facts.discard(fact)
        if on and fact in BARRIERS:
            self._presence.bar(self._now)
            if self._presence.present:
                self._leave(self._now, ENDS[fact])

    def _set_clock(self, shift: int) -> None:
        if abs(shift - self._shift) < CLOCK_SET_FROM:
            return
        self._shift = shift
        self._sitting.set_clock(self._now, shift)

    def _say(self, say: Say) -> None:
        if self._presence.barred:
            return
        self._presence.input(self._now)
        seconds = None if say.minutes is None else round(say.minutes * 60)
        match say.word:
            case Word.UP:
                self._say_up()
            case Word.SIT:
                self._take(Posture.SITTING)
            case Word.STAND:
                self._take(Posture.STANDING)
            case Word.SNOOZE:
                self._answer(self._rules.snooze if seconds is None else seconds)
            case Word.SKIP:
                self._answer(None)
            case Word.PAUSE:
                self._pause.begin(None if seconds is None else self._now + seconds)
            case Word.RESUME:
                self._pause.end()
        self._arrive()

    def _answer(self, snooze: int | None) -> None:
        # Who has got up by now did so before they answered, if in the same second.
        answered = self._now if self._sitting.now_sitting else self._now + 1
        self._reminder.answer(answered, self._sitting.in_bout(self._now), snooze, self._out)

    def _say_up(self) -> None:
        self._arrive()
        if self._presence.present:
            self._leave(self._now, EndedBy.UP)
        self._presence.up_until = self._now + self._rules.break_length
        self._reminder.withdraw(self._out)

    def _take(self, posture: Posture) -> None:
        self._presence.up_until = None
        self._sitting.take(posture, self._now, self._out)

    def _run_to(self, at: int) -> None:
        while self._now < at and self._presence.running:
            self._remind()
            before, self._now = self._now, min(at, max(self._now + 1, self._next_change()))
            if self._presence.present:
                self._presence.observe(before, self._now, self._rules)
            self._pass_time()
        self._now = at  # while the app does not run, time is left to the next start

    def _pass_time(self) -> None:
        """What time alone has brought about by now."""
        if self._presence.present:
            self._lapse()
        if self._sitting.bout_over(self._now, self._rules):
            self._end_bout()
        if not self._presence.present:
            self._sitting.rest(self._now, self._rules)
        if self._presence.up_until is not None and self._presence.up_until <= self._now:
            self._presence.up_until = None
            if not self._presence.barred and self._presence.going_on(self._now):
                self._arrive()
        self._pause.pass_time(self._now)

    def _absence(self) -> tuple[int, int]:
        waiting = self._reminder.shown is not None and self._sitting.now_sitting
        return self._presence.absence(self._now, self._rules, self._reminder.shown_at if waiting else None)

    def _lapse(self) -> None:
        established, since = self._absence()
        if established <= self._now:
            self._leave(since, EndedBy.IDLE)

    def _next_change(self) -> int:
        """The next moment at which time alone changes something, or the reminder is to be looked at."""
        return min(
            self._absence()[0] if self._presence.present else NEVER,
            self._sitting.next_change(self._rules, present=self._presence.present),
            self._presence.up_until or NEVER,
            self._pause.until or NEVER,
            self._next_reminder(),
        )

    def _next_reminder(self) -> int:
        if not (self._presence.present and self._sitting.now_sitting):
            return NEVER
        wait = self._reminder.due(self._rules) - self._sitting.in_bout(self._now)
        if wait > 0:
            return self._now + wait
        held = self._holds()
        if held == (Hold.HOURS,):
            return self._hours.changes(self._now + self._shift, self._rules, self._zone) - self._shift
        return NEVER if held else self._now

    def _plan(self) -> None:
        wanted = min(self._next_change(), self._sitting.next_checkpoint())
        wake_at = max(wanted, self._now) if self._presence.running and wanted < NEVER else None
        if wake_at != self._wake_at:
            self._wake_at = wake_at
            self._out.append(WakeAt(wake_at))

    def _arrive(self) -> None:
        if self._presence.present or self._presence.barred or self._presence.up_until is not None:
            return
        self._presence.start(self._now)
        self._sitting.begin(self._now, self._shift, self._zone)

    def _leave(self, end: int, why: EndedBy) -> None:
        self._presence.present = False
        self._sitting.end(end, why, self._out)
        self._reminder.take_back(self._sitting.sat)

    def _end_bout(self) -> None:
        self._reminder.end_bout(self._sitting.sat_until or 0, self._out)
        self._sitting.end_bout()

    def _remind(self) -> None:
        if self._next_reminder() > self._now:
            return
        self._shown += 1
        sitting = self._sitting.in_bout(self._now)
        shown = Shown(
            self._shown, "stand", self._wall(self._now), self._zone, sitting, again=bool(self._reminder.shown)
        )
        self._reminder.show(shown, self._now, self._out)

    def _holds(self) -> tuple[Hold, ...]:
        inside = self._hours.inside(self._now + self._shift, self._rules, self._zone)
        return holds(self._presence.facts, self._pause, inside_hours=inside)

    def _wall(self, at: int) -> datetime:
        return datetime.fromtimestamp(at + self._shift, UTC)

    def _reading(self, at: int | None) -> datetime | None:
        return None if at is None else self._wall(at)

    def _state(self) -> State:
        if self._presence.up_until is not None:
            return State.UP
        if not self._presence.present:
            return State.AWAY
        return State.SITTING if self._sitting.now_sitting else State.STANDING
