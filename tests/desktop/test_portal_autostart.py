"""A Flatpak asks the desktop to be started with the session: granted, refused, nonsense, silence, and nobody there."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from posture_app.core.autostart import AutostartState
from posture_app.desktop import portal_autostart
from posture_app.desktop.autostart import XdgAutostart
from posture_app.desktop.portal_autostart import NAME, REQUEST, PortalAutostart
from tests.buses import Peer, PrivateBus, Refusal
from tests.loop import SelectLoop

COMMAND = ("posture-app", "--hidden")
HANDLE = "/org/freedesktop/portal/desktop/request/1_1/t"


class Flatpak:
    """A Flatpak on a bus of its own."""

    def __init__(self, folder: Path) -> None:
        self.loop = SelectLoop()
        self.bus = PrivateBus(folder)
        self.portal = Peer(self.loop, self.bus.address)
        self.way = PortalAutostart(COMMAND, XdgAutostart(COMMAND, folder / "autostart"), self.loop)
        self.answers: list[str] = []

    def answer(self, *body: Any, signature: str = "ua{sv}") -> None:
        """The portal is there, and answers each request so."""
        self.portal.own(NAME)

        def requested(_window: str, _options: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
            self.loop.soon(lambda: self.portal.emit(HANDLE, REQUEST, "Response", signature, body))
            return "o", (HANDLE,)

        self.portal.answers["RequestBackground"] = requested

    def turn(self, *, on: bool) -> str:
        """Ask for it; what was answered."""
        self.answers.clear()
        self.way.ask(on=on, answered=self.answers.append)
        self.loop.run_until(lambda: self.answers)
        return self.answers[0]

    def close(self) -> None:
        self.portal.close()
        self.bus.kill()
        self.loop.close()


@pytest.fixture
def flatpak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flatpak]:
    made = Flatpak(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.bus.address)
    yield made
    made.close()


def granted(on: bool) -> dict[str, Any]:
    return {"background": ("b", True), "autostart": ("b", on)}


def test_what_is_granted_is_remembered_and_the_command_always_goes_with_the_request(flatpak: Flatpak) -> None:
    flatpak.answer(0, granted(True))
    assert "" == flatpak.turn(on=True)
    assert AutostartState(on=True, command=COMMAND) == flatpak.way.state()
    flatpak.answer(0, granted(False))
    assert "" == flatpak.turn(on=False)
    assert not flatpak.way.state().on
    for (_member, (_window, options)), on in zip(flatpak.portal.calls, (True, False), strict=True):
        assert (("b", on), ("as", list(COMMAND))) == (options["autostart"], options["commandline"])


@pytest.mark.parametrize("body", [(1, {}), (2, {}), (0, granted(False))])
def test_what_is_refused_is_said_and_stays_off(flatpak: Flatpak, body: tuple[Any, ...]) -> None:
    flatpak.answer(*body)
    assert "The desktop did not allow it; its settings of programs may." == flatpak.turn(on=True)
    assert not flatpak.way.state().on


@pytest.mark.parametrize(
    ("signature", "body"), [("s", ("yes",)), ("ua{sv}", (0, {})), ("ua{sv}", (0, {"autostart": ("s", "yes")}))]
)
def test_nonsense_is_no_consent(flatpak: Flatpak, signature: str, body: tuple[Any, ...]) -> None:
    flatpak.answer(*body, signature=signature)
    assert "nonsense" in flatpak.turn(on=True)
    assert not flatpak.way.state().on


def _absent(_flatpak: Flatpak) -> None:
    """There is no portal."""


def _unknown(flatpak: Flatpak) -> None:
    """It is one without this interface."""
    flatpak.portal.own(NAME)

    def refuse(*_: Any) -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.DBus.Error.UnknownMethod", "no such interface")

    flatpak.portal.answers["RequestBackground"] = refuse


def _silent(flatpak: Flatpak) -> None:
    """It takes the request, and no more."""
    flatpak.portal.own(NAME)


@pytest.mark.parametrize("stage", [_absent, _unknown, _silent])
def test_nobody_who_answers_is_said(
    flatpak: Flatpak, monkeypatch: pytest.MonkeyPatch, stage: Callable[[Flatpak], None]
) -> None:
    monkeypatch.setattr(portal_autostart, "PATIENCE_S", 0.3)
    stage(flatpak)
    assert "The desktop could not be asked to start the app" in flatpak.turn(on=True)
    assert not flatpak.way.state().on


def test_without_a_bus_that_is_said_at_once(flatpak: Flatpak, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    flatpak.way.ask(on=True, answered=flatpak.answers.append)
    assert 1 == len(flatpak.answers)


def test_only_the_last_request_is_answered(flatpak: Flatpak) -> None:
    flatpak.portal.own(NAME)
    before: list[str] = []
    flatpak.way.ask(on=True, answered=before.append)
    flatpak.answer(0, granted(False))
    assert "" == flatpak.turn(on=False)
    assert [] == before
