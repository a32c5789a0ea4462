"""When to ask: the reminders, what holds them back, and the day that they belong to."""

from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import UTC, date, datetime, timedelta

from posture_app.core.calendar import day_of, is_off, next_day_begins, within_hours, zone_of
from posture_app.core.effects import Effect
from posture_app.core.engine.presence import BARRIERS, NEVER, TimedSwitch
from posture_app.core.engine.reminders import Reminders
from posture_app.core.engine.sitting import Counts
from posture_app.core.events import Fact, Memory
from posture_app.core.prompts import Hold, Shown, Way
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import RISE, counted_length
from posture_app.core.value import mutable, value

HELD_LONG = 300
"""A prompt that was due for so many seconds before it could be shown says what held it back."""
OUTSIDE = (Hold.HOURS, Hold.DAY_OFF)
TAKE_AWAY = {Hold.PAUSE, *OUTSIDE}
"""These take away what shows, in whatever way it asks."""
INTERRUPTS = BARRIERS | {Fact.CALL}
"""When one of these begins, the break screen goes at once."""
BY_FACT = {
    Fact.CALL: Hold.CALL,
    Fact.WATCHING: Hold.WATCHING,
    Fact.FULLSCREEN: Hold.FULLSCREEN,
    Fact.DND: Hold.DND,
}


@mutable
class WorkTimes:
    """Working hours and days off by the wall clock. The last answer is kept for as long as it holds."""

    _for: tuple[Rules, str] | None = None
    _hold: Hold | None = None
    _since: int = 0
    _until: int = 0

    def hold(self, wall: int, rules: Rules, zone: str) -> Hold | None:
        """What holds at this wall-clock second, if it lies outside working hours."""
        if rules.working_hours is None and not rules.days_off:
            return None
        if self._for != (rules, zone) or not self._since <= wall < self._until:
            at = datetime.fromtimestamp(wall, UTC)
            inside, since, until = within_hours(at, zone, rules.working_hours, rules.days_off)
            off = is_off(at.astimezone(zone_of(zone)).date(), rules.days_off)
            self._hold = None if inside else Hold.DAY_OFF if off else Hold.HOURS
            self._for, self._since, self._until = (rules, zone), int(since.timestamp()), int(until.timestamp())
        return self._hold

    def changes(self, wall: int, rules: Rules, zone: str) -> int:
        """The wall-clock second at which the answer may change; NEVER without working hours."""
        if rules.working_hours is None and not rules.days_off:
            return NEVER
        self.hold(wall, rules, zone)
        return self._until


@mutable
class Holds:
    """All that holds prompts back, the person's pause included. `last` is what did when this was last asked."""

    pause: TimedSwitch = field(default_factory=TimedSwitch)
    hours: WorkTimes = field(default_factory=WorkTimes)
    last: Hold | None = None

    def recall(self, memory: Memory) -> None:
        if memory.paused:
            self.pause.begin(memory.pause_until)

    def now(self, facts: AbstractSet[Fact], wall: int, rules: Rules, zone: str) -> tuple[Hold, ...]:
        """What holds at this wall-clock second, in the order of the names."""
        found = [hold for fact, hold in BY_FACT.items() if fact in facts]
        if self.pause.on:
            found.append(Hold.PAUSE)
        outside = self.hours.hold(wall, rules, zone)
        if outside is not None:
            found.append(outside)
        return tuple(found)


@mutable
class Today:
    """The day that goes on. `ends` is a second of the wall clock, `total_before` was `Counts.total` when it began."""

    ends: int = 0
    total_before: int = 0
    _day: date | None = None

    def look(self, wall: int, rules: Rules, zone: str, total: int) -> bool:
        """Look at the calendar: the clock, the zone or the rules may have changed. Returns whether a new day began."""
        at = datetime.fromtimestamp(wall, UTC)
        before, self._day = self._day, day_of(at, zone, rules.day_start)
        self.ends = int(next_day_begins(at, zone, rules.day_start).timestamp())
        began = before is None or self._day > before
        if began:
            self.total_before = total
        return began


@value
class Scene:
    """What the reminders need to know of one moment: the true second, that of the wall clock, the time zone, what has
    been counted, whether the person stands, which facts hold, and when input has paused if there is no more.
    """

    at: int
    wall: int
    zone: str
    counts: Counts
    standing: bool
    facts: AbstractSet[Fact]
    flow_ends: int


@mutable
class RightMoment:
    """A prompt that could be shown waits `since` then for a pause in the input, which has `come` or not."""

    since: int | None = None
    come: bool = False

    def forget(self) -> None:
        """None waits any more: it was shown, something holds it back, or it is no longer due."""
        self.since, self.come = None, False

    def of(self, at: int, flow_ends: int, longest: int, patience: int) -> int:
        """When to show it, if it could be shown at `at`, and nothing else happens. It waits `longest` in all, or for so
        much longer as the `patience` that the person has asked for.
        """
        if not longest and not patience:
            return at
        if self.since is None:
            self.since = at
        return at if self.come else max(at, min(flow_ends, max(self.since + longest, at + patience)))


@mutable
class Asking:
    """Decides when a prompt is shown. `number` counts the showings."""

    reminders: Reminders = field(default_factory=Reminders)
    holds: Holds = field(default_factory=Holds)
    moment: RightMoment = field(default_factory=RightMoment)
    today: Today = field(default_factory=Today)
    number: int = 0

    def adjust(self, rules: Rules, scene: Scene, out: list[Effect]) -> None:
        self.reminders.rules = rules
        self.look_at_day(scene)
        self.reminders.adjust(rules, scene.counts, scene.counts.total - self.today.total_before, out)

    def look_at_day(self, scene: Scene) -> None:
        """Begin another day if it has come."""
        if self.today.look(scene.wall, self.reminders.rules, scene.zone, scene.counts.total):
            self.reminders.day_began(scene.counts)

    def recall(self, memory: Memory, scene: Scene) -> None:
        self.today.total_before = scene.counts.total - memory.today_s
        self.reminders.recall(memory, scene.at, scene.counts)

    def stop(self, out: list[Effect]) -> None:
        """The app stops. What held a prompt back is forgotten with the rest: a new engine does not know it."""
        self.holds.last = None
        self.reminders.stop(out)

    def take_back(self, counts: Counts) -> None:
        """Some of the sitting counted so far was none: the person had gone before."""
        self.today.total_before = min(self.today.total_before, counts.total)
        self.reminders.take_back(counts)

    def next(self, scene: Scene) -> int:
        """When to show a prompt, or to look again, if nothing else happens; for a person who is present."""
        wait = self.reminders.wait(scene.at, scene.counts, standing=scene.standing)
        if wait > 0:
            self.holds.last = None  # what it held back is no longer due
            self.moment.forget()
            return min(NEVER, scene.at + wait)
        holds = self.held_by(scene)
        if not holds:
            patience = self.reminders.patience(scene.counts, standing=scene.standing)
            return self.moment.of(scene.at, scene.flow_ends, self.reminders.rules.right_moment, patience)
        self.moment.forget()
        self.holds.last = holds[0]
        return self._hours_change(scene) if holds[0] in OUTSIDE else NEVER  # then nothing else holds: it is named last

    def prompt_ends(self, scene: Scene) -> int:
        """When time alone takes away the prompt that shows."""
        return self._hours_change(scene) if self.reminders.in_sight else NEVER

    def make_way(self, scene: Scene, out: list[Effect]) -> None:
        """Take away the prompt that shows, if something holds that it has to make way for."""
        shown = self.reminders.in_sight
        if shown is None:
            return
        interrupted = shown.way is Way.SCREEN and bool(scene.facts & INTERRUPTS)
        if interrupted or TAKE_AWAY.intersection(self.held_by(scene)):
            self.reminders.make_way(scene.at, scene.counts, out)

    def due(self, scene: Scene) -> bool:
        """Whether a prompt is due that nothing holds back, for a person who is present."""
        wait = self.reminders.wait(scene.at, scene.counts, standing=scene.standing)
        return wait <= 0 and not self.held_by(scene)

    def pause_in_input(self, scene: Scene) -> None:
        """What waits for that has waited long enough."""
        if self.due(scene):
            self.next(scene)
            self.moment.come = self.moment.since is not None

    def ask(self, scene: Scene, out: list[Effect]) -> None:
        self.number += 1
        late = self.reminders.overdue(scene.counts, standing=scene.standing) >= HELD_LONG
        held_by, self.holds.last = self.holds.last if late else None, None
        lasted = scene.counts.standing if scene.standing else scene.counts.bout
        at, since = datetime.fromtimestamp(scene.wall, UTC), self.moment.since
        due = None if since is None or since == scene.at else at - timedelta(seconds=scene.at - since)
        self.moment.forget()
        shown = Shown(self.number, "", at, scene.zone, lasted, held=held_by, due=due)
        self.reminders.show(shown, scene.at, scene.counts, out, standing=scene.standing)

    def break_length(self) -> int:
        """How long the break should be if the person gets up now."""
        shown = self.reminders.current
        rules = self.reminders.rules
        if shown is None or not shown.rises or shown.kind == RISE:
            return rules.break_length
        return counted_length(shown.kind, shown.length_s, rules.break_min)

    def _hours_change(self, scene: Scene) -> int:
        """When working hours begin or end next."""
        return self.holds.hours.changes(scene.wall, self.reminders.rules, scene.zone) - scene.wall + scene.at

    def held_by(self, scene: Scene) -> tuple[Hold, ...]:
        return self.holds.now(scene.facts, scene.wall, self.reminders.rules, scene.zone)
