"""Stretches of time: those that the person had erased here, which no other computer may bring back by itself."""

import sqlite3

from posture_app.core.record.overlay import Cover


class ErasedStretches(Cover[int]):
    """Stretches of time, in microseconds, half-open."""

    def write(self, connection: sqlite3.Connection) -> None:
        """Put them into the table `temp.erased`."""
        connection.execute("CREATE TEMP TABLE erased (start_us INTEGER, end_us INTEGER)")
        connection.executemany("INSERT INTO temp.erased VALUES (?, ?)", self)


def erased(connection: sqlite3.Connection) -> ErasedStretches:
    """What was erased of the log."""
    return ErasedStretches(connection.execute("SELECT start_us, end_us FROM main.erasures"))
