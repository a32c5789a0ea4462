"""The nightly backup in the running app: when it is due, and away from the thread that everything else is on."""

import logging
import threading
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from posture_app.core.calendar import day_of
from posture_app.core.engine.runner import Alarm
from posture_app.core.errors import KnownError
from posture_app.core.ports import Loop, Now
from posture_app.core.record.backups import backup_due
from posture_app.core.settings.settings import Settings
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.make_days import fresh_from

NAME = "backup"
_log = logging.getLogger(__name__)


class Backups:
    """Backs up the log (`path`; None: there is no file, or not yet) once a day. `tell` is told once, in one sentence,
    when that begins to fail; it is tried again the next night.

    A thread with a connection of its own makes the copy: SQLite copies twenty years of log in a tenth of a second and
    checks the copy in three, nearly all of it without Python's lock, and whoever writes into the log does not wait.
    """

    def __init__(
        self,
        path: Callable[[], Path | None],
        live: Now,
        settings: Callable[[], Settings],
        alarm: Alarm,
        *,
        loop: Loop,
        tell: Callable[[str], None],
    ) -> None:
        self._path, self._live, self._settings = path, live, settings
        self._alarm, self.loop, self._tell = alarm, loop, tell
        self._tried: date | None = None
        self._failing = False
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self.lock = threading.Lock()
        """Held by whoever works on the log and its copies away from the thread that everything else is on."""
        self.then: Callable[[], None] = lambda: None
        """Called each night after it."""

    def plan(self) -> None:
        """Have the next backup made when it is due, as the settings now have the beginning of the day."""
        path = self._path()
        if path is not None and not self._stopped.is_set():
            now = self._live.now()
            due = backup_due(now, self._tried, self._live.zone, self._settings().day_start)
            self._alarm.once_at(NAME, due, partial(self._begin, path))

    def close(self) -> None:
        """Call off the backup that is being made, and wait until that is so: a tenth of a second, or three."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def _begin(self, path: Path) -> None:
        if self._thread is not None:
            return  # a clock set forward, or a disk that stands still; the end of it plans anew
        self._tried = day_of(self._live.now(), self._live.zone, self._settings().day_start)
        self._thread = threading.Thread(target=self._work, args=(path, self._tried), name=NAME, daemon=True)
        self._thread.start()

    def _work(self, path: Path, day: date) -> None:
        """On the thread: make the backup, and hand over what became of it."""
        from posture_app.core.errors import StoppedError  # noqa: PLC0415
        from posture_app.store.backup.backup import back_up_day  # noqa: PLC0415 - once a night
        from posture_app.store.backup.checking import keep_days  # noqa: PLC0415

        try:
            with self.lock:
                keep_days(path, basis_of(self._settings()), fresh_from(day), self._stopped.is_set)
                made = back_up_day(path, day, self._stopped.is_set)
        except StoppedError:
            return
        except KnownError as error:
            self._hand_over(partial(self._failed, str(error)))
        except Exception as error:  # noqa: BLE001 - raised again on the thread that has the crash report
            self._hand_over(partial(self._crashed, error))
        else:
            self._hand_over(partial(self._done, made))

    def _hand_over(self, end: Callable[[], None]) -> None:
        if not self._stopped.is_set():
            self.loop.soon(end)

    def _done(self, made: Path | None) -> None:
        _log.info("backed up: %s", made or "nothing has changed since the last backup")
        self._failing = False
        self._over()

    def _failed(self, sentence: str) -> None:
        _log.info("no backup: %s", sentence)
        if not self._failing:
            self._failing = True
            self._tell(f"{sentence} No earlier backup was removed; it is tried again the next night.")
        self._over()

    def _crashed(self, error: Exception) -> None:
        self._over()
        raise error

    def _over(self) -> None:
        if self._thread is not None:
            self._thread.join()  # it has nothing left to do
            self._thread = None
        self.plan()
        self.then()
