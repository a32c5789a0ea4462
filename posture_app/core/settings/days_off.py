"""Days off: runs of whole days, and their notation."""

from collections.abc import Iterable
from datetime import date

from posture_app.core.calendar import DaysOff
from posture_app.core.language import _

NONE = "none"


def join_runs(runs: Iterable[tuple[date, date]]) -> DaysOff:
    """These runs of days in order; those that overlap or follow one another become one."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(runs):
        if joined and (first - joined[-1][1]).days <= 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def parse_days_off(text: str) -> DaysOff:
    """Read the notation `2026-12-24..2027-01-02, 2026-05-01`; "none" or nothing is no day at all.

    Raises ValueError that names the part at fault.
    """
    if text.strip().lower() in (NONE, ""):
        return ()
    return join_runs(_run(part.strip()) for part in text.split(","))


def format_days_off(days: DaysOff) -> str:
    """The notation that `parse_days_off` reads."""
    return ", ".join(f"{first}" if first == last else f"{first}..{last}" for first, last in days) or NONE


def _run(text: str) -> tuple[date, date]:
    start, dots, end = text.partition("..")
    first = _day(start.strip())
    last = _day(end.strip()) if dots else first
    if last < first:
        raise ValueError(_("“{text}” ends before it begins").format(text=text))
    return first, last


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # it reads 20261224 and 2026-W52-4 as well
        raise ValueError(_("“{text}” is not a date").format(text=text))
    return day
