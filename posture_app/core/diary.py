"""What a person adds to the record themselves: corrections, exercises done, notes."""

from dataclasses import dataclass
from datetime import date, datetime

from posture_app.core.spans import Posture


@dataclass(frozen=True, slots=True)
class Correction:
    """What the person said afterwards: from `start` to `end` they were in this posture, or (None) it was not them.

    Moments in UTC. `zone` is the IANA name of the time zone in which they said so, at `made`; of several for the same
    moment the one made last holds. One that was `undone` holds no longer. `id` is its row, 0 before it has one.
    """

    posture: Posture | None
    start: datetime
    end: datetime
    zone: str
    made: datetime
    undone: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """An exercise done: its id in the content, when (UTC; `zone` the IANA name then in force), for how many seconds,
    and whether to its end.
    """

    exercise: str
    at: datetime
    zone: str
    length_s: int
    completed: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A person's words on a day; `changed` (UTC) is when they last were."""

    day: date
    text: str
    changed: datetime
