"""How the page of reminders puts them: a title for each kind, and a line that sums its settings up."""

import re
from collections.abc import Sequence
from datetime import time

from posture_app.core.prompts import Way
from posture_app.core.rules import FEET, MICRO, POSTURE, STAND, STRETCH, WEEKDAYS, Basis
from posture_app.core.settings.own_reminders import EXERCISE, Due, Own
from posture_app.core.settings.reminder_settings import ALTERNATE
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.core.words import WAYS

TITLES = {
    STAND: "Get up",
    STRETCH: "Stretch",
    FEET: "Move your feet",
    MICRO: "Look away",
    POSTURE: "Change how you sit",
    ALTERNATE: "Standing desk",
}
DOT = " · "
WEEK, RUN = 7, 3
"""Days of a week, and how many in a row are said as “Mon–Wed”."""
_LONG, _BREAK = re.compile(r"(\S{14})(?=\S)"), "\N{ZERO WIDTH SPACE}"


def summary(kind: str, settings: Settings) -> str:
    """What this kind does, in a line; of one that is off, what it is for."""
    if not getattr(settings, kind):
        return f"Off{DOT}{TABLE[kind].help}"
    when = {
        STAND: f"After {settings.stand_every} min of unbroken sitting",
        STRETCH: f"Every {settings.stretch_every} min of sitting",
        FEET: f"Once a day, after {settings.feet_every} min of sitting",
        MICRO: f"Every {settings.micro_every} min of sitting",
        POSTURE: f"Every {settings.posture_every} min of sitting",
        ALTERNATE: f"{settings.sit_for} min sitting, {settings.stand_for} min standing",
    }
    length = {
        STAND: f"for {settings.break_length} min",
        STRETCH: f"for {settings.stretch_length} min",
        FEET: f"for {settings.feet_length} min",
        MICRO: f"for {settings.micro_length_s} s",
    }
    return _line(when[kind], length.get(kind, ""), WAYS[Way(getattr(settings, f"{kind}_way"))].lower())


def own_summary(own: Own) -> str:
    """The same of one of the person's own."""
    if not own.on:
        return f"Off{DOT}{due_words(own.due)}"
    return _line(due_words(own.due), f"for {own.length} min" if own.length else "", WAYS[own.way].lower())


def due_words(due: Due) -> str:
    """What makes it due: “After 45 min of sitting”, “Mon–Fri at 10:00 and 15:00”."""
    if due.basis is Basis.UNBROKEN:
        return f"After {due.minutes} min of unbroken sitting"
    if due.basis is not Basis.CLOCK:
        return f"After {due.minutes} min of sitting"
    return ", ".join(
        f"{_days_words(days)} at {_listed([f'{at:%H:%M}' for at in times])}" for days, times in days_of(due)
    )


def days_of(due: Due) -> list[tuple[list[int], tuple[time, ...]]]:
    """The clock times, each with all the weekdays (Monday 0) that have the same."""
    found: dict[tuple[time, ...], list[int]] = {}
    for day, times in enumerate(due.times):
        if times:
            found.setdefault(times, []).append(day)
    return [(days, times) for times, days in found.items()]


def offer_words(own: Own, exercises: Sequence[tuple[str, str]]) -> str:
    """What it offers besides its text; empty if nothing. `exercises` are ids and names."""
    if own.offers.startswith(EXERCISE):
        wanted = own.offers.removeprefix(EXERCISE)
        return f"Offers “{dict(exercises).get(wanted, wanted)}”."
    if own.offers == "text":
        return ""
    return f"Offers exercises for {region_words(own.offers)}."


def region_words(offers: str) -> str:
    """What an exercise is for, in the middle of a sentence: “the feet”, “the upper back”, “the whole body”."""
    return f"the {'foot' if offers == 'foot' else offers.replace('_', ' ')}"


def breakable(text: str) -> str:
    """The same, with places where a word that is too long for a line can be broken."""
    return _LONG.sub(f"\\1{_BREAK}", text)


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
    return _listed(names)


def _listed(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _line(*parts: str) -> str:
    return DOT.join(part for part in parts if part)
