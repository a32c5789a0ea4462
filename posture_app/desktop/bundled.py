"""The bundled data: where it lies, and the exercises and tips in it. Nobody else looks for `resources/`."""

import logging
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.errors import KnownError
from posture_app.core.words import APP_ID, APP_NAME

if TYPE_CHECKING:
    from posture_app.core.content.content import Content

_log = logging.getLogger(__name__)


def resources() -> Traversable:
    """The bundled data: inside the package when installed, beside it in a checkout.

    Inside first, for beside an installed package may lie the `resources` of somebody else. Raises KnownError.
    """
    packaged = files("posture_app") / "resources"
    if packaged.is_dir():
        return packaged
    beside = Path(__file__).resolve().parents[2] / "resources"
    if beside.is_dir():
        return beside
    raise KnownError(f"The pictures and exercises of {APP_NAME} are missing; install it again to get them back.")


def read_bytes(*parts: str) -> bytes:
    """A bundled file, for instance `read_bytes("sounds", "end.wav")`. Raises KnownError that names it."""
    try:
        return resources().joinpath(*parts).read_bytes()
    except OSError as error:
        raise KnownError(
            f"The bundled file {'/'.join(parts)} cannot be read ({error.strerror}); install {APP_NAME} again."
        ) from error


def path_of(*parts: str) -> Path | None:
    """Where a bundled file lies; None if it is missing, or inside an archive. Raises KnownError without any data."""
    file = resources().joinpath(*parts)
    return file.absolute() if isinstance(file, Path) and file.is_file() else None


def icon_file() -> Path | None:
    """Where the app's icon lies; None if in no file of its own."""
    return path_of("icons", f"{APP_ID}.svg")


def icon_address() -> str:
    """The app's icon as a `file://` address, or its name in the icon theme if it lies in no file of its own."""
    icon = icon_file()
    return icon.as_uri() if icon else APP_ID


def load_content() -> "tuple[Content, tuple[str, ...]]":
    """Exercises, tips, programmes and the safety text, and one sentence for each fault in the files.

    Raises KnownError if there is no bundled data at all.
    """
    from posture_app.core.content.reading import read_content  # noqa: PLC0415 - not for the sounds, nor at a start

    folder = resources()
    tables, faults = _parse(folder / "content" / "library")
    drawn = frozenset(file.name.removesuffix(".svg") for file in _listed(folder / "illustrations", ".svg"))
    content, more = read_content(tables, drawn)
    complaints = tuple(f"content/library/{fault}" for fault in (*faults, *more)) + content.gaps()
    for complaint in complaints:
        _log.warning("%s", complaint)
    return content, complaints


def _parse(folder: Traversable) -> tuple[Mapping[str, Mapping[str, object]], list[str]]:
    import tomllib  # noqa: PLC0415 - content is read when first shown, not at the start

    tables: dict[str, Mapping[str, object]] = {}
    complaints: list[str] = []
    for file in _listed(folder, ".toml"):
        try:
            tables[file.name] = tomllib.loads(file.read_bytes().decode())
        except tomllib.TOMLDecodeError as error:
            complaints.append(f"{file.name} is not valid TOML and is left out: {error}.")
        except UnicodeDecodeError as error:
            complaints.append(f"{file.name} is not UTF-8 and is left out: byte {error.start} is wrong.")
        except OSError as error:
            complaints.append(f"{file.name} cannot be read and is left out: {error.strerror}.")
    return tables, complaints


def _listed(folder: Traversable, ending: str) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(ending)), key=lambda file: file.name)
