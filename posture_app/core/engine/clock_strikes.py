"""Clock times among events: what the scheduler does for the live app, for whoever replays or foresees."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from posture_app.core.calendar import day_bounds, day_of, strikes
from posture_app.core.events import Adjust, ClockSet, Event, Kill, Start, Stop, Strike
from posture_app.core.rules import Rules


def with_strikes(events: Iterable[tuple[Event, int]]) -> Iterator[tuple[Event, int]]:
    """The same events with their true seconds, and among them the clock times of reminders as they come. Those of the
    day that came while the app did not run are told at its start.
    """
    rules, zone, shift, running = Rules(), "UTC", 0, False
    before: int | None = None
    for event, at in events:
        if running and before is not None:
            yield from struck(rules, zone, shift, before, at)
        yield event, at
        match event:
            case Start():
                rules, zone, running = event.rules, event.zone, True
                if before is not None:
                    since = max(before, _day_begins(at, shift, rules, zone) - 1)
                    yield from ((strike, at) for strike, _ in struck(rules, zone, shift, since, at))
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


def struck(rules: Rules, zone: str, shift: int, since: int, until: int) -> list[tuple[Strike, int]]:
    """The strikes after one true second, up to another, in order; the wall clock is `shift` seconds ahead."""
    found = [
        (Strike(reminder.kind), int(moment.timestamp()) - shift)
        for reminder in rules.reminders
        if any(reminder.times)
        for moment in strikes(reminder.times, zone, _wall(since, shift), _wall(until, shift))
    ]
    return sorted(found, key=lambda pair: pair[1])


def _wall(at: int, shift: int) -> datetime:
    return datetime.fromtimestamp(at + shift, UTC)
