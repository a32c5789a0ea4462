"""One record of several: what this computer saw, what others saw, and what the person said afterwards.

Where they overlap by the wall clock, what the person said counts first, the latest of several; then standing, which
somebody once said, before sitting, which was only seen; then one computer before another, in an order that is the same
in every log; what other programs saw comes last. So nothing counts twice, and two merged logs give the same.

What a single source recorded stays as it is, in its order and with its true lengths, also where its clock was set.
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
"""Why a span ended where something else begins, by what begins."""


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


class _SpanPart(NamedTuple):
    """A span or a part of it: `place` is that of the span in its source, `whole` tells whether it is all of it."""

    span: Span
    source: int
    place: int
    whole: bool


def compose(sources: Sequence[SourceRecord], corrections: Sequence[Correction]) -> Iterator[Span]:
    """The spans that count, in order of time, each with its origin; those of a single source in the order in which it
    recorded them. Corrections that were undone do not count.
    """
    in_force = _in_force(corrections)
    if not in_force and len(sources) == 1:
        device, spans = sources[0].device, sources[0].spans
        yield from (_with_origin(span, device) for span in spans)
        return
    ranked = sorted(sources, key=lambda record: record.device.rank)
    covered = enumerate(_with_covers(ranked, in_force))
    lists = [_cut(_whole_parts(record, place), covers) for place, (record, covers) in covered]
    corrected = [_SpanPart(span, -1, place, whole=True) for place, span in enumerate(_corrected_spans(in_force))]
    yield from _merged([*map(_timed, lists), _timed(corrected)])


def _in_force(corrections: Sequence[Correction]) -> list[tuple[Correction, list[Interval]]]:
    """The corrections in force, each with the stretches where no later one is."""
    found: list[tuple[Correction, list[Interval]]] = []
    later: list[Interval] = []
    for each in sorted(corrections, key=lambda each: (each.made, each.start, each.end), reverse=True):
        if each.undone is None:
            found.append((each, list(Cover(later).outside(each.start, each.end))))
            later.append((each.start, each.end))
    return found


def denied(corrections: Sequence[Correction]) -> list[Interval]:
    """The stretches of which the person said last that it was not them, in order of time."""
    return sorted(part for each, parts in _in_force(corrections) if each.posture is None for part in parts)


def _corrected_spans(in_force: Iterable[tuple[Correction, list[Interval]]]) -> list[Span]:
    spans = [
        Span(each.posture, start, end, EndedBy.UP, each.zone, origin=Origin.CORRECTED)
        for each, parts in in_force
        if each.posture is not None
        for start, end in parts
    ]
    return sorted(spans, key=lambda span: span.start)


class _Covers(NamedTuple):
    """What counts before the spans of one source: corrections, standing elsewhere, the same posture seen by others."""

    corrections: list[tuple[Posture | None, Cover[datetime]]]
    standing: Cover[datetime]
    same: dict[Posture, Cover[datetime]]


def _with_covers(
    ranked: Sequence[SourceRecord], in_force: Sequence[tuple[Correction, list[Interval]]]
) -> Iterator[tuple[SourceRecord, _Covers]]:
    by_posture: dict[Posture | None, list[Interval]] = {}
    for each, parts in in_force:
        by_posture.setdefault(each.posture, []).extend(parts)
    corrected = [(posture, Cover(parts)) for posture, parts in by_posture.items()]
    before: dict[Posture, list[Interval]] = {posture: [] for posture in Posture}
    for record in ranked:
        others = [span for other in ranked if other is not record for span in other.spans]
        standing = Cover((span.start, span.end) for span in others if span.posture is Posture.STANDING)
        same = {posture: Cover(parts) for posture, parts in before.items()}
        yield record, _Covers(corrected, standing, same)
        for span in record.spans:
            before[span.posture].append((span.start, span.end))


def _with_origin(span: Span, device: Device) -> Span:
    return span if span.origin is device.origin else replace(span, origin=device.origin)


def _whole_parts(record: SourceRecord, source: int) -> Iterator[_SpanPart]:
    for place, span in enumerate(record.spans):
        yield _SpanPart(_with_origin(span, record.device), source, place, whole=True)


def _cut(parts: Iterable[_SpanPart], covers: _Covers) -> list[_SpanPart]:
    uncovered: list[_SpanPart] = []
    for part in parts:
        span = part.span
        standing = [(Posture.STANDING, covers.standing)] if span.posture is Posture.SITTING else []
        counting = [*covers.corrections, *standing, (span.posture, covers.same[span.posture])]
        over = [(*stretch, posture) for posture, cover in counting for stretch in cover.within(span.start, span.end)]
        if over:
            uncovered += [_SpanPart(rest, part.source, part.place, whole=False) for rest in _remainders(span, over)]
        else:
            uncovered.append(part)
    return uncovered


def _remainders(span: Span, over: list[tuple[datetime, datetime, Posture | None]]) -> Iterator[Span]:
    """What is left of a span beside all that covers it, with what comes instead."""
    at, gap = span.start, span.gap
    for first, last, instead in sorted(over, key=lambda part: part[:2]):
        if at < first:
            yield replace(span, start=at, end=first, ended_by=ENDS[instead], gap=gap)
        at, gap = max(at, last), None
    if at < span.end:
        yield replace(span, start=at, gap=gap)


def _timed(parts: Iterable[_SpanPart]) -> Iterator[tuple[datetime, int, int, _SpanPart]]:
    """Each with the latest start so far, which never goes back, even where a clock was set."""
    latest: datetime | None = None
    for count, part in enumerate(parts):
        latest = part.span.start if latest is None else max(latest, part.span.start)
        yield latest, part.source, count, part


def _merged(lists: Iterable[Iterator[tuple[datetime, int, int, _SpanPart]]]) -> Iterator[Span]:
    """All parts by time. The gap that a span has stored holds only after the span that was recorded before it."""
    before: _SpanPart | None = None
    for _, _, _, part in merge(*lists, key=lambda timed: timed[:3]):
        span = part.span
        follows = before is not None and (before.source, before.place) == (part.source, part.place - 1)
        if span.gap is not None and before is not None and not (follows and before.whole):
            span = replace(span, gap=None)
        yield span
        before = part
