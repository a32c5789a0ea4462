"""What is done with the log beside recording: nightly copies, exchange with other computers, erasing, days off."""

import platform
from functools import cached_property
from typing import TYPE_CHECKING

from posture_app.core.status import Status
from posture_app.desktop.folder_watch import folder_watch
from posture_app.store.merge.devices import introduce
from posture_app.upkeep.backups import Backups
from posture_app.upkeep.days_off import DaysOff
from posture_app.upkeep.erasing import Erasing
from posture_app.upkeep.host import Host
from posture_app.upkeep.sharing import Sharing
from posture_app.upkeep.worker import PATIENCE_S

if TYPE_CHECKING:
    from posture_app.upkeep.record_work import RecordWork
    from posture_app.upkeep.restoring import Restoring


class Upkeep:
    """Builds these parts, joins them, and closes them and the worker."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._backups = Backups(host, then=self._backed_up)
        self._days_off = DaysOff(host)
        self._watch = folder_watch(host.loop, lambda: self._sharing.soon())  # noqa: PLW0108 - made after it
        self._sharing = Sharing(host, self._watch.watch)
        self.erasing = Erasing(host, self._sharing)
        self._introduced = False

    @cached_property
    def record_work(self) -> "RecordWork":
        """What a person does with the record as a whole."""
        from posture_app.upkeep.record_work import RecordWork  # noqa: PLC0415 - with the settings window

        return RecordWork(self._host, changed=self.changed, erase=self.erasing.erase, restore=self._restoring.restore)

    @cached_property
    def _restoring(self) -> "Restoring":
        from posture_app.upkeep.restoring import Restoring  # noqa: PLC0415 - with the settings window

        return Restoring(self._host, self._sharing, self.erasing, self._restored)

    def plan(self) -> None:
        """Go by the settings as they are now, and by the log, which may have been opened only now."""
        if self._host.log.path is not None and not self._introduced:
            self._introduced = True
            introduce(self._host.log.path, platform.node())
        for part in (self._backups, self._days_off, self._sharing):
            part.plan()

    def look(self, status: Status) -> None:
        self._sharing.look(status)

    def changed(self) -> None:
        """The record was changed from outside."""
        self._host.reread()
        self._sharing.soon(write=True)

    def close(self) -> None:
        """End what is being done; other computers get what was recorded last."""
        self._sharing.stop()
        self._host.worker.close(PATIENCE_S)
        self._host.log.go_on()
        self._sharing.write_last()

    def _restored(self) -> None:
        self._introduced = False  # that of then may have had another name, or none
        self.plan()
        self.changed()

    def _backed_up(self) -> None:
        self.erasing.keep()
        self._sharing.soon(write=True)
