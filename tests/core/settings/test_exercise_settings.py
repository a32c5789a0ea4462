"""The settings about exercises: read from a file, typed, written back; and what they come to."""

from typing import Any

import pytest

from posture_app.core.content.exercises import Condition, Kit
from posture_app.core.content.profile import CONDITION_NAMES, KIT_NAMES, PLACES, SEAT_NAMES, Profile, Seat, Weight
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings, from_text, read, to_text

GIVEN: dict[str, tuple[object, str, object]] = {
    "place": ("parked car", "parked car", "parked car"),
    "level": ("gentle", "gentle", "gentle"),
    "kit": (["band", "chair"], "chair, band", frozenset({Kit.BAND, Kit.CHAIR})),
    "conditions": (["gout", "pregnancy"], "gout, pregnancy", frozenset({Condition.GOUT, Condition.PREGNANCY})),
    "hurt": (["walk", "neck_tilt"], "walk, neck_tilt", ("walk", "neck_tilt")),
    "weights": (
        {"walk": "more", "neck_tilt": "never"},
        "neck_tilt never, walk more",
        (("neck_tilt", Weight.NEVER), ("walk", Weight.MORE)),
    ),
}


@pytest.mark.parametrize("key", GIVEN)
def test_what_a_file_has_is_read_typed_and_written_alike(key: str) -> None:
    raw, text, value = GIVEN[key]
    settings, complaints = read({key: raw})
    assert ((), value) == (complaints, getattr(settings, key))
    assert text == to_text(key, settings)
    assert value == from_text(key, text)
    again, complaints = read({key: TABLE[key].kind.to_raw(value)})
    assert ((), value) == (complaints, getattr(again, key))


@pytest.mark.parametrize("key", ["kit", "conditions", "hurt", "weights"])
def test_none_of_them_is_said_in_a_word(key: str) -> None:
    empty = from_text(key, "none")
    assert 0 == len(empty)  # type: ignore[arg-type] # a list of some kind
    assert "none" == TABLE[key].kind.to_text(empty)


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("place", "bed"),
        ("conditions", "gout"),
        ("conditions", ["gout", "hunger"]),
        ("conditions", [["gout"]]),
        ("kit", {"band": True}),
        ("hurt", ["Walk!"]),
        ("hurt", [7]),
        ("hurt", ["a" * 41]),
        ("hurt", ["walk"] * 501),
        ("weights", {"walk": "often"}),
        ("weights", {"no id": "more"}),
        ("weights", {"walk": ["more"]}),
        ("weights", ["walk"]),
        ("level", 2),
    ],
)
def test_what_is_none_is_told_and_not_used(key: str, raw: Any) -> None:
    settings, complaints = read({key: raw})
    assert 1 == len(complaints)
    assert complaints[0].startswith(f"{key}: ")
    assert getattr(DEFAULTS, key) == getattr(settings, key)


def test_all_conditions_things_and_places_can_be_said_and_have_a_name() -> None:
    assert set(Condition) == set(CONDITION_NAMES)
    assert set(Kit) == set(KIT_NAMES)
    assert set(Seat) == set(SEAT_NAMES) == set(PLACES)
    names = [*CONDITION_NAMES.values(), *KIT_NAMES.values(), *SEAT_NAMES.values()]
    assert len(names) == len(set(names))


def test_they_come_to_a_profile() -> None:
    settings = Settings(
        conditions=frozenset({Condition.GOUT}), seated_only=True, no_floor=True, place="couch", level="demanding",
        kit=frozenset(), hurt=("walk",), weights=(("neck_tilt", Weight.LESS),),
    )  # fmt: skip
    expected = Profile(
        frozenset({Condition.GOUT}), True, True, Seat.COUCH, frozenset(), 3, frozenset({"walk"}),
        {"neck_tilt": Weight.LESS},
    )  # fmt: skip
    assert expected == settings.profile


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"move": True, "stand": False}, "wheelchair upper body"),
        ({"move": True, "stand": False, "place": "desk"}, "desk"),
        ({"move": True}, "desk"),
        ({"move": True, "stand": True}, "desk"),
        ({}, "desk"),
    ],
)
def test_a_file_from_before_there_were_places_means_what_it_meant(raw: dict[str, object], place: str) -> None:
    assert place == read(raw)[0].place


def test_what_tells_of_a_persons_health_is_private() -> None:
    private = {key for key, setting in TABLE.items() if setting.private}
    assert {"place", "seated_only", "no_floor", "conditions", "hurt"} == private
