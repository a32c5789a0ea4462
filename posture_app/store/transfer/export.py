"""The person's own record in forms that other programs read, written piece by piece: CSV (RFC 4180), JSON, and a table
that Excel opens by double click. `EXPORT.md` says what is in them.

That last one is UTF-16 with tabs, the one form of text that Excel reads alike whatever language and list separator it
is set to; moments stand in it as its own dates, lengths as h:mm:ss, so that both calculate. A decimal point would be a
comma to some, and “1.5” the first of May: what must not lose its fraction is written as ISO 8601 has it, PT1.5S.

Whatever fails is raised as KnownError, in one sentence.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Any

from posture_app.core.calendar import DAY
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.history import known_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.store.file.faults import reason
from posture_app.store.file.files import flush
from posture_app.store.file.inspection import MAGIC
from posture_app.store.log.clock_texts import SECOND_US, clock_readings, local_texts, utc_texts
from posture_app.store.log.columns import COLUMNS, Column, ExportKind, Form, Format, Row
from posture_app.store.log.entries import Range
from posture_app.store.log.reading import Reading

Write = Callable[[bytes], object]
Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
Page = tuple[int, list[Row]]
"""Some rows, and the progress made with them."""


MISREAD = re.compile(r"['=+\-@\t\r\n]|[\d\s.,:/Ee+-]+\Z")
"""Text that Excel would take for a formula or a number. It is written after an apostrophe, as is text that begins with
an apostrophe itself.
"""
TEXTS = (Form.NAME, Form.TEXT)
Fill = Callable[[Callable[[bytes], object]], bool]
"""Writes all of it with the function given; False if it was stopped."""


@dataclass(frozen=True, slots=True)
class Target:
    """How to write an export, and where to: local times in `zone`, or each in its own.

    `progress` is called after each piece with how far it has come, and of how much; `stop` is asked before each.
    """

    fmt: Format
    write: Write
    zone: str | None = None
    progress: Progress = lambda _done, _total: None
    stop: Stop = lambda: False


def export_entries(log: Reading, kind: ExportKind, within: Range, target: Target) -> bool:
    """Write the rows of a kind with a part in the range, whole, as they were recorded, of all computers. False if it
    was stopped, and what has been written is not all.
    """
    with log.entries.at_one_moment():
        pages = _counted(log.entries.pages(kind, within))
        return _export(kind, pages, log.entries.count(kind, within), target)


def export_days(log: Reading, within: Range, settings: Settings, today: date, target: Target) -> bool:
    """Write what the known days of the range come to, by what counts of all computers. False if it was stopped."""
    with log.entries.at_one_moment():
        months = _months(log, within, today)
        days = (known_days(log, month, settings, today=today) for month in months)
        pages = ([_row(each.figures.totals) for each in some] for some in days)
        return _export(ExportKind.DAYS, enumerate(pages, 1), len(months), target)


def _months(log: Reading, within: Range, today: date) -> list[Period]:
    """The months, or parts of them, with days of the range that may be known. A log may have moments far ahead."""
    found = log.entries.days()
    if found is None:
        return []
    first, last = max(found[0], within.first or found[0]), min(found[1], within.last or found[1], today + 2 * DAY)
    return list(Period(Length.RANGE, first, last).parts(Length.MONTH)) if first <= last else []


def _row(day: DayTotals) -> Row:
    return day.day.isoformat(), day.sitting_s, day.standing_s, day.bouts, day.breaks, day.longest_bout_s


def _counted(pages: Iterable[list[Row]]) -> Iterator[Page]:
    done = 0
    for page in pages:
        done += len(page)
        yield done, page


def _export(kind: ExportKind, pages: Iterable[Page], total: int, target: Target) -> bool:
    layout = LAYOUTS[target.fmt](COLUMNS[kind], target.zone)

    def put(text: str) -> None:
        target.write(text.encode(layout.encoding))

    put(layout.head())
    for done, page in pages:
        if target.stop():
            return False
        if page:
            put(layout.rows(page))
        target.progress(done, total)
    put(layout.foot())
    return True


class Layout:
    """How rows become text, piece by piece; cells are made column by column, which takes half the time. `zone` is that
    of local times, if not each row's own.
    """

    encoding = "utf-8"
    fmt: Format

    def __init__(self, columns: tuple[Column, ...], zone: str | None) -> None:
        self._columns = columns
        self._zone = zone
        self._zones = next((place for place, column in enumerate(columns) if column.form is Form.ZONE), 0)

    def head(self) -> str:
        """What comes before all rows."""
        raise NotImplementedError

    def rows(self, rows: list[Row]) -> str:
        """Some rows."""
        raise NotImplementedError

    def foot(self) -> str:
        return ""

    def _cells(self, rows: list[Row]) -> Iterable[tuple[Any, ...]]:
        values = [*zip(*rows, strict=True)]
        zones = values[self._zones] if self._zone is None else repeat(self._zone)
        filled = (self._column(column, values[place], zones) for place, column in enumerate(self._columns))
        return zip(*filled, strict=True)

    def _column(self, column: Column, values: tuple[Any, ...], zones: Iterable[str]) -> Iterable[Any]:
        match column.form:
            case Form.UTC if column.optional:
                return (None if us is None else utc_texts((us,))[0] for us in values)
            case Form.UTC:
                return utc_texts(values)
            case Form.LOCAL:
                return local_texts(values, zones)
            case Form.LENGTH:
                return (None if us is None else seconds(us) for us in values)
            case _:
                return values


class Csv(Layout):
    """A line for the headings, and one for each row; flags as 1 and 0."""

    fmt = Format.CSV
    separator = ","

    def __init__(self, columns: tuple[Column, ...], zone: str | None) -> None:
        super().__init__(columns, zone)
        self._special = re.compile(rf'["\r\n{self.separator}]')

    def head(self) -> str:
        return self.separator.join(column.heading(self.fmt) for column in self._columns) + "\r\n"

    def rows(self, rows: list[Row]) -> str:
        return "\r\n".join([*map(self.separator.join, self._cells(rows)), ""])

    def _column(self, column: Column, values: tuple[Any, ...], zones: Iterable[str]) -> Iterable[str]:
        if column.form in TEXTS:
            quoted = {text: self._quoted(text) for text in set(values)}  # often one and the same in every row
            return (quoted[text] for text in values)
        return ("" if value is None else str(value) for value in super()._column(column, values, zones))

    def _quoted(self, text: str) -> str:
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if self._special.search(text) else text


class Excel(Csv):
    """The same with tabs, behind the mark by which Excel tells the encoding."""

    fmt = Format.EXCEL
    encoding = "utf-16-le"
    separator = "\t"

    def head(self) -> str:
        return "\ufeff" + super().head()

    def _column(self, column: Column, values: tuple[Any, ...], zones: Iterable[str]) -> Iterable[str]:
        match column.form:
            case Form.LOCAL:
                return clock_readings(values, zones)
            case Form.LENGTH if column.follows:
                return (hours(us // SECOND_US) for us in values)
            case Form.LENGTH:
                return ("" if us is None else exact(us) for us in values)
            case Form.SECONDS:
                return ("" if each is None else hours(each) for each in values)
            case _:
                return super()._column(column, values, zones)

    def _quoted(self, text: str) -> str:
        return super()._quoted(f"'{text}" if MISREAD.match(text) else text)


class Json(Layout):
    """A list of objects, a line each."""

    fmt = Format.JSON

    def __init__(self, columns: tuple[Column, ...], zone: str | None) -> None:
        import json  # noqa: PLC0415 - rarely needed, and the app is to stay small

        super().__init__(columns, zone)
        self._names = tuple(column.heading(self.fmt) for column in columns)
        self._encode = json.JSONEncoder(ensure_ascii=False).encode
        self._empty = True

    def head(self) -> str:
        return "["

    def rows(self, rows: list[Row]) -> str:
        before, self._empty = "\n" if self._empty else ",\n", False
        objects = (dict(zip(self._names, cells, strict=True)) for cells in self._cells(rows))
        return before + ",\n".join(map(self._encode, objects))

    def foot(self) -> str:
        return "]\n" if self._empty else "\n]\n"

    def _column(self, column: Column, values: tuple[Any, ...], zones: Iterable[str]) -> Iterable[Any]:
        return map(bool, values) if column.form is Form.FLAG else super()._column(column, values, zones)


LAYOUTS: dict[Format, type[Layout]] = {each.fmt: each for each in (Csv, Json, Excel)}


def seconds(us: int) -> int | float:
    """A length in seconds."""
    whole, fraction = divmod(us, SECOND_US)
    return us / SECOND_US if fraction else whole


def hours(whole: int) -> str:
    """So many seconds as h:mm:ss."""
    minutes, second = divmod(whole, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{second:02}"


def exact(us: int) -> str:
    """A length as h:mm:ss, or, if it is not in whole seconds, as ISO 8601 has it."""
    whole, fraction = divmod(us, SECOND_US)
    return f"PT{whole}.{fraction:06}".rstrip("0") + "S" if fraction else hours(whole)


def write_file(path: Path, fill: Fill) -> bool:
    """Make a file, in the place of the one of this name if there is one; False if it was stopped, and nothing changed.

    Raises KnownError if it cannot be, also if that would replace a folder, a device, or a database.
    """
    path = path.resolve()
    try:
        _refuse(path)
        number, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _failed(path, error) from error
    made = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            whole = fill(file.write)
        if whole:
            flush(made)
            made.replace(path)
            flush(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        made.unlink(missing_ok=True)
    return whole


def _refuse(path: Path) -> None:
    if not path.parent.is_dir():
        raise KnownError(
            _("The folder {parent} is not there; make it first, or choose another.").format(parent=path.parent)
        )
    if path.is_dir():
        raise KnownError(_("{path} is a folder; name a file in it.").format(path=path))
    if path.exists():
        if not path.is_file():
            raise KnownError(_("{path} is no ordinary file, and is left alone; choose another name.").format(path=path))
        with path.open("rb") as file:
            if file.read(len(MAGIC)) == MAGIC:
                raise KnownError(_("{path} is a database, and is left alone; choose another name.").format(path=path))


def _failed(path: Path, error: OSError) -> KnownError:
    return KnownError(_("{path} cannot be written: {why}.").format(path=path, why=reason(error)))
