"""Whether the machine slept or its clock was set, found by comparing three clocks; no service has to say so."""

from enum import StrEnum

from posture_app.core.ports import Moment
from posture_app.core.value import value

SLEEP_SECONDS = 5.0
"""If true time gains so much on waking time, the machine slept; less is a hiccup."""
SET_SECONDS = 2.0
"""If the wall clock moves so much against true time, it was set (SITTING, section 2); less is the usual adjustment."""
LATE_SECONDS = 60.0
"""If a look comes so much later than asked for, nothing ran meanwhile. Some clocks do not show sleep."""


class JumpKind(StrEnum):
    """How time can jump."""

    SLEPT = "slept"
    SET = "set"


@value
class TimeJump:
    """A jump from `begin` to `end` by the true clock (both the same if the clock was set).

    `shift` is by how many seconds the wall clock is now ahead of true time, in all since the first look.
    """

    kind: JumpKind
    begin: float
    end: float
    shift: int = 0


class TimeJumps:
    """Compares each look at the clocks with the one before. `scale` is how fast they run against real time: a busy
    machine may do other things between the readings of two clocks, and the limits are in real time.
    """

    def __init__(self, first: Moment, *, scale: float = 1.0) -> None:
        self._last = first
        self._sleep, self._set_by, self._late = SLEEP_SECONDS * scale, SET_SECONDS * scale, LATE_SECONDS * scale
        self._ahead = _ahead(first)
        self._shift = 0

    def look(self, now: Moment, due: float | None) -> tuple[TimeJump, ...]:
        """What happened since the last look; `due` is the reading of the true clock at which one was due.

        The earlier part of the time since the last look counts as awake, the later one as asleep: the last look
        is when something happened, this one when the machine is back.
        """
        last, self._last = self._last, now
        return (*self._slept(last, now, due), *self._set(now))

    def _slept(self, last: Moment, now: Moment, due: float | None) -> tuple[TimeJump, ...]:
        begins = []
        asleep = (now.true - last.true) - (now.awake - last.awake)
        if asleep >= self._sleep:
            begins.append(max(last.true, now.true - asleep))
        if due is not None and now.true - max(due, last.true) > self._late:
            begins.append(max(due, last.true))
        return (TimeJump(JumpKind.SLEPT, min(begins), now.true),) if begins else ()

    def _set(self, now: Moment) -> tuple[TimeJump, ...]:
        ahead = _ahead(now) - self._ahead
        if abs(ahead - self._shift) < self._set_by:
            return ()
        self._shift = round(ahead)
        return (TimeJump(JumpKind.SET, now.true, now.true, self._shift),)


def _ahead(moment: Moment) -> float:
    return moment.wall.timestamp() - moment.true
