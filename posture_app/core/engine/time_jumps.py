"""Whether the machine slept or its clock was set, found by comparing three clocks; no service has to tell."""

from enum import StrEnum

from posture_app.core.ports import Moment
from posture_app.core.value import value

SLEEP_SECONDS = 5.0
"""From this much on a lead of true time over waking time is a sleep; less is a hiccup of the machine."""
SET_SECONDS = 2.0
"""From this much on the wall clock was set (SITTING, section 2); less is its keeper's usual care."""
LATE_SECONDS = 60.0
"""A look that comes so much later than asked for tells that nothing ran meanwhile. Some clocks do not tell sleep."""


class JumpKind(StrEnum):
    """What can happen to time."""

    SLEPT = "slept"
    SET = "set"


@value
class Gap:
    """What happened to time, from `begin` to `end` by the true clock (alike where the clock was set).

    `shift` is by how many seconds the wall clock is now ahead of true time, in all since the first look.
    """

    kind: JumpKind
    begin: float
    end: float
    shift: int = 0


class Gaps:
    """Compares each look with the one before. `scale` is how fast the clocks looked at run against real time.

    Between the readings of two clocks a busy machine does other things: what is a hiccup is so in real time.
    """

    def __init__(self, first: Moment, *, scale: float = 1.0) -> None:
        self._last = first
        self._sleep, self._set_by, self._late = SLEEP_SECONDS * scale, SET_SECONDS * scale, LATE_SECONDS * scale
        self._ahead = _ahead(first)
        self._shift = 0

    def look(self, now: Moment, asked: float | None) -> tuple[Gap, ...]:
        """What happened since the last look; `asked` is the reading of the true clock at which one was due.

        The earlier part of the time since the last look counts as awake, the later one as asleep: the last look
        is when something happened, this one when the machine is back.
        """
        last, self._last = self._last, now
        return (*self._slept(last, now, asked), *self._set(now))

    def _slept(self, last: Moment, now: Moment, asked: float | None) -> tuple[Gap, ...]:
        begins = []
        asleep = (now.true - last.true) - (now.awake - last.awake)
        if asleep >= self._sleep:
            begins.append(max(last.true, now.true - asleep))
        if asked is not None and now.true - max(asked, last.true) > self._late:
            begins.append(max(asked, last.true))
        return (Gap(JumpKind.SLEPT, min(begins), now.true),) if begins else ()

    def _set(self, now: Moment) -> tuple[Gap, ...]:
        ahead = _ahead(now) - self._ahead
        if abs(ahead - self._shift) < self._set_by:
            return ()
        self._shift = round(ahead)
        return (Gap(JumpKind.SET, now.true, now.true, self._shift),)


def _ahead(moment: Moment) -> float:
    return moment.wall.timestamp() - moment.true
