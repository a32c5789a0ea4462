"""Putting a backup in the place of the log while the app runs: the log lets go of its file, and what is recorded
meanwhile comes into the new one.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.errors import KnownError
from posture_app.core.language import N_, _, sentences
from posture_app.store.log.log import NOT_OPEN, Log
from posture_app.upkeep.erasing import Erasing
from posture_app.upkeep.host import Host
from posture_app.upkeep.late_log import LATER, OPENED, LateLog
from posture_app.upkeep.sharing import Sharing
from posture_app.upkeep.worker import Job, why

if TYPE_CHECKING:
    from posture_app.store.backup.restore import RestoreResult

BUSY = N_("Something is being done with the whole record already; try again when that is over.")
Done = Callable[["RestoreResult | Exception"], None]


class Restoring:
    """Restores one backup at a time. `then` is called once the log is open again."""

    def __init__(self, host: Host, sharing: Sharing, erasing: Erasing, then: Callable[[], None]) -> None:
        self._host, self._sharing, self._erasing, self._then = host, sharing, erasing, then
        self._busy = False

    def restore(self, backup: Path, done: Done) -> None:
        """Restore it; `done` hears once, on this thread, what came of it, or why nothing did."""
        host, path = self._host, self._host.log.path
        if self._busy or self._erasing.busy:
            done(KnownError(_(BUSY)))
        elif path is None:
            done(KnownError(_(NOT_OPEN)))
        else:
            self._busy = True
            self._sharing.hold()
            swap = _Swap(host, self._sharing, self._then, lambda outcome: self._over(done, outcome))
            try:
                host.runner.cut(None)  # what was recorded up to now stays with the log of now
                swap.begin(host.log, path, backup)
            except Exception as error:
                self._over(done, error)
                if not isinstance(error, KnownError):
                    raise

    def _over(self, done: Done, outcome: "RestoreResult | Exception") -> None:
        self._busy = False
        self._sharing.release()
        done(outcome)


class _Swap:
    """One restoring on its way: the log lets go, the worker does it, and the log is opened again."""

    def __init__(self, host: Host, sharing: Sharing, then: Callable[[], None], over: Done) -> None:
        self._host, self._sharing, self._then, self._over = host, sharing, then, over
        self._outcome: RestoreResult | Exception | None = None
        self._told = False
        self._late = LateLog(
            host.log,
            host.worker,
            host.alarm,
            host.loop,
            now=host.runner.now,
            opened=self._opened,
            failed=self._not_opened,
        )

    def begin(self, log: Log, path: Path, backup: Path) -> None:
        """Raises KnownError if the log cannot be let go of."""
        now = self._host.runner.now()
        log.let_go(self._late.again)
        self._host.runner.keep()  # pause and private mode stay as they are now
        self._sharing.plan()  # it is to know nothing any more of what it wrote and read
        self._host.worker.submit(partial(_put_back, path, backup, now), self._restored, self._restored)

    def _restored(self, outcome: "RestoreResult | Exception") -> None:
        self._outcome = outcome
        self._late.again()

    def _opened(self, notices: Sequence[str]) -> None:
        """The log has its file again: the one that was restored, or its own."""
        self._host.log.go_on()
        late = (_(OPENED).format(path=self._host.log.path),) if self._told else ()
        try:
            self._then()
        finally:
            if not self._told:
                self._tell()
        for sentence in (*notices, *late):
            self._host.tell(sentence)

    def _not_opened(self, error: Exception) -> None:
        """Neither what was restored nor its own is open yet, which changes nothing about what came of the restoring."""
        if not self._told:
            self._host.tell(sentences(why(error), _(LATER)))
            self._tell()

    def _tell(self) -> None:
        assert self._outcome is not None  # the worker does one thing after the other
        self._told = True
        self._over(self._outcome)


def _put_back(path: Path, backup: Path, now: datetime, _job: Job["RestoreResult"]) -> "RestoreResult":
    from posture_app.store.backup.restore import restore  # noqa: PLC0415 - rarely needed

    return restore(path, backup, now)
