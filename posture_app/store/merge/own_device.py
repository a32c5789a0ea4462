"""Which computer this is, to the logs of others."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from posture_app.store.file.connection import OpenMode, connect, transaction
from posture_app.store.file.faults import explaining, reading
from posture_app.store.file.schema import BY_DEVICE, OWN
from posture_app.store.log.opening import open_writable


def own_uid(log: Path) -> str:
    """By what others know this computer. Raises KnownError if the log cannot be read."""
    with reading(log), closing(connect(log, OpenMode.READ)) as connection:
        return str(connection.execute("SELECT uid FROM devices WHERE id = ?", (OWN,)).fetchone()[0])


def own_name(log: Path) -> str:
    """What the computer whose log it is calls itself; "" if it has no name. Raises KnownError if it cannot be read."""
    with reading(log), closing(connect(log, OpenMode.READ)) as connection:
        return str(connection.execute("SELECT name FROM devices WHERE id = ?", (OWN,)).fetchone()[0])


def introduce(log: Path, name: str) -> None:
    """Have this computer called so by others, if it has no name yet. A log that cannot be written now gets it later."""
    with suppress(sqlite3.Error), closing(connect(log)) as connection, transaction(connection):
        connection.execute("UPDATE devices SET name = ? WHERE id = ? AND name = ''", (name, OWN))


def become_new_device(log: Path) -> None:
    """Be another computer from now on: what the log holds of this one is that of the computer it was, under its uid.

    For where a data folder was copied, and two computers are taken for one. No app may be running. Raises KnownError if
    it cannot be, with nothing changed.
    """
    with explaining(log, "written"), closing(open_writable(log)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        with transaction(connection):
            uid, name = connection.execute("SELECT uid, name FROM devices WHERE id = ?", (OWN,)).fetchone()
            renew = "UPDATE devices SET (uid, name) = (lower(hex(randomblob(8))), '') WHERE id = ?"
            connection.execute(renew, (OWN,))
            add = "INSERT INTO devices (uid, name, kind) VALUES (?, ?, 'computer')"
            former = connection.execute(add, (uid, name)).lastrowid
            for table in BY_DEVICE:
                connection.execute(f"UPDATE {table} SET device = ? WHERE device = ?", (former, OWN))  # noqa: S608 - names of ours
