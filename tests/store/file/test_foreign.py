"""Logs that anybody may have made: of what is in them the rows come, and nothing that hangs on their tables; what is no
file, or has no end, is refused at once.
"""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.store.backup.backup import contents
from posture_app.store.backup.restore import restore
from posture_app.store.file.inspection import FileState, inspect, is_as_made, made
from posture_app.store.file.schema import STEPS, VERSION
from posture_app.store.log.log import open_log
from posture_app.store.log.opening import prepare
from posture_app.store.merge.merging import merge
from posture_app.store.merge.shared_folder import SharedFolder, shared_name
from tests import needs
from tests.store.conftest import LATER, NOW, sat
from tests.store.merge.computers import Computer

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
COLUMNS = "id, device, posture, start_us, end_us, ended_by, zone, offset_s, gap_us"


def _share(ours: Computer, other: Path) -> None:
    folder = ours.path.parent / "shared"
    folder.mkdir(exist_ok=True)
    (folder / shared_name("0123456789abcdef")).write_bytes(other.read_bytes())
    faults = SharedFolder(ours.path, folder).exchange(write=True, now=LATER, stop=lambda: None).faults
    if faults:
        raise KnownError(*faults)


WAYS: dict[str, Callable[[Computer, Path], object]] = {
    "merge": lambda ours, other: merge(ours.path, other, LATER),
    "restore": lambda ours, other: restore(ours.path, other, LATER),
    "shared folder": _share,
}
"""The ways in of a log that somebody else made: each brings it into ours, or raises KnownError."""


@pytest.fixture
def ours(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "ours" / "log.db")


@pytest.fixture
def other(tmp_path: Path) -> Computer:
    other = Computer(tmp_path / "other" / "log.db")
    other.record([sat(0, 30), sat(40, 50)])
    return other


def tell(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def _utf16(path: Path) -> None:
    """The same log, in another encoding."""
    with closing(sqlite3.connect(path)) as connection:
        statements = list(connection.iterdump())
    path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        connection.executescript("\n".join(statements))
        connection.execute(f"PRAGMA application_id = {0x506F7374}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


TABLE = next(sql for kind, name, sql in made(VERSION) if (kind, name) == ("table", "spans") and sql)
HARMLESS: dict[str, Callable[[Path], None]] = {
    "a trigger that refuses": lambda path: tell(
        path, "CREATE TRIGGER no BEFORE INSERT ON spans BEGIN SELECT RAISE(ABORT, 'no'); END"
    ),
    "a trigger that deletes": lambda path: tell(
        path, "CREATE TRIGGER gone AFTER INSERT ON spans BEGIN DELETE FROM spans; END"
    ),
    "a trigger without end": lambda path: tell(
        path, f"CREATE TRIGGER on_and_on AFTER INSERT ON spans BEGIN SELECT count(*) FROM ({ENDLESS} x FROM n); END"
    ),
    "a view without end": lambda path: tell(path, f"CREATE VIEW endless AS {ENDLESS} x FROM n"),
    "an index of its own": lambda path: tell(path, "CREATE UNIQUE INDEX one_zone ON spans (start_us, posture)"),
    "another column": lambda path: tell(path, "ALTER TABLE spans ADD COLUMN more TEXT NOT NULL DEFAULT 'x'"),
    "a computed column": lambda path: tell(path, "ALTER TABLE spans ADD COLUMN more INTEGER AS (start_us + 1)"),
    "no index of ours": lambda path: tell(path, "DROP INDEX spans_by_start"),
    "no triggers of ours": lambda path: tell(path, "DROP TRIGGER spans_added"),
    "UTF-16": _utf16,
}


@pytest.mark.parametrize("what", HARMLESS)
@pytest.mark.parametrize("way", WAYS)
def test_the_rows_come_and_nothing_that_hangs_on_their_tables(
    ours: Computer, other: Computer, way: str, what: str
) -> None:
    HARMLESS[what](other.path)
    WAYS[way](ours, other.path)
    assert FileState.SOUND is inspect(ours.path)
    with closing(sqlite3.connect(ours.path)) as connection:
        assert is_as_made(connection, VERSION)
        assert made(VERSION) == set(
            connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'")
        )
    opened = open_log(ours.path, now=NOW)
    assert () == opened.notices
    opened.log.record(sat(100, 110))
    spans = list(opened.log.spans())
    opened.log.close()
    assert [sat(0, 30), sat(40, 50), sat(100, 110)] == sorted(
        (sat((each.start - NOW).seconds / 60, (each.end - NOW).seconds / 60) for each in spans), key=lambda s: s.start
    )


def _view(path: Path) -> None:
    rows = f"{ENDLESS} x, 1, 'sitting', x, x + 1, 'idle', 'UTC', 0, NULL FROM n"
    tell(path, "DROP TABLE spans", f"CREATE VIEW spans ({COLUMNS}) AS {rows}")


def _disguised(path: Path) -> None:
    """A view that says it is a table."""
    _view(path)
    tell(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET type = 'table', rootpage = 2 WHERE name = 'spans'",
    )


def _computed(path: Path) -> None:
    slow = "offset_s  INTEGER AS (length(hex(zeroblob(20000000)))),"
    tell(path, "DROP TABLE spans", TABLE.replace("offset_s  INTEGER NOT NULL,", slow))
    tell(path, "INSERT INTO spans (posture, start_us, end_us, zone) VALUES ('sitting', 0, 1, 'UTC')")


def _lax(path: Path) -> None:
    lax = "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'spans'"
    tell(path, "PRAGMA writable_schema = ON", lax)
    tell(path, "UPDATE spans SET offset_s = 'east'")


def _lacking(path: Path) -> None:
    tell(path, "ALTER TABLE spans DROP COLUMN gap_us")


BAD: dict[str, Callable[[Path], None]] = {
    "a view in the place of a table": _view,
    "a view that says it is a table": _disguised,
    "a column that is computed": _computed,
    "a column is missing": _lacking,
    "a device that is not there": lambda path: tell(path, "UPDATE spans SET device = 7"),
    "neither yes nor no": lambda path: tell(
        path,
        "INSERT INTO prompts (kind, at_us, zone, offset_s, sitting_s, again) VALUES ('stand', 0, 'UTC', 0, 0, 5)",
    ),
    "a number as text": _lax,
}


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("way", WAYS)
def test_what_is_no_log_is_refused_at_once_and_nothing_changes(
    ours: Computer, other: Computer, way: str, what: str
) -> None:
    BAD[what](other.path)
    before = ours.content()
    if way == "shared folder":  # where half a file is waited for in silence
        WAYS[way](ours, other.path)
    else:
        with pytest.raises(KnownError, match="damaged"):
            WAYS[way](ours, other.path)
    assert before == ours.content()
    assert {"log.db"} == {path.name for path in ours.path.parent.iterdir() if path.is_file()}


@pytest.mark.parametrize("what", [_view, _disguised, _computed])
def test_a_log_of_ours_that_came_to_be_so_is_damaged(other: Computer, what: Callable[[Path], None]) -> None:
    """As an earlier version took it over."""
    what(other.path)
    assert FileState.DAMAGED is inspect(other.path)
    opened = open_log(other.path, now=NOW)
    assert "was damaged" in opened.notices[0]
    opened.log.record(sat(100, 110))
    assert sat(100, 110) in list(opened.log.spans())
    opened.log.close()


def test_a_backup_without_end_is_said_to_be_damaged(other: Computer) -> None:
    _view(other.path)
    with pytest.raises(KnownError, match="damaged"):
        contents(other.path)


@pytest.mark.parametrize("version", STEPS)
def test_a_log_of_each_version_is_as_made_however_it_came_to_be(tmp_path: Path, version: int) -> None:
    steps = {each: step for each, step in STEPS.items() if each <= version}
    for until in steps:  # step by step, as the years bring them
        prepare(tmp_path / "log.db", NOW, {each: step for each, step in steps.items() if each <= until})
    prepare(tmp_path / "new" / "log.db", NOW, steps)
    for path in (tmp_path / "log.db", tmp_path / "new" / "log.db"):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("ANALYZE")
            connection.execute("VACUUM")
            assert is_as_made(connection, version)


def _fifo(path: Path) -> None:
    needs.linux()
    if sys.platform == "win32":
        raise AssertionError("there is none on Windows")
    os.mkfifo(path)


def _large(path: Path) -> None:
    path.touch()
    os.truncate(path, 200 << 20)


ODD_FILES: dict[str, Callable[[Path], object]] = {
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link": lambda path: path.symlink_to(path.with_name("log.db")),
    "a dead link": lambda path: path.symlink_to("nowhere"),
    "a fifo": _fifo,
    "a folder": Path.mkdir,
    "a large file": _large,
}


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
@pytest.mark.parametrize("what", ODD_FILES)
@pytest.mark.parametrize("way", ["merge", "restore"])
def test_what_lies_beside_it_is_a_file_of_sqlite_or_refused(
    ours: Computer, other: Computer, way: str, what: str, suffix: str
) -> None:
    ODD_FILES[what](other.path.with_name(f"log.db{suffix}"))
    before = ours.content()
    with pytest.raises(KnownError, match=rf"log\.db{suffix} is (no ordinary file|far larger than its log)"):
        WAYS[way](ours, other.path)
    assert before == ours.content()
    assert ["log.db"] == [path.name for path in ours.path.parent.iterdir()]


@pytest.mark.parametrize("what", ["a link to a device", "a fifo", "a folder"])
@pytest.mark.parametrize("way", ["merge", "restore"])
def test_what_is_no_file_itself_is_refused(ours: Computer, tmp_path: Path, way: str, what: str) -> None:
    odd, link = tmp_path / "odd.db", tmp_path / "link.db"
    ODD_FILES[what](odd)
    link.symlink_to(odd)
    for path in (odd, link):
        with pytest.raises(KnownError, match="no ordinary file"):
            WAYS[way](ours, path)
