"""A log that could not be opened at the start is opened as soon as it can be: a lock ends, a disk gets room again."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from posture_app.core.engine.runner import Alarm
from posture_app.core.errors import KnownError
from posture_app.core.ports import Loop
from posture_app.store.log.log import Log

NAME = "open the log"
FIRST_S, LONGEST_S = 1.0, 300.0
"""So soon it is tried again, each time after twice as long, and no later than that."""
_log = logging.getLogger(__name__)


class LateLog:
    """Tries to open the log with each change, and after a growing time; `opened` hears once what to tell of that."""

    def __init__(
        self,
        log: Log,
        alarm: Alarm,
        loop: Loop,
        *,
        now: Callable[[], datetime],
        opened: Callable[[Sequence[str]], None],
    ) -> None:
        self._log, self._alarm, self._loop, self._now, self._opened = log, alarm, loop, now, opened
        self._wait_s = FIRST_S
        self._asked = False

    def again(self) -> None:
        """Something has changed: try it once the loop is free, for the change is in the midst of being told."""
        if not self._asked:
            self._asked = True
            self._loop.soon(self._look)

    def plan(self) -> None:
        """Try it again after a while, if it is not open yet."""
        if self._log.waiting:
            self._alarm.once(NAME, self._wait_s, self._look)
            self._wait_s = min(2 * self._wait_s, LONGEST_S)

    def look(self) -> bool:
        """Try it now; whether it is open."""
        self._asked = False
        if not self._log.waiting:
            return True
        try:
            said = self._log.open_now(self._now())
        except KnownError as error:
            _log.info("the log cannot be opened yet: %s", error)
            return False
        self._alarm.cancel(NAME)
        self._opened(said)
        return True

    def _look(self) -> None:
        if not self.look():
            self.plan()
