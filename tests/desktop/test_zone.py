"""The time zone of the machine."""

from contextlib import closing
from pathlib import Path

import pytest

from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.zone import local_zone
from tests import needs
from tests.loop import SelectLoop


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "Asia/Kathmandu"])
def test_the_zone_is_read_anew_each_time(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    assert zone == local_zone()


def test_a_zone_that_is_set_is_told_by_the_folder_of_its_file(tmp_path: Path) -> None:
    needs.linux()
    link = tmp_path / "localtime"
    told: list[int] = []
    link.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    with closing(SelectLoop()) as loop:
        watch = folder_watch(loop, lambda: told.append(1))
        watch.watch(tmp_path)
        other = tmp_path / ".#localtime"
        other.symlink_to("/usr/share/zoneinfo/Asia/Kolkata")
        other.replace(link)  # as systemd-timedated does
        loop.run_until(lambda: told)
        watch.watch(None)


@pytest.mark.parametrize("zone", ["Nonsense/Zone", "x" * 300, "../../etc/passwd"])
def test_a_zone_that_is_not_known_is_utc_and_said(
    zone: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert "UTC" == local_zone()
    assert "time zone" in caplog.text
    caplog.clear()
