"""Spans: the only thing that the log keeps of a person's time."""

from datetime import datetime, timedelta
from enum import StrEnum

from posture_app.core.value import value


class Posture(StrEnum):
    """What a present person does."""

    SITTING = "sitting"
    STANDING = "standing"


AWAY = "away"
"""The command line's word for a time in which it was not the person."""


class EndedBy(StrEnum):
    """Why a span ended."""

    IDLE = "idle"
    LOCKED = "locked"
    SLEPT = "slept"
    STOPPED = "stopped"
    CRASHED = "crashed"
    STOOD = "stood"
    SAT = "sat"
    UP = "up"
    CLOCK = "clock"


class Origin(StrEnum):
    """How it is known what a person did."""

    HERE = "here"
    """This computer saw it."""
    ELSEWHERE = "elsewhere"
    """Another computer of theirs saw it."""
    IMPORTED = "imported"
    """Another program saw it."""
    CORRECTED = "corrected"
    """They said so afterwards."""


@value
class Span:
    """The longest interval of one posture, in wall-clock readings whose difference is its true length.

    `start` and `end` are aware datetimes in UTC. `ended_by` is None while the span is open. `zone` is the IANA name
    of the time zone in force at its start. `gap` is the true time since the span before it ended, given only
    where the wall clock was set in between, so that the two readings do not tell it. `origin` is how it is known.
    """

    posture: Posture
    start: datetime
    end: datetime
    ended_by: EndedBy | None
    zone: str
    gap: timedelta | None = None
    origin: Origin = Origin.HERE

    @property
    def length(self) -> timedelta:
        """How long it lasted, in true time."""
        return self.end - self.start
