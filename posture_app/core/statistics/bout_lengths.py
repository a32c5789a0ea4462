"""How the time of sitting is spread over bouts of different lengths."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from posture_app.core.statistics.measures import LONG_S, MINUTE
from posture_app.core.value import value

LIMITS_S = tuple(minutes * MINUTE for minutes in (0, 5, 10, 20, 30, 45, 60, 90))
"""Where the classes begin; the last one has no end."""


@value
class BoutClass:
    """The bouts from `least_s` on and shorter than `below_s` (None: however long): how many, and all of their time."""

    least_s: int
    below_s: int | None
    bouts: int
    sitting_s: int

    @property
    def long(self) -> bool:
        """Whether these are the long bouts of STATISTICS.md."""
        return self.least_s >= LONG_S


def bout_classes(lengths: Sequence[int]) -> tuple[BoutClass, ...]:
    """The classes of these bouts, whose lengths are given in seconds and in ascending order."""
    ends = (*LIMITS_S, None)
    found = []
    for least, below in pairwise(ends):
        assert least is not None
        some = lengths[bisect_left(lengths, least) : None if below is None else bisect_left(lengths, below)]
        found.append(BoutClass(least, below, len(some), sum(some)))
    return tuple(found)
