"""A folder that several computers of one person share: each writes its own file, with what it recorded itself, and
reads those of others.

A file is made beside the log, and in the folder first bears a name that Syncthing, Nextcloud and Dropbox pass over; so
others get it whole or not at all. The folder may lie on a disk that hangs: so whoever reads and writes there leaves to
another what is done with the log itself, `on_log`.
"""

import contextlib
import filecmp
import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.store.file.backup_folder import UNFINISHED
from posture_app.store.file.connection import OpenMode, connect, transaction
from posture_app.store.file.faults import explained, reason
from posture_app.store.file.files import discard, flush
from posture_app.store.file.foreign import HalfCopiedError, RefusedError
from posture_app.store.file.migrations import migrate
from posture_app.store.file.odd_rows import OddRows
from posture_app.store.file.schema import OWN
from posture_app.store.file.stages import stage_path
from posture_app.store.merge.devices import EARLIER, own_uid
from posture_app.store.merge.merging import merge
from posture_app.store.merge.other_log import Looks, OlderError, copied, looks, verify

NAME = re.compile(r"posture-[0-9a-f]{16}\.db")
T = TypeVar("T")
_log = logging.getLogger(__name__)

_OWN = (
    f"SELECT id FROM log.devices WHERE id = {OWN}"  # noqa: S608 - words of ours
    f" OR uid = (SELECT uid FROM log.devices WHERE id = {OWN}) || '{EARLIER}'"
)
"""This computer, and what an earlier copy of its log had."""
_SAID = f"device IN ({_OWN}) OR undone_us IS NOT NULL"
"""Corrections made here; and those made elsewhere which were taken back, for that may have been here."""
_SPEAKERS = f"SELECT device FROM log.corrections WHERE {_SAID}"  # noqa: S608 - names of ours, as below
_COPY = (
    f"INSERT OR REPLACE INTO devices SELECT * FROM log.devices WHERE id IN ({_OWN})",  # noqa: S608
    f"INSERT OR IGNORE INTO devices SELECT * FROM log.devices WHERE id IN ({_SPEAKERS})",  # noqa: S608
    *(
        f"INSERT INTO {table} SELECT * FROM log.{table} NOT INDEXED WHERE device IN ({_OWN}) ORDER BY id"  # noqa: S608
        for table in ("spans", "prompts", "sessions")
    ),
    f"INSERT INTO corrections SELECT * FROM log.corrections NOT INDEXED WHERE {_SAID} ORDER BY id",  # noqa: S608
    f"INSERT INTO notes SELECT * FROM log.notes WHERE device IN ({_OWN})",  # noqa: S608
    "INSERT INTO days_off SELECT * FROM log.days_off",
)
_FULLER = f"""
SELECT 1 FROM spans AS o CROSS JOIN devices AS d ON d.id = o.device AND d.uid = ?
WHERE o.ended_by IS NOT NULL AND o.end_us > o.start_us AND NOT EXISTS (
    SELECT 1 FROM log.spans AS s WHERE s.device IN ({_OWN})
        AND s.start_us = o.start_us AND s.posture = o.posture AND s.end_us >= o.end_us)
AND NOT EXISTS (SELECT 1 FROM log.erasures AS e WHERE e.start_us < o.end_us AND e.end_us > o.start_us)
LIMIT 1
"""  # noqa: S608
"""Finds what another file has of this computer and the log has not, unless it was erased."""


def shared_name(uid: str) -> str:
    """The name of the file of this computer."""
    return f"posture-{uid}.db"


def others_files(folder: Path, uid: str) -> Sequence[Path]:
    """The files of other computers than this one. Raises KnownError if the folder cannot be read."""
    try:
        return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name) and path.name != shared_name(uid))
    except OSError as error:
        raise _failed(folder, error) from error


def own_copies(folder: Path, uid: str) -> Sequence[Path]:
    """What else of the file of this computer lies there: what is left of writing it, and the copies that Syncthing,
    Nextcloud or Dropbox keep where two of its name met. Raises OSError.
    """
    ours = shared_name(uid)
    conflict = re.compile(rf"{re.escape(ours.removesuffix('.db'))}\W.*\.db")
    there = (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    return sorted(path for path in there if path == _coming(folder / ours) or conflict.fullmatch(path.name))


class OnLog(Protocol):
    """How to have something done with the log, and wait for it."""

    def __call__(self, work: Callable[[], T], /) -> T: ...


def at_once(work: Callable[[], T]) -> T:
    """Do it here."""
    return work()


def write_shared(log: Path, folder: Path, known: Looks | None, on_log: OnLog = at_once) -> Looks:
    """Write our file, if it is to change; says how it looks then. `known` is how we left it, if that was so.

    Raises KnownError with the reason, and with what lies there untouched, if it cannot be.
    """
    made = stage_path(log, UNFINISHED)
    try:
        folder.stat()  # a disk that is not there is not to cost the making of the file
        uid = on_log(lambda: own_uid(log))
        to = folder / shared_name(uid)
        _coming(to).unlink(missing_ok=True)  # of an exchange that was cut short
        if to.exists() and looks(to) != known:
            with contextlib.suppress(HalfCopiedError, OlderError), copied(to, log) as copy:  # such a one is replaced
                on_log(lambda: _refuse_fuller(log, to, copy, uid))
        on_log(lambda: _make(log, made))
        if not to.exists() or not filecmp.cmp(made, to, shallow=False):
            _put(made, to)
        return looks(to)
    except OSError as error:
        raise _failed(folder, error) from error
    finally:
        discard(made)


def _failed(folder: Path, error: OSError) -> KnownError:
    if not folder.is_dir():
        return KnownError(
            _("The shared folder {folder} is not there; connect its disk, or choose another folder.").format(
                folder=folder
            )
        )
    return KnownError(_("The shared folder {folder} cannot be used: {why}.").format(folder=folder, why=reason(error)))


def _refuse_fuller(log: Path, to: Path, copy: Path, uid: str) -> None:
    """Raises KnownError if our file, by this copy, has what our log lacks; or is damaged or out of date."""
    verify(to, copy, None)
    try:
        with closing(_beside_log(copy, log, OpenMode.READ)) as connection:
            fuller = connection.execute(_FULLER, (uid,)).fetchone()
    except sqlite3.Error as error:
        raise explained(log, error, doing="read") from error
    if fuller:
        raise KnownError(
            _(
                "{to} has time of this computer that its log lacks, and is not overwritten. If an older log was "
                "put back here, say: posture-app merge {to} – If another computer began with a copy of this "
                "one’s data, end the app on one of the two, and say there: posture-app merge --new-device"
            ).format(to=to)
        )


def _make(log: Path, made: Path) -> None:
    """Write a log of what this computer recorded, and nothing else: no trace of others or of what was erased."""
    discard(made)
    made.touch(mode=0o600)
    try:
        with closing(_beside_log(made, log, OpenMode.WRITE)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # it is flushed in the end
            connection.execute("PRAGMA secure_delete = ON").fetchone()  # so that it is the same byte by byte next time
            migrate(connection)
            with transaction(connection):
                for statement in _COPY:
                    connection.execute(statement)
    except sqlite3.Error as error:
        raise explained(log, error, doing="copied") from error


def _beside_log(path: Path, log: Path, mode: OpenMode) -> sqlite3.Connection:
    """A database to work with, the log attached to it, to be read."""
    connection = connect(path, mode)
    connection.execute("ATTACH ? AS log", (f"{log.absolute().as_uri()}?mode=ro",))
    return connection


def _coming(to: Path) -> Path:
    """The name of our file in the folder until it is whole."""
    return to.with_name(f"~syncthing~{to.name}.tmp")


def _put(made: Path, to: Path) -> None:
    coming = _coming(to)
    try:
        coming.unlink(missing_ok=True)
        coming.touch(mode=0o600)
        shutil.copyfile(made, coming)
        with coming.open("r+b") as file:
            os.fsync(file.fileno())
        coming.replace(to)
        with contextlib.suppress(OSError):  # not every file system can flush a folder
            flush(to)
    except OSError:
        with contextlib.suppress(OSError):
            coming.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class ExchangeResult:
    """Whether something came, and, in sentences for the person, what could not be done."""

    came: bool
    faults: tuple[str, ...]


@dataclass(slots=True)
class _Known:
    """What is known of another's file: how it looked when it was read (None: it could not be), when to read it again
    for rows that lay in the future, and what to tell of it.
    """

    looks: Looks | None = None
    again: datetime | None = None
    fault: str = ""


class SharedFolder:
    """Exchanges the log with this folder. Remembers how files looked that it wrote or read, and passes over those that
    have not changed, unless rows of them lay in the future and do so no longer. `on_log` does what concerns the log.
    """

    def __init__(self, log: Path, folder: Path, on_log: OnLog = at_once) -> None:
        self.path = folder
        self._log, self._on_log = log, on_log
        self._ours: Looks | None = None
        self._known: dict[Path, _Known] = {}

    def write(self, stop: Callable[[], None] = lambda: None) -> None:
        """Write our file. `stop` is called before each look at the log, which may be another by then, and may raise."""

        def on_log(work: Callable[[], T]) -> T:
            def unless_stopped() -> T:
                stop()
                return work()

            return self._on_log(unless_stopped)

        self._ours = write_shared(self._log, self.path, self._ours, on_log)

    def exchange(self, *, write: bool, now: datetime, stop: Callable[[], None]) -> ExchangeResult:
        """Write our file, if it is to be, and merge the others that have changed; one that cannot be read is not in the
        way of others. `now` is the present (UTC). `stop` is called now and then, and may raise to call it off.
        """
        came, faults = False, []
        try:
            if write:
                self.write(stop)
        except KnownError as error:
            faults.append(str(error))
        try:
            uid = self._on_log(lambda: own_uid(self._log))
            others = others_files(self.path, uid)
            self._known = {path: self._known[path] for path in others if path in self._known}
            for path in others:
                came = self._read(path, now, stop) or came
        except KnownError as error:
            faults.append(str(error))
        faults += [known.fault for known in self._known.values() if known.fault]
        return ExchangeResult(came, tuple(dict.fromkeys(faults)))

    def _read(self, path: Path, now: datetime, stop: Callable[[], None]) -> bool:
        """Merge this file if it has changed; whether something came."""
        try:
            found = looks(path)
        except OSError as error:  # it has just gone; or it will be found again
            _log.info("%s cannot be looked at: %s", path, error)
            return False
        known = self._known.get(path)
        if known is not None and known.looks == found and (known.again is None or now < known.again):
            return False
        known, came = _Known(), False
        self._known[path] = known

        def set_aside(left_out: OddRows) -> None:
            known.again = left_out.again
            if left_out:
                known.fault = left_out.sentence(path)

        def bring() -> bool:
            stop()
            return bool(merge(self._log, path, now, copy=copy, by_itself=True, stop=stop, left=set_aside))

        try:
            with copied(path, self._log) as copy:
                came = self._on_log(bring)
        except HalfCopiedError as error:  # all of it will be there in a while, and that is a change
            _log.info("not merged: %s", error)
        except RefusedError as error:
            known.fault = str(error)
        except KnownError as error:  # it or our log cannot be used now: it is tried again the next time
            known.fault = str(error)
            return False
        known.looks = found
        return came
