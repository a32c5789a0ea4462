"""The app's own log of messages, and bugs."""

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posture_app.desktop import messages
from posture_app.desktop.messages import (
    LARGEST,
    forget_messages,
    keep_messages,
    report_bugs,
    standstill_file,
    standstills,
    stood_still,
)
from tests import needs

log = logging.getLogger("posture_app.tests")


@pytest.fixture(autouse=True)
def _as_found(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_messages_are_kept_for_their_user_only(tmp_path: Path) -> None:
    needs.linux()
    path = tmp_path / "messages.log"
    keep_messages(path, verbose=False)
    log.info("something happened")
    assert "something happened" in path.read_text()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_a_terminal_obeys_no_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_messages(tmp_path / "messages.log", verbose=True)
    log.info("the X server says: %s", "\x1b]0;mine\x07no\x9b")
    for text in ((tmp_path / "messages.log").read_text(), capsys.readouterr().err):
        assert "the X server says: ]0;mineno\n" in text


def test_a_long_file_is_put_by(tmp_path: Path) -> None:
    path = tmp_path / "messages.log"
    path.write_text("x" * (LARGEST + 1))
    keep_messages(path, verbose=False)
    log.info("something happened")
    assert path.stat().st_size < 200
    assert LARGEST + 1 == (tmp_path / "messages.log.1").stat().st_size


def test_messages_of_one_long_run_take_no_more_than_four_files_for_their_user_only(tmp_path: Path) -> None:
    path = tmp_path / "messages.log"
    keep_messages(path, verbose=False)
    for number in range(50):
        log.info("%d %s", number, "x" * (LARGEST // 8))
    files = sorted(tmp_path.glob("messages.log*"))
    assert ["messages.log", *(f"messages.log.{number}" for number in (1, 2, 3))] == [file.name for file in files]
    assert all(file.stat().st_size <= LARGEST for file in files)
    assert " 49 x" in path.read_text()
    if sys.platform != "win32":
        assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in files}


def test_all_of_them_are_forgotten_also_while_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "messages.log"
    keep_messages(path, verbose=False)
    for _ in range(20):
        log.info("secret %s", "x" * (LARGEST // 4))
    standstill_file(path).write_text("secret")
    forget_messages(path)
    log.info("afterwards")
    assert [path.name, standstill_file(path).name] == [file.name for file in sorted(tmp_path.glob("messages.log*"))]
    assert "secret" not in path.read_text() + standstill_file(path).read_text()
    assert "afterwards" in path.read_text()


def test_a_pipe_in_its_place_holds_nobody_back(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    needs.linux()
    path = tmp_path / "messages.log"
    subprocess.run(["mkfifo", path], check=True)
    keep_messages(path, verbose=False)
    assert "cannot be kept" in caplog.text
    caplog.clear()
    forget_messages(path)
    assert ([], None) == standstills(path)


HERE = """Thread 0x1 (most recent call first):
  File "other.py", line 1 in wait

Current thread 0x2 (most recent call first):
  File "preview.py", line 45 in run
  File "app.py", line 3 in main
"""


def test_where_the_app_stood_still_is_read_from_its_messages(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "messages.log"
    keep_messages(path, verbose=False)
    log.warning("%s", stood_still(1_772_438_400, HERE))
    log.info("afterwards")
    log.warning("%s", stood_still(1_772_438_500, HERE.replace("45", "46")))
    before, now = standstills(path)
    assert (2, None) == (len(before), now)
    assert before[0].endswith('File "preview.py", line 45 in run')
    assert 1_772_438_500 == datetime.fromisoformat(before[1].split(",")[0]).timestamp()
    standstill_file(path).write_text(HERE.replace("45", "47"))
    before, now = standstills(path)
    assert 2 == len(before)
    assert now is not None
    assert now.endswith("line 47 in run")
    caplog.clear()


def test_a_file_that_cannot_be_made_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "messages.log").mkdir()
    keep_messages(tmp_path / "messages.log", verbose=False)
    assert 1 == len(caplog.records)
    caplog.clear()


def test_a_pipe_in_place_of_the_file_holds_nobody_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(tmp_path / "messages.log")
    keep_messages(tmp_path / "messages.log", verbose=False)
    assert 1 == caplog.text.count("it is a pipe; remove it")
    caplog.clear()


def test_a_full_disk_is_said_once_and_is_no_traceback(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    needs.linux()
    keep_messages(Path("/dev/full"), verbose=False)
    log.info("one")
    log.info("two")
    assert 1 == caplog.text.count("no longer kept")
    assert "Traceback" not in capsys.readouterr().err
    caplog.clear()


def test_a_bug_is_logged_each_time_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    report_bugs(told.append, lambda _gone: pytest.fail("nothing was updated"))
    for _ in range(2):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("a bug"), None)
    assert 1 == len(told)
    assert "ZeroDivisionError: a bug" in told[0]
    assert 2 == caplog.text.count("An error that should not happen")
    caplog.clear()


@pytest.mark.parametrize("what", ["updated", "removed"])
def test_that_the_app_was_updated_or_removed_below_it_is_no_bug_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    package, new = tmp_path / "__init__.py", tmp_path / "new"
    for file in (package, new):
        file.touch()
    monkeypatch.setattr(messages, "PACKAGE", package)
    told: list[str] = []
    report_bugs(lambda _: told.append("a bug"), lambda gone: told.append("removed" if gone else "updated"))
    if what == "updated":
        new.replace(package)
    else:
        package.unlink()
    for name in ("posture_app.ui.kit.button", "posture_app"):
        error = ImportError("cannot import name 'wide'", name=name)
        sys.excepthook(ImportError, error, None)
    assert [what] == told
    assert 2 == caplog.text.count(f"The app was {what} while it ran")
    sys.excepthook(ImportError, ImportError("No module named 'elsewhere'", name="elsewhere"), None)
    assert [what, "a bug"] == told
    caplog.clear()


def test_what_cannot_be_loaded_though_nothing_was_updated_is_a_bug(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    report_bugs(told.append, lambda _gone: pytest.fail("nothing was updated"))
    sys.excepthook(ImportError, ImportError("cannot import name 'wide'", name="posture_app.ui.kit.button"), None)
    assert 1 == len(told)
    caplog.clear()


@pytest.mark.parametrize(
    ("first", "gone"),
    [("2026-03-02 09:00:00,000 INFO", True), ("2026-03-04 09:00:00,000 INFO", False), ("no day", True), ("", False)],
)
@pytest.mark.parametrize("name", ["messages.log", "messages.log.2"])
def test_messages_go_with_the_days_that_they_may_name(tmp_path: Path, first: str, name: str, *, gone: bool) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = folder / "messages.log"
    for file in (path, folder / "messages.log.2"):
        file.write_text("2026-03-09 10:00:00,000 INFO later\n")
    (folder / name).write_text(f"{first}\n" if first else "")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    forget_messages(path, datetime(2026, 3, 2, 10, 0, tzinfo=UTC))
    after = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert ({"messages.log": b""} if gone else before) == after
