"""What a person meets once only, of all runs with their log."""

from posture_app.core.errors import KnownError
from posture_app.core.pages import WELCOME
from posture_app.runtime.run_options import RunOptions
from posture_app.store.log.log import Log


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
        """The welcome, at the very first start of somebody who has no record yet and wants to see windows."""
        if options.hidden or options.pretend or options.scale != 1:
            return None
        try:
            known = self._log.recall(WELCOME) or next(self._log.last_spans(), None) is not None
        except KnownError:
            return None
        return None if known else WELCOME
