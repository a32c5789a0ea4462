"""What a person meets once only, of all runs with their log."""

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

    def page(self, options: RunOptions) -> str | None:
        """The welcome, at the very first start of somebody who has no record yet and wants to see windows. Where the
        session was the first to start it, they are welcomed when they do so themselves.
        """
        if options.pretend or options.scale != 1:
            return None
        try:
            if not self._log.recall(WELCOME) and next(self._log.last_spans(), None) is None:
                self._log.remember(NEW, value=True)
        except KnownError:
            return None
        return None if options.hidden or not self._is_new() else WELCOME

    def page_of_second_start(self) -> str:
        """What somebody sees who starts the app that runs."""
        return WELCOME if self._is_new() else "today"

    def _is_new(self) -> bool:
        try:
            return bool(self._log.recall(NEW) and not self._log.recall(WELCOME))
        except KnownError:
            return False
