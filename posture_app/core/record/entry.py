"""Entries: what was recorded, on its way out of one log or into another; and devices: whose record it is."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.spans import Origin, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.value import value


class DeviceKind(StrEnum):
    """What kind of source."""

    OWN = "own"
    """This computer."""
    COMPUTER = "computer"
    """Another one that runs the app."""
    IMPORT = "import"
    """What was read from a file of another program."""


ORIGINS = {
    DeviceKind.OWN: Origin.HERE,
    DeviceKind.COMPUTER: Origin.ELSEWHERE,
    DeviceKind.IMPORT: Origin.IMPORTED,
}


@value
class Device:
    """A source of the record. `uid` tells it from all others, in whatever log its rows lie; `name` is for people."""

    uid: str
    name: str
    kind: DeviceKind

    @property
    def origin(self) -> Origin:
        """How it is known what it has seen."""
        return ORIGINS[self.kind]

    @property
    def rank(self) -> tuple[bool, str]:
        """Which of two devices counts where both saw the same; the order is the same in every log."""
        return self.kind is DeviceKind.IMPORT, self.uid


@value
class PromptEntry:
    """A showing as the log has it: the reminder it was for and those merged into it, how it asked (None: not
    recorded), how long its break is, when it was shown (UTC; `zone` the IANA name then in force), the sitting by then
    (lengths in seconds), whether it was shown again, what became of it (None: not settled yet), since when it had
    waited for a pause in the input (None: it had not), and the exercise that it offered (empty: none, or not recorded).
    """

    kind: str
    also: tuple[str, ...]
    way: Way | None
    length_s: int | None
    at: datetime
    zone: str
    sitting_s: int
    again: bool
    outcome: Outcome | None
    due: datetime | None = None
    exercise: str = ""


What = Span | PromptEntry | Session | Correction | Note | DayTotals


class Entry(NamedTuple):
    """Something recorded, and whose record it is. This computer stands for itself like any other: which one is “this
    one” depends on the log that the entry is read into.
    """

    device: Device
    what: What
