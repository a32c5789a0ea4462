"""Whose file it is that somebody wants to import: told by looking into it, if they do not say."""

import stat
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from posture_app.core.errors import KnownError
from posture_app.core.incoming import Entry
from posture_app.store.columns import Format
from posture_app.store.import_activitywatch import ActivityWatch
from posture_app.store.import_own import OwnJson, OwnTable
from posture_app.store.import_text import File
from posture_app.store.import_workrave import MAGIC as WORKRAVE
from posture_app.store.import_workrave import Workrave
from posture_app.store.inspection import MAGIC as DATABASE

HEAD = 4096
MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How UTF-16 begins."""


class Origin(StrEnum):
    """Which program wrote a file."""

    OWN = "own"
    ACTIVITYWATCH = "activitywatch"
    WORKRAVE = "workrave"


BEGINNINGS = {Origin.ACTIVITYWATCH: b"{", Origin.WORKRAVE: WORKRAVE.encode()}


class Source(Protocol):
    """What reads a file."""

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """All entries, each with its place in the file. Raises MalformedError."""


class Told(NamedTuple):
    """Which program wrote a file, and what reads it."""

    origin: Origin
    source: Source


def look(path: Path, origin: Origin | None, zone: str, seen: Callable[[int], None]) -> Told:
    """What reads this file: as that of `origin`, if given. `zone` is for those that name none.

    Raises KnownError if it is no file that can be read as text.
    """
    head = _head(path)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    file = File(path, seen)
    if origin is None:
        origin = next((each for each, begins in BEGINNINGS.items() if text.startswith(begins)), Origin.OWN)
    match origin:
        case Origin.ACTIVITYWATCH:
            return Told(origin, ActivityWatch(file, zone))
        case Origin.WORKRAVE:
            return Told(origin, Workrave(file))
    if text[:1] == b"[":
        return Told(origin, OwnJson(file))
    return Told(origin, OwnTable(file, Format.EXCEL if head.startswith(MARKS) else Format.CSV))


def _head(path: Path) -> bytes:
    """How the file begins."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise KnownError(f"{path} is a folder; name a file in it.")
        if not stat.S_ISREG(mode):
            raise KnownError(f"{path} is no ordinary file, and cannot be imported.")
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        raise KnownError(f"There is no file {path}.") from None
    except OSError as error:
        raise KnownError(f"{path} cannot be read ({error.strerror or error}).") from error
    if not head:
        raise KnownError(f"{path} is empty.")
    if head.startswith(DATABASE):
        raise KnownError(
            f"{path} is a database; if it is the log of another computer, use: posture-app merge; if it is a backup:"
            " posture-app restore"
        )
    if b"\0" in head and not head.startswith(MARKS):
        raise KnownError(f"{path} is no text, and so none of the files that can be imported.")
    return head
