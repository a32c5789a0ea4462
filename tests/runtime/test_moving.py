"""From pip or a package to a Flatpak: whoever had the app start with the session still has it so, and is asked once."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.desktop.autostart import autostart
from posture_app.runtime.moving import keep_autostart
from posture_app.store.log.log import Log, open_log
from tests.desktop.test_portal_autostart import Flatpak, granted


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    opened = open_log(tmp_path / "posture.db", now=datetime(2026, 3, 4, tzinfo=UTC)).log
    yield opened
    opened.close()


@pytest.fixture
def flatpak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flatpak]:
    """On whose bus is a portal that grants what it is asked for."""
    made = Flatpak(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.bus.address)
    made.answer(0, granted(True))
    yield made
    made.close()


@pytest.mark.parametrize("before", [True, False])
def test_a_flatpak_asks_at_its_first_run_for_what_the_installation_before_had(
    log: Log, flatpak: Flatpak, tmp_path: Path, *, before: bool
) -> None:
    pip = {"XDG_CONFIG_HOME": str(tmp_path / "pip"), "XDG_CONFIG_DIRS": "/nowhere", "PATH": ""}
    sandbox = {"XDG_CONFIG_HOME": str(tmp_path / "sandbox"), "FLATPAK_ID": "org.example"}
    autostart(pip).turn(on=True)
    keep_autostart(log, pip, flatpak.loop)
    if not before:
        autostart(pip).turn(on=False)
        keep_autostart(log, pip, flatpak.loop)
    keep_autostart(log, sandbox, flatpak.loop)
    if before:
        flatpak.loop.run_until(lambda: autostart(sandbox).state().on)
    assert before is autostart(sandbox).state().on
    autostart(sandbox).turn(on=False)
    keep_autostart(log, sandbox, flatpak.loop)
    assert int(before) == len(flatpak.portal.calls)
    assert not autostart(sandbox).state().on


def test_a_desktop_that_cannot_be_asked_keeps_no_app_from_starting(
    log: Log, flatpak: Flatpak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.remember("autostart", value=True)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    keep_autostart(log, {"XDG_CONFIG_HOME": str(tmp_path), "FLATPAK_ID": "org.example"}, flatpak.loop)
    assert not autostart({"XDG_CONFIG_HOME": str(tmp_path), "FLATPAK_ID": "org.example"}).state().on
