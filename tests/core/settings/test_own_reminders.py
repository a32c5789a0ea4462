"""The person's own reminders: how they are written, and what is said of what is wrong."""

import json
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.calendar import Times
from posture_app.core.prompts import Way
from posture_app.core.rules import rules_of
from posture_app.core.settings.own_reminders import (
    EVERY,
    LENGTH,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST,
    NO_TIMES,
    OFFERS,
    Due,
    OwnReminder,
    OwnReminderList,
    format_due,
    parse_due,
)
from posture_app.core.settings.reminder_kinds import SOUNDS, Basis, Reminder
from posture_app.core.settings.settings import Settings

KIND = OwnReminderList()
WATER = {"name": "Water", "due": "90 min sitting"}
TEN, THREE = time(10), time(15)


def week(**days: tuple[time, ...]) -> Times:
    return tuple(days.get(day, ()) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("45 min sitting", Due(Basis.SITTING, 45)),
        (" 5 MIN Unbroken ", Due(Basis.UNBROKEN, 5)),
        ("600 min sitting", Due(Basis.SITTING, 600)),
        ("mon 10:00", Due(Basis.CLOCK, times=week(mon=(TEN,)))),
        (
            "mon-tue 15:00, 10:00; sun 10:00",
            Due(Basis.CLOCK, times=week(mon=(TEN, THREE), tue=(TEN, THREE), sun=(TEN,))),
        ),
        ("sun-mon 10:00", Due(Basis.CLOCK, times=week(sun=(TEN,), mon=(TEN,)))),
        ("mon 10:00; mon 15:00; mon 10:00", Due(Basis.CLOCK, times=week(mon=(TEN, THREE)))),
        ("Sat 10:00 10:00", Due(Basis.CLOCK, times=week(sat=(TEN,)))),
    ],
)
def test_what_makes_one_due_is_read(text: str, due: Due) -> None:
    assert due == parse_due(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not"),
        ("   ", "is not"),
        ("45", "is not"),
        ("45 min", "not “45 min sitting”"),
        ("45 min standing", "not “45 min sitting”"),
        ("4 min sitting", "5 to 600"),
        ("601 min unbroken", "5 to 600"),
        ("0 min sitting", "5 to 600"),
        ("-5 min sitting", "not a day"),
        ("1.5 min sitting", "not “45 min sitting”"),
        ("99999999999999999999 min sitting", "5 to 600"),
        ("mon", "is not"),
        ("mon-fri", "is not"),
        ("mon 10:00;", "is not"),
        ("; mon 10:00", "is not"),
        ("10:00", "is not"),
        ("monday 10:00", "monday"),
        ("mon-friday 10:00", "mon-friday"),
        ("mon- 10:00", "mon-"),
        ("mon 24:00", "24:00"),
        ("mon 10", "“10”"),
        ("mon 10:0", "10:0"),
        ("mon 10:00-11:00", "10:00-11:00"),
        ("mon ten", "ten"),
    ],
)
def test_what_makes_nothing_due_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_due(text)
    assert says in str(caught.value)


_times: st.SearchStrategy[tuple[time, ...]] = st.sets(
    st.builds(time, st.integers(0, 23), st.integers(0, 59)), max_size=3
).map(lambda found: tuple(sorted(found)))
_dues = st.one_of(
    st.builds(Due, st.sampled_from([Basis.SITTING, Basis.UNBROKEN]), st.sampled_from(EVERY)),
    st.tuples(*[_times] * 7).filter(any).map(lambda times: Due(Basis.CLOCK, times=times)),
)
_line = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20).filter(
    str.isprintable
)


@given(_dues)
def test_what_is_written_is_read_back(due: Due) -> None:
    assert due == parse_due(format_due(due))


def test_runs_of_days_with_the_same_times_are_written_as_one() -> None:
    times = week(mon=(TEN,), tue=(TEN,), wed=(TEN,), fri=(TEN, THREE))
    assert "mon-wed 10:00; fri 10:00 15:00" == format_due(Due(Basis.CLOCK, times=times))


@given(st.text(max_size=40))
def test_no_text_raises_anything_but_a_value_error(text: str) -> None:
    for read in (parse_due, KIND.from_text):
        _read_or_refuse(read, text)


_names = _line.map(str.strip).filter(lambda name: name and "," not in name)
_owns = st.builds(
    OwnReminder,
    _names,
    _dues,
    _line,
    st.sampled_from(LENGTH),
    st.sampled_from([*OFFERS, "exercise:heel_raise"]),
    st.sampled_from(Way),
    st.sampled_from(SOUNDS),
    st.booleans(),
)


@given(st.lists(_owns, max_size=4, unique_by=lambda own: own.name.casefold()))
def test_reminders_survive_being_written(owns: list[OwnReminder]) -> None:
    assert tuple(owns) == KIND.from_raw(json.loads(json.dumps(KIND.to_raw(owns))))
    assert tuple(owns) == KIND.from_text(KIND.to_text(owns))


def test_only_what_differs_from_the_defaults_is_written() -> None:
    (own,) = KIND.from_raw([WATER])
    assert [{"name": "Water", "due": "90 min sitting", "text": "", "length": 2}] == KIND.to_raw([own])


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": None}, "name"),
    ({"name": ""}, "name"),
    ({"name": "  "}, "name"),
    ({"name": "Water, now"}, "comma"),
    ({"name": "Water\nnow"}, "one line"),
    ({"name": "Wa\tter"}, "name"),
    ({"name": "Wa\x00ter"}, "name"),
    ({"name": "W" * (LONGEST_NAME + 1)}, str(LONGEST_NAME)),
    ({"name": ["Water"]}, "name"),
    ({"due": None}, "due"),
    ({"due": 90}, "due"),
    ({"due": ""}, "is not"),
    ({"due": {"mon": ["10:00"]}}, "due"),
    ({"text": 5}, "text"),
    ({"text": "x" * (LONGEST_TEXT + 1)}, str(LONGEST_TEXT)),
    ({"text": "\x1b[31m"}, "text"),
    ({"length": -1}, "0 to 60"),
    ({"length": 61}, "0 to 60"),
    ({"length": 2.0}, "0 to 60"),
    ({"length": True}, "0 to 60"),
    ({"length": "2"}, "0 to 60"),
    ({"length": None}, "0 to 60"),
    ({"length": 10**30}, "0 to 60"),
    ({"offers": "lunch"}, "lunch"),
    ({"offers": 5}, "offers"),
    ({"offers": ["text"]}, "offers"),
    ({"offers": None}, "offers"),
    ({"offers": "exercise:\n"}, "offers"),
    ({"way": "loud"}, "loud"),
    ({"way": 1}, "way"),
    ({"way": None}, "way"),
    ({"sound": "gong"}, "gong"),
    ({"sound": False}, "sound"),
    ({"on": 1}, "on"),
    ({"on": "yes"}, "on"),
    ({"on": None}, "on"),
    ({"every": 5}, "every"),
    ({"": 5}, "“”"),
]


@pytest.mark.parametrize(("change", "says"), WRONG, ids=[repr(change)[:50] for change, _ in WRONG])
def test_a_wrong_reminder_is_refused_by_what_is_wrong(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        KIND.from_raw([{**WATER, **change}])
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "raw", [None, 5, "Water", {}, {"name": "Water"}, True, [5], [None], ["Water"], [[]], [WATER, 5]]
)
def test_what_is_no_list_of_reminders_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"expected"):
        KIND.from_raw(raw)


def test_a_reminder_needs_a_name_and_what_makes_it_due() -> None:
    for key in WATER:
        with pytest.raises(ValueError, match=r"name|is not"):
            KIND.from_raw([{other: value for other, value in WATER.items() if other != key}])


@pytest.mark.parametrize("name", ["Water", "water", " WATER "])
def test_two_of_the_same_name_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"two reminders are called “water”"):
        KIND.from_raw([WATER, {**WATER, "name": name}])


def test_there_is_room_for_so_many() -> None:
    some = [{**WATER, "name": f"Water {number}"} for number in range(MOST + 1)]
    assert MOST == len(KIND.from_raw(some[:MOST]))
    with pytest.raises(ValueError, match=str(MOST)):
        KIND.from_raw(some)


@pytest.mark.parametrize("text", ["{", "[", "nonsense", "[" * 100_000, "{}", '"Water"', "null", "[NaN]"])
def test_text_that_is_no_list_of_reminders_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected"):
        KIND.from_text(text)


def test_no_text_is_no_reminders() -> None:
    assert () == KIND.from_text("") == KIND.from_text("[]")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["name", "due", "text", "length", "offers", "way", "sound", "on"]), _json))
def test_no_value_raises_anything_but_a_value_error(change: dict[str, Any]) -> None:
    _read_or_refuse(KIND.from_raw, [{**WATER, **change}])
    _read_or_refuse(KIND.from_raw, change)


def _read_or_refuse(read: Callable[[Any], object], given_value: object) -> None:
    try:
        read(given_value)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - it need not raise


@pytest.mark.parametrize(
    ("own", "rule"),
    [
        (
            OwnReminder("Water", Due(Basis.SITTING, 90), length=2, way=Way.CARD),
            Reminder("own:Water", Basis.SITTING, 5400, 120, Way.CARD, rises=True, times=NO_TIMES),
        ),
        (
            OwnReminder("Post", Due(Basis.UNBROKEN, 30), length=0),
            Reminder("own:Post", Basis.UNBROKEN, 1800, 0, rises=False, times=NO_TIMES),
        ),
        (
            OwnReminder("Feet", Due(Basis.CLOCK, times=week(mon=(TEN,))), length=5, offers="feet"),
            Reminder("own:Feet", Basis.CLOCK, 0, 300, rises=False, times=week(mon=(TEN,))),
        ),
    ],
)
def test_the_engine_goes_by_seconds(own: OwnReminder, rule: Reminder) -> None:
    assert rule == own.reminder()


def test_one_that_is_off_is_no_rule() -> None:
    on, off = OwnReminder("On", Due(Basis.SITTING, 90)), OwnReminder("Off", Due(Basis.SITTING, 90), on=False)
    kinds = [rule.kind for rule in rules_of(Settings(own=(on, off))).reminders]
    assert "own:On" == kinds[-1]
    assert "own:Off" not in kinds


def test_a_length_in_other_units_is_not_taken_for_days_and_times() -> None:
    with pytest.raises(ValueError, match="“5 parsecs” is not “45 min sitting”, “45 min unbroken”"):
        parse_due("5 parsecs")
