"""What this app has exported itself, read back: CSV, JSON, and Excel’s table, of each kind, told by its columns."""

import csv
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from posture_app.core.devices import Device, DeviceKind
from posture_app.core.incoming import Entry
from posture_app.store.columns import COLUMNS, Column, Format, Kind, headings
from posture_app.store.entry_rows import entry_of
from posture_app.store.import_json import JsonWalk
from posture_app.store.import_text import LONGEST, File, MalformedError
from posture_app.store.import_values import checked, read_json, read_text

Found = Iterator[tuple[str, Entry]]
"""Entries, each with its place in the file."""
OF_DEVICE = 3
"""The last columns say whose a row is; exports did not have them at first."""
DAYS = "these are totals of days, which are made from spans; export the spans, and import those"
UNKNOWN = "its columns are not those of an export; export the log again, and leave the headings as they are"


class OwnTable:
    """CSV, or Excel's table."""

    def __init__(self, file: File, fmt: Format) -> None:
        self._file, self._fmt = file, fmt

    def entries(self) -> Found:
        """All entries. Raises MalformedError."""
        csv.field_size_limit(LONGEST)
        wide = self._fmt is Format.EXCEL
        lines = self._file.wide_lines() if wide else self._file.lines()
        rows = csv.reader(lines, delimiter="\t" if wide else ",", strict=True)
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
                build = _build_of(row, self._fmt, self._file.path.stem)
            elif row:
                yield place, build.entry(row, place, lambda column, text: read_text(column, text, self._fmt))


class OwnJson:
    """A list of objects."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self) -> Found:
        """All entries. Raises MalformedError."""
        walk = JsonWalk(self._file)
        build: _Build | None = None
        for _ in walk.items():
            walk.begins()
            place = walk.place
            item = walk.value()
            if not isinstance(item, dict):
                raise MalformedError("it is no object, as those of an export are", place)
            if build is None:
                build = _build_of(list(item), Format.JSON, self._file.path.stem)
            yield place, build.entry(build.in_order(item, place), place, read_json)
        walk.end()


class _Build:
    """Makes entries of rows with these columns; `device` is whose they are if they do not say so."""

    def __init__(self, kind: Kind, fmt: Format, columns: Sequence[Column], device: Device | None) -> None:
        self._kind, self._columns, self._device = kind, columns, device
        self._names = [column.heading(fmt) for column in columns]

    def in_order(self, item: dict[str, Any], place: str) -> list[Any]:
        """The values of an object, as the columns are ordered."""
        if len(item) != len(self._names) or any(name not in item for name in self._names):
            raise MalformedError("it has other keys than the first", place)
        return [item[name] for name in self._names]

    def entry(self, row: Sequence[Any], place: str, read: Callable[[Column, Any], Any]) -> Entry:
        """The entry of this row."""
        if len(row) != len(self._columns):
            raise MalformedError(f"it has {len(row)} fields, and {len(self._columns)} belong there", place)
        values = []
        for column, name, value in zip(self._columns, self._names, row, strict=True):
            try:
                values.append(read(column, value))
            except ValueError as error:
                raise MalformedError(f"{name} {error}", place) from None
        if self._device is not None:
            values += [self._device.uid, self._device.name, self._device.kind.value]
        try:
            return checked(entry_of(self._kind, tuple(values)))
        except ValueError as error:
            raise MalformedError(f"it {error}", place) from None


def _build_of(names: list[str], fmt: Format, stem: str) -> _Build:
    """By the headings of a file, or the keys of its first object."""
    same = sorted if fmt is Format.JSON else list
    for kind, columns in COLUMNS.items():
        wanted = [*headings(kind, fmt)]
        if same(names) == same(wanted):
            if kind is Kind.DAYS:
                raise MalformedError(DAYS)
            return _Build(kind, fmt, columns, None)
        if kind is Kind.SPANS and same(names) == same(wanted[:-OF_DEVICE]):
            return _Build(kind, fmt, columns[:-OF_DEVICE], Device(f"file {stem}", stem, DeviceKind.IMPORT))
    raise MalformedError(UNKNOWN, "" if fmt is Format.JSON else "line 1")
