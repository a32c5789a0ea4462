"""The values in a file of ours, made of the text or the JSON they were written as. Whatever is wrong with one is raised
as ValueError, in words that go on after its name.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from posture_app.core.calendar import zone_of
from posture_app.core.record.diary import Correction
from posture_app.core.record.entry import Entry
from posture_app.core.spans import Span
from posture_app.store.file.inspection import MOMENT
from posture_app.store.file.moments import from_us, to_us
from posture_app.store.log.columns import LENGTHS, Column, Form, Format
from posture_app.store.transfer.import_text import shortened
from posture_app.store.transfer.layouts import TEXTS

SECOND_US = 1_000_000
MOST_S = 10**10
"""No length is of so many seconds: it would be some 300 years."""
_NUMBER = re.compile(r"\d{1,11}(\.\d{1,6})?|\d(\.\d{1,6})?[eE]-0?[1-6]", re.ASCII)
_HOURS = re.compile(r"(\d{1,9}):([0-5]\d):([0-5]\d)", re.ASCII)
_PERIOD = re.compile(r"PT(\d{1,11}\.\d{1,6})S", re.ASCII)
_DAYS = tuple(from_us(us).date() for us in MOMENT)


def read_text(column: Column, text: str, fmt: Format) -> Any:
    """A value as the log keeps it, from a cell of CSV or of Excel’s table."""
    if column.follows:
        return None
    if fmt is Format.EXCEL and column.form in TEXTS:
        text = text.removeprefix("'")
    if not text and column.form is not Form.TEXT:
        if column.optional:
            return None
        raise ValueError("is empty")
    if fmt is Format.EXCEL and column.form in LENGTHS:
        text = _of_hours(text)
    elif column.form in LENGTHS:
        text = text.replace(",", ".")  # a spreadsheet’s, where people write fractions so
    return _value(column, text)


def read_json(column: Column, value: object) -> Any:
    """A value as the log keeps it, from one of JSON."""
    if column.follows:
        return None
    if value is None:
        if column.optional:
            return None
        raise ValueError("is missing")
    if column.form is Form.FLAG:
        if not isinstance(value, bool):
            raise ValueError(f"is neither true nor false, but {_shown(value)}")
        return int(value)
    wanted = (int, Decimal) if column.form in (*LENGTHS, Form.COUNT) else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise ValueError(f"is no {'number' if wanted is not str else 'text'}, but {_shown(value)}")  # noqa: TRY004 - the file is wrong, and not a call
    if column.form is not Form.TEXT and value == "":
        raise ValueError("is empty")
    return _value(column, str(value))


def moment(text: str) -> int:
    """Microseconds since 1970 of a moment in ISO 8601."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"is no moment in ISO 8601: {_shown(text)}") from None
    if at.tzinfo is None:
        raise ValueError(f"does not say how far from UTC it is: {_shown(text)}")
    try:
        us = to_us(at.astimezone(UTC))
    except OverflowError:
        us = MOMENT[1] + 1
    if not MOMENT[0] <= us <= MOMENT[1]:
        raise ValueError(f"lies beyond the calendar: {_shown(text)}")
    return us


def length(text: str) -> int:
    """Microseconds of a number of seconds."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"is no length in seconds: {_shown(text)}")
    us = Decimal(text) * SECOND_US
    if us != int(us) or us > MOST_S * SECOND_US:
        raise ValueError(f"is no length in seconds: {_shown(text)}")
    return int(us)


def zone(name: str) -> str:
    """A name of a time zone."""
    try:
        zone_of(name)
    except ValueError:
        raise ValueError(f"is no time zone: {_shown(name)}") from None
    return name


def checked(entry: Entry) -> Entry:
    """The same, if what lasts ends after it begins."""
    what = entry.what
    if isinstance(what, Span | Correction) and what.end <= what.start:
        raise ValueError("ends before it begins" if what.end < what.start else "ends where it begins")
    return entry


def _value(column: Column, text: str) -> Any:
    read = _READERS.get(column.form)
    if read is not None:
        return read(text)
    if column.form is Form.WORD and text not in column.words:
        raise ValueError(f"is none of {', '.join(column.words)}: {_shown(text)}")
    if "\0" in text:
        raise ValueError("has a character that is no text")
    return text


def _whole(text: str) -> int:
    us = length(text)
    if us % SECOND_US:
        raise ValueError(f"is no whole number: {_shown(text)}")
    return us // SECOND_US


def _flag(text: str) -> int:
    if text not in {"0", "1"}:
        raise ValueError(f"is neither 1 nor 0: {_shown(text)}")
    return int(text)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"is no day such as 2026-03-02: {_shown(text)}") from None
    if not _DAYS[0] <= day < _DAYS[1]:
        raise ValueError(f"lies beyond the calendar: {_shown(text)}")
    return day.isoformat()


def _of_hours(text: str) -> str:
    """Seconds, of what `layouts` makes of them for Excel."""
    if found := _HOURS.fullmatch(text):
        hours, minutes, seconds = map(int, found.groups())
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds) // timedelta(seconds=1))
    if found := _PERIOD.fullmatch(text):
        return found[1]
    raise ValueError(f"is no length as h:mm:ss: {_shown(text)}")


def _shown(value: object) -> str:
    return f"“{shortened(str(value), 40)}”"  # as much as fits


_READERS: dict[Form, Callable[[str], Any]] = {
    Form.UTC: moment,
    Form.LENGTH: length,
    Form.SECONDS: _whole,
    Form.COUNT: _whole,
    Form.ZONE: zone,
    Form.DAY: _day,
    Form.FLAG: _flag,
}
