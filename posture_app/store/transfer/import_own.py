"""What this app has exported itself, read back: CSV, JSON, and Excel’s table, of each kind, told by its columns."""

import csv
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from posture_app.core.record.entry import Device, DeviceKind, Entry
from posture_app.store.log.columns import COLUMNS, Column, ExportKind, Format, headings
from posture_app.store.log.entry_rows import entry_of
from posture_app.store.transfer.import_activitywatch import EVENT, EVENTS
from posture_app.store.transfer.import_json import JsonWalk
from posture_app.store.transfer.import_text import LONGEST, File, MalformedError, SkippedRecords
from posture_app.store.transfer.import_values import checked, read_json, read_text

Found = Iterator[tuple[str, Entry]]
"""Entries, each with its place in the file."""
OF_DEVICE = 3
"""The last columns say whose a row is; exports did not have them at first."""
DAYS = "these are totals of days, which are made from spans; export the spans, and import those"
FORMS_BY = {
    ",": (Format.CSV, Format.EXCEL),
    ";": (Format.CSV, Format.EXCEL),
    "\t": (Format.EXCEL, Format.CSV),
}
"""Which of our tables has this between its fields, or comes to have it when a spreadsheet writes it again."""
UNKNOWN = "its columns are not those of an export; export the log again, and leave the headings as they are"


class OwnTable:
    """CSV, or Excel's table, also as a spreadsheet has written it again: with semicolons, and a comma in fractions."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self, left: SkippedRecords) -> Found:
        """All entries. Raises MalformedError."""
        csv.field_size_limit(LONGEST)
        lines = self._file.lines()
        head = next(lines, "")
        separator = max(",;\t", key=head.count)
        rows = csv.reader(itertools.chain([head], lines), delimiter=separator, strict=True)
        build: _Build | None = None
        begins = 1
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                raise MalformedError(f"it is not proper CSV ({error})", f"line {begins}") from None
            if row is None:
                return
            place, begins = f"line {begins}", rows.line_num + 1
            if build is None:
                build = _build_of(row, FORMS_BY[separator], self._file.path.stem)
            elif any(row):
                yield from build.found(row, place, left)


class OwnJson:
    """A list of objects."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self, left: SkippedRecords) -> Found:
        """All entries. Raises MalformedError."""
        walk = JsonWalk(self._file)
        build: _Build | None = None
        for _ in walk.items():
            walk.begins()
            place = walk.place
            item = walk.value()
            if not isinstance(item, dict):
                left.add(place, "it is no object, as those of an export are")
                continue
            if build is None:
                build = _build_of(list(item), (Format.JSON,), self._file.path.stem)
            yield from build.found(item, place, left)
        walk.end()


class _Build:
    """Makes entries of rows with these columns; `device` is whose they are if they do not say so."""

    def __init__(self, kind: ExportKind, fmt: Format, columns: Sequence[Column], device: Device | None) -> None:
        self._kind, self._fmt, self._columns, self._device = kind, fmt, columns, device
        self._names = [column.heading(fmt) for column in columns]

    def found(self, row: Sequence[Any] | Mapping[str, Any], place: str, left: SkippedRecords) -> Found:
        """The entry of this row, or of this object; none if it is not in order."""
        try:
            yield place, self._entry(self._in_order(row) if isinstance(row, Mapping) else row)
        except ValueError as error:
            left.add(place, str(error))

    def _in_order(self, item: Mapping[str, Any]) -> list[Any]:
        """The values of an object, as the columns are ordered."""
        if len(item) != len(self._names) or any(name not in item for name in self._names):
            raise ValueError("it has other keys than the first")
        return [item[name] for name in self._names]

    def _entry(self, row: Sequence[Any]) -> Entry:
        if len(row) != len(self._columns):
            raise ValueError(f"it has {len(row)} fields, and {len(self._columns)} belong there")
        values = []
        for column, name, value in zip(self._columns, self._names, row, strict=True):
            try:
                values.append(
                    read_json(column, value) if self._fmt is Format.JSON else read_text(column, value, self._fmt)
                )
            except ValueError as error:
                raise ValueError(f"{name} {error}") from None
        if self._device is not None:
            values += [self._device.uid, self._device.name, self._device.kind.value]
        try:
            return checked(entry_of(self._kind, tuple(values)))
        except ValueError as error:
            raise ValueError(f"it {error}") from None


def _build_of(names: list[str], forms: Collection[Format], stem: str) -> _Build:
    """By the headings of a file, or the keys of its first object."""
    for fmt, (kind, columns) in itertools.product(forms, COLUMNS.items()):
        same = sorted if fmt is Format.JSON else list
        wanted = [*headings(kind, fmt)]
        if same(names) == same(wanted):
            if kind is ExportKind.DAYS:
                raise MalformedError(DAYS)
            return _Build(kind, fmt, columns, None)
        if kind is ExportKind.SPANS and same(names) == same(wanted[:-OF_DEVICE]):
            return _Build(kind, fmt, columns[:-OF_DEVICE], Device(f"file {stem}", stem, DeviceKind.IMPORT))
    if set(names) >= EVENT:
        raise MalformedError(EVENTS)
    raise MalformedError(UNKNOWN, "" if Format.JSON in forms else "line 1")
