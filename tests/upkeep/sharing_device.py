"""A computer with the app's part around its log that shares it with others."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.status import State, Status
from posture_app.store.log.log import Log
from posture_app.store.merge.devices import own_uid
from posture_app.store.merge.shared_folder import shared_name
from posture_app.upkeep.sharing import Sharing
from tests.loop import SelectLoop
from tests.store.conftest import MINUTE, NOW
from tests.upkeep.hosts import PATIENCE_S, make_host

FAST = 1000
"""The few seconds for which changes are waited for pass so much faster."""
NOBODY = Status(NOW, State.AWAY, None, 0, None, 0.0, None, (), paused=False, pause_until=None, up_until=None)
SITTING = replace(NOBODY, state=State.SITTING, since=NOW)


@dataclass
class Device:
    """A computer with the app's part around its log. It is its own clock."""

    log: Log
    folder: Path
    loop: SelectLoop = field(default_factory=lambda: SelectLoop(FAST))
    at: datetime = NOW
    settings: Settings = field(default_factory=Settings)
    told: list[str] = field(default_factory=list)
    watched: list[Path | None] = field(default_factory=list)
    came: int = 0
    zone: str = "UTC"

    def __post_init__(self) -> None:
        self.settings = Settings(shared_folder=str(self.folder))
        host = make_host(
            self.log, self.loop, self, settings=lambda: self.settings, reread=self._merged, tell=self.told.append
        )
        self.worker = host.worker
        self.sharing = Sharing(host, self.watched.append)

    def now(self) -> datetime:
        return self.at

    def _merged(self) -> None:
        self.came += 1

    def share(self, act: Callable[[], None] | None = None) -> None:
        """Do this, by itself look into the folder, and wait until what comes of it is over."""
        (act or self.sharing.soon)()
        self.rest()

    def rest(self) -> None:
        """Until nothing is due and nothing runs."""
        sharing = self.sharing
        self.loop.run_until(lambda: sharing._timer is None and sharing._exchange is None and sharing._wanted is None)

    def sit(self, minutes: int) -> None:
        """Sit for so long, and get up."""
        self.sharing.look(replace(SITTING, since=self.at))
        self.log.record(Span(Posture.SITTING, self.at, self.at + minutes * MINUTE, EndedBy.IDLE, "UTC"))
        self.at += minutes * MINUTE
        self.sharing.look(replace(NOBODY, since=self.at))
        self.rest()

    @property
    def file(self) -> Path:
        assert self.log.path is not None
        return self.folder / shared_name(own_uid(self.log.path))

    def minutes(self) -> int:
        """How long they sat, by all that this computer knows."""
        return sum((span.length for span in self.log.spans()), timedelta(0)) // MINUTE

    def end(self) -> None:
        """As the app does at its end."""
        self.sharing.stop()
        self.worker.close(PATIENCE_S)
        self.sharing.write_last()

    def close(self) -> None:
        self.end()
        self.loop.close()
        self.log.close()
