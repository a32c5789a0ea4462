"""How an exercise comes to its end, and on which side it was done."""

from enum import StrEnum


class Ended(StrEnum):
    """How an exercise came to its end."""

    DONE = "done"
    """To its end, or so the person says."""
    STOPPED = "stopped"
    """Left before its end."""
    SKIPPED = "skipped"
    """In favour of another, or of none."""
    HURT = "hurt"
    """The person says so."""


class Side(StrEnum):
    """The side of the body that works."""

    RIGHT = "right"
    LEFT = "left"
