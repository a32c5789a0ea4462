"""The order of recording, brought back where spans of a device came after later ones of the same device.

This happens where ours knew but a part of what another log has: one of several copies of it, or what had been erased.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import pairwise, takewhile

from posture_app.store.file.connection import transaction
from posture_app.store.file.schema import OWN

CHUNK = 1000

_OTHER = "SELECT uid FROM other.devices WHERE kind = 'own'"
_NEWEST = "SELECT max(start_us) FROM main.spans WHERE device = ?"
_THEIRS = """
SELECT s.id, s.start_us FROM other.spans AS o NOT INDEXED
CROSS JOIN temp.sources AS m ON m.theirs = o.device
CROSS JOIN main.spans AS s INDEXED BY spans_by_start
    ON s.device = m.ours AND s.start_us = o.start_us AND s.posture = o.posture
WHERE m.ours = ? ORDER BY o.id"""
_BACKWARDS = f"""
SELECT DISTINCT device FROM (
    SELECT s.device, s.id < lag(s.id) OVER (PARTITION BY s.device ORDER BY o.id) AS back
    FROM other.spans AS o NOT INDEXED
    CROSS JOIN temp.sources AS m ON m.theirs = o.device AND m.ours <> {OWN}
    CROSS JOIN main.spans AS s INDEXED BY spans_by_start
        ON s.device = m.ours AND s.start_us = o.start_us AND s.posture = o.posture)
WHERE back"""  # noqa: S608 - our own number
"""Devices, other than this computer, whose spans lie in another order than in the other log; where a clock was set,
their beginnings do not tell.
"""
_OURS = "SELECT id, start_us FROM main.spans NOT INDEXED WHERE device = ? ORDER BY id"
_LAST = "UPDATE main.spans SET id = (SELECT max(id) + 1 FROM main.spans) WHERE id = ?"


class SpanOrder:
    """The order of the spans of these devices, while those of a log attached as `other` are added behind them."""

    def __init__(self, connection: sqlite3.Connection, devices: Iterable[int]) -> None:
        self._connection = connection
        self._newest = {device: connection.execute(_NEWEST, (device,)).fetchone()[0] for device in devices}
        (uid,) = connection.execute(_OTHER).fetchone()
        self._key = f"merging {uid}"
        self._begun = connection.execute("SELECT 1 FROM main.remembered WHERE key = ?", (self._key,)).fetchone()
        self._mixed = set(self._newest) if self._begun else set()

    def begin(self) -> None:
        """Some are being added. Within their transaction: if this goes no further, the next merge has to know."""
        self._connection.execute("INSERT OR IGNORE INTO main.remembered VALUES (?, 'true')", (self._key,))
        self._begun = True

    def added(self, device: int, start: int) -> None:
        """One was added that begins then, or took the place of one that does."""
        newest = self._newest[device]
        if newest is not None and start < newest:
            self._mixed.add(device)

    def mend(self, stop: Callable[[], None]) -> None:
        """Bring it back where it is lost; `stop` is called before each step, and may raise. Raises sqlite3.Error."""
        self._mixed.update(device for (device,) in self._connection.execute(_BACKWARDS))
        for device in self._mixed:
            self._put_in_order(device, stop)
        if self._begun:
            with transaction(self._connection):
                self._connection.execute("DELETE FROM main.remembered WHERE key = ?", (self._key,))

    def _put_in_order(self, device: int, stop: Callable[[], None]) -> None:
        """Number the spans of this device anew, as the other log has them, and where it has not by their beginning."""
        theirs = dict(self._connection.execute(_THEIRS, (device,)))
        others = [(row, start) for row, start in self._connection.execute(_OURS, (device,)) if row not in theirs]
        both = merge(_timed(theirs.items(), 0), _timed(others, 1), key=lambda timed: timed[:2])
        wanted = [row for _, _, row in both]
        right = 1 + sum(1 for _ in takewhile(lambda two: two[0] < two[1], pairwise(wanted)))
        for first in range(right, len(wanted), CHUNK):
            stop()
            with transaction(self._connection):
                self._connection.executemany(_LAST, ((row,) for row in wanted[first : first + CHUNK]))


def _timed(rows: Iterable[tuple[int, int]], which: int) -> Iterator[tuple[int, int, int]]:
    """With the latest beginning so far, which never goes back, also where a clock was set."""
    latest = None
    for row, start in rows:
        latest = start if latest is None else max(latest, start)
        yield latest, which, row
