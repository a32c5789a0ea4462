"""Rows of the log, with the values of a kind's columns, told as entries."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import Device, DeviceKind, Entry, PromptEntry, What
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.file.moments import MICROSECOND, from_us
from posture_app.store.log.columns import ExportKind

Row = tuple[Any, ...]
"""The values of the columns of a kind, as the log keeps them; those that follow from others do not matter."""


def entry_of(kind: ExportKind, row: Row) -> Entry:
    """What a row says. Raises ValueError for what is no such row."""
    *values, uid, name, device = row
    return Entry(Device(uid, name, DeviceKind(device)), _MAKERS[kind](values))


def _span(values: Sequence[Any]) -> What:
    posture, start, end, _, _, zone, _, ended_by, gap = values
    return Span(
        Posture(posture),
        from_us(start),
        from_us(end),
        None if ended_by is None else EndedBy(ended_by),
        zone,
        None if gap is None else gap * MICROSECOND,
    )


def _prompt(values: Sequence[Any]) -> What:
    kind, also, way, length_s, at, _, zone, sitting_s, again, outcome = values
    return PromptEntry(
        kind,
        tuple(also.split(",")) if also else (),
        None if way is None else Way(way),
        length_s,
        from_us(at),
        zone,
        sitting_s,
        bool(again),
        None if outcome is None else Outcome(outcome),
    )


def _session(values: Sequence[Any]) -> What:
    exercise, at, _, zone, length_s, completed = values
    return Session(exercise, from_us(at), zone, length_s, bool(completed))


def _correction(values: Sequence[Any]) -> What:
    posture, start, end, _, _, zone, _, made, undone = values
    return Correction(
        None if posture is None else Posture(posture),
        from_us(start),
        from_us(end),
        zone,
        from_us(made),
        None if undone is None else from_us(undone),
    )


def _note(values: Sequence[Any]) -> What:
    day, text, changed = values
    return Note(date.fromisoformat(day), text, from_us(changed))


def _totals(values: Sequence[Any]) -> What:
    day, sitting_s, standing_s = values
    return DayTotals(date.fromisoformat(day), sitting_s, standing_s)


_MAKERS: dict[ExportKind, Callable[[Sequence[Any]], What]] = {
    ExportKind.SPANS: _span,
    ExportKind.PROMPTS: _prompt,
    ExportKind.SESSIONS: _session,
    ExportKind.CORRECTIONS: _correction,
    ExportKind.NOTES: _note,
    ExportKind.TOTALS: _totals,
}
