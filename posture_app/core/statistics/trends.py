"""How figures change over days. STATISTICS.md has the formulas and their sources."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from math import ceil, sqrt
from statistics import median

from posture_app.core.value import value

LEAST_DAYS = 10
"""With fewer known days there is no trend."""
MOST_POINTS = 366
"""The slopes between all pairs of points are needed: beyond so many days, medians of weeks stand for the days."""
WEEK = 7
Z_95 = 1.959963984540054
"""The normal distribution's 97.5 % quantile."""

Point = tuple[date, float]


class Direction(StrEnum):
    """Which way a trend goes."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR = "no clear trend"


@value
class Trend:
    """The slope, in units of the value per calendar day, with its 95 % confidence interval; None where too few days
    are known to tell. `days` are the known days, `points` the values that stand for them.
    """

    direction: Direction
    days: int
    points: int
    slope: float | None = None
    low: float | None = None
    high: float | None = None


def trend(values: Sequence[Point]) -> Trend:
    """The trend over known, finished days, each given once, in any order. Days left out are unknown, not zero."""
    if len(values) < LEAST_DAYS:
        return Trend(Direction.NO_CLEAR, len(values), len(values))
    points = condensed(sorted(values))
    slope, low, high = theil_sen(points)
    direction = Direction.NO_CLEAR
    if low > 0:
        direction = Direction.RISING
    elif high < 0:
        direction = Direction.FALLING
    return Trend(direction, len(values), len(points), slope, low, high)


def theil_sen(points: Sequence[tuple[float, float]], *, z: float = Z_95) -> tuple[float, float, float]:
    """The median of the slopes between all pairs of points, and its confidence interval, from the variance of
    Kendall's statistic with ties among the values (Sen 1968). Points in the order of their x, which are all different;
    `z` is the quantile of the normal distribution that says how sure the interval is to be.

    Raises ValueError with fewer than two points.
    """
    if len(points) < 2:  # noqa: PLR2004 - a pair
        raise ValueError("a slope takes two points")
    slopes = sorted([(y - b) / (x - a) for i, (a, b) in enumerate(points) for x, y in points[i + 1 :]])
    reach = z * sqrt(_kendall_variance([y for _, y in points]))
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return median(slopes), slopes[low], slopes[high]


def condensed(points: Sequence[Point]) -> list[tuple[float, float]]:
    """The points, given in order, with days as numbers; too many are made medians of every week, or two, three…"""
    if len(points) <= MOST_POINTS:
        return [(day.toordinal(), value) for day, value in points]
    span = (points[-1][0] - points[0][0]).days
    size = WEEK * ceil(span / (WEEK * (MOST_POINTS - 1)))
    blocks: dict[int, list[Point]] = defaultdict(list)
    for day, length in points:
        blocks[(day.toordinal() - 1) // size].append((day, length))  # day 1 was a Monday
    return [
        (median(day.toordinal() for day, _ in block), median(value for _, value in block)) for block in blocks.values()
    ]


def _kendall_variance(values: Sequence[float]) -> float:
    ties = sum(_pairs(size) for size in Counter(values).values())
    return (_pairs(len(values)) - ties) / 18


def _pairs(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)
