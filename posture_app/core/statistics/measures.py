"""The figures of a day, which can be stored, and the measures of any number of days, made from them. STATISTICS.md
defines each measure and names its source.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate, chain, compress
from statistics import median
from types import MappingProxyType
from typing import NamedTuple

from posture_app.core.calendar import DAY, zone_of
from posture_app.core.prompts import LoggedPrompt, Outcome, as_reminders
from posture_app.core.settings.reminder_kinds import GET_UP
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import SECOND, Bout, DayFinder, DayTotals, tallies
from posture_app.core.statistics.periods import Period

MINUTE, HOUR = 60, 3600
LONG_S, VERY_LONG_S = 30 * MINUTE, 60 * MINUTE
MARGIN = 2 * DAY
"""The figures of a day need the spans and prompts of so much time before and after it: those of its bouts that
reach beyond it. It is enough while no bout lasts longer than 22 hours, however far the person travels.
"""


class DayFigures(NamedTuple):
    """All that is needed of a day for the measures of any days; durations in seconds.

    Everything adds up over days but `totals.bouts` (a bout over the end of a day is in both), the longest bout and
    the first and last sitting. `bout_lengths_s` are the whole lengths of the bouts that began in the day, ascending.
    `prompted` are those of its breaks that a kept showing led to. `first_s` and `last_s` are what the clock on the wall
    showed when sitting began for the first time and ended for the last, in seconds since the midnight of its date; a
    last sitting that ended half past one at night has 25.5 hours. A day that is not `timed` is one of which another
    program told no more than its totals. `outcomes` count reminders: one that was missed again and again is one.
    `stand_ups` are those that asked to get up and were either kept or passed over, `stood_up` those that were kept.

    A NamedTuple, as years have thousands of them, and a tuple is made in a third of the time.
    """

    totals: DayTotals
    bout_lengths_s: tuple[int, ...] = ()
    prompted: int = 0
    outcomes: Mapping[Outcome, int] = MappingProxyType({})
    first_s: int | None = None
    last_s: int | None = None
    timed: bool = True
    stand_ups: int = 0
    stood_up: int = 0

    @property
    def day(self) -> date:
        return self.totals.day


@dataclass(frozen=True)  # without slots: what takes long is computed when it is asked for, and kept
class Measures:
    """The measures of some days together; durations in seconds, shares from 0 to 1, rates per hour of sitting. None is
    unknown: there was nothing to measure. Of `timed_days` of the known ones more is known than their totals: bouts and
    breaks are theirs, and `timed_s` is their sitting. All bouts are those that began in these days, whole; `long` are
    those of 30 minutes and more, `very_long` those of 60. `first_s` and `last_s` are medians of what the days have.
    """

    known_days: int
    timed_days: int
    sitting_s: int
    standing_s: int
    timed_s: int
    breaks: int
    prompted: int
    outcomes: Mapping[Outcome, int]
    day_lengths: Sequence[Sequence[int]] = field(repr=False)
    day_firsts: Sequence[int | None] = field(repr=False)
    day_lasts: Sequence[int | None] = field(repr=False)

    @cached_property
    def lengths(self) -> Sequence[int]:
        return sorted(chain.from_iterable(self.day_lengths))

    @property
    def bouts_begun(self) -> int:
        return len(self.lengths)

    @property
    def longest_begun_s(self) -> int | None:
        return self.lengths[-1] if self.lengths else None

    @property
    def long_bouts(self) -> int:
        return len(self._from(LONG_S))

    @property
    def long_share(self) -> float | None:
        return self._share(LONG_S)

    @property
    def very_long_bouts(self) -> int:
        return len(self._from(VERY_LONG_S))

    @property
    def very_long_share(self) -> float | None:
        return self._share(VERY_LONG_S)

    @cached_property
    def median_bout_s(self) -> float | None:
        return median(self.lengths) if self.lengths else None

    @cached_property
    def w50_s(self) -> float | None:
        return w50(self.lengths)

    @property
    def breaks_per_hour(self) -> float | None:
        return self.breaks * HOUR / self.timed_s if self.timed_s else None

    @property
    def fragmentation(self) -> float | None:
        return self.bouts_begun * HOUR / self._whole if self._whole else None

    @cached_property
    def first_s(self) -> float | None:
        return _median(self.day_firsts)

    @cached_property
    def last_s(self) -> float | None:
        return _median(self.day_lasts)

    @cached_property
    def _whole(self) -> int:
        return sum(self.lengths)

    def _from(self, least: int) -> Sequence[int]:
        return self.lengths[bisect_left(self.lengths, least) :]

    def _share(self, least: int) -> float | None:
        return sum(self._from(least)) / self._whole if self._whole else None

    @property
    def natural(self) -> int:
        """The breaks that no kept showing led to."""
        return self.breaks - self.prompted

    @property
    def asked(self) -> int:
        """How many reminders were either kept or passed over."""
        return asked(self.outcomes)

    @property
    def sitting_per_day_s(self) -> float | None:
        return self.sitting_s / self.known_days if self.known_days else None

    @property
    def standing_per_day_s(self) -> float | None:
        return self.standing_s / self.known_days if self.known_days else None

    @property
    def breaks_per_day(self) -> float | None:
        """Breaks per known day, those left out that are known by their totals only."""
        return self.breaks / self.timed_days if self.timed_days else None

    @property
    def prompted_share(self) -> float | None:
        return self.prompted / self.breaks if self.breaks else None

    @property
    def kept_share(self) -> float | None:
        return self.outcomes.get(Outcome.KEPT, 0) / self.asked if self.asked else None


def asked(outcomes: Mapping[Outcome, int]) -> int:
    """How many reminders were either kept or passed over: those that tell whether reminders are kept."""
    return sum(outcomes.get(outcome, 0) for outcome in (Outcome.KEPT, Outcome.MISSED, Outcome.SKIPPED))


def day_figures(
    spans: Iterable[Span], prompts: Iterable[LoggedPrompt], day_start: time, break_min: timedelta
) -> tuple[DayFigures, ...]:
    """The figures of every day that has a span, in order; spans as they were recorded, prompts in any order. A day
    without a span is unknown, and has none.
    """
    days = DayFinder(day_start)
    showings = sorted(prompts, key=lambda prompt: prompt.at)
    moments = [showing.at for showing in showings]
    reminders = list(as_reminders(showings))
    outcomes = _outcomes(reminders, days)
    stand_ups = _outcomes((one for one in reminders if any(GET_UP & {*shown.kinds} for shown in one)), days)
    return tuple(
        DayFigures(
            totals=tally.totals(day),
            bout_lengths_s=tuple(sorted([length // SECOND for length in tally.began])),
            prompted=sum(_led_to_a_break(ended, showings, moments) for ended in tally.ended),
            outcomes=_in_order(outcomes.get(day, {})),
            first_s=_reading(day, tally.first),
            last_s=_reading(day, tally.last),
            stand_ups=asked(stand_ups.get(day, {})),
            stood_up=stand_ups.get(day, Counter())[Outcome.KEPT],
        )
        for day, tally in tallies(spans, days, break_min)
    )


def within(days: Sequence[DayFigures], period: Period) -> Sequence[DayFigures]:
    """Those of the days, given in order, that belong to the period."""
    first = bisect_left(days, period.first, key=lambda figures: figures.day)
    return days[first : bisect_right(days, period.last, key=lambda figures: figures.day)]


def measure(days: Iterable[DayFigures]) -> Measures:
    """The measures of these days together, each given once."""
    every = tuple(days)
    totals, lengths, prompted, outcomes, firsts, lasts, timed, _, _ = zip(*every, strict=True) if every else ((),) * 9
    _, sitting, standing, _, breaks, _ = zip(*totals, strict=True) if totals else ((),) * 6
    return Measures(
        known_days=len(every),
        timed_days=sum(timed),
        sitting_s=sum(sitting),
        standing_s=sum(standing),
        timed_s=sum(compress(sitting, timed)),
        breaks=sum(breaks),
        prompted=sum(prompted),
        outcomes=_added(outcomes),
        day_lengths=lengths,
        day_firsts=firsts,
        day_lasts=lasts,
    )


def _added(days: Iterable[Mapping[Outcome, int]]) -> dict[Outcome, int]:
    sums: dict[Outcome, int] = {}
    for outcomes in days:
        for outcome, count in outcomes.items():
            sums[outcome] = sums.get(outcome, 0) + count
    return sums


def w50(lengths: Sequence[int]) -> float | None:
    """The time-weighted median of lengths in ascending order: half of their sum lies in those up to it, half in those
    from it on. Where it lies between two lengths, the middle of the two; None where the sum is zero.
    """
    sums = list(accumulate(lengths))
    if not sums or not sums[-1]:
        return None
    at = bisect_left(sums, sums[-1] / 2)
    if sums[at] * 2 == sums[-1]:
        return (lengths[at] + lengths[at + 1]) / 2
    return float(lengths[at])


def _led_to_a_break(bout: Bout, showings: Sequence[LoggedPrompt], moments: Sequence[datetime]) -> bool:
    """Whether the last of the showings in this bout, which a break ended, was kept."""
    last = bisect_right(moments, bout.end) - 1
    return last >= 0 and moments[last] >= bout.start and showings[last].outcome is Outcome.KEPT


def _outcomes(reminders: Iterable[Sequence[LoggedPrompt]], days: DayFinder) -> dict[date, Counter[Outcome]]:
    """What became of the reminders of each day, which is that of their first showing."""
    found: dict[date, Counter[Outcome]] = defaultdict(Counter)
    for first, *_ in reminders:
        if first.outcome is not None:
            found[days.of(first.at, first.zone)][first.outcome] += 1
    return found


def _in_order(found: Mapping[Outcome, int]) -> dict[Outcome, int]:
    """In the order of the enumeration, so that days with the same outcomes are written alike."""
    return {outcome: found[outcome] for outcome in Outcome if outcome in found}


def _reading(day: date, moment: tuple[datetime, str] | None) -> int | None:
    if moment is None:
        return None
    at, zone = moment
    local = at.astimezone(zone_of(zone))
    return (local.date() - day).days * 24 * HOUR + local.hour * HOUR + local.minute * MINUTE + local.second


def _median(values: Iterable[int | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
