"""One record of several: what this computer saw, what others saw, and what the person said afterwards.

By the clock on the wall, the person's word goes first, the latest of several; then standing, which somebody once said,
before sitting, which was only seen; then one computer before another, in an order that is the same in every log, and
what other programs saw comes last. So nothing counts twice, and two logs that have been merged tell the same.

What one source alone recorded stays as it is, in its order and with its true lengths, also where its clock was set.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import merge
from typing import Generic, NamedTuple, TypeVar

from posture_app.core.record.diary import Correction
from posture_app.core.record.entry import Device
from posture_app.core.spans import EndedBy, Origin, Posture, Span
from posture_app.core.value import value

Interval = tuple[datetime, datetime]
M = TypeVar("M", int, datetime)
ENDS = {Posture.SITTING: EndedBy.SAT, Posture.STANDING: EndedBy.STOOD, None: EndedBy.UP}
"""Why a span ended in which something else begins: by what that is."""


@value
class SourceRecord:
    """What one source recorded, in its order."""

    device: Device
    spans: Sequence[Span]


class Cover(Generic[M]):
    """Stretches of time, half-open, in datetimes or whole microseconds; those that overlap or touch are one."""

    def __init__(self, stretches: Iterable[tuple[M, M]] = ()) -> None:
        self._starts: list[M] = []
        self._ends: list[M] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __iter__(self) -> Iterator[tuple[M, M]]:
        return zip(self._starts, self._ends, strict=True)

    def covers(self, at: M) -> bool:
        """Whether this moment is covered."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]

    def within(self, start: M, end: M) -> Iterator[tuple[M, M]]:
        """The parts of this stretch that are covered, in order."""
        place = max(0, bisect_right(self._starts, start) - 1)
        while place < len(self._starts) and self._starts[place] < end:
            first, last = max(start, self._starts[place]), min(end, self._ends[place])
            if first < last:
                yield first, last
            place += 1

    def outside(self, start: M, end: M) -> Iterator[tuple[M, M]]:
        """The parts of this stretch that are not covered, in order."""
        at = start
        for first, last in self.within(start, end):
            if at < first:
                yield at, first
            at = last
        if at < end:
            yield at, end


class _Piece(NamedTuple):
    """A span, or what is left of it; `place` is its place in what its source recorded, `whole` whether all is left."""

    span: Span
    source: int
    place: int
    whole: bool


def compose(sources: Sequence[SourceRecord], corrections: Sequence[Correction]) -> Iterator[Span]:
    """The spans that count, in order of time, each with its origin; those of a single source in the order in which it
    recorded them. Corrections that were undone do not count.
    """
    said = _said(corrections)
    if not said and len(sources) == 1:
        device, spans = sources[0].device, sources[0].spans
        yield from (_from(span, device) for span in spans)
        return
    ranked = sorted(sources, key=lambda seen: seen.device.rank)
    lists = [_cut(_pieces(seen, place), covers) for place, (seen, covers) in enumerate(_with_covers(ranked, said))]
    own_words = [_Piece(span, -1, place, whole=True) for place, span in enumerate(_inserted(said))]
    yield from _joined([*map(_timed, lists), _timed(own_words)])


def _said(corrections: Sequence[Correction]) -> list[tuple[Correction, list[Interval]]]:
    """Those that hold, each with the stretches in which no later one does."""
    found: list[tuple[Correction, list[Interval]]] = []
    later: list[Interval] = []
    for each in sorted(corrections, key=lambda each: (each.made, each.start, each.end), reverse=True):
        if each.undone is None:
            found.append((each, list(Cover(later).outside(each.start, each.end))))
            later.append((each.start, each.end))
    return found


def denied(corrections: Sequence[Correction]) -> list[Interval]:
    """The stretches of which the person said last that it was not them, in order of time."""
    return sorted(part for each, parts in _said(corrections) if each.posture is None for part in parts)


def _inserted(said: Iterable[tuple[Correction, list[Interval]]]) -> list[Span]:
    spans = [
        Span(each.posture, start, end, EndedBy.UP, each.zone, origin=Origin.CORRECTED)
        for each, parts in said
        if each.posture is not None
        for start, end in parts
    ]
    return sorted(spans, key=lambda span: span.start)


class _Covers(NamedTuple):
    """What goes before spans of one source: by what comes instead, and for spans of which posture."""

    said: list[tuple[Posture | None, Cover[datetime]]]
    standing: Cover[datetime]
    same: dict[Posture, Cover[datetime]]


def _with_covers(
    ranked: Sequence[SourceRecord], said: Sequence[tuple[Correction, list[Interval]]]
) -> Iterator[tuple[SourceRecord, _Covers]]:
    words: dict[Posture | None, list[Interval]] = {}
    for each, parts in said:
        words.setdefault(each.posture, []).extend(parts)
    spoken = [(posture, Cover(parts)) for posture, parts in words.items()]
    before: dict[Posture, list[Interval]] = {posture: [] for posture in Posture}
    for seen in ranked:
        others = [span for other in ranked if other is not seen for span in other.spans]
        standing = Cover((span.start, span.end) for span in others if span.posture is Posture.STANDING)
        same = {posture: Cover(parts) for posture, parts in before.items()}
        yield seen, _Covers(spoken, standing, same)
        for span in seen.spans:
            before[span.posture].append((span.start, span.end))


def _from(span: Span, device: Device) -> Span:
    return span if span.origin is device.origin else replace(span, origin=device.origin)


def _pieces(seen: SourceRecord, source: int) -> Iterator[_Piece]:
    for place, span in enumerate(seen.spans):
        yield _Piece(_from(span, seen.device), source, place, whole=True)


def _cut(pieces: Iterable[_Piece], covers: _Covers) -> list[_Piece]:
    """What is left of the pieces where nothing goes before them."""
    left: list[_Piece] = []
    for piece in pieces:
        span = piece.span
        over = [(*part, posture) for posture, cover in covers.said for part in cover.within(span.start, span.end)]
        if span.posture is Posture.SITTING:
            over += [(*part, Posture.STANDING) for part in covers.standing.within(span.start, span.end)]
        over += [(*part, span.posture) for part in covers.same[span.posture].within(span.start, span.end)]
        if over:
            left += [_Piece(rest, piece.source, piece.place, whole=False) for rest in _rests(span, over)]
        else:
            left.append(piece)
    return left


def _rests(span: Span, over: list[tuple[datetime, datetime, Posture | None]]) -> Iterator[Span]:
    """What is left of a span beside all this."""
    at, gap = span.start, span.gap
    for first, last, instead in sorted(over, key=lambda part: part[:2]):
        if at < first:
            yield replace(span, start=at, end=first, ended_by=ENDS[instead], gap=gap)
        at, gap = max(at, last), None
    if at < span.end:
        yield replace(span, start=at, gap=gap)


def _timed(pieces: Iterable[_Piece]) -> Iterator[tuple[datetime, int, int, _Piece]]:
    """With the latest start so far, which never goes back, also where a clock was set."""
    latest: datetime | None = None
    for count, piece in enumerate(pieces):
        latest = piece.span.start if latest is None else max(latest, piece.span.start)
        yield latest, piece.source, count, piece


def _joined(lists: Iterable[Iterator[tuple[datetime, int, int, _Piece]]]) -> Iterator[Span]:
    """All pieces by time. What a span says of the gap before it holds only after the span recorded before it."""
    before: _Piece | None = None
    for _, _, _, piece in merge(*lists, key=lambda timed: timed[:3]):
        span = piece.span
        follows = before is not None and (before.source, before.place) == (piece.source, piece.place - 1)
        if span.gap is not None and before is not None and not (follows and before.whole):
            span = replace(span, gap=None)
        yield span
        before = piece
