"""Import a file of another log or of another program. It is read as a whole before anything is changed, then merged
like the log of another computer, so that each thing comes once, and what was there already stays; see `merging`. Cut
short, it is simply done again.

What is not in order in a file is left out, and the person is told, unless that is most of it.
"""

import shutil
import sqlite3
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.language import _, sentences
from posture_app.core.record.entry import Entry
from posture_app.core.record.plausible import why_odd
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.file.faults import explaining, reading, reason
from posture_app.store.file.files import make_private
from posture_app.store.file.inspection import HEADER, OWNER
from posture_app.store.file.inspection import MAGIC as DATABASE
from posture_app.store.file.migrations import copy
from posture_app.store.file.schema import APPLICATION_ID, OWN
from posture_app.store.file.stages import IMPORT, stage_path
from posture_app.store.log.columns import TABLE_OF, ExportKind
from posture_app.store.log.opening import prepare
from posture_app.store.merge.merged_spans import CHUNK
from posture_app.store.merge.merging import DeviceResult, merge
from posture_app.store.transfer.export import Progress, Stop
from posture_app.store.transfer.import_activitywatch import EVENTS, ActivityWatch, KnownSpans
from posture_app.store.transfer.import_own import OwnJson, OwnTable
from posture_app.store.transfer.import_stage import Stage, kind_of
from posture_app.store.transfer.import_text import MARKS, File, MalformedError, SkippedRecords
from posture_app.store.transfer.import_workrave import MAGIC as WORKRAVE
from posture_app.store.transfer.import_workrave import Workrave, WorkraveDatabase

HEAD = 4096
SPREADSHEET = b"PK\x03\x04"
"""How a ZIP archive begins, which is what Excel and LibreOffice save."""
PIECE = 1 << 20
WHOLE = 1000
"""Progress is counted in thousandths; the first half is reading."""


class Program(StrEnum):
    """Which program wrote a file."""

    OWN = "own"
    ACTIVITYWATCH = "activitywatch"
    WORKRAVE = "workrave"


BEGINNINGS = {Program.ACTIVITYWATCH: "{", Program.WORKRAVE: WORKRAVE}


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many of a kind are new, replaced one that said less, or were there already."""

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
    none, and `now` (UTC) tells what cannot have been yet. `progress` is called with how far it has come, and of how
    much, and `stop` is asked whether to end.
    """

    path: Path
    zone: str
    now: datetime
    origin: Program | None = None
    progress: Progress = lambda _done, _total: None
    stop: Stop = lambda: False


class Reader(Protocol):
    """What reads a file."""

    def entries(self, skipped: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        """All entries, each with its place in the file; what is not in order is added to those that are left out.
        Raises MalformedError if the file cannot be read as one of its kind, and KnownError.
        """


class FileProgram(NamedTuple):
    """Which program wrote a file, and what reads it."""

    origin: Program
    source: Reader


class StagedImport:
    """A file that has been read and is in order, ready to be brought into a log."""

    def __init__(
        self, wanted: Import, program: FileProgram, stage: Stage, in_file: Counter[ExportKind], left_out: str
    ) -> None:
        self._wanted, self._stage, self._in_file, self._left_out = wanted, stage, in_file, left_out
        self.folder = stage.path.parent
        self._origin = program.origin
        self._others = program.source.others if isinstance(program.source, ActivityWatch) else 0

    def bring(self, log: Path) -> ImportResult:
        """Bring what the log lacks, beside the app or not. Raises KnownError if it cannot be written; StoppedError."""
        before = _rows(log)
        try:
            results = merge(log, self._stage.path, self._wanted.now, stop=self._step())
        except KnownError as error:
            stays = _("What has come by then stays; import the file again for the rest, and nothing comes twice.")
            raise KnownError(sentences(str(error), stays)) from error
        counts = _counts(self._in_file, results, _rows(log) - before)
        return ImportResult(self._origin, counts, self._stage.days(), self._others, self._left_out)

    def _step(self) -> Callable[[], None]:
        rows, done, wanted = max(1, self._in_file.total()), 0, self._wanted

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

    def on_read(so_far: int) -> None:
        if wanted.stop():
            raise StoppedError
        wanted.progress(WHOLE * min(so_far, size) // max(1, size) // 2, WHOLE)

    skipped = SkippedRecords()
    with _folder(log) as folder:
        program = look(wanted, on_read, folder)
        try:
            with closing(Stage(folder / "stage.db", f"import {_mark(wanted.path)}")) as stage:
                known = KnownSpans(log) if isinstance(program.source, ActivityWatch) else None
                in_file = _fill(stage, program.source, known, skipped, wanted.now)
        except MalformedError as error:
            text = _("{path}: {fault}. Nothing was imported.")
            if error.place:
                # Translators: {place} is where in the file: “line 7”.
                text = _("{path}, {place}: {fault}. Nothing was imported.")
            raise KnownError(text.format(path=wanted.path, place=error.place, fault=error)) from error
        except (sqlite3.Error, OSError) as error:
            why = reason(error)
            if why is None:
                raise
            raise KnownError(
                _("{path} cannot be imported: {why}. Nothing was imported.").format(path=wanted.path, why=why)
            ) from error
        yield StagedImport(wanted, program, stage, in_file, skipped.words())


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
        raise KnownError(
            _("{folder} cannot be made: {why}. Nothing was imported.").format(folder=folder, why=reason(error))
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for each in lacking:
            with suppress(OSError):  # the log is in it now
                each.rmdir()


def look(wanted: Import, on_read: Callable[[int], None], folder: Path) -> FileProgram:
    """What reads this file: told by looking into it, if it was not said. `on_read` is called with how many bytes have
    been read, and in `folder` there is room for a copy. Raises KnownError if it cannot be imported.
    """
    path, origin = wanted.path, wanted.origin
    head, file = _head(path), File(path, on_read)
    if head.startswith(DATABASE):
        if int.from_bytes(head[:HEADER][OWNER]) == APPLICATION_ID:
            raise KnownError(
                _(
                    "{path} is a log of this app; if it is that of another computer, use: posture-app merge; if it "
                    "is a backup: posture-app restore"
                ).format(path=path)
            )
        return FileProgram(Program.WORKRAVE, WorkraveDatabase(file, folder))
    text = head.decode("utf-16" if file.wide else "utf-8-sig", errors="ignore").lstrip()
    if origin is None:
        origin = next((each for each, begins in BEGINNINGS.items() if text.startswith(begins)), Program.OWN)
    match origin:
        case Program.ACTIVITYWATCH:
            if text.startswith(("[", "timestamp,")):
                raise KnownError(_("{path}: {fault}. Nothing was imported.").format(path=path, fault=_(EVENTS)))
            return FileProgram(origin, ActivityWatch(file, wanted.zone, wanted.now))
        case Program.WORKRAVE:
            return FileProgram(origin, Workrave(file))
    return FileProgram(origin, OwnJson(file) if text[:1] == "[" else OwnTable(file))


def _head(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise KnownError(_("{path} is a folder; name a file in it.").format(path=path))
        if not stat.S_ISREG(mode):
            raise KnownError(_("{path} is no ordinary file, and cannot be imported.").format(path=path))
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        raise KnownError(_("There is no file {path}.").format(path=path)) from None
    except OSError as error:
        raise KnownError(
            _("{path} cannot be read ({reason}).").format(path=path, reason=error.strerror or error)
        ) from error
    if not head:
        raise KnownError(_("{path} is empty.").format(path=path))
    if head.startswith(SPREADSHEET):
        raise KnownError(
            _(
                "{path} is no text, and so none of the files that can be imported; if it is a spreadsheet, save "
                "it as CSV."
            ).format(path=path)
        )
    if b"\0" in head and not head.startswith((*MARKS, DATABASE, WORKRAVE.encode())):
        raise KnownError(_("{path} is no text, and so none of the files that can be imported.").format(path=path))
    return head


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # which `look` says more of
        return 0


def _mark(path: Path) -> str:
    """What tells this file from others: a merge that was cut short is found again by it."""
    import hashlib  # noqa: PLC0415 - 2 MiB of libcrypto

    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()[:16]


def _fill(
    stage: Stage, source: Reader, known: KnownSpans | None, skipped: SkippedRecords, now: datetime
) -> Counter[ExportKind]:
    """Put all entries together; how many of each kind there are. Raises MalformedError if most are not in order."""
    found: Counter[ExportKind] = Counter()
    for place, entry in source.entries(skipped):
        why = why_odd(entry.what, now)
        if why is not None:
            skipped.add(place, _(why))
            continue
        try:
            for part in (entry,) if known is None else known.new_parts(entry):
                stage.add(part)
        except MalformedError as error:
            skipped.add(place, str(error))
            continue
        skipped.sound += 1
        found[kind_of(entry.what)] += 1
    skipped.check()
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
    in_file: Counter[ExportKind], results: Iterable[DeviceResult], more: Counter[ExportKind]
) -> dict[ExportKind, ImportCounts]:
    came: Counter[ExportKind] = Counter()
    for device in results:
        came[ExportKind.SPANS] += device.spans
        came.update({kind: device.rows[table] for kind, table in TABLE_OF.items()})
    return {
        kind: ImportCounts(
            added=min(came[kind], more[kind]),
            replaced=max(0, came[kind] - more[kind]),
            there=max(0, count - came[kind]),
        )
        for kind, count in in_file.items()
    }
