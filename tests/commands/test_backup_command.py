"""`posture-app backup` and `posture-app restore`, with a running app and without one."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.cli import main
from posture_app.commands.demo import make_history
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import places
from posture_app.store.file.inspection import FileState, inspect
from tests.e2e.conftest import bare_desk  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

Run = Callable[..., tuple[int, str, str]]


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
    make_history(places(data), SystemClock().now().wall, "Europe/Berlin")


@pytest.mark.usefixtures("history")
def test_a_backup_is_made_listed_and_restored(run: Run, data: Path) -> None:
    code, out, err = run("backup")
    assert (0, "") == (code, err)
    (made,) = (data / "backups").iterdir()
    assert re.fullmatch(
        rf"Backed up to {made}: 20\d\d-\d\d-\d\d to 20\d\d-\d\d-\d\d, [\d,]+ spans and [\d,]+ reminders, [\d,]+ kB\n",
        out,
    )
    code, listed, err = run("restore")
    assert (0, "") == (code, err)
    assert [made.name] == [line.split()[0] for line in listed.splitlines()[1:]]
    assert listed.splitlines()[1].split("  ")[1] in out
    before = run("export", "spans")
    (data / "posture.db").unlink()
    code, out, err = run("restore", made.name)
    assert (0, "") == (code, err)
    assert out.startswith(f"Restored from {made}: 20")
    assert before == run("export", "spans")
    code, out, err = run("restore", str(made))
    assert (0, "", 2) == (code, err, len(out.splitlines()))
    (kept,) = data.glob("posture-before-restore-*.db")
    assert f"The log as it was before is kept as {kept}" == out.splitlines()[1]


@pytest.mark.usefixtures("history")
def test_it_goes_to_the_file_or_into_the_folder_named(run: Run, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert 0 == run("backup", str(stick / "mine.db"))[0]
    assert 0 == run("backup", str(stick))[0]
    assert 2 == len(list(stick.iterdir()))
    assert {FileState.SOUND} == {inspect(file) for file in stick.iterdir()}
    (stick / "diary").write_text("Dear diary")
    code, out, err = run("backup", str(stick / "diary"))
    assert (1, "", 1) == (code, out, len(err.splitlines()))
    assert "Dear diary" == (stick / "diary").read_text()


def test_without_a_log_or_backups_it_says_so(run: Run, data: Path, tmp_path: Path) -> None:
    code, out, err = run("backup")
    assert (1, "") == (code, out)
    assert "There is no log" in err
    assert (0, f"There are no backups in {data / 'backups'} yet.\n", "") == run("restore")
    code, out, err = run("restore", str(tmp_path / "none.db"))
    assert (1, "") == (code, out)
    assert "There is no file" in err
    assert not data.exists()


@pytest.mark.usefixtures("history")
def test_a_damaged_backup_is_listed_as_such_and_not_restored(run: Run, data: Path) -> None:
    run("backup")
    (made,) = (data / "backups").iterdir()
    shutil.copy(made, made.with_name("posture-2020-01-01.db"))
    made.write_bytes(made.read_bytes()[:3000])
    lines = run("restore")[1].splitlines()
    assert lines[1].startswith("posture-2020-01-01.db  20")
    assert f"{made.name}  damaged" == lines[2]
    before = (data / "posture.db").read_bytes()
    code, out, err = run("restore", made.name)
    assert (1, "") == (code, out)
    assert "is damaged, and was not restored" in err
    assert before == (data / "posture.db").read_bytes()


@pytest.mark.usefixtures("history")
def test_a_file_that_is_no_backup_is_no_reason_to_end_the_app(run: Run, data: Path) -> None:
    assert 0 == run("backup", str(data / "mine.db"))[0]
    (data / "diary").write_text("Dear diary")
    before, running = (data / "posture.db").read_bytes(), Instance(places(data))
    assert running.take()
    try:
        for name, said in (("diary", "it is no database"), ("mine.db", "end it first: posture-app quit")):
            code, out, err = run("restore", str(data / name))
            assert (1, "") == (code, out)
            assert said in err
            assert ("end it first" in said) is ("end it first" in err)
    finally:
        running.release()
    assert before == (data / "posture.db").read_bytes()


def test_beside_a_running_app(bare_desk: "Desk") -> None:  # noqa: F811 - the fixture
    desk = bare_desk
    desk.start(scale=60)  # faster, and the typing would be over, as no evidence of a minute, before the commands are
    desk.sit()
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.sit)
    desk.until(lambda: list((desk.data / "backups").glob("*.db")), meanwhile=desk.sit)  # its own, after five minutes
    mine = desk.data / "mine.db"
    said = desk.say("backup", str(mine))
    assert re.search(r"to .*mine\.db: .*[1-9]\d* spans?\b", said)
    assert FileState.SOUND is inspect(mine)
    refused = desk.run("restore", str(mine))
    assert (1, "") == (refused.returncode, refused.stdout)
    assert "end it first: posture-app quit" in refused.stderr
    desk.say("quit")
    desk.until(lambda: desk.run("status").returncode == 3)
    assert "Restored" in desk.say("restore", str(mine))
    desk.start(scale=600)
    assert desk.rows("SELECT count(*) FROM spans WHERE ended_by = 'crashed'") == [(1,)]
    desk.say("quit")
