"""The clock of macOS, whose ticks are nanoseconds on Intel and 125/3 of one on Apple's own processors."""

import math
from collections.abc import Mapping

import pytest

from posture_app.core.events import Fact
from posture_app.sensors.macos.idle import LOCKED, ON_CONSOLE, facts_of, look_of, milliseconds
from posture_app.sensors.polled import SystemReading


@pytest.mark.parametrize(("ticks", "numer", "denom"), [(5_000_000_000_000, 1, 1), (120_000_000_000, 125, 3)])
def test_the_clock(ticks: int, numer: int, denom: int) -> None:
    assert 5_000_000 == milliseconds(ticks, numer, denom)


def test_the_reading() -> None:
    assert SystemReading(5_000, 30_012, 60_000, (100, 200)) == look_of(5_000, 30.0125, 60.0, (100.4, 199.6))
    assert SystemReading(5_000, 0, 0, (0, -3)) == look_of(5_000, -0.001, 0.0, (0.0, -3.0))


@pytest.mark.parametrize("ago_s", [math.inf, math.nan])
def test_no_number_is_no_reading(ago_s: float) -> None:
    with pytest.raises(OSError, match="it gives no number"):
        look_of(1, ago_s, 1.0, (0.0, 0.0))


@pytest.mark.parametrize(
    ("session", "facts"),
    [
        ({LOCKED: 0, ON_CONSOLE: 1}, {Fact.LOCKED: False}),
        ({LOCKED: 1, ON_CONSOLE: 1}, {Fact.LOCKED: True}),
        ({LOCKED: 0, ON_CONSOLE: 0}, {Fact.LOCKED: True}),  # another user has taken the place
        (None, {}),
    ],
)
def test_the_session(session: Mapping[str, int] | None, facts: Mapping[Fact, bool]) -> None:
    assert facts == facts_of(session)
