"""The app's own log of messages, and bugs."""

import logging
import os
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posture_app.desktop.messages import LARGEST, forget_messages, keep_messages, report_bugs
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
    assert path.stat().st_size == 0
    assert LARGEST + 1 == (tmp_path / "messages.log.1").stat().st_size


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
    report_bugs(told.append)
    for _ in range(2):
        sys.excepthook(ZeroDivisionError, ZeroDivisionError("a bug"), None)
    assert 1 == len(told)
    assert "ZeroDivisionError: a bug" in told[0]
    assert 2 == caplog.text.count("An error that should not happen")
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
