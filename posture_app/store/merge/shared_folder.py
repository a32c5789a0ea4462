"""A folder that several computers of one person share: what this one puts there, and what it takes from there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.store.file.foreign import HalfCopiedError, RefusedError
from posture_app.store.file.odd_rows import OddRows
from posture_app.store.merge.merging import merge_copy
from posture_app.store.merge.other_log import Looks, copied, looks
from posture_app.store.merge.own_device import own_uid
from posture_app.store.merge.shared_file import OnLog, at_once, others_files, write_shared

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ExchangeResult:
    """Whether something came, and, in sentences for the person, what could not be done."""

    came: bool
    faults: tuple[str, ...]


class SharedFolder:
    """Exchanges the log with this folder. Remembers how files looked that it wrote or read, and passes over those that
    have not changed, unless rows of them lay in the future and do so no longer. `on_log` does what concerns the log.
    """

    def __init__(self, log: Path, folder: Path, on_log: OnLog = at_once) -> None:
        self.path = folder
        self._log, self._on_log = log, on_log
        self._left: Looks | None = None
        self._seen: dict[Path, Looks] = {}
        self._again: dict[Path, datetime] = {}
        self._told: dict[Path, str] = {}

    def write(self) -> None:
        """Write our file. Raises KnownError if it cannot be."""
        self._left = write_shared(self._log, self.path, self._left, self._on_log)

    def exchange(self, *, write: bool, now: datetime, stop: Callable[[], None]) -> ExchangeResult:
        """Write our file, if it is to be, and merge the others that have changed; one that cannot be read is not in the
        way of others. `now` is the present (UTC). `stop` is called now and then, and may raise to call it off.
        """
        came, faults = False, []
        try:
            if write:
                self.write()
        except KnownError as error:
            faults.append(str(error))
        try:
            for path in self._others():
                came = self._read(path, now, stop) or came
        except KnownError as error:
            faults.append(str(error))
        return ExchangeResult(came, tuple(dict.fromkeys((*faults, *self._told.values()))))

    def _others(self) -> list[Path]:
        there = list(others_files(self.path, self._on_log(lambda: own_uid(self._log))))
        for known in (self._seen, self._again, self._told):
            for gone in known.keys() - set(there):
                known.pop(gone)
        return there

    def _read(self, path: Path, now: datetime, stop: Callable[[], None]) -> bool:
        """Merge this file if it has changed; whether something came."""
        try:
            found = looks(path)
        except OSError as error:  # it has just gone; or it will be found again
            _log.info("%s cannot be looked at: %s", path, error)
            return False
        again = self._again.get(path)
        if self._seen.get(path) == found and (again is None or now < again):
            return False
        for known in (self._seen, self._again, self._told):
            known.pop(path, None)
        came = False
        try:
            with copied(path, self._log) as copy:
                came = self._on_log(lambda: self._merge(path, copy, now, stop))
        except HalfCopiedError as error:  # all of it will be there in a while, and that is a change
            _log.info("not merged: %s", error)
        except RefusedError as error:
            self._told[path] = str(error)
        except KnownError as error:  # it or our log cannot be used now: it is tried again the next time
            self._told[path] = str(error)
            return False
        self._seen[path] = found
        return came

    def _merge(self, path: Path, copy: Path, now: datetime, stop: Callable[[], None]) -> bool:
        stop()
        left = partial(self._set_aside, path)
        return bool(merge_copy(self._log, path, copy, now, by_itself=True, stop=stop, left=left))

    def _set_aside(self, path: Path, left_out: OddRows) -> None:
        """Tell of the rows of a file that were not taken, and keep in mind when to look at them again."""
        if left_out:
            self._told[path] = left_out.sentence(path)
        if left_out.again is not None:
            self._again[path] = left_out.again
