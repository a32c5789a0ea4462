"""A log in a folder of its own, and the moments and spans that the tests write into it."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from posture_app.core.prompts import LoggedPrompt, Outcome, Shown, Way
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.ports import History
from posture_app.store.log.log import Log, open_log

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = datetime(2210, 1, 1, tzinfo=UTC)
"""A present in which nothing that the tests record lies in the future."""
MINUTE = timedelta(minutes=1)
NOBODY = 65534


def sat(start: float, end: float, ended_by: EndedBy | None = EndedBy.IDLE, *, zone: str = "Europe/Berlin") -> Span:
    """Sitting, between so many minutes after NOW."""
    return Span(Posture.SITTING, NOW + start * MINUTE, NOW + end * MINUTE, ended_by, zone)


def going_on(start: float, end: float) -> Span:
    """An open span with its checkpoint."""
    return sat(start, end, None)


def shown(number: int, at: float) -> Shown:
    return Shown(number, "stand", NOW + at * MINUTE, "Europe/Berlin", sitting_s=1800)


def merged(number: int, at: float) -> Shown:
    """A showing of three reminders, on a card."""
    also = ("stand", "own:Wasser trinken")
    return replace(shown(number, at), kind="stretch", also=also, length_s=180, way=Way.CARD, again=True)


def prompt(at: float, outcome: Outcome | None, kind: str = "stand", *also: str) -> LoggedPrompt:
    """What the log has of such a showing."""
    return LoggedPrompt(kind, also, NOW + at * MINUTE, "Europe/Berlin", outcome)


def outcomes(history: History) -> list[Outcome | None]:
    """What became of all showings."""
    return [row.outcome for row in history.prompts()]


@dataclass
class Told:
    """What the person was told."""

    trouble: list[str] = field(default_factory=list)
    recovered: list[str] = field(default_factory=list)


def open_at(path: Path, told: Told | None = None) -> Log:
    told = told or Told()
    return open_log(path, now=NOW, trouble=told.trouble.append, recovered=told.recovered.append).log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "posture" / "log.db"


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def log(path: Path, told: Told) -> Iterator[Log]:
    log = open_at(path, told)
    yield log
    log.close()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder, and a user whom permissions bind."""
    if sys.platform == "win32":
        pytest.skip("permissions are another matter there")
    folder = Path(tempfile.mkdtemp())
    import_module("mmap")  # the store loads it with the first log it writes, and that user may not read Python's files
    if os.geteuid() == 0:
        shutil.chown(folder, NOBODY)
        os.seteuid(NOBODY)
    yield folder
    if os.getuid() == 0:
        os.seteuid(0)
    for found in (folder, *folder.rglob("*")):
        found.chmod(0o700)
    shutil.rmtree(folder)
