"""What a person meets once only, of all runs with their log."""

from contextlib import suppress

from posture_app.core.errors import KnownError
from posture_app.core.pages import WELCOME
from posture_app.runtime.run_options import RunOptions
from posture_app.store.log.log import Log

NEW = "new"
"""Remembered of somebody whose first start found no record."""


class FirstTimes:
    """Remembered in the log. One that cannot be read is told of elsewhere, and nobody meets anything twice."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def comes(self, what: str) -> bool:
        """Whether this comes for the first time; it does not any more after that."""
        try:
            known = bool(self._log.recall(what))
        except KnownError:
            return False
        if not known:
            self._log.remember(what, value=True)
        return not known

    def page(self, options: RunOptions, *, troubled: bool = False) -> str | None:
        """What a start shows. One by hand shows the day, or the welcome at the very first of somebody who has no record
        yet; where the session was the first to start it, they are welcomed when they do so themselves. That the log
        has none means nothing where it is `troubled`.
        """
        if options.pretend or options.scale != 1:
            return None
        with suppress(KnownError):
            if not troubled and not self._log.recall(WELCOME) and next(self._log.last_spans(), None) is None:
                self._log.remember(NEW, value=True)
        return None if options.hidden else self.page_of_start()

    def page_of_start(self) -> str:
        """What somebody sees who starts the app, which may run already."""
        return WELCOME if self._is_new() else "today"

    def _is_new(self) -> bool:
        try:
            return bool(self._log.recall(NEW) and not self._log.recall(WELCOME))
        except KnownError:
            return False
