"""What the app finds of the machine around it."""

from pathlib import Path

import pytest

from posture_app.runtime import machine
from tests import needs
from tests.loop import SelectLoop


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
