"""A log that is not open yet when the app starts is opened as soon as it can be: it is long and all of it has to be
looked at, or a lock ends, or a disk gets room again.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from posture_app.core.engine.alarm import Alarm
from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.language import N_
from posture_app.core.ports import Loop
from posture_app.store.log.log import Log
from posture_app.upkeep.worker import PATIENCE_S, Worker

NAME = "open the log"
FIRST_S, LONGEST_S = 1.0, 300.0
"""So soon it is tried again, each time after twice as long, and no later than that."""
LATER = N_("The app tries again by itself, and keeps in memory what it records until then.")
OPENED = N_("The log {path} has been opened; what was recorded meanwhile is kept.")
"""What to tell while it is not open, and once it is."""
_log = logging.getLogger(__name__)


class LateLog:
    """Tries to open the log with each change, and after a growing time. The worker looks at the file.

    `opened` hears once what to tell of that; `failed` hears each time why it is not open.
    """

    def __init__(
        self,
        log: Log,
        worker: Worker,
        alarm: Alarm,
        loop: Loop,
        *,
        now: Callable[[], datetime],
        opened: Callable[[Sequence[str]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._log, self._worker, self._alarm, self._loop = log, worker, alarm, loop
        self._now, self._opened, self._failed = now, opened, failed
        self._wait_s = FIRST_S
        self._asked = False
        self._notices: tuple[str, ...] = ()

    def again(self) -> None:
        """Something has changed: try it once the loop is free, for the change is in the midst of being told."""
        if not self._asked:
            self._asked = True
            self._loop.soon(self._try)

    def plan(self) -> None:
        """Try it again after a while, if it is not open yet."""
        if self._log.waiting:
            self._alarm.once(NAME, self._wait_s, self.again)
            self._wait_s = min(2 * self._wait_s, LONGEST_S)

    def close(self) -> None:
        """The app ends: open it now, if it can be. If the worker is still at the file after PATIENCE_S, it is left
        alone.
        """
        if self._log.waiting:
            try:
                self._worker.call(self._prepare, PATIENCE_S)
                self._log.open_now(self._now())
            except (KnownError, StoppedError) as error:
                _log.info("the log could not be opened at the end: %s", error)
            else:
                self._tell_opened()

    def _try(self) -> None:
        self._worker.submit(self._prepare, self._prepared, self._not_opened)

    def _prepare(self, _job: object = None) -> None:
        """On the worker's thread. What that took is told once the log is open, even if that needs another try."""
        self._notices += self._log.prepare(self._now())

    def _prepared(self, _: None) -> None:
        try:
            self._log.open_now(self._now())
        except Exception as error:
            self._not_opened(error)
            if not isinstance(error, KnownError):
                raise
        else:
            self._tell_opened()

    def _tell_opened(self) -> None:
        self._alarm.cancel(NAME)
        self._opened(self._notices)

    def _not_opened(self, error: Exception) -> None:
        _log.info("the log cannot be opened yet: %s", error)
        self._asked = False
        self.plan()
        self._failed(error)
