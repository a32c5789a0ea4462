"""The figures of days, made from the record. They may be stored: made again, they must be the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from posture_app.core.calendar import DAY
from posture_app.core.settings.reminder_kinds import NUDGES
from posture_app.core.spans import Origin, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.measures import MARGIN, DayFigures, day_figures
from posture_app.core.statistics.patterns import day_hours
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules, KnownDay, Record
from posture_app.core.status import State, Status

ZONES = DAY
"""Local days begin up to so much before or after those of UTC."""
CHECKPOINT = 60
"""By so many seconds after it has begun, a span is recorded (SITTING.md, 2)."""
FRESH = 3 * DAY
"""The figures of such recent days are made again each time: what goes on may change them."""

_POSTURES = {State.SITTING: Posture.SITTING, State.STANDING: Posture.STANDING}


def make_days(
    record: Record, period: Period, basis: DayRules, status: Status | None = None, now: datetime | None = None
) -> list[KnownDay]:
    """The known days of a period, in order, made from the record. With the present `status` an open span lasts until
    its moment, else until its checkpoint. The hours of today are those up to that moment, or to `now`. Reminders that
    need no answer are left out.

    Raises OverflowError if the period lies at the end of the calendar.
    """
    since, until = (
        at + shift for at, shift in zip(period.bounds("UTC", basis.day_start), (-ZONES, ZONES), strict=True)
    )
    every = record.spans(since - MARGIN, until + MARGIN)
    spans = tuple(every if status is None else up_to_now(every, status))
    prompts = (row for row in record.prompts(since - MARGIN, until + MARGIN) if row.kind not in NUDGES)
    near = [span for span in spans if span.end > since and span.start < until]
    hours = {each.day: each for each in day_hours(near, basis.day_start, now if status is None else status.at)}
    made = {each.day: each for each in day_figures(spans, prompts, basis.day_start, basis.break_min)}
    for totals in _fullest(record.totals(period.first, period.last)):
        if totals.day not in made:
            made[totals.day] = DayFigures(totals, timed=False)
    return [KnownDay(made[day], hours.get(day)) for day in sorted(made) if day in period]


def up_to_now(spans: Iterable[Span], status: Status, zone: str = "") -> Iterator[Span]:
    """The spans, with the open span of this computer lasting until now: its checkpoint may be a minute old. One that
    has begun since is not in the record before its first checkpoint, and is among them all the same; it is in `zone`,
    or in that of the span before.
    """
    posture, is_open = _POSTURES.get(status.state), False
    for span in spans:
        here = span.ended_by is None and span.origin is Origin.HERE
        goes_on = here and posture is span.posture
        is_open, zone = is_open or goes_on, zone or span.zone
        yield replace(span, end=max(span.end, status.at)) if goes_on else span
    if posture and not is_open and status.since is not None and 0 < status.lasted_s <= CHECKPOINT:
        yield Span(posture, status.since, status.at, None, zone or "UTC")


def fresh_from(today: date) -> date:
    """The first day whose figures are made again each time."""
    return today - FRESH


def cut_at(period: Period, day: date) -> tuple[Period | None, Period | None]:
    """The part of a period before this day, and that from it on."""
    before = None if period.first >= day else Period(Length.RANGE, period.first, min(period.last, day - DAY))
    after = None if period.last < day else Period(Length.RANGE, max(period.first, day), period.last)
    return before, after


def _fullest(totals: Iterable[DayTotals]) -> Sequence[DayTotals]:
    """One for each day, that with the most sitting: several programs saw the same sitting."""
    found: dict[date, DayTotals] = {}
    for each in totals:
        if each.day not in found or each.sitting_s > found[each.day].sitting_s:
            found[each.day] = each
    return tuple(found.values())
