"""`posture-app check`: what it says of a sound log, of one that is not, and of what was kept for speed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from posture_app.store.file.connection import connect
from tests.commands.test_backup_command import data, history, run  # noqa: F401 - fixtures

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("history")
def test_a_sound_log_and_what_is_kept_of_it(run: Run) -> None:  # noqa: F811
    code, out, err = run("check")
    assert (0, "") == (code, err)
    assert re.search(r"is whole: [\d,]+ spans, [\d,]+ reminders and 1 device\.\n(\d+) days are kept ready now\.\n", out)
    code, again, err = run("check")
    assert (0, "") == (code, err)
    (made,) = re.findall(r"(\d+) days are kept ready now", out)
    assert f"{made} days were kept ready; made anew, all come to the same." in again


@pytest.mark.usefixtures("history")
def test_days_that_were_kept_wrong_are_told_and_mended(run: Run, data: Path) -> None:  # noqa: F811
    run("check")
    connection = connect(data / "posture.db")
    connection.execute("UPDATE days SET sitting_s = sitting_s + 1 WHERE known")
    (count,) = connection.execute("SELECT count(*) FROM days WHERE known").fetchone()
    connection.close()
    code, out, _ = run("check")
    assert 1 == code
    assert f"Of {count} days that were kept ready, {count} came to something else made anew:" in out
    assert 0 == run("check")[0]


@pytest.mark.usefixtures("history")
def test_a_damaged_backup_is_named(run: Run, data: Path) -> None:  # noqa: F811
    run("backup")
    (backup,) = (data / "backups").iterdir()
    backup.write_bytes(backup.read_bytes()[:5000])
    code, out, _ = run("check")
    assert 1 == code
    assert f"0 of 1 backup is sound.\n  {backup} is damaged, or of another version.\n" in out


@pytest.mark.usefixtures("history")
def test_a_damaged_log_is_left_as_it_is(run: Run, data: Path) -> None:  # noqa: F811
    log = data / "posture.db"
    content = log.read_bytes()
    log.write_bytes(content[: len(content) // 2])
    code, out, err = run("check")
    assert (1, "") == (code, out)
    assert (
        f"posture-app: The log {log} is damaged; start the app (again), which recovers what can be read of it.\n" == err
    )
    assert content[: len(content) // 2] == log.read_bytes()


def test_there_is_nothing_to_check_yet(run: Run, data: Path) -> None:  # noqa: F811
    code, out, err = run("check")
    assert (1, "") == (code, out)
    assert "There is no log" in err
    assert not data.exists()
