"""Moments as text, ISO 8601, made from whole microseconds: a long log has a million of them to write."""

from collections.abc import Callable, Iterable
from itertools import repeat
from typing import NamedTuple

from posture_app.core.calendar import DAY, offset_of, zone_of
from posture_app.store.file.moments import MICROSECOND, from_us

SECOND_US = 1_000_000
DAY_US = DAY // MICROSECOND
MINUTE_S = 60
MINUTES = tuple(f"{hour:02}:{minute:02}:" for hour in range(24) for minute in range(MINUTE_S))
SECONDS = tuple(f"{second:02}" for second in range(MINUTE_S))


class _Stretch(NamedTuple):
    """From `low` to `high` only the time of day changes, counted from `midnight`; `day` and the `end` stay."""

    low: int
    high: int
    midnight: int
    day: str
    end: str


Find = Callable[[int, str], _Stretch]


def utc_texts(moments: Iterable[int]) -> list[str]:
    """2026-03-02T08:00:00Z, with a fraction where there is one."""
    return _texts(moments, repeat(""), _utc)


def local_texts(moments: Iterable[int], zones: Iterable[str]) -> list[str]:
    """2026-03-02T09:00:00+01:00, by the clock on the wall in each one's zone."""
    return _texts(moments, zones, _local)


def clock_readings(moments: Iterable[int], zones: Iterable[str]) -> list[str]:
    """2026-03-02 09:00:00, what the clock on the wall said, in whole seconds."""
    whole = (us - us % SECOND_US for us in moments)
    return _texts(whole, zones, lambda us, zone: _local(us, zone)._replace(end=""), between=" ")


def _texts(moments: Iterable[int], zones: Iterable[str], find: Find, *, between: str = "T") -> list[str]:
    texts = []
    low, high, midnight, day, end = 0, 0, 0, "", ""
    known = None
    for us, zone in zip(moments, zones, strict=False):  # `repeat` has no end
        if not low <= us < high or zone != known:
            low, high, midnight, day, end = find(us, zone)
            known = zone
        seconds, fraction = divmod(us - midnight, SECOND_US)
        minute, second = divmod(seconds, MINUTE_S)
        if fraction:
            texts.append(f"{day}{between}{MINUTES[minute]}{SECONDS[second]}.{fraction:06}{end}")
        else:
            texts.append(f"{day}{between}{MINUTES[minute]}{SECONDS[second]}{end}")
    return texts


def _utc(us: int, _zone: str) -> _Stretch:
    midnight = us - us % DAY_US
    return _Stretch(midnight, midnight + DAY_US, midnight, from_us(us).date().isoformat(), "Z")


def _local(us: int, zone: str) -> _Stretch:
    """The part of the local day that lies in this day of UTC; the moment alone where the offset changes on that day. No
    zone has changed it twice in one.
    """
    begins = us - us % DAY_US
    at = from_us(us).astimezone(zone_of(zone))
    offset = offset_of(from_us(us), zone) // MICROSECOND
    midnight = us - (us + offset) % DAY_US
    day, _, time = at.replace(microsecond=0).isoformat().partition("T")
    if offset_of(from_us(begins), zone) == offset_of(from_us(begins + DAY_US), zone):
        low, high = max(begins, midnight), min(begins, midnight) + DAY_US
    else:
        low, high = us, us + 1
    return _Stretch(low, high, midnight, day, time[len("09:00:00") :])
