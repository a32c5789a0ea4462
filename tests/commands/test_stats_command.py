"""`posture-app stats`: what it prints of a log that is known, with and without one who writes to it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from posture_app.cli import main
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.paths import places
from posture_app.store.file.moments import to_us
from posture_app.store.log.log import Log, open_log

Run = Callable[..., tuple[int, str, str]]
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
RANGE = ("--since", "2026-03-01", "--until", "2026-03-14")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path), "stats", *arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def sat(start: datetime, minutes: float, ended_by: EndedBy | None = EndedBy.UP) -> Span:
    return Span(Posture.SITTING, start, start + minutes * MINUTE, ended_by, "UTC")


def opened(tmp_path: Path) -> Log:
    return open_log(places(tmp_path).database, now=MONDAY).log


@pytest.fixture
def log(tmp_path: Path) -> None:
    """Twelve days: 45 and 15 minutes with a break between, and 20 minutes of standing; 5 March is unknown."""
    made = opened(tmp_path)
    for day in range(12):
        if day != 3:
            at = MONDAY + day * DAY
            made.record(sat(at, 45))
            made.record(Span(Posture.STANDING, at + 46 * MINUTE, at + 66 * MINUTE, EndedBy.SAT, "UTC"))
            made.record(sat(at + 70 * MINUTE, 15))
    made.close()


def said(run: Run, *arguments: str) -> dict[str, Any]:
    code, out, err = run(*arguments, "--json")
    assert (0, "") == (code, err)
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.usefixtures("log")
def test_the_table_has_a_row_a_week_and_the_summary_below(run: Run) -> None:
    code, out, err = run(*RANGE)
    assert (0, "") == (code, err)
    rows = [line.split() for line in out.splitlines() if ".." in line]
    assert [["2026-03-02..08", "6", "1:00"], ["2026-03-09..14", "5", "1:00"]] == [row[:3] for row in rows]
    assert ["0:20", "1.0", "0:45", "0:45", "–"] == rows[0][4:]
    for part in ("In one go for 30 min or more", "Mon  1 h 00 min", "no clear trend", "met on 11 of 11 days"):
        assert part in out


@pytest.mark.usefixtures("log")
def test_json_has_plain_values_and_null_for_what_is_unknown(run: Run) -> None:
    found = said(run, *RANGE)
    assert ["2026-03-01", "2026-03-14", "week"] == [found[key] for key in ("since", "until", "by")]
    assert [("2026-03-02", "2026-03-08"), ("2026-03-09", "2026-03-14")] == [
        (row["first"], row["last"]) for row in found["rows"]
    ]
    expected = {"known_days": 11, "sitting_s": 39600, "standing_s": 13200}
    expected |= {"bouts_begun": 22, "breaks": 11, "w50_s": 2700, "longest_begun_s": 2700}
    assert expected == {key: found["summary"][key] for key in expected}
    assert (0.75, 1.0, None) == tuple(found["summary"][key] for key in ("long_share", "breaks_per_hour", "kept_share"))
    assert ("2026-02-15", "2026-02-28", None) == tuple(
        found["before"][key] for key in ("first", "last", "sitting_per_day_s")
    )
    assert {"weekday": "sun", "known_days": 1, "sitting_s": 3600, "standing_s": 1200} == found["weekdays"][6]
    assert ("no clear trend", 11) == (found["trend"]["direction"], found["trend"]["days"])
    assert {"sitting_s": 28800, "met": 11, "days": 11, "current": 11, "longest": 11} == found["goal"]


def test_a_name_means_the_same_here_as_in_the_export_of_days(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    made = opened(tmp_path)
    made.record(sat(MONDAY.replace(hour=3), 120))  # over the end of a day, in UTC as here
    made.close()
    main(["--data-dir", str(tmp_path), "export", "days", "--format", "json"])
    days = json.loads(capfdbinary.readouterr().out)
    assert [(1, 3600), (1, 3600)] == [(day["bouts"], day["longest_bout_s"]) for day in days]
    code = main(["--data-dir", str(tmp_path), "stats", "--by", "day", *RANGE, "--json"])
    rows = [row for row in json.loads(capfdbinary.readouterr().out)["rows"] if row["known_days"]]
    assert (0, [(1, 7200), (0, None)]) == (code, [(row["bouts_begun"], row["longest_begun_s"]) for row in rows])
    others = {"day", "bouts", "longest_bout_s"}
    assert others == days[0].keys() - rows[0].keys()


@pytest.mark.usefixtures("log")
def test_the_goal_of_kept_reminders_is_null_until_it_is_set(run: Run, tmp_path: Path) -> None:
    assert None is said(run, *RANGE)["goal_kept"]
    made = opened(tmp_path)
    for number, (day, outcome) in enumerate(((0, Outcome.KEPT), (1, Outcome.MISSED), (2, Outcome.KEPT)), 1):
        made.prompted(Shown(number, "stand", MONDAY + day * DAY + 30 * MINUTE, "UTC", sitting_s=1800))
        made.settled(number, outcome)
    made.close()
    assert 0 == main(["--data-dir", str(tmp_path), "settings", "set", "goal_kept", "80"])
    run()  # what that printed
    expected = {"percent": 80, "met": 2, "days": 3, "current": 1, "longest": 1}
    assert expected == said(run, *RANGE)["goal_kept"]
    assert "Goal (80 % of reminders kept or more): met on 2 of 3 days." in run(*RANGE)[1]


@pytest.mark.usefixtures("log")
def test_what_others_saw_counts_once_and_what_was_imported_by_its_total(run: Run, tmp_path: Path) -> None:
    """Another computer saw half an hour within that of 2 March and an hour on the 5th, of which nothing was known; of
    the 14th another program told four hours, and of the 2nd, where that counts for nothing.
    """
    alone = {row["first"]: row for row in said(run, *RANGE, "--by", "day")["rows"]}
    other = (
        "(posture, start_us, end_us, ended_by, zone, offset_s, device) VALUES ('sitting', ?, ?, 'idle', 'UTC', 0, 2)"
    )
    with closing(sqlite3.connect(places(tmp_path).database)) as file, file:
        file.execute("INSERT INTO devices VALUES (2, 'laptop', 'Laptop', 'computer'), (3, 'rest', 'Rest', 'import')")
        for at, minutes in ((MONDAY + 10 * MINUTE, 30), (MONDAY + 3 * DAY, 60)):
            file.execute(f"INSERT INTO spans {other}", (to_us(at), to_us(at + minutes * MINUTE)))
        file.execute("INSERT INTO day_totals VALUES (3, '2026-03-02', 9999, 0), (3, '2026-03-14', 14400, 600)")
    merged = {row["first"]: row for row in said(run, *RANGE, "--by", "day")["rows"]}
    assert {"2026-03-05": 3600, "2026-03-14": 14400} == {
        day: row["sitting_s"] for day, row in merged.items() if row != alone.get(day)
    }
    assert (1, 0, None, 600) == tuple(
        merged["2026-03-14"][key] for key in ("known_days", "timed_days", "w50_s", "standing_s")
    )
    row = next(line for line in run(*RANGE, "--by", "day")[1].splitlines() if line.startswith("Sat 2026-03-14"))
    assert ["4:00", "0:10", "–", "–", "–", "–"] == [word for word in row.split()[2:] if "█" not in word]
    summary = said(run, *RANGE)["summary"]
    assert (13, 12, 11 / 12) == tuple(summary[key] for key in ("known_days", "timed_days", "breaks_per_hour"))


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(("by", "rows"), [("day", 12), ("week", 2), ("month", 1), ("year", 1)])
def test_rows_are_as_long_as_asked_for(run: Run, by: str, rows: int) -> None:
    assert rows == len(said(run, *RANGE, "--by", by)["rows"])


@pytest.mark.usefixtures("log")
def test_days_at_the_edges_are_in_and_those_beyond_are_not(run: Run) -> None:
    found = said(run, "--since", "2026-03-03", "--until", "2026-03-04")
    assert (2, 1) == (found["summary"]["known_days"], found["before"]["known_days"])


def test_it_reads_beside_a_running_app_the_last_thirty_days(run: Run, tmp_path: Path) -> None:
    now = SystemClock().now().wall
    half_a_day_off = now.astimezone() + timedelta(hours=12)  # no day is to end meanwhile
    (tmp_path / "settings.toml").write_text(f'day_start = "{half_a_day_off:%H}:00"\n')
    log = opened(tmp_path)
    try:
        log.record(sat(now - 5 * DAY, 30))
        log.record(sat(now - 40 * DAY, 60))
        log.record(sat(now - 5 * MINUTE, 4, None))
        found = said(run, "--by", "year")
    finally:
        log.close()
    assert (1, 1800) == (found["summary"]["known_days"], found["summary"]["sitting_s"])
    assert 30 * 60 + 4 * 60 == sum(row["sitting_s"] for row in found["rows"])
    assert (1, 3600) == (found["before"]["known_days"], found["before"]["sitting_s"])


def test_an_empty_log_is_one_clear_sentence(run: Run, tmp_path: Path) -> None:
    code, out, err = run()
    assert (1, "") == (code, out)
    assert "There is no log" in err
    opened(tmp_path).close()
    code, out, err = run(*RANGE)
    assert (0, "") == (code, err)
    assert "2026-03-01 to 2026-03-14, 14 days: nothing is recorded.\n" == out
    empty = said(run, *RANGE)
    assert ([], None) == (empty["rows"], empty["summary"]["w50_s"])


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--since", "yesterday"], "--since takes a day"),
        (["--until", "2026-02-30"], "--until takes a day"),
        (["--since", "2026-03-02", "--until", "2026-03-01"], "--until lies before --since"),
        (["--since", "9000-01-01"], "--since lies in the future"),
        (["--since", "0001-01-01"], "beyond the calendar"),
        (["--since", "9999-12-01", "--until", "9999-12-31"], "beyond the calendar"),
        (["--by", "decade"], "decade"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(run: Run, arguments: list[str], part: str) -> None:
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    assert part in err
    assert 1 == len(err.splitlines())


@pytest.mark.usefixtures("log")
def test_an_encoding_without_blocks_gets_plain_letters_and_qt_is_not_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom posture_app.cli import main\n"
        f"main(['--data-dir', {str(tmp_path)!r}, 'stats', *{RANGE!r}])\n"
        "print('Qt loaded' if 'PySide6' in sys.modules else 'no Qt')"
    )
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.isascii()
    assert "####" in done.stdout
    assert "?" not in done.stdout
    assert "no Qt" == done.stdout.splitlines()[-1]
