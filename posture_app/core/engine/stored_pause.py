"""The pause and private mode as the log keeps them over a stop of the app."""

import logging
from datetime import datetime

from posture_app.core.ports import Recorder
from posture_app.core.settings.pauses import LONGEST_PAUSE
from posture_app.core.status import Status

PAUSE, PRIVATE = "pause", "private"
"""The keys under which the log keeps the pause and private mode."""
LONGEST_S = LONGEST_PAUSE * 60
"""The longest pause in minutes that one can ask for. Used for a pause that was kept without its length."""
Stored = dict[str, int | None]

_log = logging.getLogger(__name__)


def stored_pause(status: Status) -> Stored | None:
    """The pause as the log keeps it; None if there is none."""
    return _stored(status.pause_until, status.at) if status.paused else None


def stored_private(status: Status) -> Stored | None:
    """Private mode as the log keeps it; None if it is off."""
    return _stored(status.private_until, status.at) if status.private else None


class KeptPauses:
    """Has them stored whenever they change."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._paused: tuple[datetime | None, ...] | None = None
        self._private: tuple[datetime | None, ...] | None = None

    def begin(self, *, paused: bool = False, private: bool = False) -> None:
        """Begin with those that the log has, whatever they are: these are stored again."""
        self._paused = () if paused else None
        self._private = () if private else None

    def keep(self, status: Status) -> bool:
        """Store what has changed; whether private mode has ended."""
        paused = (status.pause_until,) if status.paused else None
        private, before = (status.private_until,) if status.private else None, self._private
        if paused != self._paused:
            self._paused = paused
            self._recorder.remember(PAUSE, stored_pause(status))
        if private != before:
            self._private = private
            self._recorder.remember(PRIVATE, stored_private(status))
        return before is not None and private is None


def read_pause(stored: object, now: datetime) -> tuple[bool, int | None]:
    """Whether a pause was on, and until when by the wall clock, which reads `now`; what cannot be read is no pause.

    It lasts no longer than it had left when it was stored: the clock may have been set back since.
    """
    return _read(stored, now, "the pause")


def read_private(stored: object, now: datetime) -> tuple[bool, int | None]:
    """The same for private mode."""
    return _read(stored, now, "the private mode")


def _stored(until: datetime | None, now: datetime) -> Stored:
    if until is None:
        return {"until": None}
    return {"until": int(until.timestamp()), "length": int((until - now).total_seconds())}


def _read(stored: object, now: datetime, what: str) -> tuple[bool, int | None]:
    match stored:
        case None:
            return False, None
        case {"until": None}:
            return True, None
        case {"until": int() as until, "length": int() as length}:
            return True, min(until, int(now.timestamp()) + length)
        case {"until": int() as until}:
            return True, min(until, int(now.timestamp()) + LONGEST_S)
        case _:
            _log.warning("%s that was kept cannot be read, and is over: %s", what, stored)
            return False, None
