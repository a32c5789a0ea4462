"""Which computer this is, to the logs of others; and under which device of ours each device of another log comes."""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from posture_app.core.language import N_
from posture_app.core.record.entry import DeviceKind
from posture_app.store.file.connection import OpenMode, connect, transaction
from posture_app.store.file.faults import explaining, reading
from posture_app.store.file.schema import BY_DEVICE, OWN
from posture_app.store.log.opening import open_writable

EARLIER = "/copy"
"""What is added to the uid of this computer for what an earlier copy of its log has and its log lacks. That comes under
a device of its own: the rows of a device are in the order of recording, and nothing can be put between them.
"""
EARLIER_NAME = N_("This computer, earlier copy")
"""Kept in English: what is recorded is the same in all languages."""
_DEVICES = (  # a copy after what it is one of
    f"SELECT id, uid, name, kind FROM other.devices ORDER BY uid LIKE '%{EARLIER}', id"  # noqa: S608 - a word of ours
)


@dataclass(frozen=True, slots=True)
class DevicePair:
    """A device of the other log (`theirs`) and the one of our log that its rows come under (`ours`). What the device
    `also` of our log, another one or the same, has of them need not come. `new`: ours was added for it.
    """

    theirs: int
    ours: int
    also: int
    new: bool

    @property
    def copied(self) -> bool:
        """Whether it is an earlier copy of a log."""
        return self.also != self.ours


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


def find_sources(connection: sqlite3.Connection) -> dict[int, DevicePair]:
    """The devices of the other log, attached as `other`, by their rows there; in the table `temp.sources`, too.

    Within a transaction. Those that are new to ours are added.
    """
    connection.execute("CREATE TEMP TABLE sources (theirs INTEGER PRIMARY KEY, ours INTEGER, also INTEGER)")
    found: dict[int, DevicePair] = {}
    for theirs, uid, name, kind in connection.execute(_DEVICES).fetchall():
        source = _source(connection, theirs, uid, name, kind)
        connection.execute("INSERT INTO temp.sources VALUES (?, ?, ?)", (theirs, source.ours, source.also))
        found[theirs] = source
    return found


def drop_unused(connection: sqlite3.Connection, sources: dict[int, DevicePair]) -> None:
    """Remove the devices that were added, and of which nothing came. Within a transaction."""
    unused = " AND ".join(f"id NOT IN (SELECT device FROM main.{table})" for table in BY_DEVICE)  # noqa: S608 - names of ours
    delete = f"DELETE FROM main.devices WHERE id = :id AND {unused}"  # noqa: S608 - the same
    connection.executemany(delete, [{"id": source.ours} for source in sources.values() if source.new])


def _source(connection: sqlite3.Connection, theirs: int, uid: str, name: str, kind: str) -> DevicePair:
    own = _row(connection, uid) == OWN
    wanted = uid + EARLIER if own else uid
    ours, new = _row(connection, wanted), False
    if ours is None:
        from_here = DeviceKind.IMPORT if kind == DeviceKind.IMPORT else DeviceKind.COMPUTER
        called, sort = (EARLIER_NAME, DeviceKind.COMPUTER) if own else (name, from_here)
        insert = "INSERT INTO main.devices (uid, name, kind) VALUES (?, ?, ?)"
        ours, new = connection.execute(insert, (wanted, called, sort.value)).lastrowid, True
    elif name and not own and (kind == DeviceKind.OWN or not _name(connection, ours)):
        connection.execute("UPDATE main.devices SET name = ?1 WHERE id = ?2 AND name <> ?1", (name, ours))
    assert ours is not None
    of = _row(connection, wanted.removesuffix(EARLIER))
    return DevicePair(theirs, ours, ours if of is None else of, new)


def _row(connection: sqlite3.Connection, uid: str) -> int | None:
    found = connection.execute("SELECT id FROM main.devices WHERE uid = ?", (uid,)).fetchone()
    return None if found is None else int(found[0])


def _name(connection: sqlite3.Connection, device: int) -> str:
    return str(connection.execute("SELECT name FROM main.devices WHERE id = ?", (device,)).fetchone()[0])
