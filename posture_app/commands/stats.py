"""`posture-app stats`: the statistics of the log, as a report with small bars for the terminal or as JSON."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta

from posture_app.commands.context import read_context, read_day
from posture_app.commands.output import line
from posture_app.core.calendar import DAY, WEEKDAYS
from posture_app.core.errors import UsageError
from posture_app.core.formats import number_words, weekday_short
from posture_app.core.language import _, ngettext
from posture_app.core.statistics.goals import GoalProgress
from posture_app.core.statistics.history import PeriodRecord, read_period
from posture_app.core.statistics.measures import Measures
from posture_app.core.statistics.patterns import WeekdayAverage
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.stats_words import (
    MEASURES,
    Unit,
    change_s,
    goal_sentence,
    trend_sentence,
    written,
)
from posture_app.core.text import columns, padded
from posture_app.core.units import amount
from posture_app.core.words import days_words, duration
from posture_app.store.log.log import open_to_read

USUAL_DAYS, HOUR = 30, 3600
NAME, FIGURE = 32, 12
"""Widths of columns of the summary."""
BEFORE_BAR = 71
"""The width of a row of the table without its bar."""
SHORTEST_BAR, LONGEST_BAR = 6, 24
MEASURED = (
    "known_days", "timed_days", "sitting_s", "standing_s", "bouts_begun", "breaks", "prompted", "outcomes",
    "longest_begun_s", "long_bouts", "long_share", "very_long_bouts", "very_long_share", "median_bout_s", "w50_s",
    "breaks_per_hour", "fragmentation", "first_s", "last_s", "natural", "asked", "kept_share", "sitting_per_day_s",
)  # fmt: skip
"""What the JSON has of the measures."""


def stats(options: argparse.Namespace) -> int:
    """Write the statistics of the days asked for, in local time; days begin at the setting `day_start`."""
    context = read_context(options)
    try:
        period = _period(options.since, options.until, context.today)
        with open_to_read(context.where.database) as log:
            record = read_period(log, period, context.settings, zone=context.zone, now=context.now)
    except OverflowError:
        raise UsageError(_("These days, or as many before them, lie beyond the calendar.")) from None
    by = Length(options.by)
    if options.json:
        line(json.dumps(as_json(record, by), indent=2))
        return 0
    width = shutil.get_terminal_size().columns
    for text in report(record, by, letters_for(sys.stdout.encoding), width):
        line(text.rstrip())
    return 0


@dataclass(frozen=True, slots=True)
class Letters:
    """What a terminal can write: the steps of a bar from empty to full, and the sign for what is unknown."""

    steps: str
    unknown: str


BLOCKS = Letters(" ▏▎▍▌▋▊▉█", "–")
PLAIN = Letters(" #", "-")


def letters_for(encoding: str | None) -> Letters:
    """The finest letters that this encoding has."""
    try:
        (BLOCKS.steps + BLOCKS.unknown).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS


def bar(share: float, width: int, letters: Letters) -> str:
    """A bar of a share from 0 to 1, as wide as it is long; what is not nothing shows at least the smallest step."""
    finest = len(letters.steps) - 1
    steps = round(min(1.0, max(0.0, share)) * width * finest)
    if share > 0:
        steps = max(1, steps)
    full, rest = divmod(steps, finest)
    return letters.steps[-1] * full + (letters.steps[rest] if rest else "")


def part_name(part: Period, by: Length) -> str:
    """A row of the table: “Mon 2026-03-02”, “2026-03-02..08”, “2026-03”, “2026”. What is cut off has its days."""
    first, last = part.first, part.last
    if by is Length.DAY:
        return f"{weekday_short(first.weekday())} {first}"
    if part.length is Length.YEAR:
        return f"{first:%Y}"
    if part.length is Length.MONTH:
        return f"{first:%Y-%m}"
    if first == last:
        return f"{first}"
    return f"{first}..{last:%d}" if first.month == last.month else f"{first}..{last:%m-%d}"


def report(record: PeriodRecord, by: Length, letters: Letters, width: int) -> Iterator[str]:
    """The lines of `posture-app stats`, at most `width` letters wide where that can be."""
    period = record.period
    yield _heading(period, len(record.days))
    if not record.days:
        return
    yield ""
    yield from _table(list(record.rows(by)), by, letters, width)
    if by is not Length.DAY:
        yield _("Hours and minutes; sitting, standing and breaks are averages of a day.")
    if any(figures.day == record.today for figures in record.days):
        yield _("Today is in it as far as it has come.")
    if told := sum(not figures.timed for figures in record.days):
        text = ngettext(
            "{number} day imported, of which no more than the total is known.",
            "{number} days imported, of which no more than the total is known.",
            told,
        )
        yield text.format(number=told)
    yield ""
    yield from _summary(record, letters)
    yield ""
    yield _("Sitting by weekday")
    yield from _weekdays(record.weekdays, letters)
    yield ""
    yield trend_sentence(record.trend)
    goal = amount(record.goal.sitting_s / HOUR, "h")
    yield goal_sentence(record.progress, _("{length} a day or less").format(length=goal))
    if record.keep is not None and record.kept_progress is not None:
        percent = amount(record.keep.percent, "%")
        yield goal_sentence(record.kept_progress, _("{percent} of reminders kept or more").format(percent=percent))
    more_s = change_s(record.measures.sitting_per_day_s, record.measures_before.sitting_per_day_s)
    if more_s is not None:
        yield _change(more_s, len(record.before))


def _heading(period: Period, known: int) -> str:
    text = _("{first} to {last}, {days}: nothing is recorded.")
    if known:
        # Translators: {days} is how many days the period has, “7 days”.
        text = ngettext(
            "{first} to {last}, {days}: {number} day with a record.",
            "{first} to {last}, {days}: {number} days with a record.",
            known,
        )
    return text.format(first=period.first, last=period.last, days=days_words(len(period)), number=number_words(known))


def _change(more_s: int, days: int) -> str:
    if not more_s:
        text = ngettext(
            "Sitting a day against the {number} day before: the same.",
            "Sitting a day against the {number} days before: the same.",
            days,
        )
    elif more_s > 0:
        text = ngettext(
            "Sitting a day against the {number} day before: {length} more.",
            "Sitting a day against the {number} days before: {length} more.",
            days,
        )
    else:
        text = ngettext(
            "Sitting a day against the {number} day before: {length} less.",
            "Sitting a day against the {number} days before: {length} less.",
            days,
        )
    return text.format(number=days, length=duration(abs(more_s)))


def _table(rows: list[tuple[Period, Measures]], by: Length, letters: Letters, width: int) -> Iterator[str]:
    counts = "" if by is Length.DAY else _("days")
    # Translators: the heads of columns on a terminal; short words, or little room is left for the bars.
    heads = ((9, _("standing")), (8, _("breaks")), (9, _("longest")), (6, _("W50")), (6, _("kept")))
    room = [max(places, columns(head) + 1) for places, head in heads]
    over = sum(room) - sum(places for places, _head in heads)
    wide = min(LONGEST_BAR, max(SHORTEST_BAR, width - BEFORE_BAR - over))
    right = "".join(padded(head, places, right=True) for places, (_least, head) in zip(room, heads, strict=True))
    sitting = padded(_("sitting"), 9, right=True)
    yield f"{'':19}{padded(counts, 4, right=True)}{sitting} {'':{wide}}{right}"
    most = max((found.sitting_per_day_s or 0 for _, found in rows), default=0) or 1
    for part, found in rows:
        sat, breaks, days = found.sitting_per_day_s, found.breaks_per_day, found.known_days
        drawn = bar((sat or 0) / most, wide, letters)
        unknown = letters.unknown
        figures = (
            _clock(found.standing_s / days if days else None, unknown),
            unknown if breaks is None else f"{breaks:.{0 if by is Length.DAY else 1}f}",
            _clock(found.longest_begun_s, unknown),
            _clock(found.w50_s, unknown),
            unknown if found.kept_share is None else written(found.kept_share, Unit.SHARE),
        )
        right = "".join(padded(text, places, right=True) for places, text in zip(room, figures, strict=True))
        name = padded(part_name(part, by), 19)
        yield f"{name}{days if counts else '':>4}{_clock(sat, unknown):>9} {drawn:{wide}}{right}"


def _summary(record: PeriodRecord, letters: Letters) -> Iterator[str]:
    now, before = record.measures, record.measures_before
    if record.so_far:
        what = _("today so far")
    elif any(figures.day == record.today for figures in record.days):
        text = ngettext("{number} day without today", "{number} days without today", now.known_days)
        what = text.format(number=number_words(now.known_days))
    else:
        what = days_words(now.known_days)
    # Translators: what was before a period: “before (3 days of 7)”.
    then = ngettext("before ({number} day of {whole})", "before ({number} days of {whole})", before.known_days)
    ago = then.format(number=number_words(before.known_days), whole=number_words(len(record.before)))
    rows = [
        ("", what, ago),
        *((_(each.name), *(each.say(found, unknown=letters.unknown) for found in (now, before))) for each in MEASURES),
        (_("Breaks"), *(_breaks(found, letters) for found in (now, before))),
    ]
    name, first = (max(least, *(columns(row[n]) + 2 for row in rows)) for n, least in enumerate((NAME, FIGURE * 2)))
    for row in rows:
        yield f"{padded(row[0], name)}{padded(row[1], first)}{row[2]}"


def _breaks(found: Measures, letters: Letters) -> str:
    if not found.timed_days:
        return letters.unknown
    return _("{breaks}, {reminded} reminded of").format(breaks=found.breaks, reminded=found.prompted)


def _weekdays(averages: tuple[WeekdayAverage, ...], letters: Letters) -> Iterator[str]:
    most = max((average.sitting_s or 0 for average in averages), default=0) or 1
    room = max(columns(weekday_short(weekday)) for weekday in range(len(averages)))
    for weekday, average in enumerate(averages):
        name = padded(weekday_short(weekday), room)
        if average.sitting_s is None:
            yield f"{name}  {letters.unknown:>10}"
        else:
            drawn = bar(average.sitting_s / most, LONGEST_BAR, letters)
            days = days_words(average.known_days)
            yield f"{name}  {padded(duration(average.sitting_s), 10, right=True)} {drawn:{LONGEST_BAR}} {days}"


def _clock(seconds: float | None, unknown: str) -> str:
    """A length in a column: “6:12”."""
    if seconds is None:
        return unknown
    hours, minutes = divmod(timedelta(seconds=int(seconds)) // timedelta(minutes=1), 60)
    return f"{hours}:{minutes:02}"


def as_json(record: PeriodRecord, by: Length) -> dict[str, object]:
    """Everything as plain values: lengths in seconds, shares from 0 to 1, days in ISO 8601; null is unknown."""
    trend, progress = record.trend, record.progress
    return {
        "since": record.period.first.isoformat(),
        "until": record.period.last.isoformat(),
        "today": record.today.isoformat(),
        "by": by.value,
        "rows": [{**_days(part), **_measures(found)} for part, found in record.rows(by)],
        "summary": _measures(record.measures),
        "before": {**_days(record.before), **_measures(record.measures_before)},
        "weekdays": [
            {"weekday": name, **{field.name: getattr(average, field.name) for field in fields(average)}}
            for name, average in zip(WEEKDAYS, record.weekdays, strict=True)
        ],
        "trend": {
            "direction": trend.direction.value,
            "days": trend.days,
            "slope_s_per_day": trend.slope,
            "low_s_per_day": trend.low,
            "high_s_per_day": trend.high,
        },
        "goal": {"sitting_s": record.goal.sitting_s, **_plain(progress)},
        "goal_kept": None
        if record.keep is None or record.kept_progress is None
        else {"percent": record.keep.percent, **_plain(record.kept_progress)},
    }


def _plain(progress: GoalProgress) -> dict[str, int]:
    return {field.name: getattr(progress, field.name) for field in fields(progress)}


def _measures(found: Measures) -> dict[str, object]:
    plain = {name: getattr(found, name) for name in MEASURED}
    return {**plain, "outcomes": {outcome.value: count for outcome, count in found.outcomes.items()}}


def _days(period: Period) -> dict[str, object]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _period(since: str | None, until: str | None, today: date) -> Period:
    last = today if until is None else read_day(until, "--until")
    first = last - (USUAL_DAYS - 1) * DAY if since is None else read_day(since, "--since")
    if first > last:
        raise UsageError(_("--since lies in the future.") if until is None else _("--until lies before --since."))
    return Period(Length.RANGE, first, last)
