"""What is heard of a session besides what can be seen: a tone at its turns, and the steps, spoken."""

from enum import StrEnum
from typing import Protocol

from posture_app.core.session.plan import Beat, Phase

HELD_S = 3.0
"""A hold that is shorter has no tones: the next one would come before the last has faded."""


class Tone(StrEnum):
    """A tone, by the name of its sound."""

    HOLD = "hold"
    RELEASE = "release"
    SIDE = "side"
    END = "end"


class Cues(Protocol):
    """Makes itself heard, if the person wants that. It never blocks."""

    def turned(self, before: Beat | None, now: Beat | None) -> None:
        """One beat has followed another; None: there was none yet, or it has all been done."""

    def told(self, words: str) -> None:
        """Another step shows, or another side."""

    def over(self) -> None:
        """Nothing is to be heard any more."""


class Silence:
    """No cues."""

    def turned(self, before: Beat | None, now: Beat | None) -> None: ...
    def told(self, words: str) -> None: ...
    def over(self) -> None: ...


def tone(before: Beat | None, now: Beat | None) -> Tone | None:
    """The tone of this turn: at the start and the end of what is held or kept up, at a change of side, at the end."""
    if now is None:
        return Tone.END if before is not None else None
    if now.phase is Phase.SWITCH:
        return Tone.SIDE
    if _held(now):
        return Tone.HOLD
    return Tone.RELEASE if before is not None and _held(before) else None


def _held(beat: Beat) -> bool:
    return beat.phase in (Phase.HOLD, Phase.MOVE) and beat.seconds >= HELD_S
