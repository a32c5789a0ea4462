"""The command line: what it says, and what it ends with."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from posture_app import __version__
from posture_app.cli import main
from posture_app.commands.demo import make_history
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.messages import standstill_file, stood_still
from posture_app.desktop.paths import places
from tests import needs

TRACES = Path(__file__).parent / "data" / "traces"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command on a data folder of its own; its exit code, output and complaint."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(["--data-dir", str(tmp_path / "data"), *arguments])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def test_it_says_its_version(run: Run) -> None:
    assert (0, f"posture-app {__version__}\n", "") == run("--version")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["snooze", "never"],
        ["snooze", "0"],
        ["snooze", "5", "--until-pause"],
        ["pause", "-5"],
        ["pause", "nan"],
        ["private", "0"],
        ["private", "5", "--off"],
        ["private", "--until-ended", "--off"],
        ["show", "nowhere"],
        ["demo"],  # in a folder of the person's own
        ["replay"],
        ["export"],
        ["export", "dreams"],
        ["export", "spans", "--format", "xml"],
        ["settings"],
        ["settings", "get"],
        ["settings", "set", "snooze"],
        ["--time-scale", "0"],
        ["--time-scale", "fast"],
        ["status", "--jso"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    assert "posture-app" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nonsense"], "nonsense"),
        (["--time-scale", "fast"], "fast"),
        (["export", "spans", "--until", "9999-12-31"], "calendar"),
        (["pause", "0.5"], "from 1"),
        (["--set", "stand_every"], "KEY=VALUE"),
        (["settings", "get", "lunch"], "lunch"),
        (["settings", "set", "stand_every", "4"], "from 5 to 180"),
        (["settings", "set", "working_hours", "mon 9-17"], "mon"),
        (["export", "spans", "--since", "yesterday"], "yesterday"),
        (["export", "spans", "--since", "2026-03-02", "--until", "2026-03-01"], "--until"),
        (["replay", "/nonexistent/trace"], "/nonexistent/trace"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(run: Run, arguments: list[str], part: str) -> None:
    code, out, err = run(*arguments)
    assert (2, "") == (code, out)
    assert part in err
    assert 1 == len(err.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [["status"], ["up"], ["stand"], ["sit"], ["snooze"], ["skip"], ["longer"], ["escape"], ["pause"], ["resume"],
     ["private"], ["private", "--off"], ["show", "today"], ["quit"]],
)  # fmt: skip
def test_without_a_running_app_it_ends_with_3(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (3, "") == (code, out)
    assert 1 == len(err.splitlines())


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["private"], {"word": "private", "minutes": 60}),
        (["private", "90"], {"word": "private", "minutes": 90}),
        (["private", "--until-ended"], {"word": "private", "minutes": None}),
        (["private", "--off"], {"word": "private_off"}),
        (["snooze", "10"], {"word": "snooze", "minutes": 10}),
        (["snooze", "--until-pause"], {"word": "snooze_quiet", "minutes": None}),
    ],
)
def test_what_lasts_is_asked_of_the_running_app(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], word: dict[str, object]
) -> None:
    asked: list[Mapping[str, object]] = []

    def answer(_: Path, request: Mapping[str, object], _patience_s: int) -> dict[str, object]:
        asked.append(request)
        return {"ok": True, "line": "Private mode until 15:20: nothing is recorded."}

    monkeypatch.setattr("posture_app.commands.remote.ask", answer)
    assert (0, "Private mode until 15:20: nothing is recorded.\n", "") == run(*arguments)
    assert [{"command": "say", **word}] == asked


@pytest.mark.parametrize("trace", sorted(TRACES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_replay_prints_the_answer(run: Run, trace: Path) -> None:
    code, out, err = run("replay", str(trace), "--json")
    assert (0, "") == (code, err)
    assert json.loads(trace.with_suffix(".expected.json").read_text()) == json.loads(out)
    assert 0 == run("replay", str(trace))[0]


def test_a_bad_trace_gives_one_line_and_no_output(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    good = (TRACES / "morning.jsonl").read_text().splitlines()
    bad.write_text("\n".join([*good[:3], "{nonsense", *good[3:]]))
    code, out, err = run("replay", str(bad), "--json")
    assert (2, "") == (code, out)
    assert 1 == len(err.splitlines())
    assert f"{bad}, line 4" in err


def test_settings_are_exported_and_imported(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "mine.toml")
    run("settings", "set", "stand_every", "45")
    assert (0, "", "") == run("settings", "export", file)
    run("settings", "set", "stand_every", "50")
    assert (0, "stand_every = 45\n", "") == run("settings", "import", file)
    assert (0, "", "") == run("settings", "import", file)
    assert (0, "45\n", "") == run("settings", "get", "stand_every")
    (tmp_path / "some.toml").write_text("snooze = 7\nlunch = 1\n")
    code, out, err = run("settings", "import", str(tmp_path / "some.toml"))
    assert (1, "snooze = 7\n") == (code, out)
    assert "lunch" in err
    code, out, err = run("settings", "import", str(tmp_path / "none.toml"))
    assert (1, "") == (code, out)
    assert "is not a file" in err


def test_settings_are_listed_got_and_set(run: Run) -> None:
    assert (0, "30\n", "") == run("settings", "get", "stand_every")
    assert (0, "", "") == run("settings", "set", "stand_every", "45")
    assert (0, "45\n", "") == run("settings", "get", "stand_every")
    code, out, err = run("settings", "list")
    assert (0, "") == (code, err)
    assert "stand_every = 45\n" in out


def test_a_settings_file_that_is_garbage_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text("stand_every = = 3")
    for arguments in (("settings", "get", "stand_every"), ("settings", "list")):
        code, _, err = run(*arguments)
        assert 1 == code
        assert "settings.toml" in err
        assert "line 1" in err


@pytest.fixture
def history(tmp_path: Path) -> None:
    make_history(places(tmp_path / "data"), SystemClock().now().wall, "Europe/Berlin")


@pytest.mark.usefixtures("history")
def test_export_writes_spans_and_days(run: Run) -> None:
    code, out, err = run("export", "spans")
    assert (0, "") == (code, err)
    assert out.startswith("posture,start_utc,end_utc,")
    assert len(out.splitlines()) > 300
    code, out, err = run("export", "days", "--format", "json")
    assert (0, "") == (code, err)
    days: list[dict[str, Any]] = json.loads(out)
    assert 50 < len(days) <= 90
    assert all(0 <= day["sitting_s"] <= 16 * 3600 for day in days)


@pytest.mark.usefixtures("history")
def test_export_keeps_to_the_days_asked_for(run: Run) -> None:
    days = json.loads(run("export", "days", "--format", "json")[1])
    first, last = days[10]["day"], days[12]["day"]
    some = json.loads(run("export", "days", "--format", "json", "--since", first, "--until", last)[1])
    assert days[10:13] == some


@pytest.mark.parametrize("content", [b"", b"This is not a database, but text. " * 200])
def test_export_of_a_log_that_is_none_is_said(run: Run, tmp_path: Path, content: bytes) -> None:
    code, out, err = run("export", "spans")
    assert (1, "") == (code, out)
    assert "posture.db" in err
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "posture.db").write_bytes(content)
    code, out, err = run("export", "spans")
    assert (1, "") == (code, out)
    assert 1 == len(err.splitlines())
    assert content == (tmp_path / "data" / "posture.db").read_bytes()


def test_commands_that_need_no_qt_do_not_load_it(tmp_path: Path) -> None:
    for arguments in (["status"], ["settings", "list"], ["replay", str(TRACES / "call.jsonl")], ["export", "days"]):
        code = (
            "import sys\nfrom posture_app.cli import main\n"
            f"main(['--data-dir', {str(tmp_path)!r}, *{arguments!r}])\n"
            "print('Qt loaded' if 'PySide6' in sys.modules else 'no Qt')"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "no Qt" == done.stdout.splitlines()[-1]


def test_a_reader_that_has_gone_is_no_traceback(tmp_path: Path) -> None:
    make_history(places(tmp_path), SystemClock().now().wall, "UTC")
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "posture_app", "--data-dir", str(tmp_path), "export", "spans"]
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (1, "") == (done.returncode, done.stderr)


def test_doctor_tells_where_the_app_stood_still(tmp_path: Path) -> None:
    where = places(tmp_path)
    here = 'Current thread 0x1 (most recent call first):\n  File "preview.py", line 45 in run\n'
    where.messages.write_text(f"2026-03-02 08:00:00,000 WARNING posture_app: {stood_still(1_772_438_400, here)}\n")
    arguments = [sys.executable, "-m", "posture_app", "--data-dir", str(tmp_path), "doctor"]
    told = subprocess.run(arguments, capture_output=True, text=True, check=False).stdout
    assert 'File "preview.py", line 45 in run; the messages tell more' in told
    assert "The app stands still" not in told
    standstill_file(where.messages).write_text(here.replace("45", "46"))
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert 1 == done.returncode
    assert "line 46 in run" in done.stdout
    assert "The app stands still, or stood so when it was ended last. End it if it runs" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no program is asked")
@pytest.mark.parametrize("asked", [True, False])
def test_doctor_asks_nothing_that_the_person_has_turned_off(tmp_path: Path, *, asked: bool) -> None:
    programs, trace = tmp_path / "bin", tmp_path / "asked"
    programs.mkdir()
    (programs / "pactl").write_text(f"#!/bin/sh\necho >{trace}\nexit 2\n")
    (programs / "pactl").chmod(0o700)
    (tmp_path / "settings.toml").write_text("" if asked else "call_microphone = false\n")
    arguments = [sys.executable, "-m", "posture_app", "--data-dir", str(tmp_path), "doctor"]
    environ = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PULSE_SERVER": "unix:/nonexistent"}
    done = subprocess.run(arguments, env=environ, capture_output=True, text=True, check=False)
    assert (asked, not asked) == (trace.exists(), "turned off in the settings" in done.stdout)


def test_doctor_says_what_works() -> None:
    done = subprocess.run([sys.executable, "-m", "posture_app", "doctor"], capture_output=True, text=True, check=False)
    assert (1, "") == (done.returncode, done.stderr)  # without a display it sees no input, which is no small matter
    for part in ("version", "input", "reminders", "log"):
        assert part in done.stdout
    assert "Keyboard and pointer are not seen here" in done.stdout
    assert "All is well" not in done.stdout


def _cli(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "posture_app", *arguments]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, timeout=60, **more)


def test_an_output_that_takes_no_more_is_said_in_one_line() -> None:
    needs.linux()
    with Path("/dev/full").open("w") as full:
        for arguments in (["settings", "list"], ["replay", str(TRACES / "call.jsonl")]):
            done = _cli(*arguments, stdout=full)
            assert 1 == done.returncode
            assert "No space left" in done.stderr
            assert 1 == len(done.stderr.splitlines())


def test_an_encoding_that_lacks_letters_is_no_traceback() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = _cli("settings", "list", stdout=subprocess.PIPE, env=env)
    assert (0, "") == (done.returncode, done.stderr)
    assert "stand_every = 30" in done.stdout


def test_closed_streams_are_no_traceback() -> None:
    needs.linux()
    command = f"{sys.executable} -m posture_app settings list >&- 2>&-"
    assert 0 == subprocess.run(["sh", "-c", command], check=False, timeout=60).returncode


def test_a_fast_clock_is_kept_from_the_persons_own_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["--time-scale", "60"])
    assert "--data-dir" in capsys.readouterr().err


def test_a_folder_without_a_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["--data-dir", "", "status"])
    assert 1 == len(capsys.readouterr().err.splitlines())


def test_what_is_written_is_for_its_user_only(run: Run, tmp_path: Path) -> None:
    needs.linux()
    before = os.umask(0)
    try:
        run("settings", "set", "snooze", "7")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "data").iterdir()}
    assert {0o600} == set(modes.values())
