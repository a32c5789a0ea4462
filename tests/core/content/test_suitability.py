"""Why an exercise is hidden from a person, why it is not offered here and now, and what to mind with it."""

from dataclasses import replace

import pytest

from posture_app.core.content.exercises import Condition, Exercise, ExerciseFilter, Kit, Position
from posture_app.core.content.profile import CONDITION_NAMES, FURNITURE, Profile, Seat, Weight
from posture_app.core.content.suitability import easier_form, is_hidden, suitability, without_shoes
from tests.core.content.shipped import library

ANYBODY = Profile()


def of(name: str) -> Exercise:
    exercise = library().exercise(name)
    assert exercise is not None
    return exercise


FIGURE_FOUR = "Not offered with what you said about yourself: “A new hip joint, with rules on how to move”."


@pytest.mark.parametrize(
    ("name", "profile", "hidden", "elsewhere"),
    [
        ("walk", ANYBODY, (), ()),
        ("figure_four", Profile(conditions=frozenset({Condition.HIP_REPLACEMENT})), (FIGURE_FOUR,), ()),
        ("walk", Profile(seated_only=True), ("It is done standing.",), ()),
        ("walk", Profile(hurt=frozenset({"walk"})), ("You said that it hurt.",), ()),
        ("walk", Profile(weights={"walk": Weight.NEVER}), ("You said: never.",), ()),
        ("walk", Profile(weights={"walk": Weight.LESS}), (), ()),
        ("walk", Profile(seat=Seat.JOURNEY), (), ("Not for where you are: “Plane, train or coach”.",)),
        (
            "toe_spread",
            Profile(seat=Seat.DESK),
            (),
            ("It needs bare feet, and shoes stay on where you are: “At a desk”.",),
        ),
        ("toe_spread", Profile(seat=Seat.HOME), (), ()),
        (
            "tandem_stand",
            Profile(seat=Seat.HOME),
            (),
            ("It is done in shoes, and they are off where you are: “At home, shoes off”.",),
        ),
        (
            "trunk_rotation",
            Profile(seat=Seat.THEATRE),
            (),
            ("Others would notice it where you are: “Theatre or stadium”.",),
        ),
        ("lateral_raise_band", ANYBODY, (), ("It needs what you have not ticked: “An elastic band”.",)),
        ("lateral_raise_band", Profile(kit=frozenset(Kit)), (), ()),
        ("desk_plank", Profile(level=1), (), ("It is much harder than what you chose.",)),
    ],
)
def test_it_says_why(name: str, profile: Profile, hidden: tuple[str, ...], elsewhere: tuple[str, ...]) -> None:
    found = suitability(of(name), profile)
    assert (hidden, elsewhere) == (found.hidden, found.elsewhere)
    assert (not hidden and not elsewhere) is found.offered
    assert bool(hidden) is is_hidden(of(name), profile)


def test_what_is_done_on_the_floor_is_hidden_from_who_does_not_lie_or_kneel() -> None:
    bridge = replace(of("glute_squeeze"), id="bridge", position=Position.FLOOR)
    for profile in (Profile(no_floor=True), Profile(seated_only=True), Profile(seat=Seat.WHEELCHAIR)):
        assert ("It is done lying or kneeling.",) == suitability(bridge, profile).hidden
        assert not profile.lasting(ExerciseFilter()).met_by(bridge)
    assert () == suitability(bridge, ANYBODY).hidden


def test_cautions_are_those_of_what_was_said_and_a_parked_car_is_always_one() -> None:
    held = replace(of("walk"), cautions=((Condition.GOUT, "Slowly."), (Condition.PREGNANCY, "Hold on.")))
    assert () == suitability(held, ANYBODY).cautions
    assert ("Slowly.",) == suitability(held, Profile(conditions=frozenset({Condition.GOUT}))).cautions
    assert ("Only while parked, with the engine off.",) == suitability(held, Profile(seat=Seat.PARKED_CAR)).cautions


@pytest.mark.parametrize("seat", Seat)
def test_what_is_offered_is_what_the_filter_of_prompts_lets_through(seat: Seat) -> None:
    """The page of the library and the prompts never say different things."""
    for conditions in (frozenset[Condition](), *(frozenset({condition}) for condition in CONDITION_NAMES)):
        for seated_only in (False, True):
            for kit, level in ((FURNITURE, 1), (frozenset(Kit), 3)):
                profile = Profile(conditions, seated_only=seated_only, seat=seat, kit=kit, level=level)
                wanted = profile.within(ExerciseFilter())
                assert [each.id for each in library().exercises if suitability(each, profile).offered] == [
                    each.id for each in library().suitable(wanted)
                ]


@pytest.mark.parametrize(
    ("name", "profile", "seat"),
    [
        ("toe_spread", ANYBODY, Seat.HOME),
        ("toe_spread", Profile(seat=Seat.HOME), None),
        ("toe_spread", Profile(seat=Seat.JOURNEY), None),  # no place with shoes off is near
        ("toe_spread", Profile(hurt=frozenset({"toe_spread"})), None),
        ("walk", ANYBODY, None),
        ("figure_four", Profile(conditions=frozenset({Condition.HIP_REPLACEMENT})), None),
    ],
)
def test_to_take_the_shoes_off_is_proposed_where_nothing_else_is_lacking(
    name: str, profile: Profile, seat: Seat | None
) -> None:
    assert seat is without_shoes(of(name), profile)


def test_the_easier_form_is_one_that_is_not_hidden_either() -> None:
    known = {each.id: each for each in library().exercises}
    assert known["heel_raise"] == easier_form(known["single_leg_heel_raise"], known, ANYBODY)
    hurt = Profile(hurt=frozenset({"heel_raise"}))
    assert known["seated_heel_raise"] == easier_form(known["single_leg_heel_raise"], known, hurt)
    clot = Profile(conditions=frozenset({Condition.SUSPECTED_CLOT}))
    assert easier_form(known["single_leg_heel_raise"], known, clot) is None
    round_ = {
        "a": replace(of("walk"), id="a", easier_exercise="b"),
        "b": replace(of("walk"), id="b", easier_exercise="a"),
    }
    assert easier_form(round_["a"], round_, Profile(hurt=frozenset({"a", "b"}))) is None
    assert easier_form(of("walk"), {}, ANYBODY) is None
