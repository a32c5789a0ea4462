"""The tip of the day: the same all day, and none twice before all were shown."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.content.tip_of_day import TipsShown, tip_of_day, tips_shown
from tests.ui.lessons import TIP

DAY = date(2026, 3, 4)


def tips(count: int) -> list[object]:
    return [replace(TIP, id=f"tip_{number}") for number in range(count)]


@given(count=st.integers(1, 40), gaps=st.lists(st.integers(0, 9), min_size=1, max_size=130))
def test_none_comes_twice_before_all_were_shown_and_all_day_it_is_the_same(count: int, gaps: list[int]) -> None:
    """Over restarts: only what was stored is known. A gap of 0 is another look on the same day."""
    stored, day, days = json.dumps(TipsShown().stored()), DAY, list[str]()
    for gap in gaps:
        day += timedelta(days=gap)
        tip, shown = tip_of_day(tips(count), tips_shown(json.loads(stored)), day)  # type: ignore[arg-type]
        assert tip is not None
        if gap == 0 and days:
            assert tip.id == days[-1]
        else:
            days.append(tip.id)
        stored = json.dumps(shown.stored())
    for start in range(0, len(days), count):
        assert max(Counter(days[start : start + count]).values()) == 1
    if count > 1:
        assert all(one != other for one, other in pairwise(days))


@given(hidden=st.sets(st.integers(0, 9)), seen=st.lists(st.integers(0, 9), unique=True), day=st.dates())
def test_what_is_not_for_the_person_never_comes(hidden: set[int], seen: list[int], day: date) -> None:
    shown = TipsShown(tuple(f"tip_{number}" for number in seen), day)
    unwanted = {f"tip_{number}" for number in hidden}
    tip, after = tip_of_day(tips(10), shown, day, unwanted)  # type: ignore[arg-type]
    assert (tip is None) is (len(hidden) == 10)
    if tip is not None:
        assert tip.id not in unwanted
        assert tip_of_day(tips(10), after, day, unwanted) == (tip, after)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "nonsense",
    [None, 5, [], {}, {"ids": "tip_1"}, {"ids": [1]}, {"ids": [], "day": "yesterday"}, {"ids": [], "day": 3}],
)
def test_what_was_stored_as_nonsense_is_nothing(nonsense: object) -> None:
    assert TipsShown() == tips_shown(nonsense)


def test_what_was_stored_comes_back() -> None:
    shown = TipsShown(("a", "b"), DAY, DAY - timedelta(days=1))
    assert shown == tips_shown(json.loads(json.dumps(shown.stored())))
