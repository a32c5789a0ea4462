"""The days of a month and the months of a year, or of all years: as bars, and as rows of a table."""

from collections.abc import Sequence
from datetime import date

from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.measures import DayFigures, within
from posture_app.core.statistics.patterns import WeekdayAverage
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.stats_words import days_words
from posture_app.core.words import brief_length, duration
from posture_app.ui.charts.bars import Bar
from posture_app.ui.charts.day_table import COLUMNS, IMPORTED, UNKNOWN, day_row
from posture_app.ui.history.week import IMPORTED_WORDS, NO_DATA, day_bar
from posture_app.ui.kit.dates import long_day, month, short_month, weekday_name

TO_COME = "still to come"
MOST_MONTHS = 300
"""Of more months than this each year has one bar: as of a log whose first day is one of a clock that was wrong."""
JANUARY = 1
UNITS = {Length.MONTH: Length.DAY, Length.YEAR: Length.MONTH}
"""What has a bar of its own, by what shows."""
TITLES = {
    Length.DAY: ("Sitting per day", "Day"),
    Length.MONTH: ("Average per day, by month", "Month"),
    Length.YEAR: ("Average per day, by year", "Year"),
}
"""What the chart is called, and the first column of its table, by what has a bar."""
Row = tuple[str, ...]


def unit_of(record: PeriodRecord) -> Length:
    """What has a bar of its own: the days of a month, the months of a year, and of all years months or years."""
    many = len(_from_first(record, Length.MONTH)) > MOST_MONTHS
    return UNITS.get(record.period.length, Length.YEAR if many else Length.MONTH)


def bars_of(record: PeriodRecord) -> list[Bar]:
    """A bar for each; of one with several days, for their average."""
    unit = unit_of(record)
    if unit is Length.DAY:
        known = {figures.day: figures for figures in record.days}
        return [_day_bar(record, day, known.get(day)) for day in record.period.days]
    return [_part_bar(record, part, unit) for part in _parts(record, unit)]


def rows_of(record: PeriodRecord) -> list[Row]:
    """The same as rows of a table, the latest first, as far as the period has come."""
    unit = unit_of(record)
    if unit is not Length.DAY:
        parts = [part for part in _parts(record, unit) if part.first <= record.today]
        return [_part_row(record, part, unit) for part in reversed(parts)]
    known = {figures.day: figures for figures in record.days}
    days = [day for day in record.period.days if day <= record.today]
    goal_s = record.goal.sitting_s
    return [day_row(day, known.get(day), goal_s, today=day == record.today) for day in reversed(days)]


def weekday_bars(averages: Sequence[WeekdayAverage]) -> list[Bar]:
    """A bar for each weekday."""
    return [_weekday_bar(weekday_name(number), average) for number, average in enumerate(averages)]


def weekday_rows(averages: Sequence[WeekdayAverage]) -> list[Row]:
    """The same as rows of a table."""
    return [
        (
            weekday_name(number),
            UNKNOWN if average.sitting_s is None else duration(average.sitting_s),
            UNKNOWN if average.standing_s is None else duration(average.standing_s),
            str(average.known_days),
        )
        for number, average in enumerate(averages)
    ]


def _parts(record: PeriodRecord, unit: Length) -> list[Period]:
    """All parts of a year; of all years those from the first known day on."""
    return list(record.period.parts(unit)) if record.period.length is Length.YEAR else _from_first(record, unit)


def _from_first(record: PeriodRecord, unit: Length) -> list[Period]:
    first = record.days[0].day if record.days else record.period.first
    return [part for part in record.period.parts(unit) if part.last >= first]


def _day_bar(record: PeriodRecord, day: date, figures: DayFigures | None) -> Bar:
    today = day == record.today
    if figures is None:
        return _no_bar(str(day.day), long_day(day), to_come=day > record.today, marked=today)
    return day_bar(str(day.day), day, figures, record.goal.sitting_s, today=today)


def _part_bar(record: PeriodRecord, part: Period, unit: Length) -> Bar:
    found, name, marked = record.measures_of(part), _name(part, unit), record.today in part
    several = record.period.length is not Length.YEAR  # years
    major = several and (unit is Length.YEAR or part.first.month == JANUARY)
    label = f"{part.first.year}" if major else short_month(part.first)
    sat = found.sitting_per_day_s
    if sat is None:
        return _no_bar(label, name, to_come=part.first > record.today, marked=marked, major=major)
    stood = found.standing_s // found.known_days
    words = f"{name}: sat {duration(sat)} a day over {days_words(found.known_days)}"
    if found.longest_begun_s is not None:
        words += f", longest {duration(found.longest_begun_s)} without a break"
    if stood:
        words += f", stood {duration(stood)} a day"
    untimed = found.known_days - found.timed_days
    if untimed:
        words += f", {untimed if found.timed_days else 'all'} {IMPORTED_WORDS}"
    return Bar(
        label,
        duration(sat),
        brief_length(int(sat)),
        int(sat),
        words,
        stood,
        marked=marked,
        imported=not found.timed_days,
        major=major,
    )


def _no_bar(label: str, name: str, *, to_come: bool, marked: bool, major: bool = False) -> Bar:
    sign = "" if to_come else UNKNOWN
    return Bar(label, sign, sign, None, f"{name}: {TO_COME if to_come else NO_DATA}", marked=marked, major=major)


def _part_row(record: PeriodRecord, part: Period, unit: Length) -> Row:
    found = record.measures_of(part)
    name = f"{short_month(part.first)} {part.first.year}" if unit is Length.MONTH else _name(part, unit)
    if found.sitting_per_day_s is None:
        return (name, *[UNKNOWN] * (len(COLUMNS) - 1))
    met = sum(bool(record.goal.met(figures)) for figures in within(record.counted, part))
    return (
        name if found.timed_days else f"{name}\n{IMPORTED}",
        duration(found.sitting_per_day_s),
        UNKNOWN if found.longest_begun_s is None else duration(found.longest_begun_s),
        UNKNOWN if found.breaks_per_day is None else f"{found.breaks_per_day:.1f}",
        duration(found.standing_s / found.known_days),
        f"{met} of {found.known_days}",
    )


def _name(part: Period, unit: Length) -> str:
    return f"{part.first.year}" if unit is Length.YEAR else month(part.first)


def _weekday_bar(name: str, average: WeekdayAverage) -> Bar:
    if average.sitting_s is None:
        return Bar(name[:3], NO_DATA, UNKNOWN, None, f"{name}: {NO_DATA}")
    sat, stood = int(average.sitting_s), int(average.standing_s or 0)
    words = f"{name}: sat {duration(sat)} on average over {days_words(average.known_days)}"
    if stood:
        words += f", stood {duration(stood)}"
    return Bar(name[:3], duration(sat), brief_length(sat), sat, words, stood)
