"""House rules for every test: no real home, no unexpected warning, no timer, thread or window left behind."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import needs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent
ALL_QT = (HERE / "ui", HERE / "desktop" / "test_bundled.py", HERE / "desktop" / "test_loop.py")
"""Where Qt does not load, these are passed over, and `test_needs.py` says why, and what to install."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Pass over what cannot even be imported here."""
    if needs.why_no_qt() is None or collection_path.name == "samples.py":
        return None
    return True if any(collection_path.is_relative_to(path) for path in ALL_QT) else None


@pytest.fixture(autouse=True)
def _no_real_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person's own data is out of reach of every test."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_unexpected_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A logged warning fails the test, unless it reads `caplog` and clears it."""
    yield
    unexpected = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert unexpected == []


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert [t.name for t in threading.enumerate() if t not in before and not t.daemon] == []
