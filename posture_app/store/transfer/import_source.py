"""Whose file it is that somebody wants to import: told by looking into it, if they do not say."""

import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from posture_app.core.errors import KnownError
from posture_app.core.record.entry import Entry
from posture_app.store.file.inspection import HEADER, OWNER
from posture_app.store.file.inspection import MAGIC as DATABASE
from posture_app.store.file.schema import APPLICATION_ID
from posture_app.store.transfer.import_activitywatch import EVENTS, ActivityWatch
from posture_app.store.transfer.import_own import OwnJson, OwnTable
from posture_app.store.transfer.import_text import MARKS, File, SkippedRecords
from posture_app.store.transfer.import_workrave import MAGIC as WORKRAVE
from posture_app.store.transfer.import_workrave import Workrave, WorkraveDatabase

HEAD = 4096
SPREADSHEET = b"PK\x03\x04"
"""How an archive begins, and so what Excel and LibreOffice save."""


class Program(StrEnum):
    """Which program wrote a file."""

    OWN = "own"
    ACTIVITYWATCH = "activitywatch"
    WORKRAVE = "workrave"


BEGINNINGS = {Program.ACTIVITYWATCH: "{", Program.WORKRAVE: WORKRAVE}


class Reader(Protocol):
    """What reads a file."""

    def entries(self, left: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        """All entries, each with its place in the file; what is not in order is added to those that are left out.
        Raises MalformedError if the file is none that can be read, and KnownError.
        """


class FileProgram(NamedTuple):
    """Which program wrote a file, and what reads it."""

    origin: Program
    source: Reader


class ReadOptions(NamedTuple):
    """What reading a file goes by: the program it is of, if that was said; the time zone for those that name none; and
    now (UTC). `seen` hears how many bytes have been read, and in `folder` there is room
    for a copy.
    """

    origin: Program | None
    zone: str
    now: datetime
    seen: Callable[[int], None]
    folder: Path


def look(path: Path, asked: ReadOptions) -> FileProgram:
    """What reads this file. Raises KnownError if it is none that can be read."""
    head, origin = _head(path), asked.origin
    file = File(path, asked.seen)
    if head.startswith(DATABASE):
        if int.from_bytes(head[:HEADER][OWNER]) == APPLICATION_ID:
            raise KnownError(
                f"{path} is a log of this app; if it is that of another computer, use: posture-app merge; if it is a"
                " backup: posture-app restore"
            )
        return FileProgram(Program.WORKRAVE, WorkraveDatabase(file, asked.folder))
    text = head.decode("utf-16" if file.wide else "utf-8-sig", errors="ignore").lstrip()
    if origin is None:
        origin = next((each for each, begins in BEGINNINGS.items() if text.startswith(begins)), Program.OWN)
    match origin:
        case Program.ACTIVITYWATCH:
            if text.startswith(("[", "timestamp,")):
                raise KnownError(f"{path}: {EVENTS}. Nothing was imported.")
            return FileProgram(origin, ActivityWatch(file, asked.zone, asked.now))
        case Program.WORKRAVE:
            return FileProgram(origin, Workrave(file))
    return FileProgram(origin, OwnJson(file) if text[:1] == "[" else OwnTable(file))


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
    if head.startswith(SPREADSHEET):
        raise KnownError(
            f"{path} is no text, and so none of the files that can be imported; if it is a spreadsheet, save it as CSV."
        )
    if b"\0" in head and not head.startswith((*MARKS, DATABASE, WORKRAVE.encode())):
        raise KnownError(f"{path} is no text, and so none of the files that can be imported.")
    return head
