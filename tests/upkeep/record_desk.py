"""A running app's log, for tests of what is done with the record as a whole: see `test_record_work`."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from posture_app.core.ports import Moment
from posture_app.core.record.erasing import Stretch
from posture_app.core.record.record_jobs import Export, Report
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.log.log import Log
from posture_app.upkeep.erasing import ErasureResult
from posture_app.upkeep.record_work import RecordWork
from posture_app.upkeep.worker import EVERY_S
from tests.loop import SelectLoop
from tests.upkeep.hosts import PATIENCE_S, make_host

ZONE = "Europe/Berlin"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SPANS = Export("spans", "csv", None, None)
SOME = 2500
"""So many spans are read in several pieces."""


class SlowClock:
    """A clock that the work looks at with each piece; each time it stands so much later, and at one of them the work is
    `held` until it may `go_on`.
    """

    def __init__(self) -> None:
        self.loop = SelectLoop()
        self.step = 2 * EVERY_S
        self._true = 0.0
        self.readings = 0
        self.hold_at = 0
        self.held = False
        self.go_on = threading.Event()

    def now(self) -> Moment:
        self.readings += 1
        self._true += self.step
        if self.readings == self.hold_at:
            self.loop.soon(self._hold)
            assert self.go_on.wait(10)
        return Moment(NOW, self._true, self._true)

    def hold_next(self) -> None:
        """Hold it at the second piece from now on."""
        self.held = False
        self.go_on.clear()
        self.hold_at = self.readings + 2

    def _hold(self) -> None:
        self.held = True


@dataclass
class Told:
    """What was told of one job."""

    progress: list[tuple[int, int]] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)
    whys: list[str] = field(default_factory=list)
    stops: int = 0

    @property
    def over(self) -> int:
        return len(self.results) + len(self.whys) + self.stops

    def report(self) -> Report[Any]:
        return Report(
            lambda done, total: self.progress.append((done, total)),
            self.results.append,
            self.whys.append,
            self._stopped,
        )

    def _stopped(self) -> None:
        self.stops += 1


@dataclass
class Desk:
    """A running app’s log, and what is done with it. It is its own clock of the day."""

    log: Log
    folder: Path
    clock: SlowClock = field(default_factory=SlowClock)
    zone: str = ZONE
    changes: int = 0
    erased: list[tuple[Stretch | None, Callable[[ErasureResult], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loop = self.clock.loop
        host = make_host(self.log, self.loop, self, self.clock)
        self.worker = host.worker
        self.work = RecordWork(
            host,
            changed=self._changed,
            erase=lambda stretch, done: self.erased.append((stretch, done)),
            restore=lambda _backup, _done: None,
        )

    def now(self) -> datetime:
        return NOW

    def _changed(self) -> None:
        self.changes += 1

    def done(self, begin: Callable[..., object], *given: object) -> Told:
        """Have something done, to its end."""
        told = Told()
        begin(*given, told.report())
        self.loop.run_until(lambda: told.over)
        return told

    def begin_and_hold(self, begin: Callable[..., Any], *given: object) -> tuple[Any, Told]:
        """Begin something, and hold it in the midst."""
        self.clock.hold_next()
        told = Told()
        job = begin(*given, told.report())
        self.loop.run_until(lambda: self.clock.held)
        return job, told

    def go_on(self, told: Told) -> None:
        """Let it come to its end."""
        self.clock.go_on.set()
        self.loop.run_until(lambda: told.over)

    def file(self, name: str) -> str:
        return str(self.folder / name)

    def close(self) -> None:
        self.worker.close(PATIENCE_S)
        self.loop.close()
        self.log.close()


def sit(log: Log, count: int, since: datetime = NOW - timedelta(days=40)) -> None:
    """Record so many minutes of sitting, with breaks between them."""
    for number in range(count):
        start = since + 3 * number * MINUTE
        log.record(Span(Posture.SITTING, start, start + MINUTE, EndedBy.IDLE, ZONE))
