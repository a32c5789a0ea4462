"""Deleting from the record while the app runs: what the person wants deleted, and at night what was kept long enough.

A thread does the work, and first on the copies of the log: cut short, it still shows what was to be deleted. While the
log itself is worked on, what the app records is kept in memory. Of twenty years of log that takes some seconds.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from posture_app.core.errors import KnownError
from posture_app.core.ports import Now
from posture_app.core.record.erasing import (
    NOT_YET,
    Retention,
    Stretch,
    announcement,
    expired,
    read_retention,
    read_stretch,
)
from posture_app.core.record.plausible import in_doubt, sure_day
from posture_app.core.settings.settings import Settings
from posture_app.desktop.control.protocol import Answer, Later, Request
from posture_app.desktop.messages import forget_messages
from posture_app.desktop.paths import Places
from posture_app.store.log.log import Log
from posture_app.upkeep.backups import Backups

KEEP = "keep_years"
"""The word of the log under which is remembered for how many years to keep it, and since when that is known."""
COMMAND = "delete"
T = TypeVar("T")
_log = logging.getLogger(__name__)


class ErasableEngine(Now, Protocol):
    """The engine at work: what is deleted is forgotten there, too."""

    def cut(self, before: datetime | None) -> None: ...
    def keep(self) -> None: ...


class Face(Protocol):
    """What shows of the record."""

    def reread(self) -> None: ...
    def notify(self, sentence: str) -> None: ...


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What became of it: `why_not`, a sentence, if not everything has been deleted; and the copies that could not be
    read, and went as a whole.
    """

    why_not: str = ""
    gone: tuple[Path, ...] = ()


Done = Callable[[ErasureResult], None]


class Erasing:
    """Deletes one thing at a time."""

    def __init__(
        self,
        log: Log,
        live: ErasableEngine,
        settings: Callable[[], Settings],
        backups: Backups,
        *,
        frontend: Face,
        where: Places,
    ) -> None:
        self._log, self._live, self._settings, self._backups = log, live, settings, backups
        self._frontend, self._where = frontend, where
        self._wanted: tuple[Stretch | None, Done] | None = None
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()
        self._failing = False

    def erase(self, stretch: Stretch | None, done: Done) -> None:
        """Delete a stretch, or everything (None), from the log and all its copies; `done` is called once, on this
        thread, when that is over.
        """
        path = self._log.path
        if path is None:
            done(ErasureResult("The log is not open yet; delete again once it is."))
        elif self._thread is not None:
            done(ErasureResult("Something is being deleted already; try again when that is done."))
        else:
            self._wanted = stretch, done
            self._aside(partial(self._first, path, stretch), self._copies_done)

    def keep(self) -> None:
        """Delete what has been kept for longer than the settings want, if anything has."""
        path, settings, zone, now = self._log.path, self._settings(), self._live.zone, self._live.now()
        if path is None or self._thread is not None:
            return
        try:
            remembered, days = self._log.recall(KEEP), self._log.latest_days()
        except KnownError as error:
            self._kept(ErasureResult(str(error)))
            return
        if not settings.keep_years:
            if remembered is not None:
                self._log.remember(KEEP, None)
            return
        retention, today = read_retention(settings.keep_years, remembered, now), now.date()
        newest = min(sure_day(days) or today, today)
        stretch = expired(retention.years, newest, zone, settings.day_start)
        if stretch is None:
            return
        if not retention.begun and in_doubt(days, today):
            _log.info(
                "nothing is deleted by age yet: the clock says %s, and the last days recorded are %s", today, days
            )
        elif retention.announced is None or retention.begun or retention.may_begin(now):
            self._wanted = stretch, self._kept
            self._aside(partial(_has_any, path, stretch), partial(self._looked, retention))

    def answering(self, answer: Answer) -> Answer:
        """Answers who asks to delete something once that is done; all else is left to `answer`."""

        def answer_all(request: Request) -> Mapping[str, Any] | Later:
            return self._asked(request) if request.get("command") == COMMAND else answer(request)

        return answer_all

    def close(self) -> None:
        """Call off what is being done, and wait until that is so: some seconds, if it is done on the log itself."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
        self._log.go_on()

    def _asked(self, request: Request) -> Mapping[str, Any] | Later:
        try:
            stretch = read_stretch(request, self._live.now(), self._live.zone, self._settings().day_start)
        except ValueError as error:
            return {"ok": False, "error": f"Nothing was deleted: {error}."}
        return lambda send: self.erase(stretch, lambda erased: send(_reply(erased)))

    def _looked(self, retention: Retention, some: object) -> None:
        """Whether there is something that was kept long enough is known: delete it, or announce that first."""
        assert self._wanted is not None
        (stretch, done), self._wanted = self._wanted, None
        if not some or stretch is None:
            return
        if retention.announced is None:
            now = self._live.now()
            self._log.remember(KEEP, Retention(retention.years, now).to_json())
            self._frontend.notify(announcement(retention.years, stretch, now, self._live.zone))
        else:
            self._log.remember(KEEP, replace(retention, begun=True).to_json())
            self.erase(stretch, done)

    def _copies_done(self, gone: tuple[Path, ...]) -> None:
        """The copies have nothing of it any more; now the log, and then the copies made of it meanwhile."""
        assert self._wanted is not None
        path, (stretch, _) = self._log.path, self._wanted
        assert path is not None
        try:
            self._live.cut(None if stretch is None else stretch.until)
            self._log.rest()
        except KnownError as error:
            self._end(ErasureResult(str(error), gone))
            return

        def work() -> tuple[Path, ...]:
            _from_log(path, stretch)
            more = self._from_copies(path, stretch)
            if stretch is not None:
                self._from_shared(path, stretch)
            return gone + more

        self._aside(work, self._log_done)

    def _log_done(self, gone: tuple[Path, ...]) -> None:
        assert self._wanted is not None
        try:
            stretch, _ = self._wanted
            forget_messages(self._where.messages, None if stretch is None else stretch.until)
        except KnownError as error:
            self._end(ErasureResult(str(error), gone))
        else:
            self._end(ErasureResult(gone=gone))

    def _end(self, erased: ErasureResult) -> None:
        assert self._wanted is not None
        (stretch, done), self._wanted = self._wanted, None
        self._log.go_on()
        if stretch is None:
            self._live.keep()
        self._frontend.reread()
        done(replace(erased, why_not=f"{erased.why_not} {NOT_YET}") if erased.why_not else erased)

    def _kept(self, erased: ErasureResult) -> None:
        if not erased.why_not:
            _log.info("what had been kept for long enough has been deleted")
        elif not self._failing:
            self._frontend.notify(f"{erased.why_not} It is tried again the next night.")
        self._failing = bool(erased.why_not)

    def _first(self, path: Path, stretch: Stretch | None) -> tuple[Path, ...]:
        if stretch is None:  # while the log tells yet which file is ours
            self._from_shared(path, stretch)
        return self._from_copies(path, stretch)

    def _from_copies(self, path: Path, stretch: Stretch | None) -> tuple[Path, ...]:
        from posture_app.store.erase.copies import erase_copies  # noqa: PLC0415 - rarely needed

        return erase_copies(path, stretch, self._stopped.is_set)

    def _from_shared(self, path: Path, stretch: Stretch | None) -> None:
        folder = self._settings().shared_folder
        if folder is not None:
            from posture_app.store.erase.copies import erase_shared  # noqa: PLC0415 - for those who have one

            erase_shared(path, stretch, Path(folder).expanduser())

    def _aside(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Work on a thread, and go on from there on this one. No backup is made meanwhile."""
        self._thread = threading.Thread(target=self._run, args=(work, then), name="erasing", daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        from posture_app.core.errors import StoppedError  # noqa: PLC0415

        try:
            with self._backups.lock:
                found = work()
        except StoppedError:
            return
        except KnownError as error:
            self._hand_over(partial(self._end, ErasureResult(str(error))))
        except Exception as error:  # noqa: BLE001 - raised again on the thread that has the crash report
            self._hand_over(partial(self._crashed, error))
        else:
            self._hand_over(partial(then, found))

    def _hand_over(self, call: Callable[[], None]) -> None:
        if not self._stopped.is_set():
            self._backups.loop.soon(partial(self._go_on, call))

    def _go_on(self, call: Callable[[], None]) -> None:
        if self._thread is not None:
            self._thread.join()  # it has nothing left to do
            self._thread = None
        call()

    def _crashed(self, error: Exception) -> None:
        self._end(ErasureResult("The app met an error of its own; its log tells more."))
        raise error


def _has_any(path: Path, stretch: Stretch) -> bool:
    from posture_app.store.erase.erasing import has_any  # noqa: PLC0415 - with a setting that few use

    return has_any(path, stretch)


def _from_log(path: Path, stretch: Stretch | None) -> None:
    from posture_app.store.erase.erasing import erase  # noqa: PLC0415 - rarely needed

    erase(path, stretch)


def _reply(erased: ErasureResult) -> dict[str, Any]:
    if erased.why_not:
        return {"ok": False, "error": erased.why_not}
    return {"ok": True, "gone": [str(path) for path in erased.gone]}
