"""What the app finds of the machine around it."""

import socket
from pathlib import Path

import pytest

from posture_app.runtime import machine
from posture_app.sensors.x11.wire import BrokenOffError
from tests import needs
from tests.loop import SelectLoop


class Knocker:
    """An X server that breaks off so many times before it lets one in, as one that starts afresh does."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, _environ: object) -> "Knocker":
        self.left -= 1
        if self.left >= 0:
            raise BrokenOffError("the X server of “:9” does not answer as it should: it broke off")
        return self

    def close(self) -> None:
        """Nothing is held."""


@pytest.mark.parametrize(("times", "why"), [(0, None), (2, None), (3, "The X server of “:9” does not answer as it")])
def test_an_x_server_that_starts_afresh_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, times: int, why: str | None
) -> None:
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(machine, "why_no_display", lambda: None)
    monkeypatch.setattr(machine, "on_x11", lambda: True)
    monkeypatch.setattr(machine, "XConnection", Knocker(times))
    found = machine.why_no_screen()
    assert found == why or (why is not None and found is not None and found.startswith(why))


def test_an_x_server_that_says_nothing_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ours, theirs = socket.socketpair()
    ours.settimeout(0.1)

    def connect(display: str) -> socket.socket:
        asked.append(display)
        return ours

    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setattr(machine, "why_no_display", lambda: None)
    monkeypatch.setattr(machine, "on_x11", lambda: True)
    monkeypatch.setattr("posture_app.sensors.x11.wire._connect", connect)
    with theirs:
        assert "The X server of “:9” does not answer." == machine.why_no_screen()
    assert [":9"] == asked


def test_the_service_that_sets_the_time_zone_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs.linux()
    from tests.buses import Peer, PrivateBus  # noqa: PLC0415 - on Linux only

    daemon, loop = PrivateBus(tmp_path), SelectLoop()
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", daemon.address)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    around = machine.Machine(loop, pretend=True)
    told: list[bool] = []
    around.watch_zone(lambda: told.append(True))
    peer = Peer(loop, daemon.address)

    def emit() -> bool:
        properties = "org.freedesktop.DBus.Properties"
        body: tuple[object, ...] = ("org.freedesktop.timedate1", {"Timezone": ("s", "Asia/Kolkata")}, [])
        peer.emit("/org/freedesktop/timedate1", properties, "PropertiesChanged", "sa{sv}as", body)
        loop.run_for(0.02)
        return bool(told)

    loop.ask_until(emit)
    peer.close()
    around.close()
    loop.close()
    daemon.kill()
