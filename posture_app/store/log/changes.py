"""What can be written into the log. Each change knows its SQL, and is checked before it is accepted."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta

from posture_app.core.calendar import offset_of
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.record.diary import Session
from posture_app.core.spans import EndedBy, Span
from posture_app.core.value import value
from posture_app.store.file.moments import MICROSECOND, to_us
from posture_app.store.file.schema import OWN

Rows = dict[int, int]
"""The row of each showing that waits for its outcome, by the number that the engine gave it."""
SECOND = timedelta(seconds=1)


@value
class SpanRecorded:
    """A span, open or ended, with the same in the form of its row."""

    span: Span
    row: tuple[str, int, int, str | None, str, int, int | None]

    @property
    def void(self) -> bool:
        """Whether it ended where it began, and so never was."""
        return self.span.ended_by is not None and self.span.end == self.span.start

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        """Put it in place of the open row of the same posture and start, or into a row of its own."""
        here = connection.execute(
            "SELECT id FROM spans WHERE ended_by IS NULL AND device = ? AND posture = ? AND start_us = ?",
            (OWN, *self.row[:2]),
        ).fetchone()
        if here and self.void:
            connection.execute("DELETE FROM spans WHERE id = ?", here)
        elif here:
            connection.execute(
                "UPDATE spans SET (posture, start_us, end_us, ended_by, zone, offset_s, gap_us)"
                " = (?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
                (*self.row, *here),
            )
        elif not self.void:
            self._insert(connection)

    def _insert(self, connection: sqlite3.Connection) -> None:
        # A log put in place of ours while the app runs may have an open span of its own, which nobody will end.
        close = "UPDATE spans SET ended_by = ? WHERE ended_by IS NULL AND device = ?"
        connection.execute(close, (EndedBy.CRASHED, OWN))
        connection.execute(
            "INSERT INTO spans (posture, start_us, end_us, ended_by, zone, offset_s, gap_us)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            self.row,
        )


def recorded(span: Span) -> SpanRecorded:
    """The change for this span. Raises ValueError if it ends before it starts or its zone is none."""
    start, end = to_us(span.start), to_us(span.end)
    if end < start:
        raise ValueError(f"a span ends before it starts: {span}")
    gap = None if span.gap is None else span.gap // MICROSECOND
    offset = offset_of(span.start, span.zone) // SECOND
    ended_by = None if span.ended_by is None else span.ended_by.value
    return SpanRecorded(span, (span.posture.value, start, end, ended_by, span.zone, offset, gap))


@value
class PromptShown:
    """A showing, without an outcome as yet, with the same in the form of its row."""

    shown: Shown
    row: tuple[str, str, str, int, int, str, int, int, bool]

    def write(self, connection: sqlite3.Connection, rows: Rows) -> None:
        """Add it, and note its row."""
        cursor = connection.execute(
            "INSERT INTO prompts (kind, also, way, length_s, at_us, zone, offset_s, sitting_s, again)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self.row,
        )
        assert cursor.lastrowid is not None
        rows[self.shown.number] = cursor.lastrowid


def prompted(shown: Shown) -> PromptShown:
    """The change for this showing. Raises ValueError if its zone is none."""
    offset = offset_of(shown.at, shown.zone) // SECOND
    what = shown.kind, ",".join(shown.also), shown.way.value, shown.length_s
    return PromptShown(shown, (*what, to_us(shown.at), shown.zone, offset, shown.sitting_s, shown.again))


@value
class PromptSettled:
    """What became of the showing of this number."""

    number: int
    outcome: Outcome

    def write(self, connection: sqlite3.Connection, rows: Rows) -> None:
        """Note the outcome; that of a showing in a log which has been replaced since has no row."""
        row = rows.pop(self.number, None)
        connection.execute("UPDATE prompts SET outcome = ? WHERE id = ? AND outcome IS NULL", (self.outcome.value, row))


@value
class PromptsAbandoned:
    """Nobody will settle the showings of an earlier run of the app any more."""

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        """Call them open."""
        connection.execute(
            "UPDATE prompts SET outcome = ? WHERE outcome IS NULL AND device = ?", (Outcome.OPEN.value, OWN)
        )


@value
class SessionDone:
    """An exercise that was done."""

    session: Session

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        """Add it."""
        each = self.session
        connection.execute(
            "INSERT INTO sessions (exercise, at_us, zone, offset_s, length_s, completed) VALUES (?, ?, ?, ?, ?, ?)",
            (
                each.exercise,
                to_us(each.at),
                each.zone,
                offset_of(each.at, each.zone) // SECOND,
                each.length_s,
                each.completed,
            ),
        )


@value
class Remembered:
    """Something to be kept under a key, as JSON; None: no longer."""

    key: str
    value: str | None

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        """Put it in place of what was kept there."""
        if self.value is None:
            connection.execute("DELETE FROM remembered WHERE key = ?", (self.key,))
        else:
            connection.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (self.key, self.value))


Change = SpanRecorded | PromptShown | PromptSettled | PromptsAbandoned | SessionDone | Remembered


def still_there(connection: Callable[[], sqlite3.Connection], rows: Rows) -> Rows:
    """Those showings whose rows are there yet; none if that cannot be told: an id that is free goes to the next row,
    which would get the outcome of another showing.
    """
    query = "SELECT 1 FROM prompts WHERE id = ?"
    try:
        return {number: row for number, row in rows.items() if connection().execute(query, (row,)).fetchone()}
    except (sqlite3.Error, OSError):
        return {}


def supersedes(newer: Change, older: Change) -> bool:
    """Whether the older change need not be written any more, the newer one being written in its place."""
    match newer, older:
        case SpanRecorded(span=new), SpanRecorded(span=old):
            return old.ended_by is None and (old.posture, old.start) == (new.posture, new.start)
        case Remembered(key=key), Remembered(key=same):
            return key == same
        case _:
            return False
