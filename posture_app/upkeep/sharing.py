"""The shared folder in the running app: when it is written and read, on a thread of its own."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.ports import Loop, Now, Timer
from posture_app.core.settings.settings import Settings
from posture_app.core.status import State, Status

if TYPE_CHECKING:
    from posture_app.store.merge.shared_folder import ExchangeResult, SharedFolder

NAME = "sharing"
SOON_S = 3
"""Changes in the folder rarely come alone."""
BETWEEN = timedelta(minutes=15)
"""Our file is not written more often than this, but at the end."""
LAST_S = 10.0
"""Real seconds that the end of the app waits for a disk."""
_log = logging.getLogger(__name__)


class Sharing:
    """Exchanges the log (`path`; None: there is no file) with the folder of the settings.

    Ours is written at the start and at the end, after the nightly backup, and when a span has ended, if a quarter of an
    hour has passed; those of others are read then, and when the folder changes, which `watch` is told to look out for
    (None: no longer). `tell` is told once, in one sentence, of each thing that cannot be done; it is tried again the
    next time. `merged` hears that something came. `lock` is held meanwhile.
    """

    def __init__(
        self,
        path: Callable[[], Path | None],
        live: Now,
        settings: Callable[[], Settings],
        *,
        loop: Loop,
        lock: threading.Lock,
        watch: Callable[[Path | None], None],
        tell: Callable[[str], None],
        merged: Callable[[], None],
    ) -> None:
        self._path, self._live, self._settings = path, live, settings
        self._loop, self._lock, self._watch, self._tell, self._merged = loop, lock, watch, tell, merged
        self._folder: SharedFolder | None = None
        self._before: tuple[State, datetime | None] | None = None
        self._written: datetime | None = None
        self._told: tuple[str, ...] = ()
        self._timer: Timer | None = None
        self._wanted: bool | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def plan(self) -> None:
        """Go by the settings as they are now."""
        named, path = self._settings().shared_folder, self._path()
        wanted = None if named is None or path is None else Path(named).expanduser()
        if wanted == (self._folder and self._folder.path):
            return
        self._watch(None)
        self._folder, self._told = None, ()
        if wanted is not None and path is not None:
            from posture_app.store.merge.shared_folder import SharedFolder  # noqa: PLC0415 - for those who have one

            self._folder = SharedFolder(path, wanted)
            self.soon(write=True)

    def look(self, status: Status) -> None:
        """The status has changed: a span may have ended."""
        before, self._before = self._before, (status.state, status.since)
        if self._folder is None or before is None or before == self._before:
            return
        if before[0] in (State.SITTING, State.STANDING) and self._due():
            self._begin(write=True)

    def soon(self, *, write: bool = False) -> None:
        """Look into the folder in a moment, and write ours first if that is to be."""
        if self._folder is not None:
            self._wanted = self._wanted or write
            if self._timer is None:
                self._timer = self._loop.later(SOON_S, self._elapsed)

    def close(self) -> None:
        """Write ours for the last time. A disk that stands still is not waited for to the end."""
        self._stopped.set()
        if self._timer is not None:
            self._timer.cancel()
        self._watch(None)
        if self._thread is not None:
            self._thread.join(LAST_S)
            if self._thread.is_alive():
                return
        if self._folder is not None:
            last = threading.Thread(target=self._write_last, args=(self._folder,), name=NAME, daemon=True)
            last.start()
            last.join(LAST_S)

    def _due(self) -> bool:
        return self._written is None or not timedelta(0) <= self._live.now() - self._written < BETWEEN

    def _elapsed(self) -> None:
        self._timer = None
        self._begin(write=bool(self._wanted))

    def _begin(self, *, write: bool) -> None:
        if self._folder is None:
            return
        if self._thread is not None:
            self._wanted = self._wanted or write  # the end of it begins anew
            return
        self._wanted = None
        if write:
            self._written = self._live.now()
        do = partial(self._folder.exchange, write=write, now=self._live.now(), stop=self._check)
        self._thread = threading.Thread(target=self._work, args=(self._folder, do), name=NAME, daemon=True)
        self._thread.start()

    def _work(self, folder: "SharedFolder", do: Callable[[], "ExchangeResult"]) -> None:
        """On the thread: exchange, and hand over what became of it."""
        try:
            with self._lock:
                self._check()
                done = do()
        except StoppedError:
            return
        except Exception as error:  # noqa: BLE001 - raised again on the thread that has the crash report
            self._hand_over(partial(self._crashed, error))
        else:
            self._hand_over(partial(self._done, folder, done))

    def _write_last(self, folder: "SharedFolder") -> None:
        """On the thread."""
        try:
            with self._lock:
                folder.write()
        except KnownError as error:
            _log.info("not shared at the end: %s", error)

    def _check(self) -> None:
        if self._stopped.is_set():
            raise StoppedError

    def _hand_over(self, end: Callable[[], None]) -> None:
        if not self._stopped.is_set():
            self._loop.soon(end)

    def _done(self, folder: "SharedFolder", done: "ExchangeResult") -> None:
        if folder is self._folder:
            for sentence in done.faults:
                if sentence not in self._told:
                    self._tell(sentence)
            self._told = done.faults
            self._watch(folder.path)
        if done.came:
            self._merged()
        self._over()

    def _crashed(self, error: Exception) -> None:
        self._over()
        raise error

    def _over(self) -> None:
        if self._thread is not None:
            self._thread.join()  # it has nothing left to do
            self._thread = None
        if self._wanted is not None and self._timer is None:
            self._begin(write=self._wanted)
