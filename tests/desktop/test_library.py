"""The exercises that come with the app: their doses are those of the sources, and what names an exercise names one."""

import re
from collections.abc import Iterator

import pytest

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import (
    Condition,
    Evidence,
    Exercise,
    Mode,
    Place,
    Position,
    Region,
    Shoes,
    Sides,
    When,
)
from posture_app.core.content.programmes import Item, Moment, Session, Variant
from posture_app.desktop import bundled

SECONDS = {
    "short_foot": 145,
    "towel_scrunch": 70,
    "toe_curl": 70,
    "marble_pickup": 210,
    "toe_spread": 70,
    "big_toe_lift": 125,
    "small_toes_lift": 125,
    "seated_heel_raise": 75,
    "heel_raise": 80,
    "single_leg_heel_raise": 106,
    "toe_raise": 60,
    "ankle_circles": 85,
    "ankle_alphabet": 130,
    "ankle_pumps": 65,
    "calf_stretch_straight": 141,
    "calf_stretch_bent": 141,
    "towel_calf_stretch": 146,
    "sole_stretch": 270,
    "ball_roll": 125,
    "foot_taps": 60,
    "finger_toe_interlace": 94,
    "band_inversion": 240,
    "band_eversion": 240,
    "single_leg_stand": 93,
    "tandem_stand": 53,
    "sit_to_stand": 48,
    "seated_march": 40,
    "knee_extension": 117,
    "glute_squeeze": 60,
    "figure_four": 116,
    "hip_flexor_stretch": 73,
    "seated_hamstring": 101,
    "chair_back_arch": 48,
    "cat_cow_seated": 42,
    "trunk_rotation": 90,
    "chin_tuck": 56,
    "neck_tilt": 99,
    "neck_rotation": 79,
    "blade_squeeze": 56,
    "shoulder_rolls": 40,
    "doorway_stretch": 48,
    "seated_chest_opener": 60,
    "upper_back_reach": 48,
    "wrist_extensor_stretch": 99,
    "wrist_flexor_stretch": 99,
    "fist_and_fan": 54,
    "look_away": 20,
    "belly_breathing": 80,
    "walk": 120,
    "posture_shift": 14,
    "lateral_raise_band": 60,
    "band_pull_apart": 150,
    "desk_plank": 48,
}
"""How long each takes in the dose that its sources give."""


@pytest.fixture(scope="module")
def library() -> Content:
    return bundled.load_content()[0]


def test_each_exercise_takes_as_long_as_the_dose_of_its_sources(library: Content) -> None:
    assert {one.id: one.total_s for one in library.exercises} == SECONDS


def test_each_is_its_own_picture(library: Content) -> None:
    assert all(one.illustration == one.id for one in library.exercises)


def test_an_easier_way_is_one_that_whoever_does_the_other_can_do_as_well(library: Content) -> None:
    """It is offered to somebody whom the exercise hurt: nothing new is needed, nothing standing comes instead."""
    known = {one.id: one for one in library.exercises}
    for one in library.exercises:
        if one.easier_exercise:
            easier = known[one.easier_exercise]
            assert easier.level <= one.level, one.id
            assert set(easier.kit) <= set(one.kit), one.id
            assert one.position is Position.STANDING or easier.position is not Position.STANDING, one.id
            assert one.shoes is Shoes.OFF or easier.shoes is not Shoes.OFF, one.id


def test_steps_of_one_side_do_not_say_which(library: Content) -> None:
    """The side is said beside them, for it changes half way."""
    for one in library.exercises:
        if one.sides is Sides.EACH:
            assert not re.search(r"\b(?:left|right (?:foot|leg|hand|arm|side|knee|ear))\b", " ".join(one.steps)), one.id


def doses(library: Content) -> Iterator[Exercise]:
    """Each exercise as it ships, and in each dose that it has in a session."""
    yield from library.exercises
    by_id = {one.id: one for one in library.exercises}
    sessions = [session for programme in library.programmes for session in programme.sessions]
    for items in [part.items for part in sessions] + [part.items for part in library.routines]:
        for item in items:
            either: Item | None = item
            while either is not None:
                yield either.dosed(by_id[either.exercise])
                either = either.instead


def test_every_step_belongs_to_a_part_that_the_dose_has(library: Content) -> None:
    for one in doses(library):
        assert len(one.when) == len(one.steps), one.id
        assert all(when and when <= one.parts for when in one.when), one.id


def test_every_part_of_the_dose_has_a_step_or_one_for_all_of_it(library: Content) -> None:
    """But for the way back, which says itself that it goes back."""
    whole = {When.MOVE, When.ALL}
    for one in doses(library):
        said = frozenset().union(*one.when)
        assert When.READY in said, one.id
        if one.mode is Mode.TIMED:
            assert When.MOVE in said, one.id
        for part in {When.UP, When.HOLD} & one.parts if one.mode is not Mode.TIMED else ():
            assert said & {part, *whole}, (one.id, part)
        if When.HALFWAY in said:
            assert When.MOVE in said, one.id


def test_a_step_that_holds_or_comes_back_stands_in_that_part(library: Content) -> None:
    """By its words, which nobody who fills in the parts has made."""
    for one in library.exercises:
        for step, when in zip(one.steps, one.when, strict=True):
            if re.match(r"(?:Hold,|Hold for|Hold and|Pause|Stay for)", step):
                assert When.HOLD in when, (one.id, step)
            if re.match(r"(?:Lower|Let go|Return|Come (?:up|back)|Turn back|Roll it back|Let the toes go|Ease)", step):
                assert When.DOWN in when or "Ease them" in step, (one.id, step)
            if step.startswith("Keep ") and "Keep going" not in step:
                assert When.ALL in when, (one.id, step)


def test_what_is_held_at_its_end_tells_very_flexible_people_to_stop_short(library: Content) -> None:
    stretches = [one for one in library.exercises if one.type == "stretch"]
    assert len(stretches) == 13
    for one in stretches:
        assert Condition.HYPERMOBILITY in {*one.hide_if, *dict(one.cautions)}, one.id


def test_whatever_is_held_with_effort_says_to_breathe(library: Content) -> None:
    for name in (
        "glute_squeeze",
        "desk_plank",
        "lateral_raise_band",
        "band_pull_apart",
        "band_inversion",
        "band_eversion",
    ):
        one = next(one for one in library.exercises if one.id == name)
        assert any("keep breathing" in step.lower() for step in one.steps), name
        assert any("High blood pressure" in text for text in one.avoid), name


def test_what_was_tested_as_part_of_a_programme_says_so_and_claims_no_more(library: Content) -> None:
    bundles = {one.id for one in library.exercises if one.evidence_note.startswith("As part of a programme")}
    assert bundles == {
        "marble_pickup", "heel_raise", "toe_raise", "ankle_circles", "band_inversion", "band_eversion",
        "single_leg_stand", "tandem_stand", "sit_to_stand", "glute_squeeze", "neck_tilt", "neck_rotation",
        "band_pull_apart", "desk_plank",
    }  # fmt: skip
    assert {one.evidence for one in library.exercises if one.id in bundles} == {Evidence.B}


def test_every_part_of_the_body_but_the_eyes_has_more_than_one(library: Content) -> None:
    regions = [one.region for one in library.exercises]
    assert {region for region in Region if regions.count(region) < 2} == {Region.EYES}


def dosed(library: Content, items: tuple[Item, ...]) -> list[Exercise]:
    """The exercises of these items, in their doses."""
    known = {one.id: one for one in library.exercises}
    return [item.dosed(known[item.exercise]) for item in items]


def longest_s(library: Content, session: Session) -> int:
    lengths = sorted((one.total_s for one in dosed(library, session.items)), reverse=True)
    return sum(lengths[: session.choose or None])


def with_others(items: tuple[Item, ...]) -> list[str]:
    """What is done, and what is done instead."""
    return [each.exercise for item in items for each in (item, item.instead) if each]


def test_programmes_and_routines_are_all_there_and_name_exercises_that_are(library: Content) -> None:
    assert [one.id for one in library.programmes] == [
        "foot_core", "desk_back", "neck_shoulders", "long_journey", "seated_only",
    ]  # fmt: skip
    assert [one.id for one in library.routines] == [
        "micro", "get_up", "strength_break", "desk_reset", "foot_five", "travel", "wheels", "wind_down",
    ]  # fmt: skip
    items = [item for programme in library.programmes for session in programme.sessions for item in session.items]
    items += [item for routine in library.routines for item in routine.items]
    assert set(with_others(tuple(items))) <= {one.id for one in library.exercises}
    assert all(item.instead is None or item.instead.exercise != item.exercise for item in items)


def test_programmes_say_that_their_mix_was_not_tested(library: Content) -> None:
    for programme in library.programmes:
        assert "this mix itself was not tested" in programme.untested, programme.id


@pytest.mark.parametrize(
    ("routine", "minutes"),
    [("get_up", 2), ("strength_break", 3), ("desk_reset", 3), ("foot_five", 5), ("travel", 4), ("wheels", 4)],
)
def test_a_routine_takes_about_as_long_as_it_says(routine: str, minutes: int, library: Content) -> None:
    (found,) = (one for one in library.routines if one.id == routine)
    seconds = sum(one.total_s for one in dosed(library, found.items))
    assert minutes * 60 - 60 < seconds <= minutes * 60


def test_the_micro_routine_is_one_thing_of_20_seconds(library: Content) -> None:
    (micro,) = (one for one in library.routines if one.id == "micro")
    assert micro.choose == 1
    assert max(one.total_s for one in dosed(library, micro.items)) <= 20


def test_no_session_but_a_walk_takes_longer_than_a_quarter_of_an_hour(library: Content) -> None:
    for programme in library.programmes:
        for session in programme.sessions:
            if "walk" not in with_others(session.items):
                assert longest_s(library, session) <= 15 * 60, (programme.id, session.weeks)


def test_every_week_of_every_plan_has_sessions_and_so_has_the_time_after(library: Content) -> None:
    for programme in library.programmes:
        for variant in Variant:
            for week in range(1, programme.weeks + 2) if programme.weeks else ():
                assert programme.week(week, variant), (programme.id, variant, week)


def test_the_plan_with_shoes_on_needs_no_bare_feet_and_none_to_stand_on_one_leg(library: Content) -> None:
    plan = library.programmes[0].plan(Variant.SHOES_ON)
    exercises = [one for session in plan for one in dosed(library, session.items)]
    assert {Shoes.OFF}.isdisjoint(one.shoes for one in exercises)
    assert {Position.STANDING}.isdisjoint(one.position for one in exercises)
    assert all(Condition.NUMB_FEET not in one.hide_if for one in exercises)


@pytest.mark.parametrize("programme", ["foot_core", "seated_only"])
def test_whoever_stays_seated_is_not_told_to_stand(programme: str, library: Content) -> None:
    (found,) = (one for one in library.programmes if one.id == programme)
    for session in found.plan(Variant.SEATED):
        assert {Position.STANDING}.isdisjoint(one.position for one in dosed(library, session.items))
        assert not any("standing" in item.note.lower() for item in session.items)


def test_each_session_of_seated_only_has_something_for_the_upper_body(library: Content) -> None:
    (found,) = (one for one in library.programmes if one.id == "seated_only")
    for session in found.sessions:
        upper = [one for one in dosed(library, session.items) if Place.WHEELCHAIR_UPPER_BODY in one.places]
        assert len(upper) >= 2, session.weeks


def test_what_is_done_in_the_seat_of_a_journey_suits_it(library: Content) -> None:
    (journey,) = (one for one in library.programmes if one.id == "long_journey")
    for session in journey.sessions:
        if session.moment in {Moment.DURING, Moment.END} and session.every_min != 120:
            for one in dosed(library, session.items):
                assert {Place.TRAVEL_SEAT, Place.PARKED_CAR} <= one.places, one.id


FIRST_ONES = """seated_heel_raise toe_spread ankle_circles short_foot ankle_pumps toe_curl big_toe_lift sole_stretch
walk blade_squeeze sit_to_stand neck_tilt seated_hamstring chair_back_arch chin_tuck figure_four"""
FIRST_TIPS = """move_often shoes_with_room vary_your_heels exercise_you_keep strong_feet insoles any_weight
next_position sit_and_stand when_to_see_someone"""
"""What shipped first: settings and logs of people name them."""


def test_what_shipped_once_keeps_its_id(library: Content) -> None:
    assert {*FIRST_ONES.split()} <= {each.id for each in library.exercises}
    assert {*FIRST_TIPS.split()} <= {each.id for each in library.tips}


def test_whoever_is_dizzy_is_not_told_to_move_the_neck(library: Content) -> None:
    for name in ("chin_tuck", "neck_tilt", "neck_rotation"):
        exercise = library.exercise(name)
        assert exercise is not None
        assert Condition.DIZZINESS in exercise.hide_if, name


def test_the_limit_that_a_guideline_does_set_is_told(library: Content) -> None:
    note = next(tip.evidence_note for tip in library.tips if tip.id == "move_often")
    assert "Canada’s guideline does: 8 a day" in note
