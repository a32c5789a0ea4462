"""Starting, a second start, settings from outside, quitting, and running without a display."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests import needs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.display import PrivateDisplay
    from tests.e2e.desk import Desk


def test_a_second_start_raises_the_first(desk: "Desk") -> None:
    desk.start()
    assert [] == desk.windows("^Posture$")
    second = desk.run()
    assert (0, "") == (second.returncode, second.stderr)
    assert "runs already" in second.stdout
    desk.until(lambda: desk.windows("^Posture$"))


def test_a_start_after_an_update_ends_the_version_before_and_takes_its_place(desk: "Desk", tmp_path: "Path") -> None:
    newer = tmp_path / "sitecustomize.py"
    newer.write_text("import posture_app\nposture_app.__version__ = '99.0'\n")
    first = desk.start()
    desk.import_first(tmp_path)
    second = desk.start("--hidden")
    assert 0 == first.wait(20)
    desk.until(desk._answers)
    assert second.poll() is None
    assert [] == desk.windows("^Posture$")


@pytest.fixture
def other_display(desk: "Desk") -> "Iterator[PrivateDisplay]":
    """A display of another session, to which the desk's person goes over; the app runs on the first one."""
    from tests.display import PrivateDisplay  # noqa: PLC0415 - on Linux only

    desk.start()
    desk.say("show", "today")  # without a tray the window would open by itself, half a minute later
    desk.until(lambda: desk.windows("^Posture$"))
    with closing(PrivateDisplay()) as display:
        desk.environ |= {"DISPLAY": display.name, "XDG_SESSION_ID": "vnc7"}
        yield display


def test_a_second_session_is_told_where_it_runs_and_moves_it_over(
    desk: "Desk", other_display: "PrivateDisplay"
) -> None:
    assert desk.display is not None
    first = desk._apps[0]
    refused = desk.run("--hidden")
    assert (1, "") == (refused.returncode, refused.stdout)
    assert f"runs already (display “{desk.display.name}”" in refused.stderr
    assert "--move" in refused.stderr
    assert [] == desk.windows("^Posture$")
    assert f"“{desk.display.name}”" in desk.say("show", "today")
    second = desk.start("--move")
    assert 0 == first.wait(20)
    desk.until(desk._answers)  # until now it may have been the first that answered
    desk.say("show", "today")
    desk.until(lambda: desk.windows("^Posture$"))
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=lambda: other_display.input("key", "a"))
    desk.say("quit")
    assert 0 == second.wait(20)


def test_where_windows_show_a_second_session_is_asked(desk: "Desk", other_display: "PrivateDisplay") -> None:
    assert desk.display is not None
    stays = desk.begin()
    desk.until(lambda: desk.windows("^Posture$"))
    desk.until(lambda: stays.poll() is not None, meanwhile=lambda: other_display.input("key", "Escape"))
    assert 1 == stays.returncode
    assert desk._apps[0].poll() is None
    moves = desk.begin()
    desk.until(lambda: desk._apps[0].poll() is not None, meanwhile=lambda: other_display.input("key", "Return"))
    desk.until(desk._answers)
    assert moves.poll() is None
    desk.say("quit")
    assert 0 == moves.wait(20)


def test_who_has_no_display_is_told_where_the_window_is(desk: "Desk") -> None:
    desk.start()
    assert desk.display is not None
    del desk.environ["DISPLAY"]
    assert f"to the front (display “{desk.display.name}”)." in desk.say()


def test_a_lock_that_another_computer_left_keeps_nobody_out(desk: "Desk") -> None:
    desk.data.mkdir(mode=0o700)
    left = f"4242\npython3.11\nold-host-name\n{'1' * 32}\n00000000-0000-0000-0000-000000000000\n"
    (desk.data / "running.lock").write_text(left)
    app = desk.start("--hidden")
    assert "runs already" in desk.run().stdout
    app.kill()
    app.wait()
    desk.start("--hidden")


def test_a_log_that_another_program_holds_at_the_start_gets_all_once_it_is_let_go(desk: "Desk") -> None:
    from posture_app.store.log.log import open_log  # noqa: PLC0415 - with Qt
    from tests.store.conftest import NOW, sat  # noqa: PLC0415

    log = open_log(desk.data / "posture.db", now=NOW).log
    log.record(sat(0, 10))
    log.close()
    with closing(sqlite3.connect(desk.data / "posture.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
        other.execute("BEGIN EXCLUSIVE")
        desk.start()
        desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
        other.execute("ROLLBACK")
    desk.until(lambda: len(desk.rows("SELECT 1 FROM spans")) > 1, meanwhile=desk.type)
    desk.quit()
    ended = [why for (why,) in desk.rows("SELECT ended_by FROM spans ORDER BY id")]
    assert ["idle", "stopped"] == ended[:2]
    ((seconds,),) = desk.rows("SELECT sum(end_us - start_us) / 1000000 FROM spans WHERE id > 1")
    assert seconds > 60


def test_quit_ends_it_in_order(desk: "Desk") -> None:
    app = desk.start("--set", "away_after=30")  # commands take a while, in which nobody types
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    desk.until(lambda: desk.now()["bout_s"] > 5)
    assert "" == desk.say("quit")
    assert 0 == app.wait(20)
    assert [("stopped",)] == desk.rows("SELECT ended_by FROM spans")
    assert 3 == desk.run("status").returncode


def test_a_signal_ends_it_in_order(desk: "Desk") -> None:
    app = desk.start()
    desk.until(lambda: desk.now()["bout_s"] > 5, meanwhile=desk.type)
    app.send_signal(signal.SIGTERM)
    assert 0 == app.wait(20)
    assert [("stopped",)] == desk.rows("SELECT ended_by FROM spans")


def test_a_setting_from_the_command_line_holds_at_once(desk: "Desk") -> None:
    desk.start("--set", "away_after=60")  # the commands take a while
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    before = desk.now()
    assert 1700 < before["bout_s"] + before["due_s"] <= 1800
    desk.say("settings", "set", "stand_every", "45")
    after = desk.status()
    assert 45 * 60 == after["bout_s"] + after["due_s"]


def test_without_a_tray_the_main_window_opens_and_says_why(desk: "Desk") -> None:
    desk.start()
    desk.until(lambda: desk.windows("^Posture$"))


def test_every_page_opens(desk: "Desk") -> None:
    desk.start("--hidden")
    for page in ("today", "week", "days", "exercises"):
        desk.say("show", page)
        desk.until(lambda: desk.windows("^Posture$"))
    desk.say("show", "settings")
    desk.until(lambda: desk.windows("^Settings$"))


def test_it_runs_without_a_display(bare_desk: "Desk") -> None:
    desk = bare_desk
    daemon = desk.daemon()
    app = desk.start("--set", "stand_every=5")
    assert desk.run("show", "today").returncode == 1
    desk.say("sit")  # a word of the person's is an input
    assert "sitting" == desk.now()["state"]
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.sit)
    desk.say("up")
    desk.say("quit")
    printed, complaints = app.communicate(timeout=20)
    assert [] == daemon.notified  # whoever looks at another screen is not who sits here
    assert "You have been sitting for 5 minutes" in printed
    assert "There is no display" in complaints
    assert 1 == len([line for line in complaints.splitlines() if "display" in line])


def test_where_no_input_is_seen_it_says_so_and_a_word_is_enough_for_a_reminder(bare_desk: "Desk") -> None:
    desk = bare_desk
    app = desk.start("--set", "stand_every=10")
    told = desk.run("status")
    assert "Not counted" in told.stdout.splitlines()[0]
    assert "not seen here: DISPLAY is not set." in told.stdout
    assert {"source": "none", "why": "DISPLAY is not set"} == desk.now()["input"]
    doctor = desk.run("doctor")
    assert 1 == doctor.returncode
    assert "Keyboard and pointer are not seen here" in doctor.stdout
    desk.sit()
    desk.until(lambda: desk.now()["prompt"])  # of which the person has said nothing for longer than a pause of reading
    desk.tell("up")
    desk.until(lambda: desk.now()["state"] == "away")  # the break is over, and nobody said that they sit again
    desk.say("quit")
    assert [("up",)] == desk.rows("SELECT ended_by FROM spans")
    assert "not seen here" in app.communicate(timeout=20)[1]


def test_a_source_of_input_that_is_lost_is_told(desk: "Desk") -> None:
    assert desk.display is not None
    desk.environ["QT_QPA_PLATFORM"] = "offscreen"  # or the windows would be lost, too, and by that the app
    desk.start("--hidden")
    assert {"source": "x11", "why": None} == desk.now()["input"]
    desk.display.kill()
    desk.until(lambda: desk.now()["input"]["source"] == "none")
    assert "not seen here: the X " in desk.say("status")  # server is gone; or later: display cannot be reached


def test_doctor_goes_by_what_the_running_app_sees(desk: "Desk") -> None:
    desk.start("--hidden")
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)  # so that something was told
    del desk.environ["DISPLAY"]  # as over SSH
    done = desk.run("doctor")
    assert (0, True) == (done.returncode, "input          x11 (SYNC, version 3.1): " in done.stdout)
    assert "All is well" not in done.stdout  # on this desk nothing tells that a program fills the screen
    assert "The app cannot tell here when a program fills the screen" in done.stdout
    report = json.loads(desk.run("doctor", "--json").stdout)
    assert ("app", []) == (report["seen_by"], report["faults"])
    assert report["shortcomings"]
    (used,) = [source for source in report["detection"][0]["sources"] if source["state"] == "used"]
    assert ("x11", True) == (used["name"], used["readings"][0]["age_s"] >= 0)


def test_a_damaged_log_is_set_aside_and_said(desk: "Desk") -> None:
    desk.data.mkdir(mode=0o700)
    (desk.data / "posture.db").write_text("This is not a database. " * 400)
    app = desk.start()
    desk.until(lambda: desk.now()["bout_s"] > 5, meanwhile=desk.type)
    desk.quit()
    kept = [path for path in desk.data.iterdir() if path.suffix == ".db" and "damaged" in path.name]
    assert 1 == len(kept)
    assert kept[0].read_text().startswith("This is not a database.")
    assert kept[0].name in app.communicate(timeout=20)[1]
    assert [("stopped",)] == desk.rows("SELECT ended_by FROM spans")


def test_a_log_of_a_newer_version_is_left_alone_and_reminders_go_on(desk: "Desk") -> None:
    import sqlite3  # noqa: PLC0415 - this test's only

    app = desk.start()
    desk.say("quit")
    app.wait(20)
    with sqlite3.connect(desk.data / "posture.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (desk.data / "posture.db").read_bytes()
    daemon = desk.daemon()
    app = desk.start("--set", "stand_every=5")
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    desk.say("quit")
    assert before == (desk.data / "posture.db").read_bytes()
    assert "newer" in app.communicate(timeout=20)[1]


def test_the_demo_shows_history_and_a_reminder_and_leaves_nothing(desk: "Desk") -> None:
    daemon = desk.daemon()
    demo = desk.demo()
    desk.until(lambda: desk.windows(r"^Posture \(demo\)$"))
    (folder,) = desk.temporary()
    assert len(desk.rows("SELECT rowid FROM spans", folder)) > 300
    desk.until(lambda: daemon.notified)
    demo.send_signal(signal.SIGTERM)
    assert 0 == demo.wait(20)
    assert [] == desk.temporary()
    assert not desk.data.exists()


def test_a_closed_terminal_ends_it_in_order(desk: "Desk") -> None:
    if sys.platform == "win32":
        pytest.skip("a Linux matter")
    app = desk.start()
    desk.until(lambda: desk.now()["bout_s"] > 5, meanwhile=desk.type)
    app.send_signal(signal.SIGHUP)
    assert 0 == app.wait(20)
    assert [("stopped",)] == desk.rows("SELECT ended_by FROM spans")


def test_of_starts_at_the_same_time_one_runs_and_the_others_end_well(desk: "Desk") -> None:
    starts = [desk.begin("--hidden") for _ in range(4)]
    desk.until(lambda: [start.poll() for start in starts].count(0) == len(starts) - 1)
    assert 1 == [start.poll() for start in starts].count(None)
    desk.say("quit")


def test_it_is_found_by_another_path_and_from_another_environment(desk: "Desk", tmp_path: "Path") -> None:
    desk.start()
    (tmp_path / "link").symlink_to(desk.data)
    desk.environ["XDG_RUNTIME_DIR"] = str(tmp_path / "elsewhere")
    desk.data = tmp_path / "link"
    assert "away" == desk.status()["state"]
    assert "runs already" in desk.run().stdout
    desk.say("quit")


def test_a_server_that_lets_nobody_in_is_no_display(desk: "Desk", tmp_path: "Path") -> None:
    from tests.display import PrivateDisplay  # noqa: PLC0415 - on Linux only

    keys = tmp_path / "keys"
    keys.write_bytes(
        b"\x01\x00" + b"".join(len(x).to_bytes(2, "big") + x for x in (b"h", b"", b"MIT-MAGIC-COOKIE-1", b"k" * 16))
    )
    with closing(PrivateDisplay("-auth", str(keys))) as locked:
        desk.environ |= {"DISPLAY": locked.name, "XAUTHORITY": str(tmp_path / "none")}
        app = desk.start()
        desk.say("quit")
        _, complaints = app.communicate(timeout=20)
    assert "does not let us in" in complaints


def test_a_log_that_another_program_locks_is_no_reason_to_stop(desk: "Desk") -> None:
    import sqlite3  # noqa: PLC0415 - this test's only

    app = desk.start()
    desk.say("quit")
    app.wait(20)
    daemon = desk.daemon()
    with sqlite3.connect(desk.data / "posture.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        app = desk.start("--set", "stand_every=5")
        desk.until(lambda: daemon.notified, meanwhile=desk.type)
        desk.say("quit")
    other.close()
    assert "posture.db" in app.communicate(timeout=20)[1]


def test_in_a_terminal_the_start_says_in_one_line_what_runs_how_to_open_and_how_to_end_it(desk: "Desk") -> None:
    needs.pseudo_terminals()
    if sys.platform == "win32":
        return
    from tests.e2e.desk import installed  # noqa: PLC0415 - on Linux only

    near, far = os.openpty()

    command = [installed(), "--data-dir", str(desk.data), "--hidden"]
    app = subprocess.Popen(command, env=desk.environ, stdin=subprocess.DEVNULL, stdout=far)
    os.close(far)
    with os.fdopen(near, encoding="utf-8") as terminal:
        said = terminal.readline().strip()
        app.kill()
        app.wait()
    at = f"posture-app --data-dir {desk.data}"
    assert f"Posture runs. To open it: {at} show today. To end it: {at} quit, or Ctrl+C here." == said
