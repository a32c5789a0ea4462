"""The person's own record in a form that other programs read: CSV (RFC 4180) and JSON, written row by row.

Spans, one a row, in the order of recording:

| column | meaning |
|---|---|
| posture | sitting or standing |
| start_utc, end_utc | ISO 8601, in UTC; the end of an open span is its checkpoint |
| start_local, end_local | the same moments in the zone of the span, with its offset |
| zone | IANA name of the time zone in force at the start |
| length_s | true length in seconds |
| ended_by | why it ended; empty (JSON: null) while it is open |
| gap_s | true seconds since the span before, where the clock was set in between; else empty (null) |

Days: day (ISO 8601), sitting_s, standing_s, bouts, breaks, longest_bout_s, as in `core.statistics.DayTotals`.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from posture_app.core.calendar import zone_of
from posture_app.core.ports import History
from posture_app.core.spans import Span
from posture_app.core.statistics import DayTotals

Write = Callable[[str], object]
Value = str | int | float | None

SPAN_COLUMNS = (
    "posture",
    "start_utc",
    "end_utc",
    "start_local",
    "end_local",
    "zone",
    "length_s",
    "ended_by",
    "gap_s",
)
DAY_COLUMNS = ("day", "sitting_s", "standing_s", "bouts", "breaks", "longest_bout_s")


class Format(StrEnum):
    """What to write."""

    CSV = "csv"
    JSON = "json"


def export_spans(history: History, since: datetime | None, until: datetime | None, fmt: Format, write: Write) -> None:
    """Write the spans with a part in the range, whole, piece by piece. Raises KnownError if the log cannot be read."""
    _export(SPAN_COLUMNS, map(_span_row, history.spans(since, until)), fmt, write)


def export_days(days: Iterable[DayTotals], fmt: Format, write: Write) -> None:
    """Write the totals of days, piece by piece."""
    _export(DAY_COLUMNS, map(_day_row, days), fmt, write)


def _span_row(span: Span) -> tuple[Value, ...]:
    zone = zone_of(span.zone)
    return (
        span.posture.value,
        _utc(span.start),
        _utc(span.end),
        span.start.astimezone(zone).isoformat(),
        span.end.astimezone(zone).isoformat(),
        span.zone,
        _seconds(span.length),
        None if span.ended_by is None else span.ended_by.value,
        None if span.gap is None else _seconds(span.gap),
    )


def _day_row(day: DayTotals) -> tuple[Value, ...]:
    return day.day.isoformat(), day.sitting_s, day.standing_s, day.bouts, day.breaks, day.longest_bout_s


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def _seconds(length: timedelta) -> int | float:
    seconds = length.total_seconds()
    return int(seconds) if seconds.is_integer() else seconds


def _export(columns: tuple[str, ...], rows: Iterator[tuple[Value, ...]], fmt: Format, write: Write) -> None:
    if fmt is Format.CSV:
        _export_csv(columns, rows, write)
    else:
        _export_json(columns, rows, write)


def _export_csv(columns: tuple[str, ...], rows: Iterator[tuple[Value, ...]], write: Write) -> None:
    import csv  # noqa: PLC0415 - rarely needed, and the app is to stay small

    class Target:
        """What csv takes for a file."""

        def write(self, text: str) -> object:
            return write(text)

    writer = csv.writer(Target(), lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)


def _export_json(columns: tuple[str, ...], rows: Iterator[tuple[Value, ...]], write: Write) -> None:
    import json  # noqa: PLC0415 - rarely needed, and the app is to stay small

    encode = json.JSONEncoder(ensure_ascii=False).encode
    before = "[\n"
    for row in rows:
        write(before + encode(dict(zip(columns, row, strict=True))))
        before = ",\n"
    write("[]\n" if before == "[\n" else "\n]\n")
