"""What a person adds to the record: corrections, exercises done, notes; days off; and days known by their totals only.

What is written here is written at once, or KnownError says in one sentence why not and nothing has changed.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.session.ends import Ended
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.file.connection import transaction
from posture_app.store.file.faults import explaining, reading
from posture_app.store.file.moments import bounds, from_us, to_us
from posture_app.store.file.odd_rows import LASTS_PLAUSIBLY
from posture_app.store.file.schema import OWN, insert_into
from posture_app.store.log.changes import SessionDone
from posture_app.store.log.columns import (
    ExportKind,
    correction_of,
    note_of,
    selected,
    session_of,
    totals_of,
    values_of,
)

_CORRECTIONS = (
    f"SELECT {selected(ExportKind.CORRECTIONS)}, id FROM corrections"  # noqa: S608 - names and numbers of ours
    f" WHERE end_us > ? AND start_us < ? AND {LASTS_PLAUSIBLY} ORDER BY made_us, id"
)
_SESSIONS = (
    f"SELECT {selected(ExportKind.SESSIONS)} FROM sessions"  # noqa: S608 - the same
    " WHERE at_us >= ? AND at_us < ? ORDER BY at_us, id"
)
_LAST_DONE = (
    f"SELECT {selected(ExportKind.SESSIONS)} FROM sessions"  # noqa: S608 - the same
    f" WHERE exercise = ? AND ended = '{Ended.DONE}' ORDER BY at_us DESC, id DESC LIMIT 1"
)
_HURT_ELSEWHERE = (
    f"SELECT exercise, max(at_us) FROM sessions WHERE device <> {OWN} AND ended = '{Ended.HURT}'"  # noqa: S608 - the same
    " GROUP BY exercise"
)


class LogDiary:
    """The rows of these tables, of all computers; what is added is of this one."""

    def __init__(
        self,
        connection: Callable[[], sqlite3.Connection],
        path: Path | None,
        to_write: Callable[[], sqlite3.Connection] | None = None,
    ) -> None:
        """`to_write` gives the connection for writing, if that is another one, or has to be prepared first."""
        self._connection = connection
        self._path = path
        self._to_write = to_write or connection

    def corrections(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Correction]:
        with reading(self._path):
            for row in self._connection().execute(_CORRECTIONS, bounds(since, until)).fetchall():
                yield correction_of(*row)

    def correct(self, correction: Correction) -> None:
        if correction.end <= correction.start:
            raise ValueError(f"a correction does not end after it begins: {correction}")
        self._write(  # later than those it goes before: one made while a clock stood ahead would hold for years
            "INSERT INTO corrections (posture, start_us, end_us, zone, offset_s, made_us) SELECT ?1, ?2, ?3, ?4, ?5,"
            " max(?6, coalesce((SELECT max(made_us) + 1 FROM corrections WHERE start_us < ?3 AND end_us > ?2), ?6))",
            *values_of(correction)[:-1],
        )

    def undo(self, correction: int, at: datetime) -> None:
        self._write("UPDATE corrections SET undone_us = ? WHERE id = ? AND undone_us IS NULL", to_us(at), correction)

    def sessions(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[Session]:
        with reading(self._path):
            for row in self._connection().execute(_SESSIONS, bounds(since, until)).fetchall():
                yield session_of(*row)

    def last_done(self, exercise: str) -> Session | None:
        with reading(self._path):
            row = self._connection().execute(_LAST_DONE, (exercise,)).fetchone()
            return None if row is None else session_of(*row)

    def hurt_elsewhere(self) -> dict[str, datetime]:
        with reading(self._path):
            return {exercise: from_us(at) for exercise, at in self._connection().execute(_HURT_ELSEWHERE).fetchall()}

    def done(self, session: Session) -> None:
        with explaining(self._path, "written"), transaction(self._to_write()) as connection:
            SessionDone(session).write(connection, {})

    def notes(self, first: date, last: date) -> Iterator[Note]:
        """The notes on these days, `last` included, those of one day together; what was taken away is left out."""
        query = "SELECT day, text, changed_us FROM notes WHERE day BETWEEN ? AND ? AND text <> '' ORDER BY day, device"
        with reading(self._path):
            for row in self._connection().execute(query, (str(first), str(last))).fetchall():
                yield note_of(*row)

    def note(self, day: date) -> str:
        with reading(self._path):
            query = "SELECT text FROM notes WHERE day = ? AND device = ?"
            found = self._connection().execute(query, (str(day), OWN)).fetchone()
            return "" if found is None else str(found[0])

    def write_note(self, note: Note) -> None:
        self._write(  # no earlier than it was changed before, by a clock that stood ahead: others take the latest
            f"{insert_into('notes')} ON CONFLICT (day, device) DO UPDATE SET text = excluded.text,"
            " changed_us = iif(changed_us > excluded.changed_us, changed_us + 1, excluded.changed_us)",
            OWN,
            *values_of(note),
        )

    def days_off(self, first: date, last: date) -> frozenset[date]:
        query = "SELECT day FROM days_off WHERE day BETWEEN ? AND ?"
        with reading(self._path):
            rows = self._connection().execute(query, (str(first), str(last))).fetchall()
            return frozenset(date.fromisoformat(day) for (day,) in rows)

    def keep_day_off(self, day: date, *, off: bool) -> None:
        """Note that this day is a day off, or that it is none after all."""
        if (day in self.days_off(day, day)) != off:
            self._write("INSERT INTO days_off VALUES (?)" if off else "DELETE FROM days_off WHERE day = ?", str(day))

    def totals(self, first: date, last: date) -> Iterator[DayTotals]:
        query = "SELECT day, sitting_s, standing_s FROM day_totals WHERE day BETWEEN ? AND ?"
        with reading(self._path):
            for row in self._connection().execute(query, (str(first), str(last))).fetchall():
                yield totals_of(*row)

    def _write(self, statement: str, *values: object) -> None:
        with explaining(self._path, "written"), transaction(self._to_write()) as connection:
            connection.execute(statement, values)
