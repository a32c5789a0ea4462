"""The made-up days of the demo."""

from datetime import UTC, date, datetime, timedelta

from posture_app.core.replay.replay import replay
from posture_app.core.replay.sample import sample_events

SUNDAY = date(2026, 3, 8)
AFTERNOON = datetime(2026, 3, 8, 13, 30, tzinfo=UTC)


def test_they_are_plausible_and_in_order_and_end_when_they_should() -> None:
    events = list(sample_events(SUNDAY, 90, zone="Europe/Berlin", until=AFTERNOON))
    moments = [at for _, at in events]
    assert sorted(moments) == moments
    account = replay(events)
    days = account.days()
    assert 60 <= len(days) <= 90
    assert SUNDAY == days[-1].day  # there is something to show, whatever the day
    assert max(span.end for span in account.spans) <= AFTERNOON
    assert all(0 < day.sitting_s < timedelta(hours=12).total_seconds() for day in days)
    assert {"kept", "missed"} <= set(account.outcomes.values())


def test_the_same_seed_gives_the_same_days() -> None:
    def made(seed: int) -> list[object]:
        return list(sample_events(SUNDAY, 5, zone="UTC", until=AFTERNOON, seed=seed))

    assert made(3) == made(3)
    assert made(3) != made(4)
