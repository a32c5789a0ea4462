"""The connection to a log: what is set for each of them."""

from pathlib import Path

import pytest

from posture_app.store.file.connection import JOURNAL_LIMIT, OpenMode, connect, pragma


@pytest.mark.parametrize("mode", OpenMode)
def test_a_write_ahead_log_that_has_grown_gives_its_room_back(tmp_path: Path, mode: OpenMode) -> None:
    path = tmp_path / "log.db"
    path.touch()
    connection = connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE rows (text TEXT) STRICT")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO rows VALUES (?)", (("x" * 10_000,) for _ in range(800)))
    connection.execute("COMMIT")
    wal = path.with_name(f"{path.name}-wal")
    assert wal.stat().st_size > JOURNAL_LIMIT
    for _ in range(2):  # the second goes to the beginning of the log
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("INSERT INTO rows VALUES ('one more')")
    assert wal.stat().st_size <= JOURNAL_LIMIT
    connection.close()
    other = connect(path, mode)
    assert JOURNAL_LIMIT == pragma(other, "journal_size_limit")
    other.close()


def test_a_log_in_memory_can_be_opened() -> None:
    connect(None).close()
