"""What the page of reminders says of each: when it comes, and what it offers."""

from collections.abc import Sequence
from datetime import time

from posture_app.core.calendar import WEEKDAYS
from posture_app.core.language import _
from posture_app.core.settings.own_reminders import EXERCISE, Due, OwnReminder
from posture_app.core.settings.reminder_kinds import GROUPS, Basis
from posture_app.core.settings.settings import Settings
from posture_app.core.words import WAYS, listed

DOT = " · "
WEEK, RUN = 7, 3
"""Days of a week, and how many in a row are said as “Mon–Wed”."""


def summary(group: str, settings: Settings) -> str:
    """What this kind of reminder does, in a line; of one that is off, what it is for."""
    kind = GROUPS[group]
    if not getattr(settings, group):
        return _line("Off", kind.purpose)
    every, length = (getattr(settings, each.key) if each else 0 for each in (kind.every, kind.length))
    return _line(_(kind.summary).format(every=every, length=length), WAYS[kind.reminder(settings).way].lower())


def own_summary(own: OwnReminder) -> str:
    """The same of a reminder that the person made."""
    if not own.on:
        return _line("Off", due_words(own.due))
    return _line(due_words(own.due), f"for {own.length} min" if own.length else "", WAYS[own.way].lower())


def due_words(due: Due) -> str:
    """What makes it due: “After 45 min of sitting”, “Mon–Fri at 10:00 and 15:00”."""
    if due.basis is Basis.UNBROKEN:
        return f"After {due.minutes} min of unbroken sitting"
    if due.basis is not Basis.CLOCK:
        return f"After {due.minutes} min of sitting"
    return ", ".join(
        f"{_days_words(days)} at {listed([f'{at:%H:%M}' for at in times])}" for days, times in days_by_times(due)
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
        return f"Offers “{dict(exercises).get(wanted, wanted)}”."
    if own.offers == "text":
        return ""
    return f"Offers exercises for {region_words(own.offers)}."


def region_words(offers: str) -> str:
    """What an exercise is for, in the middle of a sentence: “the feet”, “the upper back”, “the whole body”."""
    return f"the {offers.replace('_', ' ')}"


def _days_words(days: Sequence[int]) -> str:
    if len(days) == WEEK:
        return "Every day"
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names: list[str] = []
    for run in runs:
        short = [WEEKDAYS[day].title() for day in run]
        names += [f"{short[0]}–{short[-1]}"] if len(run) >= RUN else short
    return listed(names)


def _line(*parts: str) -> str:
    return DOT.join(part for part in parts if part)
