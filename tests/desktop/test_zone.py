"""The time zone of the machine."""

import pytest

from posture_app.desktop.zone import local_zone


@pytest.mark.parametrize("zone", ["Europe/Berlin", "UTC", "Asia/Kathmandu"])
def test_the_zone_is_read_anew_each_time(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    assert zone == local_zone()


@pytest.mark.parametrize("zone", ["Nonsense/Zone", "x" * 300, "../../etc/passwd"])
def test_a_zone_that_is_not_known_is_utc_and_said(
    zone: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TZ", zone)
    assert "UTC" == local_zone()
    assert "time zone" in caplog.text
    caplog.clear()
