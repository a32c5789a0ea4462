"""How a figure differs from that of another period, for tests of the measures."""

from collections.abc import Callable

from posture_app.core.statistics.measures import Measures
from posture_app.core.value import value


@value
class Change:
    """The difference to the value before; `percent` of that, None if it was zero."""

    difference: float
    percent: float | None


def compare(now: Measures, before: Measures, value: Callable[[Measures], float | None]) -> Change | None:
    """How a value changed between two periods; None if either value is unknown."""
    new, old = (value(measures) if measures.known_days else None for measures in (now, before))
    if new is None or old is None:
        return None
    return Change(new - old, 100 * (new - old) / old if old else None)
