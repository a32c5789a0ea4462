"""The engine: events go in, effects come out. `SITTING.md` beside it is its contract; it reads no clock.

Time is true time in whole seconds since the epoch: what the wall clock read at the start of the app, and as if nobody
had set it since. `shift` is by how much the wall clock is ahead of that. Within a second the order is: what time alone
brings about, then the events as they come, then the reminder. So the reminder of a second is looked at when the next
second begins, or when `Wake` says that the second is over.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import assert_never

from posture_app.core.effects import Effect, WakeAt, Withdraw
from posture_app.core.engine.asking import Asking, Scene
from posture_app.core.engine.presence import BARRIERS, NEVER, Presence
from posture_app.core.engine.present_status import status_of
from posture_app.core.engine.sitting import Sitting
from posture_app.core.events import (
    QUIET_S,
    Adjust,
    Answer,
    BreakTaken,
    ClockSet,
    Cut,
    Event,
    Fact,
    Idle,
    Input,
    Kill,
    Quiet,
    Say,
    Signal,
    Start,
    Stop,
    TimeReached,
    Wake,
    Word,
)
from posture_app.core.rules import Rules
from posture_app.core.spans import EndedBy, Posture
from posture_app.core.status import Status

CLOCK_SET_FROM = 2
"""A clock that was set by fewer seconds is ignored: lengths are true anyway."""
ENDS = {Fact.LOCKED: EndedBy.LOCKED, Fact.ASLEEP: EndedBy.SLEPT}


class Engine:
    """Decides what counts as sitting and when to remind. A copy made between two events goes on in the same way."""

    def __init__(self) -> None:
        self._now = self._shift = 0
        self._zone = "UTC"
        self._rules = Rules()
        self._out: list[Effect] = []
        self._presence = Presence()
        self._sitting = Sitting()
        self._asking = Asking()
        self._wake_at: int | None = None
        self._spent = False
        self.next_change = NEVER
        """Before this second time alone shows nothing and ends nothing."""

    @property
    def shift(self) -> int:
        """By how many seconds the wall clock is ahead of true time."""
        return self._shift

    def handle(self, event: Event, at: int) -> list[Effect]:
        """Take in what happened at `at` (true seconds, never before the last event); returns what is to be done."""
        self._out = []
        self._run_to(max(at, self._now))
        self._apply(event)
        self._asking.make_way(self._scene(), self._out)
        self._be_sure()
        self._sitting.checkpoint(self._now, self._out)
        self._plan(self._now + isinstance(event, Wake))  # a Wake has done all that can be done in its second
        return self._out

    def save(self, at: int) -> list[Effect]:
        """What is to be done so that nothing up to `at` is lost if the app ends now without a word."""
        out: list[Effect] = []
        self._sitting.save(min(at, self.next_change), out)
        return out

    @property
    def runs(self) -> bool:
        """Whether the app runs, as far as the engine has been told."""
        return self._presence.running

    @property
    def absent_from(self) -> int | None:
        """When it will be established that the person has gone, if nothing else happens; None if nobody is present."""
        return self._absence()[0] if self._presence.present else None

    @property
    def kept_by_facts(self) -> bool:
        """Whether the present person would be gone by now, but for a call or watching."""
        by_input = self._presence.absence_by_input(self._rules, self._waiting_since())
        return self._presence.present and by_input <= self._now + 1

    @property
    def waits_for_pause(self) -> bool:
        """Whether a prompt waits for a pause in the input."""
        return self._asking.moment.since is not None and self.next_change > self._now

    def holds_back(self, facts: AbstractSet[Fact]) -> bool:
        """Whether a prompt is due that nothing but these facts holds back."""
        return self._presence.present and self._asking.due(self._scene(without=facts))

    def standing_facts(self) -> Iterator[Event]:
        """What goes on now, as it would be fed to an engine that begins now."""
        yield from (Signal(fact, on=True) for fact in sorted(self._presence.facts))
        if self._presence.present:
            yield Input(None if self._presence.input_until == NEVER else 0)

    def _be_sure(self) -> None:
        """Settle what waited for evidence that the person is still there."""
        if self._presence.present:
            sure = self._presence.evidence(self._now)
            self._sitting.settle_clock(sure, self._out)
            if self._sitting.lasted_for_sure(sure):
                self._asking.reminders.showings.confirm(sure, self._out, standing=self._sitting.stands)

    def status(self) -> Status:
        """How things stand at the last event."""
        return status_of(self._scene(), self._presence, self._sitting, self._asking)

    def _apply(self, event: Event) -> None:
        match event:
            case Input(lasts, ago):
                self._input(NEVER if lasts is None else self._now + lasts, int(self._now - ago))
            case Idle(ago):
                self._idle(int(self._now - ago))
            case Signal(fact, on):
                self._signal(fact, on=on)
            case Say():
                self._say(event)
            case ClockSet(shift):
                self._set_clock(shift)
            case TimeReached() | BreakTaken():
                self._tell_reminders(event)
            case Quiet():
                if self._presence.present:
                    self._asking.pause_in_input(self._scene())
            case Wake():
                self._spent = True
                self._remind()
            case _:
                self._lifecycle(event)

    def _lifecycle(self, event: Start | Adjust | Stop | Kill | Cut) -> None:
        match event:
            case Start(zone, rules, memory):
                self._zone, self._rules, self._presence.running = zone, rules, True
                self._presence.earliest = self._now
                if memory:
                    self._sitting.recall(memory, self._now, rules)
                    self._presence.recall(memory, self._now, rules)
                    self._asking.holds.recall(memory)
                self._asking.adjust(rules, self._scene(), self._out)
                self._pass_time()
                if memory:
                    self._asking.recall(memory, self._scene())
            case Adjust(rules, zone):
                if zone != self._zone:
                    self._sitting.set_clock(self._now, self._shift, zone)
                    self._presence.earliest = self._now
                self._zone, self._rules = zone, rules
                self._asking.adjust(rules, self._scene(), self._out)
            case Stop():
                self._break_off(self._now, EndedBy.STOPPED)
                self._presence.running = False
            case Kill():
                self._break_off(self._sitting.last_checkpoint(self._now), EndedBy.CRASHED)
                self._presence.running = False
            case Cut() if self._presence.present:
                self._presence.input(self._now)
                self._sitting.cut(self._now, EndedBy.STOPPED, self._out)

    def _break_off(self, end: int, why: EndedBy) -> None:
        if self._presence.present:
            self._leave(end, why)
        self._asking.stop(self._out)
        self._presence.bar(self._now)

    def _input(self, until: int, began: int) -> None:
        if not self._presence.barred:
            self._presence.input(until)
            self._arrive(began)

    def _idle(self, since: int) -> None:
        self._presence.idle(since, self._rules)
        if self._presence.present and self._presence.stopped_before_start():
            self._leave(self._presence.since, EndedBy.IDLE)  # there was no input yet when the break ended

    def _signal(self, fact: Fact, *, on: bool) -> None:
        if on:
            self._presence.facts.add(fact)
            self._presence.observe(self._now, self._now, self._rules)
        else:
            self._presence.facts.discard(fact)
            if fact in BARRIERS:
                self._presence.earliest = self._now
        if on and fact in BARRIERS:
            self._presence.bar(self._now)
            if self._presence.present:
                self._leave(self._now, ENDS[fact])

    def _set_clock(self, shift: int) -> None:
        if abs(shift - self._shift) < CLOCK_SET_FROM:
            return
        self._shift = shift
        self._sitting.set_clock(self._now, shift, self._zone)
        self._presence.earliest = self._now
        self._asking.look_at_day(self._scene())

    def _say(self, say: Say) -> None:
        if not self._presence.running:
            return
        seconds = None if say.minutes is None else round(say.minutes * 60)
        if say.word is Word.PRIVATE_OFF:
            self._presence.reveal(self._now)
        if not self._presence.barred:
            self._presence.input(self._now)
            self._hear(say.word, seconds)
            self._arrive()
        if say.word is Word.PRIVATE:  # behind a barrier, too: a person expects it to work
            self._hide(seconds)

    def _hear(self, word: Word, seconds: int | None) -> None:
        match word:
            case Word.UP:
                self._say_up(seconds)
            case Word.BACK:
                self._presence.up_until = None
            case Word.SIT:
                self._take(Posture.SITTING)
            case Word.STAND:
                self._take(Posture.STANDING)
            case Word.PAUSE:
                self._asking.holds.pause.begin(None if seconds is None else self._now + seconds)
            case Word.RESUME:
                self._asking.holds.pause.end()
            case Word.PRIVATE | Word.PRIVATE_OFF:
                pass
            case Word.DONE | Word.SNOOZE | Word.SNOOZE_QUIET | Word.SKIP | Word.ESCAPE | Word.LONGER:
                self._answer(word, self._rules.snooze if seconds is None else seconds)
            case _:
                assert_never(word)  # a new word is a type error until it is heard here

    def _tell_reminders(self, event: TimeReached | BreakTaken) -> None:
        counts, reminders = self._sitting.counts(self._now), self._asking.reminders
        if isinstance(event, TimeReached):
            reminders.time_reached(event.kind, self._now, counts)
        elif self._presence.running and not self._presence.barred:
            self._presence.input(self._now)
            reminders.taken(event.kind, self._now, counts, self._out)
            self._arrive()

    def _hide(self, seconds: int | None) -> None:
        """Private mode begins, or begins anew with another end."""
        if not self._presence.private.on:
            self._break_off(self._now, EndedBy.STOPPED)
            self._out.append(Withdraw(self._asking.number))  # a count-down of its break may still show
        self._presence.hide(self._now, None if seconds is None else self._now + seconds)

    def _answer(self, word: Answer, snooze: int) -> None:
        showing = self._asking.reminders.showings.current
        over = showing is not None and not self._sitting.does(standing=showing.standing)  # earlier in this second
        counts = self._sitting.counts(self._now)
        self._asking.reminders.answer(word, self._now + over, counts, snooze, self._out)

    def _say_up(self, seconds: int | None) -> None:
        self._arrive()
        if self._presence.present:
            self._leave(self._now, EndedBy.UP)
        length = self._asking.break_length() if seconds is None else seconds
        self._presence.up_until = self._now + length
        self._asking.reminders.withdraw(self._out, length)

    def _take(self, posture: Posture) -> None:
        self._presence.up_until = None
        before, gap = self._sitting.posture, self._sitting.rested(self._now)
        self._sitting.take(posture, self._now, self._out)
        if before is not posture and self._sitting.span:
            self._asking.reminders.withdraw(self._out)
        if before is Posture.STANDING and posture is Posture.SITTING:
            self._end_standing(self._now)
            if self._sitting.now_sitting:
                self._asking.reminders.rested(gap, self._now, self._sitting.counts(self._now))

    def _run_to(self, at: int) -> None:
        while self._now < at and self._presence.running:
            self._remind()
            before, self._now = self._now, min(at, max(self._now + 1, self._next_change()))
            if self._presence.present:
                self._presence.observe(before, self._now, self._rules)
            self._pass_time()
        self._now = at  # while the app does not run, the next start sees to the time

    def _pass_time(self) -> None:
        """Do what time alone brings about by now."""
        self._presence.pass_time(self._now)
        if self._presence.present:
            self._lapse()
        if self._sitting.bout_over(self._now, self._rules):
            self._end_bout()
        if not self._presence.present and self._sitting.rests(self._now, self._rules):
            self._end_standing(self._sitting.last_present or 0)
        if self._presence.break_over(self._now) and self._presence.going_on(self._now):
            self._arrive()
        self._asking.holds.pause.pass_time(self._now)
        if self._asking.today.ends - self._shift <= self._now:
            self._asking.look_at_day(self._scene())
        self._asking.make_way(self._scene(), self._out)

    def _absence(self) -> tuple[int, int]:
        return self._presence.absence(self._now, self._rules, self._waiting_since())

    def _waiting_since(self) -> int | None:
        return self._asking.reminders.waiting_since() if self._sitting.now_sitting else None

    def _lapse(self) -> None:
        established, since = self._absence()
        if established <= self._now:
            self._leave(since, EndedBy.IDLE)

    def _next_change(self) -> int:
        """The next moment at which time alone changes something, or a reminder has to be looked at."""
        return min(
            min(self._absence()[0], self._asking.today.ends - self._shift) if self._presence.present else NEVER,
            self._sitting.next_change(self._rules, present=self._presence.present),
            self._presence.next_change(),
            self._asking.holds.pause.until or NEVER,
            self._asking.next(self._scene()) if self._presence.present else NEVER,
            self._asking.prompt_ends(self._scene()),
        )

    def _plan(self, earliest: int) -> None:
        self.next_change = self._next_change()
        wanted = min(self.next_change, self._sitting.next_checkpoint())
        wake_at = max(wanted, earliest) if self._presence.running and wanted < NEVER else None
        if wake_at != self._wake_at or self._spent:  # each wake-up is answered, even if none follows
            self._wake_at, self._spent = wake_at, False
            self._out.append(WakeAt(wake_at))

    def _arrive(self, began: int | None = None) -> None:
        """Somebody is there, now or since an earlier moment that is told only now."""
        if self._presence.present or self._presence.barred or self._presence.up_until is not None:
            return
        at = self._now
        if began is not None and began < at:
            at = max(began, self._presence.earliest, self._sitting.last_present or began)
        self._presence.start(at)
        if at < self._now:
            self._presence.observe(at, self._now, self._rules)
        gap = self._sitting.rested(at)
        self._sitting.begin(at, self._shift, self._zone)
        self._asking.reminders.here_since(at, standing=self._sitting.stands)
        if self._sitting.now_sitting:
            self._asking.reminders.rested(gap, at, self._sitting.counts(at))

    def _leave(self, end: int, why: EndedBy) -> None:
        self._presence.present = False
        self._asking.moment.forget()
        self._sitting.end(end, why, self._out)
        self._asking.take_back(self._sitting.counts(self._now))
        if not self._sitting.bout:  # nobody has sat: what showed met nobody
            self._end_bout()

    def _end_bout(self) -> None:
        self._over(self._sitting.bout_end or 0, standing=False)
        self._sitting.end_bout()

    def _end_standing(self, began: int) -> None:
        self._over(began, standing=True)
        self._sitting.standing_s = 0

    def _over(self, began: int, *, standing: bool) -> None:
        counts, up = self._sitting.counts(self._now), self._presence.up_until
        self._presence.no_earlier(min(self._now, began + self._rules.break_min))
        self._asking.reminders.over(began, self._now, up, counts, self._out, standing=standing)

    def _remind(self) -> None:
        if self._presence.present and self._asking.next(self._scene()) <= self._now:
            self._asking.ask(self._scene(), self._out)

    def _scene(self, *, without: AbstractSet[Fact] = frozenset()) -> Scene:
        counts, facts = self._sitting.counts(self._now), self._presence.facts
        facts = facts - without if without else facts
        flow_ends = (self._presence.input_until or 0) + QUIET_S
        wall = self._now + self._shift
        return Scene(self._now, wall, self._zone, counts, self._sitting.stands, facts, flow_ends)
