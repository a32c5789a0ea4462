"""Bring a log up to the present version: a copy first, then every missing step in one transaction."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from posture_app.store.file.connection import connect, pragma, transaction
from posture_app.store.file.files import discard, free_name, stamp
from posture_app.store.file.schema import APPLICATION_ID, STEPS, Steps


def migrate(connection: sqlite3.Connection, steps: Steps = STEPS) -> None:
    """Run the steps that the database lacks, all or none. Raises sqlite3.Error; the database is as before then."""
    with transaction(connection):
        found = pragma(connection, "user_version")
        for statement in (statement for version, step in steps.items() if version > found for statement in step):
            connection.execute(statement)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"a step left a reference to nothing: {broken}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {max(steps)}")


def upgrade(connection: sqlite3.Connection, path: Path, now: datetime, steps: Steps = STEPS) -> Path | None:
    """Bring a log of an older version up to date. Returns the copy made before, or None if there was nothing to do."""
    version = pragma(connection, "user_version")
    if version >= max(steps):
        return None
    kept = free_name(path, f"version-{version}-{stamp(now)}")
    copy(connection, kept)
    migrate(connection, steps)
    # The version must stand in the file itself: an older app looks there, and must not touch it.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return kept


def copy(connection: sqlite3.Connection, to: Path) -> None:
    """Write all that the database holds into a new private file. Raises sqlite3.Error or OSError, and there is none."""
    try:
        to.touch(mode=0o600)
        with closing(connect(to)) as target:
            connection.backup(target)
    except BaseException:
        discard(to)
        raise
