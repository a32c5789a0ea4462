"""Statistics in words and in the letters of a terminal: sentences, small bars, a report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from posture_app.core.rules import WEEKDAYS
from posture_app.core.statistics.goals import GoalProgress
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.measure_words import MEASURES, Unit, written
from posture_app.core.statistics.measures import Measures
from posture_app.core.statistics.patterns import WeekdayAverage
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.trends import LEAST_DAYS, Direction, Trend
from posture_app.core.words import duration

MINUTE, HOUR = 60, 3600
RATES = ((1, "a day"), (7, "a week"), (30, "in 30 days"), (365, "in 365 days"))
NAME, FIGURE = 32, 12
"""Widths of columns of the summary."""
BEFORE_BAR = 71
"""The width of a row of the table without its bar."""
SHORTEST_BAR, LONGEST_BAR = 6, 24


@dataclass(frozen=True, slots=True)
class Letters:
    """What a terminal can write: the steps of a bar from empty to full, and the sign for what is unknown."""

    steps: str
    unknown: str


BLOCKS = Letters(" ▏▎▍▌▋▊▉█", "–")
PLAIN = Letters(" #", "-")


def letters_for(encoding: str | None) -> Letters:
    """The finest letters that this encoding has."""
    try:
        (BLOCKS.steps + BLOCKS.unknown).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS


def bar(share: float, width: int, letters: Letters) -> str:
    """A bar of a share from 0 to 1, as wide as it is long; what is not nothing shows at least the smallest step."""
    finest = len(letters.steps) - 1
    steps = round(min(1.0, max(0.0, share)) * width * finest)
    if share > 0:
        steps = max(1, steps)
    full, rest = divmod(steps, finest)
    return letters.steps[-1] * full + (letters.steps[rest] if rest else "")


def trend_sentence(found: Trend) -> str:
    """Where the sitting is going, in the shortest time in which it changes by a minute at the least."""
    if found.slope is None or found.low is None or found.high is None:
        some = "No finished day has" if not found.days else f"Only {days_words(found.days)}"
        have = "" if not found.days else " has" if found.days == 1 else " have"
        return f"{some}{have} a record; a trend takes {LEAST_DAYS}."
    if found.direction is Direction.NO_CLEAR:
        return "Your sitting has no clear trend."
    size = abs(found.slope)
    days, per = next((each for each in RATES if size * each[0] >= MINUTE), RATES[-1])
    low, high = sorted(abs(end) * days / MINUTE for end in (found.low, found.high))
    by = f"{_minutes(size * days / MINUTE)} min {per}"
    return f"Your sitting is {found.direction.value} by {by} (95 % interval {_minutes(low)} to {_minutes(high)})."


def change_words(now_s: float | None, before_s: float | None) -> str:
    """How a length differs from one before it: “24 min more”; empty if either is unknown. The difference is that of
    full minutes, as both are shown.
    """
    if now_s is None or before_s is None:
        return ""
    difference = (int(now_s) // MINUTE - int(before_s) // MINUTE) * MINUTE
    if not difference:
        return "the same"
    return f"{duration(abs(difference))} {'more' if difference > 0 else 'less'}"


def goal_sentence(found: GoalProgress, goal: str) -> str:
    """On how many days this goal was met, and how many in a row."""
    if not found.days:
        return f"Goal ({goal}): no finished day that counts yet."
    runs = f"{found.current} in a row, at best {found.longest}"
    return f"Goal ({goal}): met on {found.met} of {days_words(found.days)}; {runs}."


def counted(count: int, what: str) -> str:
    """“1 break”, “5 breaks”, “1,200 breaks”."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def days_words(count: int) -> str:
    """“1 day”, “5 days”."""
    return counted(count, "day")


def part_name(part: Period, by: Length) -> str:
    """A row of the table: “Mon 2026-03-02”, “2026-03-02..08”, “2026-03”, “2026”. What is cut off has its days."""
    first, last = part.first, part.last
    if by is Length.DAY:
        return f"{WEEKDAYS[first.weekday()].title()} {first}"
    if part.length is Length.YEAR:
        return f"{first:%Y}"
    if part.length is Length.MONTH:
        return f"{first:%Y-%m}"
    if first == last:
        return f"{first}"
    return f"{first}..{last:%d}" if first.month == last.month else f"{first}..{last:%m-%d}"


def report(record: PeriodRecord, by: Length, letters: Letters, width: int) -> Iterator[str]:
    """The lines of `posture-app stats`, at most `width` letters wide where that can be."""
    period = record.period
    yield f"{period.first} to {period.last}, {days_words(len(period))}: {_known(len(record.days))}"
    if not record.days:
        return
    yield ""
    yield from _table(list(record.rows(by)), by, letters, width)
    if by is not Length.DAY:
        yield "Hours and minutes; sitting, standing and breaks are averages of a day."
    if any(figures.day == record.today for figures in record.days):
        yield "Today is in it as far as it has come."
    if told := sum(not figures.timed for figures in record.days):
        yield f"{days_words(told)} imported, of which no more than the total is known."
    yield ""
    yield from _summary(record, letters)
    yield ""
    yield "Sitting by weekday"
    yield from _weekdays(record.weekdays, letters)
    yield ""
    yield trend_sentence(record.trend)
    yield goal_sentence(record.progress, f"{record.goal.sitting_s / HOUR:g} h a day or less")
    if record.keep is not None and record.kept_progress is not None:
        yield goal_sentence(record.kept_progress, f"{record.keep.percent} % of stand-ups kept or more")
    if change := change_words(record.measures.sitting_per_day_s, record.measures_before.sitting_per_day_s):
        yield f"Sitting a day against the {days_words(len(record.before))} before: {change}."


def _known(days: int) -> str:
    return f"{days_words(days)} with a record." if days else "nothing is recorded."


def _table(rows: list[tuple[Period, Measures]], by: Length, letters: Letters, width: int) -> Iterator[str]:
    wide = min(LONGEST_BAR, max(SHORTEST_BAR, width - BEFORE_BAR))
    counts = "" if by is Length.DAY else "days"
    right = f"{'standing':>9}{'breaks':>8}{'longest':>9}{'W50':>6}{'kept':>6}"
    yield f"{'':19}{counts:>4}{'sitting':>9} {'':{wide}}{right}"
    most = max((found.sitting_per_day_s or 0 for _, found in rows), default=0) or 1
    for part, found in rows:
        sat, breaks, days = found.sitting_per_day_s, found.breaks_per_day, found.known_days
        drawn = bar((sat or 0) / most, wide, letters)
        unknown = letters.unknown
        figures = (
            (9, _clock(found.standing_s / days if days else None, unknown)),
            (8, unknown if breaks is None else f"{breaks:.{0 if by is Length.DAY else 1}f}"),
            (9, _clock(found.longest_begun_s, unknown)),
            (6, _clock(found.w50_s, unknown)),
            (6, unknown if found.kept_share is None else written(found.kept_share, Unit.SHARE)),
        )
        right = "".join(f"{text:>{places}}" for places, text in figures)
        yield f"{part_name(part, by):19}{days if counts else '':>4}{_clock(sat, unknown):>9} {drawn:{wide}}{right}"


def _summary(record: PeriodRecord, letters: Letters) -> Iterator[str]:
    """The measures, beside those of the period before."""
    now, before = record.measures, record.measures_before
    what = "today so far" if record.so_far else f"{days_words(now.known_days)} without today"
    if record.so_far or all(figures.day != record.today for figures in record.days):
        what = what.removesuffix(" without today")
    yield f"{'':{NAME}}{what:<{FIGURE * 2}}before ({days_words(before.known_days)} of {len(record.before)})"
    for each in MEASURES:
        texts = [each.say(found, unknown=letters.unknown) for found in (now, before)]
        yield f"{each.name:{NAME}}{texts[0]:<{FIGURE * 2}}{texts[1]}"
    breaks = [_breaks(found, letters) for found in (now, before)]
    yield f"{'Breaks':{NAME}}{breaks[0]:<{FIGURE * 2}}{breaks[1]}"


def _breaks(found: Measures, letters: Letters) -> str:
    if not found.timed_days:
        return letters.unknown
    return f"{found.breaks}, {found.prompted} reminded of"


def _weekdays(averages: tuple[WeekdayAverage, ...], letters: Letters) -> Iterator[str]:
    most = max((average.sitting_s or 0 for average in averages), default=0) or 1
    for name, average in zip(WEEKDAYS, averages, strict=True):
        if average.sitting_s is None:
            yield f"{name.title()}  {letters.unknown:>10}"
        else:
            drawn = bar(average.sitting_s / most, LONGEST_BAR, letters)
            days = days_words(average.known_days)
            yield f"{name.title()}  {duration(average.sitting_s):>10} {drawn:{LONGEST_BAR}} {days}"


def _clock(seconds: float | None, unknown: str) -> str:
    """A length in a column: “6:12”."""
    if seconds is None:
        return unknown
    hours, minutes = divmod(timedelta(seconds=int(seconds)) // timedelta(minutes=1), 60)
    return f"{hours}:{minutes:02}"


def _minutes(value: float) -> str:
    return f"{value:.0f}" if value >= 1 else f"{value:.1f}"
