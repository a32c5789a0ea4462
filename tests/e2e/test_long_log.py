"""A log of years is opened once the icon shows: nothing of it is lost, private mode holds, and damage is mended."""

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

ROWS = 20_000


@pytest.fixture
def long_log(desk: "Desk") -> "Desk":
    """A desk whose log is too long to be opened before the icon shows; the app ended in private mode, sitting."""
    from posture_app.runtime.app import LONG_LOG  # noqa: PLC0415 - with Qt

    app = desk.start()
    desk.until(lambda: desk.now()["bout_s"] > 5, meanwhile=desk.type)
    desk.say("private", "--until-ended")
    desk.say("quit")
    assert 0 == app.wait(20)
    path = desk.data / "posture.db"
    with closing(sqlite3.connect(path)) as connection:
        posture, zone = "sitting", "UTC"
        rows = ((posture, 10**15 + n * 10**9, 10**15 + n * 10**9 + 10**8, "idle", zone, 0) for n in range(ROWS))
        columns = "posture, start_us, end_us, ended_by, zone, offset_s"
        connection.create_function("known_zone", 2, lambda zone, _: zone)
        connection.executemany(f"INSERT INTO spans ({columns}) VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.commit()
    assert path.stat().st_size > LONG_LOG
    return desk


def test_private_mode_holds_from_the_start(long_log: "Desk") -> None:
    app = long_log.start(scale=1)
    assert long_log.now()["private"]
    long_log.type()
    assert long_log.now()["private"]
    long_log.say("quit")
    assert "" == app.communicate(timeout=20)[1]
    ((spans,),) = long_log.rows("SELECT count(*) FROM spans")
    assert ROWS + 1 == spans


def test_what_is_recorded_after_it_is_kept(long_log: "Desk") -> None:
    app = long_log.start(scale=1)
    long_log.say("private", "--off")
    long_log.until(lambda: long_log.now()["state"] == "sitting", meanwhile=long_log.type)
    long_log.until(lambda: long_log.now()["bout_s"] >= 1, meanwhile=long_log.type)
    long_log.say("quit")
    assert "" == app.communicate(timeout=20)[1]
    ((spans,),) = long_log.rows("SELECT count(*) FROM spans")
    assert ROWS + 2 == spans


def test_damage_is_mended_as_at_any_start(long_log: "Desk") -> None:
    path = long_log.data / "posture.db"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)
    app = long_log.start(scale=1)
    assert long_log.now()["private"]
    long_log.say("quit")
    (kept,) = [each for each in long_log.data.iterdir() if each.suffix == ".db" and "damaged" in each.name]
    assert kept.name in app.communicate(timeout=20)[1]
    ((spans,),) = long_log.rows("SELECT count(*) FROM spans")
    assert ROWS // 2 < spans < ROWS
