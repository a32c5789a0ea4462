"""Prompts: the showings of reminders, the ways to show them, and what became of each."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from posture_app.core.value import value


class Outcome(StrEnum):
    """What became of a showing."""

    KEPT = "kept"
    """A break began when it was shown or later, before it was shown again or answered; or it was done at the desk."""
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    MISSED = "missed"
    """It was shown again."""
    AWAY = "away"
    """The break had begun before it was shown: nobody was there."""
    OPEN = "open"
    """The app stopped, or the record ended, first."""


class Way(StrEnum):
    """How a prompt asks, the quietest first."""

    SILENT = "silent"
    """At the tray icon only."""
    NOTIFICATION = "notification"
    CARD = "card"
    SCREEN = "screen"
    """The break screen."""

    def louder(self, steps: int) -> "Way":
        """The way so many steps on, as far as there is one."""
        ways = list(Way)
        return ways[min(len(ways) - 1, ways.index(self) + steps)]


class Hold(StrEnum):
    """A reason not to show prompts now."""

    CALL = "call"
    WATCHING = "watching"
    FULLSCREEN = "fullscreen"
    DND = "dnd"
    PAUSE = "pause"
    HOURS = "hours"
    DAY_OFF = "day_off"


@value
class Shown:
    """One showing of one reminder, or of several that were merged.

    `number` counts the showings of one run of the engine. `at` is in UTC, `zone` the IANA name in force, `sitting_s`
    the sitting of the running bout at that moment in seconds (for the prompt to sit down: the standing). `again` is
    true if it was shown before and not answered. `kind` is the reminder with the longest break, `also` are those
    merged into it, `length_s` is how long the break is, `rises` whether one gets up for it. `may_snooze` and
    `may_skip` tell whether these answers are still to be had, `asks` whether the prompt asks if it should come less
    often. `held` is what held it back for long, if anything did. `due` is since when it has waited for a pause in the
    input, if it did. `exercise` is the id of the one that it offers, which the engine leaves to others; empty: none.
    """

    number: int
    kind: str
    at: datetime
    zone: str
    sitting_s: int
    again: bool = False
    also: tuple[str, ...] = ()
    length_s: int = 120
    rises: bool = True
    way: Way = Way.NOTIFICATION
    may_snooze: bool = True
    may_skip: bool = True
    asks: bool = False
    held: Hold | None = None
    due: datetime | None = None
    exercise: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind, *self.also)


@value
class LoggedPrompt:
    """A showing as the log has it: the reminder it was for and those merged into it, its moment (UTC), the IANA name
    of the zone then in force, what became of it (None: not settled yet), and the exercise that it offered (empty:
    none).
    """

    kind: str
    also: tuple[str, ...]
    at: datetime
    zone: str
    outcome: Outcome | None
    exercise: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.kind, *self.also)


def as_reminders(showings: Iterable[LoggedPrompt]) -> Iterator[tuple[LoggedPrompt, ...]]:
    """Showings as figures count them, by time: those of a reminder that nobody answered, however often it was shown
    again, are one missed reminder; every other is one by itself.
    """
    run: list[LoggedPrompt] = []
    for showing in sorted(showings, key=lambda showing: showing.at):
        goes_on = run and run[-1].outcome is showing.outcome is Outcome.MISSED
        if run and not (goes_on and {*run[-1].kinds} & {*showing.kinds}):
            yield tuple(run)
            run = []
        run.append(showing)
    if run:
        yield tuple(run)
