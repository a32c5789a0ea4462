"""A stretch cut out of the spans of one source: what is left is exactly the rest, with the true time between it."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.record.cutting import CutSpan, SpanRow, cut
from posture_app.core.spans import EndedBy

WORDS = [word.value for word in EndedBy]
MOMENTS = st.integers(-3, 60)


@st.composite
def recorded(draw: st.DrawFn) -> list[SpanRow]:
    """Spans in the order of recording; the clock may be set between any two of them, and the last one may be open."""
    rows: list[SpanRow] = []
    at = 0
    for number in range(draw(st.integers(0, 9))):
        at += draw(st.integers(0, 6))
        gap = draw(st.none() | st.integers(0, 6))
        if gap is not None:
            at += draw(st.integers(-20, 20))
        end = at + draw(st.integers(0, 12))
        rows.append(SpanRow(10 * (number + 1), at, end, draw(st.sampled_from(WORDS)), gap if rows else None))
        at = end
    goes_on: bool = draw(st.booleans())
    if rows and goes_on:
        rows[-1] = rows[-1]._replace(ended_by=None)
    return rows


def gaps(pieces: Sequence[CutSpan | SpanRow]) -> list[int]:
    """The true time between each two, as whoever reads the log has it."""

    def between(before: CutSpan | SpanRow, after: CutSpan | SpanRow) -> int:
        if after.gap is not None:
            return after.gap
        return 0 if before.ended_by == EndedBy.CLOCK else max(0, after.start - before.end)

    return [between(*two) for two in pairwise(pieces)]


def ticks(pieces: Sequence[CutSpan | SpanRow]) -> list[tuple[int, int]]:
    """Every tick of the spans, in order: what the clock showed, and its true time since the first span began."""
    found, true = [], 0
    for piece, gap in zip(pieces, [0, *gaps(pieces)], strict=False):
        true += gap
        found += [(piece.start + tick, true + tick) for tick in range(piece.end - piece.start)]
        true += piece.end - piece.start
    return found


def touches(row: SpanRow, low: int, high: int) -> bool:
    return row.start < high and (row.end > low or row.start >= low)


@settings(max_examples=300, deadline=None)
@given(recorded(), MOMENTS, st.integers(1, 40))
def test_what_is_left_is_the_rest_to_the_tick(rows: list[SpanRow], low: int, length: int) -> None:
    high = low + length
    changed = dict(cut(rows, low, high))
    left = [piece for row in rows for piece in changed.get(row.id, [CutSpan(*row[1:])])]
    expected = [tick for tick in ticks(rows) if not low <= tick[0] < high]
    since = expected[0][1] if expected else 0  # the true time before the first one that is left is known no more
    found = ticks(left)
    begun = found[0][1] if found else 0
    assert [(at, true - since) for at, true in expected] == [(at, true - begun) for at, true in found]
    assert not [piece for piece in left if piece.start < high and piece.end > low]


@settings(max_examples=150, deadline=None)
@given(recorded(), MOMENTS, st.integers(1, 40))
def test_what_lies_outside_stays_as_it_was(rows: list[SpanRow], low: int, length: int) -> None:
    high = low + length
    changed = dict(cut(rows, low, high))
    for row in rows:
        touched = touches(row, low, high)
        pieces = changed.get(row.id, [CutSpan(*row[1:])])
        if not touched:
            assert [row[1:4]] == [piece[:3] for piece in pieces]  # what it says of the gap before it may have to change
        for piece in pieces:
            assert row.start <= piece.start < piece.end <= row.end or not touched
            assert row.ended_by == piece.ended_by if piece.end == row.end else EndedBy.STOPPED == piece.ended_by
    if not any(touches(row, low, high) for row in rows):
        assert {} == changed


def test_a_span_around_it_becomes_two_and_goes_on_if_it_went_on() -> None:
    assert [(1, [CutSpan(0, 10, "stopped", None), CutSpan(20, 30, None, None)])] == list(
        cut([SpanRow(1, 0, 30, None, None)], 10, 20)
    )


def test_where_the_clock_was_set_inside_it_the_rest_says_how_long_it_was() -> None:
    """From 0 to 10; the clock is put back by 8, and it goes on from 2 to 6, then from 9 to 12."""
    rows = [SpanRow(1, 0, 10, "clock", None), SpanRow(2, 2, 6, "idle", None), SpanRow(3, 9, 12, "idle", None)]
    assert [
        (1, [CutSpan(0, 8, "stopped", None)]),
        (2, [CutSpan(2, 6, "idle", 2)]),
        (3, [CutSpan(10, 12, "idle", None)]),
    ] == list(cut(rows, 8, 10))
    assert [(1, [CutSpan(0, 2, "stopped", None)]), (2, []), (3, [CutSpan(10, 12, "idle", 8 + 4 + 4)])] == list(
        cut(rows, 2, 10)
    )
