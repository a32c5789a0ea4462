"""`posture-app merge`, with a running app and without one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from posture_app.cli import main
from posture_app.store.merge.devices import own_uid
from tests.e2e.conftest import bare_desk  # noqa: F401 - a fixture
from tests.store.conftest import going_on, sat, shown
from tests.store.merge.computers import Computer

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("TZ", "Europe/Berlin")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(data), *arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


@pytest.fixture
def laptop(tmp_path: Path) -> Computer:
    """It has three spans on two days, and has shown one reminder."""
    laptop = Computer(tmp_path / "laptop" / "posture.db")
    laptop.rows("UPDATE devices SET name = 'laptop'")
    log = laptop.open()
    for minute in (0, 60, 1500):
        log.record(sat(minute, minute + 30))
    log.prompted(shown(1, 30))
    log.close()
    return laptop


def test_it_says_what_came_and_from_when_to_when(run: Run, data: Path, laptop: Computer) -> None:
    assert (0, "Merged from “laptop”: 3 spans and 1 reminder (2026-03-02 to 2026-03-03).\n", "") == run(
        "merge", str(laptop.path)
    )
    assert (0, f"All of {laptop.path} is here already.\n", "") == run("merge", str(laptop.path))
    laptop.rows("UPDATE prompts SET outcome = 'kept'")
    assert (0, "Merged from “laptop”: 1 reminder.\n", "") == run("merge", str(laptop.path))
    assert laptop.content() == Computer(data / "posture.db").content()


def test_what_cannot_be_merged_is_said_in_one_line(run: Run, data: Path, tmp_path: Path, laptop: Computer) -> None:
    for arguments, code, said in (
        (["merge"], 2, "Give either the log of another computer, or --new-device."),
        (["merge", "x.db", "--new-device"], 2, "Give either"),
        (["merge", str(tmp_path / "none.db")], 1, "There is no file"),
        (["merge", "--new-device"], 1, "so this computer is a new one already"),
    ):
        got, out, err = run(*arguments)
        assert (code, "", 1) == (got, out, len(err.splitlines()))
        assert said in err
    assert not data.exists()
    run("merge", str(laptop.path))
    for path, said in ((data, "no ordinary file"), (data / "posture.db", "own log"), (data / "diary", "no database")):
        (data / "diary").write_text("Dear diary")
        got, out, err = run("merge", str(path))
        assert (1, "", 1) == (got, out, len(err.splitlines()))
        assert said in err


def test_a_new_device_leaves_its_record_to_the_one_it_was(run: Run, data: Path, laptop: Computer) -> None:
    """A data folder was copied, and both computers go on."""
    run("merge", str(laptop.path))
    desktop = Computer(data / "posture.db")
    desktop.record([sat(3000, 3010)])
    twin = desktop.copy("twin.db")
    before, uid, content = desktop.totals(), desktop.uid, desktop.content()
    assert 0 == run("merge", "--new-device")[0]
    assert uid != own_uid(desktop.path)
    assert (content, before) == (desktop.content(), desktop.totals())
    assert [(1, "own", ""), (3, "computer", "")] == desktop.rows("SELECT id, kind, name FROM devices WHERE id <> 2")
    desktop.record([sat(3100, 3110)])
    twin.record([sat(3105, 3130)])
    desktop.merge(twin)
    twin.merge(desktop)
    assert desktop.content() == twin.content()
    assert before[-1].sitting_s + 30 * 60 == desktop.totals()[-1].sitting_s


def test_beside_a_running_app(bare_desk: "Desk", laptop: Computer) -> None:  # noqa: F811 - the fixture
    desk = bare_desk
    desk.start(scale=60)
    desk.sit()
    desk.until(lambda: desk.status()["bout_s"] > 60, meanwhile=desk.sit)
    laptop.record([going_on(3000, 3001)])
    assert re.fullmatch(r"Merged from “laptop”: 4 spans and 1 reminder \(.*\)\.", desk.say("merge", str(laptop.path)))
    assert "is running" in desk.run("merge", "--new-device").stderr
    desk.sit()
    desk.until(lambda: desk.rows("SELECT count(*) FROM spans WHERE device = 1 AND ended_by IS NULL") == [(1,)])
    desk.quit()
    assert ("stopped",) == desk.rows("SELECT ended_by FROM spans WHERE device = 1 ORDER BY id")[-1]
    assert [(3, "idle"), (1, None)] == desk.rows(
        "SELECT count(*), ended_by FROM spans WHERE device = 2 GROUP BY ended_by ORDER BY 2 DESC"
    )
