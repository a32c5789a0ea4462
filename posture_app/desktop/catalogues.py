"""Catalogues of translations, found and read. One that is damaged is left out, and told of."""

import zlib
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.desktop.mo_file import MoFile

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

from posture_app.core.language import _

BUILT, WRITTEN = ".mo.gz", ".po"
GZIP = 31
"""The form of a gzip file, as zlib has it: twenty languages take a third of the room so."""


def languages_in(folder: "Traversable") -> frozenset[str]:
    """The languages that there is a catalogue of."""
    if not folder.is_dir():
        return frozenset()
    names = [file.name for file in folder.iterdir()]
    return frozenset(name.partition(".")[0] for name in names if name.endswith((BUILT, WRITTEN)))


def load_catalogue(folder: "Traversable", language: str) -> tuple[NullTranslations | None, tuple[str, ...]]:
    """The catalogue of a language such as `de` or `de_AT`, of which the second goes on with the first, and what is
    wrong with its files. None if there is none.
    """
    found: NullTranslations | None = None
    complaints: list[str] = []
    for code in dict.fromkeys((language.partition("_")[0], language)):
        if not code.isidentifier():
            continue
        file = _newest(folder / f"{code}{BUILT}", folder / f"{code}{WRITTEN}")
        if file is None:
            continue
        try:
            own = MoFile(_built(file))
        except (OSError, ValueError, zlib.error) as error:
            complaints.append(_("{name} cannot be read and is left out: {error}.").format(name=file.name, error=error))
            continue
        if found is not None:
            own.add_fallback(found)
        found = own
    return found, tuple(complaints)


def _built(file: "Traversable") -> bytes:
    data = file.read_bytes()
    if file.name.endswith(BUILT):
        return zlib.decompress(data, GZIP)
    from posture_app.core.catalogue import make_mo, read_po  # noqa: PLC0415 - for who works on a translation

    return make_mo(read_po(data.decode())[0])


def _newest(built: "Traversable", written: "Traversable") -> "Traversable | None":
    """The built catalogue; in a checkout the one that it is made of, if it was changed since, or nothing was built."""
    if not written.is_file():
        return built if built.is_file() else None
    if not built.is_file():
        return written
    if isinstance(built, Path) and isinstance(written, Path) and written.stat().st_mtime > built.stat().st_mtime:
        return written
    return built
