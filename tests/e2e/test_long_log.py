"""A log of years is opened once the icon shows: nothing of it is lost, private mode holds, and damage is mended."""

import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess

    from tests.e2e.desk import Desk
    from tests.e2e.tray import Tray

ROWS = 20_000
PAUSES = "SELECT key FROM remembered WHERE key = 'pause'"
HELD_UP = """#!{python}
import sys
from pathlib import Path
from posture_app import cli
from posture_app.store.log import log

def held_up(*arguments, prepare=log.prepare):
    pipe = Path("{pipe}")
    if pipe.exists():
        pipe.read_bytes()  # which comes to its end when the test does not hold the other end any more
        pipe.unlink()
    return prepare(*arguments)

log.prepare = held_up
sys.exit(cli.main())
"""
"""The app; only that it takes as long to look at the log as a test wants."""


@pytest.fixture
def long_log(desk: "Desk") -> "Desk":
    """A desk whose log is too long to be opened before the icon shows; the app ended in private mode, sitting."""
    from posture_app.runtime.log_start import LONG_LOG  # noqa: PLC0415 - with Qt

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
    app = long_log.start("--hidden", scale=1)
    assert long_log.now()["private"]
    long_log.type()
    assert long_log.now()["private"]
    long_log.say("quit")
    assert "" == app.communicate(timeout=20)[1]
    ((spans,),) = long_log.rows("SELECT count(*) FROM spans")
    assert ROWS + 1 == spans


def test_what_is_recorded_after_it_is_kept(long_log: "Desk") -> None:
    app = long_log.start("--hidden", scale=1)
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
    app = long_log.start("--hidden", scale=1)
    assert long_log.now()["private"]
    long_log.say("quit")
    (kept,) = [each for each in long_log.data.iterdir() if each.suffix == ".db" and "damaged" in each.name]
    assert kept.name in app.communicate(timeout=20)[1]
    ((spans,),) = long_log.rows("SELECT count(*) FROM spans")
    assert ROWS // 2 < spans < ROWS


def start_held_up(desk: "Desk", tray: "Tray", monkeypatch: pytest.MonkeyPatch) -> "tuple[subprocess.Popen[str], int]":
    """Start the app, whose worker looks at the log until the descriptor is closed; the icon shows."""
    if sys.platform == "win32":
        pytest.skip("no pipe with a name")
    from tests.e2e.desk import COMMAND  # noqa: PLC0415 - on Linux only

    program, pipe = (desk.data.parent / name for name in ("held-up", "pipe"))
    program.write_text(HELD_UP.format(python=sys.executable, pipe=pipe))
    program.chmod(0o700)
    os.mkfifo(pipe)
    monkeypatch.setenv(COMMAND, str(program))
    app = desk.begin("--hidden")
    desk.until(tray.tooltip)
    ends: list[int] = []

    def begun() -> bool:
        try:
            ends.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        except OSError:  # nobody reads it yet
            return False
        return True

    desk.until(begun)
    return app, ends[0]


def end_private_mode(desk: "Desk") -> None:
    with closing(sqlite3.connect(desk.data / "posture.db")) as connection:
        connection.execute("DELETE FROM remembered WHERE key = 'private'")
        connection.commit()


def test_while_it_is_looked_at_the_icon_answers_and_what_is_said_is_kept(
    long_log: "Desk", monkeypatch: pytest.MonkeyPatch
) -> None:
    end_private_mode(long_log)
    tray = long_log.tray()
    app, end = start_held_up(long_log, tray, monkeypatch)
    tray.choose("Until I resume")
    long_log.until(lambda: "Resume reminders" in tray.labels())
    assert not long_log._answers()  # nobody is told what may not be so
    assert [] == long_log.rows(PAUSES)
    os.close(end)
    long_log.until(long_log._answers)
    assert long_log.now()["paused"]
    long_log.say("quit")
    assert "" == app.communicate(timeout=20)[1]
    assert [("pause",)] == long_log.rows(PAUSES)


@pytest.mark.parametrize("how", ["tray", "signal"])
def test_quitting_meanwhile_waits_for_it_and_keeps_what_was_said(
    long_log: "Desk", monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    end_private_mode(long_log)
    path, tray = long_log.data / "posture.db", long_log.tray()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)
    app, end = start_held_up(long_log, tray, monkeypatch)
    tray.choose("Until I resume")
    if how == "tray":
        tray.choose("Quit")
    else:
        app.send_signal(signal.SIGTERM)
    assert app.poll() is None
    os.close(end)
    complaints = app.communicate(timeout=20)[1]
    assert 0 == app.returncode
    (kept,) = [each.name for each in long_log.data.iterdir() if each.suffix == ".db" and "damaged" in each.name]
    assert 1 == complaints.count(kept)
    assert [("pause",)] == long_log.rows(PAUSES)


def test_one_that_another_program_holds_is_told_and_opened_once_it_is_let_go(long_log: "Desk") -> None:
    with closing(sqlite3.connect(long_log.data / "posture.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        other.execute("BEGIN EXCLUSIVE")
        app = long_log.start("--hidden", scale=1)
        other.execute("ROLLBACK")
    long_log.until(lambda: long_log.now()["private"])
    long_log.say("quit")
    told = app.communicate(timeout=20)[1]
    assert "The app tries again by itself" in told
    assert "has been opened" in told


def test_where_no_command_could_reach_it_it_does_not_run(long_log: "Desk") -> None:
    from posture_app.desktop.paths import places  # noqa: PLC0415 - as the app finds it

    address = Path(places(long_log.data).control)
    address.mkdir(parents=True)
    done = long_log.run("--hidden")
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))
    assert f"The control socket {address} cannot be opened" in done.stderr
