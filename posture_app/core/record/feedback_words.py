"""What the app says back: after a break, and at the end of the working day."""

from datetime import datetime

from posture_app.core.calendar import work_ends
from posture_app.core.record.day_record import DayRecord
from posture_app.core.settings.settings import Settings
from posture_app.core.status import State, Status
from posture_app.core.words import duration

FRESH_S = 600
"""The word about a break is in place for so many seconds of sitting after it."""
PRESENT = (State.SITTING, State.STANDING)


def break_over(before: Status, after: Status) -> bool:
    """Whether a break that had been announced has come to its end."""
    ends = before.up_until
    return before.state is State.UP and ends is not None and ends <= after.at and after.state is not State.UP


def break_taken(before: Status, after: Status, break_min_s: int) -> int | None:
    """The length of the break, in seconds, that somebody has just come back from; None if there was none, or nobody
    knows.
    """
    if before.private or before.state in PRESENT or after.state not in PRESENT or before.since is None:
        return None
    gone = int((after.at - before.since).total_seconds())
    return gone if gone >= break_min_s else None


def welcome(gone_s: int, day: DayRecord) -> str:
    """A quiet word on what the break did for the day."""
    so_far = f"A break of {duration(gone_s)}"
    if day.asked:
        return f"{so_far} · {kept_words(day)}"
    breaks = day.totals.breaks
    return f"{so_far} · {breaks} {'break' if breaks == 1 else 'breaks'} today" if breaks else so_far


def kept_words(day: DayRecord) -> str:
    """“6 of 8 reminders kept today”."""
    return f"{day.kept} of {day.asked} {'reminder' if day.asked == 1 else 'reminders'} kept today"


def summary(day: DayRecord) -> str:
    """The day in one line, for its end."""
    totals = day.totals
    parts = [
        f"{duration(totals.sitting_s)} sitting, {duration(totals.longest_bout_s)} at the longest",
        f"{totals.breaks} {'break' if totals.breaks == 1 else 'breaks'}",
    ]
    if totals.standing_s:
        parts.insert(1, f"{duration(totals.standing_s)} standing")
    if day.asked:
        parts.append(kept_words(day).removesuffix(" today"))
    return f"{'; '.join(parts)}."


def summary_due(now: datetime, settings: Settings, zone: str) -> datetime | None:
    """When today's summary is to come (UTC); None if not today, or no more."""
    if not settings.daily_summary or settings.working_hours is None:
        return None
    ends = work_ends(now, zone, settings.working_hours, settings.days_off)
    return ends if ends is not None and ends > now else None
