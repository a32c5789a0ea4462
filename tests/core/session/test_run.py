"""The time of a run of exercises: its beats, pausing, stepping, and what is kept of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.content.exercises import Exercise, Sides
from posture_app.core.ports import Moment
from posture_app.core.session.ends import Ended, Side
from posture_app.core.session.plan import CHANGE_S, MOVING, READY_S, Phase, SessionPlan, Telling
from posture_app.core.session.run import SessionRun
from posture_app.desktop.bundled import load_content

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
EVERY = load_content()[0].exercises
WAYS = ("go", "back", "on", "pause", "resume", "skip", "end")
BY_ID = {exercise.id: exercise for exercise in EVERY}


def at(awake: float, slept: float = 0.0) -> Moment:
    return Moment(NOON + timedelta(seconds=awake + slept), awake, awake + slept)


def run_of(*names: str, untimed: bool = False) -> SessionRun:
    return SessionRun([BY_ID[name] for name in names], at(0), untimed=untimed)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_a_run_takes_as_long_as_the_formula_says(exercise: Exercise) -> None:
    plan = SessionPlan([exercise])

    assert plan.seconds == READY_S + exercise.total_s
    assert plan.parts[0].ends - plan.parts[0].starts == exercise.total_s


def test_sides_come_one_after_the_other_with_a_change_between() -> None:
    beats = SessionPlan([BY_ID["neck_tilt"]]).beats

    sides = [beat.side for beat in beats if beat.phase is Phase.HOLD]
    change = next(place for place, beat in enumerate(beats) if beat.phase is Phase.SWITCH)
    assert sides == [Side.RIGHT, Side.RIGHT, Side.LEFT, Side.LEFT]
    assert {beat.side for beat in beats[1:change]} == {Side.RIGHT}
    assert {beat.side for beat in beats[change:]} == {Side.LEFT}


def test_sides_in_turn_change_with_each_repetition() -> None:
    plan = SessionPlan([replace(BY_ID["neck_tilt"], sides=Sides.ALTERNATE)])

    holds = [beat.side for beat in plan.beats if beat.phase is Phase.HOLD]
    assert holds == [Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT]
    assert Phase.SWITCH not in {beat.phase for beat in plan.beats}


def told(exercise: Exercise, *, untimed: bool = False) -> dict[Phase, Telling]:
    """What is told with the first beat of each phase."""
    plan = SessionPlan([exercise])
    return {beat.phase: plan.telling(beat, untimed=untimed) for beat in reversed(plan.beats)}


def test_each_step_is_told_in_its_part_of_the_dose_and_what_holds_throughout_besides() -> None:
    assert told(BY_ID["neck_tilt"]) == {
        Phase.READY: Telling((0,), (2,)),
        Phase.UP: Telling((1,), (2,)),
        Phase.HOLD: Telling((3,), (2,)),
        Phase.DOWN: Telling((4,), (2,)),
        Phase.SWITCH: Telling((0,), (2,)),
    }
    assert told(BY_ID["neck_tilt"], untimed=True)[Phase.UP] == Telling((1, 3, 4), (2,))


def test_a_phase_without_a_step_has_its_name_alone() -> None:
    assert told(BY_ID["towel_calf_stretch"])[Phase.DOWN] == Telling()


def test_what_comes_in_the_middle_takes_the_place_of_what_came_before_and_what_comes_after_waits_for_the_end() -> None:
    exercise = BY_ID["ankle_circles"]
    plan = SessionPlan([exercise])
    ups = [(beat.rep, plan.telling(beat)) for beat in plan.beats if beat.phase is Phase.UP]
    assert dict(ups[: exercise.reps]) == dict(ups[exercise.reps :])
    assert [telling for _, telling in ups[:20]] == [
        *[Telling((2,), (1,))] * 10,
        *[Telling((3,), (1,))] * 9,
        Telling((3,), (1, 4)),
    ]
    assert told(exercise)[Phase.SWITCH] == Telling((0, 4), (1,))


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_where_nothing_says_when_the_first_step_comes_before_the_movement_and_all_others_with_it(
    exercise: Exercise,
) -> None:
    found = told(replace(exercise, when=()))
    others = tuple(range(1, len(exercise.steps)))
    assert found == {phase: Telling(others if phase in MOVING else (0,)) for phase in found}
    alone = told(replace(exercise, when=(), steps=("Tilt.",)))
    assert set(alone.values()) == {Telling((0,))}


def test_the_countdown_goes_by_the_clock_however_seldom_it_is_asked() -> None:
    often, seldom = run_of("neck_tilt", "toe_spread"), run_of("neck_tilt", "toe_spread")
    for tenth in range(1, 1301):
        often.go_on(at(tenth / 10))
    seldom.go_on(at(130))

    assert often.position == pytest.approx(130)
    assert often.left == pytest.approx(seldom.left)
    assert often.beat == seldom.beat


def test_a_pause_takes_no_time() -> None:
    run = run_of("neck_tilt")
    run.pause(at(20), on=True)
    run.go_on(at(500))
    run.pause(at(510), on=False)
    run.go_on(at(515))

    assert run.position == pytest.approx(25)


def test_sleep_in_the_middle_pauses_it() -> None:
    run = run_of("neck_tilt")
    run.go_on(at(20))
    run.go_on(at(20.5, slept=3600))

    assert run.paused
    assert run.position == pytest.approx(20.5)
    assert run.results()[0].length_s == round(20.5 - READY_S)


def test_arrows_stop_at_each_repetition_and_what_was_skipped_is_not_done() -> None:
    run = run_of("toe_spread")
    rep_s = BY_ID["toe_spread"].total_s / BY_ID["toe_spread"].reps
    run.step(at(1), 1)
    assert run.position == READY_S
    run.step(at(2), 1)
    assert run.position == pytest.approx(READY_S + rep_s)
    run.step(at(2.5), -1)
    assert run.position == READY_S
    run.step(at(2.5), -1)
    assert run.position == 0
    run.end(at(2.5))

    (done,) = run.results()
    assert done.ended is Ended.STOPPED
    assert done.share < 2 / BY_ID["toe_spread"].total_s


def test_what_is_done_twice_counts_once() -> None:
    run = run_of("toe_spread")
    for second in (20, 21):
        run.step(at(second), -1)
    run.go_on(at(21 + 30))
    run_position = run.position
    run.end(at(21 + 30))

    (done,) = run.results()
    assert done.length_s == 21 - READY_S + 30
    assert done.share == pytest.approx((run_position - READY_S) / BY_ID["toe_spread"].total_s)


def test_to_its_end_it_is_done_on_both_sides() -> None:
    run = run_of("neck_tilt", "toe_spread")
    run.go_on(at(1000))

    first, second = run.results()
    assert run.over
    assert (first.exercise, first.ended, first.share, first.side) == ("neck_tilt", Ended.DONE, 1, None)
    assert first.length_s == BY_ID["neck_tilt"].total_s
    assert second.exercise == "toe_spread"
    assert second.ended is Ended.DONE


def test_who_stops_at_the_change_of_side_has_done_one() -> None:
    run = run_of("neck_tilt")
    change = next(beat for beat in run.plan.beats if beat.phase is Phase.SWITCH)
    run.end(at(change.starts + 1))

    (done,) = run.results()
    assert done.side is Side.RIGHT
    assert done.ended is Ended.STOPPED
    assert 0.4 < done.share < 0.6
    assert done.at == NOON + timedelta(seconds=READY_S)


@pytest.mark.parametrize("ended", [Ended.SKIPPED, Ended.HURT])
def test_an_exercise_that_is_left_says_how_and_the_next_one_begins(ended: Ended) -> None:
    run = run_of("neck_tilt", "toe_spread")
    run.go_on(at(12))
    run.leave_exercise(at(12), ended)

    assert run.exercise.id == "toe_spread"
    assert run.beat.phase is Phase.READY
    assert run.left == CHANGE_S
    run.leave_exercise(at(13), ended)
    assert run.over
    assert [(done.exercise, done.ended, done.length_s) for done in run.results()] == [
        ("neck_tilt", ended, 7),
        ("toe_spread", ended, 0),
    ]


def test_an_easier_one_takes_its_place_from_the_beginning() -> None:
    run = run_of("heel_raise", "toe_spread")
    run.go_on(at(20))
    run.replace(at(20), BY_ID["seated_heel_raise"], Ended.HURT)

    assert run.exercise.id == "seated_heel_raise"
    assert run.beat.phase is Phase.READY
    run.go_on(at(1000))
    assert [(done.exercise, done.ended) for done in run.results()] == [
        ("heel_raise", Ended.HURT),
        ("seated_heel_raise", Ended.DONE),
        ("toe_spread", Ended.DONE),
    ]


def test_without_time_each_repetition_lasts_until_the_next_step() -> None:
    run = run_of("toe_spread", untimed=True)
    run.step(at(30), 1)
    for rep in range(BY_ID["toe_spread"].reps):
        assert (run.beat.rep, run.beat.phase) == (rep + 1, Phase.UP)
        run.go_on(at(60 + rep * 10))
        assert run.beat.rep == rep + 1
        run.step(at(60 + rep * 10), 1)

    (done,) = run.results()
    assert run.over
    assert done.ended is Ended.DONE
    assert done.length_s == 60 + (BY_ID["toe_spread"].reps - 1) * 10 - 30


def test_nothing_is_kept_of_an_exercise_that_was_not_begun() -> None:
    run = run_of("neck_tilt", "toe_spread")
    run.end(at(READY_S - 1))

    assert run.results() == ()


@given(st.lists(st.tuples(st.sampled_from(WAYS), st.floats(0, 50)), max_size=40))
def test_whatever_is_pressed_the_place_is_one_of_the_plan_and_no_more_is_done_than_there_is(
    pressed: list[tuple[str, float]],
) -> None:
    run, now = run_of("toe_spread", "neck_tilt"), 0.0
    for what, seconds in pressed:
        now += seconds
        match what:
            case "go":
                run.go_on(at(now))
            case "back" | "on":
                run.step(at(now), 1 if what == "on" else -1)
            case "pause" | "resume":
                run.pause(at(now), on=what == "pause")
            case "skip":
                run.leave_exercise(at(now), Ended.SKIPPED)
            case _:
                run.end(at(now))

    assert 0 <= run.position <= run.plan.seconds
    for done in run.results():
        assert 0 <= done.share <= 1
        assert 0 <= done.length_s <= now + 0.5  # it is in whole seconds
