"""`posture-app export` and `posture-app import`: from one data folder to another, with a running app and without it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.cli import main
from posture_app.core.record.diary import Note, Session
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.paths import places
from posture_app.store.log.log import Log, open_log
from tests.e2e.conftest import bare_desk  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

Run = Callable[..., tuple[int, str, str]]
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def sat(start: datetime, minutes: float, ended_by: EndedBy | None = EndedBy.UP) -> Span:
    return Span(Posture.SITTING, start, start + minutes * MINUTE, ended_by, "Europe/Berlin")


def opened(data: Path) -> Log:
    return open_log(places(data).database, now=MONDAY).log


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with two days in it, a note in letters that not every terminal has, and an exercise."""
    log = opened(tmp_path / "home")
    for day in range(2):
        log.record(sat(MONDAY + timedelta(days=day), 45))
    log.diary.write_note(Note(MONDAY.date(), "Rücken „steif“", MONDAY))
    log.diary.done(Session("neck-turns", MONDAY, "Europe/Berlin", 60))
    log.close()
    return tmp_path / "home"


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], home: Path) -> Run:
    def run(*arguments: str, data: Path = home) -> tuple[int, str, str]:
        code = main(["--data-dir", str(data), *arguments])
        done = capfdbinary.readouterr()
        return code, done.out.decode("utf-16" if "excel" in arguments else "utf-8"), done.err.decode()

    return run


def test_everything_goes_from_one_folder_to_another(run: Run, tmp_path: Path) -> None:
    for kind in ("spans", "sessions", "notes"):
        file = tmp_path / f"{kind}.csv"
        assert (0, "", "") == run("export", kind, "--output", str(file))
        code, out, err = run("import", str(file), data=tmp_path / "new")
        assert (0, "", 1) == (code, err, len(out.splitlines()))
        assert out.startswith("Imported ")
        for fmt in ("csv", "json", "excel"):
            assert run("export", kind, "--format", fmt) == run("export", kind, "--format", fmt, data=tmp_path / "new")
    assert run("export", "days") == run("export", "days", data=tmp_path / "new")
    assert "Rücken „steif“" in run("export", "notes", data=tmp_path / "new")[1]
    expected = "Nothing is new in spans.csv (posture-app, 2026-03-02 to 2026-03-03). There already: 2 spans.\n"
    assert (0, expected, "") == run("import", str(tmp_path / "spans.csv"))


def test_a_dry_run_says_what_would_come_and_makes_nothing(run: Run, tmp_path: Path) -> None:
    run("export", "spans", "--format", "json", "--output", str(tmp_path / "spans.json"))
    code, out, err = run("import", "--dry-run", str(tmp_path / "spans.json"), data=tmp_path / "new")
    said = "Would import from spans.json (posture-app, 2026-03-02 to 2026-03-03): 2 spans. Nothing was changed.\n"
    assert (0, said, "") == (code, out, err)
    assert not (tmp_path / "new").exists()


def test_days_zone_and_file_are_kept_to(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", "spans", "--since", "2026-03-03", "--until", "2026-03-03", "--zone", "Asia/Kolkata")
    assert (0, "", 2) == (code, err, len(out.splitlines()))
    assert "2026-03-03T14:30:00+05:30" in out
    _, out, _ = run("export", "days", "--since", "2026-03-03", "--format", "json")
    assert [("2026-03-03", 2700)] == [(day["day"], day["sitting_s"]) for day in json.loads(out)]
    _, out, _ = run("export", "spans", "--format", "excel")
    assert "\t2026-03-02 10:00:00\t2026-03-02 10:45:00\tEurope/Berlin\t0:45:00\t" in out


def test_activitywatch_and_workrave_are_told_apart_and_explained(run: Run, tmp_path: Path) -> None:
    events = [{"timestamp": "2026-03-05T08:00:00Z", "duration": 1800.0, "data": {"status": "not-afk"}}]
    buckets = {"a": {"type": "afkstatus", "hostname": "pc", "events": events}, "w": {"type": "currentwindow"}}
    (tmp_path / "aw.json").write_text(json.dumps({"buckets": buckets}))
    (tmp_path / "historystats").write_text("WorkRaveStats 4\nD 6 2 126 9 0 6 2 126 17 0\nm 6 3600 0 0 0 0 0 \n")
    code, out, err = run("import", str(tmp_path / "aw.json"), "--zone", "Asia/Kolkata")
    assert [
        "Imported from aw.json (ActivityWatch, 2026-03-05 to 2026-03-05): 1 span.",
        "Passed over 1 other bucket: only that of the AFK watcher tells whether somebody sits.",
    ] == out.splitlines()
    assert (0, "") == (code, err)
    said = "Imported from historystats (Workrave, 2026-03-06 to 2026-03-06): 1 day total.\n"
    assert (0, said, "") == run("import", "--from", "workrave", str(tmp_path / "historystats"))
    lines = run("export", "days")[1].splitlines()[1:]
    assert ["2026-03-02,2700", "2026-03-03,2700", "2026-03-05,1800", "2026-03-06,3600"] == [
        ",".join(line.split(",")[:2]) for line in lines
    ]
    assert "Asia/Kolkata" in run("export", "spans")[1]


def test_what_is_left_out_is_told_also_beforehand(run: Run, tmp_path: Path) -> None:
    file = Path(__file__).parents[1] / "data" / "imports" / "workrave-negative-day.historystats"
    left_out = "Left out: 1 record that is not in order (line 11: no day has -1,910 seconds of activity).\n"
    of = f"from {file.name} (Workrave, 2026-03-02 to 2026-03-04): 2 day totals."
    said = f"Would import {of} Nothing was changed.\n{left_out}"
    assert (0, said, "") == run("import", "--dry-run", str(file), data=tmp_path / "new")
    assert (0, f"Imported {of}\n{left_out}", "") == run("import", str(file), data=tmp_path / "new")


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["export", "spans", "--since", "yesterday"], 2, "--since takes a day"),
        (["export", "spans", "--since", "2026-03-02", "--until", "2026-03-01"], 2, "--until lies before --since"),
        (["export", "spans", "--until", "9999-12-31"], 2, "beyond the calendar"),
        (["export", "spans", "--zone", "Mars"], 2, "--zone takes a time zone such as Europe/Berlin, not “Mars”"),
        (["export", "feelings"], 2, "feelings"),
        (["export", "days", "--output", "/nowhere/at/all.csv"], 1, "make it first"),
        (["import"], 2, "FILE"),
        (["import", "none.csv"], 1, "There is no file none.csv"),
        (["import", "none.csv", "--zone", "Mars"], 2, "--zone takes a time zone"),
        (["import", "none.csv", "--from", "memory"], 2, "memory"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(run: Run, arguments: list[str], code: int, part: str) -> None:
    done, out, err = run(*arguments)
    assert (code, "", 1) == (done, out, len(err.splitlines()))
    assert part in err


def test_a_wrong_file_changes_nothing_and_makes_no_log(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    code, out, err = run("import", str(tmp_path / "bad.csv"), data=tmp_path / "new")
    assert (1, "", 1) == (code, out, len(err.splitlines()))
    assert "bad.csv, line 1: its columns are not those of an export" in err
    assert not (tmp_path / "new").exists()


def test_the_help_leads_to_the_columns(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    found = capsys.readouterr().out.split("What each column means:")[1].strip()
    assert "### spans" in Path(found).read_text(encoding="utf-8")


def test_beside_a_running_app(bare_desk: "Desk", home: Path, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    desk = bare_desk
    desk.start(scale=60)
    assert 0 == main(["--data-dir", str(home), "export", "spans", "--output", str(tmp_path / "spans.csv")])
    said = desk.say("import", str(tmp_path / "spans.csv"))
    assert "Imported from spans.csv (posture-app, 2026-03-02 to 2026-03-03): 2 spans." == said.strip()
    assert [(2,)] == desk.rows("SELECT count(*) FROM spans WHERE device <> 1")
    assert desk.status()["state"]
    desk.say("quit")
