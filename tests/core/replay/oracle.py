"""The contract once more, second by second and as plainly as it can be said: what the engine is judged by.

True time is the second of the event; `shift` leads from it to the reading of the wall clock. Nothing is clever here:
each second of a trace is gone through, first what time alone brings about, then the events, then the reminder.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import lru_cache

from posture_app.core.calendar import day_of, within_hours
from posture_app.core.events import ClockSet, Event, Fact, Input, Kill, Quiet, Say, Signal, Start, Stop, Word
from posture_app.core.rules import Rules

BARRIERS = {Fact.LOCKED: "locked", Fact.ASLEEP: "slept"}
HOLDS = {Fact.CALL, Fact.WATCHING, Fact.FULLSCREEN, Fact.DND}


def moment(reading: int) -> datetime:
    return datetime.fromtimestamp(reading, UTC)


def written(reading: int) -> str:
    return moment(reading).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Piece:
    """A span: its true seconds, and by how much the wall clock was ahead of them."""

    posture: str
    start: int
    end: int
    ended_by: str
    shift: int
    zone: str


@dataclass
class Showing:
    """A prompt, and what was heard of it later."""

    at: int
    reading: int
    due: int | None = None
    over_at: int | None = None
    over_as: str = "open"
    in_gap: bool = False
    out_of_sight: bool = False
    outcome: str = ""

    def over(self, at: int, how: str, *, in_gap: bool = False) -> None:
        self.over_at, self.over_as, self.in_gap = at, how, in_gap

    def settle(self, gap: int | None = None) -> None:
        """Give the outcome, `gap` being when a break began (None: none did)."""
        if gap is None or not self._came_first(gap):
            self.outcome = self.over_as
        else:
            self.outcome = "kept" if gap >= self.at else "away"

    def _came_first(self, gap: int) -> bool:
        """Whether the break began before the showing was over; in the same second, events have their order."""
        if self.over_at is None:
            return True
        answered = self.over_as in ("snoozed", "skipped")
        return gap < self.over_at or (answered and self.in_gap and gap == self.over_at)


@dataclass
class Oracle:
    now: int = 0
    rules: Rules = field(default_factory=Rules)
    zone: str = "UTC"
    running: bool = False
    facts: set[Fact] = field(default_factory=set)
    shift: int = 0
    sets: list[tuple[int, int]] = field(default_factory=list)  # (true second, new shift) within this presence

    input_until: int | None = None
    last_input: int | None = None
    evidence: int | None = None  # when evidence ended, as far as is known
    since: int | None = None  # start of the present span; None: nobody is there
    first_shift: int = 0  # shift at that start
    standing: bool = False
    absent_since: int | None = None
    earliest: int = 0  # no presence begins before: the last barrier, change of the clock, or end of bout or standing
    up_until: int | None = None
    paused: bool = False
    pause_until: float | None = None
    private: bool = False
    private_until: float | None = None

    sat: list[tuple[int, int]] = field(default_factory=list)  # sitting of the bout, without the present span
    base: int = -(10**12)
    amount: float = 0.0
    pending: Showing | None = None
    waits_since: int | None = None  # a prompt waits since then for a pause in the input
    paused_typing: bool = False  # which has come
    snoozed_at: int | None = None  # it was snoozed then until such a pause
    bout_showings: list[Showing] = field(default_factory=list)

    pieces: list[Piece] = field(default_factory=list)
    showings: list[Showing] = field(default_factory=list)

    # --- the second ---------------------------------------------------------------------------------------------

    def second(self, now: int, events: list[Event]) -> None:
        self.now = now
        self.look_at_barriers()
        if self.running:
            self.by_time_alone()
        else:
            self.terms()
        self.make_way()
        for event in events:
            self.take(event)
            self.make_way()
            self.look_at_barriers()
            self.look_at_moment()
        if self.running:
            self.remind()

    def look_at_barriers(self) -> None:
        if self.behind_barrier() or self.up_until is not None:
            self.earliest = self.now

    def make_way(self) -> None:
        """A pause, and the end of working hours, take what shows away; it comes again a minute of sitting later."""
        if self.pending and not self.pending.out_of_sight and (self.paused or self.outside_hours()):
            self.pending.out_of_sight = True
            self.base, self.amount = self.now, 60

    def terms(self) -> None:
        """What was said for a time is over."""
        if self.pause_until is not None and self.now >= self.pause_until:
            self.paused, self.pause_until = False, None
        if self.private_until is not None and self.now >= self.private_until:
            self.private, self.private_until = False, None

    def by_time_alone(self) -> None:
        now, rules = self.now, self.rules
        if self.input_until is not None:
            self.last_input = max(min(now, self.input_until), self.last_input or 0)
            self.evidence = max(self.last_input, self.evidence or 0)
        passive = Fact.CALL in self.facts or Fact.WATCHING in self.facts
        if passive and self.last_input is not None and now <= self.last_input + rules.passive_limit:
            self.evidence = now
        self.terms()
        if self.since is not None:
            assert self.evidence is not None
            if now - self.evidence >= rules.away_after:
                self.leave(self.evidence, "idle")
            elif self.pending and not self.pending.out_of_sight and not self.standing:
                moment_of_leaving = max(self.evidence, self.pending.at)
                if now - moment_of_leaving >= rules.break_min:
                    self.leave(moment_of_leaving, "idle")
        self.breaks()
        if self.up_until is not None and now >= self.up_until:
            self.up_until = None
            if self.input_until is not None and self.input_until >= now:
                self.arrive()

    def breaks(self) -> None:
        """A gap in sitting that has become a break, an absence that has become a long one."""
        if self.standing and self.since is None and self.absent_since is not None:
            rested = self.absent_since + self.rules.break_min
            if self.now >= rested:
                self.standing, self.earliest = False, max(self.earliest, rested)
        if self.sat and not (self.since is not None and not self.standing):
            gap = self.sat[-1][1]
            if self.now - gap >= self.rules.break_min:
                for showing in self.bout_showings:
                    showing.settle(gap)
                self.earliest = max(self.earliest, gap + self.rules.break_min)
                self.new_bout()

    @property
    def every(self) -> int:
        return self.rules.every("stand") or 0

    def new_bout(self) -> None:
        self.sat, self.pending, self.bout_showings = [], None, []
        self.base, self.amount, self.snoozed_at = -(10**12), self.every, None

    # --- presence -----------------------------------------------------------------------------------------------

    def arrive(self, ago: int = 0) -> None:
        """Somebody gives a sign of life, now; it began some seconds ago."""
        self.last_input = self.evidence = self.now
        if self.up_until is None and self.since is None:
            began = self.now if not ago else max(self.now - ago, self.earliest, self.absent_since or 0)
            self.since, self.first_shift, self.sets = began, self.shift, []

    def leave(self, end: int, why: str) -> None:
        """The present span ended then."""
        if self.since is None:
            return
        if why == "crashed":
            sure = max([self.since, *(at for at, _ in self.sets if at <= (self.evidence or 0))])
            end = sure + (end - sure) // 60 * 60
        posture = "standing" if self.standing else "sitting"
        start, shift, cuts = self.since, self.first_shift, [s for s in self.sets if s[0] <= end]
        self.since, self.sets = None, []
        self.waits_since, self.paused_typing = None, False
        edges = [*((at, "clock", after) for at, after in cuts), (end, why, 0)]
        for at, reason, after in edges:
            self.absent_since = at
            if at > start:
                self.pieces.append(Piece(posture, start, at, reason, shift, self.zone))
                if posture == "sitting":
                    self.sat.append((start, at))
            start, shift = at, after
        if not self.sat:  # nobody sat: what showed met nobody
            for showing in self.bout_showings:
                showing.settle(-1)
            self.new_bout()

    def barrier(self, why: str) -> None:
        self.leave(self.now, why)
        if why != "up":
            self.input_until = None

    def behind_barrier(self) -> bool:
        return not self.running or self.private or bool(self.facts & set(BARRIERS))

    # --- events -------------------------------------------------------------------------------------------------

    def take(self, event: Event) -> None:  # noqa: C901, PLR0912 - one line for each kind of event
        match event:
            case Start():
                self.start(event)
            case Stop() if self.running:
                self.stop("stopped")
            case Kill() if self.running:
                self.stop("crashed")
            case Signal(fact, on):
                if on and fact not in self.facts and fact in BARRIERS:
                    self.barrier(BARRIERS[fact])
                self.facts = self.facts | {fact} if on else self.facts - {fact}
                passive = on and fact in (Fact.CALL, Fact.WATCHING) and self.last_input is not None
                if passive and self.now - (self.last_input or 0) < self.rules.passive_limit:
                    self.evidence = self.now
            case ClockSet(shift) if abs(shift - self.shift) >= 2:
                self.shift, self.earliest = shift, self.now
                if self.since is not None:
                    self.sets.append((self.now, shift))
            case Input(lasts, ago) if not self.behind_barrier():
                assert lasts is not None
                self.input_until = max(self.now + lasts, self.input_until or 0)
                self.arrive(math.ceil(ago))  # in the second in which it lay
            case Quiet():
                self.look_at_moment()
                self.paused_typing = self.waits_since is not None
            case Say(Word.PRIVATE | Word.PRIVATE_OFF) if self.running:
                self.say_private(event)
            case Say() if not self.behind_barrier():
                self.say(event)
            case _:
                pass

    def start(self, event: Start) -> None:
        self.running, self.zone, self.rules = True, event.zone, event.rules
        self.breaks()
        self.base, self.amount = -(10**12), self.every
        if self.up_until is not None and self.now >= self.up_until:
            self.up_until = None

    def stop(self, why: str) -> None:
        self.record_ends(why)
        self.running = False

    def record_ends(self, why: str) -> None:
        self.barrier(why)
        for showing in self.bout_showings:
            showing.settle()
        self.pending, self.bout_showings, self.snoozed_at = None, [], None

    def say_private(self, say: Say) -> None:
        if say.word is Word.PRIVATE_OFF:
            self.private, self.private_until = False, None
        if not self.behind_barrier():
            self.arrive()
        if say.word is Word.PRIVATE:
            if not self.private:
                self.record_ends("stopped")
                self.base, self.amount = -(10**12), self.every
            self.private = True
            self.private_until = None if say.minutes is None else self.now + say.minutes * 60

    def say(self, say: Say) -> None:
        self.arrive()
        match say.word:
            case Word.STAND | Word.SIT:
                self.posture(standing=say.word is Word.STAND)
            case Word.BACK:
                self.up_until = None
                self.arrive()
            case Word.UP:
                self.barrier("up")
                length = self.rules.break_length if say.minutes is None else round(say.minutes * 60)
                self.up_until = self.now + length
            case Word.SNOOZE | Word.SNOOZE_QUIET | Word.SKIP if self.pending and not self.pending.out_of_sight:
                in_gap = self.since is None or self.standing
                snoozed = say.word is not Word.SKIP
                self.pending.over(self.now, "snoozed" if snoozed else "skipped", in_gap=in_gap)
                self.pending = None
                self.base, self.amount = self.now, self.every
                if snoozed:
                    self.amount = self.rules.snooze if say.minutes is None else say.minutes * 60
                self.snoozed_at = None
                if say.word is Word.SNOOZE_QUIET:
                    self.amount, self.snoozed_at = self.rules.spacing, self.now
            case Word.PAUSE:
                self.paused = True
                self.pause_until = None if say.minutes is None else self.now + say.minutes * 60
            case Word.RESUME:
                self.paused, self.pause_until = False, None
            case _:
                pass

    def posture(self, *, standing: bool) -> None:
        self.up_until = None
        if self.standing != standing:
            self.leave(self.now, "stood" if standing else "sat")
        self.standing = standing
        self.arrive()

    # --- the reminder -------------------------------------------------------------------------------------------

    def sitting_since_base(self) -> int:
        spans = list(self.sat)
        if self.since is not None and not self.standing:
            spans.append((self.since, self.now))
        return sum(max(0, end - max(start, self.base)) for start, end in spans)

    def due(self) -> bool:
        there = self.running and self.since is not None and not self.standing
        return there and self.sitting_since_base() >= self.amount and not self.held()

    def moment_has_come(self) -> bool:
        waits = self.waits_since is not None and self.now < self.waits_since + self.rules.right_moment
        snoozed = self.snoozed_at is not None and self.sitting_since_base() < 3600
        if self.paused_typing or not (waits or snoozed):
            return True
        return self.now >= max(self.input_until or 0, self.last_input or 0) + 5

    def look_at_moment(self) -> None:
        """Whether a prompt waits for the right moment."""
        if not self.due():
            self.waits_since, self.paused_typing = None, False
        elif self.waits_since is None and (self.rules.right_moment or self.snoozed_at is not None):
            self.waits_since = self.now

    def held(self) -> bool:
        return self.paused or bool(self.facts & HOLDS) or self.outside_hours()

    def outside_hours(self) -> bool:
        hours = self.rules.working_hours
        return hours is not None and not within_hours(moment(self.now + self.shift), self.zone, hours)[0]

    def remind(self) -> None:
        self.look_at_moment()
        if not self.due() or not self.moment_has_come():
            return
        due = None if self.waits_since in (None, self.now) else self.now + self.shift - (self.now - self.waits_since)
        self.waits_since, self.paused_typing = None, False
        if self.pending is not None:
            self.pending.over(self.now, "missed")
        self.pending = Showing(self.now, self.now + self.shift, due=due)
        self.showings.append(self.pending)
        self.bout_showings.append(self.pending)
        self.base, self.amount, self.snoozed_at = self.now, self.rules.again_after, None

    # --- the answer ---------------------------------------------------------------------------------------------

    def as_json(self) -> dict[str, object]:
        return {
            "spans": [
                {
                    "posture": p.posture,
                    "start": written(p.start + p.shift),
                    "end": written(p.end + p.shift),
                    "ended_by": p.ended_by,
                }
                for p in self.pieces
            ],
            "prompts": [
                {
                    "kind": "stand",
                    **({} if s.due is None else {"due": written(s.due)}),
                    "at": written(s.reading),
                    "outcome": s.outcome or s.over_as,
                }
                for s in self.showings
            ],
            "days": days(self.pieces, self.rules),
        }


@lru_cache(maxsize=100_000)
def _day(minute: int, zone: str, day_start: time) -> date:
    return day_of(moment(minute * 60), zone, day_start)


def _bouts(pieces: list[Piece], break_min: int) -> list[list[Piece]]:
    bouts: list[list[Piece]] = []
    for piece in pieces:
        if piece.posture == "sitting":
            if bouts and piece.start - bouts[-1][-1].end < break_min:
                bouts[-1].append(piece)
            else:
                bouts.append([piece])
    return bouts


def days(pieces: list[Piece], rules: Rules) -> list[dict[str, object]]:
    """Each second of each span, put into its day."""

    def day(reading: int, zone: str) -> date:
        return _day(reading // 60, zone, rules.day_start)

    seconds: dict[date, dict[str, int]] = {}
    for piece in pieces:
        for reading in range(piece.start + piece.shift, piece.end + piece.shift):
            of_day = seconds.setdefault(day(reading, piece.zone), {"sitting": 0, "standing": 0})
            of_day[piece.posture] += 1
    in_bouts: dict[date, list[int]] = {d: [] for d in seconds}
    breaks = dict.fromkeys(seconds, 0)
    last: Piece | None = None
    for bout in _bouts(pieces, rules.break_min):
        of_bout: dict[date, int] = {}
        for piece in bout:
            for reading in range(piece.start + piece.shift, piece.end + piece.shift):
                of_bout[day(reading, piece.zone)] = of_bout.get(day(reading, piece.zone), 0) + 1
        for d, sitting in of_bout.items():
            in_bouts[d].append(sitting)
        starts = day(bout[0].start + bout[0].shift, bout[0].zone)
        if last is not None and day(last.end + last.shift, last.zone) == starts:
            breaks[starts] += 1
        last = bout[-1]
    return [
        {
            "day": d.isoformat(),
            "sitting_s": seconds[d]["sitting"],
            "standing_s": seconds[d]["standing"],
            "bouts": len(in_bouts[d]),
            "breaks": breaks[d],
            "longest_bout_s": max(in_bouts[d], default=0),
        }
        for d in sorted(seconds)
    ]


def judge(events: Iterable[tuple[Event, int]]) -> dict[str, object]:
    """The answer that the contract gives for these events, given with their true seconds."""
    by_second: dict[int, list[Event]] = {}
    for event, at in events:
        by_second.setdefault(at, []).append(event)
    oracle = Oracle()
    for now in range(min(by_second), max(by_second) + 1):
        oracle.second(now, by_second.get(now, []))
    return oracle.as_json()
