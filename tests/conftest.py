"""House rules for every test: no real home, no unexpected warning, no timer, thread or window left behind."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import needs

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
"""The texts that tests ask for are those of the code, whatever the system speaks."""
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Or each of some hundred programs that the tests start would compile all of the app by itself."""
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)  # how long an example takes tells how busy the machine is
hypothesis.settings.load_profile("house")

CURRENT = "PYTEST_CURRENT_TEST"
"""Of pytest's own, and other at the end of a test than at its beginning."""
HERE = Path(__file__).parent
ALL_QT = (HERE / "ui", HERE / "desktop" / "test_bundled.py")
"""Where Qt does not load, these are passed over, and `test_needs.py` says why, and what to install."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Pass over what cannot even be imported here."""
    if needs.why_no_qt() is None or collection_path.name == "samples.py":
        return None
    return True if any(collection_path.is_relative_to(path) for path in ALL_QT) else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Two workers for each processor: the tests of the running app mostly wait."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    if sys.platform == "linux":
        return 2 * len(os.sched_getaffinity(0))
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Side by side, spread the tests that mostly wait evenly among those that mostly compute."""
    if not hasattr(config, "workerinput"):
        return
    waiting = [item for item in items if item.path.parent == HERE / "e2e"]
    others = [item for item in items if item.path.parent != HERE / "e2e"]
    share = len(others) / max(1, len(waiting))
    places = [(number * share, 0, item) for number, item in enumerate(waiting)]
    places += [(float(number), 1, item) for number, item in enumerate(others)]
    items[:] = [item for _, _, item in sorted(places, key=lambda place: place[:2])]


def pytest_collection_finish() -> None:
    """What is there now outlives every test: who looks for what a test left behind need not go through it each time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _environment_kept() -> Iterator[None]:
    """What a test, or the app in it, sets would hold for all later ones and for each program that they start."""
    before = dict(os.environ)
    yield
    assert before == {**os.environ, CURRENT: before[CURRENT]}


@pytest.fixture(autouse=True)
def _no_real_home(_environment_kept: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
