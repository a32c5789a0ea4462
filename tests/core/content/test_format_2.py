"""Format 2: what a right file gives, and what each wrong one is told."""

from dataclasses import replace

import pytest

from posture_app.core.content.content import LEAST_SAFETY
from posture_app.core.content.exercises import Condition, Kit, Source, When
from posture_app.core.content.profile import Profile
from posture_app.core.content.programmes import Item, Moment, Replaces, Rules, Variant
from posture_app.core.content.reading import read_content
from posture_app.core.content.session_items import fitting
from tests.core.content.library import (
    Raw,
    new_exercise,
    new_safety,
    raw_hour,
    raw_item,
    raw_journey,
    raw_library,
    raw_programme,
    raw_routine,
    raw_session,
    raw_source,
    read,
)
from tests.core.content.test_content import raw_exercise, raw_tip

SOME = Source("Somebody et al., Journal 2019", "SOME19", "2019", "https://doi.org/10.1/some")


def test_a_right_library_is_read_as_it_is_written() -> None:
    content, complaints = read()
    assert complaints == ()
    exercise = content.exercises[0]
    assert exercise.also == ("Calf raises",)
    assert exercise.kit == {Kit.DESK}
    assert exercise.when == ()
    assert exercise.cautions == ((Condition.HYPERMOBILITY, "Stop short of the end."),)
    assert exercise.sources == content.sources == content.safety.sources == (SOME,)
    assert content.tips[0].answers == (1, 28)
    assert content.safety.pain == ("Up to three.",)
    programme = content.programmes[0]
    assert programme.replaces is Replaces.FEET
    assert programme.rules == Rules(75, 50, 8, 14, 60)
    assert programme.sessions[0].weeks == (1, 2, 3)
    assert programme.sessions[0].items == content.routines[0].items == (Item("heel_raise"),)


def test_when_each_step_is_done_is_read_as_it_is_written() -> None:
    (exercise,) = read(exercise=[new_exercise(when=["ready", "up  hold", "down all"])])[0].exercises
    assert [set(words) for words in exercise.when] == [{When.READY}, {When.UP, When.HOLD}, {When.DOWN, When.ALL}]


def test_what_may_be_left_out_may_be_left_out() -> None:
    exercise = new_exercise()
    for key in ("also", "kit", "cautions"):
        del exercise[key]
    programme = raw_programme()
    del programme["replaces"]
    content, complaints = read(exercise=[exercise], programme=[programme], tip=[raw_tip(sources=["SOME19"])])
    assert complaints == ()
    assert content.exercises[0].cautions == ()
    assert content.programmes[0].replaces is Replaces.NOTHING


def test_what_is_named_may_stand_in_a_later_file() -> None:
    parts = {"a.toml": raw_library(source=[]), "b.toml": {"format": 2, "source": [raw_source()]}}
    content, faults = read_content(parts, {"heels"})
    assert faults == ()
    assert content.exercises[0].sources == (SOME,)


def test_files_of_both_formats_go_together() -> None:
    old = {"format": 1, "exercise": [raw_exercise(id="own")]}
    content, faults = read_content({"a.toml": raw_library(), "own.toml": old}, {"heels"})
    assert faults == ()
    assert [one.places for one in content.exercises] == [content.exercises[0].places] * 2
    assert content.exercises[1].sources == (Source("Somebody et al., Journal 2019"),)
    assert content.exercises[1].sources[0].line == "Somebody et al., Journal 2019"


def test_ones_own_file_may_name_sources_and_exercises_that_ship() -> None:
    shipped = read()[0]
    own = new_exercise(id="own", easier_exercise="heel_raise")
    content, complaints = read(shipped, source=[], exercise=[own])
    assert complaints == ()
    assert [(one.id, one.sources, one.easier_exercise) for one in content.exercises] == [("own", (SOME,), "heel_raise")]
    assert content.routines == shipped.routines


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Somebody et al., Journal 2019"),
        ({"citation": "A page", "year": "undated"}, "A page (undated)"),
        ({"citation": "Leaflets", "year": "customary practice"}, "Leaflets (customary practice)"),
    ],
)
def test_a_source_says_its_year(changes: Raw, line: str) -> None:
    content, complaints = read(source=[raw_source(**changes)])
    assert complaints == ()
    assert content.sources[0].line == line


def without(raw: Raw, key: str) -> Raw:
    return {name: value for name, value in raw.items() if name != key}


SOURCES: list[tuple[Raw, str]] = [
    (raw_source(key="some19"), "“some19” may only have capitals and digits, a letter first."),
    (raw_source(year="2019"), "year must be a year such as 2020, or one of: undated, customary practice; not “2019”."),
    (raw_source(year=20190), "year must be a year such as 2020"),
    (raw_source(year=True), "year must be a year such as 2020"),
    (raw_source(doi="doi:10.1/x"), "doi must start with “10.”."),
    (raw_source(address="facts S12"), "address must be the address of a page, https://…."),
    (without(raw_source(), "doi"), "address is missing, and so is doi; one of them is needed."),
    (without(raw_source(), "year"), "year is missing."),
]


@pytest.mark.parametrize(("source", "complaint"), SOURCES, ids=[complaint[:40] for _, complaint in SOURCES])
def test_a_wrong_source_is_left_out_and_what_rests_on_it_too(source: Raw, complaint: str) -> None:
    content, complaints = read(source=[source], exercise=[], programme=[], routine=[])
    assert (content.sources, content.tips) == ((), ())
    assert content.safety is LEAST_SAFETY
    assert complaint in complaints[0]
    assert complaints[1:] == (
        "a.toml, tip “move”: sources 1 names “SOME19”, but there is no such source.",
        "a.toml, safety: sources 1 names “SOME19”, but there is no such source.",
    )


def test_customary_practice_needs_no_address() -> None:
    assert read(source=[without(raw_source(year="customary practice"), "doi")])[1] == ()


EXERCISES: list[tuple[Raw, str]] = [
    ({"contexts": ["desk"]}, "contexts is not a key of this table; look for a misspelling."),
    ({"kit": ["sofa"]}, "kit “sofa” is not known; known are: band, towel, ball, chair, "),
    ({"equipment": []}, "equipment is empty, but kit is not."),
    ({"also": ["x" * 41]}, "also 1 is 41 characters long; at most 40 fit."),
    ({"cautions": ["gout"]}, "cautions must be a table of texts by name, not “['gout']”."),
    ({"cautions": {"gout": ""}}, "cautions gout must be a text, not “”."),
    ({"cautions": {"cold": "Wrap up."}}, "cautions “cold” is not known; known are: back_injury, "),
    ({"cautions": {"suspected_clot": "Wait."}}, "cautions suspected_clot is in hide_if as well."),
    ({"cautions": {"gout": "x" * 141}}, "cautions gout is 141 characters long; at most 140 fit."),
    ({"sources": ["NONE20"]}, "sources 1 names “NONE20”, but there is no such source."),
    ({"when": ["ready", "up"]}, "when has 2 entries, but there are 3 steps."),
    ({"when": []}, "when has 0 entries, but there are 3 steps."),
    ({"when": "ready"}, "when must be a list, not “ready”."),
    ({"when": ["ready", "up all", "back"]}, "when 3 “back” is not known; known are: ready, up, hold, down, "),
    ({"when": ["ready", "", "down"]}, "when 2 “” is not known; known are: ready, "),
    ({"when": ["ready", 7, "down"]}, "when 2 “7” is not known; known are: ready, "),
    ({"when": ["ready", "up hold", "down"], "hold_s": 0}, "when 2 says “hold”, but the dose has no such part."),
    ({"when": ["ready", "halfway", "down"], "reps": 1}, "when 2 says “halfway”, but the dose has no such part."),
    (
        {"when": ["ready", "hold", "all"], "mode": "timed", "hold_s": 9, "reps": 1},
        "when 2 says “hold”, but the dose has no such part.",
    ),
    ({"level": 4}, "level must be a whole number from 1 to 3, not “4”."),
]


@pytest.mark.parametrize(("changes", "complaint"), EXERCISES, ids=[complaint[:40] for _, complaint in EXERCISES])
def test_a_wrong_exercise_is_left_out_and_told(changes: Raw, complaint: str) -> None:
    content, complaints = read(exercise=[new_exercise(**changes), new_exercise(id="good")], programme=[], routine=[])
    assert [one.id for one in content.exercises] == ["good"]
    assert len(complaints) == 1
    assert complaints[0].startswith(f"a.toml, exercise “heel_raise”: {complaint}")


def test_in_a_file_of_format_1_the_old_names_are_told() -> None:
    wrong = {"format": 1, "exercise": [raw_exercise(contexts=[], difficulty=9)]}
    _, faults = read_content({"own.toml": wrong}, {"heels"})
    assert [(fault.key, fault.entry) for fault in faults] == [("contexts", "heel_raise"), ("difficulty", "heel_raise")]


@pytest.mark.parametrize("other", ["none", "heel_raise"])
def test_an_easier_exercise_is_another_one_and_the_fault_leaves_the_exercise(other: str) -> None:
    content, complaints = read(exercise=[new_exercise(easier_exercise=other)])
    assert [(one.id, one.easier_exercise) for one in content.exercises] == [("heel_raise", "")]
    assert complaints == (
        f"a.toml, exercise “heel_raise”: easier_exercise names “{other}”, but there is no such other exercise.",
    )


SESSIONS: list[tuple[Raw, str]] = [
    ({"items": []}, "sessions 1 items has 0 entries; it takes 1 to 12."),
    ({"items": ["heel_raise"]}, "sessions 1 items must be a list of tables."),
    (
        {"items": [raw_item(exercise="none")]},
        "sessions 1 items 1 exercise names “none”, but there is no such exercise.",
    ),
    ({"items": [raw_item(reps=0)]}, "sessions 1 items 1 reps must be a whole number from 1 to 50, not “0”."),
    ({"items": [raw_item(rep=5)]}, "sessions 1 items 1 rep is not a key of this table; look for a misspelling."),
    (
        {"items": [raw_item(instead=raw_item(exercise="none"))]},
        "sessions 1 items 1 instead exercise names “none”, but there is no such exercise.",
    ),
    ({"items": [raw_item(instead=raw_item(instead=raw_item()))]}, "sessions 1 items 1 instead instead is not a key"),
    ({"items": [raw_item(instead="walk")]}, "sessions 1 items 1 instead must be a table, not “walk”."),
    ({"items": [raw_item(up_s=0, down_s=0)]}, "sessions 1 items 1 up_s and down_s must not both be 0"),
    ({"variants": []}, "sessions 1 variants needs at least 1 of: usual, shoes_on, seated."),
    ({"variants": ["seated"]}, "sessions has none of the variant “usual”."),
    ({"weeks": [2]}, "sessions of the variant “usual” has none for week 1."),
    ({"weeks": [1, 2, 4]}, "sessions 1 weeks must be a list of whole numbers from 1 to 3, not “[1, 2, 4]”."),
    ({"weeks": [1, 1, 2]}, "sessions 1 weeks names a number twice."),
    ({"days": 8}, "sessions 1 days must be a whole number from 1 to 7, not “8”."),
    ({"moment": "before"}, "sessions 1 moment is for programmes of hours only."),
    ({"choose": 2}, "sessions 1 choose must be a whole number from 1 to 1, not “2”."),
]


@pytest.mark.parametrize(("changes", "complaint"), SESSIONS, ids=[complaint[:60] for _, complaint in SESSIONS])
def test_a_wrong_session_leaves_its_programme_out(changes: Raw, complaint: str) -> None:
    programme = raw_programme(sessions=[raw_session(**changes)])
    content, complaints = read(programme=[programme, raw_programme(id="good")])
    assert [one.id for one in content.programmes] == ["good"]
    assert complaints[0].startswith(f"a.toml, programme “foot_core”: {complaint}")


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ({"advance_percent": 0}, "rules advance_percent must be a whole number from 1 to 100, not “0”."),
        ({"back_one_days": 20}, "rules restart_days and the other gaps must be in order: "),
        ({"weeks": 3}, "rules weeks is not a key of this table; look for a misspelling."),
    ],
)
def test_wrong_rules_are_told(rules: Raw, complaint: str) -> None:
    complaints = read(programme=[raw_programme(rules=rules)])[1]
    assert complaints[0].startswith(f"a.toml, programme “foot_core”: {complaint}")


def test_a_rule_that_is_left_out_has_its_usual_value() -> None:
    content, complaints = read(programme=[raw_programme(rules={"back_one_days": 5})])
    assert complaints == ()
    assert content.programmes[0].rules == Rules(back_one_days=5)


def test_a_journey_counts_hours() -> None:
    during = raw_hour(moment="during", every_min=30)
    content, complaints = read(programme=[raw_journey(raw_hour(), during)])
    assert complaints == ()
    assert [(one.moment, one.every_min) for one in content.programmes[0].sessions] == [
        (Moment.BEFORE, 0),
        (Moment.DURING, 30),
    ]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"days": 2}, "days is for programmes of weeks only."),
        ({"every_min": 30}, "every_min goes with the moment “during”, and with no other."),
        ({"moment": "during"}, "every_min goes with the moment “during”, and with no other."),
        ({"moment": "later"}, "moment “later” is not known; known are: before, during, end, after."),
    ],
)
def test_a_wrong_hour_is_told(changes: Raw, complaint: str) -> None:
    complaints = read(programme=[raw_journey(raw_hour(**changes))])[1]
    assert complaints[0] == f"a.toml, programme “journey”: sessions 1 {complaint}"


def test_a_person_without_sessions_of_their_own_does_the_usual_ones() -> None:
    own = [raw_session(), raw_session(variants=["seated"], name="Seated")]
    programme = read(programme=[raw_programme(sessions=own)])[0].programmes[0]
    assert [one.name for one in programme.plan(Variant.SEATED)] == ["Seated"]
    assert [one.name for one in programme.plan(Variant.SHOES_ON)] == [""]


def test_after_its_last_week_a_programme_goes_on_with_the_time_after_it() -> None:
    parts = [raw_session(weeks=[1, 2]), raw_session(weeks=[3], name="After")]
    programme = read(programme=[raw_programme(sessions=parts)])[0].programmes[0]
    assert [[one.name for one in programme.week(week)] for week in (1, 2, 3, 30)] == [[""], [""], ["After"], ["After"]]


def test_an_item_changes_the_dose_and_gives_way_to_what_suits() -> None:
    exercises = [new_exercise(), new_exercise(id="walk", mode="timed", reps=1, up_s=0, down_s=0, hold_s=60)]
    item = raw_item(reps=5, sets=2, note="Standing.", instead={"exercise": "walk", "hold_s": 1200})
    content, complaints = read(exercise=exercises, routine=[raw_routine(items=[item, raw_item()])], programme=[])
    assert complaints == ()
    items = (Item("heel_raise", reps=5, sets=2, instead=Item("walk", hold_s=1200)), Item("heel_raise"))
    doses = [(one.id, one.reps, one.sets) for _, one in fitting(content, items, Profile())]
    assert doses == [("heel_raise", 5, 2)]  # once
    hurt = fitting(content, items, Profile(hurt=frozenset({"heel_raise"})))
    assert [(one.id, one.total_s) for _, one in hurt] == [("walk", 1200)]


def test_a_routine_takes_a_quarter_of_an_hour_at_most() -> None:
    long = [raw_item(reps=50, sets=2)] * 2
    assert read(routine=[raw_routine(items=long)])[1] == ("a.toml, routine “micro”: items take longer than 900 s.",)
    assert read(routine=[raw_routine(items=long, choose=1)])[1] == ()


@pytest.mark.parametrize("key", ["pain", "pregnancy"])
def test_the_safety_text_needs_its_new_parts(key: str) -> None:
    content, complaints = read(safety=without(new_safety(), key))
    assert complaints == (f"a.toml, safety: {key} is missing.",)
    assert content.safety is LEAST_SAFETY


def test_who_signed_for_a_country_is_read() -> None:
    content, complaints = read(safety=new_safety(signed={"de_AT": "A. Name, 2027-01-10"}))
    assert complaints == ()
    assert content.safety.signed == (("de_AT", "A. Name, 2027-01-10"),)


def test_faults_say_which_table_of_the_file_they_are_in() -> None:
    _, faults = read_content({"a.toml": raw_library(exercise=[new_exercise(), new_exercise()])}, {"heels"})
    assert [(fault.kind, fault.number, fault.entry, fault.key) for fault in faults] == [
        ("exercise", 1, "heel_raise", "id")
    ]


def test_a_long_wrong_value_is_told_in_short() -> None:
    complaints = read(exercise=[new_exercise(region="x" * 10_000)], programme=[], routine=[])[1]
    assert len(complaints[0]) < 400


def test_the_record_of_an_exercise_survives_its_dose() -> None:
    exercise = read()[0].exercises[0]
    assert Item("heel_raise").dosed(exercise) == exercise
    assert Item("heel_raise", hold_s=3).dosed(exercise) == replace(exercise, hold_s=3)
