"""A folder that several computers of one person share: what this one puts there, and what it takes from there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.store.merging import merge
from posture_app.store.other_log import HalfCopiedError, Looks, RefusedError, looks
from posture_app.store.own_device import own_uid
from posture_app.store.shared_file import others_files, write_shared

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """Whether something came, and, in sentences for the person, what could not be done."""

    came: bool
    faults: tuple[str, ...]


class SharedFolder:
    """Exchanges the log with this folder. Remembers how files looked that it wrote or read, and passes over those that
    have not changed.
    """

    def __init__(self, log: Path, folder: Path) -> None:
        self.path = folder
        self._log = log
        self._left: Looks | None = None
        self._seen: dict[Path, Looks] = {}
        self._refused: dict[Path, str] = {}

    def write(self) -> None:
        """Write our file. Raises KnownError if it cannot be."""
        self._left = write_shared(self._log, self.path, self._left)

    def exchange(self, *, write: bool, stop: Callable[[], None]) -> Exchanged:
        """Write our file, if it is to be, and merge the others that have changed. `stop` is called now and then, and
        may raise to call it off.
        """
        came, faults = False, []
        try:
            if write:
                self.write()
        except KnownError as error:
            faults.append(str(error))
        try:
            for path in self._others():
                came = self._read(path, stop) or came
        except KnownError as error:
            faults.append(str(error))
        return Exchanged(came, tuple(dict.fromkeys((*faults, *self._refused.values()))))

    def _others(self) -> list[Path]:
        there = list(others_files(self.path, own_uid(self._log)))
        for gone in self._seen.keys() - set(there):
            del self._seen[gone]
            self._refused.pop(gone, None)
        return there

    def _read(self, path: Path, stop: Callable[[], None]) -> bool:
        """Merge this file if it has changed; whether something came."""
        try:
            now = looks(path)
        except OSError as error:  # it has just gone; or it will be found again
            _log.info("%s cannot be looked at: %s", path, error)
            return False
        if self._seen.get(path) == now:
            return False
        self._refused.pop(path, None)
        try:
            came = bool(merge(self._log, path, by_itself=True, stop=stop))
        except HalfCopiedError as error:  # all of it will be there in a while, and that is a change
            _log.info("not merged: %s", error)
            came = False
        except RefusedError as error:
            self._refused[path] = str(error)
            came = False
        self._seen[path] = now
        return came
