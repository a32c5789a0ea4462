"""The time zone of the machine."""

from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from posture_app.desktop.folder_watch import folder_watch
from posture_app.desktop.zone import linked_zone, local_zone
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


@pytest.mark.parametrize("plain", [None, "Europe/Berlin\n", "Asia/Kolkata\n", "# of Debian\nEurope/Berlin\n", ""])
@pytest.mark.parametrize("target", ["Europe/Berlin", "UTC", "Nonsense/Zone", "../../../etc/hostname", None])
def test_the_zone_of_a_plain_link_is_that_which_tzlocal_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str | None, plain: str | None
) -> None:
    needs.linux()
    unix = import_module("tzlocal.unix")
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "etc").mkdir()
    if target:
        (tmp_path / "etc/localtime").symlink_to(f"/usr/share/zoneinfo/{target}")
    if plain is not None:
        (tmp_path / "etc/timezone").write_text(plain)
    found = linked_zone(tmp_path)
    if target == "Europe/Berlin" and plain in (None, "Europe/Berlin\n") and Path("/usr/share/zoneinfo/UTC").exists():
        assert "Europe/Berlin" == found
    if found is not None:
        assert found == unix._get_localzone_name(str(tmp_path))


@pytest.mark.parametrize("elsewhere", ["var/db/zoneinfo", "etc/sysconfig/clock", "etc/conf.d/clock"])
def test_a_link_beside_another_word_on_the_zone_is_left_to_tzlocal(tmp_path: Path, elsewhere: str) -> None:
    needs.linux()
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/localtime").symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    (tmp_path / elsewhere).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / elsewhere).write_text("Asia/Kolkata")
    assert None is linked_zone(tmp_path)
