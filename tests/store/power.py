"""What a power cut may leave of files: all that was flushed, and of what was not, whatever the disk got round to."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
"""What a disk writes whole, if it writes it."""
SHARED_MEMORY = "-shm"
"""Of no use after a power cut, and made anew."""


class Change(NamedTuple):
    """One change of a file, as `disk.c` writes it down: what, where, the data, the name of the file."""

    what: str
    at: int
    data: bytes
    name: str


def read_changes(notes: Path) -> Iterator[Change]:
    """All that was written down, in order."""
    with notes.open("rb") as file:
        while line := file.readline():
            what, at, size, path = line.decode().rstrip("\n").split(" ", 3)
            yield Change(what, int(at), file.read(int(size)), Path(path).name)


@dataclass
class Stored:
    """A file: what is on the disk for sure, and the changes since, in order."""

    flushed: bytearray = field(default_factory=bytearray)
    waiting: list[Change] = field(default_factory=list)

    def flush(self) -> None:
        for change in self.waiting:
            _apply(self.flushed, change)
        self.waiting.clear()

    def after_power_cut(self, chance: random.Random) -> bytes:
        """What may be left: each sector that waited got there, or not, or all did, or none."""
        left = bytearray(self.flushed)
        share = chance.choice((0.0, 0.5, 0.9, 1.0))
        for change in self.waiting:
            for part in _sectors(change):
                if chance.random() < share:
                    _apply(left, part)
        return bytes(left)


def _sectors(change: Change) -> Iterator[Change]:
    """What a disk writes of a change, one after the other; each sector is written whole."""
    start, end = change.at, change.at + len(change.data)
    if change.what != "write":
        yield change
        return
    while start < end:
        border = min(end, (start // SECTOR + 1) * SECTOR)
        yield change._replace(at=start, data=change.data[start - change.at : border - change.at])
        start = border


def _apply(content: bytearray, change: Change) -> None:
    if change.what == "cut":
        del content[change.at :]
    if len(content) < change.at:
        content.extend(bytes(change.at - len(content)))
    content[change.at : change.at + len(change.data)] = change.data


class Folder:
    """The files of a folder, by name."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = {name: Stored(bytearray(content)) for name, content in files.items()}

    def apply(self, change: Change) -> None:
        """Carry out a change."""
        if change.name.endswith(SHARED_MEMORY):
            return
        match change.what:
            case "remove":
                self._files.pop(change.name, None)
            case "flush":
                if change.name in self._files:  # else it is the folder itself
                    self._files[change.name].flush()
            case "write" | "cut":
                self._files.setdefault(change.name, Stored()).waiting.append(change)
            case _:
                raise ValueError(f"nothing is known of such a change: {change}")

    def write_after_power_cut(self, to: Path, chance: random.Random) -> None:
        """Write the files as they may be left into an empty folder."""
        for name, stored in self._files.items():
            (to / name).write_bytes(stored.after_power_cut(chance))
