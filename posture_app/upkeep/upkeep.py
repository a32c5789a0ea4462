"""What is done with the log beside recording in it: it is copied at night, exchanged with other computers, erased from,
and told of days off.
"""

import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path

from posture_app.core.engine.runner import Alarm, Runner
from posture_app.core.ports import Loop
from posture_app.core.settings.settings import Settings
from posture_app.core.status import Status
from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.paths import Places
from posture_app.store.log.log import Log
from posture_app.store.merge.devices import introduce
from posture_app.upkeep.backups import Backups
from posture_app.upkeep.days_off import DaysOff
from posture_app.upkeep.erasing import Erasing
from posture_app.upkeep.sharing import Sharing
from posture_app.upkeep.worker import Worker

PATIENCE_S = 20.0
"""Real seconds that the end of the app waits for what works on the log: deleting from a large one takes some."""


class Upkeep:
    """Builds these parts, joins them, and closes them and the worker. `reread` is called when the record has changed;
    `tell` tells the person a sentence.
    """

    def __init__(
        self,
        worker: Worker,
        log: Log,
        live: Runner,
        settings: Callable[[], Settings],
        alarm: Alarm,
        *,
        loop: Loop,
        reread: Callable[[], None],
        tell: Callable[[str], None],
        where: Places,
    ) -> None:
        self._worker, self._log, self._reread = worker, log, reread

        def path() -> Path | None:
            return log.path

        self._backups = Backups(worker, path, live, settings, alarm, tell=tell, then=self._backed_up)
        self._days_off = DaysOff(log.diary, live, settings, alarm, log.latest_days)
        self._watch = folder_watch(loop, lambda: self._sharing.soon())  # noqa: PLW0108 - made after it
        self._sharing = Sharing(
            worker,
            path,
            live,
            settings,
            make_thread=partial(Worker, loop, worker.clock, "shared folder"),
            loop=loop,
            watch=self._watch.watch,
            tell=tell,
            merged=reread,
        )
        self.erasing = Erasing(worker, log, live, settings, self._sharing, reread=reread, tell=tell, where=where)
        self._introduced = False

    def plan(self) -> None:
        """Go by the settings as they are now, and by the log, which may have been opened only now."""
        if self._log.path is not None and not self._introduced:
            self._introduced = True
            introduce(self._log.path, platform.node())
        for part in (self._backups, self._days_off, self._sharing):
            part.plan()

    def look(self, status: Status) -> None:
        """The status has changed."""
        self._sharing.look(status)

    def changed(self) -> None:
        """The record was changed from outside."""
        self._reread()
        self._sharing.soon(write=True)

    def close(self) -> None:
        """End what is being done; other computers get what was recorded last."""
        self._sharing.stop()
        self._worker.close(PATIENCE_S)
        self._log.go_on()
        self._sharing.write_last()

    def _backed_up(self) -> None:
        self.erasing.keep()
        self._sharing.soon(write=True)
