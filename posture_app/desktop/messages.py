"""The app's own log of messages, and what happens to a bug: it is logged, told, and the app goes on."""

import contextlib
import logging
import sys
import traceback
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from types import TracebackType

from posture_app.core.errors import KnownError
from posture_app.core.text import printable

FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LONGEST_DAY = len("2026-03-02")
LARGEST = 512 * 1024

_log = logging.getLogger("posture_app")


class _Form(logging.Formatter):
    """A form of messages that no terminal obeys: they tell what other programs have said."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


class _File(logging.FileHandler):
    """A file of messages that gives up, and says so once, when it cannot be written: the disk is full."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own
        error = sys.exc_info()[1]
        logging.getLogger().removeHandler(self)
        with contextlib.suppress(OSError):  # what it still holds cannot be written either
            self.close()
        _log.warning("Messages are no longer kept in %s (%s).", self.baseFilename, error)


def keep_messages(path: Path, *, verbose: bool) -> None:
    """Log to this private file, and warnings, or more if `verbose`, to standard error.

    A file of over 512 KiB is put by at the start, in place of the one put by before.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    console = logging.StreamHandler()
    console.setLevel(logging.DEBUG if verbose else logging.WARNING)
    console.setFormatter(_Form("posture-app: %(message)s"))
    root.addHandler(console)
    for chatty in ("apscheduler", "tzlocal"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if path.is_fifo():  # to open one waits for somebody who reads it
        _log.warning("Messages cannot be kept in %s (it is a pipe; remove it).", path)
        return
    try:
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_name(f"{path.name}.1"))
        path.touch(mode=0o600)
        file = _File(path, encoding="utf-8")
    except OSError as error:
        _log.warning("Messages cannot be kept in %s (%s).", path, error.strerror)
        return
    file.setFormatter(_Form(FORM))
    root.addHandler(file)


def forget_messages(path: Path, until: datetime | None = None) -> None:
    """Empty the file, which may be in use, and remove those put by: they tell when the app was used, and name moments
    of the record. Where nothing in them is from before `until` (UTC), they stay.

    Raises KnownError if that cannot be done.
    """
    try:
        put_by = sorted(path.parent.glob(f"{path.name}.[0-9]*"))
        if until is not None and not any(_begins_before(file, until) for file in (path, *put_by)):
            return
        for file in put_by:
            file.unlink(missing_ok=True)
        if path.exists():
            path.write_bytes(b"")
    except OSError as error:
        raise KnownError(f"The messages in {path} cannot be deleted ({error.strerror}).") from error


def _begins_before(file: Path, until: datetime) -> bool:
    """Whether something in a file of messages may be from before this moment, by the day of its first line."""
    if not file.exists():
        return False
    with file.open("rb") as lines:
        first = lines.readline(LONGEST_DAY).decode(errors="replace")
    try:
        return date.fromisoformat(first) <= until.date() + timedelta(days=1)  # whatever the zone
    except ValueError:
        return bool(first)


def report_bugs(tell: Callable[[str], None]) -> None:
    """Log every exception that nobody caught, and `tell` the first one with a report to copy."""
    told: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        report = "".join(traceback.format_exception(kind, error, where))
        _log.error("An error that should not happen:\n%s", report)
        if not told:
            told.append(report)
            tell(report)

    sys.excepthook = hook
