"""What can be written into the log. Each change knows its SQL, and is checked before it is accepted."""

import sqlite3
from collections.abc import Callable

from posture_app.core.prompts import Outcome, Shown
from posture_app.core.record.diary import Session
from posture_app.core.spans import EndedBy, Span
from posture_app.core.value import value
from posture_app.store.file.schema import OWN, insert_into, update_row
from posture_app.store.log.columns import Row, SpanValues, span_values, values_of

Rows = dict[int, int]
"""The row of each showing without an outcome, by the number that the engine gave it."""


@value
class SpanRecorded:
    """A span, open or ended, and its row."""

    span: Span
    row: SpanValues

    @property
    def void(self) -> bool:
        """Whether it has no length, and so is not kept."""
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
            connection.execute(update_row("spans"), (*self.row, *here))
        elif not self.void:
            # A log put in place of ours while the app runs may have an open span of its own, which nobody will end.
            close = "UPDATE spans SET ended_by = ? WHERE ended_by IS NULL AND device = ?"
            connection.execute(close, (EndedBy.CRASHED, OWN))
            connection.execute(insert_into("spans"), (OWN, *self.row))


def recorded(span: Span) -> SpanRecorded:
    """The change for this span. Raises ValueError if it ends before it starts, or there is no such zone."""
    if span.end < span.start:
        raise ValueError(f"a span ends before it starts: {span}")
    return SpanRecorded(span, span_values(span))


@value
class PromptShown:
    """A showing without an outcome yet, and its row."""

    shown: Shown
    row: Row

    def write(self, connection: sqlite3.Connection, rows: Rows) -> None:
        cursor = connection.execute(insert_into("prompts"), (OWN, *self.row))
        assert cursor.lastrowid is not None
        rows[self.shown.number] = cursor.lastrowid


@value
class PromptSettled:
    """What became of the showing of this number."""

    number: int
    outcome: Outcome

    def write(self, connection: sqlite3.Connection, rows: Rows) -> None:
        """Note the outcome, unless the showing was in a log that has been replaced since."""
        row = rows.pop(self.number, None)
        connection.execute("UPDATE prompts SET outcome = ? WHERE id = ? AND outcome IS NULL", (self.outcome.value, row))


@value
class PromptsAbandoned:
    """The showings of an earlier run of the app will get no outcome any more."""

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        connection.execute(
            "UPDATE prompts SET outcome = ? WHERE outcome IS NULL AND device = ?", (Outcome.OPEN.value, OWN)
        )


@value
class SessionDone:
    """An exercise that was done."""

    session: Session

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        connection.execute(insert_into("sessions"), (OWN, *values_of(self.session)))


@value
class Remembered:
    """Something to be kept under a key, as JSON; None: no longer."""

    key: str
    value: str | None

    def write(self, connection: sqlite3.Connection, _rows: Rows) -> None:
        if self.value is None:
            connection.execute("DELETE FROM remembered WHERE key = ?", (self.key,))
        else:
            connection.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (self.key, self.value))


Change = SpanRecorded | PromptShown | PromptSettled | PromptsAbandoned | SessionDone | Remembered


def still_there(connection: Callable[[], sqlite3.Connection], rows: Rows) -> Rows:
    """Those showings whose rows are still there. None of them if that is unknown: the next row may take a free id, and
    would get the outcome of another showing.
    """
    query = "SELECT 1 FROM prompts WHERE id = ?"
    try:
        return {number: row for number, row in rows.items() if connection().execute(query, (row,)).fetchone()}
    except (sqlite3.Error, OSError):
        return {}


def supersedes(newer: Change, older: Change) -> bool:
    """Whether the newer change makes the older one unnecessary."""
    match newer, older:
        case SpanRecorded(span=new), SpanRecorded(span=old):
            return old.ended_by is None and (old.posture, old.start) == (new.posture, new.start)
        case Remembered(key=key), Remembered(key=same):
            return key == same
        case _:
            return False
