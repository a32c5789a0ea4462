"""How rows become a file: CSV (RFC 4180), JSON, and a table that Excel opens by double click.

That last one is UTF-16 with tabs, the one form of text that Excel reads alike whatever language and list separator it
is set to; moments stand in it as its own dates, lengths as h:mm:ss, so that both calculate. A decimal point would be a
comma to some, and “1.5” the first of May: what must not lose its fraction is written as ISO 8601 has it, PT1.5S.

Rows are turned into cells column by column, which takes half the time.
"""

import re
from collections.abc import Iterable
from itertools import repeat
from typing import Any

from posture_app.store.log.clock_texts import SECOND_US, clock_readings, local_texts, utc_texts
from posture_app.store.log.columns import Column, Form, Format
from posture_app.store.log.entry_rows import Row

MISREAD = re.compile(r"['=+\-@\t\r\n]|[\d\s.,:/Ee+-]+\Z")
"""Text that Excel would take for a formula or a number. It is written behind an apostrophe, as is one that begins with
an apostrophe itself.
"""
TEXTS = (Form.NAME, Form.TEXT)


class Layout:
    """Text, piece by piece. `zone` is that of local times, if not each row's own."""

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
        """What comes after all of them."""
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
        """The headings."""
        return self.separator.join(column.heading(self.fmt) for column in self._columns) + "\r\n"

    def rows(self, rows: list[Row]) -> str:
        """A line each."""
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
        """The mark, and the headings."""
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
        """The list begins."""
        return "["

    def rows(self, rows: list[Row]) -> str:
        """A line each."""
        before, self._empty = "\n" if self._empty else ",\n", False
        objects = (dict(zip(self._names, cells, strict=True)) for cells in self._cells(rows))
        return before + ",\n".join(map(self._encode, objects))

    def foot(self) -> str:
        """The list ends."""
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
