"""A file of another log, or of another program, imported: read as a whole before anything is changed, then brought into
the log in the way in which the log of another computer is merged, so that each thing comes once, and what was there
already stays; see `merging`. Cut short, it is simply done again.

What is not in order in a file is left out and told, unless that is most of it.
"""

import hashlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.record.plausible import why_odd
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.file.faults import explaining, reading, reason
from posture_app.store.file.files import make_private
from posture_app.store.file.migrations import copy
from posture_app.store.file.schema import OWN
from posture_app.store.file.stages import IMPORT, stage_path
from posture_app.store.log.columns import TABLE_OF, ExportKind
from posture_app.store.log.opening import prepare
from posture_app.store.merge.merged_spans import CHUNK
from posture_app.store.merge.merging import DeviceResult, merge
from posture_app.store.transfer.export import Progress, Stop, never, silent
from posture_app.store.transfer.import_activitywatch import ActivityWatch, KnownSpans
from posture_app.store.transfer.import_source import FileProgram, Program, Reader, ReadOptions, look
from posture_app.store.transfer.import_stage import Stage, kind_of
from posture_app.store.transfer.import_text import MalformedError, SkippedRecords

PIECE = 1 << 20
WHOLE = 1000
"""Progress is told in thousandths: the first half is reading."""


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many of a kind the file has: new ones, those that took the place of one that told less, and those that were
    there already.
    """

    added: int
    replaced: int
    there: int


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of a file: of each kind that it has, and from which day to which (None: there is nothing in it).
    `others` counts the buckets of ActivityWatch that were passed over; `left_out` tells what is not in order and did
    not come (“1 record that is not in order (line 7: …)”, empty if all is).
    """

    origin: Program
    counts: dict[ExportKind, ImportCounts]
    days: tuple[date, date] | None
    others: int = 0
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """What to import: the file, of `origin` if that is not to be found by looking; `zone` is for programs that name
    none, and `now` (UTC) tells what cannot have been yet. `progress` is told how far it has come, of how much, and
    `stop` asked whether to end.
    """

    path: Path
    zone: str
    now: datetime
    origin: Program | None = None
    progress: Progress = silent
    stop: Stop = never


class StagedImport:
    """A file that has been read and is in order, ready to be brought into a log."""

    def __init__(self, wanted: Import, told: FileProgram, stage: Stage, found: Counter[ExportKind], left: str) -> None:
        self._wanted, self._stage, self._found, self._left = wanted, stage, found, left
        self.folder = stage.path.parent
        self._origin = told.origin
        self._others = told.source.others if isinstance(told.source, ActivityWatch) else 0

    def bring(self, log: Path) -> ImportResult:
        """Bring what the log lacks, beside a running app or without one. Raises KnownError if it cannot be written;
        StoppedError.
        """
        before = _rows(log)
        try:
            brought = merge(log, self._stage.path, self._wanted.now, stop=self._step())
        except KnownError as error:
            text = f"{error} What has come by then stays; import the file again for the rest, and nothing comes twice."
            raise KnownError(text) from error
        counts = _counts(self._found, brought, _rows(log) - before)
        return ImportResult(self._origin, counts, self._stage.days(), self._others, self._left)

    def _step(self) -> Callable[[], None]:
        """To be called before each step."""
        rows, done, wanted = max(1, self._found.total()), 0, self._wanted

        def step() -> None:
            nonlocal done
            if wanted.stop():
                raise StoppedError
            done = min(done + CHUNK, rows)
            wanted.progress(WHOLE // 2 + WHOLE * done // rows // 2, WHOLE)

        return step


@contextmanager
def staged(wanted: Import, log: Path) -> Iterator[StagedImport]:
    """Read the file as a whole. The log is not changed, and need not be there; what it knows of another program is not
    read once more. Raises KnownError if the file is not in order; StoppedError.
    """
    size = _size(wanted.path)

    def seen(so_far: int) -> None:
        if wanted.stop():
            raise StoppedError
        wanted.progress(WHOLE * min(so_far, size) // max(1, size) // 2, WHOLE)

    left = SkippedRecords()
    with _folder(log) as folder:
        told = look(wanted.path, ReadOptions(wanted.origin, wanted.zone, wanted.now, seen, folder))
        try:
            with closing(Stage(folder / "stage.db", f"import {_mark(wanted.path)}")) as stage:
                known = KnownSpans(log) if isinstance(told.source, ActivityWatch) else None
                found = _fill(stage, told.source, known, left, wanted.now)
        except MalformedError as error:
            where = f"{wanted.path}, {error.place}" if error.place else str(wanted.path)
            raise KnownError(f"{where}: {error}. Nothing was imported.") from error
        except (sqlite3.Error, OSError) as error:
            why = reason(error)
            if why is None:
                raise
            raise KnownError(f"{wanted.path} cannot be imported: {why}. Nothing was imported.") from error
        yield StagedImport(wanted, told, stage, found, left.words())


def import_file(wanted: Import, log: Path) -> ImportResult:
    """Read a file, and bring what the log lacks of it."""
    with staged(wanted, log) as file:
        return file.bring(log)


def try_import(wanted: Import, log: Path) -> ImportResult:
    """What that would come to; nothing changes, and there need be no log."""
    with staged(wanted, log) as file:
        trial = file.folder / "trial.db"
        with explaining(log, "read"):
            if log.exists():
                with closing(connect(log, OpenMode.READ)) as connection:
                    copy(connection, trial)
            prepare(trial, wanted.now)
        return file.bring(trial)


@contextmanager
def _folder(log: Path) -> Iterator[Path]:
    """A private folder beside the log, which goes in the end, and with it those that had to be made for it."""
    folder = stage_path(log, IMPORT)
    lacking = [each for each in folder.parents if not each.exists()]
    try:
        make_private(log)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise KnownError(f"{folder} cannot be made: {reason(error)}. Nothing was imported.") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for each in lacking:
            with suppress(OSError):  # the log is in it now
                each.rmdir()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # which `look` says more of
        return 0


def _mark(path: Path) -> str:
    """What tells this file from others: a merge that was cut short is found again by it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()[:16]


def _fill(
    stage: Stage, source: Reader, known: KnownSpans | None, left: SkippedRecords, now: datetime
) -> Counter[ExportKind]:
    """Put all entries together; how many of each kind there are. Raises MalformedError if most are not in order."""
    found: Counter[ExportKind] = Counter()
    for place, entry in source.entries(left):
        why = why_odd(entry.what, now)
        if why is not None:
            left.add(place, f"it {why}")
            continue
        try:
            for part in (entry,) if known is None else known.new_parts(entry):
                stage.add(part)
        except MalformedError as error:
            left.add(place, str(error))
            continue
        left.sound += 1
        found[kind_of(entry.what)] += 1
    left.check()
    stage.finish()
    return found


def _rows(log: Path) -> Counter[ExportKind]:
    """How many rows of each kind the log has, without those that a running app adds meanwhile."""
    own = (ExportKind.SPANS, ExportKind.PROMPTS)
    with reading(log), closing(connect(log, OpenMode.READ)) as connection:
        found: Counter[ExportKind] = Counter()
        for kind, table in TABLE_OF.items():
            query = f"SELECT count(*) FROM {table}{f' WHERE device <> {OWN}' if kind in own else ''}"  # noqa: S608 - names of ours
            found[kind] = connection.execute(query).fetchone()[0]
        return found


def _counts(
    found: Counter[ExportKind], brought: Iterable[DeviceResult], more: Counter[ExportKind]
) -> dict[ExportKind, ImportCounts]:
    came: Counter[ExportKind] = Counter()
    for device in brought:
        came[ExportKind.SPANS] += device.spans
        came.update({kind: device.rows[table] for kind, table in TABLE_OF.items()})
    return {
        kind: ImportCounts(
            added=min(came[kind], more[kind]),
            replaced=max(0, came[kind] - more[kind]),
            there=max(0, count - came[kind]),
        )
        for kind, count in found.items()
    }
