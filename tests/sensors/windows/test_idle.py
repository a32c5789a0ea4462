"""The ticks of Windows, as they were read, and those that start from nought every 49 days."""

import pytest

from posture_app.sensors.polled import SystemReading
from posture_app.sensors.windows.idle import look_of

WRAP = 2**32


@pytest.mark.parametrize(
    ("now", "last", "ago"),
    [
        (5_000_000, 4_970_000, 30_000),
        (5_000_000, 5_000_000, 0),
        (5_000_000, 5_000_016, 0),  # the tick of the input lies a little ahead
        (WRAP + 10_000, WRAP - 20_000, 30_000),  # the 32 bits started anew since the input
        (3 * WRAP + 5, 2, 3),
        (WRAP - 1, 3, 0),  # more than 24 days ago: that cannot be told from one that lies ahead
        (WRAP // 2 + 7, 7, WRAP // 2),
    ],
)
def test_how_long_ago_the_last_input_was(now: int, last: int, ago: int) -> None:
    assert SystemReading(now, ago) == look_of(now, last % WRAP)


def test_the_moment_of_the_last_input_goes_on_where_the_ticks_start_anew() -> None:
    before, after = look_of(WRAP - 100, WRAP - 200), look_of(WRAP + 5_000, WRAP + 4_000 - WRAP)
    assert (WRAP - 200, WRAP + 4_000) == (before.last, after.last)
