"""What this app has exported itself, read back: CSV, JSON, and Excel’s table. The columns tell of which kind it is."""

import csv
import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from posture_app.core.calendar import zone_of
from posture_app.core.record.diary import Correction
from posture_app.core.record.entry import Device, DeviceKind, Entry
from posture_app.core.spans import Span
from posture_app.store.file.moments import MOMENT, from_us
from posture_app.store.log.clock_texts import SECOND_US
from posture_app.store.log.columns import ADDED, COLUMNS, LENGTHS, Column, ExportKind, Form, Format, entry_of
from posture_app.store.transfer.export import TEXTS
from posture_app.store.transfer.import_activitywatch import EVENT, EVENTS
from posture_app.store.transfer.import_json import JsonWalk
from posture_app.store.transfer.import_text import (
    LONGEST,
    MOST_S,
    File,
    MalformedError,
    SkippedRecords,
    moment,
    quoted,
)

Entries = Iterator[tuple[str, Entry]]
"""Entries, each with its place in the file."""
OF_DEVICE = 3
"""How many of the last columns say whose a row is; early exports did not have them."""
DAYS = "these are totals of days, which are made from spans; export the spans, and import those"
FORMS_BY = {
    ",": (Format.CSV, Format.EXCEL),
    ";": (Format.CSV, Format.EXCEL),
    "\t": (Format.EXCEL, Format.CSV),
}
"""Which of our tables has this separator, or gets it when a spreadsheet writes it again."""
UNKNOWN = "its columns are not those of an export; export the log again, and leave the headings as they are"
_NUMBER = re.compile(r"\d{1,11}(\.\d{1,6})?|\d(\.\d{1,6})?[eE]-0?[1-6]", re.ASCII)
_HOURS = re.compile(r"(\d{1,9}):([0-5]\d):([0-5]\d)", re.ASCII)
_PERIOD = re.compile(r"PT(\d{1,11}\.\d{1,6})S", re.ASCII)
_DAYS = tuple(from_us(us).date() for us in MOMENT)


class OwnTable:
    """CSV, or Excel's table, also as a spreadsheet has written it again: with semicolons, and a comma in fractions."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self, skipped: SkippedRecords) -> Entries:
        csv.field_size_limit(LONGEST)
        lines = self._file.lines()
        head = next(lines, "")
        separator = max(",;\t", key=head.count)
        rows = csv.reader(itertools.chain([head], lines), delimiter=separator, strict=True)
        reader: _RowReader | None = None
        begins = 1
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                raise MalformedError(f"it is not proper CSV ({error})", f"line {begins}") from None
            if row is None:
                return
            place, begins = f"line {begins}", rows.line_num + 1
            if reader is None:
                reader = _reader_of(row, FORMS_BY[separator], self._file.path.stem)
            elif any(row):
                yield from reader.entries(row, place, skipped)


class OwnJson:
    """A list of objects."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self, skipped: SkippedRecords) -> Entries:
        walk = JsonWalk(self._file)
        reader: _RowReader | None = None
        for _ in walk.items():
            walk.begins()
            place = walk.place
            item = walk.value()
            if not isinstance(item, dict):
                skipped.add(place, "it is no object, as those of an export are")
                continue
            if reader is None:
                reader = _reader_of(list(item), (Format.JSON,), self._file.path.stem)
            yield from reader.entries(item, place, skipped)
        walk.end()


class _RowReader:
    """Reads entries from rows with these columns; `device` is whose they are if they do not say so."""

    def __init__(self, kind: ExportKind, fmt: Format, columns: Sequence[Column], device: Device | None) -> None:
        self._kind, self._fmt, self._columns, self._device = kind, fmt, columns, device
        self._names = [column.heading(fmt) for column in columns]

    def entries(self, row: Sequence[Any] | Mapping[str, Any], place: str, skipped: SkippedRecords) -> Entries:
        """The entry of this row, or of this object; none if it is not in order."""
        try:
            yield place, self._entry(self._in_order(row) if isinstance(row, Mapping) else row)
        except ValueError as error:
            skipped.add(place, str(error))

    def _in_order(self, item: Mapping[str, Any]) -> list[Any]:
        if len(item) != len(self._names) or any(name not in item for name in self._names):
            raise ValueError("it has other keys than the first")
        return [item[name] for name in self._names]

    def _entry(self, row: Sequence[Any]) -> Entry:
        if len(row) != len(self._columns):
            raise ValueError(f"it has {len(row)} fields, and {len(self._columns)} belong there")
        values = []
        for column, name, value in zip(self._columns, self._names, row, strict=True):
            if column.follows:
                continue
            try:
                values.append(
                    _read_json(column, value) if self._fmt is Format.JSON else _read_text(column, value, self._fmt)
                )
            except ValueError as error:
                raise ValueError(f"{name} {error}") from None
        if self._device is not None:
            values += [self._device.uid, self._device.name, self._device.kind.value]
        try:
            return _checked(entry_of(self._kind, tuple(values)))
        except ValueError as error:
            raise ValueError(f"it {error}") from None


def _layouts() -> Iterator[tuple[ExportKind, tuple[Column, ...]]]:
    """The columns of each kind, and those of files from before some of them."""
    for kind, columns in COLUMNS.items():
        yield kind, columns
        for added in reversed(ADDED):
            before = tuple(column for column in columns if column not in added)
            if before != columns:
                yield kind, before
            columns = before  # noqa: PLW2901 - older and older


def _reader_of(names: list[str], forms: Collection[Format], stem: str) -> _RowReader:
    """By the headings of a file, or the keys of its first object."""
    for fmt, (kind, columns) in itertools.product(forms, _layouts()):
        same = sorted if fmt is Format.JSON else list
        wanted = [column.heading(fmt) for column in columns]
        if same(names) == same(wanted):
            if kind is ExportKind.DAYS:
                raise MalformedError(DAYS)
            return _RowReader(kind, fmt, columns, None)
        if kind is ExportKind.SPANS and same(names) == same(wanted[:-OF_DEVICE]):
            return _RowReader(kind, fmt, columns[:-OF_DEVICE], Device(f"file {stem}", stem, DeviceKind.IMPORT))
    if set(names) >= EVENT:
        raise MalformedError(EVENTS)
    raise MalformedError(UNKNOWN, "" if Format.JSON in forms else "line 1")


def _read_text(column: Column, text: str, fmt: Format) -> Any:
    """A value as the log keeps it, from a cell of CSV or of Excel’s table. Whatever is wrong with one is raised as
    ValueError, in words that go on after its name.
    """
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


def _read_json(column: Column, value: object) -> Any:
    """The same from a value of JSON."""
    if value is None:
        if column.optional:
            return None
        raise ValueError("is missing")
    if column.form is Form.FLAG:
        if not isinstance(value, bool):
            raise ValueError(f"is not true or false, but {quoted(value)}")
        return int(value)
    wanted = (int, Decimal) if column.form in (*LENGTHS, Form.COUNT) else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise ValueError(f"is no {'number' if wanted is not str else 'text'}, but {quoted(value)}")  # noqa: TRY004 - the file is wrong, and not a call
    if column.form is not Form.TEXT and value == "":
        raise ValueError("is empty")
    return _value(column, str(value))


def _length(text: str) -> int:
    """Microseconds of a number of seconds."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"is no length in seconds: {quoted(text)}")
    us = Decimal(text) * SECOND_US
    if us != int(us) or us > MOST_S * SECOND_US:
        raise ValueError(f"is no length in seconds: {quoted(text)}")
    return int(us)


def _zone(name: str) -> str:
    try:
        zone_of(name)
    except ValueError:
        raise ValueError(f"is no time zone: {quoted(name)}") from None
    return name


def _checked(entry: Entry) -> Entry:
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
        raise ValueError(f"is none of {', '.join(column.words)}: {quoted(text)}")
    if "\0" in text:
        raise ValueError("has a character that is no text")
    return text


def _whole(text: str) -> int:
    us = _length(text)
    if us % SECOND_US:
        raise ValueError(f"is no whole number: {quoted(text)}")
    return us // SECOND_US


def _flag(text: str) -> int:
    if text not in {"0", "1"}:
        raise ValueError(f"is not 1 or 0: {quoted(text)}")
    return int(text)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"is no day such as 2026-03-02: {quoted(text)}") from None
    if not _DAYS[0] <= day < _DAYS[1]:
        raise ValueError(f"lies beyond the calendar: {quoted(text)}")
    return day.isoformat()


def _of_hours(text: str) -> str:
    """Seconds, of what `export` makes of them for Excel."""
    if found := _HOURS.fullmatch(text):
        hours, minutes, seconds = map(int, found.groups())
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds) // timedelta(seconds=1))
    if found := _PERIOD.fullmatch(text):
        return found[1]
    raise ValueError(f"is no length as h:mm:ss: {quoted(text)}")


_READERS: dict[Form, Callable[[str], Any]] = {
    Form.UTC: moment,
    Form.LENGTH: _length,
    Form.SECONDS: _whole,
    Form.COUNT: _whole,
    Form.ZONE: _zone,
    Form.DAY: _day,
    Form.FLAG: _flag,
}
