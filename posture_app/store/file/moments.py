"""Moments as the log keeps them: whole microseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_us(at: datetime) -> int:
    """Microseconds since the epoch, exactly. Raises TypeError for a datetime without a zone."""
    return (at - EPOCH) // MICROSECOND


def from_us(us: int) -> datetime:
    """The moment, in UTC."""
    return EPOCH + us * MICROSECOND


MOMENT = (to_us(datetime(2, 1, 1, tzinfo=UTC)), to_us(datetime(9999, 1, 1, tzinfo=UTC)))
"""The moments that a calendar has, with room for any zone."""
DAY_US = timedelta(days=1) // MICROSECOND
EVER = (to_us(datetime.min.replace(tzinfo=UTC)), to_us(datetime.max.replace(tzinfo=UTC)))


def bounds(since: datetime | None, until: datetime | None) -> tuple[int, int]:
    """A range in microseconds; None means from the beginning, or without end."""
    return EVER[0] if since is None else to_us(since), EVER[1] if until is None else to_us(until)
