"""How sitting is spread over short and long bouts."""

from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.statistics.bout_lengths import LIMITS_S, bout_classes

MINUTE = 60


def test_a_bout_belongs_to_the_class_that_begins_with_its_length() -> None:
    lengths = [0, 5 * MINUTE - 1, 5 * MINUTE, 30 * MINUTE, 30 * MINUTE, 90 * MINUTE, 600 * MINUTE]
    found = {found.least_s // MINUTE: (found.bouts, found.sitting_s) for found in bout_classes(lengths) if found.bouts}
    assert {0: (2, 299), 5: (1, 300), 30: (2, 3600), 90: (2, 690 * MINUTE)} == found


def test_those_of_half_an_hour_and_more_are_the_long_ones() -> None:
    assert [30, 45, 60, 90] == [found.least_s // MINUTE for found in bout_classes([]) if found.long]


@given(st.lists(st.integers(0, 40_000)).map(sorted))
def test_every_bout_is_in_one_class_with_all_of_its_time(lengths: list[int]) -> None:
    found = bout_classes(lengths)
    assert (len(lengths), sum(lengths)) == (sum(each.bouts for each in found), sum(each.sitting_s for each in found))
    assert list(LIMITS_S) == [each.least_s for each in found]
    assert [*LIMITS_S[1:], None] == [each.below_s for each in found]
