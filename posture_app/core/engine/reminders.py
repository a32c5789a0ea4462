"""The reminders: which is due, which are merged, and what an answer means for each (sections 4 and 7)."""

from dataclasses import dataclass, field, replace
from enum import Enum, auto

from posture_app.core.effects import Effect, Prompt, Settled, Withdraw
from posture_app.core.engine.presence import NEVER
from posture_app.core.engine.showings import Showing, Showings
from posture_app.core.engine.sitting import Counts
from posture_app.core.events import Memory
from posture_app.core.prompts import Outcome, Shown, Way
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder
from posture_app.core.value import value

_BOUTS = (Basis.UNBROKEN, Basis.STANDING)


class Wait(Enum):
    """What a reminder waits for, from its base on."""

    EVERY = auto()
    AGAIN = auto()
    SNOOZE = auto()


@dataclass(slots=True)
class Track:
    """One reminder at work. `since` is where it was last satisfied and `base` from where it waits, both by its own
    measure. `on`: the person wants it. `armed`: it can become due (one that comes by the day or by the clock may have
    had its turn). `snoozes` and `ignored` count in a row. `asked`: it was asked whether it should come less often.
    `struck_at` is the true second of the last clock time.
    """

    rule: Reminder
    since: int = 0
    base: int = 0
    wait: Wait = Wait.EVERY
    snoozed: int = 0
    on: bool = True
    armed: bool = True
    snoozes: int = 0
    ignored: int = 0
    asked: bool = False
    struck_at: int = -NEVER

    @property
    def standing(self) -> bool:
        """Whether it is for who stands."""
        return self.rule.basis is Basis.STANDING

    def measure(self, counts: Counts) -> int:
        """What it counts."""
        match self.rule.basis:
            case Basis.UNBROKEN:
                return counts.bout
            case Basis.STANDING:
                return counts.standing
            case _:
                return counts.total

    def due_in(self, counts: Counts, rules: Rules) -> int:
        """How much more it has to count until it is due, below zero if it was due before; NEVER if it rests."""
        if self.rests(rules) or not self.armed or not self.on:
            return NEVER
        return self.base + self._length(rules) - self.measure(counts)

    def rests(self, rules: Rules) -> bool:
        """Whether it has asked its question and is not to be heard of for now."""
        return self.asked and rules.quiet_after is not None

    def _length(self, rules: Rules) -> int:
        match self.wait:
            case Wait.EVERY:
                return self.rule.every
            case Wait.AGAIN:
                return rules.again_after if self.rule.repeats or not self.rule.every else self.rule.every
            case Wait.SNOOZE:
                return self.snoozed

    def shown(self, counts: Counts, *, asks: bool) -> None:
        """It was shown; until an answer comes it waits to be shown again."""
        self.base, self.wait, self.asked = self.measure(counts), Wait.AGAIN, asks

    def snooze(self, seconds: int, counts: Counts) -> None:
        """Show it again after so many seconds of what it counts."""
        self.base, self.wait, self.snoozed = self.measure(counts), Wait.SNOOZE, seconds
        self.snoozes, self.ignored, self.asked = self.snoozes + 1, 0, False

    def put_off(self, seconds: int, counts: Counts) -> None:
        """What was shown had to make way: show it again once it is possible, after so many seconds at the least."""
        self.base, self.wait, self.snoozed = self.measure(counts), Wait.SNOOZE, seconds

    def satisfy(self, counts: Counts) -> None:
        """It has had its turn, and begins anew."""
        self.since = self.measure(counts)
        self.start_over()
        if self.rule.basis in (Basis.DAY, Basis.CLOCK):
            self.armed = False

    def start_over(self) -> None:
        """Go on from where it was last satisfied, as if it had not been shown since."""
        self.base, self.wait, self.snoozes, self.ignored, self.asked = self.since, Wait.EVERY, 0, 0, False

    def bout_ended(self) -> None:
        """What counts within one bout (or one standing) begins at nought."""
        self.since = 0
        self.start_over()

    def day_began(self, counts: Counts) -> None:
        """Once a day is once more to come; what struck yesterday is over."""
        if self.rule.basis is Basis.DAY:
            self.satisfy(counts)
            self.armed = True
        elif self.rule.basis is Basis.CLOCK:
            self.satisfy(counts)

    def strike(self, now: int, counts: Counts) -> None:
        """Its clock time has come."""
        self.struck_at = now
        if not self.armed:
            self.satisfy(counts)
            self.armed = True

    def take_back(self, counts: Counts) -> None:
        """There has been less sitting than was thought."""
        measure = self.measure(counts)
        self.since, self.base = min(self.since, measure), min(self.base, measure)


@value
class ReminderProgress:
    """How far the next reminder has come: its kind, and seconds until it is due and since it began to count."""

    kind: str
    due_s: int
    since_s: int


@dataclass(slots=True)
class Reminders:
    """All reminders and the one prompt. Moments are true seconds, lengths are counted in `Counts`."""

    rules: Rules = field(default_factory=Rules)
    showings: Showings = field(default_factory=Showings)
    skips: int = 0
    _tracks: dict[str, Track] = field(default_factory=dict)
    _last_at: int = -NEVER
    _last_kinds: tuple[str, ...] = ()
    _out_of_sight: bool = False

    @property
    def current(self) -> Shown | None:
        """The showing that waits for an answer."""
        return self.showings.current.shown if self.showings.current else None

    def waiting_since(self) -> int | None:
        """Since when a prompt to get up has been before a sitting person, if one is."""
        current = self.showings.current
        if current is None or current.standing or self._out_of_sight:
            return None
        return current.at if current.shown.rises and current.shown.way is not Way.SILENT else None

    def adjust(self, rules: Rules, counts: Counts, today: int, out: list[Effect]) -> None:
        """Go by these rules. What is new begins to count now, or with the bout, or with the day (`today` is what it
        has seen of sitting); what is gone takes its prompt with it, as skipped, and is kept, so that it does not come
        again as soon as it is back.
        """
        self.rules = rules
        for rule in rules.reminders:
            before = self._tracks.get(rule.kind)
            if before is None or before.rule.basis is not rule.basis:
                self._tracks[rule.kind] = _new(Track(rule), counts, today)
                self._keep_distance(rule.kind)
                continue
            if rule.basis is Basis.SITTING and not before.on:
                before.satisfy(counts)
            before.rule, before.on = rule, True
        for kind, track in self._tracks.items():
            track.on = rules.every(kind) is not None
        current = self.current
        if current and not any(track.on for track in self._of(current)):
            out += [Withdraw(current.number), Settled(current.number, Outcome.SKIPPED)]
            self.showings.current = None
            self._satisfy(self._of(current), counts)

    def recall(self, memory: Memory, now: int, counts: Counts) -> None:
        """Go on after a restart with what the log remembers."""
        self.skips = memory.skips
        if memory.shown_at is not None:
            self._last_at, self._last_kinds = min(memory.shown_at, now), memory.shown_kinds
        for kind, track in self._tracks.items():
            if track.rule.basis is Basis.SITTING:
                track.since = track.base = counts.total - memory.since.get(kind, 0)
            elif track.rule.basis is Basis.DAY:
                track.since = track.base = counts.total - memory.today_s
            if kind in memory.had:
                track.armed = False
            if kind in memory.struck:
                track.strike(now, counts)

    def wait(self, now: int, counts: Counts, *, standing: bool) -> int:
        """Seconds until one is to be shown if sitting (or standing) goes on and nothing holds; NEVER if none is."""
        here = [track for track in self._tracks.values() if track.standing is standing]
        snoozes = [track.due_in(counts, self.rules) for track in here if track.wait is Wait.SNOOZE]
        snoozed = max((left for left in snoozes if left <= self.rules.merge_within), default=0)
        waits = [self._due_in(track, counts, now) for track in here]
        return max(0, snoozed, min(waits, default=NEVER))

    def overdue(self, counts: Counts, *, standing: bool) -> int:
        """For how long the longest of those due has been due."""
        due = [track.due_in(counts, self.rules) for track in self._tracks.values() if track.standing is standing]
        return max(0, -min(due, default=0))

    def progress(self, counts: Counts, *, standing: bool) -> ReminderProgress | None:
        """Of those that are not silent, the next to come; of the silent ones only if there are no others."""
        here = [
            track
            for track in self._tracks.values()
            if track.standing is standing and track.due_in(counts, self.rules) < NEVER
        ]
        loud = [track for track in here if track.rule.way is not Way.SILENT]
        if not (loud or here):
            return None
        track = min(loud or here, key=lambda track: track.due_in(counts, self.rules))
        whole = track.rule.basis in _BOUTS
        since = track.measure(counts) - (0 if whole else track.since)
        return ReminderProgress(track.rule.kind, max(0, track.due_in(counts, self.rules)), since)

    def show(self, shown: Shown, now: int, counts: Counts, out: list[Effect], *, standing: bool) -> None:
        """Show all that is due as one prompt: `shown` with number, moment and hold filled in. What waits for an answer
        was missed, and is shown with it.
        """
        group = self._group(counts, standing=standing)
        before = self.current
        for track in group:
            if before and track.rule.kind in before.kinds:
                track.ignored += 1
        shown = self._filled(shown, group, before.kinds if before else ())
        for track in group:
            track.shown(counts, asks=shown.asks and self._ignored(track))
        self.showings.end(now, Outcome.MISSED)
        self.showings.current = Showing(shown, now, standing)
        self._last_at, self._last_kinds, self._out_of_sight = now, shown.kinds, False
        out.append(Prompt(shown))

    def snooze(self, at: int, counts: Counts, seconds: int, out: list[Effect]) -> None:
        """Put the prompt off, if it may be; with nothing shown, do nothing."""
        if self.current and self.current.may_snooze:
            for track in self._answer(at, Outcome.SNOOZED, out):
                track.snooze(seconds, counts)

    def skip(self, at: int, counts: Counts, out: list[Effect], *, escape: bool = False) -> None:
        """Leave it out this time, if that may be or one escapes; with nothing shown, do nothing."""
        if self.current and (self.current.may_skip or escape):
            self.skips += 1
            self._satisfy(self._answer(at, Outcome.SKIPPED, out), counts)

    def done(self, at: int, counts: Counts, out: list[Effect]) -> None:
        """What the prompt asked for was done, at the desk."""
        if self.current:
            self._satisfy(self._answer(at, Outcome.KEPT, out), counts)

    def make_way(self, counts: Counts, out: list[Effect]) -> None:
        """The break screen leaves at once; what it was for comes again when nothing holds it any more."""
        current = self.current
        if current and current.way is Way.SCREEN:
            out.append(Withdraw(current.number))
            self._out_of_sight = True
            for track in self._of(current):
                track.put_off(self.rules.spacing, counts)

    def withdraw(self, out: list[Effect], rest_s: int = 0) -> None:
        """Take the showing from the screen; it may still wait for its outcome."""
        if self.current:
            out.append(Withdraw(self.current.number, rest_s))

    def take_back(self, counts: Counts) -> None:
        """There has been less sitting than was thought."""
        for track in self._tracks.values():
            track.take_back(counts)

    def over(self, began: int, now: int, up: int | None, counts: Counts, out: list[Effect], *, standing: bool) -> None:
        """The bout (or the standing) has ended: at `began` a break began, which is known `now`. `up`: it was announced,
        until then.
        """
        current = self.showings.current
        if current and current.standing is standing:
            left = (up or current.at + current.shown.length_s) - now
            self.withdraw(out, max(0, left) if current.at <= began and not standing else 0)
        for showing, outcome in self.showings.over(began, out, standing=standing):
            for track in self._of(showing.shown):
                if outcome is Outcome.KEPT:
                    track.satisfy(counts)
                else:
                    track.start_over()
        for track in self._tracks.values():
            if track.rule.basis is (Basis.STANDING if standing else Basis.UNBROKEN):
                track.bout_ended()
            elif track.asked and not standing:
                track.start_over()

    def rested(self, gap: int, now: int, counts: Counts) -> None:
        """Somebody sits down after `gap` seconds of not sitting: that satisfies whatever it is long enough for. What
        has no break of its own takes a real one, and a clock time one that began after it had struck.
        """
        shown = self.current.kinds if self.current else ()
        for kind, track in self._tracks.items():
            enough = (track.rule.length or self.rules.break_min) <= gap
            apart = kind not in shown and track.rule.basis not in _BOUTS
            counting = track.rule.basis is Basis.SITTING or track.due_in(counts, self.rules) <= 0
            if enough and apart and counting and track.armed and track.struck_at <= now - gap:
                track.satisfy(counts)

    def day_began(self, counts: Counts) -> None:
        """Another day has begun."""
        self.skips = 0
        for track in self._tracks.values():
            track.day_began(counts)

    def strike(self, kind: str, now: int, counts: Counts) -> None:
        """The clock time of a reminder has come."""
        if kind in self._tracks and self._tracks[kind].rule.basis is Basis.CLOCK:
            self._tracks[kind].strike(now, counts)
            self._keep_distance(kind)

    def stop(self, out: list[Effect]) -> None:
        """The app stops. Of the reminders that are due a restart remembers that they are, and nothing else."""
        self.withdraw(out)
        self.showings.stop(out)
        for track in self._tracks.values():
            track.start_over()
            if track.rule.basis in _BOUTS:
                track.bout_ended()

    def _due_in(self, track: Track, counts: Counts, now: int) -> int:
        """Until it is due, and may be shown: two prompts in a row keep their distance."""
        due = track.due_in(counts, self.rules)
        if track.rule.kind in self._last_kinds:
            return due
        return max(due, self._last_at + self.rules.spacing - now)

    def _keep_distance(self, kind: str) -> None:
        """What is new of this kind has nothing to do with the last prompt for it."""
        self._last_kinds = tuple(last for last in self._last_kinds if last != kind)

    def _group(self, counts: Counts, *, standing: bool) -> list[Track]:
        """All that go into one prompt now, the longest first: those that are due or will be soon, and those that are
        shown already.
        """
        shown = self.current.kinds if self.current else ()
        within = self.rules.merge_within
        found = [
            track
            for track in self._tracks.values()
            if track.standing is standing
            and track.due_in(counts, self.rules) < (NEVER if track.rule.kind in shown else within + 1)
        ]
        return sorted(found, key=lambda track: -track.rule.length)

    def _filled(self, shown: Shown, group: list[Track], before: tuple[str, ...]) -> Shown:
        longest, *others = group
        rules = self.rules
        way = max((self._way(track) for track in group), key=list(Way).index)
        limit = rules.snoozes_in_row
        return replace(
            shown,
            kind=longest.rule.kind,
            also=tuple(track.rule.kind for track in others),
            again=longest.rule.kind in before,
            length_s=longest.rule.length,
            rises=any(track.rule.rises for track in group),
            way=way,
            may_snooze=limit is None or all(track.snoozes < limit for track in group),
            may_skip=rules.skips_a_day is None or self.skips < rules.skips_a_day,
            asks=self._ignored(longest),
        )

    def _ignored(self, track: Track) -> bool:
        """Whether it has been ignored so often that it is to ask, and rest."""
        return self.rules.quiet_after is not None and track.ignored >= self.rules.quiet_after

    def _way(self, track: Track) -> Way:
        steps = 0 if not self.rules.escalate_after else track.ignored // self.rules.escalate_after
        return track.rule.way.louder(steps)

    def _answer(self, at: int, outcome: Outcome, out: list[Effect]) -> list[Track]:
        current = self.current
        assert current is not None
        self.withdraw(out)
        self.showings.end(at, outcome)
        return self._of(current)

    def _of(self, shown: Shown) -> list[Track]:
        return [self._tracks[kind] for kind in shown.kinds if kind in self._tracks]

    def _satisfy(self, tracks: list[Track], counts: Counts) -> None:
        for track in tracks:
            track.satisfy(counts)


def _new(track: Track, counts: Counts, today: int) -> Track:
    match track.rule.basis:
        case Basis.SITTING:
            track.since = track.base = counts.total
        case Basis.DAY:
            track.since = track.base = counts.total - today
        case Basis.CLOCK:
            track.armed = False
        case _:
            pass
    return track
