"""Deleting from the record while the app runs: what the person wants deleted, and at night what was kept long enough.

The copies of the log come first: cut short, the log still shows what was to be deleted. While the log itself is worked
on, what the app records is kept in memory. Of twenty years of log that takes some seconds.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from posture_app.core.errors import KnownError
from posture_app.core.language import _, sentences
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
from posture_app.desktop.control.protocol import Answer, Later, Request, Stream
from posture_app.desktop.messages import forget_messages
from posture_app.upkeep.host import Host
from posture_app.upkeep.sharing import Sharing
from posture_app.upkeep.worker import Job, why

KEEP = "keep_years"
"""The word of the log under which is remembered for how many years to keep it, and since when that is known."""
COMMAND = "delete"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """A sentence `why_not`, if not all has been deleted; and the copies that could not be read, and went as a whole."""

    why_not: str = ""
    gone: tuple[Path, ...] = ()


Done = Callable[[ErasureResult], None]


@dataclass(slots=True)
class _Erasure:
    """A deletion on its way: of a stretch, or of everything (None), from this log."""

    path: Path
    stretch: Stretch | None
    done: Done
    gone: tuple[Path, ...] = ()


class Erasing:
    """Deletes one thing at a time."""

    def __init__(self, host: Host, sharing: Sharing) -> None:
        self._host, self._sharing = host, sharing
        self._busy = self._failing = False

    @property
    def busy(self) -> bool:
        """Whether something is being deleted."""
        return self._busy

    def erase(self, stretch: Stretch | None, done: Done) -> None:
        """Delete a stretch, or everything (None), from the log and all copies; `done` comes once, on this thread."""
        path = self._host.log.path
        if path is None:
            done(ErasureResult(_("The log is not open yet; delete again once it is.")))
        elif self._busy:
            done(ErasureResult(_("Something is being deleted already; try again when that is done.")))
        else:
            self._busy = True
            self._sharing.hold()
            erasure = _Erasure(path, stretch, done)
            if stretch is None:  # while the log tells yet which file in the shared folder is ours
                self._sharing.erase(None, partial(self._go_on, self._from_copies, erasure))
            else:
                self._from_copies(erasure)

    def keep(self) -> None:
        """Delete what has been kept for longer than the settings want, if anything has."""
        path, settings, runner = self._host.log.path, self._host.settings(), self._host.runner
        zone, now = runner.zone, runner.now()
        if path is None or self._busy:
            return
        try:
            remembered, days = self._host.log.recall(KEEP), self._host.log.latest_days()
        except KnownError as error:
            self._kept(ErasureResult(str(error)))
            return
        if not settings.keep_years:
            if remembered is not None:
                self._host.log.remember(KEEP, None)
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
            self._busy = True
            self._host.worker.submit(
                lambda _: _has_any(path, stretch),
                partial(self._looked, retention, stretch),
                partial(self._end, _Erasure(path, stretch, self._kept)),
            )

    def answering(self, answer: Answer) -> Answer:
        """Answers who asks to delete something once that is done; all else is left to `answer`."""

        def answer_all(request: Request) -> Mapping[str, Any] | Later | Stream:
            return self._asked(request) if request.get("command") == COMMAND else answer(request)

        return answer_all

    def _asked(self, request: Request) -> Mapping[str, Any] | Later:
        try:
            runner = self._host.runner
            stretch = read_stretch(request, runner.now(), runner.zone, self._host.settings().day_start)
        except ValueError as error:
            return {"ok": False, "error": _("Nothing was deleted: {error}.").format(error=error)}
        return lambda send: self.erase(stretch, lambda erased: send(_reply(erased)))

    def _looked(self, retention: Retention, stretch: Stretch, some: bool) -> None:  # noqa: FBT001 - a result
        """Whether there is something that was kept long enough is known: delete it, or announce that first."""
        self._busy = False
        if not some:
            return
        if retention.announced is None:
            now = self._host.runner.now()
            self._host.log.remember(KEEP, Retention(retention.years, now).to_json())
            self._host.tell(announcement(retention.years, stretch, now, self._host.runner.zone))
        else:
            self._host.log.remember(KEEP, replace(retention, begun=True).to_json())
            self.erase(stretch, self._kept)

    def _go_on(self, step: Callable[[_Erasure], None], erasure: _Erasure, error: Exception | None) -> None:
        if error is None:
            step(erasure)
        else:
            self._end(erasure, error)

    def _from_copies(self, erasure: _Erasure) -> None:
        self._host.worker.submit(
            partial(_erase_copies, erasure), partial(self._from_log, erasure), partial(self._end, erasure)
        )

    def _from_log(self, erasure: _Erasure, gone: tuple[Path, ...]) -> None:
        """The copies have nothing of it any more; now the log, and then the copies made of it meanwhile."""
        erasure.gone = gone
        try:
            self._host.runner.cut(None if erasure.stretch is None else erasure.stretch.until)
            self._host.log.rest()
        except Exception as error:
            self._end(erasure, error)
            if not isinstance(error, KnownError):
                raise
            return

        def work(job: Job[tuple[Path, ...]]) -> tuple[Path, ...]:
            _from_log(erasure.path, erasure.stretch)
            return _erase_copies(erasure, job)

        self._host.worker.submit(work, partial(self._from_shared, erasure), partial(self._end, erasure))

    def _from_shared(self, erasure: _Erasure, gone: tuple[Path, ...]) -> None:
        erasure.gone += gone
        self._host.log.go_on()
        if erasure.stretch is None:
            self._from_messages(erasure)
        else:
            self._sharing.erase(erasure.stretch, partial(self._go_on, self._from_messages, erasure))

    def _from_messages(self, erasure: _Erasure) -> None:
        try:
            until = None if erasure.stretch is None else erasure.stretch.until
            for file in (self._host.where.messages, self._host.where.recording):
                forget_messages(file, until)
        except Exception as error:
            self._end(erasure, error)
            if not isinstance(error, KnownError):
                raise
        else:
            self._end(erasure)

    def _end(self, erasure: _Erasure, error: Exception | None = None) -> None:
        self._busy = False
        self._host.log.go_on()
        self._sharing.release()
        if erasure.stretch is None:
            self._host.runner.keep()
        self._host.reread()
        erasure.done(ErasureResult("" if error is None else sentences(why(error), _(NOT_YET)), erasure.gone))

    def _kept(self, erased: ErasureResult) -> None:
        if not erased.why_not:
            _log.info("what had been kept for long enough has been deleted")
        elif not self._failing:
            self._host.tell(_("{why_not} It is tried again the next night.").format(why_not=erased.why_not))
        self._failing = bool(erased.why_not)


def _erase_copies(erasure: _Erasure, job: Job[tuple[Path, ...]]) -> tuple[Path, ...]:
    from posture_app.store.erase.copies import erase_copies  # noqa: PLC0415 - rarely needed

    return erase_copies(erasure.path, erasure.stretch, job.stopping)


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
