"""Files of content and of its translations, found and parsed."""

import json
import re
from binascii import crc32
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from posture_app.core.content.checked_table import Fault
from posture_app.core.language import _

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LARGEST = 2**20
"""No file of content is larger, in bytes; one that is would take seconds to read."""
_PARTS = 16
_ENDLESS_KEY = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*"|'[^'\n]*')[ \t]*+\.[ \t]*+){{{_PARTS}}}""")
"""The parser takes the square of the parts of a key: minutes for a file of dots."""
DAY = "date"
"""Stands in JSON for a date, which it does not know: a table with nothing but this key."""

Tables = Mapping[str, Mapping[str, object]]


def parse(files: "Iterable[Traversable]", built: "Traversable | None" = None) -> tuple[Tables, list[Fault]]:
    """The tables of these TOML files by their names, and each that cannot be read.

    `built` may hold the same tables as a build has parsed them, which takes a tenth of the time; they are taken if the
    files are still those that they were made of.
    """
    found: dict[str, bytes] = {}
    faults: list[Fault] = []
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            faults.append(
                Fault(file.name, _("it cannot be read and is left out: {reason}.").format(reason=error.strerror))
            )
            continue
        if len(data) > LARGEST:
            faults.append(
                Fault(
                    file.name,
                    _("it has {number} bytes and is left out; at most {most} fit.").format(
                        number=len(data), most=LARGEST
                    ),
                )
            )
        else:
            found[file.name] = data
    tables = _built_of(found, built) if built and built.is_file() else None
    return (tables, faults) if tables is not None else parsed(found, faults)


def build(files: "Iterable[Traversable]") -> bytes:
    """What `parse` may take as `built`. Raises ValueError that names the file if one is wrong."""
    files = list(files)
    tables, faults = parse(files)
    if faults:
        raise ValueError(str(faults[0]))
    made_of = _sum({file.name: file.read_bytes() for file in files})
    parsed = {"made_of": made_of, "tables": tables}
    return json.dumps(parsed, default=lambda day: {DAY: day.isoformat()}, ensure_ascii=False).encode()


def _built_of(found: Mapping[str, bytes], built: "Traversable") -> Tables | None:
    try:
        parsed = json.loads(built.read_bytes(), object_hook=_day_or_table)
        tables = parsed["tables"] if parsed["made_of"] == _sum(found) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None  # what it was made of is there
    return tables if isinstance(tables, dict) else None


def _day_or_table(table: dict[str, object]) -> object:
    return date.fromisoformat(str(table[DAY])) if DAY in table else table


def _sum(found: Mapping[str, bytes]) -> str:
    whole = b"".join(name.encode() + data for name, data in sorted(found.items()))
    return f"{len(whole)} {crc32(whole)}"


def parsed(found: Mapping[str, bytes], faults: list[Fault]) -> tuple[Tables, list[Fault]]:
    """The tables of what these files hold; what is wrong with one is added to the faults."""
    import tomllib  # noqa: PLC0415 - not for what a build has parsed

    tables: dict[str, Mapping[str, object]] = {}
    for name, data in found.items():
        try:
            text = data.decode()
            if any(line.count(".") >= _PARTS and _ENDLESS_KEY.search(line) for line in text.split("\n")):
                faults.append(
                    Fault(name, _("a key in it has more than {number} parts; it is left out.").format(number=_PARTS))
                )
            else:
                tables[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(name, _("it is not valid TOML and is left out: {error}.").format(error=error)))
        except UnicodeDecodeError as error:
            faults.append(
                Fault(name, _("it is not UTF-8 and is left out: byte {number} is wrong.").format(number=error.start))
            )
        except ValueError as error:  # a number of thousands of digits
            faults.append(Fault(name, _("it is not valid TOML and is left out: {error}.").format(error=error)))
        except RecursionError:
            faults.append(Fault(name, _("its lists or tables are nested too deep; it is left out.")))
    return tables, faults


def listed(folder: "Traversable", *endings: str) -> "list[Traversable]":
    """The files of this folder that end like that, by their names; none if there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(endings)), key=lambda file: file.name)
