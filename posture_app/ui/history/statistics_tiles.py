"""The figures of a month, a year or all years on tiles, each with what it means."""

from textwrap import wrap

from PySide6.QtWidgets import QWidget

from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.periods import Length
from posture_app.core.statistics.stats_words import (
    BREAKS_PER_HOUR,
    FIRST,
    KEPT,
    LAST,
    LONG_SHARE,
    LONGEST,
    PROMPTED_SHARE,
    SITTING,
    W50,
    Measure,
    change_words,
    days_words,
)
from posture_app.core.words import counted, goal_words
from posture_app.ui.kit.dates import full_day, long_day, month_name
from posture_app.ui.kit.tile import Tile, tile_grid

UNKNOWN = "–"
ACROSS = 3
LINE = 60
"""Letters in a line of a tooltip."""
GOAL_MEANING = (
    "On how many finished days you sat no longer than your goal. Days off and days without a record neither end a"
    " run of such days nor lengthen it."
)
KEPT_MEANING = (
    f"{KEPT.meaning} In the settings you can make a share of them your goal for each day; days off, days without a"
    " record and days without a reminder neither end a run of days that met it nor lengthen it."
)
MEANINGS: dict[str, str] = {
    "Average per day": SITTING.meaning,
    "Within your goal": GOAL_MEANING,
    "Reminders kept": KEPT_MEANING,
    "Longest sitting": LONGEST.meaning,
    "Long sittings": LONG_SHARE.meaning,
    "Typical sitting": W50.meaning,
    "Breaks": BREAKS_PER_HOUR.meaning,
    "Breaks after a reminder": PROMPTED_SHARE.meaning,
    "Usual hours": f"{FIRST.meaning} {LAST.meaning}",
}
"""The tiles in their order, and what each means."""


class StatisticsTiles(QWidget):
    """Nine tiles."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles = {name: Tile(name) for name in MEANINGS}
        grid = tile_grid(self, ACROSS)
        for place, (name, tile) in enumerate(self._tiles.items()):
            tile.setToolTip(wrapped(MEANINGS[name]))
            tile.setAccessibleDescription(MEANINGS[name])
            grid.addWidget(tile, *divmod(place, ACROSS))

    def show_record(self, record: PeriodRecord) -> None:
        """Show what this period amounts to; it has a known day."""
        self._show("Average per day", _said(SITTING, record), _average_remark(record))
        self._show("Within your goal", *_goal(record))
        self._show("Reminders kept", _said(KEPT, record), _kept_remark(record))
        self._show("Longest sitting", _said(LONGEST, record), _longest_remark(record))
        self._show("Long sittings", _said(LONG_SHARE, record), "of the time, in sittings of 30 min or more")
        self._show("Typical sitting", _said(W50, record), "half of the time is in longer ones")
        self._show("Breaks", _said(BREAKS_PER_HOUR, record), "per hour of sitting")
        breaks = counted(record.measures.breaks, "break")
        self._show("Breaks after a reminder", _said(PROMPTED_SHARE, record), f"of {breaks}")
        self._show("Usual hours", *_hours(record))

    def _show(self, name: str, value: str, remark: str) -> None:
        self._tiles[name].show_figure(value, remark)


def wrapped(text: str) -> str:
    """The text in lines: a tooltip does not break lines by itself."""
    return "\n".join(wrap(text, LINE))


def _said(measure: Measure, record: PeriodRecord) -> str:
    return measure.say(record.measures, unknown=UNKNOWN)


def _average_remark(record: PeriodRecord) -> str:
    if record.so_far:
        return "today so far"
    change = change_words(record.measures.sitting_per_day_s, record.measures_before.sitting_per_day_s)
    if change:
        joined = "as in" if change == "the same" else "than in"
        going_on = record.today in record.period
        return f"{change} {joined} {'early ' if going_on else ''}{month_name(record.before.first)}"
    today = ", without today" if len(record.finished) < len(record.days) else ""
    return f"over {days_words(len(record.finished))}{today}"


def _goal(record: PeriodRecord) -> tuple[str, str]:
    goal = f"{goal_words(record.goal.sitting_s)} or less"
    if record.so_far:
        return "So far" if record.goal.met(record.days[0]) else "Not today", goal
    progress = record.progress
    if not progress.days:
        return UNKNOWN, f"{goal}, days off left out"
    run = f"{record.streak} in a row now" if _goes_on(record) else f"{progress.longest} in a row at best"
    days = "day" if progress.days == 1 else "days"
    return f"{progress.met:,} of {progress.days:,}", f"{days} of {goal}, {run}"


def _kept_remark(record: PeriodRecord) -> str:
    of_all = f"of {counted(record.measures.asked, 'reminder')}" if record.measures.asked else "no reminders"
    progress = record.kept_progress
    if record.keep is None or progress is None:
        return of_all
    goal = f"{record.keep.percent} % of stand-ups"
    if record.so_far or not progress.days:
        return f"{of_all}; your goal: {goal}"
    run = f"{record.kept_streak} in a row now" if _goes_on(record) else f"{progress.longest} in a row at best"
    return f"{goal} on {progress.met:,} of {days_words(progress.days)}, {run}"


def _goes_on(record: PeriodRecord) -> bool:
    """Whether it is the present month."""
    return record.today in record.period and record.period.length is Length.MONTH


def _hours(record: PeriodRecord) -> tuple[str, str]:
    if record.measures.last_s is None:
        return UNKNOWN, ""
    remark = "today so far" if record.so_far else "from first to last sitting"
    return f"{_said(FIRST, record)} to {_said(LAST, record)}", remark


def _longest_remark(record: PeriodRecord) -> str:
    longest = max(record.counted, key=lambda figures: max(figures.bout_lengths_s, default=0))
    if not longest.bout_lengths_s:
        return ""
    if longest.day == record.today:
        return "today"
    return f"on {full_day(longest.day) if record.period.length is Length.RANGE else long_day(longest.day)}"
