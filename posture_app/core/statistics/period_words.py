"""What a period amounts to, in plain words: sitting a day, against the period before, and the goal."""

from posture_app.core.formats import number_words
from posture_app.core.language import _, ngettext, sentences
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.value import value
from posture_app.core.words import duration

MINUTE = 60


@value
class PeriodNames:
    """A period as it stands in a sentence, “in February”, and the one before, “in January”; that is "" where there is
    none to compare with.
    """

    when: str
    before: str = ""


def sentence(record: PeriodRecord, names: PeriodNames) -> str:
    """What to know first of a period; "" if nothing is known of it. Lengths are compared in full minutes, as they are
    written, so that they add up with the figures beside them.
    """
    sat_s = record.measures.sitting_per_day_s
    if sat_s is None:
        return ""
    if record.so_far:
        text = _("You sat {length} so far today, the only day with a record {when}.")
        return text.format(length=duration(sat_s), when=names.when)
    return sentences(_average(sat_s, record.measures_before.sitting_per_day_s, names), _goal(record))


def _average(sat_s: float, before_s: float | None, names: PeriodNames) -> str:
    if before_s is None or not names.before:
        text, more_s = _("You sat {length} a day {when}."), 0
    else:
        more_s = (int(sat_s) // MINUTE - int(before_s) // MINUTE) * MINUTE
        text = (
            _("You sat {length} a day {when}, {difference} more than {before}.")
            if more_s > 0
            else _("You sat {length} a day {when}, {difference} less than {before}.")
            if more_s < 0
            else _("You sat {length} a day {when}, as much as {before}.")
        )
    return text.format(length=duration(sat_s), when=names.when, difference=duration(abs(more_s)), before=names.before)


def _goal(record: PeriodRecord) -> str:
    """On how many days the goal was met. A day off is none that counts, and then “every day” would not be true."""
    met, days = record.progress.met, record.progress.days
    if not days:
        return ""
    if days == len(record.judged):
        if met == days:
            return _("Every day was within your goal.") if days > 1 else _("That day was within your goal.")
        text = ngettext(
            "{met} of {number} day was within your goal.", "{met} of {number} days were within your goal.", days
        )
    else:
        text = ngettext(
            "Without days off, {met} of {number} day was within your goal.",
            "Without days off, {met} of {number} days were within your goal.",
            days,
        )
    return text.format(met=number_words(met), number=number_words(days))
