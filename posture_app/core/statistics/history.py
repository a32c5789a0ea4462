"""A period of the log: its days, its measures, and the period before it to compare with."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from posture_app.core.calendar import DAY, DaysOff, day_of, is_off
from posture_app.core.pages import View
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.goals import AtMost, Goal, GoalProgress, Keep, progress
from posture_app.core.statistics.make_days import cut_at, fresh_from, make_days
from posture_app.core.statistics.measures import DayFigures, Measures, measure, within
from posture_app.core.statistics.patterns import WEEKDAYS, DayHours, WeekdayAverage, by_hour, by_weekday
from posture_app.core.statistics.periods import WEEK, Length, Period, period_of
from posture_app.core.statistics.ports import DayRules, History, KnownDay
from posture_app.core.statistics.trends import Trend, trend
from posture_app.core.status import Status

HOUR = 3600
CHUNK_DAYS = 62
"""So many days are read at once: two months take less than a tenth of a second, even if no figures are stored."""
NEAR = timedelta(days=4)
"""So far before the first day that it has may be what the log gives as that."""
GROWING = (Length.WEEK, Length.MONTH, Length.YEAR)
"""Periods that begin on a day of the calendar, and so may be compared before they are over."""


@dataclass(frozen=True)  # without slots: what is derived is computed when it is asked for, and kept
class PeriodRecord:
    """A period as far as it is known. `days` are its known days and `earlier` those known of the period before, both
    in order, `known` all of them; `goal` what a day may come to, `keep` how many reminders are to be kept, if
    that is a goal. `today` may lie in it or not. `days_off` are those of the settings, `were_off` the days that were
    off as they came.
    """

    period: Period
    before: Period
    days: Sequence[DayFigures]
    earlier: Sequence[DayFigures]
    known: Sequence[KnownDay]
    today: date
    goal: AtMost
    days_off: DaysOff
    were_off: frozenset[date] = frozenset()
    keep: Keep | None = None

    @cached_property
    def finished(self) -> tuple[DayFigures, ...]:
        """The known days without today, which may still get any length of sitting."""
        return tuple(figures for figures in self.days if figures.day < self.today)

    @cached_property
    def counted(self) -> tuple[DayFigures, ...]:
        """The days that averages and measures are made of: the finished ones, or today as far as it has come."""
        return self.finished or tuple(self.days)

    @cached_property
    def judged(self) -> tuple[DayFigures, ...]:
        """The days of which is known whether they meet the goal of sitting: today as soon as it is above it."""
        return tuple(day for day in self.days if day.day < self.today or not self.goal.met(day))

    @property
    def so_far(self) -> bool:
        """Whether nothing but today is known, and stands for a whole day."""
        return bool(self.days) and not self.finished

    @property
    def goes_on(self) -> bool:
        """Whether today is one of its days."""
        return self.today in self.period

    @cached_property
    def measures(self) -> Measures:
        return measure(self.counted)

    def measures_of(self, part: Period) -> Measures:
        if part not in self._parts:
            self._parts[part] = measure(within(self.counted, part))
        return self._parts[part]

    @cached_property
    def _parts(self) -> dict[Period, Measures]:
        """Those asked for so far: a chart and its table ask for the same."""
        return {}

    @cached_property
    def measures_before(self) -> Measures:
        """The measures of the period before; while this one goes on, of as many first days of it as have passed."""
        passed = (self.today - self.period.first).days
        if self.period.length not in GROWING or self.today > self.period.last:
            return measure(self.earlier)
        return measure(within(self.earlier, self.before.head(passed))) if passed > 0 else measure(())

    @cached_property
    def weekdays(self) -> tuple[WeekdayAverage, ...]:
        return by_weekday(figures.totals for figures in self.counted)

    @property
    def hours(self) -> Iterator[DayHours]:
        found = (each.hours for each in self.known if each.day in self.period)
        return (hours for hours in found if hours is not None)

    @cached_property
    def heat(self) -> tuple[tuple[float | None, ...], ...]:
        """For each weekday, Monday first, the share of each hour that is spent sitting, over the counted days. In a
        week nothing is averaged, and today is among its days as far as it has come.
        """
        single = self.period.last - self.period.first < WEEKDAYS * DAY
        counted = {figures.day for figures in (self.days if single else self.counted)}
        of_weekday: list[list[DayHours]] = [[] for _ in range(WEEKDAYS)]
        for hours in self.hours:
            if hours.day in counted:
                of_weekday[hours.day.weekday()].append(hours)
        return tuple(by_hour(some) for some in of_weekday)

    @cached_property
    def trend(self) -> Trend:
        """The trend of the sitting per day, in seconds a day."""
        return trend([(figures.day, float(figures.totals.sitting_s)) for figures in self.finished])

    @cached_property
    def progress(self) -> GoalProgress:
        return self._met(self.goal, self.judged)

    @cached_property
    def streak(self) -> int:
        """How many days in a row, up to the last judged one, met the goal; those of the period before count on."""
        return self._met(self.goal, (*self.earlier, *self.judged)).current

    @cached_property
    def kept_progress(self) -> GoalProgress | None:
        return None if self.keep is None else self._met(self.keep, self.finished)

    @cached_property
    def kept_streak(self) -> int | None:
        """As `streak`, for the goal of kept reminders, if there is one."""
        return None if self.keep is None else self._met(self.keep, (*self.earlier, *self.finished)).current

    def rows(self, by: Length) -> Iterator[tuple[Period, Measures]]:
        """The days, weeks, months or years of the period from the first known day to the last, each with what it comes
        to, today as far as it has come. One without a known day is among them if it lies between others.
        """
        if not self.days:
            return
        known = Period(Length.RANGE, self.days[0].day, self.days[-1].day)
        begins = [figures.day for figures in self.days]
        for part in self.period.parts(by):
            if part.first <= known.last and part.last >= known.first:
                yield part, measure(self.days[bisect_left(begins, part.first) : bisect_right(begins, part.last)])

    def _met(self, goal: Goal, days: Sequence[DayFigures]) -> GoalProgress:
        off = {each.day for each in days if each.day in self.were_off or is_off(each.day, self.days_off)}
        return progress(goal, days, days_off=off)


def read_period(
    history: History,
    period: Period,
    settings: Settings,
    *,
    zone: str,
    now: datetime,
    status: Status | None = None,
    compared: bool = True,
) -> PeriodRecord:
    """Read a period, and the one before it if they are to be `compared`. With the present `status` an open span lasts
    until its moment, else until its checkpoint. Reminders that need no answer are left out, as on other pages.

    Raises OverflowError if the period or the one before it lies beyond the calendar.
    """
    today = day_of(now, zone, settings.day_start)
    wanted = Period(Length.RANGE, period.previous.first, period.last) if compared else period
    days = known_days(history, wanted, settings, today=today, status=status, now=now)
    return period_record(history, period, settings, days, today=today)


def period_record(
    history: History, period: Period, settings: Settings, days: Sequence[KnownDay], *, today: date
) -> PeriodRecord:
    """The record of a period from its known days, in order, and before them those of the period to compare it with."""
    figures = [each.figures for each in days]
    first = min(period.first, days[0].day) if days else period.first
    return PeriodRecord(
        period=period,
        before=period.previous,
        days=within(figures, period),
        earlier=within(figures, period.previous),
        known=days,
        today=today,
        goal=AtMost(round(settings.goal_hours * HOUR)),
        days_off=settings.days_off,
        were_off=history.days_off(first, period.last),
        keep=Keep(settings.goal_kept) if settings.goal_kept else None,
    )


def shown_period(view: View, day: date, today: date, first: date) -> Period:
    """What a view of the history shows, which has this day in it; `first` is the first known one. A week is the
    seven days that end today, or end so many weeks before: today has its neighbours on a Monday, too.
    """
    match view:
        case "day":
            return Period(Length.DAY, day, day)
        case "week":
            last = today - (today - day).days // WEEK * WEEK * DAY
            return Period(Length.RANGE, last - (WEEK - 1) * DAY, last)
        case "month" | "year":
            return period_of(Length(view), day)
        case "all":
            return all_months(first, today)


def all_months(first: date, today: date) -> Period:
    """All of the record, as the range from the month of the `first` known day to the present one."""
    return Period(Length.RANGE, first.replace(day=1), period_of(Length.MONTH, today).last)


def first_known(history: History, today: date, settings: Settings) -> date:
    """The first known day; today, if there is none. The log says it to a few days, which may be of another month."""
    first = min(history.first_day() or today, today)
    near = Period(Length.RANGE, first, min(first + NEAR, today))
    return next((known.day for known in known_days(history, near, settings, today=today)), first)


def known_days(
    history: History,
    period: Period,
    settings: Settings,
    *,
    today: date,
    status: Status | None = None,
    now: datetime | None = None,
) -> list[KnownDay]:
    """The known days of a period, in order: older ones as they are stored, the latest made again, by `make_days`."""
    basis = basis_of(settings)
    over, fresh = cut_at(period, fresh_from(today))
    days = [] if over is None else list(history.days(over, basis))
    return days if fresh is None else [*days, *make_days(history, fresh, basis, status, now)]


def chunks(period: Period) -> Iterator[Period]:
    """A period in chunks to read one after the other, in order: for one who has other things to do in between."""
    first = period.first
    while first <= period.last:
        last = min(first + (CHUNK_DAYS - 1) * DAY, period.last)
        yield Period(Length.RANGE, first, last)
        first = last + DAY


def basis_of(settings: Settings) -> DayRules:
    """The rules for the figures of days that the settings give."""
    return DayRules(settings.day_start, timedelta(seconds=settings.break_min * MINUTE))
