"""Reminders as passive notifications of any system, through plyer: no buttons, and they cannot be taken back.

plyer (2.1) may block for 75 s: a notification service that does not answer is asked three times. So it runs on a thread
of its own that nobody waits for when the app quits.
"""

import importlib.util
import logging
import queue
import shutil
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Address, Bus, Loop, Message, Timer
from posture_app.core.text import clipped, escaped, one_line, plain
from posture_app.core.words import APP_NAME

SERVICE = Address("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications")
PATIENCE = 10.0
"""Real seconds that showing one notification may take."""
MOST_FAILURES = 2
"""After so many failures in a row plyer is left alone: on Windows it fails for good once it has left too many icons
(kivy/plyer#645).
"""
TITLE_UNITS, BODY_UNITS = 63, 255
"""What a Windows balloon holds, in UTF-16 code units; of longer texts plyer (2.1) makes a ValueError."""
FLATPAK_FOLDER = Path("/app")
"""Where there is such a folder, plyer (2.1) asks the portal by a command that it pastes together: a “'” breaks it."""
_BLANK = "\N{ZERO WIDTH SPACE}"
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Job:
    number: int
    title: str
    body: str
    failed: Callable[[str], None]
    patience: Timer | None = None
    over: bool = False

    def end(self) -> bool:
        """End it; returns whether it was still open."""
        if self.over:
            return False
        self.over = True
        if self.patience is not None:
            self.patience.cancel()
        return True


class PlyerNotifier:
    """Shows prompts without buttons. Raises Unavailable, saying why, where plyer has nothing to work with.

    On Linux `bus` is the session bus: plyer does not notice when nobody is there to show a notification, so the
    notification service is asked first. Elsewhere it is None. A notification that has been sent stays until the
    system takes it away; one that took too long may still come after its prompt has gone another way.
    """

    name = "plyer"
    answers = False

    def __init__(self, loop: Loop, bus: Bus | None) -> None:
        obstacle = _obstacle(bus)
        if obstacle is not None:
            raise Unavailable(obstacle)
        self._loop = loop
        self._bus = bus
        self._notify, self._unescapes = _backend()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
        self._job: _Job | None = None
        self._failures = 0
        self._broken: str | None = None
        self._closed = False

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        if self._job is not None:
            self._job.end()
        if self._broken is not None:
            failed(self._broken)
            return
        title = clipped(one_line(message.title) or APP_NAME, TITLE_UNITS - 1)
        job = _Job(message.number, _no_option(title), clipped(plain(message.body), BODY_UNITS - 1), failed)
        job.patience = self._loop.deadline(
            PATIENCE, partial(self._done, job, lasting("it took over {number} s", number=f"{PATIENCE:g}"))
        )
        self._job = job
        if self._bus is None:
            self._send(job)
        else:
            self._bus.call(
                SERVICE, "GetCapabilities", reply=partial(self._answered, job), failed=partial(self._done, job)
            )

    def withdraw(self, number: int) -> None:
        """Keep it from being sent, if it has not been; what is on the screen stays."""
        if self._job is not None and self._job.number == number:
            self._job.end()

    def close(self) -> None:
        if self._job is not None:
            self._job.end()
        self._closed = True
        self._jobs.put(None)

    def _answered(self, job: _Job, *results: object) -> None:
        """A notification service is there, and has told what it can do."""
        match results:
            case (list(words),) if "body-markup" in words:
                job.body = escaped(job.body)
        self._send(job)

    def _send(self, job: _Job) -> None:
        if job.over:
            return
        job.body = _no_option(job.body.replace("\\", "\\\\") if self._unescapes else job.body)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="plyer", daemon=True)
            self._worker.start()
        self._jobs.put(job)

    def _work(self) -> None:
        """On the thread: one notification after the other."""
        while (job := self._jobs.get()) is not None:
            if job.over:
                continue
            why: str | None = None
            try:
                self._notify(title=job.title, message=job.body or _BLANK, app_name=APP_NAME)
            except Exception as error:  # noqa: BLE001 - every system's part of plyer fails in its own way
                why = f"{type(error).__name__}: {error}"
            if not self._closed:
                self._loop.soon(partial(self._done, job, why))

    def _done(self, job: _Job, why: str | None) -> None:
        if not job.end():
            return
        if why is None:
            self._failures = 0
            return
        self._failures += 1
        if self._failures == MOST_FAILURES:
            self._broken = lasting(
                "plyer failed {number} times in a row and is left alone until the next start", number=MOST_FAILURES
            )
            _log.info("%s; the last time: %s", self._broken, why)
            self._jobs.put(None)
        job.failed(lasting("plyer: {why}", why=why))


def _obstacle(bus: Bus | None) -> str | None:
    """Why plyer cannot work here; it would say so only by doing nothing."""
    if sys.platform == "linux":
        if FLATPAK_FOLDER.is_dir():
            return lasting(
                "plyer takes this for a Flatpak, because there is a folder {folder}, and would fail",
                folder=FLATPAK_FOLDER,
            )
        if importlib.util.find_spec("dbus") is None and shutil.which("notify-send") is None:
            return lasting("plyer needs the program notify-send (package libnotify-bin)")
        if bus is None:
            return lasting("there is no session bus")
    if sys.platform == "darwin" and importlib.util.find_spec("pyobjus") is None:
        return lasting("plyer needs the package pyobjus")
    return None


def _backend() -> tuple[Callable[..., Any], bool]:
    """The function of plyer that shows a notification, and whether it takes a backslash for the start of an escape."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        from plyer import notification  # noqa: PLC0415 - rarely the way that is used

        notify = notification.notify  # plyer chooses its back-end here, and warns of those it would like better
    for warning in caught:
        _log.debug("plyer: %s", " ".join(str(warning.message).split()))
    backend = type(notify.__self__).__name__
    if backend == "Notification":
        raise Unavailable(lasting("plyer knows no way to notify on this system"))
    return notify, backend == "NotifySendNotification"


def _no_option(text: str) -> str:
    """A text that notify-send does not take for an option: plyer (2.1) hands it over as it is."""
    return _BLANK + text if text.startswith("-") else text
