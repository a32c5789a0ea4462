"""Prompts: the showings of a reminder, and what became of each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a showing."""

    KEPT = "kept"
    """A break began when it was shown or later, before it was shown again or answered otherwise."""
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    MISSED = "missed"
    """It was shown again."""
    AWAY = "away"
    """The break had begun before it was shown: nobody was there."""
    OPEN = "open"
    """The app stopped, or the record ended, first."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One showing of one reminder.

    `number` counts the showings of one run of the engine. `at` is in UTC, `zone` the IANA name in force, `sitting_s`
    the sitting of the running bout at that moment in seconds. `again` is true if the same reminder was shown before
    in this bout and not answered.
    """

    number: int
    kind: str
    at: datetime
    zone: str
    sitting_s: int
    again: bool = False
