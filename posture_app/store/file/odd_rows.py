"""Rows that cannot be (see `core.record.plausible`), taken out of a log before its rows become ours."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta

from posture_app.core.formats import listed
from posture_app.core.language import N_, _
from posture_app.core.record.amounts import rows_words
from posture_app.core.record.plausible import AHEAD, EARLIEST, LONGEST, TOO_EARLY, TOO_LATE, TOO_LONG
from posture_app.core.value import value
from posture_app.store.file.moments import MICROSECOND, MOMENT, from_us, to_us

LONGEST_US = LONGEST // MICROSECOND
READABLE_US = timedelta(days=31) // MICROSECOND
LASTS_PLAUSIBLY = f"start_us >= {to_us(EARLIEST)} AND end_us - start_us <= {READABLE_US}"
"""Which spans and corrections are read. A log may have others, from before these were left out. Where a program moves
the pointer, this app itself records more than 48 hours in one span, and that is shown.
"""
FIRST_DAY = EARLIEST.date().isoformat()
_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "spans": (("start_us", "end_us"), ("end_us - start_us",)),
    "prompts": (("at_us", "due_us"), ("length_s * 1e6", "sitting_s * 1e6")),
    "corrections": (("start_us", "end_us", "made_us", "undone_us"), ("end_us - start_us",)),
    "sessions": (("at_us",), ("length_s * 1e6",)),
    "notes": (("changed_us",), ()),
    "day_totals": (("strftime('%s', day) * 1000000",), ("sitting_s * 1e6", "standing_s * 1e6")),
}
"""What says of each table's rows when they were, and how long, in microseconds; from seconds as a float, since the
numbers may be large.
"""
REASONS = {
    TOO_EARLY: N_("{amount} of before 1970 ({days})"),
    TOO_LATE: N_("{amount} in the future ({days})"),
    TOO_LONG: N_("{amount} of over 48 hours ({days})"),
}


@value
class Odd:
    """How many rows of a table cannot be, and why; `day` is that of the earliest."""

    table: str
    why: str
    count: int
    day: str

    @property
    def days(self) -> str:
        """When that is."""
        return self.day if self.count == 1 else _("from {day}").format(day=self.day)


@value
class OddRows:
    """What was left out of a log, and how many other rows it has. `again` is when to look at it again (None: never),
    since some of it lies in the future, and that may be the fault of our clock.
    """

    odd: tuple[Odd, ...] = ()
    rest: int = 0
    again: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.odd)

    @property
    def most(self) -> bool:
        """Whether more was left out than is left."""
        return sum(each.count for each in self.odd) > self.rest

    def sentence(self, name: object) -> str:
        """For the person: how much of the file of this name was left out, and why."""
        parts = [
            _(REASONS[each.why]).format(amount=rows_words(each.table, each.count), days=each.days) for each in self.odd
        ]
        text = _("Left out of {file}, as it cannot be: {amounts}.")
        if self.again:
            text = _("Left out of {file}, as it cannot be: {amounts}. See whether the clock of this computer is right.")
        return text.format(file=name, amounts=listed(parts))


NOTHING = OddRows()


def take_out(connection: sqlite3.Connection, now: datetime) -> OddRows:
    """Delete the rows of a log that cannot be; says which. Within a transaction. Raises sqlite3.Error."""
    bound = {"first": to_us(EARLIEST), "last": to_us(now + AHEAD), "longest": LONGEST_US}
    found: list[Odd] = []
    rest, again = 0, None
    for table, (moments, lengths) in _TABLES.items():
        conditions = _conditions(moments, lengths)
        rest += connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of ours
        any_odd = f"SELECT 1 FROM {table} WHERE {' OR '.join(where for _, where in conditions)} LIMIT 1"  # noqa: S608 - the same
        if connection.execute(any_odd, bound).fetchone() is None:
            continue
        latest = moments[0] if len(moments) == 1 else f"max({', '.join(f'coalesce({each}, 0)' for each in moments)})"
        for why, where in conditions:
            query = f"SELECT count(*), min({moments[0]}), min({latest}) FROM {table} WHERE {where}"  # noqa: S608 - the same
            count, first_us, latest_us = connection.execute(query, bound).fetchone()
            if not count:
                continue
            found.append(Odd(table, why, count, str(_moment(first_us).date())))
            rest -= connection.execute(f"DELETE FROM {table} WHERE {where}", bound).rowcount  # noqa: S608 - the same
            if why == TOO_LATE:
                at = _moment(latest_us) - AHEAD
                again = at if again is None else min(again, at)
    return OddRows(tuple(found), rest, again)


def _moment(us: float) -> datetime:
    """The moment, or the nearest one that a calendar has."""
    return from_us(int(min(max(us, MOMENT[0]), MOMENT[1])))


def _conditions(moments: tuple[str, ...], lengths: tuple[str, ...]) -> list[tuple[str, str]]:
    """Why a row cannot be, and the condition that finds such rows. Taken out in this order, each row is found once."""
    asked = [
        (TOO_EARLY, [f"{each} < :first" for each in moments]),
        (TOO_LATE, [f"{each} > :last" for each in moments]),
        (TOO_LONG, [f"{each} > :longest" for each in lengths]),
    ]
    return [(why, " OR ".join(where)) for why, where in asked if where]
