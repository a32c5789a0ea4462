"""Whether the tables of a log are as this app makes them, and nothing hangs on them that runs when rows are read or
written: a trigger, a view in the place of a table, a column that is computed.
"""

import re
import sqlite3
from functools import cache

from posture_app.store.file.schema import STEPS

Thing = tuple[str, str, str | None]
"""Its kind, its name, and the statement that made it."""
_THINGS = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_autoindex%' ESCAPE '\\'"
_CREATE = re.compile(r"CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER) (\w+)")


def is_as_made(connection: sqlite3.Connection, version: int) -> bool:
    """Whether a log of this version has the tables and indexes that one of ours has, and beside its triggers, which may
    be lacking, plain tables at the most. Raises sqlite3.Error if its schema cannot be read.
    """
    if connection.execute("PRAGMA encoding").fetchone() != ("UTF-8",):
        return False
    ours, there = made(version), set(connection.execute(_THINGS).fetchall())
    return all(kind == "trigger" for kind, _, _ in ours - there) and all(
        kind == "table" and str(sql).startswith("CREATE TABLE") for kind, _, sql in there - ours
    )


@cache
def made(version: int) -> frozenset[Thing]:
    """What there is in a log of this version. SQLite keeps each statement as it was."""
    latest: dict[str, Thing] = {}
    for statement in (each.strip() for step in STEPS[:version] for each in step):
        if begins := _CREATE.match(statement):
            latest[begins[2]] = begins[1].lower(), begins[2], statement
    return frozenset(latest.values())
