"""The clock of macOS, whose ticks are nanoseconds on Intel and 125/3 of one on Apple's own processors."""

import math
from collections.abc import Mapping

import pytest

from posture_app.core.events import Fact
from posture_app.sensors.macos.idle import LOCKED, ON_CONSOLE, facts_of, look_of
from posture_app.sensors.polled import Look


@pytest.mark.parametrize(
    ("ticks", "numer", "denom", "ago_s", "expected"),
    [
        (5_000_000_000_000, 1, 1, 30.0125, Look(5_000_000, 30_012)),
        (120_000_000_000, 125, 3, 0.0, Look(5_000_000, 0)),
        (120_000_000_000, 125, 3, -0.001, Look(5_000_000, 0)),
    ],
)
def test_the_reading(ticks: int, numer: int, denom: int, ago_s: float, expected: Look) -> None:
    assert expected == look_of(ticks, numer, denom, ago_s)


@pytest.mark.parametrize("ago_s", [math.inf, math.nan])
def test_no_number_is_no_reading(ago_s: float) -> None:
    with pytest.raises(OSError, match="it gives no number"):
        look_of(1, 1, 1, ago_s)


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
