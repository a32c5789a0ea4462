"""What a report of some days says: the sentence, figures and bars of the history, and a table."""

from collections.abc import Iterator, Mapping
from datetime import date

from posture_app.core.calendar import DAY
from posture_app.core.formats import (
    Form,
    date_words,
    day_range,
    day_title,
    full_day,
    month,
    number_words,
    short_day,
    year_title,
)
from posture_app.core.language import N_, _, ngettext, pgettext
from posture_app.core.pages import View
from posture_app.core.record.record_jobs import Days
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.history import PeriodRecord, all_months, first_known
from posture_app.core.statistics.measures import within
from posture_app.core.statistics.period_words import PeriodNames, sentence
from posture_app.core.statistics.periods import WEEK, Length, Period, period_of
from posture_app.core.statistics.ports import History
from posture_app.core.words import APP_NAME, duration
from posture_app.ui.history.period_bars import TITLES, UNKNOWN, bars_of, unit_of
from posture_app.ui.history.period_names import before_name, names_of, title_of
from posture_app.ui.history.period_tiles import TITLES as FIGURES
from posture_app.ui.history.period_tiles import figures_of
from posture_app.ui.report.report_page import Report

MOST: Mapping[Length, int] = {Length.DAY: 14, Length.WEEK: 15 * WEEK, Length.MONTH: 732}
"""What has a row of its own in a table: the first of these that has as many days at the least as are reported of."""
MOST_BARS = 62
"""Of more days than this, months have bars."""
ROWS = {
    Length.DAY: (N_("Day by day"), N_("Day")),
    Length.WEEK: (N_("Week by week"), N_("Week")),
    Length.MONTH: (N_("Month by month"), N_("Month")),
    Length.YEAR: (N_("Year by year"), N_("Year")),
}
MOST_ROWS = 24
"""More years than this are none of a person: a clock was wrong. The latest ones are in the table."""


def reported(days: Days | None, today: date, history: History, settings: Settings) -> tuple[View, Period]:
    """The days as the history would show them: as a month or a year if they are one, as far as it has come."""
    if days is None:
        return "all", all_months(first_known(history, today, settings), today)
    for length in (Length.MONTH, Length.YEAR):
        whole = period_of(length, days[0])
        if days == (whole.first, min(whole.last, today)):
            return ("month" if length is Length.MONTH else "year"), whole
    count = (days[1] - days[0]) // DAY + 1
    view: View = "week" if count <= MOST[Length.DAY] else "month" if count <= MOST_BARS else "all"
    return view, Period(Length.RANGE, *days)


def report_of(record: PeriodRecord, view: View, *, first_hour: int, of: str) -> Report:
    """The report of a period with a known day, for the person of this name (empty: for nobody)."""
    names, average = _names(record, view), record.measures.sitting_per_day_s
    unit = unit_of(record, view)
    title, table = report_title(record.period, view, record.today), _table_unit(record)
    return Report(
        title=title,
        of=of,
        made=_("Made by {app} on {day}").format(app=APP_NAME, day=date_words(record.today)),
        sentence=sentence(record, names),
        figures=[(_(FIGURES[name]), value, remark) for name, value, remark in figures_of(record, names.before)],
        chart_title=_(TITLES[unit][0]),
        bars=bars_of(record, view),
        goal_s=record.goal.sitting_s,
        average_s=None if average is None or record.so_far else int(average),
        before=_before(record, view),
        heat=record.heat,
        first_hour=first_hour,
        table_title=_(ROWS[table][0]),
        table=[_headings(table), *list(_rows(record, table))[-MOST_ROWS:]],
        note=_(
            "Sitting, breaks and standing are averages of a day that has a record; days without one count for nothing."
            " A break is a gap in sitting that is long enough to count; the longest is without a break in between."
        ),
    )


def report_title(period: Period, view: View, today: date) -> str:
    """What a report is called, by its days."""
    if period.length is not Length.RANGE or _of_months(view, period):
        return title_of(view, period, today)
    return day_title(period.first, year=True) if len(period) == 1 else day_range(period.first, period.last)


def file_name(view: View, period: Period, today: date) -> str:
    """A name for its file."""
    if period.length is Length.MONTH:
        when = f"{period.first:%Y-%m}"
    elif period.length is Length.YEAR:
        when = f"{period.first:%Y}"
    else:
        when = f"until-{today}" if view == "all" else f"{period.first}-to-{period.last}"
    return f"posture-report-{when}.pdf"


def _of_months(view: View, period: Period) -> bool:
    """Whether these are whole months, as all there is."""
    return view == "all" and period.first.day == 1 and (period.last + DAY).day == 1


def _names(record: PeriodRecord, view: View) -> PeriodNames:
    """The days in a sentence, and what they are compared with."""
    period = record.period
    last_days = view == "week" and len(period) == WEEK and record.goes_on
    if period.length is not Length.RANGE or last_days or (record.goes_on and _of_months(view, period)):
        return names_of(view, period, record.days[0].day, record.today)
    if len(period) == 1:
        return PeriodNames(_("on {day}").format(day=full_day(period.first)))
    first, last = date_words(period.first), date_words(period.last)
    return PeriodNames(_("from {first} to {last}").format(first=first, last=last))


def _before(record: PeriodRecord, view: View) -> str:
    if record.period.length is not Length.RANGE:
        return before_name(view, record.period, record.today)
    count = len(record.period)
    return ngettext("The day before", "The {number} days before", count).format(number=number_words(count))


def _table_unit(record: PeriodRecord) -> Length:
    """What has a row: as little as there is room for."""
    count = len(record.period)
    return next((length for length, most in MOST.items() if count <= most), Length.YEAR)


def _headings(unit: Length) -> tuple[str, ...]:
    return (
        _(ROWS[unit][1]), pgettext("how many", "Days"),
        _("Sitting"), _("Longest"), _("Breaks"), _("Standing"), _("Within goal")
    )  # fmt: skip


def _rows(record: PeriodRecord, unit: Length) -> Iterator[tuple[str, ...]]:
    """A row for each part from the first known day to the last."""
    for part, _measures in record.rows(unit):
        found, name = record.measures_of(part), _part_name(part, unit, record.today)
        if found.sitting_per_day_s is None:
            yield name, "0", *[UNKNOWN] * 5
            continue
        met = sum(bool(record.goal.met(figures)) for figures in within(record.counted, part))
        yield (
            name,
            number_words(found.known_days),
            duration(found.sitting_per_day_s),
            UNKNOWN if found.longest_begun_s is None else duration(found.longest_begun_s),
            UNKNOWN if found.breaks_per_day is None else number_words(found.breaks_per_day, 1),
            duration(found.standing_s / found.known_days),
            _("{met} of {days}").format(met=number_words(met), days=number_words(found.known_days)),
        )


def _part_name(part: Period, unit: Length, today: date) -> str:
    match unit:
        case Length.DAY:
            return _("Today") if part.first == today else short_day(part.first)
        case Length.WEEK:
            return day_range(part.first, part.last, Form.DATE_SHORT) if len(part) > 1 else short_day(part.first)
        case Length.MONTH:
            return month(part.first)
        case _:
            return year_title(part.first)
