"""`posture-app delete`, without a running app and with one."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.cli import main
from posture_app.commands.demo import make_history
from posture_app.core.calendar import day_of
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import places
from posture_app.desktop.zone import local_zone
from posture_app.store.file.moments import to_us
from posture_app.store.log.log import open_log, open_to_read
from tests import needs
from tests.e2e.conftest import bare_desk  # noqa: F401 - a fixture
from tests.store.remains import remains

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

Run = Callable[..., tuple[int, str, str]]
NOW = SystemClock().now().wall
TODAY = day_of(NOW, local_zone(), DEFAULTS.day_start)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def dated(text: str) -> str:
    """The text with the day so many days ago in place of each `<number>`."""
    return re.sub(r"<(-?\d+)>", lambda found: ago(int(found[1])), text)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], data: Path) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(data), *arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def history(data: Path) -> None:
    make_history(places(data), NOW - timedelta(days=1), local_zone())


@pytest.fixture
def one_span(data: Path) -> None:
    """A log of one span."""
    log = open_log(places(data).database, now=NOW).log
    log.record(Span(Posture.SITTING, NOW - timedelta(days=3), NOW - timedelta(days=2), EndedBy.IDLE, "UTC"))
    log.close()


def starts(data: Path) -> list[datetime]:
    with open_to_read(places(data).database) as log:
        return [span.start for span in log.spans()]


def days(data: Path) -> set[str]:
    return {day_of(at, local_zone(), DEFAULTS.day_start).isoformat() for at in starts(data)}


@pytest.mark.usefixtures("history")
def test_days_are_deleted_from_the_log_and_its_backups(run: Run, data: Path) -> None:
    run("backup")
    before, there = starts(data), days(data)
    code, out, err = run("delete", "--since", ago(30), "--until", ago(20), "--yes")
    assert (0, "") == (code, err)
    assert re.fullmatch(
        rf"This deletes the record from {ago(30)} until {ago(20)}, included: [1-9]\d* spans"
        r" and [1-9]\d* reminders\nIt goes from the log and from every copy that the app keeps; backups that you"
        r" made elsewhere stay as they are.\nDeleted.\n",
        out,
    )
    assert there - {ago(back) for back in range(20, 31)} == days(data)
    gone = {to_us(at).to_bytes(8) for at in set(before) - set(starts(data))}
    assert len(gone) > 50
    assert {} == remains(data, gone, set())
    assert ["posture.db"] == sorted(remains(data, {to_us(starts(data)[0]).to_bytes(8)}, set()))[-1:]
    code, out, _ = run("delete", "--since", ago(30), "--until", ago(20), "--yes")
    assert (0, True) == (code, "nothing is in it\n" in out)


@pytest.mark.usefixtures("history")
def test_everything_is_deleted_and_the_app_begins_anew(run: Run, data: Path) -> None:
    run("backup")
    run("settings", "set", "goal_hours", "6")
    for file in (places(data).messages, places(data).recording):
        file.write_text("sat\n")
    assert 0 == run("delete", "--all", "--yes")[0]
    left = {file.name for file in data.rglob("*") if file.is_file() and file.stat().st_size}
    assert {"settings.toml"} == left
    code, out, err = run("delete", "--all", "--yes")
    assert (1, "") == (code, out)
    assert "there is nothing to delete" in err


@pytest.mark.usefixtures("one_span")
def test_a_log_that_cannot_be_read_is_deleted_as_a_whole_only(run: Run, data: Path) -> None:
    log = places(data).database
    log.write_bytes(log.read_bytes()[:9_000])
    code, out, err = run("delete", "--since", ago(30), "--yes")
    assert (1, "") == (code, out)
    assert "start the app" in err
    code, out, err = run("delete", "--all", "--yes")
    assert (0, "", True) == (code, err, "what there is cannot be told, for: The log" in out)
    assert not log.exists()


@pytest.mark.usefixtures("one_span")
@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Say what to delete: --since DAY, --until DAY, or both; or --all."),
        (("--all", "--since", "<3>"), "Say what to delete: --since DAY, --until DAY, or both; or --all."),
        (("--since", "<3>", "--until", "<4>"), "Nothing can be deleted: <4> lies before <3>."),
        (("--since", "<-2>"), "Nothing can be deleted: <-2> lies in the future."),  # also if a day ends meanwhile
        (("--until", "<-2>"), "Nothing can be deleted: <-2> lies in the future."),
        (("--until", "2026-02-30"), "Nothing can be deleted: “2026-02-30” is not a day such as 2026-03-02."),
        (("--since", ""), "Nothing can be deleted: “” is not a day such as 2026-03-02."),
        (("--until", "9999-12-31"), "Nothing can be deleted: 9999-12-31 lies in the future."),
        (("--unti", "2026-03-02"), "unrecognized arguments: --unti 2026-03-02; see: posture-app --help"),
    ],
)
def test_wrong_usage_is_said_and_deletes_nothing(run: Run, data: Path, arguments: tuple[str, ...], why: str) -> None:
    before = places(data).database.read_bytes()
    assert (2, "", f"posture-app: {dated(why)}\n") == run("delete", *map(dated, arguments), "--yes")
    assert before == places(data).database.read_bytes()


@pytest.mark.usefixtures("one_span")
def test_without_a_terminal_nobody_can_be_asked(run: Run, data: Path) -> None:
    before = places(data).database.read_bytes()
    code, out, err = run("delete", "--all")
    assert (2, "", "posture-app: Nobody is there to ask whether to delete; say --yes.\n") == (code, out, err)
    assert before == places(data).database.read_bytes()


@pytest.mark.usefixtures("one_span")
def test_copies_of_a_log_that_is_gone_are_told_and_deleted(run: Run, data: Path) -> None:
    run("backup")
    for file in data.glob("posture.db*"):
        file.unlink()
    code, out, _ = run("delete", "--all", "--yes")
    assert (0, True) == (code, out.startswith("This deletes all of the record: 1 copy of a log that is gone\n"))
    assert [] == list(data.rglob("*.db"))


def test_without_a_log_it_says_so_and_makes_none(run: Run, data: Path) -> None:
    for arguments in (("--all",), ("--since", ago(3))):
        code, out, err = run("delete", *arguments, "--yes")
        assert (1, "") == (code, out)
        assert "There is no log" in err
    assert not data.exists()


@pytest.mark.usefixtures("one_span")
def test_on_a_terminal_it_asks_and_only_a_yes_is_one(data: Path) -> None:
    needs.linux()
    needs.pseudo_terminals()
    if sys.platform == "win32":
        raise AssertionError("there is none on Windows")
    for answer, code, last in (
        ("", 1, "Nothing was deleted."),
        ("y\n", 1, "Nothing was deleted."),
        ("yes\n", 0, "Deleted."),
    ):
        ours, theirs = os.openpty()
        app = subprocess.Popen(
            [sys.executable, "-m", "posture_app", "--data-dir", str(data), "delete", "--all"],
            stdin=theirs,
            stdout=subprocess.PIPE,
            text=True,
        )
        os.close(theirs)
        os.write(ours, answer.encode() or b"\x04")  # the end of what they type
        said = app.communicate(timeout=60)[0]
        os.close(ours)
        assert (code, last) == (app.returncode, said.splitlines()[-1].split(": ")[-1])
        assert (code == 1) is places(data).database.exists()


def test_beside_a_running_app(bare_desk: "Desk") -> None:  # noqa: F811 - the fixture
    desk = bare_desk
    make_history(places(desk.data), NOW - timedelta(days=2), local_zone())
    desk.start(scale=60)
    desk.sit()
    desk.until(lambda: desk.rows("SELECT 1 FROM spans WHERE ended_by IS NULL"), meanwhile=desk.sit)
    (running,) = desk.rows("SELECT start_us FROM spans WHERE ended_by IS NULL")[0]
    old = starts(desk.data)
    assert desk.say("delete", "--since", ago(40), "--yes").endswith("Deleted.")
    gone = {to_us(at).to_bytes(8) for at in old if at > NOW - timedelta(days=39)} | {running.to_bytes(8)}
    assert {} == remains(desk.data, gone, set())
    desk.until(lambda: desk.rows("SELECT 1 FROM spans WHERE ended_by IS NULL"), meanwhile=desk.sit)
    assert {} == remains(desk.data, gone, set())  # the span that went on does not come back with its checkpoint
    assert 0 < len([at for at in starts(desk.data) if at < NOW - timedelta(days=41)])
    refused = desk.run("delete", "--since", ago(-3), "--yes")
    assert (2, "") == (refused.returncode, refused.stdout)
    before = {to_us(at).to_bytes(8) for at in starts(desk.data)}
    assert desk.say("delete", "--all", "--yes").endswith("Deleted.")
    assert {} == remains(desk.data, before, set())
    desk.until(lambda: desk.rows("SELECT 1 FROM spans"), meanwhile=desk.sit)
    desk.say("quit")
    desk.until(lambda: desk.run("status").returncode == 3)
    assert {} == remains(desk.data, before, set())
