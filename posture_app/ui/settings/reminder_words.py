"""What the page of reminders says of each: when it comes, and what it offers."""

from collections.abc import Sequence
from datetime import time

from posture_app.core.content.exercises import REGION_NAMES, Region
from posture_app.core.formats import listed, time_words, weekday_short
from posture_app.core.language import N_, _, labelled, sentence, sentences
from posture_app.core.prompts import Way
from posture_app.core.settings.own_reminders import EXERCISE, Due, OwnReminder
from posture_app.core.settings.reminder_kinds import GROUPS, Basis
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.core.units import amount
from posture_app.core.words import minutes_words

DOT = " · "
ASKS = {
    Way.SILENT: N_("silent"),
    Way.NOTIFICATION: N_("notification"),
    Way.CARD: N_("card"),
    Way.SCREEN: N_("break screen"),
}
"""How it asks, as the last part of a line."""
WEEK, RUN = 7, 3
"""Days of a week, and how many in a row are said as “Mon–Wed”."""


def summary(group: str, settings: Settings) -> str:
    """What this kind of reminder does, in a line; of one that is off, what it is for."""
    kind = GROUPS[group]
    if not getattr(settings, group):
        return _("Off · {purpose}").format(purpose=_(kind.purpose))
    every, length = (
        amount(getattr(settings, each.key), each.unit) if each else "" for each in (kind.every, kind.length)
    )
    return _line(_(kind.summary).format(every=every, length=length), _(ASKS[kind.reminder(settings).way]))


def own_summary(own: OwnReminder) -> str:
    """The same of a reminder that the person made."""
    if not own.on:
        return _line(_("Off"), due_words(own.due))
    length = _("for {length}").format(length=minutes_words(own.length)) if own.length else ""
    return _line(due_words(own.due), length, _(ASKS[own.way]))


def why_no_break(key: str, settings: Settings) -> str:
    """Why a break as long as this setting says is none; empty if it is one, or the setting is another."""
    if key != "break_length" or settings.break_length >= settings.break_min:
        return ""
    least = TABLE["break_min"]
    return sentences(sentence(labelled(_(least.label), amount(settings.break_min, "min"))), _(least.help))


def due_words(due: Due) -> str:
    """What makes it due: “After 45 min of sitting”, “Mon–Fri at 10:00 and 15:00”."""
    if due.basis is Basis.UNBROKEN:
        return _("After {length} of unbroken sitting").format(length=minutes_words(due.minutes))
    if due.basis is not Basis.CLOCK:
        return _("After {length} of sitting").format(length=minutes_words(due.minutes))
    # Translators: weekdays and times: “Mon–Fri at 10:00 and 15:00”.
    text = _("{days} at {times}")
    return _("; ").join(
        text.format(days=_days_words(days), times=listed([time_words(at) for at in times]))
        for days, times in days_by_times(due)
    )


def days_by_times(due: Due) -> list[tuple[list[int], tuple[time, ...]]]:
    """The clock times, each with all the weekdays (Monday 0) that have the same."""
    found: dict[tuple[time, ...], list[int]] = {}
    for day, times in enumerate(due.times):
        if times:
            found.setdefault(times, []).append(day)
    return [(days, times) for times, days in found.items()]


def offer_words(own: OwnReminder, exercises: Sequence[tuple[str, str]]) -> str:
    """What it offers besides its text; empty if nothing. `exercises` are ids and names."""
    if own.offers.startswith(EXERCISE):
        wanted = own.offers.removeprefix(EXERCISE)
        return _("Offers “{exercise}”.").format(exercise=dict(exercises).get(wanted, wanted))
    if own.offers == "text":
        return ""
    if own.offers == "feet":
        return _("Offers foot exercises.")
    # Translators: {region} is a part of the body: “Offers exercises: Upper back.”
    return _("Offers exercises: {region}.").format(region=_(REGION_NAMES[Region(own.offers)]))


def _days_words(days: Sequence[int]) -> str:
    if len(days) == WEEK:
        return _("Every day")
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names: list[str] = []
    for run in runs:
        short = [weekday_short(day) for day in run]
        # Translators: from one weekday to another.
        text = _("{first}–{last}").format(first=short[0], last=short[-1])
        names += [text] if len(run) >= RUN else short
    return listed(names)


def _line(*parts: str) -> str:
    return DOT.join(part for part in parts if part)
