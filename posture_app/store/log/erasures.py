"""Stretches of time: those that the person had erased here, which no other computer may bring back by itself."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence

Stretch = tuple[int, int]


class ErasedStretches:
    """Stretches of time, in microseconds, half-open."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def write(self, connection: sqlite3.Connection) -> None:
        """Put them into the table `temp.erased`."""
        connection.execute("CREATE TEMP TABLE erased (start_us INTEGER, end_us INTEGER)")
        connection.executemany("INSERT INTO temp.erased VALUES (?, ?)", zip(self._starts, self._ends, strict=True))

    def covers(self, at: int) -> bool:
        """Whether this moment was erased."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]

    def rest(self, start: int, end: int) -> Sequence[Stretch]:
        """What is left of a stretch, in order."""
        left: list[Stretch] = []
        place = max(0, bisect_right(self._starts, start) - 1)
        at = start
        while place < len(self._starts) and self._starts[place] < end:
            if self._ends[place] > at:
                if self._starts[place] > at:
                    left.append((at, self._starts[place]))
                at = self._ends[place]
            place += 1
        if at < end:
            left.append((at, end))
        return left


def erased(connection: sqlite3.Connection) -> ErasedStretches:
    """What was erased of the log."""
    return ErasedStretches(connection.execute("SELECT start_us, end_us FROM main.erasures"))
