"""The shared folder in the running app: when it is written and read, on a thread of its own, for it may hang."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.language import _
from posture_app.core.ports import Timer
from posture_app.core.record.erasing import Stretch
from posture_app.core.status import State, Status
from posture_app.upkeep.host import Host
from posture_app.upkeep.worker import Job, Worker

if TYPE_CHECKING:
    from posture_app.store.merge.shared_folder import ExchangeResult, SharedFolder

SOON_S = 3
"""Changes in the folder rarely come alone."""
BETWEEN = timedelta(minutes=15)
"""Our file is not written more often than this, but at the end."""
LAST_S = 2.5
"""Real seconds that the end of the app waits for a disk."""
ANSWER_S = 60.0
"""Real seconds that a deletion waits for a disk."""
_log = logging.getLogger(__name__)


class Sharing:
    """Exchanges the log with the folder of the settings.

    Ours is written at the start and at the end, after the nightly backup, and when a span has ended, if a quarter of an
    hour has passed; those of others are read then, and when the folder changes, which `watch` is told to look out for
    (None: no longer). The person is told once, in one sentence, of each thing that cannot be done; it is tried again
    the next time.

    The worker does what concerns the log. What reads and writes in the folder has a thread of its own: a network disk
    that hangs holds up this one, and nobody else waits for it.
    """

    def __init__(self, host: Host, watch: Callable[[Path | None], None]) -> None:
        self._host, self._watch = host, watch
        self._thread = self._make_thread()
        self._folder: SharedFolder | None = None
        self._exchange: Job[ExchangeResult] | None = None
        self._before: tuple[State, datetime | None] | None = None
        self._written: datetime | None = None
        self._told: tuple[str, ...] = ()
        self._timer: Timer | None = None
        self._wanted: bool | None = None
        self._on_hold = False

    def plan(self) -> None:
        """Go by the settings as they are now."""
        named, path = self._host.settings().shared_folder, self._host.log.path
        wanted = None if named is None or path is None else Path(named).expanduser()
        if wanted == (self._folder and self._folder.path):
            return
        self._watch(None)
        if self._exchange is not None:
            self._exchange.stop()
        self._folder, self._exchange, self._told = None, None, ()
        if wanted is not None and path is not None:
            from posture_app.store.merge.shared_folder import SharedFolder  # noqa: PLC0415 - for those who have one

            self._folder = SharedFolder(path, wanted, self._host.worker.call)
            self._thread = self._make_thread()  # the one before may hang
            self.soon(write=True)

    def look(self, status: Status) -> None:
        """The status has changed: a span may have ended."""
        before, self._before = self._before, (status.state, status.since)
        if before is None or before == self._before or before[0] not in (State.SITTING, State.STANDING):
            return
        if self._written is None or not timedelta(0) <= self._host.runner.now() - self._written < BETWEEN:
            self._begin(write=True)

    def soon(self, *, write: bool = False) -> None:
        """Look into the folder in a moment, and write ours first if that is to be."""
        if self._folder is not None:
            self._wanted = self._wanted or write
            if self._timer is None:
                self._timer = self._host.loop.later(SOON_S, self._elapsed)

    def hold(self) -> None:
        """Exchange nothing until `release`: something is being deleted."""
        self._on_hold = True
        if self._exchange is not None:
            self._wanted = True
            self._exchange.stop()

    def release(self) -> None:
        """Go on after `hold`."""
        self._on_hold = False
        self._begin_wanted()

    def erase(self, stretch: Stretch | None, over: Callable[[Exception | None], None]) -> None:
        """Erase the stretch, which the log has no more, from our file there, or all (None). `over` hears why not."""
        folder, path = self._folder, self._host.log.path
        if folder is None or path is None:
            over(None)
            return
        from posture_app.store.erase.copies import erase_shared  # noqa: PLC0415 - rarely needed

        def hangs() -> None:
            job.forget()
            why = _("The shared folder {folder} does not answer; connect its disk, or choose another folder.")
            over(KnownError(why.format(folder=folder.path)))

        def answered(error: Exception | None) -> None:
            timer.cancel()
            over(error)

        timer = self._host.loop.deadline(ANSWER_S, hangs)
        job = self._thread.submit(
            lambda _: erase_shared(path, stretch, folder.path, self._host.worker.call), answered, answered
        )

    def stop(self) -> None:
        """The app ends: exchange nothing more."""
        if self._timer is not None:
            self._timer.cancel()
        self._watch(None)
        self._thread.close(0)

    def write_last(self) -> None:
        """Write ours for the last time. A disk that hangs is not waited for to the end."""
        if self._folder is not None:
            try:
                self._thread.call(self._folder.write, LAST_S)
            except (KnownError, StoppedError) as error:
                _log.info("not shared at the end: %s", error)

    def _make_thread(self) -> Worker:
        return Worker(self._host.loop, self._host.worker.clock, "shared folder")

    def _elapsed(self) -> None:
        self._timer = None
        self._begin(write=bool(self._wanted))

    def _begin(self, *, write: bool) -> None:
        folder, now = self._folder, self._host.runner.now()
        if folder is None:
            return
        if self._exchange is not None or self._on_hold:
            self._wanted = self._wanted or write  # the end of that begins anew
            return
        self._wanted = None
        if write:
            self._written = now
        self._exchange = self._thread.submit(
            lambda job: folder.exchange(write=write, now=now, stop=job.check),
            partial(self._done, folder),
            partial(self._failed, folder),
        )

    def _done(self, folder: "SharedFolder", done: "ExchangeResult") -> None:
        if folder is self._folder and self._exchange is not None and not self._exchange.stopping():
            for sentence in done.faults:
                if sentence not in self._told:
                    self._host.tell(sentence)
            self._told = done.faults
            self._watch(folder.path)
        if done.came:
            self._host.reread()
        self._over(folder)

    def _failed(self, folder: "SharedFolder", error: Exception) -> None:
        if isinstance(error, StoppedError):
            self._host.reread()  # what had come by then stays
        self._over(folder)

    def _over(self, folder: "SharedFolder") -> None:
        if folder is self._folder:
            self._exchange = None
            self._begin_wanted()

    def _begin_wanted(self) -> None:
        if self._wanted is not None and self._timer is None:
            self._begin(write=self._wanted)
