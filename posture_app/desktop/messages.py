"""The app's own log of messages, and what happens to a bug: it is logged, told, and the app goes on."""

import contextlib
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from types import TracebackType

import posture_app
from posture_app.core.errors import KnownError, is_missing_part
from posture_app.core.language import _
from posture_app.core.text import printable

FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LONGEST_DAY = len("2026-03-02")
LARGEST = 1024 * 1024
PACKAGE = Path(posture_app.__file__)
PUT_BY = 3
"""So many files of messages are kept beside the present one."""
_STOOD = re.compile(r"^.*At (\S+) the app had stood still.*\n((?:(?:(?:Current t|T)hread .*|  .*|)\n)*)", re.MULTILINE)

_log = logging.getLogger("posture_app")


class _PlainFormatter(logging.Formatter):
    """A form of messages that no terminal obeys: they tell what other programs have said."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


class _File(logging.FileHandler):
    """A private file of messages, turned over when it is full. It gives up, and says so once, when it cannot be
    written: the disk is full. The standard library's own costs 7 ms and 1 MiB at each start, for pickle and queues.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8")
        self._files = [path, *_put_by(path)]

    def emit(self, record: logging.LogRecord) -> None:
        try:
            size = os.fstat(self.stream.fileno()).st_size if self.stream else 0
            if size and size + len(self.format(record).encode(errors="replace")) >= LARGEST:
                self._turn_over()
        except (OSError, ValueError):
            self.handleError(record)
        else:
            super().emit(record)

    def _turn_over(self) -> None:
        if self.stream:
            self.stream.close()
        for file, older in reversed(list(pairwise(self._files))):
            if file.exists():
                file.replace(older)
        self.stream = self._open()

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_open_private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own
        error = sys.exc_info()[1]
        logging.getLogger().removeHandler(self)
        with contextlib.suppress(OSError):  # what it still holds cannot be written either
            self.close()
        _log.warning("Messages are no longer kept in %s (%s).", self.baseFilename, error)


def _open_private(path: str, flags: int) -> int:
    """Open for its user only, and without waiting for anybody: there may be a pipe of that name."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)


def keep_messages(path: Path, *, verbose: bool) -> None:
    """Log to this private file, and warnings, or more if `verbose`, to standard error.

    A file of 1 MiB is put by, in place of the oldest of those put by before.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    console = logging.StreamHandler()
    console.setLevel(logging.DEBUG if verbose else logging.WARNING)
    console.setFormatter(_PlainFormatter("posture-app: %(message)s"))
    root.addHandler(console)
    for chatty in ("apscheduler", "tzlocal"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if path.is_fifo():  # to open one waits for somebody who reads it
        _log.warning("Messages cannot be kept in %s (it is a pipe; remove it).", path)
        return
    try:
        file = _File(path)
    except OSError as error:
        _log.warning("Messages cannot be kept in %s (%s).", path, error.strerror)
        return
    file.setFormatter(_PlainFormatter(FORM))
    root.addHandler(file)


def standstill_file(path: Path) -> Path:
    """Where it is written that the app stands still, beside the messages, until it goes on or starts again."""
    return path.with_name(f"{path.name}.still")


def stood_still(at: float, where: str) -> str:
    """What the messages say of it: from when on (seconds since the epoch), and where each thread stood."""
    moment = datetime.fromtimestamp(at, UTC).astimezone().isoformat(timespec="seconds")
    return f"At {moment} the app had stood still for some time (as it does if the machine is too busy), here:\n{where}"


def standstills(path: Path) -> tuple[list[str], str | None]:
    """When and where the app stood still, the latest last; and since when and where it does now, or did as it ended."""
    told = "".join(_read(file) for file in (*reversed(_put_by(path)), path))
    now, file = None, standstill_file(path)
    if where := _read(file):
        now = stood_still(file.stat().st_mtime, where)
    found = [f"{at}, {_innermost(where)}" for at, where in _STOOD.findall(told + "\n" + (now or ""))]
    return (found[:-1], found[-1]) if now else (found, None)


def _innermost(where: str) -> str:
    """The line in which the main thread stood; that thread is told last."""
    last = re.split("(?:Current t|T)hread ", where)[-1]
    return next((line.strip() for line in last.splitlines() if line.startswith("  ")), "nowhere known")


def forget_messages(path: Path, until: datetime | None = None) -> None:
    """Empty the file, which may be in use, and remove those put by: they tell when the app was used, and name moments
    of the record. Where nothing in them is from before `until` (UTC), they stay.

    Raises KnownError if that cannot be done.
    """
    try:
        put_by, used = sorted(path.parent.glob(f"{path.name}.[0-9]*")), (path, standstill_file(path))
        if until is not None and not any(_begins_before(file, until) for file in (*used, *put_by)):
            return
        for file in put_by:
            file.unlink(missing_ok=True)
        for file in used:
            if file.is_file():
                file.write_bytes(b"")
    except OSError as error:
        raise KnownError(
            _("The messages in {path} cannot be deleted ({reason}).").format(path=path, reason=error.strerror)
        ) from error


def _begins_before(file: Path, until: datetime) -> bool:
    """Whether something in a file of messages may be from before this moment, by the day of its first line."""
    if not file.is_file():
        return False
    with file.open("rb") as lines:
        first = lines.readline(LONGEST_DAY).decode(errors="replace")
    try:
        return date.fromisoformat(first) <= until.date() + timedelta(days=1)  # whatever the zone
    except ValueError:
        return bool(first)


def _put_by(path: Path) -> list[Path]:
    """The latest first."""
    return [path.with_name(f"{path.name}.{number}") for number in range(1, PUT_BY + 1)]


def _read(path: Path) -> str:
    """What a file says; nothing, if there is none that can be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    except OSError:
        return ""


def report_bugs(tell: Callable[[str], None], outdated: Callable[[bool], None]) -> None:
    """Log every exception that nobody caught, and `tell` the first one with a report to copy. One that comes of an
    update of the app while it runs, or of its removal, is no bug: `outdated` (whether its files are gone) is called at
    the first.
    """
    told: list[str] = []
    said: list[bool] = []
    began_with = _installed()

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        report = "".join(traceback.format_exception(kind, error, where))
        now_there = _installed()
        if is_missing_part(error) and now_there != began_with:
            _log.error("The app was %s while it ran:\n%s", "updated" if now_there else "removed", report)
            if not said:
                said.append(True)
                outdated(not now_there)
            return
        _log.error("An error that should not happen:\n%s", report)
        if not told:
            told.append(report)
            tell(report)

    sys.excepthook = hook


def _installed() -> tuple[int, ...]:
    """Which files of the app are there: an update puts new ones in their place. Nothing, if they are gone."""
    try:
        found = PACKAGE.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_mtime_ns
