"""`posture-app correct` and `note`, beside a running app and without one."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.cli import main
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import places
from posture_app.store.log.log import open_log, open_to_read
from tests.e2e.conftest import bare_desk  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

Run = Callable[..., tuple[int, str, str]]
AT = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
DAY = "2026-03-03"
HOUR = timedelta(hours=1)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TZ", "UTC")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path), *arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def log(tmp_path: Path) -> None:
    """Three hours of sitting."""
    made = open_log(places(tmp_path).database, now=AT).log
    made.record(Span(Posture.SITTING, AT - HOUR, AT + 2 * HOUR, EndedBy.IDLE, "UTC"))
    made.close()


def spans(tmp_path: Path) -> list[tuple[str, datetime, datetime]]:
    with open_to_read(places(tmp_path).database) as log:
        return [(span.posture.value, span.start, span.end) for span in log.spans()]


@pytest.mark.usefixtures("log")
def test_what_was_said_counts_is_listed_and_taken_back(run: Run, tmp_path: Path) -> None:
    before = spans(tmp_path)
    code, out, err = run("correct", DAY, "14:00", "15:00", "standing")
    assert (0, "") == (code, err)
    assert f"{DAY}  Standing 14:00 to 15:00, 1 h 00 min. To take it back: posture-app correct --undo 1\n" == out
    assert ("standing", AT, AT + HOUR) in spans(tmp_path)
    assert 0 == run("correct", DAY, "02:00", "03:30", "away")[0]
    listed = f"   1  {DAY}  Standing 14:00 to 15:00, 1 h 00 min\n   2  {DAY}  Not here 02:00 to 03:30, 1 h 30 min\n"
    assert (0, listed, "") == run("correct", "--list")
    assert (0, listed, "") == run("correct", "--list", DAY)
    assert (0, "There are no corrections.\n", "") == run("correct", "--list", "2026-03-02")
    assert (0, f"Taken back: {DAY}  Standing 14:00 to 15:00, 1 h 00 min.\n", "") == run("correct", "--undo", "1")
    assert before == spans(tmp_path)
    code, out, err = run("correct", "--undo", "1")
    assert (1, "") == (code, out)
    assert "There is no correction 1" in err
    assert listed.splitlines()[1:] == run("correct", "--list")[1].splitlines()


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "Say which"),
        ([DAY], "Say which"),
        ([DAY, "14:00", "15:00"], "Say which"),
        ([DAY, "14:00", "15:00", "standing", "--undo", "1"], "Say which"),
        (["--list", "--undo", "1"], "Say which"),
        ([DAY, "14:00", "15:00", "lying"], "invalid choice"),
        (["yesterdays", "14:00", "15:00", "away"], "“yesterdays” is not a day"),
        (["2026-02-30", "14:00", "15:00", "away"], "“2026-02-30” is not a day"),
        (["9999-12-31", "14:00", "15:00", "away"], "has not come yet"),
        (["0001-01-01", "14:00", "15:00", "away"], "lies before 1971-01-01"),
        ([DAY, "14", "15:00", "away"], "“14” is not a time of day"),
        ([DAY, "14:00", "24:01", "away"], "“24:01” is not a time of day"),
        ([DAY, "15:00", "14:00", "away"], "14:00 comes before 15:00"),
        ([DAY, "15:00", "15:00", "away"], "no time at all"),
        (["--undo", "-1"], "“-1” is not a number"),
        (["--undo", "first"], "“first” is not a number"),
        (["--list", "someday"], "“someday” is not a day"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_changes_nothing(
    run: Run, tmp_path: Path, arguments: list[str], part: str
) -> None:
    before = places(tmp_path).database.read_bytes()
    code, out, err = run("correct", *arguments)
    assert (2, "", 1) == (code, out, len(err.splitlines()))
    assert part in err
    assert before == places(tmp_path).database.read_bytes()


@pytest.mark.usefixtures("log")
def test_what_has_not_come_yet_is_refused(run: Run) -> None:
    now = SystemClock().now().wall
    run("settings", "set", "day_start", f"{now - 8 * HOUR:%H}:00")
    code, out, err = run("correct", "today", f"{now - HOUR:%H}:00", f"{now + HOUR:%H}:30", "sitting")
    assert (2, "") == (code, out)
    assert f"{now + HOUR:%H}:30 has not come yet" in err
    code, out, err = run("correct", "today", f"{now - 2 * HOUR:%H}:00", f"{now - HOUR:%H}:00", "sitting")
    assert (0, "") == (code, err)


@pytest.mark.usefixtures("log")
def test_a_note_is_written_read_and_taken_away(run: Run) -> None:
    assert (0, f"There is no note on {DAY}.\n", "") == run("note", DAY)
    assert (0, f"Noted on {DAY}.\n", "") == run("note", DAY, "Train\nto Bonn")
    assert (0, "Train\nto Bonn\n", "") == run("note", DAY)
    assert (0, f"Noted on {DAY}.\n", "") == run("note", DAY, "-")
    assert (0, "-\n", "") == run("note", DAY)
    assert (0, f"The note on {DAY} is taken away.\n", "") == run("note", DAY, " ")
    assert (0, f"There is no note on {DAY}.\n", "") == run("note", DAY)
    code, out, err = run("note", "someday", "text")
    assert (2, "") == (code, out)
    assert "“someday” is not a day" in err


@pytest.mark.parametrize(
    "arguments", [("correct", DAY, "14:00", "15:00", "away"), ("correct", "--list"), ("note", DAY, "x")]
)
def test_without_a_log_it_says_so_and_makes_nothing(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    before = sorted(tmp_path.iterdir())
    code, out, err = run(*arguments)
    assert (1, "") == (code, out)
    assert "There is no log" in err
    assert not places(tmp_path).database.exists()
    assert before == sorted(path for path in tmp_path.iterdir() if path.name != "running.lock")


def test_it_counts_in_the_running_app_at_once(bare_desk: "Desk", monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    desk = bare_desk
    desk.environ["TZ"] = "UTC"
    now = SystemClock().now().wall
    desk.start("--set", f"day_start={now - 8 * HOUR:%H}:00", scale=1)
    desk.set("day_start", f"{now - 8 * HOUR:%H}:00")
    first, last = f"{now - 4 * HOUR:%H}:00", f"{now - 3 * HOUR:%H}:30"
    day = desk.status()["today"]["day"]
    before = desk.status()["today"]
    said = desk.say("correct", day, first, last, "sitting")
    after = desk.status()["today"]
    assert (0, 90 * 60) == (before["sitting_s"], after["sitting_s"])
    assert 1 == after["bouts"]
    number = re.search(r"--undo (\d+)", said)
    assert number is not None
    desk.say("correct", "--undo", number[1])
    assert before == desk.status()["today"]
    desk.say("note", day, "A long train")
    assert "A long train" == desk.say("note", day)
    assert [(day, "A long train")] == desk.rows("SELECT day, text FROM notes")
    desk.say("quit")
