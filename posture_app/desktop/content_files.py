"""Files of content and of its translations, found and parsed."""

import struct
from collections.abc import Iterable, Mapping
from gettext import GNUTranslations, NullTranslations
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

from posture_app.core.catalogue import make_mo, read_po
from posture_app.core.content.checked_table import Fault

LARGEST = 4 * 2**20
"""No file of content is larger, in bytes; one that is would take seconds to read."""
BROKEN = OSError, ValueError, LookupError, struct.error
"""What `gettext` raises for an MO file that is none, or damaged."""


def parse(files: Iterable[Traversable]) -> tuple[dict[str, Mapping[str, object]], list[Fault]]:
    """The tables of these TOML files by their names, and each that cannot be read."""
    import tomllib  # noqa: PLC0415 - content is read when first shown, not at the start

    tables: dict[str, Mapping[str, object]] = {}
    faults: list[Fault] = []
    for file in files:
        try:
            data = file.read_bytes()
            if len(data) > LARGEST:
                faults.append(Fault(file.name, f"it has {len(data)} bytes and is left out; at most {LARGEST} fit."))
                continue
            tables[file.name] = tomllib.loads(data.decode())
        except tomllib.TOMLDecodeError as error:
            faults.append(Fault(file.name, f"it is not valid TOML and is left out: {error}."))
        except UnicodeDecodeError as error:
            faults.append(Fault(file.name, f"it is not UTF-8 and is left out: byte {error.start} is wrong."))
        except RecursionError:
            faults.append(Fault(file.name, "its lists or tables are nested too deep; it is left out."))
        except OSError as error:
            faults.append(Fault(file.name, f"it cannot be read and is left out: {error.strerror}."))
    return tables, faults


def listed(folder: Traversable, *endings: str) -> list[Traversable]:
    """The files of this folder that end like that, by their names; none if there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(endings)), key=lambda file: file.name)


def load_catalogue(folder: Traversable, language: str) -> tuple[NullTranslations | None, tuple[str, ...]]:
    """The catalogue of a language such as `de` or `de_AT`, of which the second goes on with the first, and what is
    wrong with its files. None if there is none.
    """
    found: NullTranslations | None = None
    complaints: list[str] = []
    for code in dict.fromkeys((language.partition("_")[0], language)):
        if not code.isidentifier():
            continue
        file = _newest(folder / f"{code}.mo", folder / f"{code}.po")
        if file is None:
            continue
        try:
            data = file.read_bytes()
            own = GNUTranslations(BytesIO(make_mo(read_po(data.decode())[0]) if file.name.endswith(".po") else data))
        except BROKEN as error:
            complaints.append(f"{file.name} cannot be read and is left out: {error}.")
            continue
        if found is not None:
            own.add_fallback(found)
        found = own
    return found, tuple(complaints)


def _newest(built: Traversable, written: Traversable) -> Traversable | None:
    """The built catalogue; in a checkout the one that it is made of, if it was changed since, or nothing was built."""
    if not written.is_file():
        return built if built.is_file() else None
    if not built.is_file():
        return written
    if isinstance(built, Path) and isinstance(written, Path) and written.stat().st_mtime > built.stat().st_mtime:
        return written
    return built
