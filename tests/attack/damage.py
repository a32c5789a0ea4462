"""Ways in which a log comes to be damaged, or was made by somebody who means harm."""

import os
import random
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096
TABLES = (
    "spans",
    "prompts",
    "corrections",
    "sessions",
    "notes",
    "days_off",
    "day_totals",
    "devices",
    "days",
    "erasures",
)
ZONES = (
    "Mars/Base",
    "",
    "/etc/localtime",
    "../../etc/passwd",
    "Europe",
    "Europe/Berlin\0",
    "UTC ",
    "é" * 300,
    "posixrules",
)
JSON = ("", "{", "nul", "[1, 2", "NaN", '{"until": 1e400}', "[" * 100_000, '{"until": "x"}', "9" * 5000, '"\\ud800"')
MOMENTS = (
    0, 1, -1, 2**63 - 1, -(2**63), 2**62, -62_135_596_800_000_000, -62_009_366_400_000_000, 250_000_000_000_000_000,
    253_402_300_799_000_000, 253_370_764_800_000_001, 4_102_444_800_000_000, -86_400_000_000,
)  # fmt: skip
ODD = (None, "x", b"\xff\x00", 1.5, float("inf"), 2**63 - 1, -(2**63), "", "9" * 400)
Damage = Callable[[Path, random.Random], None]


def _bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 2, 8, 40, 400))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)


def _bits(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 20))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def _header(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 2, 5))):
        content[chance.randrange(100)] = chance.choice((0, 1, 2, 3, 4, 255, chance.randrange(256)))
    path.write_bytes(content)


def _cells(path: Path, chance: random.Random) -> None:
    """The beginnings of pages, where their cells are told."""
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 3, 10))):
        at = chance.randrange(len(content) // PAGE) * PAGE + chance.randrange(40)
        content[at] = chance.randrange(256)
    path.write_bytes(content)


def _pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 1, 3))):
        to, since = (chance.randrange(len(content) // PAGE) * PAGE for _ in range(2))
        new = chance.choice((bytes(PAGE), chance.randbytes(PAGE), bytes(content[since : since + PAGE])))
        content[to : to + PAGE] = new
    path.write_bytes(content)


def _length(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    at = chance.randrange(len(content))
    cut = chance.choice(
        (content[:at], content[: at // PAGE * PAGE], content + bytes(at), content + chance.randbytes(at))
    )
    path.write_bytes(chance.choice((cut, cut, cut, content[:at] + bytes(len(content) - at), b"", content[:100])))


def _text(path: Path, chance: random.Random) -> None:
    """Another text of the same length in the place of one that stands in rows."""
    content = path.read_bytes()
    old = chance.choice(
        (b"Europe/Berlin", b"Asia/Kolkata", b"sitting", b"idle", b'{"until"', b"2026-02", b"0123456789")
    )
    new = chance.choice((chance.randbytes(len(old)), b"\xff" * len(old), b"Europe/Berlix", b"x" * 20, bytes(20)))
    path.write_bytes(content.replace(old, (new + old)[: len(old)], chance.choice((1, 3, -1))))


def _beside(path: Path, chance: random.Random) -> None:
    """What lies beside a log of this name, and is none of it."""
    beside = path.with_name(path.name + chance.choice(("-wal", "-wal", "-journal", "-shm")))
    content = path.read_bytes()
    wal = bytes.fromhex("377f0682002de218") + PAGE.to_bytes(4) + chance.randbytes(20)
    match chance.randrange(8):
        case 0:
            beside.write_bytes(chance.randbytes(chance.choice((1, 31, 5000))))
        case 1:
            beside.write_bytes(wal + chance.randbytes(5 * PAGE))
        case 2:
            beside.symlink_to("/dev/zero")
        case 3:
            make_fifo(beside)
        case 4:
            beside.mkdir()
        case 5:
            beside.write_bytes(content[: chance.randrange(len(content))])
        case 6:
            with beside.open("wb") as file:
                file.truncate(200 << 20)
        case _:
            beside.write_bytes(bytes.fromhex("d9d505f920a163d7") + chance.randbytes(3 * PAGE))


def make_fifo(path: Path) -> None:
    """A pipe of this name."""
    if sys.platform == "win32":
        raise NotImplementedError
    os.mkfifo(path)


def _by_sql(path: Path, *statements: str, **values: object) -> None:
    """As somebody with SQLite would; what SQLite refuses stays undone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = bytes
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            try:
                connection.execute(statement, values if ":" in statement else {}).fetchall()
            except (sqlite3.Error, OverflowError):
                continue


ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r"
SCHEMAS = (
    "CREATE TRIGGER t1 BEFORE INSERT ON {table} BEGIN SELECT raise(ABORT, 'no'); END",
    "CREATE TRIGGER t2 AFTER INSERT ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE TRIGGER t3 AFTER UPDATE ON {table} BEGIN UPDATE {table} SET rowid = rowid + 1; END",
    "CREATE TRIGGER t4 AFTER INSERT ON {table} BEGIN INSERT INTO nowhere VALUES (1); END",
    (
        "CREATE TRIGGER t5 AFTER INSERT ON {table} BEGIN"
        f" INSERT INTO erasures (start_us, end_us) SELECT n, n + 1 FROM ({ENDLESS}); END"
    ),
    "CREATE TRIGGER t6 BEFORE DELETE ON {table} BEGIN SELECT raise(IGNORE); END",
    "CREATE TEMP TRIGGER t7 AFTER INSERT ON {table} BEGIN SELECT 1; END",
    "CREATE TABLE more (x)",
    "CREATE VIEW more AS SELECT * FROM {table}",
    f"CREATE VIEW more AS {ENDLESS}",
    "ALTER TABLE {table} ADD COLUMN more INTEGER",
    "ALTER TABLE {table} ADD COLUMN more INTEGER NOT NULL DEFAULT 3",
    "ALTER TABLE {table} ADD COLUMN more INTEGER GENERATED ALWAYS AS (rowid * 2) VIRTUAL",
    "ALTER TABLE {table} ADD COLUMN more TEXT CHECK (more LIKE 'x%')",
    "ALTER TABLE {table} RENAME TO other",
    "DROP TABLE {table}",
    "ALTER TABLE {table} RENAME COLUMN zone TO country",
    "ALTER TABLE {table} DROP COLUMN zone",
    "ALTER TABLE {table} DROP COLUMN offset_s",
    "DROP INDEX spans_open",
    "DROP INDEX spans_by_start",
    "DROP TRIGGER {table}_added",
    "CREATE UNIQUE INDEX more ON {table} (zone)",
    "CREATE INDEX more ON {table} (abs(rowid))",
    "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = replace(sql, 'INTEGER NOT NULL,', 'TEXT,') WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = 'CREATE TABLE x (' WHERE name = '{table}'",
    "UPDATE sqlite_schema SET sql = CAST(x'ff' AS TEXT) WHERE name = '{table}'",
    "UPDATE sqlite_schema SET rootpage = rootpage + 1 WHERE name = '{table}'",
    "UPDATE sqlite_schema SET type = 'view' WHERE name = '{table}'",
    "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = '{table}'",
    "DELETE FROM sqlite_schema WHERE name = '{table}'",
    "CREATE VIRTUAL TABLE more USING fts5(x)",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = 2",
    "PRAGMA user_version = 99",
    "PRAGMA user_version = -1",
    "PRAGMA application_id = 7",
)


def _schema(path: Path, chance: random.Random) -> None:
    wanted = [
        each.format(table=chance.choice(TABLES[:8])) for each in chance.choices(SCHEMAS, k=chance.choice((1, 1, 3)))
    ]
    _by_sql(path, *wanted)


def _view(path: Path, chance: random.Random) -> None:
    """A view, or a table of another make, in the place of a table."""
    table = chance.choice(TABLES)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    endless = ", ".join(f"{chance.choice(('n', '1', '0'))} AS {column}" for column in columns)
    generated = ", ".join(
        f"{column} GENERATED ALWAYS AS (1)" if chance.random() < 0.3 and number else column
        for number, column in enumerate(columns)
    )
    makes = (
        (f"CREATE VIEW {table} AS SELECT {endless} FROM ({ENDLESS})",),
        (f"CREATE VIEW {table} AS SELECT * FROM moved",),
        (f"CREATE TABLE {table} ({generated})", f"INSERT INTO {table} SELECT * FROM moved"),
        (f"CREATE TABLE {table} AS SELECT * FROM moved",),
        (f"CREATE TABLE {table} (x)",),
    )
    _by_sql(path, "PRAGMA legacy_alter_table = ON", f"ALTER TABLE {table} RENAME TO moved", *chance.choice(makes))


def _encoding(path: Path, chance: random.Random) -> None:
    """The same log in UTF-16, as SQLite keeps it if it is asked to before anything is written."""
    with closing(sqlite3.connect(path)) as connection:
        script = list(connection.iterdump())
        version, owner = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
        )
    path.unlink()
    encoding = chance.choice(("UTF-16le", "UTF-16be"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.executescript("\n".join(script))
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(f"PRAGMA application_id = {owner}")


def _row(path: Path, chance: random.Random) -> None:
    """Odd values in rows, in a table that takes anything."""
    table = chance.choice(TABLES)
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = chance.choice(columns)
    if table == "days":
        _by_sql(
            path,
            "INSERT OR REPLACE INTO days SELECT 20514, 1, 1, 1, 1, 1, 1, x'01', 1, 'kept=1', 1, 1, 1, x'', x'', 1, 1",
        )
    value = chance.choice((*ODD, *MOMENTS))
    where = chance.choice(("TRUE", "rowid % 3 = 0", f"{column} = (SELECT max({column}) FROM {table})"))
    _by_sql(path, f"UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = '{table}'")
    _by_sql(path, f"UPDATE {table} SET {column} = :value WHERE {where}", value=value)
    if chance.random() < 0.5:
        _by_sql(path, "UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name = '" + table + "' AND sql LIKE '%)'")


def _zone(path: Path, chance: random.Random) -> None:
    table = chance.choice(("spans", "spans", "prompts", "corrections", "sessions"))
    zone, where = chance.choice(ZONES), chance.choice(("TRUE", "id % 2", "id = (SELECT max(id) FROM spans)"))
    value = "CAST(x'ff80' AS TEXT)" if chance.random() < 0.2 else ":zone"
    _by_sql(path, f"UPDATE {table} SET zone = {value} WHERE {where}", zone=zone)


def _utf8(path: Path, chance: random.Random) -> None:
    """Text that is none."""
    column, table = chance.choice(
        (("text", "notes"), ("day", "notes"), ("kind", "prompts"), ("also", "prompts"), ("exercise", "sessions"),
         ("uid", "devices"), ("name", "devices"), ("value", "remembered"), ("key", "remembered"), ("day", "days_off"))
    )  # fmt: skip
    odd = chance.choice(
        (
            "CAST(x'ff' AS TEXT)",
            "'a' || char(0) || 'b'",
            "CAST(x'eda080' AS TEXT)",
            "''",
            "printf('%.*c', 2000000, 'x')",
        )
    )
    _by_sql(path, f"UPDATE OR IGNORE {table} SET {column} = {odd}")


def _remembered(path: Path, chance: random.Random) -> None:
    key = chance.choice(("pause", "private", "days", "erased", "more"))
    _by_sql(path, "INSERT OR REPLACE INTO remembered VALUES (:key, :value)", key=key, value=chance.choice(JSON))


def _moment(path: Path, chance: random.Random) -> None:
    at, length = chance.choice(MOMENTS), chance.choice((1, 3_600_000_000, 284_000_000_000_000_000, -5))
    start, end = max(-(2**63), min(at, 2**63 - 1)), max(-(2**63), min(at + length, 2**63 - 1))
    statement = chance.choice((
        ("INSERT INTO spans (device, posture, start_us, end_us, ended_by, zone, offset_s)"
        " VALUES (1 + (:start > 0), 'sitting', :start, :end, 'idle', 'UTC', 0)"),
        ("INSERT INTO spans (posture, start_us, end_us, ended_by, zone, offset_s)"
        " VALUES ('standing', :start, :end, 'idle', 'Asia/Kolkata', 0)"),
        "UPDATE spans SET start_us = :start, end_us = :end WHERE id = (SELECT max(id) FROM spans WHERE device = 1)",
        "UPDATE spans SET end_us = :end WHERE id % 5 = 0",
        "UPDATE spans SET gap_us = :start, offset_s = :end",
        "UPDATE prompts SET at_us = :start, sitting_s = :end WHERE id % 4 = 0",
        "UPDATE corrections SET start_us = :start, end_us = :end, made_us = :end WHERE id % 4 = 0",
        "UPDATE sessions SET at_us = :start, length_s = :end WHERE id % 4 = 0",
        "UPDATE notes SET changed_us = :start, day = :end",
        "INSERT INTO erasures (start_us, end_us) VALUES (:start, :end)",
        "UPDATE day_totals SET sitting_s = :start, standing_s = :end WHERE rowid IS NULL OR TRUE",
    ))  # fmt: skip
    _by_sql(path, statement, start=start, end=end)


def _devices(path: Path, chance: random.Random) -> None:
    _by_sql(path, "PRAGMA foreign_keys = OFF", chance.choice((
        "UPDATE devices SET kind = 'own'",
        "UPDATE devices SET kind = 'import' WHERE id = 1",
        "DELETE FROM devices WHERE id = 1",
        "DELETE FROM devices",
        "UPDATE devices SET id = id + 1000",
        "UPDATE devices SET id = -id",
        "UPDATE devices SET uid = 'x' || id || char(10)",
        "UPDATE spans SET device = 77 WHERE id % 3 = 0",
        "UPDATE notes SET device = 77",
        "UPDATE spans SET device = 2 WHERE device = 1",
        "DROP INDEX spans_open",
        "UPDATE spans SET id = id + 4611686018427387904",
        "UPDATE spans SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM spans)",
        "UPDATE spans SET id = -id",
        "UPDATE prompts SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM prompts)",
    )))  # fmt: skip
    _by_sql(path, "UPDATE spans SET ended_by = NULL WHERE device = 1")


DAMAGES: dict[str, tuple[Damage, ...]] = {
    "bytes": (_bytes, _bits, _header, _cells),
    "pages": (_pages,),
    "length": (_length,),
    "what lies beside": (_beside,),
    "schema": (_schema, _schema, _view, _encoding),
    "rows": (_row, _zone, _utf8, _text, _remembered, _moment, _devices),
}
