"""The parts of a period, days, months or years: as bars, as rows of a table, and where each of them leads."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, repeat

from posture_app.core.formats import (
    Form,
    date_words,
    digits,
    long_day,
    month,
    number_words,
    short_day,
    short_month,
    weekday_name,
    weekday_short,
    weekdays,
    year_title,
    year_words,
)
from posture_app.core.language import N_, NP_, _, ngettext
from posture_app.core.pages import View
from posture_app.core.settings.setting import MINUTE
from posture_app.core.statistics.bout_lengths import BoutClass, bout_classes
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.measures import DayFigures, Measures, measure, within
from posture_app.core.statistics.patterns import WeekdayAverage
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.units import amount
from posture_app.core.words import breaks_words, brief_length, duration
from posture_app.ui.charts.bars import Bar

UNKNOWN = "–"
NO_DATA = N_("no data")
IMPORTED, IMPORTED_WORDS = N_("{name}\nimported"), N_("imported, total only")
"""Of a day of which another program told no more than its totals."""
MOST_MONTHS = 300
"""Of more months than this each year has one bar: as of a log whose first day is one of a clock that was wrong."""
JANUARY, SATURDAY = 1, 5
COLUMNS = (N_("Day"), N_("Sitting"), N_("Longest"), N_("Breaks"), N_("Standing"), N_("Within goal"))
WEEKDAY_COLUMNS = (N_("Weekday"), N_("Sitting"), N_("Standing"), NP_("how many", "Days"))
BOUT_COLUMNS = (N_("In one go"), N_("Sitting a day"), N_("Share"), N_("Times"))
TITLES = {
    Length.DAY: (N_("Day by day"), N_("Day")),
    Length.MONTH: (N_("Average per day, by month"), N_("Month")),
    Length.YEAR: (N_("Average per day, by year"), N_("Year")),
}
"""What the chart is called, and the first column of its table, by what has a bar."""
LEADS: Mapping[Length, View] = {Length.DAY: "day", Length.MONTH: "month", Length.YEAR: "year"}
Row = tuple[str, ...]
Before = tuple[int, str]
"""What a part of the period before came to, and that in words."""


def unit_of(record: PeriodRecord, view: View) -> Length:
    """What has a bar of its own: the days of a week or a month, the months of a year, of all months or years."""
    if view == "all":
        return Length.YEAR if len(_from_first(record, Length.MONTH)) > MOST_MONTHS else Length.MONTH
    return Length.MONTH if view == "year" else Length.DAY


def parts_of(record: PeriodRecord, view: View) -> Sequence[Period]:
    """What has a bar each; of all there is from the first known day on."""
    unit = unit_of(record, view)
    return _from_first(record, unit) if view == "all" else tuple(record.period.parts(unit))


def bars_of(record: PeriodRecord, view: View) -> list[Bar]:
    """A bar for each part; of one with several days, for their average. Behind it stands that of the period before."""
    unit, parts = unit_of(record, view), parts_of(record, view)
    before = chain(_before(record, unit) if view != "all" else (), repeat(None))
    if unit is not Length.DAY:
        return [_part_bar(record, part, unit, was) for part, was in zip(parts, before, strict=False)]
    known, names = {figures.day: figures for figures in record.days}, view == "week"
    pairs = zip((part.first for part in parts), before, strict=False)
    return [_day_bar(record, day, known.get(day), was, names=names) for day, was in pairs]


def parts_before(record: PeriodRecord, view: View) -> Sequence[Period]:
    """What stands behind the bars of those parts."""
    return tuple(record.before.parts(unit_of(record, view)))


def rows_of(record: PeriodRecord, view: View) -> list[Row]:
    """The same as rows of a table, the latest first, as far as the period has come."""
    unit = unit_of(record, view)
    parts = [part for part in reversed(parts_of(record, view)) if part.first <= record.today]
    if unit is not Length.DAY:
        return [_part_row(record, part, unit) for part in parts]
    known, goal_s = {figures.day: figures for figures in record.days}, record.goal.sitting_s
    return [day_row(part.first, known.get(part.first), goal_s, today=record.today in part) for part in parts]


def weekday_bars(averages: Sequence[WeekdayAverage]) -> list[Bar]:
    """A bar for each weekday, in the order of the person’s week."""
    return [_weekday_bar(number, averages[number]) for number in weekdays()]


def weekday_rows(averages: Sequence[WeekdayAverage]) -> list[Row]:
    """The same as rows of a table."""
    return [
        (
            weekday_name(number),
            UNKNOWN if average.sitting_s is None else duration(average.sitting_s),
            UNKNOWN if average.standing_s is None else duration(average.standing_s),
            number_words(average.known_days),
        )
        for number, average in ((number, averages[number]) for number in weekdays())
    ]


def bout_bars(measures: Measures) -> list[Bar]:
    """A bar for each class of bouts, as high as their sitting is on an average day."""
    return [_bout_bar(measures, each) for each in bout_classes(measures.lengths)]


def bout_rows(measures: Measures) -> list[Row]:
    """The same as rows of a table."""
    return [
        (_bout_name(each), duration(_a_day(measures, each)), _share(measures, each), number_words(each.bouts))
        for each in bout_classes(measures.lengths)
    ]


def day_words(figures: DayFigures, goal_s: int, *, ended: bool) -> str:
    """The figures of a day in words; of one that has not `ended`, so far."""
    totals = figures.totals
    sat = _("sat {length}") if ended else _("sat {length} so far")
    parts = [sat.format(length=duration(totals.sitting_s))]
    if figures.timed:
        parts.append(_("longest {length} without a break").format(length=duration(totals.longest_bout_s)))
        parts.append(breaks_words(totals.breaks))
    if totals.standing_s:
        parts.append(_("stood {length}").format(length=duration(totals.standing_s)))
    above_s = totals.sitting_s - totals.sitting_s % MINUTE - goal_s  # adds up with the full minutes above
    if above_s > 0:
        parts.append(_("{length} above your goal").format(length=duration(above_s)))
    if not figures.timed:
        parts.append(_(IMPORTED_WORDS))
    return _(", ").join(parts)


def said_of(record: PeriodRecord, day: date, figures: DayFigures | None) -> str:
    """A day of the period and its figures in words."""
    if figures is None:
        return _unknown_words(long_day(day), to_come=day > record.today)
    figures_words = day_words(figures, record.goal.sitting_s, ended=day != record.today)
    return _("{name}: {figures}").format(name=long_day(day), figures=figures_words)


def _unknown_words(name: str, *, to_come: bool) -> str:
    text = _("{name}: still to come") if to_come else _("{name}: no data")
    return text.format(name=name)


def day_row(day: date, figures: DayFigures | None, goal_s: int, *, today: bool) -> Row:
    """What a table says of a day, which has not ended if it is `today`. A day that was imported says so, and what
    its totals do not tell is left open.
    """
    name = _("Today") if today else short_day(day)
    if figures is None:
        return (name, *[UNKNOWN] * (len(COLUMNS) - 1))
    totals = figures.totals
    met = _("so far") if today else _("yes")
    return (
        name if figures.timed else _(IMPORTED).format(name=name),
        duration(totals.sitting_s),
        duration(totals.longest_bout_s) if figures.timed else UNKNOWN,
        number_words(totals.breaks) if figures.timed else UNKNOWN,
        duration(totals.standing_s),
        met if totals.sitting_s <= goal_s else _("no"),
    )


def _from_first(record: PeriodRecord, unit: Length) -> Sequence[Period]:
    first = record.days[0].day if record.days else record.period.first
    return [part for part in record.period.parts(unit) if part.last >= first]


def _before(record: PeriodRecord, unit: Length) -> Iterator[Before | None]:
    """What the parts of the period before came to, and that in words; None of one that is not known."""
    days = {figures.day: figures for figures in record.earlier}
    for part in record.before.parts(unit):
        if unit is Length.DAY:
            figures = days.get(part.first)
            yield figures and (figures.totals.sitting_s, said_of(record, part.first, figures))
        else:
            found = measure(within(record.earlier, part))
            sat = found.sitting_per_day_s
            yield None if sat is None else (int(sat), _measures_words(_name(part, unit), found, sat))


def _day_bar(record: PeriodRecord, day: date, figures: DayFigures | None, was: Before | None, *, names: bool) -> Bar:
    today = day == record.today
    label = digits(day.day) if not names else _("Today") if today else weekday_short(day.weekday())
    sign = "" if day > record.today else _(NO_DATA) if names else UNKNOWN
    sat_s = None if figures is None else figures.totals.sitting_s
    return Bar(
        label,
        sign if sat_s is None else duration(sat_s),
        sign if sat_s is None else brief_length(sat_s),
        sat_s,
        said_of(record, day, figures),
        0 if figures is None else figures.totals.standing_s,
        marked=today,
        imported=figures is not None and not figures.timed,
        before_s=was and was[0],
        before_words=was[1] if was else "",
        weekend=day.weekday() >= SATURDAY,
    )


def _part_bar(record: PeriodRecord, part: Period, unit: Length, was: Before | None) -> Bar:
    found, name = record.measures_of(part), _name(part, unit)
    several = record.period.length is not Length.YEAR  # years
    major = several and (unit is Length.YEAR or part.first.month == JANUARY)
    to_come, sat = part.first > record.today, found.sitting_per_day_s
    sign = "" if to_come else UNKNOWN
    return Bar(
        year_words(part.first) if major else short_month(part.first),
        sign if sat is None else duration(sat),
        sign if sat is None else brief_length(int(sat)),
        None if sat is None else int(sat),
        _unknown_words(name, to_come=to_come) if sat is None else _measures_words(name, found, sat),
        found.standing_s // max(1, found.known_days),
        marked=record.today in part,
        imported=sat is not None and not found.timed_days,
        major=major,
        before_s=was and was[0],
        before_words=was[1] if was else "",
    )


def _measures_words(name: str, found: Measures, sat: float) -> str:
    """What several days of this name came to, with so much sitting a day."""
    text = ngettext("sat {length} a day over {number} day", "sat {length} a day over {number} days", found.known_days)
    parts = [text.format(length=duration(sat), number=number_words(found.known_days))]
    if found.longest_begun_s is not None:
        parts.append(_("longest {length} without a break").format(length=duration(found.longest_begun_s)))
    if stood := found.standing_s // found.known_days:
        parts.append(_("stood {length} a day").format(length=duration(stood)))
    untimed = found.known_days - found.timed_days
    if untimed and found.timed_days:
        text = ngettext("{number} day imported, total only", "{number} days imported, total only", untimed)
        parts.append(text.format(number=number_words(untimed)))
    elif untimed:
        parts.append(_("all imported, total only"))
    return _("{name}: {figures}").format(name=name, figures=_(", ").join(parts))


def _part_row(record: PeriodRecord, part: Period, unit: Length) -> Row:
    found = record.measures_of(part)
    name = date_words(part.first, Form.MONTH_SHORT) if unit is Length.MONTH else _name(part, unit)
    if found.sitting_per_day_s is None:
        return (name, *[UNKNOWN] * (len(COLUMNS) - 1))
    met = sum(bool(record.goal.met(figures)) for figures in within(record.counted, part))
    return (
        name if found.timed_days else _(IMPORTED).format(name=name),
        duration(found.sitting_per_day_s),
        UNKNOWN if found.longest_begun_s is None else duration(found.longest_begun_s),
        UNKNOWN if found.breaks_per_day is None else number_words(found.breaks_per_day, 1),
        duration(found.standing_s / found.known_days),
        # Translators: on how many days, of how many.
        _("{met} of {days}").format(met=number_words(met), days=number_words(found.known_days)),
    )


def _name(part: Period, unit: Length) -> str:
    return year_title(part.first) if unit is Length.YEAR else month(part.first)


def _weekday_bar(number: int, average: WeekdayAverage) -> Bar:
    name, weekend = weekday_name(number), number >= SATURDAY
    if average.sitting_s is None:
        words = _unknown_words(name, to_come=False)
        return Bar(weekday_short(number), _(NO_DATA), UNKNOWN, None, words, weekend=weekend)
    sat, stood = int(average.sitting_s), int(average.standing_s or 0)
    text = ngettext(
        "sat {length} on average over {number} day", "sat {length} on average over {number} days", average.known_days
    )
    parts = [text.format(length=duration(sat), number=number_words(average.known_days))]
    if stood:
        parts.append(_("stood {length}").format(length=duration(stood)))
    words = _("{name}: {figures}").format(name=name, figures=_(", ").join(parts))
    return Bar(weekday_short(number), duration(sat), brief_length(sat), sat, words, stood, weekend=weekend)


def _bout_bar(measures: Measures, bouts: BoutClass) -> Bar:
    name, a_day_s = _bout_name(bouts), _a_day(measures, bouts)
    text = ngettext(
        "{name} in one go, {number} time: {length} a day, {share} of all sitting",
        "{name} in one go, {number} times: {length} a day, {share} of all sitting",
        bouts.bouts,
    )
    words = text.format(
        name=name, number=number_words(bouts.bouts), length=duration(a_day_s), share=_share(measures, bouts)
    )
    if not bouts.bouts:
        return Bar(name, UNKNOWN, UNKNOWN, 0, _("{name} in one go: never").format(name=name))
    return Bar(name, duration(a_day_s), brief_length(a_day_s), a_day_s, words, long=bouts.long)


def _bout_name(bouts: BoutClass) -> str:
    """“5–10 min”; those who read it aloud say “to”."""
    least = number_words(bouts.least_s // MINUTE)
    if bouts.below_s is None:
        return _("{least} min +").format(least=least)
    return _("{least}–{below} min").format(least=least, below=number_words(bouts.below_s // MINUTE))


def _a_day(measures: Measures, bouts: BoutClass) -> int:
    return bouts.sitting_s // max(1, measures.timed_days)


def _share(measures: Measures, bouts: BoutClass) -> str:
    return amount(round(100 * bouts.sitting_s / max(1, sum(measures.lengths))), "%")
