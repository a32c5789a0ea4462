"""Clock times among the events of a replay, as the scheduler of the live app would tell them."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from posture_app.core.engine.clock_times import times_reached, with_times_reached
from posture_app.core.events import Adjust, ClockSet, Event, Input, Kill, Start, Stop, TimeReached
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import Basis, Reminder

EVERY_DAY = ((time(10), time(10, 30)),) * 7
TEA = Reminder("own:Tea", Basis.CLOCK, 0, 60, times=EVERY_DAY)
RULES = Rules(reminders=(TEA,))
BERLIN = "Europe/Berlin"


def on_monday(clock: str, day: str = "2026-03-02") -> int:
    """The true second of a UTC reading."""
    return int(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC).timestamp())


def strikes_in(*events: tuple[Event, int]) -> list[int]:
    return [at for event, at in with_times_reached(events) if isinstance(event, TimeReached)]


def test_each_clock_time_comes_between_the_events_around_it() -> None:
    events: list[tuple[Event, int]] = [
        (Start("UTC", RULES), on_monday("09:00")),
        (Input(), on_monday("10:00")),
        (Stop(), on_monday("11:00")),
    ]
    strike = TimeReached("own:Tea")
    told = [events[0], (strike, on_monday("10:00")), events[1], (strike, on_monday("10:30")), events[2]]
    assert told == list(with_times_reached(events))


def test_they_follow_the_zone_the_rules_and_the_clock_on_the_wall() -> None:
    start, end = (Start(BERLIN, RULES), on_monday("08:00")), (Stop(), on_monday("12:00"))
    assert [on_monday("09:00"), on_monday("09:30")] == strikes_in(start, end)
    later = replace(RULES, reminders=(replace(TEA, times=((time(11),),) * 7),))
    adjusted = [(Adjust(later, BERLIN), on_monday("09:10")), (Adjust(RULES, "UTC"), on_monday("10:10"))]
    assert [on_monday("09:00"), on_monday("10:00"), on_monday("10:30")] == strikes_in(start, *adjusted, end)
    an_hour_ahead = (ClockSet(3600), on_monday("08:10"))
    assert [on_monday("08:30")] == strikes_in(start, an_hour_ahead, end)[:1]


@pytest.mark.parametrize("end", [Stop(), Kill()])
def test_those_of_the_day_that_came_while_the_app_did_not_run_are_told_at_its_start(end: Event) -> None:
    first: list[tuple[Event, int]] = [(Start("UTC", RULES), on_monday("11:00")), (end, on_monday("12:00"))]
    next_day = on_monday("10:15", "2026-03-03")
    told = [*with_times_reached([*first, (Start("UTC", RULES), next_day)])]
    assert [(Start("UTC", RULES), next_day), (TimeReached("own:Tea"), next_day)] == told[-2:]
    assert 3 == len(told) - 1


@pytest.mark.parametrize(("clock", "times"), [("03:59", 2), ("04:00", 0)])
def test_those_of_the_day_before_are_over(clock: str, times: int) -> None:
    start: tuple[Event, int] = (Start("UTC", RULES), on_monday("09:00"))
    again: tuple[Event, int] = (Start("UTC", RULES), on_monday(clock, "2026-03-03"))
    assert times == len(strikes_in(start, (Stop(), on_monday("09:10")), again))


def test_before_the_first_start_nothing_struck() -> None:
    assert [] == strikes_in((Start("UTC", RULES), on_monday("11:00")), (Stop(), on_monday("12:00")))


def test_strikes_of_several_reminders_come_in_order() -> None:
    early = Reminder("own:Early", Basis.CLOCK, 0, 0, times=((time(10, 15),),) * 7)
    rules = replace(RULES, reminders=(TEA, early))
    found = times_reached(rules, "UTC", 0, on_monday("09:00"), on_monday("11:00"))
    assert ["own:Tea", "own:Early", "own:Tea"] == [strike.kind for strike, _ in found]
