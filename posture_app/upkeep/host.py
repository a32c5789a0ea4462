"""The running app, as the upkeep sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from posture_app.core.calendar import day_of
from posture_app.core.engine.alarm import Alarm
from posture_app.core.ports import Loop, Now
from posture_app.core.settings.settings import Settings
from posture_app.desktop.paths import Places
from posture_app.store.log.log import Log
from posture_app.upkeep.worker import Worker


class RunningEngine(Now, Protocol):
    """The engine at work: what is deleted is forgotten there, too."""

    def cut(self, before: datetime | None) -> None: ...
    def keep(self) -> None: ...
    def save(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Host:
    """What the parts of the upkeep share. `reread` is called when the record has changed, `tell` tells the person."""

    worker: Worker
    log: Log
    runner: RunningEngine
    settings: Callable[[], Settings]
    alarm: Alarm
    loop: Loop
    reread: Callable[[], None]
    tell: Callable[[str], None]
    where: Places

    def today(self) -> date:
        return day_of(self.runner.now(), self.runner.zone, self.settings().day_start)
