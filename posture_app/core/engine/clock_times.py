"""The clock times of reminders: planned with the scheduler, or found among the events of a replay or a preview."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial

from posture_app.core.calendar import Times, clock_moments, day_bounds, day_of
from posture_app.core.engine.alarm import Cron
from posture_app.core.events import Adjust, ClockSet, Event, Kill, Start, Stop, TimeReached
from posture_app.core.rules import Rules


class ClockTimes:
    """Calls `reached` with the kind of a reminder whenever one of its clock times comes."""

    def __init__(self, alarm: Cron, reached: Callable[[str], None]) -> None:
        self._alarm, self._reached = alarm, reached
        self._planned: Mapping[str, tuple[Times, str]] = {}

    def plan(self, rules: Rules, zone: str) -> None:
        """Go by these rules. What is already planned so stays: its call may be on the way."""
        wanted = {reminder.kind: (reminder.times, zone) for reminder in rules.reminders if any(reminder.times)}
        for kind in self._planned.keys() - wanted.keys():
            self._alarm.cancel(_name(kind))
        for kind, (times, where) in wanted.items():
            if self._planned.get(kind) != (times, where):
                self._alarm.cron(_name(kind), times, where, partial(self._reached, kind))
        self._planned = wanted

    def anew(self) -> None:
        """Plan everything again: the wall clock was set."""
        for kind, (times, zone) in self._planned.items():
            self._alarm.cron(_name(kind), times, zone, partial(self._reached, kind))

    def close(self) -> None:
        for kind in self._planned:
            self._alarm.cancel(_name(kind))
        self._planned = {}


def _name(kind: str) -> str:
    return f"clock time of {kind}"


def with_times_reached(events: Iterable[tuple[Event, int]]) -> Iterator[tuple[Event, int]]:
    """The same events with their true seconds, and among them the clock times of reminders as they come. Those of the
    present day that came while the app did not run come at its start. Where the app ran (a start that goes on with what
    was remembered), they are among the events already.
    """
    rules, zone, shift, running, live = Rules(), "UTC", 0, False, False
    before: int | None = None
    for event, at in events:
        if running and not live and before is not None:
            yield from times_reached(rules, zone, shift, before, at)
        yield event, at
        match event:
            case Start():
                rules, zone, running = event.rules, event.zone, True
                live = event.memory is not None
                if before is not None and not live:
                    since = max(before, _day_begins(at, shift, rules, zone) - 1)
                    yield from ((reached, at) for reached, _ in times_reached(rules, zone, shift, since, at))
            case Adjust():
                rules, zone = event.rules, event.zone
            case ClockSet():
                shift = event.shift
            case _:
                pass
        if running:
            before = at
        running = running and not isinstance(event, Stop | Kill)


def _day_begins(at: int, shift: int, rules: Rules, zone: str) -> int:
    """The true second at which the present day began."""
    begins, _ = day_bounds(day_of(_wall(at, shift), zone, rules.day_start), zone, rules.day_start)
    return int(begins.timestamp()) - shift


def times_reached(rules: Rules, zone: str, shift: int, since: int, until: int) -> list[tuple[TimeReached, int]]:
    """The clock times after one true second, up to another, in order; the wall clock is `shift` seconds ahead."""
    found = [
        (TimeReached(reminder.kind), int(moment.timestamp()) - shift)
        for reminder in rules.reminders
        if any(reminder.times)
        for moment in clock_moments(reminder.times, zone, _wall(since, shift), _wall(until, shift))
    ]
    return sorted(found, key=lambda pair: pair[1])


def _wall(at: int, shift: int) -> datetime:
    return datetime.fromtimestamp(at + shift, UTC)
