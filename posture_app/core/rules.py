"""The figures the engine goes by: SITTING's settings, in seconds, and the table of reminders."""

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from posture_app.core.prompts import Way

Range = tuple[time, time]
WorkingHours = tuple[tuple[Range, ...], ...]
"""Monday first, seven entries of ranges in local time, each on the day on which it begins: one that does not end after
that ends on the next day, at 00:00 or later.
"""
DaysOff = tuple[tuple[date, date], ...]
"""First and last day of each run of days off, in order, none touching another."""
Times = tuple[tuple[time, ...], ...]
"""Monday first, seven entries of local times, each in order."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def over_midnight(span: Range) -> bool:
    """Whether a range ends on the day after that on which it begins, be it with its first moment."""
    first, last = span
    return last <= first


class Basis(StrEnum):
    """What is counted until a reminder is due."""

    UNBROKEN = "unbroken"
    """Sitting in the running bout."""
    SITTING = "sitting"
    """Sitting in all since it was last satisfied, over shorter breaks and days."""
    DAY = "day"
    """Sitting in the present day; once a day."""
    CLOCK = "clock"
    """Nothing: it is due when a clock time has struck."""
    STANDING = "standing"
    """Standing without a break, for those who alternate."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One row of the table: a kind of reminder, and what makes it due.

    `every` is seconds of what `basis` counts, `length` how long its break is, `rises` whether that is spent on one's
    feet, `repeats` whether it is shown again every `again_after` while nobody answers. `times` are for `Basis.CLOCK`.
    """

    kind: str
    basis: Basis
    every: int
    length: int
    way: Way = Way.NOTIFICATION
    rises: bool = True
    repeats: bool = True
    times: Times = ()


STAND, STRETCH, FEET, MICRO, POSTURE = "stand", "stretch", "feet", "micro", "posture"
RISE, SIT = "rise", "sit"
"""The two prompts of who alternates at a standing desk."""
NUDGES = (MICRO, POSTURE)
"""Reminders that nobody need answer."""
OWN = "own:"
"""The kind of a person's own reminder is this and its name."""

TABLE: tuple[Reminder, ...] = (
    Reminder(STAND, Basis.UNBROKEN, 1800, 120),
    Reminder(STRETCH, Basis.SITTING, 3600, 180),
    Reminder(FEET, Basis.DAY, 7200, 300, rises=False),
    Reminder(MICRO, Basis.SITTING, 1200, 20, Way.CARD, rises=False, repeats=False),
    Reminder(POSTURE, Basis.SITTING, 1800, 0, Way.SILENT, rises=False, repeats=False),
)
"""The bundled kinds with their defaults; where they come from: `core/engine/REMINDERS.md`."""


def alternation(sitting: int, standing: int, way: Way = Way.NOTIFICATION) -> tuple[Reminder, Reminder]:
    """The reminders of who stands `standing` seconds after each `sitting` seconds of sitting."""
    return (
        Reminder(RISE, Basis.UNBROKEN, sitting, standing, way),
        Reminder(SIT, Basis.STANDING, standing, 0, way, rises=False),
    )


@dataclass(frozen=True, slots=True)
class Rules:
    """Durations in seconds; `working_hours` None means always.

    `break_length` is that of a break announced while no prompt shows. Of limits None means that there is none:
    `snoozes_in_row` of one reminder, `skips_a_day` of all, `quiet_after` so many showings ignored, and
    `escalate_after` so many the next way to ask.
    """

    away_after: int = 300
    passive_limit: int = 7200
    break_min: int = 120
    break_length: int = 120
    again_after: int = 600
    snooze: int = 300
    day_start: time = time(4, 0)
    working_hours: WorkingHours | None = None
    days_off: DaysOff = ()
    reminders: tuple[Reminder, ...] = TABLE[:1]
    merge_within: int = 300
    spacing: int = 60
    snoozes_in_row: int | None = None
    skips_a_day: int | None = None
    quiet_after: int | None = None
    escalate_after: int | None = None

    def every(self, kind: str) -> int | None:
        """After how many seconds this kind is due; None if it is off."""
        return next((reminder.every for reminder in self.reminders if reminder.kind == kind), None)

    def with_stand(self, *, every: int | None = None, length: int | None = None) -> "Rules":
        """The same rules, of the stand-up reminder another interval or break."""
        changed = tuple(
            replace(
                reminder,
                every=reminder.every if every is None else every,
                length=reminder.length if length is None else length,
            )
            if reminder.kind == STAND
            else reminder
            for reminder in self.reminders
        )
        return replace(self, reminders=changed)
