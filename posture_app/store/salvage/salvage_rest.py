"""What can be read of the small tables of a damaged log: whose it is, and what the person added to it themselves."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from posture_app.store.file.schema import OWN
from posture_app.store.salvage.salvage import Row, Wreck, checks

TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "devices": ("id uid name kind", ("id",)),
    "corrections": (
        "device posture start_us end_us zone offset_s made_us undone_us",
        ("device", "made_us", "start_us"),
    ),
    "sessions": ("device exercise at_us zone offset_s length_s completed", ("device", "at_us", "exercise")),
    "notes": ("day device text changed_us", ("day", "device")),
    "days_off": ("day", ("day",)),
    "day_totals": ("device day sitting_s standing_s", ("device", "day")),
    "erasures": ("start_us end_us", ("start_us", "end_us")),
}
"""The columns of each, and by which of them a row is told from others."""
WHOSE = ("spans", "prompts", "corrections", "sessions", "notes", "day_totals")
"""Tables that say from which device a row is."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The rows by their tables, and whether nothing else was in these."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    whole: bool = True
    devices_whole: bool = True

    def devices(self, new: sqlite3.Connection) -> frozenset[object] | None:
        """The ids that a device may have; None if that cannot be told."""
        if not self.devices_whole:
            return None
        there = new.execute("SELECT id FROM devices").fetchall()
        return frozenset(row[0] for row in (*there, *self.rows.get("devices", ())))

    def add(self, connection: sqlite3.Connection) -> None:
        """Add what the new log has not; what can be changed later is as it was read. Within a transaction."""
        for table, rows in self.rows.items():
            columns, key = TABLES[table][0].split(), TABLES[table][1]
            same = " AND ".join(f"{column} = ?" for column in key)
            drop = f"DELETE FROM {table} WHERE {same}"  # noqa: S608 - names of ours
            insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - the same
            for row in rows:
                connection.execute("SAVEPOINT row")
                with suppress(sqlite3.IntegrityError):  # of a value that its column does not take
                    connection.execute(drop, [row[columns.index(column)] for column in key])
                    connection.execute(insert, row)
                    connection.execute("RELEASE row")
                    continue
                connection.execute("ROLLBACK TO row")
                connection.execute("RELEASE row")
        _name_all(connection)


def read_rest(wreck: Wreck) -> Rest:
    """What there is of these tables; a log of an earlier version has none of them."""
    found: dict[str, list[Row]] = {}
    whole = devices_whole = True
    for table, (columns, key) in TABLES.items():
        names = columns.split()
        if not set(names) <= wreck.columns(table):
            continue
        rows, all_read = wreck.rows(table, names, key)
        fits = checks(table, names)
        good = [row for row in rows if fits(row)]
        found[table] = good
        read = all_read and len(good) == len(rows)
        whole = whole and read
        devices_whole = read if table == "devices" else devices_whole
    if "devices" in found:  # there is one computer of our own, and its row is the first
        found["devices"] = [row for row in found["devices"] if (row[0] == OWN) == (row[3] == "own")]
    return Rest(found, whole, devices_whole)


def _name_all(connection: sqlite3.Connection) -> None:
    """Every row is of a device that is there, be it one of which nothing else is left."""
    insert = (
        "INSERT INTO devices (id, uid, name, kind) SELECT DISTINCT device, 'lost-' || device, '', 'computer' FROM {}"
        " WHERE device NOT IN (SELECT id FROM devices)"
    )
    for table in WHOSE:
        connection.execute(insert.format(table))
