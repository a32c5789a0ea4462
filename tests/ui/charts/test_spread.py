"""Signs that would cover each other are moved apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.ui.charts.timeline import spread


@given(st.lists(st.floats(0, 600), max_size=60).map(sorted), st.floats(1, 20))
def test_signs_are_moved_apart_in_their_order_and_no_further_than_they_must(places: list[float], apart: float) -> None:
    found = spread(places, apart, 0, 600)
    room = min(apart, 600 / max(1, len(places) - 1))
    assert len(places) == len(found)
    assert all(-1e-6 <= place <= 600 + 1e-6 for place in found)
    assert all(after - before >= room - 1e-6 for before, after in pairwise(found))
    assert spread(found, room, 0, 600) == pytest.approx(found)
    if found and found[0] > 0 and found[-1] < 600:
        assert sum(places) == pytest.approx(sum(found))  # to the left as much as to the right
    if all(after - before >= apart for before, after in pairwise(places)):
        assert places == pytest.approx(found)
