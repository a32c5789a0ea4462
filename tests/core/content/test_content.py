"""Content: what a right file gives, and what each wrong one is told."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from posture_app.core.content.checked_table import Fault
from posture_app.core.content.content import LEAST_SAFETY, Content
from posture_app.core.content.exercises import (
    FEET,
    ON_FEET,
    SEATED,
    Condition,
    Evidence,
    Exercise,
    ExerciseFilter,
    Place,
    Position,
    Region,
    Shoes,
    Source,
    Type,
)
from posture_app.core.content.reading import read_content

Raw = dict[str, Any]


def raw_exercise(**changes: object) -> Raw:
    return {
        "id": "heel_raise",
        "name": "Heel raises",
        "in_short": "10 slow ones.",
        "purpose": "Wake up the calves",
        "region": "calf",
        "muscles": ["soleus"],
        "type": "circulation",
        "position": "seated",
        "contexts": ["desk", "couch"],
        "discreet": True,
        "shoes": "either",
        "equipment": [],
        "sides": "both",
        "mode": "reps",
        "up_s": 2,
        "hold_s": 1,
        "down_s": 2,
        "reps": 10,
        "sets": 1,
        "rest_s": 20,
        "switch_s": 0,
        "difficulty": 1,
        "steps": ["Sit.", "Lift your heels.", "Lower them."],
        "feel": "Low in the calves.",
        "errors": ["The heels drop."],
        "easier": "One at a time.",
        "harder": "Hold longer.",
        "avoid": [],
        "stop_if": ["It hurts."],
        "hide_if": ["suspected_clot"],
        "evidence": "C",
        "evidence_note": "Laboratory studies.",
        "sources": ["Somebody et al., Journal 2019"],
        "illustration": "heels",
        "reviewed": date(2026, 11, 22),
        **changes,
    }


def raw_tip(**changes: object) -> Raw:
    return {
        "id": "move",
        "topic": "getting_up",
        "title": "Move",
        "text": "Get up now and then.",
        "evidence": "B",
        "evidence_note": "One trial.",
        "sources": ["Somebody et al., Journal 2019"],
        "reviewed": date(2026, 11, 22),
        **changes,
    }


def raw_safety(**changes: object) -> Raw:
    lists = ("prepare", "stop_signs", "ask_first", "emergency", "same_day", "appointment")
    return {
        "stop_rule": "Stop if it hurts.",
        "disclaimer": "No diagnosis.",
        **{key: ["A line."] for key in lists},
        "sources": ["NHS (undated)"],
        "reviewed": date(2026, 11, 22),
        **changes,
    }


def read(*exercises: Raw, tips: tuple[Raw, ...] = ()) -> tuple[Content, tuple[str, ...]]:
    raw: Raw = {"format": 1, "exercise": list(exercises), "tip": list(tips), "safety": raw_safety()}
    return told(read_content({"a.toml": raw}, {"heels"}))


def told(read: tuple[Content, tuple[Fault, ...]]) -> tuple[Content, tuple[str, ...]]:
    """The same, with the faults as sentences."""
    return read[0], tuple(str(fault) for fault in read[1])


def reading(files: Mapping[str, Raw], illustrations: Collection[str]) -> tuple[Content, tuple[str, ...]]:
    return told(read_content(files, illustrations))


def exercise(**changes: object) -> Exercise:
    content, complaints = read(raw_exercise(**changes))
    assert complaints == ()
    return content.exercises[0]


def test_a_right_exercise_is_read_as_it_is_written() -> None:
    read_one = exercise()
    assert read_one.id == "heel_raise"
    assert read_one.region is Region.CALF
    assert read_one.type is Type.CIRCULATION
    assert read_one.places == {Place.DESK, Place.COUCH}
    assert read_one.hide_if == {Condition.SUSPECTED_CLOT}
    assert read_one.evidence is Evidence.C
    assert read_one.sources == (Source("Somebody et al., Journal 2019"),)
    assert read_one.level == 1
    assert read_one.steps == ("Sit.", "Lift your heels.", "Lower them.")
    assert read_one.reviewed == date(2026, 11, 22)


def test_files_are_read_in_the_order_of_their_names() -> None:
    files = {
        "b.toml": {"format": 1, "exercise": [raw_exercise(id="second")]},
        "a.toml": {"format": 1, "exercise": [raw_exercise(id="first")]},
    }
    content, complaints = reading(files, {"heels"})
    assert complaints == ()
    assert [one.id for one in content.exercises] == ["first", "second"]


WRONG: list[tuple[Raw, str]] = [
    ({"hodl_s": 3}, "hodl_s is not a key of this table; look for a misspelling."),
    ({"name": ""}, "name must be a text, not “”."),
    ({"name": 7}, "name must be a text, not “7”."),
    ({"name": "x" * 41}, "name is 41 characters long; at most 40 fit."),
    ({"in_short": "x" * 91}, "in_short is 91 characters long; at most 90 fit."),
    ({"purpose": "x" * 61}, "purpose is 61 characters long; at most 60 fit."),
    ({"region": "toe"}, "region “toe” is not known; known are: foot, ankle, calf, "),
    ({"region": ["foot"]}, "region “['foot']” is not known"),
    ({"muscles": "soleus"}, "muscles must be a list, not “soleus”."),
    ({"muscles": []}, "muscles has 0 entries; it takes 1 to 6."),
    ({"muscles": ["soleus", 3]}, "muscles must be a list of texts, none of them empty."),
    ({"contexts": []}, "contexts needs at least 1 of: desk, "),
    ({"contexts": ["desk", "desk"]}, "contexts names a word twice."),
    ({"contexts": ["desk", "plane"]}, "contexts “plane” is not known"),
    ({"discreet": 1}, "discreet must be true or false, not “1”."),
    ({"reps": "ten"}, "reps must be a whole number from 1 to 50, not “ten”."),
    ({"reps": True}, "reps must be a whole number from 1 to 50, not “True”."),
    ({"reps": 10.0}, "reps must be a whole number from 1 to 50, not “10.0”."),
    ({"reps": 0}, "reps must be a whole number from 1 to 50, not “0”."),
    ({"difficulty": 4}, "difficulty must be a whole number from 1 to 3, not “4”."),
    ({"steps": ["Sit.", "Stand."]}, "steps has 2 entries; it takes 3 to 6."),
    ({"steps": ["Sit.", "Up.", "go " * 16]}, "steps 3 has 16 words; at most 15 fit."),
    ({"stop_if": []}, "stop_if has 0 entries; it takes 1 to 6."),
    ({"evidence": "E"}, "evidence “E” is not known; known are: A, B, C, D."),
    ({"sources": []}, "sources has 0 entries; it takes 1 to 8."),
    ({"sources": ["A friend"]}, "sources 1 names no year; write “undated” if it has none."),
    ({"reviewed": "2026-11-22"}, "reviewed must be a date such as 2026-11-22 without quotes"),
    ({"reviewed": datetime(2026, 11, 22)}, "reviewed must be a date"),  # noqa: DTZ001 - as TOML gives it
    ({"mode": "hold", "hold_s": 0}, "hold_s must not be 0 when mode is hold."),
    ({"mode": "timed", "reps": 2}, "reps must be 1 when mode is timed."),
    ({"up_s": 0, "down_s": 0}, "up_s and down_s must not both be 0 when mode is reps."),
    ({"reps": 50, "sets": 5}, "sets and the other doses make 1330 s; at most 600 s fit."),
]


@pytest.mark.parametrize(("changes", "complaint"), WRONG, ids=[complaint[:40] for _, complaint in WRONG])
def test_a_wrong_exercise_is_left_out_and_named_by_file_entry_and_key(changes: Raw, complaint: str) -> None:
    content, complaints = read(raw_exercise(id="good"), raw_exercise(**changes))
    assert [one.id for one in content.exercises] == ["good"]
    assert len(complaints) == 1
    assert complaints[0].startswith(f"a.toml, exercise “heel_raise”: {complaint}")


def test_an_exercise_without_its_picture_stays_with_its_words() -> None:
    content, complaints = read(raw_exercise(illustration="../toes"))
    assert [(one.id, one.illustration) for one in content.exercises] == [("heel_raise", "")]
    assert complaints == ("a.toml, exercise “heel_raise”: illustration names “../toes”, but there is no such picture.",)


@pytest.mark.parametrize("key", sorted(raw_exercise()))
def test_every_key_of_an_exercise_is_required(key: str) -> None:
    raw = raw_exercise()
    del raw[key]
    content, complaints = read(raw)
    label = "(without id)" if key == "id" else "heel_raise"
    assert content.exercises == ()
    assert complaints == (f"a.toml, exercise “{label}”: {key} is missing.",)


@pytest.mark.parametrize("key", sorted(raw_tip()))
def test_every_key_of_a_tip_is_required(key: str) -> None:
    raw = raw_tip()
    del raw[key]
    content, complaints = read(tips=(raw,))
    assert content.tips == ()
    assert len(complaints) == 1
    assert complaints[0].endswith(f": {key} is missing.")


def test_all_faults_of_an_entry_are_told_at_once() -> None:
    _, complaints = read(raw_exercise(region="toe", reps=0, name=""))
    assert len(complaints) == 3


@pytest.mark.parametrize("wrong", ["Heel", "heel raise", "../heel", "7heels"])
def test_an_id_is_an_identifier(wrong: str) -> None:
    content, complaints = read(raw_exercise(id=wrong))
    assert content.exercises == ()
    assert "may only have small letters, digits and underscores" in complaints[0]


def test_the_second_entry_with_an_id_is_left_out_across_files_too() -> None:
    files = {
        "a.toml": {"format": 1, "exercise": [raw_exercise(name="The first")]},
        "b.toml": {"format": 1, "exercise": [raw_exercise(name="The second")]},
    }
    content, complaints = reading(files, {"heels"})
    assert [one.name for one in content.exercises] == ["The first"]
    assert complaints == ("b.toml, exercise “heel_raise”: id is taken by another entry; each needs its own.",)


def test_a_tip_may_be_280_characters_long_and_no_longer() -> None:
    content, complaints = read(tips=(raw_tip(id="fits", text="x" * 280), raw_tip(text="x" * 281)))
    assert [tip.id for tip in content.tips] == ["fits"]
    assert complaints == ("a.toml, tip “move”: text is 281 characters long; at most 280 fit.",)


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        ({}, "a.toml: format is “None”; this version reads 1 and 2."),
        ({"format": 3}, "a.toml: format is “3”; this version reads 1 and 2."),
        ({"format": 1, "exercises": []}, "a.toml: “exercises” is not known here; known are: format, exercise, tip, "),
        (
            {"format": 1, "exercise": raw_exercise()},
            "a.toml: exercise must be a list of tables, each under [[exercise]]",
        ),
        ({"format": 1, "tip": ["move"]}, "a.toml: tip must be a list of tables, each under [[tip]]."),
        ({"format": 1, "safety": []}, "a.toml: safety must be one table, under [safety]."),
    ],
)
def test_a_file_of_the_wrong_shape_is_told_and_takes_nothing_else_down(raw: Raw, complaint: str) -> None:
    good = {"format": 1, "exercise": [raw_exercise()]}
    content, complaints = reading({"a.toml": raw, "b.toml": good}, {"heels"})
    assert [one.id for one in content.exercises] == ["heel_raise"]
    assert len(complaints) == 1
    assert complaints[0].startswith(complaint)


def test_the_first_safety_text_holds() -> None:
    files = {
        "a.toml": {"format": 1, "safety": raw_safety()},
        "b.toml": {"format": 1, "safety": raw_safety(stop_rule="Never stop.")},
    }
    content, complaints = reading(files, ())
    assert content.safety.stop_rule == "Stop if it hurts."
    assert complaints == ("b.toml, safety: safety is there twice; one file has it.",)


def test_without_a_usable_safety_text_there_still_is_a_stop_rule() -> None:
    content, complaints = reading({"a.toml": {"format": 1, "safety": raw_safety(emergency=[])}}, ())
    assert complaints == ("a.toml, safety: emergency has 0 entries; it takes 1 to 12.",)
    assert content.safety is LEAST_SAFETY
    assert "Stop" in content.safety.stop_rule


def test_it_is_said_if_nothing_is_left() -> None:
    content, complaints = reading({}, ())
    assert complaints == ()
    assert content.gaps() == (
        "No exercise and no tip can be read; install Posture again to get them back.",
        "The safety text cannot be read; install Posture again to get it back.",
    )
    assert (content.suitable(), content.tips) == ((), ())


@pytest.mark.parametrize(
    ("changes", "seconds"),
    [
        ({}, 50),
        ({"sets": 3}, 3 * 50 + 2 * 20),
        ({"sides": "none"}, 50),
        ({"sides": "each", "switch_s": 5}, 2 * 50 + 5),
        ({"sides": "each", "switch_s": 5, "sets": 2}, 4 * 50 + 20 + 2 * 5),
        ({"sides": "alternate", "switch_s": 5}, 2 * 50),
        ({"mode": "timed", "up_s": 0, "down_s": 0, "hold_s": 120, "reps": 1}, 120),
    ],
)
def test_total_time_adds_tempo_sides_rests_and_changes(changes: Raw, seconds: int) -> None:
    assert exercise(**changes).total_s == seconds


@pytest.mark.parametrize(
    ("wish", "met"),
    [
        (ExerciseFilter(), True),
        (ExerciseFilter(regions=FEET), True),
        (ExerciseFilter(regions=frozenset({Region.NECK})), False),
        (ExerciseFilter(places=frozenset({Place.COUCH, Place.STANDING_ROOM})), True),
        (ExerciseFilter(places=frozenset({Place.STANDING_ROOM})), False),
        (ExerciseFilter(positions=SEATED), True),
        (ExerciseFilter(positions=ON_FEET), False),
        (ExerciseFilter(shoes_stay_on=True), True),
        (ExerciseFilter(discreet=True), True),
        (ExerciseFilter(longest_s=50), True),
        (ExerciseFilter(longest_s=49), False),
        (ExerciseFilter(conditions=frozenset({Condition.GOUT})), True),
        (ExerciseFilter(conditions=frozenset({Condition.GOUT, Condition.SUSPECTED_CLOT})), False),
    ],
)
def test_a_wish_is_met_only_if_all_of_it_is(wish: ExerciseFilter, met: bool) -> None:
    assert wish.met_by(exercise()) is met


def test_wishes_about_shoes_and_onlookers_rule_exercises_out() -> None:
    assert not ExerciseFilter(shoes_stay_on=True).met_by(replace(exercise(), shoes=Shoes.OFF))
    assert not ExerciseFilter(discreet=True).met_by(replace(exercise(), discreet=False))
    assert ExerciseFilter(positions=ON_FEET).met_by(replace(exercise(), position=Position.EITHER))


def test_only_what_suits_is_given_in_its_order() -> None:
    content, _ = read(raw_exercise(id="feet"), raw_exercise(id="neck", region="neck"), raw_exercise(id="more_feet"))
    assert [one.id for one in content.suitable(ExerciseFilter(regions=FEET))] == ["feet", "more_feet"]
