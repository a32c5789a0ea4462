"""The figures of days that are over, kept in the table `days` so that years of them are there at once.

They follow from the rest of the log: triggers drop those of each day that a change may touch, a change of the settings
that they are made by drops all, and `check` makes them anew and compares.
"""

import json
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from posture_app.core.prompts import Outcome
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.measures import DayFigures
from posture_app.core.statistics.patterns import HOURS, DayHours
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules, KnownDay, Record
from posture_app.store.file.connection import transaction
from posture_app.store.file.faults import reading
from posture_app.store.file.moments import from_us
from posture_app.store.file.odd_rows import FIRST_DAY
from posture_app.store.file.schema import TABLES

BASIS = "days"
"""The key under which the settings are remembered that the days were made by."""
CHUNK = 62
"""How many days are made and kept at once, within a tenth of a second."""
BEFORE = 2
"""How many days before the first moment of the log bouts and time zones may reach."""
FIGURES = 2
"""The manner of making figures: the next number once they come out otherwise, so that those kept before are dropped."""
ZERO = date(1970, 1, 1).toordinal()
USUAL_HOURS = (3600,) * HOURS
NUMBER = 4
"""Bytes of a number in the lists that are kept."""

_COLUMNS = ", ".join(TABLES["days"])
_READ = f"SELECT {_COLUMNS} FROM days WHERE day BETWEEN ? AND ? ORDER BY day"  # noqa: S608 - names of ours
_KEEP = f"INSERT OR REPLACE INTO days ({_COLUMNS}) VALUES ({', '.join('?' * len(TABLES['days']))})"  # noqa: S608 - the same
_FIRST = (
    "SELECT min(first) FROM ("
    "SELECT (SELECT min(start_us) FROM spans WHERE device = devices.id AND start_us >= 0) AS first FROM devices"
    " UNION ALL SELECT min(start_us) FROM corrections WHERE start_us >= 0)"
)
_UNKNOWN = (0, 0, 0, 0, 0, 0, b"", 0, "", None, None, 1, b"", b"", 0, 0)
Row = tuple[Any, ...]


class DayCache:
    """Reads days, makes those that are not kept, and keeps them."""

    def __init__(self, connection: Callable[[], sqlite3.Connection], path: Path | None) -> None:
        self._connection = connection
        self._path = path

    def read(self, record: Record, period: Period, basis: DayRules, *, keep: bool) -> Sequence[KnownDay]:
        """The known days of a period, in order; those made are kept if they are to be and the file can be written."""
        first = max(period.first, self.first_day() or date.max)
        if first > period.last:
            return ()
        wanted = Period(Length.RANGE, first, period.last)
        days = self._kept(wanted, basis)
        if len(days) == len(wanted):
            return [known for known in days.values() if known is not None]
        for part in _missing(days, wanted):
            made = self._keep_made(record, part, basis) if keep else make_days(record, part, basis)
            days.update(dict.fromkeys(part.days))
            days.update((each.day, each) for each in made)
        return [known for day in wanted.days if (known := days[day]) is not None]

    def drop(self) -> None:
        """Forget all of them. Raises sqlite3.Error."""
        with transaction(self._connection()):
            self._connection().execute("DELETE FROM days")

    def kept_days(self, basis: DayRules) -> list[KnownDay]:
        with reading(self._path):
            ends = self._connection().execute("SELECT min(day), max(day) FROM days").fetchone()
            if ends[0] is None:
                return []
            first, last = (date.fromordinal(ZERO + end) for end in ends)
            kept = self._kept(Period(Length.RANGE, first, last), basis)
            return [known for _, known in sorted(kept.items()) if known is not None]

    def first_day(self) -> date | None:
        """The day before which nothing is known, or a little earlier; None if the log is empty."""
        with reading(self._path):
            connection = self._connection()
            (first_us,) = connection.execute(_FIRST).fetchone()
            (total,) = connection.execute("SELECT min(day) FROM day_totals WHERE day >= ?", (FIRST_DAY,)).fetchone()
            days = [] if first_us is None else [from_us(first_us).date() - timedelta(days=BEFORE)]
            days += [] if total is None else [date.fromisoformat(total)]
        return min(days, default=None)

    def _kept(self, period: Period, basis: DayRules) -> dict[date, KnownDay | None]:
        """The days that are kept; None for a day of which nothing is known."""
        with reading(self._path):
            if not self._made_by(basis):
                return {}
            ends = period.first.toordinal() - ZERO, period.last.toordinal() - ZERO
            return dict(map(_known, self._connection().execute(_READ, ends)))

    def _made_by(self, basis: DayRules) -> bool:
        query = "SELECT value FROM remembered WHERE key = ?"
        found = self._connection().execute(query, (BASIS,)).fetchone()
        return found is not None and found[0] == _words(basis)

    def _keep_made(self, record: Record, period: Period, basis: DayRules) -> Iterable[KnownDay]:
        """Make days and keep them, in one transaction, so that what is kept is of the log as it then is."""
        made: list[KnownDay] | None = None
        try:
            connection = self._connection()
            with transaction(connection):
                if not self._made_by(basis):
                    connection.execute("DELETE FROM days")
                    connection.execute("INSERT OR REPLACE INTO remembered VALUES (?, ?)", (BASIS, _words(basis)))
                made = make_days(record, period, basis)
                known = {each.day: each for each in made}
                connection.executemany(_KEEP, (_row(day, known.get(day)) for day in period.days))
        except (sqlite3.Error, OSError):  # locked, full or read-only: they are made again the next time
            return make_days(record, period, basis) if made is None else made
        return made


def _missing(days: dict[date, KnownDay | None], period: Period) -> Iterator[Period]:
    """Runs of days that are not kept, none longer than can be made at once."""
    run: list[date] = []
    for day in period.days:
        if run and (day in days or len(run) == CHUNK):
            yield Period(Length.RANGE, run[0], run[-1])
            run = []
        if day not in days:
            run.append(day)
    if run:
        yield Period(Length.RANGE, run[0], run[-1])


def _words(basis: DayRules) -> str:
    start, break_min_s = f"{basis.day_start:%H:%M}", basis.break_min // timedelta(seconds=1)
    return json.dumps({"figures": FIGURES, "day_start": start, "break_min_s": break_min_s})


def _row(day: date, known: KnownDay | None) -> Row:
    number = day.toordinal() - ZERO
    if known is None:
        return (number, *_UNKNOWN)
    figures, totals, hours = known.figures, known.figures.totals, known.hours
    return (
        number,
        1,
        totals.sitting_s,
        totals.standing_s,
        totals.bouts,
        totals.breaks,
        totals.longest_bout_s,
        _packed(figures.bout_lengths_s),
        figures.prompted,
        ",".join(f"{outcome.value}={count}" for outcome, count in figures.outcomes.items()),
        figures.first_s,
        figures.last_s,
        int(figures.timed),
        b"" if hours is None else _packed(hours.sitting_s),
        b"" if hours is None or hours.length_s == USUAL_HOURS else _packed(hours.length_s),
        figures.stand_ups,
        figures.stood_up,
    )


def _known(row: Row) -> tuple[date, KnownDay | None]:
    day = date.fromordinal(ZERO + row[0])
    if not row[1]:
        return day, None
    lengths, outcomes, hours, hour_lengths = row[7], row[9], row[13], row[14]
    figures = DayFigures(
        DayTotals(day, *row[2:7]),
        _numbers(lengths),
        row[8],
        _outcomes(outcomes),
        row[10],
        row[11],
        bool(row[12]),
        row[15],
        row[16],
    )
    return day, KnownDay(figures, partial(_hours, day, hours, hour_lengths) if hours else None)


@cache
def _outcomes(text: str) -> Mapping[Outcome, int]:
    """Most days are like others in this."""
    words = (each.partition("=") for each in text.split(",") if each)
    return MappingProxyType({Outcome(word): int(count) for word, _, count in words})


def _hours(day: date, sitting: bytes, lengths: bytes) -> DayHours:
    return DayHours(day, _numbers(sitting), _numbers(lengths) if lengths else USUAL_HOURS)


def _packed(numbers: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _numbers(packed: bytes) -> tuple[int, ...]:
    """Five times as fast as out of text, and years have hundreds of thousands."""
    return struct.unpack(f"<{len(packed) // NUMBER}I", packed)
