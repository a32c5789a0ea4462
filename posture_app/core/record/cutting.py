"""A stretch of time cut out of the spans that one source recorded."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from posture_app.core.spans import EndedBy


class SpanRow(NamedTuple):
    """A span as the log has it; moments in microseconds since 1970."""

    id: int
    start: int
    end: int
    ended_by: str | None
    gap: int | None


class CutSpan(NamedTuple):
    """What is left of a span."""

    start: int
    end: int
    ended_by: str | None
    gap: int | None


class _LastPart(NamedTuple):
    """The last part that is left: where it ended, by the wall clock and in true time."""

    end: int
    ended_by: str | None
    true_end: int


def cut(rows: Iterable[SpanRow], low: int, high: int) -> Iterator[tuple[int, list[CutSpan]]]:
    """What is left outside this range of the spans that one source recorded, given in that order: the ids of those that
    change, each with none, one or two parts.

    Where the clock was set between two spans, the true time between what is left stays true.
    """
    before: SpanRow | None = None
    last: _LastPart | None = None
    whole, true_end = True, 0
    for row in rows:
        true_start = true_end + (0 if before is None else _gap(before.ended_by, before.end, row.start, row.gap))
        parts: list[CutSpan] = []
        for start, end, ended_by in _outside(row, low, high):
            gap = row.gap
            if not (whole and start == row.start):
                at = true_start + start - row.start
                gap = None if last is None else _stored_gap(last, start, at - last.true_end)
            parts.append(CutSpan(start, end, ended_by, gap))
            last = _LastPart(end, ended_by, true_start + end - row.start)
            whole = False
        whole = bool(parts) and (parts[-1].end, parts[-1].ended_by) == (row.end, row.ended_by)
        before, true_end = row, true_start + row.end - row.start
        if parts != [row[1:]]:
            yield row.id, parts


def _outside(row: SpanRow, low: int, high: int) -> Iterator[tuple[int, int, str | None]]:
    """Beginning and end of its parts outside the range, and what each was ended by."""
    _, start, end, ended_by, _ = row
    if start >= high or (end <= low and start < low):
        yield start, end, ended_by
        return
    if start < low:
        yield start, low, EndedBy.STOPPED.value
    if end > high:
        yield high, end, ended_by


def _gap(ended_by: str | None, end: int, start: int, gap: int | None) -> int:
    """The true time between a span and the next: as `statistics` has it."""
    if gap is not None:
        return gap
    return 0 if ended_by == EndedBy.CLOCK else max(0, start - end)


def _stored_gap(last: _LastPart, start: int, true: int) -> int | None:
    """What a part has to say of the gap before it, which is true so long; None where the wall clock tells it."""
    return None if _gap(last.ended_by, last.end, start, None) == true else true
