"""The four figures of a period on tiles, each with what it means."""

from posture_app.core.formats import full_day, long_day, number_words
from posture_app.core.language import N_, _, ngettext
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.statistics.stats_words import KEPT, LONGEST, SITTING, Measure, change_s, run_words
from posture_app.core.units import amount
from posture_app.core.words import duration, goal_words
from posture_app.ui.kit.tile import Tile, TileRow
from posture_app.ui.kit.tip import wrapped

UNKNOWN = "–"
AVERAGE, GOAL, LONG, REMINDERS = "average", "goal", "longest", "reminders"
TITLES: dict[str, str] = {
    AVERAGE: N_("Sitting a day"),
    GOAL: N_("Within your goal"),
    LONG: N_("Longest in one go"),
    REMINDERS: N_("Reminders kept"),
}
"""The tiles in their order."""
MEANINGS: dict[str, str] = {
    AVERAGE: SITTING.meaning,
    GOAL: N_(
        "On how many days you sat no longer than your goal; today counts as soon as it is above that. Days off and days"
        " without a record do not end or lengthen a run of such days."
    ),
    LONG: LONGEST.meaning,
    REMINDERS: N_(
        "Of the reminders that were kept, missed or skipped, the share that was kept. Snoozed ones wait, and do not"
        " count. In the settings you can make a share of them your goal for each day; days off, days without a record"
        " and days without a reminder do not end or lengthen a run of days that met it."
    ),
}


class PeriodTiles(TileRow):
    """Four tiles."""

    def __init__(self) -> None:
        self._named = {name: Tile(title) for name, title in TITLES.items()}
        super().__init__(*self._named.values())
        for name, tile in self._named.items():
            tile.setToolTip(wrapped(_(MEANINGS[name]), self.screen()))
            tile.setAccessibleDescription(_(MEANINGS[name]))

    def show_record(self, record: PeriodRecord, before: str) -> None:
        """Show what this period amounts to, against `before`; it has a known day."""
        for name, value, remark in figures_of(record, before):
            self._named[name].show_figure(value, remark)


def figures_of(record: PeriodRecord, before: str) -> tuple[tuple[str, str, str], ...]:
    """Each figure with its name, its value and a remark; the period, which has a known day, against `before`."""
    return (
        (AVERAGE, _said(SITTING, record), _average_remark(record, before)),
        (GOAL, *_goal(record)),
        (LONG, *_longest_of(record)),
        (REMINDERS, _said(KEPT, record), _kept_remark(record)),
    )


def _said(measure: Measure, record: PeriodRecord) -> str:
    return measure.say(record.measures, unknown=UNKNOWN)


def _average_remark(record: PeriodRecord, before: str) -> str:
    if record.so_far:
        return _("today so far")
    more_s = change_s(record.measures.sitting_per_day_s, record.measures_before.sitting_per_day_s)
    if more_s is not None and before:
        # Translators: {before} is a period, “in January”.
        text = _("as much as {before}") if not more_s else _("{length} more than {before}")
        if more_s < 0:
            text = _("{length} less than {before}")
        return text.format(length=duration(abs(more_s)), before=before)
    number = len(record.finished)
    text = ngettext("over {number} day", "over {number} days", number)
    if number < len(record.days):
        text = ngettext("over {number} day, without today", "over {number} days, without today", number)
    return text.format(number=number_words(number))


def _goal(record: PeriodRecord) -> tuple[str, str]:
    goal = _("{goal} or less").format(goal=goal_words(record.goal.sitting_s))
    if record.so_far:
        return _("Yes, so far") if record.goal.met(record.days[0]) else _("Not today"), goal
    progress = record.progress
    if not progress.days:
        return UNKNOWN, _("{goal}, days off left out").format(goal=goal)
    run = run_words(record.streak if record.goes_on else 0, progress.longest)
    value = _("{met} of {days}").format(met=number_words(progress.met), days=number_words(progress.days))
    days = ngettext("day of {goal}", "days of {goal}", progress.days).format(goal=goal)
    return value, _("; ").join(filter(None, (days, run)))


def _kept_remark(record: PeriodRecord) -> str:
    asked = record.measures.asked
    of_all = ngettext("of {number} reminder", "of {number} reminders", asked).format(number=number_words(asked))
    if not asked:
        of_all = _("no reminders")
    progress = record.kept_progress
    if record.keep is None or progress is None:
        return of_all
    percent = amount(record.keep.percent, "%")
    if record.so_far or not progress.days:
        return _("{reminders}; your goal: {percent} of reminders").format(reminders=of_all, percent=percent)
    run = run_words((record.kept_streak or 0) if record.goes_on else 0, progress.longest)
    text = ngettext(
        "{percent} of reminders on {met} of {number} day",
        "{percent} of reminders on {met} of {number} days",
        progress.days,
    )
    met = text.format(percent=percent, met=number_words(progress.met), number=number_words(progress.days))
    return _("; ").join(filter(None, (met, run)))


def _longest_of(record: PeriodRecord) -> tuple[str, str]:
    longest = max(record.days, key=_longest)
    if not longest.bout_lengths_s:
        return UNKNOWN, _("imported totals do not tell")
    length = duration(_longest(longest))
    if longest.day == record.today:
        return length, _("today")
    day = long_day(longest.day) if longest.day.year == record.today.year else full_day(longest.day)
    return length, _("on {day}").format(day=day)


def _longest(figures: DayFigures) -> int:
    return max(figures.bout_lengths_s, default=0)
