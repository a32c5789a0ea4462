"""What is done with the log beside recording in it: it is copied at night, exchanged with other computers, erased from,
and told of days off.
"""

import platform
from collections.abc import Callable

from posture_app.core.engine.runner import Alarm, Runner
from posture_app.core.ports import Loop
from posture_app.core.settings.settings import Settings
from posture_app.core.status import Status
from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.paths import Places
from posture_app.store.log.log import Log
from posture_app.store.merge.own_device import introduce
from posture_app.upkeep.backups import Backups
from posture_app.upkeep.days_off import DaysOff
from posture_app.upkeep.erasing import Erasing, Face
from posture_app.upkeep.sharing import Sharing


class Upkeep:
    """Builds these parts, joins them, and closes them."""

    def __init__(
        self,
        log: Log,
        live: Runner,
        settings: Callable[[], Settings],
        alarm: Alarm,
        *,
        loop: Loop,
        frontend: Face,
        where: Places,
    ) -> None:
        self._log, self._frontend = log, frontend
        self.backups = Backups(lambda: log.path, live, settings, alarm, loop=loop, tell=frontend.notify)
        self.erasing = Erasing(log, live, settings, self.backups, frontend=frontend, where=where)
        self._days_off = DaysOff(log.diary, live, settings, alarm, log.latest_days)
        self._watch = folder_watch(loop, lambda: self._sharing.soon())  # noqa: PLW0108 - made after it
        self._sharing = Sharing(
            lambda: log.path,
            live,
            settings,
            loop=loop,
            lock=self.backups.lock,
            watch=self._watch.watch,
            tell=frontend.notify,
            merged=frontend.reread,
        )
        self.backups.then = self._backed_up
        self._introduced = False

    def plan(self) -> None:
        """Go by the settings as they are now, and by the log, which may have been opened only now."""
        if self._log.path is not None and not self._introduced:
            self._introduced = True
            introduce(self._log.path, platform.node())
        for part in (self.backups, self._days_off, self._sharing):
            part.plan()

    def look(self, status: Status) -> None:
        """The status has changed."""
        self._sharing.look(status)

    def changed(self) -> None:
        """The record was changed from outside."""
        self._frontend.reread()
        self._sharing.soon(write=True)

    def close(self) -> None:
        """End what is being done; other computers get what was recorded last."""
        for part in (self.erasing, self.backups, self._sharing):
            part.close()

    def _backed_up(self) -> None:
        self.erasing.keep()
        self._sharing.soon(write=True)
