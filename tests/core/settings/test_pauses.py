"""The ends that a pause is offered and given, where clocks are changed among other days."""

from datetime import UTC, datetime

import pytest

from posture_app.core.calendar import zone_of
from posture_app.core.settings.pauses import pause_end, pause_times
from posture_app.core.settings.settings import DEFAULTS

BERLIN, LORD_HOWE = "Europe/Berlin", "Australia/Lord_Howe"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def offered(now: str, zone: str = BERLIN) -> list[str]:
    return [f"{end.astimezone(zone_of(zone)):%H:%M}" for end in pause_times(utc(now), zone)]


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        ("2026-03-02T08:10", BERLIN, ["10:00", "11:00", "12:00"]),
        ("2026-03-02T08:29:59", BERLIN, ["10:00", "11:00", "12:00"]),
        ("2026-03-02T08:30", BERLIN, ["11:00", "12:00", "13:00"]),
        ("2026-03-02T21:40", BERLIN, ["00:00", "01:00", "02:00"]),
        ("2026-03-28T23:45", BERLIN, ["03:00", "04:00", "05:00"]),  # 00:45, and there is no 02:00
        ("2026-03-28T23:10", BERLIN, ["01:00", "03:00", "04:00"]),
        ("2026-03-29T00:40", BERLIN, ["04:00", "05:00", "06:00"]),  # 03:00 is 20 minutes away
        ("2026-10-25T00:10", BERLIN, ["03:00", "04:00", "05:00"]),  # the first 02:10 of two
        ("2026-10-25T01:10", BERLIN, ["03:00", "04:00", "05:00"]),
        ("2026-10-03T14:10", LORD_HOWE, ["03:00", "04:00", "05:00"]),  # 00:40, and 02:00 is 02:30 there
    ],
)
def test_the_next_full_hours_are_offered_once_each(now: str, zone: str, expected: list[str]) -> None:
    assert expected == offered(now, zone)


@pytest.mark.parametrize(
    ("now", "until", "ends"),
    [
        ("2026-03-02T08:00", "15:00", "2026-03-02T14:00"),
        ("2026-03-02T14:00", "15:00", "2026-03-03T14:00"),
        ("2026-10-25T00:10", "02:30", "2026-10-25T00:30"),
        ("2026-10-25T01:10", "02:30", "2026-10-25T01:30"),  # the second 02:10: 20 minutes, and not a day
        ("2026-10-25T01:40", "02:30", "2026-10-26T01:30"),
    ],
)
def test_a_time_of_day_is_the_next_to_come(now: str, until: str, ends: str) -> None:
    assert utc(ends) == pause_end(until, utc(now), DEFAULTS, BERLIN)
