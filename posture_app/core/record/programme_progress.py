"""How far somebody is in a programme, by what the log knows: which week it is, and what is due today.

A week is seven days from the day on which the programme, or the week before, came to it. It comes again unless enough
of it was done and nothing hurt. Nothing here counts days in a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from posture_app.core.calendar import WorkingHours, day_of
from posture_app.core.content.programmes import Moment, Programme, Rules, Session, Variant
from posture_app.core.record.diary import Session as Exercised
from posture_app.core.session.ends import Ended
from posture_app.core.value import value

WEEK = timedelta(days=7)
OFFICE_DAYS = frozenset(range(5))
"""Monday to Friday: the working days of who has not said when they work."""
LONGEST_JOURNEY = timedelta(hours=36)
WHOLE = 100
"""Percent."""


@value
class DoneOnDay:
    """What was done on a day of one session of a programme, in percent; of one that is done twice a day up to 200."""

    day: date
    week: int
    place: int
    percent: int
    hurt: bool = False


@value
class Planned:
    """A session of this week: how often it is wanted, how often it was done, and how often it is yet to be done today.
    `place` is which one of the week’s plan it is.
    """

    session: Session
    place: int
    wanted: int
    done: int
    due: int


@value
class Progress:
    """In which week somebody is; one more than the programme has: all of them are done. `back` are the weeks that it
    went back after a gap; `again` says that it is the same as the one before, `hurt` that something hurt in that.
    """

    week: int
    plan: tuple[Planned, ...]
    back: int = 0
    again: bool = False
    hurt: bool = False

    @property
    def due(self) -> tuple[Planned, ...]:
        """What is to be done today."""
        return tuple(each for each in self.plan if each.due)


def working_days(hours: WorkingHours | None) -> frozenset[int]:
    """The weekdays (Monday 0) on which this person works."""
    if hours is None:
        return OFFICE_DAYS
    return frozenset(day for day, ranges in enumerate(hours) if ranges) or OFFICE_DAYS


def done_on_days(programme: str, exercised: Iterable[Exercised], day_start: time) -> tuple[DoneOnDay, ...]:
    """What was done of this programme on each day, in order."""
    found: dict[tuple[date, int, int], list[Exercised]] = defaultdict(list)
    for each in exercised:
        if each.belongs is not None and each.belongs.programme == programme:
            day = day_of(each.at, each.zone, day_start)
            found[day, each.belongs.week, each.belongs.place].append(each)
    return tuple(
        DoneOnDay(
            *key,
            percent=round(sum((each.share or 0) * each.percent / WHOLE for each in group)),
            hurt=any(each.ended is Ended.HURT for each in group),
        )
        for key, group in sorted(found.items(), key=lambda item: item[0])
    )


def progress(
    programme: Programme,
    variant: Variant,
    since: date,
    done: Sequence[DoneOnDay],
    *,
    today: date,
    weekdays: frozenset[int] = OFFICE_DAYS,
) -> Progress:
    """How far a programme of weeks is that was begun on the day `since`."""
    walk = _Walk(programme, variant, weekdays)
    own = sorted((each for each in done if since <= each.day <= today), key=lambda each: each.day)
    # What lies before the first session may have been erased: it says itself how far one was.
    first = own[0] if own and own[0].week > 1 else None
    state = _Week(min(first.week, programme.weeks + 1) if first else 1, first.day if first else since)
    last = state.begins
    for day, group in groupby(own, key=lambda each: each.day):
        state = walk.on(state, day, last)
        before = state.counted
        state = replace(state, days=(*state.days, *group))
        last = day if walk.counted(state) > before else last
        state = replace(state, counted=walk.counted(state))
    state = walk.on(state, today, last)
    return Progress(state.number, walk.plan(state, today), state.back, state.again, state.hurt)


@value
class _Week:
    number: int
    begins: date
    days: tuple[DoneOnDay, ...] = ()
    counted: int = 0
    back: int = 0
    again: bool = False
    hurt: bool = False


@value
class _Walk:
    """Goes through a programme from week to week."""

    programme: Programme
    variant: Variant
    weekdays: frozenset[int]

    def on(self, week: _Week, day: date, last: date) -> _Week:
        """The week in which this day is, if the last session was then."""
        rules, without = self.programme.rules, (day - last).days - 1
        if without >= rules.back_one_days:
            before = self._next(week).number
            number = max(1, before - self._back(rules, without))
            return _Week(number, day, back=before - number)
        while day >= week.begins + WEEK:
            week = self._next(week)
        return week

    def _back(self, rules: Rules, without: int) -> int:
        if without > rules.restart_days:
            return self.programme.weeks + 1
        return 2 if without > rules.back_two_days else 1

    def _next(self, week: _Week) -> _Week:
        plan = self.plan(week, week.begins)
        wanted = sum(each.wanted for each in plan)
        hurt = any(each.hurt for each in week.days)
        enough = WHOLE * self.counted(week) >= self.programme.rules.advance_percent * wanted > 0
        begins = week.begins + WEEK
        if week.number > self.programme.weeks:
            return _Week(week.number, begins)
        if enough and not hurt:
            return _Week(week.number + 1, begins)
        return _Week(week.number, begins, again=True, hurt=hurt)

    def counted(self, week: _Week) -> int:
        """How many sessions of the week’s plan were done."""
        return sum(each.done for each in self.plan(week, week.begins))

    def plan(self, week: _Week, today: date) -> tuple[Planned, ...]:
        worked = [each for n in range(7) if (each := week.begins + timedelta(days=n)).weekday() in self.weekdays]
        so_far = sum(day <= today for day in worked)
        plan = []
        for place, session in enumerate(self.programme.week(week.number, self.variant)):
            days = min(session.days, len(worked))
            wanted = days * session.a_day
            done = min(wanted, sum(self._times(session, each) for each in week.days if each.place == place))
            by_now = sum(self._times(session, each) for each in week.days if (each.place, each.day) == (place, today))
            expected = -(-days * so_far // len(worked)) * session.a_day
            due = max(0, min(session.a_day - by_now, expected - done)) if today in worked else 0
            plan.append(Planned(session, place, wanted, done, due))
        return tuple(plan)

    def _times(self, session: Session, done: DoneOnDay) -> int:
        """How often a session counts as done on a day."""
        return min(session.a_day, (done.percent + WHOLE - self.programme.rules.session_percent) // WHOLE)


def journey(programme: Programme, since: datetime, exercised: Iterable[Exercised], now: datetime) -> Progress:
    """What is due on a journey that began then: before it, until that is done or the first of its sessions is due; on
    the way, what has waited for its time; the rest is for the person to begin. No journey goes on for days.
    """
    latest: dict[int, datetime] = {}
    for each in exercised:
        belongs = each.belongs
        if belongs is not None and belongs.programme == programme.id and since <= each.at <= now:
            latest[belongs.place] = max(each.at, latest.get(belongs.place, each.at))
    over = now - since > LONGEST_JOURNEY
    begun = any(
        session.moment is not Moment.BEFORE for place, session in enumerate(programme.plan()) if place in latest
    )
    soonest = min((s.every_min for s in programme.plan() if s.every_min), default=0)
    plan = []
    for place, session in enumerate(programme.plan()):
        due = False
        if session.moment is Moment.BEFORE:
            due = not begun and place not in latest and now - since < timedelta(minutes=soonest)
        elif session.moment is Moment.DURING:
            due = now - latest.get(place, since) >= timedelta(minutes=session.every_min)
        plan.append(Planned(session, place, 1, int(place in latest), int(due and not over)))
    return Progress(0, tuple(plan))
