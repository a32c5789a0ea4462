"""`posture-app stats`: what the log amounts to, as a report for the terminal or as JSON."""

import argparse
import json
import shutil
import sys
from dataclasses import fields
from datetime import date

from posture_app.commands.output import line
from posture_app.core.calendar import DAY, day_of
from posture_app.core.errors import UsageError
from posture_app.core.rules import WEEKDAYS
from posture_app.core.statistics.goals import GoalProgress
from posture_app.core.statistics.history import PeriodRecord, read_period
from posture_app.core.statistics.measures import Measures
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.stats_words import letters_for, report
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import places
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.zone import local_zone
from posture_app.store.log.log import open_to_read

USUAL_DAYS = 30
MEASURED = (
    "known_days", "timed_days", "sitting_s", "standing_s", "bouts_begun", "breaks", "prompted", "outcomes",
    "longest_begun_s", "long_bouts", "long_share", "very_long_bouts", "very_long_share", "median_bout_s", "w50_s",
    "breaks_per_hour", "fragmentation", "first_s", "last_s", "natural", "asked", "kept_share", "sitting_per_day_s",
)  # fmt: skip
"""What the JSON has of the measures."""


def stats(options: argparse.Namespace) -> int:
    """Write the statistics of the days asked for; days are those of the setting `day_start`, in local time."""
    where = places(options.data_dir)
    settings = SettingsFile(where.settings).load().settings
    zone, now = local_zone(), SystemClock().now().wall
    try:
        period = _period(options.since, options.until, day_of(now, zone, settings.day_start))
        with open_to_read(where.database) as log:
            record = read_period(log, period, settings, zone=zone, now=now)
    except OverflowError:
        raise UsageError("These days, or as many before them, lie beyond the calendar.") from None
    by = Length(options.by)
    if options.json:
        line(json.dumps(as_json(record, by), indent=2))
        return 0
    width = shutil.get_terminal_size().columns
    for text in report(record, by, letters_for(sys.stdout.encoding), width):
        line(text.rstrip())
    return 0


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
        "goal": {
            "sitting_s": record.goal.sitting_s,
            **_plain(progress),
        },
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
    last = today if until is None else _day(until, "--until")
    first = last - (USUAL_DAYS - 1) * DAY if since is None else _day(since, "--since")
    if first > last:
        raise UsageError("--since lies in the future." if until is None else "--until lies before --since.")
    return Period(Length.RANGE, first, last)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} takes a day such as 2026-03-02, not “{text}”.") from None
