"""One record of several computers and of what the person said afterwards, against a count second by second."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from posture_app.core.record.diary import Correction
from posture_app.core.record.entry import Device, DeviceKind
from posture_app.core.record.overlay import SourceRecord, compose
from posture_app.core.spans import EndedBy, Origin, Posture, Span
from posture_app.core.statistics.bouts import bouts

BEGIN = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HERE = Device("m", "This", DeviceKind.OWN)
EARLIER, LATER = Device("a", "Laptop", DeviceKind.COMPUTER), Device("z", "Desktop", DeviceKind.COMPUTER)
FILE = Device("b", "ActivityWatch", DeviceKind.IMPORT)
SIT, STAND = Posture.SITTING, Posture.STANDING


def at(second: int) -> datetime:
    return BEGIN + second * SECOND


def span(start: int, end: int, posture: Posture = SIT, **changed: object) -> Span:
    made = Span(posture, at(start), at(end), EndedBy.IDLE, "Europe/Berlin")
    return replace(made, **changed)  # type: ignore[arg-type]


def said(posture: Posture | None, start: int, end: int, made: int = 900, *, undone: bool = False) -> Correction:
    return Correction(posture, at(start), at(end), "UTC", at(made), at(999) if undone else None)


def shape(spans: Sequence[Span]) -> list[tuple[str, int, int, str]]:
    return [
        (each.posture.value, (each.start - BEGIN) // SECOND, (each.end - BEGIN) // SECOND, each.origin.value)
        for each in spans
    ]


@st.composite
def recorded(draw: st.DrawFn) -> list[Span]:
    """Spans that follow one another, within 80 seconds."""
    edges = sorted(draw(st.sets(st.integers(0, 80), max_size=8)))
    made = []
    for start, end in pairwise(edges):
        if draw(st.booleans()):
            made.append(span(start, end, draw(st.sampled_from(Posture))))
    return made


CORRECTIONS = st.lists(
    st.builds(
        lambda posture, start, length, made, undone: said(posture, start, start + length, made, undone=undone),
        st.sampled_from([SIT, STAND, None]),
        st.integers(0, 80),
        st.integers(1, 40),
        st.integers(900, 904),
        st.booleans(),
    ),
    max_size=4,
    unique_by=lambda each: each.made,
)


def naive(sources: Sequence[SourceRecord], corrections: Sequence[Correction]) -> dict[int, tuple[Posture, Origin]]:
    """What counts in each second."""
    counts = {}
    ranked = sorted(sources, key=lambda seen: (seen.device.kind is DeviceKind.IMPORT, seen.device.uid))
    for second in range(-10, 140):
        now = at(second)
        words = [each for each in corrections if each.undone is None and each.start <= now < each.end]
        if words:
            latest = max(words, key=lambda each: each.made)
            if latest.posture is not None:
                counts[second] = latest.posture, Origin.CORRECTED
            continue
        seen = [(s.posture, each.device.origin) for each in ranked for s in each.spans if s.start <= now < s.end]
        standing = [each for each in seen if each[0] is STAND]
        if seen:
            counts[second] = (standing or seen)[0]
    return counts


@settings(max_examples=300, deadline=None)
@given(recorded(), recorded(), recorded(), CORRECTIONS)
def test_what_counts_is_what_a_count_by_the_second_gives(
    one: list[Span], two: list[Span], three: list[Span], corrections: list[Correction]
) -> None:
    sources = [SourceRecord(HERE, one), SourceRecord(EARLIER, two), SourceRecord(FILE, three)]
    found = list(compose(sources, corrections))
    counted: dict[int, tuple[Posture, Origin]] = {}
    for each in found:
        assert each.start < each.end
        for second in range((each.start - BEGIN) // SECOND, (each.end - BEGIN) // SECOND):
            assert second not in counted, "counted twice"
            counted[second] = each.posture, each.origin
    assert naive(sources, corrections) == counted
    assert found == sorted(found, key=lambda each: each.start)


@settings(max_examples=100, deadline=None)
@given(recorded(), recorded(), CORRECTIONS)
def test_the_other_computer_comes_to_the_same(one: list[Span], two: list[Span], corrections: list[Correction]) -> None:
    there = replace(LATER, kind=DeviceKind.OWN), replace(HERE, kind=DeviceKind.COMPUTER)
    ours = list(compose([SourceRecord(HERE, one), SourceRecord(LATER, two)], corrections))
    theirs = list(compose([SourceRecord(there[0], two), SourceRecord(there[1], one)], corrections[::-1]))
    plain = [[replace(each, origin=Origin.HERE) for each in some] for some in (ours, theirs)]
    assert plain[0] == plain[1]


@given(recorded(), st.lists(st.timedeltas(timedelta(0), timedelta(hours=1)), min_size=8, max_size=8))
@example([span(0, 50), span(10, 60), span(5, 9)], [timedelta(0)] * 8)
def test_what_one_computer_alone_recorded_stays_as_it_is_also_where_its_clock_was_set(
    spans: list[Span], gaps: list[timedelta]
) -> None:
    kept = [replace(each, gap=gap) for each, gap in zip(spans, gaps, strict=False)]
    assert kept == list(compose([SourceRecord(HERE, kept)], []))
    undone = [said(None, 0, 80, undone=True)]
    assert kept == list(compose([SourceRecord(HERE, kept)], undone))


def test_a_clock_that_was_set_is_true_time_beside_another_computer() -> None:
    """An hour of sitting whose clock was set back by half an hour in its midst counts as an hour."""
    one = [span(0, 1800, ended_by=EndedBy.CLOCK), span(0, 1800, gap=timedelta(0))]
    other = [span(5000, 5060)]
    found = list(compose([SourceRecord(HERE, one), SourceRecord(LATER, other)], []))
    assert [*one, replace(other[0], origin=Origin.ELSEWHERE)] == found
    assert [3600, 60] == [bout.sitting // SECOND for bout in bouts(found, timedelta(seconds=120))]


def test_what_is_left_of_a_span_tells_why_it_ended() -> None:
    one = [span(0, 100)]
    corrections = [said(STAND, 20, 30), said(None, 50, 60, 901), said(SIT, 70, 80, 902)]
    found = list(compose([SourceRecord(HERE, one)], corrections))
    assert [
        ("sitting", 0, 20, "here"),
        ("standing", 20, 30, "corrected"),
        ("sitting", 30, 50, "here"),
        ("sitting", 60, 70, "here"),
        ("sitting", 70, 80, "corrected"),
        ("sitting", 80, 100, "here"),
    ] == shape(found)
    assert ["stood", "up", "up", "sat", "up", "idle"] == [each.ended_by for each in found]


def test_an_open_span_goes_on_after_a_correction() -> None:
    found = list(compose([SourceRecord(HERE, [span(0, 100, ended_by=None)])], [said(STAND, 20, 30)]))
    assert ["stood", "up", None] == [each.ended_by for each in found]


def test_a_gap_told_by_a_set_clock_holds_only_after_the_span_it_was_told_of() -> None:
    one = [span(0, 10, ended_by=EndedBy.LOCKED), span(400, 500, gap=timedelta(seconds=5))]
    assert timedelta(seconds=5) == list(compose([SourceRecord(HERE, one)], [said(SIT, 700, 710)]))[1].gap
    assert [None, None, None] == [each.gap for each in compose([SourceRecord(HERE, one)], [said(SIT, 200, 210)])]
    assert [None, None] == [each.gap for each in compose([SourceRecord(HERE, one)], [said(None, 5, 20)])]
