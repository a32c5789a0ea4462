"""The segments of a day on its timeline."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import EndedBy, Origin, Posture, Span
from posture_app.ui.charts.day_segments import SegmentKind, hours_of, origins_of, segments_of, window_of
from tests.ui.samples import MINUTE, NOW, TODAY, ZONE, record, span


def test_an_ordinary_day_has_every_hour_once_from_its_start_to_the_next() -> None:
    assert [*range(4, 24), *range(5)] == [hour for _, hour in hours_of(record())]


def test_the_day_of_23_hours_has_no_two_oclock() -> None:
    assert [*range(4, 24), 0, 1, 3, 4] == [hour for _, hour in hours_of(record(day=date(2026, 3, 28)))]


def test_the_day_of_25_hours_has_two_oclock_twice() -> None:
    assert [*range(4, 24), 0, 1, 2, 2, 3, 4] == [hour for _, hour in hours_of(record(day=date(2026, 10, 24)))]


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"])
@pytest.mark.parametrize("day", [date(2026, 3, 4), date(2026, 4, 4), date(2026, 10, 3)])
def test_hours_are_full_ones_where_clocks_are_off_by_a_part_of_an_hour(zone: str, day: date) -> None:
    minutes = {at.astimezone(ZoneInfo(zone)).minute for at, _ in hours_of(record(day=day, zone=zone))}
    assert {0} == minutes


def test_a_day_that_begins_at_half_past_has_its_first_hour_half_an_hour_on() -> None:
    at, hour = hours_of(record(start=time(4, 30)))[0]
    assert (5, datetime(2026, 3, 4, 4, 0, tzinfo=UTC)) == (hour, at)


def shown(*spans: Span, **day: object) -> tuple[str, str]:
    """The window of a day with these spans, by the wall."""
    made = record(spans, **day)  # type: ignore[arg-type]
    return tuple(f"{at.astimezone(ZoneInfo(made.zone)):%H:%M}" for at in window_of(made))  # type: ignore[return-value]


def test_the_window_begins_with_the_hour_of_the_first_record_and_is_ten_hours_wide() -> None:
    assert ("08:00", "18:00") == shown(span(datetime(2026, 3, 4, 7, 40, tzinfo=UTC), 30))
    assert ("15:00", "01:00") == shown()


def test_the_window_reaches_an_hour_beyond_now_and_holds_what_was_recorded_later() -> None:
    early = span(datetime(2026, 3, 4, 3, 30, tzinfo=UTC), 30)
    assert ("04:00", "16:18") == shown(early)
    after_the_clock_was_set_back = span(NOW + 60 * MINUTE, 60)
    assert ("04:00", "17:18") == shown(early, after_the_clock_was_set_back)


def test_the_window_stays_within_the_day_and_keeps_its_width() -> None:
    late = replace(record(), now=datetime(2026, 3, 5, 2, 30, tzinfo=UTC))  # 03:30 by the wall, the day ends at 04:00
    begins, ends = window_of(late)
    assert (late.ends, timedelta(hours=10)) == (ends, ends - begins)


def test_the_window_of_a_day_that_is_over_is_the_hours_that_were_used() -> None:
    yesterday = {"day": TODAY - timedelta(days=1)}
    morning = datetime(2026, 3, 3, 7, 40, tzinfo=UTC)
    assert ("08:00", "18:00") == shown(span(morning, 30), **yesterday)
    assert ("08:00", "22:00") == shown(span(morning, 30), span(morning + timedelta(hours=12), 30), **yesterday)
    assert ("08:00", "21:00") == shown(span(morning, 30), span(morning + timedelta(hours=12), 20), **yesterday)
    begins, ends = window_of(record(day=date(2025, 10, 25)))
    assert timedelta(hours=25) == ends - begins  # all of it, where nothing is known


@given(
    st.sampled_from([TODAY, date(2026, 3, 28), date(2026, 10, 24)]),
    st.lists(st.tuples(st.integers(-300, 1700), st.integers(1, 300)), max_size=5),
    st.integers(0, 1499),
    st.booleans(),
)
def test_the_window_holds_every_record_of_any_day(day: date, raw: list[tuple[int, int]], now: int, over: bool) -> None:
    made = record(day=day)
    spans = [span(made.begins + at * MINUTE, length) for at, length in raw]
    inside = tuple(one for one in spans if one.start < made.ends and one.end > made.begins)
    at = made.ends + now * MINUTE if over else min(made.begins + now * MINUTE, made.ends - MINUTE)
    made = replace(made, spans=inside, now=at)
    begins, ends = window_of(made)
    assert made.begins <= begins <= ends <= made.ends
    assert over or begins <= made.now <= ends
    assert ends - begins >= timedelta(hours=10)
    for segment in (each for each in segments_of(made) if not over or each.kind is not SegmentKind.GAP):
        assert begins <= segment.start <= segment.end <= ends


def test_gaps_lie_between_spans_and_reach_to_now() -> None:
    morning, noon = datetime(2026, 3, 4, 8, 0, tzinfo=UTC), datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
    found = segments_of(record([span(morning, 60), span(noon, 30)]))
    assert [SegmentKind.SITTING, SegmentKind.GAP, SegmentKind.SITTING, SegmentKind.GAP] == [
        segment.kind for segment in found
    ]
    assert (noon + 30 * MINUTE, NOW) == (found[-1].start, found[-1].end)


def test_each_piece_says_what_it_is_when_and_for_how_long() -> None:
    at = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
    day = record([span(at, 46, ended_by=EndedBy.UP), span(at + 50 * MINUTE, 30, Posture.STANDING, EndedBy.SAT)])
    day = replace(day, showings=(LoggedPrompt("stand", (), at + 30 * MINUTE, ZONE, Outcome.KEPT),))
    assert [
        "Sitting 09:00 to 09:46, 46 min, then got up",
        "Reminder to get up at 09:30: got up",
        "Away or not recorded 09:46 to 09:50, 4 min",
        "Standing 09:50 to 10:20, 30 min, then sat down",
        "Away or not recorded 10:20 to 15:18, 4 h 58 min",
    ] == [segment.words for segment in segments_of(day)]


def test_a_span_that_goes_on_says_so() -> None:
    words = segments_of(record([span(NOW - 18 * MINUTE, 18, ended_by=None)]))[0].words
    assert "Sitting since 15:00, 18 min so far" == words


def test_what_lies_beyond_the_day_is_cut_off() -> None:
    day = record()
    segment = segments_of(record([span(day.begins - 30 * MINUTE, 90)]))[0]
    assert (day.begins, day.begins + 60 * MINUTE) == (segment.start, segment.end)


def test_spans_that_overlap_after_the_clock_was_set_back_share_the_band() -> None:
    at = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    set_back = [span(at, 60, ended_by=EndedBy.CLOCK), span(at + 30 * MINUTE, 60), span(at + 180 * MINUTE, 10)]
    sitting = [segment for segment in segments_of(record(set_back)) if segment.kind is SegmentKind.SITTING]
    assert [(0, 2), (1, 2), (0, 1)] == [(segment.lane, segment.lanes) for segment in sitting]


def test_a_lane_is_free_again_when_its_span_has_ended() -> None:
    at = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    spans = [span(at, 60), span(at + 30 * MINUTE, 60), span(at + 60 * MINUTE, 60)]
    assert [0, 1, 0] == [segment.lane for segment in segments_of(record(spans)) if segment.kind is SegmentKind.SITTING]


def test_a_gap_of_a_minute_is_told_and_a_shorter_one_is_not() -> None:
    at = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    spans = [span(at, 10), span(at + 11 * MINUTE, 10), span(at + 21.5 * MINUTE, 10)]
    assert [SegmentKind.SITTING, SegmentKind.GAP, SegmentKind.SITTING, SegmentKind.SITTING, SegmentKind.GAP] == [
        segment.kind for segment in segments_of(record(spans))
    ]


MINUTES = st.integers(-600, 1600)


@given(st.lists(st.tuples(MINUTES, st.integers(1, 300), st.sampled_from(Posture)), max_size=12))
def test_no_two_pieces_are_drawn_over_each_other(raw: list[tuple[int, int, Posture]]) -> None:
    day = record()
    spans = [span(day.begins + at * MINUTE, length, posture) for at, length, posture in raw]
    drawn = [segment for segment in segments_of(record(spans)) if segment.kind is not SegmentKind.SHOWING]
    for one in drawn:
        assert day.begins <= one.start < one.end <= day.ends
        for other in drawn:
            apart = one.end <= other.start or other.end <= one.start or one.lane != other.lane
            assert one is other or apart
    covered = sum((p.end - p.start for p in drawn if p.kind is not SegmentKind.GAP), timedelta(0))
    assert covered == sum(
        (max(timedelta(0), min(s.end, day.ends) - max(s.start, day.begins)) for s in spans), timedelta(0)
    )


YESTERDAY = TODAY - timedelta(days=1)
AT = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


def test_each_piece_says_how_it_is_known() -> None:
    spans = [
        replace(span(AT, 30), origin=Origin.CORRECTED),
        replace(span(AT + 60 * MINUTE, 30, Posture.STANDING, EndedBy.SAT), origin=Origin.ELSEWHERE),
        replace(span(AT + 120 * MINUTE, 30), origin=Origin.IMPORTED),
        span(AT + 180 * MINUTE, 30),
    ]
    found = [segment for segment in segments_of(record(spans, day=YESTERDAY)) if segment.kind is not SegmentKind.GAP]
    assert [
        "Corrected: sitting 09:00 to 09:30, 30 min",
        "Standing 10:00 to 10:30, 30 min, then sat down, on another computer",
        "Sitting 11:00 to 11:30, 30 min, then left, imported",
        "Sitting 12:00 to 12:30, 30 min, then left",
    ] == [segment.words for segment in found]
    assert frozenset(Origin) == origins_of(found)


def test_of_a_day_that_is_over_what_lies_before_and_after_is_told_as_well() -> None:
    day = record([span(AT, 30)], day=YESTERDAY)
    assert [
        "Away or not recorded 04:00 to 09:00, 5 h 00 min",
        "Sitting 09:00 to 09:30, 30 min, then left",
        "Away or not recorded 09:30 to 04:00, 18 h 30 min",
    ] == [segment.words for segment in segments_of(day)]


@pytest.mark.parametrize("ended_by", [None, EndedBy.IDLE])
def test_what_goes_on_into_the_next_day_says_so(ended_by: EndedBy | None) -> None:
    day = record(day=YESTERDAY)
    words = [
        segment.words
        for segment in segments_of(record([span(day.ends - 30 * MINUTE, 90, ended_by=ended_by)], day=YESTERDAY))
    ]
    assert "Sitting 03:30 to 04:00, 30 min, then on into the next day" == words[-1]


def test_where_it_was_not_the_person_is_a_piece_of_its_own() -> None:
    denied = ((AT + 30 * MINUTE, AT + 90 * MINUTE),)
    day = replace(record([span(AT, 30), span(AT + 120 * MINUTE, 30)], day=YESTERDAY), denied=denied)
    found = segments_of(day)
    assert [
        "Sitting 09:00 to 09:30, 30 min, then left",
        "Corrected: not here 09:30 to 10:30, 1 h 00 min",
        "Away or not recorded 10:30 to 11:00, 30 min",
    ] == [segment.words for segment in found[1:4]]
    assert [Origin.HERE, Origin.CORRECTED, Origin.HERE] == [segment.origin for segment in found[1:4]]


def test_today_begins_with_what_is_first_known_be_it_that_it_was_not_the_person() -> None:
    first = NOW - 300 * MINUTE
    day = replace(record([span(NOW - 60 * MINUTE, 60)]), denied=((first, first + 60 * MINUTE),))
    found = segments_of(day)
    assert first == found[0].start
    assert window_of(day)[0] <= first
    later = replace(
        record([span(first, 60), span(NOW - 60 * MINUTE, 60)]), denied=((NOW - 120 * MINUTE, NOW - 90 * MINUTE),)
    )
    assert (first, [SegmentKind.SITTING, SegmentKind.GAP, SegmentKind.GAP, SegmentKind.GAP, SegmentKind.SITTING]) == (
        segments_of(later)[0].start,
        [segment.kind for segment in segments_of(later)],
    )


@given(
    st.lists(st.tuples(MINUTES, st.integers(1, 300)), max_size=6),
    st.lists(st.tuples(MINUTES, st.integers(1, 300)), max_size=4),
)
def test_a_day_that_is_over_is_covered_by_its_pieces_without_a_seam(
    sat: list[tuple[int, int]], denied: list[tuple[int, int]]
) -> None:
    empty = record(day=YESTERDAY)
    spans = [span(empty.begins + at * MINUTE, length) for at, length in sat]
    said = tuple((empty.begins + at * MINUTE, empty.begins + (at + length) * MINUTE) for at, length in denied)
    inside = tuple(part for part in said if part[0] < empty.ends and part[1] > empty.begins)
    until = empty.begins
    for segment in segments_of(replace(record(spans, day=YESTERDAY), denied=inside)):
        assert segment.start <= until
        until = max(until, segment.end)
    assert until == empty.ends
