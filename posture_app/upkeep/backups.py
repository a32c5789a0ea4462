"""The nightly backup in the running app: when it is due, and what is said of it."""

import logging
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.record.backups import backup_due
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import fresh_from
from posture_app.core.statistics.ports import DayRules
from posture_app.upkeep.host import Host
from posture_app.upkeep.worker import Job

NAME = "backup"
_log = logging.getLogger(__name__)


class Backups:
    """Backs up the log once a day. The person is told once, in one sentence, when that begins to fail; it is tried
    again the next night. `then` is called each night after it.

    SQLite copies twenty years of log in a tenth of a second and checks the copy in three, nearly all of it without
    Python's lock, and whoever writes into the log does not wait.
    """

    def __init__(self, host: Host, then: Callable[[], None] = lambda: None) -> None:
        self._host, self._then = host, then
        self._tried: date | None = None
        self._failing = self._busy = False

    def plan(self) -> None:
        """Have the next backup made when it is due, as the settings now have the beginning of the day."""
        host, path = self._host, self._host.log.path
        if path is not None:
            due = backup_due(host.runner.now(), self._tried, host.runner.zone, host.settings().day_start)
            host.alarm.once_at(NAME, due, partial(self._begin, path))

    def _begin(self, path: Path) -> None:
        if self._busy:
            return  # a clock set forward, or a disk that stands still; the end of it plans anew
        self._busy, self._tried = True, self._host.today()
        work = partial(_back_up, path, self._tried, basis_of(self._host.settings()))
        self._host.worker.submit(work, self._done, self._failed)

    def _done(self, made: Path | None) -> None:
        _log.info("backed up: %s", made or "nothing has changed since the last backup")
        self._failing = False
        self._over()

    def _failed(self, error: Exception) -> None:
        _log.info("no backup: %s", error)
        if isinstance(error, KnownError) and not self._failing:
            self._failing = True
            self._host.tell(
                _("{error} No earlier backup was removed; it is tried again the next night.").format(error=error)
            )
        self._over()

    def _over(self) -> None:
        self._busy = False
        self.plan()
        self._then()


def _back_up(path: Path, day: date, rules: DayRules, job: Job[Any]) -> Path | None:
    from posture_app.store.backup.backup import back_up_day  # noqa: PLC0415 - once a night
    from posture_app.store.backup.checking import keep_days  # noqa: PLC0415

    keep_days(path, rules, fresh_from(day), job.stopping)
    return back_up_day(path, day, job.stopping)
