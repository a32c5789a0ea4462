"""The log: what the engine records, kept through full disks, locks and crashes, and read back."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.errors import KnownError
from posture_app.core.language import N_, _
from posture_app.core.prompts import LoggedPrompt, Outcome, Shown
from posture_app.core.record.diary import Session
from posture_app.core.spans import EndedBy, Span
from posture_app.core.value import value
from posture_app.store.file.connection import transaction
from posture_app.store.file.faults import DAMAGE, code, explained, explaining
from posture_app.store.log.changes import (
    Change,
    PromptsAbandoned,
    PromptSettled,
    PromptShown,
    Remembered,
    Rows,
    SessionDone,
    recorded,
    still_there,
)
from posture_app.store.log.columns import values_of
from posture_app.store.log.database import Database
from posture_app.store.log.opening import open_beside, open_readable, prepare
from posture_app.store.log.reading import NumberedPrompt, Reading
from posture_app.store.log.unsaved import Unsaved

if TYPE_CHECKING:
    from posture_app.core.statistics.bouts import DayTotals
    from posture_app.core.statistics.periods import Period
    from posture_app.core.statistics.ports import DayRules, KnownDay
    from posture_app.store.log.day_cache import DayCache
    from posture_app.store.log.diary import LogDiary

NOT_OPEN = N_("The log is not open yet; do this again once it is.")
LOGGER = logging.getLogger(__name__)
Tell = Callable[[str], None]


def _silent(_sentence: str) -> None:
    """Tell nobody; the program's own log has it all the same."""


class Log:
    """Writes every change at once. What cannot be written is kept and tried again with the next change, in order.

    `trouble` is told once, in one sentence, when writing begins to fail, and `recovered` once when it works again or
    when the file had to be put back. Nothing here raises because of the disk, save the reading (KnownError).

    One with `again` waits for the file at `path`, which is not open yet: it keeps all in memory until `open_now`, and
    calls that with each change, to have the file tried again.
    """

    def __init__(
        self,
        database: Database,
        now: datetime,
        *,
        path: Path | None = None,
        again: Callable[[], None] | None = None,
        trouble: Tell = _silent,
        recovered: Tell = _silent,
    ) -> None:
        self._database = database
        self._path, self._again = path or database.path, again
        self._reading = Reading(lambda: self._database.connection, self._path)
        self._now = now
        self._mended = False
        self._rows: Rows = {}
        self._unsaved = Unsaved()
        self._trouble = trouble
        self._recovered = recovered
        self._failing = False
        self._resting = False
        self._closed = False

    @property
    def path(self) -> Path | None:
        """The file; None if the log is in memory only, or yet."""
        return self._database.path

    @cached_property
    def diary(self) -> "LogDiary":
        from posture_app.store.log.diary import LogDiary  # noqa: PLC0415 - not needed at a start

        return LogDiary(lambda: self._database.connection, self._path, self._held)

    @cached_property
    def _days(self) -> "DayCache":
        from posture_app.store.log.day_cache import DayCache  # noqa: PLC0415 - loads statistics

        return DayCache(lambda: self._database.connection, self._path)

    # -- what the engine says ---------------------------------------------------------------------------------------

    def recover(self) -> Span | None:
        """Settle what an earlier run left open, once, before anything is recorded; returns the span it left.

        That span ends at its checkpoint as crashed (one of no length is deleted); showings without an outcome
        become open. Raises KnownError if the log cannot be read.
        """
        left = self._reading.open_span()
        self._save(PromptsAbandoned())
        if left is None:
            return None
        closed = replace(left, ended_by=EndedBy.CRASHED)
        self.record(closed)
        return closed if closed.end > closed.start else None

    def record(self, span: Span) -> None:
        """Carry out a `Record` of the engine. Raises ValueError if the span ends before it starts."""
        self._save(recorded(span))

    def prompted(self, shown: Shown) -> None:
        self._save(PromptShown(shown, values_of(shown)))

    def settled(self, number: int, outcome: Outcome) -> None:
        self._save(PromptSettled(number, outcome))

    def done(self, session: Session) -> None:
        self._save(SessionDone(session))

    def remember(self, key: str, value: object) -> None:
        """Keep a value that JSON knows under a key, beyond the end of the app; None: forget it."""
        import json  # noqa: PLC0415 - few runs remember anything

        self._save(Remembered(key, None if value is None else json.dumps(value)))

    def recall(self, key: str) -> object:
        """What is kept under this key, or None. Raises KnownError if the log cannot be read."""
        waiting = self._unsaved.recall(key)
        return self._read_json(key, waiting.value if waiting else self._reading.remembered(key))

    def recall_stored(self, key: str) -> object:
        """The same as the file has it, or None if it is to be changed. Raises KnownError likewise."""
        return None if self._unsaved.recall(key) else self._read_json(key, self._reading.remembered(key))

    def _read_json(self, key: str, text: str | None) -> object:
        if text is None:
            return None
        import json  # noqa: PLC0415 - few runs remember anything

        try:
            value: object = json.loads(text)
        except (ValueError, RecursionError) as error:
            LOGGER.warning("“%s” in the log cannot be read, and is forgotten: %s", key, error)
            return None
        return value

    # -- the history ------------------------------------------------------------------------------------------------

    def spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans that count, of all computers and as corrected: see `core.statistics.ports.Record`."""
        return self._reading.composed(self.own_spans, since, until)

    def own_spans(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Span]:
        """The spans of this computer with a part in the range, as they were recorded."""
        return self._unsaved.spans(self._reading.own_spans(since, until), since, until)

    def last_spans(self) -> Iterator[Span]:
        """The spans of this computer in the file, from the one recorded last backwards: for the bout at a start."""
        return self._reading.last_spans()

    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[LoggedPrompt]:
        return self._prompts(self._reading.showings(since, until), since, until)

    def own_prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[LoggedPrompt]:
        return self._prompts(self._reading.showings(since, until, own=True), since, until)

    def _prompts(
        self, stored: Iterator[NumberedPrompt], since: datetime | None, until: datetime | None
    ) -> Iterator[LoggedPrompt]:
        return (prompt.showing for prompt in self._unsaved.prompts(stored, self._rows, since, until))

    def totals(self, first: date, last: date) -> "Iterator[DayTotals]":
        return self.diary.totals(first, last)

    def days_off(self, first: date, last: date) -> frozenset[date]:
        return self.diary.days_off(first, last)

    def latest_days(self) -> list[date]:
        """The latest days that have a span or totals in the file, the newest first, by UTC: for `sure_day`."""
        return self._reading.latest_days()

    def first_day(self) -> date | None:
        return self._days.first_day()

    def days(self, period: "Period", basis: "DayRules") -> "Sequence[KnownDay]":
        """The known days of a period, as they are kept; those that are not are made, and kept for the next time."""
        return self._days.read(self, period, basis, keep=not (self._unsaved or self._resting))

    # -- writing ----------------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> bool:
        """Whether its file is not open yet."""
        return self._again is not None

    def prepare(self, now: datetime) -> tuple[str, ...]:
        """Make sure that the file it waits for is sound; returns sentences about what that took. All of the file is
        read; any thread may do this.

        Raises KnownError if it cannot be opened yet.
        """
        assert self._path is not None
        with explaining(self._path, "opened"):
            return prepare(self._path, now)

    def open_now(self, now: datetime) -> None:
        """Open the file that it waits for, which `prepare` has found sound. Nothing is written until `go_on`.

        Raises KnownError if that cannot be yet.
        """
        assert self._path is not None
        with explaining(self._path, "opened"):
            opened = Log(Database(self._path), now)
        opened.recover()
        self._database.close()
        self._database, self._now, self._again, self._resting = opened._database, now, None, True
        self._mended = False  # it is another file, or another state of it

    def let_go(self, again: Callable[[], None]) -> None:
        """Write what there is and close the file, in whose place another comes; then wait for it as for one that
        cannot be opened yet. `again` is called with each change. Raises KnownError as `rest` does.
        """
        self.rest()
        self._database.close()
        self._again, self._resting = again, False
        self._database, self._rows = Database(None), {}  # the showings have other rows there, if any

    def leave_out(self, before: datetime | None) -> None:
        """Forget what was recorded and not yet written, as far as it began before this moment (None: all of it)."""
        self._unsaved.leave_out(before)

    def rest(self) -> None:
        """Write nothing until `go_on`: somebody else does. Raises KnownError if unsaved changes cannot be written."""
        if self.path is None:
            raise KnownError(_("The log is in memory only, and cannot be written."))
        self._write()
        if self._failing:
            raise KnownError(_("The log {path} cannot be written.").format(path=self.path))
        self._resting = True

    def go_on(self) -> None:
        """Write what was kept in memory meanwhile. Showings may have been deleted; their outcomes are dropped."""
        if self._resting:
            self._resting = False
            self._rows = still_there(lambda: self._database.connection, self._rows)
            self._write()

    def close(self) -> None:
        """Write what is still unsaved, or say that it is lost, and let go of the file; harmless if done before."""
        if self._closed:
            return
        self._closed, self._resting = True, False
        self._write()  # also if nothing is unsaved: the file may have been removed since the last time
        if self._unsaved:
            LOGGER.error(
                "The log %s cannot be written; entries at the end are lost: %d.", self._path, len(self._unsaved)
            )
            LOGGER.info("lost: %s", "; ".join(map(str, self._unsaved)))
        self._database.close()

    def _save(self, change: Change) -> None:
        self._unsaved.add(change)
        if self._again:
            self._again()
        self._write()

    def _write(self) -> None:
        if self._resting or self._again:
            return
        rows = dict(self._rows)
        try:
            happened = self._database.hold()
            if self._unsaved:
                with transaction(self._database.connection) as connection:
                    for change in self._unsaved:
                        change.write(connection, rows)
        except (sqlite3.Error, OSError, KnownError) as error:
            if self._mend(error):
                self._write()
            else:
                self._fail(explained(self.path, error, doing="written"))
            return
        self._rows = rows
        self._unsaved.clear()
        self._succeed(happened)

    def _mend(self, error: Exception) -> bool:
        """Recover the log, if it proved damaged while writing; whether that was done. It is tried only once."""
        if not isinstance(error, sqlite3.Error) or code(error) not in DAMAGE or self.path is None or self._mended:
            return False
        self._mended = True
        self._database.close()
        try:
            said = prepare(self.path, self._now, damaged=True)
            self._database = Database(self.path)
        except (sqlite3.Error, OSError, KnownError) as failed:
            LOGGER.warning("The log %s is damaged, and cannot be recovered now: %s", self.path, failed)
            return False
        self._rows = {}  # they have other ids now
        for sentence in said:
            LOGGER.info("%s", sentence)
            self._recovered(sentence)
        return True

    def _fail(self, error: KnownError) -> None:
        if not self._failing:
            self._failing = True
            LOGGER.warning("%s What is recorded is kept in memory until then.", error)
            self._trouble(str(error))

    def _held(self) -> sqlite3.Connection:
        """The connection, for whoever writes at once: what is written ends up in the file of that name."""
        if self._again:
            raise KnownError(_(NOT_OPEN))
        if self._resting:
            raise KnownError(_("Something is just being deleted from the log; try again in a moment."))
        happened = self._database.hold()
        if happened:
            LOGGER.info("%s", happened)
            self._recovered(happened)
        return self._database.connection

    def _succeed(self, happened: str | None) -> None:
        if self._failing and happened is None:
            happened = _("The log {path} can be written again; nothing is lost.").format(path=self.path)
        self._failing = False
        if happened:
            LOGGER.info("%s", happened)
            self._recovered(happened)


@value
class OpenedLog:
    """The log, and sentences for the person about what opening it took."""

    log: Log
    notices: tuple[str, ...]


def open_log(path: Path, *, now: datetime, trouble: Tell = _silent, recovered: Tell = _silent) -> OpenedLog:
    """Open the log for the app, the only one to write to it; `now` names what has to be set aside.

    Raises KnownError if that cannot be: no folder, no permission, locked, full, a newer version, a file of another
    program. Go on with `open_later` then.
    """
    with explaining(path, "opened"):
        notices = prepare(path, now)
        return OpenedLog(Log(Database(path), now, trouble=trouble, recovered=recovered), notices)


def open_later(
    path: Path, again: Callable[[], None], *, now: datetime, trouble: Tell = _silent, recovered: Tell = _silent
) -> Log:
    """A log that keeps all in memory until its file can be opened; `again` is called with each change."""
    return Log(Database(None), now, path=path, again=again, trouble=trouble, recovered=recovered)


@contextmanager
def open_to_read(path: Path) -> Iterator[Reading]:
    """The history for one who only reads it, such as the command line, beside the running app or without it.

    Raises KnownError if there is none, or it cannot be read.
    """
    with explaining(path, "read"):
        connection = open_readable(path)
    with closing(connection):
        yield Reading(lambda: connection, path)


@contextmanager
def open_diary(path: Path) -> "Iterator[LogDiary]":
    """The diary for one who adds to it from outside, such as the command line, beside the running app or without it.

    Raises KnownError as `open_to_read` does, and if the log cannot be written.
    """
    with explaining(path, "written"):
        connection = open_beside(path)
    with closing(connection):
        from posture_app.store.log.diary import LogDiary  # noqa: PLC0415 - not needed at a start

        yield LogDiary(lambda: connection, path)
