"""What this app has exported itself, read back: CSV, JSON, and Excel’s table. The columns tell of which kind it is."""

import csv
import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from posture_app.core.calendar import zone_of
from posture_app.core.language import N_, _, ngettext
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
    WrongValueError,
    line_place,
    moment,
    quoted,
)

Entries = Iterator[tuple[str, Entry]]
"""Entries, each with its place in the file."""
OF_DEVICE = 3
"""How many of the last columns say whose a row is; early exports did not have them."""
DAYS = N_("these are totals of days, which are made from spans; export the spans, and import those")
FORMS_BY = {
    ",": (Format.CSV, Format.EXCEL),
    ";": (Format.CSV, Format.EXCEL),
    "\t": (Format.EXCEL, Format.CSV),
}
"""Which of our tables has this separator, or gets it when a spreadsheet writes it again."""
UNKNOWN = N_("its columns are not those of an export; export the log again, and leave the headings as they are")
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
                raise MalformedError(
                    _("it is not proper CSV ({error})").format(error=error), line_place(begins)
                ) from None
            if row is None:
                return
            place, begins = line_place(begins), rows.line_num + 1
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
        for _each in walk.items():
            walk.begins()
            place = walk.place
            item = walk.value()
            if not isinstance(item, dict):
                skipped.add(place, _("it is no object, as those of an export are"))
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
            raise ValueError(_("it has other keys than the first"))
        return [item[name] for name in self._names]

    def _entry(self, row: Sequence[Any]) -> Entry:
        if len(row) != len(self._columns):
            text = ngettext(
                "it has {number} field, and {wanted} belong there",
                "it has {number} fields, and {wanted} belong there",
                len(row),
            )
            raise ValueError(text.format(number=len(row), wanted=len(self._columns)))
        values = []
        for column, name, value in zip(self._columns, self._names, row, strict=True):
            if column.follows:
                continue
            try:
                values.append(
                    _read_json(column, value) if self._fmt is Format.JSON else _read_text(column, value, self._fmt)
                )
            except WrongValueError as error:
                raise ValueError(error.named(name)) from None
        if self._device is not None:
            values += [self._device.uid, self._device.name, self._device.kind.value]
        return _checked(entry_of(self._kind, tuple(values)))


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
                raise MalformedError(_(DAYS))
            return _RowReader(kind, fmt, columns, None)
        if kind is ExportKind.SPANS and same(names) == same(wanted[:-OF_DEVICE]):
            return _RowReader(kind, fmt, columns[:-OF_DEVICE], Device(f"file {stem}", stem, DeviceKind.IMPORT))
    if set(names) >= EVENT:
        raise MalformedError(_(EVENTS))
    raise MalformedError(_(UNKNOWN), "" if Format.JSON in forms else line_place(1))


def _read_text(column: Column, text: str, fmt: Format) -> Any:
    """A value as the log keeps it, from a cell of CSV or of Excel’s table. Whatever is wrong with one is raised as
    WrongValueError.
    """
    if fmt is Format.EXCEL and column.form in TEXTS:
        text = text.removeprefix("'")
    if not text and column.form is not Form.TEXT:
        if column.optional:
            return None
        raise WrongValueError(_("{name} is empty"))
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
        raise WrongValueError(_("{name} is missing"))
    if column.form is Form.FLAG:
        if not isinstance(value, bool):
            raise WrongValueError(_("{name} is not true or false, but {value}"), value=quoted(value))
        return int(value)
    wanted = (int, Decimal) if column.form in (*LENGTHS, Form.COUNT) else str
    if not isinstance(value, wanted) or isinstance(value, bool):
        text = _("{name} is no text, but {value}") if wanted is str else _("{name} is no number, but {value}")
        raise WrongValueError(text, value=quoted(value))
    if column.form is not Form.TEXT and value == "":
        raise WrongValueError(_("{name} is empty"))
    return _value(column, str(value))


def _length(text: str) -> int:
    """Microseconds of a number of seconds."""
    if not _NUMBER.fullmatch(text):
        raise WrongValueError(_("{name} is no length in seconds: {value}"), value=quoted(text))
    us = Decimal(text) * SECOND_US
    if us != int(us) or us > MOST_S * SECOND_US:
        raise WrongValueError(_("{name} is no length in seconds: {value}"), value=quoted(text))
    return int(us)


def _zone(name: str) -> str:
    try:
        zone_of(name)
    except ValueError:
        raise WrongValueError(_("{name} is no time zone: {value}"), value=quoted(name)) from None
    return name


def _checked(entry: Entry) -> Entry:
    """The same, if what lasts ends after it begins."""
    what = entry.what
    if isinstance(what, Span | Correction) and what.end <= what.start:
        raise ValueError(_("it ends before it begins") if what.end < what.start else _("it ends where it begins"))
    return entry


def _value(column: Column, text: str) -> Any:
    read = _READERS.get(column.form)
    if read is not None:
        return read(text)
    if column.form is Form.WORD and text not in column.words:
        fault = _("{name} is none of {words}: {value}")
        raise WrongValueError(fault, words=", ".join(column.words), value=quoted(text))
    if "\0" in text:
        raise WrongValueError(_("{name} has a character that is no text"))
    return text


def _whole(text: str) -> int:
    us = _length(text)
    if us % SECOND_US:
        raise WrongValueError(_("{name} is no whole number: {value}"), value=quoted(text))
    return us // SECOND_US


def _flag(text: str) -> int:
    if text not in {"0", "1"}:
        raise WrongValueError(_("{name} is not 1 or 0: {value}"), value=quoted(text))
    return int(text)


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise WrongValueError(_("{name} is no day such as 2026-03-02: {value}"), value=quoted(text)) from None
    if not _DAYS[0] <= day < _DAYS[1]:
        raise WrongValueError(_("{name} lies beyond the calendar: {value}"), value=quoted(text))
    return day.isoformat()


def _of_hours(text: str) -> str:
    """Seconds, of what `export` makes of them for Excel."""
    if found := _HOURS.fullmatch(text):
        hours, minutes, seconds = map(int, found.groups())
        return str(timedelta(hours=hours, minutes=minutes, seconds=seconds) // timedelta(seconds=1))
    if found := _PERIOD.fullmatch(text):
        return found[1]
    raise WrongValueError(_("{name} is no length as h:mm:ss: {value}"), value=quoted(text))


_READERS: dict[Form, Callable[[str], Any]] = {
    Form.UTC: moment,
    Form.LENGTH: _length,
    Form.SECONDS: _whole,
    Form.COUNT: _whole,
    Form.ZONE: _zone,
    Form.DAY: _day,
    Form.FLAG: _flag,
}
