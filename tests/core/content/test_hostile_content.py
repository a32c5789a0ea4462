"""Files that somebody wrote wrongly, or on purpose: whatever stands in them, they are told, and the rest is read."""

from datetime import date, datetime, time
from gettext import NullTranslations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.content.fault_lines import line_of
from posture_app.core.content.reading import read_content
from posture_app.core.content.translating import template, translated, wordings
from tests.core.content.library import (
    new_exercise,
    raw_hour,
    raw_item,
    raw_journey,
    raw_library,
    raw_programme,
    raw_session,
)

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=50),
    st.sampled_from(("heel_raise", "heels", "SOME19", "desk", "usual", "gout", "x" * 5000)),
    st.dates(),
    st.just(datetime(2026, 11, 22)),  # noqa: DTZ001 - as TOML gives it
    st.just(time(9)),
    st.just(date(2026, 11, 22)),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


def whole() -> dict[str, Any]:
    """A library with all that may stand in one."""
    items = [raw_item(note="Standing.", reps=5, instead=raw_item(note="Seated.")), raw_item()]
    journey = raw_journey(raw_hour(), raw_hour(moment="during", every_min=30))
    programme = raw_programme(sessions=[raw_session(items=items, name="Daily", choose=1)], rules={"back_one_days": 5})
    return raw_library(programme=[programme, journey])


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """The library with up to three places in it replaced, taken out or added."""
    raw = whole()
    for _ in range(draw(st.integers(1, 3))):
        place: Any = raw
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and draw(st.booleans()):
                place = place[key]
                continue
            if draw(st.booleans()):
                place[key] = draw(VALUES)
            else:
                del place[key]
            break
        if isinstance(place, dict) and draw(st.integers(0, 9)) == 0:
            place[draw(st.text(max_size=8))] = draw(VALUES)
    return raw


@settings(max_examples=200, deadline=None)
@given(damaged())
def test_whatever_is_in_a_file_it_is_told_and_nothing_raises(raw: dict[str, Any]) -> None:
    content, faults = read_content({"own.toml": raw}, {"heels"})
    for fault in faults:
        assert str(fault).startswith("own.toml")
        assert len(str(fault)) < 1000
        assert line_of("format = 2\n[[exercise]]\n", fault) >= 1
    names = [wording.context for wording in wordings(content)]
    assert len(names) == len(set(names)) == len(template(content)) - 1
    assert translated(content, NullTranslations()) == content


def test_a_number_of_thousands_of_digits_is_told() -> None:
    faults = read_content({"own.toml": raw_library(exercise=[new_exercise(reps=1 << 40_000)])}, {"heels"})[1]
    wrong = "reps must be a whole number from 1 to 50, not a number so long."
    assert str(faults[0]) == f"own.toml, exercise “heel_raise”: {wrong}"
