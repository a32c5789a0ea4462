"""A record of many years as its days are kept: the same in every run, for pictures and tests of all of it."""

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from posture_app.core.prompts import Outcome
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.statistics.patterns import DayHours
from posture_app.core.statistics.periods import Period
from posture_app.core.statistics.ports import DayRules, KnownDay
from tests.ui.samples import DAY, TODAY, Log

HOUR = 3600
HOURS = (HOUR,) * 24
FRESH = 3


@dataclass(frozen=True)
class KeptLog(Log):
    """A log whose days are kept, and nothing else."""

    kept_days: list[KnownDay] = field(default_factory=list)

    def days(self, period: Period, basis: DayRules) -> Sequence[KnownDay]:
        first, last = (
            bisect_left(self.kept_days, end, key=lambda known: known.day) for end in (period.first, period.last + DAY)
        )
        return self.kept_days[first:last]

    def first_day(self) -> date | None:
        return self.kept_days[0].day if self.kept_days else super().first_day()


def years(count: int, *, imported: int = 0) -> KeptLog:
    """So many years up to three days ago, less sitting with each; of the first ones, so many, only totals are known. In
    the middle four months are missing, and from there on there is standing.
    """
    log, chance = KeptLog(), random.Random(count)
    first = TODAY.replace(year=TODAY.year - count)
    told_until = first.replace(year=first.year + imported)
    away = first + (TODAY - first) / 2
    for shift in range((TODAY - first).days - FRESH):
        day = first + shift * DAY
        if (day.weekday() < 5 or chance.random() < 0.3) and not away <= day < away + 120 * DAY:
            share = shift / (TODAY - first).days
            timed = day >= told_until
            log.kept_days.append(_day(day, chance, share, timed=timed, stands=day > away))
    return log


def _day(day: date, chance: random.Random, share: float, *, timed: bool, stands: bool) -> KnownDay:
    season = 0.6 if day.month in (7, 8, 12) else 0.0
    sitting_s = int(HOUR * max(1.0, chance.gauss(8.6 - 2.4 * share - season, 0.9)))
    standing_s = int(HOUR * chance.uniform(0.5, 2.5)) if stands else 0
    if not timed:
        return KnownDay(DayFigures(DayTotals(day, sitting_s, standing_s), timed=False))
    bouts = max(1, sitting_s // chance.randint(1500, 2700))
    lengths = (sitting_s // bouts,) * bouts
    hours = tuple(sitting_s * (8 <= hour < 18) // 10 for hour in range(24))
    kept = chance.randint(3, 8)
    figures = DayFigures(
        DayTotals(day, sitting_s, standing_s, bouts, bouts - 1, lengths[0]),
        lengths,
        prompted=min(bouts - 1, kept),
        outcomes={Outcome.KEPT: kept, Outcome.MISSED: chance.randint(0, 4)},
        first_s=8 * HOUR + chance.randint(0, 3000),
        last_s=18 * HOUR + chance.randint(0, 3000),
    )
    return KnownDay(figures, DayHours(day, hours, HOURS))
