"""Programmes: which week it is after what was done, what is due, and what is done of it by this person."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.content.exercises import Condition, Kit, Position, Shoes
from posture_app.core.content.profile import Profile, Seat
from posture_app.core.content.programmes import Programme, ProgrammeSession, Variant
from posture_app.core.content.session_items import fitting, variant_for
from posture_app.core.record.diary import Session
from posture_app.core.record.programme_progress import (
    OFFICE_DAYS,
    DoneOnDay,
    Progress,
    done_on_days,
    journey,
    progress,
    working_days,
)
from posture_app.core.session.ends import Ended
from tests.core.content.shipped import library

CONTENT = library()
MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PROGRAMMES = {programme.id: programme for programme in CONTENT.programmes}
FEET = PROGRAMMES["foot_core"]
WEEKLY = [programme for programme in CONTENT.programmes if programme.weeks]
DAYS = st.builds(
    lambda day, week, place, percent, hurt: DoneOnDay(MONDAY + day * DAY, week, place, percent, hurt),
    st.integers(0, 200),
    st.just(1),
    st.integers(0, 2),
    st.integers(0, 200),
    st.booleans(),
)


def on(*days: int, hurt: int = -1, percent: int = 100) -> list[DoneOnDay]:
    """The first kind of session, done on these days after the start."""
    return [DoneOnDay(MONDAY + day * DAY, 1, 0, percent, day == hurt) for day in days]


def week(done: list[DoneOnDay], day: int, programme: Programme = FEET) -> Progress:
    return progress(programme, Variant.USUAL, MONDAY, done, today=MONDAY + day * DAY)


def faithful(programme: Programme, days: int) -> list[DoneOnDay]:
    """All that is due on each day, done on that day."""
    done: list[DoneOnDay] = []
    for n in range(days):
        today = MONDAY + n * DAY
        state = progress(programme, Variant.USUAL, MONDAY, done, today=today)
        done += [DoneOnDay(today, state.week, each.place, 100 * each.due) for each in state.due]
    return done


@pytest.mark.parametrize("programme", WEEKLY, ids=lambda each: each.id)
def test_who_does_what_is_due_comes_to_the_next_week_after_each(programme: Programme) -> None:
    done = faithful(programme, 7 * programme.weeks + 14)
    reached = [week(done, 7 * n, programme).week for n in range(programme.weeks + 2)]
    assert [min(n + 1, programme.weeks + 1) for n in range(programme.weeks + 2)] == reached


@pytest.mark.parametrize("programme", WEEKLY, ids=lambda each: each.id)
def test_all_that_is_wanted_falls_on_working_days(programme: Programme) -> None:
    done = faithful(programme, 7)
    assert {each.day.weekday() for each in done} <= OFFICE_DAYS
    assert all(each.wanted == each.done for each in week(done, 6, programme).plan)


def test_three_of_four_sessions_bring_the_next_week_and_two_do_not() -> None:
    first = on(0, 1, 3)
    assert (2, 3) == (week(first, 7).week, week(first, 6).plan[0].done)
    later = [*first, *on(7, 8, 9)]
    assert 3 == week(later, 14).week
    again = week([*first, *on(7, 8)], 14)
    assert (2, True, False) == (again.week, again.again, again.hurt)


def test_what_hurt_brings_the_same_week_again() -> None:
    again = week(on(0, 1, 2, 3, hurt=2), 7)
    assert (1, True, True) == (again.week, again.again, again.hurt)
    assert 2 == week([*on(0, 1, 2, 3, hurt=2), *on(7, 8, 9)], 14).week


def test_half_of_a_session_counts_and_less_does_not() -> None:
    assert 1 == week(on(0, percent=50), 1).plan[0].done
    assert 0 == week(on(0, percent=49), 1).plan[0].done
    assert 1 == week(on(0, percent=200), 1).plan[0].done


@pytest.mark.parametrize(("without", "back"), [(7, 0), (8, 1), (14, 1), (15, 2), (60, 2), (61, 9)], ids=str)
def test_a_gap_goes_back(without: int, back: int) -> None:
    done = faithful(FEET, 7 * 4 - 2)
    last = max(each.day for each in done)
    there = (last - MONDAY).days + without + 1
    before = 5 if without >= 2 else 4
    state = week(done, there)
    assert max(1, before - back) == state.week
    assert min(before - 1, back) == state.back
    assert 0 < len(week(done, there + (7 - (MONDAY + there * DAY).weekday()) % 7).due), "and is due at once"


def test_twice_a_day_is_due_twice_and_once_more_after_the_first() -> None:
    neck = PROGRAMMES["neck_shoulders"]
    place = next(n for n, each in enumerate(neck.week(1)) if each.a_day == 2)
    assert 2 == week([], 0, neck).plan[place].due
    once = [DoneOnDay(MONDAY, 1, place, 100)]
    assert (1, 1) == (week(once, 0, neck).plan[place].due, week(once, 0, neck).plan[place].done)
    assert 2 == week([], 1, neck).plan[place].due, "no more than on any day"


def test_who_works_fewer_days_is_asked_for_no_more_than_these() -> None:
    back, weekdays = PROGRAMMES["desk_back"], frozenset({1, 3})
    plan = progress(back, Variant.USUAL, MONDAY, [], today=MONDAY, weekdays=weekdays).plan
    assert {2} == {each.wanted for each in plan}
    assert not any(each.due for each in plan)
    assert all(
        each.due for each in progress(back, Variant.USUAL, MONDAY, [], today=MONDAY + DAY, weekdays=weekdays).plan
    )
    assert frozenset({0, 2}) == working_days(((((time(9), time(17))),), (), ((time(9), time(12)),), (), (), (), ()))
    assert OFFICE_DAYS == working_days(None) == working_days(((),) * 7)


def test_a_start_that_was_erased_takes_no_week_away() -> None:
    kept = [DoneOnDay(MONDAY + n * DAY, 5, 0, 100) for n in (100, 101, 102)]
    assert 5 == week(kept, 103).week
    assert 6 == week(kept, 107).week


@given(st.lists(DAYS, max_size=60), st.integers(0, 250), st.sampled_from(WEEKLY))
def test_a_week_is_never_skipped_and_what_is_due_is_never_more_than_wanted(
    done: list[DoneOnDay], day: int, programme: Programme
) -> None:
    state, before = week(done, day, programme), week(done, max(0, day - 1), programme)
    assert 1 <= state.week <= programme.weeks + 1
    assert state.week <= before.week + 1
    assert state.week <= 1 + day // 7
    for each in state.plan:
        assert 0 <= each.done <= each.wanted
        assert 0 <= each.due <= min(each.session.a_day, each.wanted - each.done)
    assert week([*reversed(done)], day, programme) == state, "in whatever order it is read"


@given(st.lists(DAYS, max_size=40), st.integers(0, 100))
def test_more_done_never_leaves_one_further_back_on_that_day(done: list[DoneOnDay], day: int) -> None:
    calm = [replace(each, hurt=False) for each in done]
    assert week(calm, day).week >= week(done, day).week


def exercised(at: datetime, share: int, percent: int, ended: Ended = Ended.DONE, place: int = 0) -> Session:
    return Session("walk", at, "UTC", 60, ended, None, share, ProgrammeSession("foot_core", 1, place), percent)


def test_what_was_done_on_a_day_is_summed_by_session() -> None:
    night = NOON + timedelta(hours=14)  # belongs to the day that began at four
    found = done_on_days(
        "foot_core",
        [
            exercised(NOON, 100, 40),
            exercised(night, 50, 60, Ended.HURT),
            exercised(NOON, 100, 100, place=1),
            exercised(NOON + DAY, 100, 20),
            replace(exercised(NOON, 100, 100), belongs=None),
            replace(exercised(NOON, 100, 100), belongs=ProgrammeSession("desk_back", 1, 0)),
        ],
        time(4),
    )
    assert (
        DoneOnDay(MONDAY, 1, 0, 70, hurt=True),
        DoneOnDay(MONDAY, 1, 1, 100),
        DoneOnDay(MONDAY + DAY, 1, 0, 20),
    ) == found


def test_on_a_journey_each_session_comes_in_its_time() -> None:
    trip = PROGRAMMES["long_journey"]

    def due(minutes: int, *done: tuple[int, int]) -> list[str]:
        was = [
            replace(exercised(NOON + timedelta(minutes=m), 100, 100), belongs=ProgrammeSession(trip.id, 0, place))
            for place, m in done
        ]
        return [each.session.name for each in journey(trip, NOON, was, NOON + timedelta(minutes=minutes)).due]

    assert ["Before you go"] == due(0)
    assert [] == due(10, (0, 5))
    assert ["Every half hour"] == due(30)
    assert ["Every half hour", "Every hour"] == due(60, (1, 30))
    assert [] == due(59, (1, 30))
    assert ["Every half hour", "Every hour", "Every two hours"] == due(125)
    assert [] == due(60 * 40), "it is over"


def test_the_plan_is_that_for_the_person_and_the_place() -> None:
    assert Variant.SHOES_ON == variant_for(FEET, Profile())
    assert Variant.USUAL == variant_for(FEET, Profile(seat=Seat.HOME))
    assert Variant.SEATED == variant_for(FEET, Profile(seat=Seat.HOME, seated_only=True))
    assert Variant.SEATED == variant_for(
        FEET, Profile(seat=Seat.HOME, conditions=frozenset({Condition.BALANCE_PROBLEM}))
    )
    numb = Profile(seat=Seat.HOME, conditions=frozenset({Condition.NUMB_FEET}))
    assert Variant.SHOES_ON == variant_for(FEET, numb)
    assert Variant.USUAL == variant_for(PROGRAMMES["desk_back"], Profile(seated_only=True))


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("seated", [False, True])
def test_nothing_is_done_that_does_not_suit_and_nothing_twice(seat: Seat, *, seated: bool) -> None:
    profile = Profile(seat=seat, seated_only=seated)
    for programme in CONTENT.programmes:
        for session in programme.plan(variant_for(programme, profile)):
            done = [exercise for _item, exercise in fitting(CONTENT, session.items, profile)]
            assert len(done) == len({exercise.id for exercise in done})
            assert not (profile.seated and any(exercise.position is Position.STANDING for exercise in done))
            assert seat in (Seat.HOME, Seat.COUCH) or all(exercise.shoes is not Shoes.OFF for exercise in done)


def test_what_hurt_gives_way_to_its_easier_form_or_is_left_out() -> None:
    home = Profile(seat=Seat.HOME, level=3)
    for programme in WEEKLY:
        for session in programme.plan(variant_for(programme, home)):
            for _item, exercise in fitting(CONTENT, session.items, home):
                hurt = replace(home, hurt=frozenset({exercise.id}))
                now = {each.id for _item, each in fitting(CONTENT, session.items, hurt)}
                assert exercise.id not in now
    session = FEET.week(6)[0]
    names = [
        each.id
        for _i, each in fitting(CONTENT, session.items, replace(home, hurt=frozenset({"single_leg_heel_raise"})))
    ]
    assert "heel_raise" in names


def test_where_some_are_chosen_others_have_their_turn_next_time() -> None:
    session = FEET.week(1, Variant.SHOES_ON)[0]
    chosen = [
        {
            each.id
            for _item, each in fitting(
                CONTENT, session.items, Profile(kit=Profile().kit | {Kit.BAND}), choose=4, turn=turn
            )
        }
        for turn in range(3)
    ]
    assert [4, 4, 4] == [len(each) for each in chosen]
    assert {item.exercise for item in session.items} == set.union(*chosen)
    assert chosen[0] != chosen[1]


def test_a_note_is_told_while_one_gets_ready() -> None:
    (item,) = [item for item in FEET.week(4)[0].items if item.exercise == "toe_raise"]
    exercise = CONTENT.exercise("toe_raise")
    assert exercise
    assert item.dosed(exercise).steps[0].startswith(item.note)
    assert exercise.steps[1:] == item.dosed(exercise).steps[1:]
