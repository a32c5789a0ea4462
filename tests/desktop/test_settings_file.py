"""The settings file: what is wrong in it does no harm, and nothing in it is lost."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import pytest

from posture_app.core.errors import KnownError, UsageError
from posture_app.core.settings.hours import format_hours
from posture_app.core.settings.settings import DEFAULTS
from posture_app.desktop.file_lock import FileLock
from posture_app.desktop.settings_file import SettingsFile
from tests import needs

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def written(path: Path, text: str) -> SettingsFile:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return SettingsFile(path)


def test_no_file_means_the_defaults(path: Path) -> None:
    loaded = SettingsFile(path).load()
    assert (DEFAULTS, ()) == (loaded.settings, loaded.complaints)


def test_what_is_set_is_read_again(path: Path) -> None:
    file = SettingsFile(path)
    file.set("stand_every", 45, NOW)
    file.set("notify_order", ("card", "tray"), NOW)
    loaded = SettingsFile(path).load()
    assert (45, ("card", "tray"), ()) == (loaded.settings.stand_every, loaded.settings.notify_order, loaded.complaints)


def test_comments_and_unknown_keys_survive_a_change(path: Path) -> None:
    file = written(path, "# mine\nstand_every = 20 # often\nfuture_key = [1, 2]\n")
    file.set("snooze", 7, NOW)
    text = path.read_text()
    assert "# mine" in text
    assert "# often" in text
    assert "future_key = [1, 2]" in text
    assert (20, 7) == (file.load().settings.stand_every, file.load().settings.snooze)


def test_its_ends_of_lines_are_kept_and_none_is_doubled(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_on_windows(self: Path, mode: str = "r", encoding: str | None = None) -> IO[Any]:
        return open(self, mode, encoding=encoding, newline=None if "b" in mode else "\r\n")  # noqa: PTH123

    monkeypatch.setattr(Path, "open", as_on_windows)
    path.parent.mkdir()
    path.write_bytes(b"# mine\r\nstand_every = 20\r\n")
    SettingsFile(path).set("stand_every", 25, NOW)
    assert b"# mine\r\nstand_every = 25\r\n" == path.read_bytes()


def test_a_night_shift_is_taken_as_it_is_written(path: Path) -> None:
    loaded = written(path, 'working_hours = "mon-fri 22:00-06:00"\n').load()
    assert ((), "mon-fri 22:00-06:00") == (tuple(loaded.complaints), format_hours(loaded.settings.working_hours))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("stand_every = 4", "stand_every: expected a whole number from 5 to 180"),
        ("stand_every = true", "stand_every"),
        ('stand_every = "thirty"', "thirty"),
        ("stand_every = 30.5", "30.5"),
        ('working_hours = "mon-frei 09:00-17:00"', "frei"),
        ('working_hours = "mon 17:00-09:00"', "ends before it begins"),
        ('day_start = "25:00"', "25:00"),
        ("notify_order = []", "notify_order"),
        ('notify_order = ["desktop", "pigeon"]', "pigeon"),
        ('theme = "pink"', "pink"),
        ("goal_hours = nan", "goal_hours"),
        ("goal_hours = inf", "goal_hours"),
        ("lunch = 1", "lunch"),
    ],
)
def test_a_wrong_key_is_named_and_the_rest_holds(path: Path, text: str, part: str) -> None:
    loaded = written(path, f"snooze = 9\n{text}\n").load()
    assert 9 == loaded.settings.snooze
    (complaint,) = loaded.complaints
    assert str(path) in complaint
    assert part in complaint


@pytest.mark.parametrize(
    "text", ["stand_every = ", "\x00\x01\x02", "[[[", "stand_every = 30\nstand_every = 40", "a = 'x"]
)
def test_garbage_gives_the_defaults_and_one_sentence_with_the_line(path: Path, text: str) -> None:
    file = written(path, text)
    loaded = file.load()
    assert DEFAULTS == loaded.settings
    (complaint,) = loaded.complaints
    assert str(path) in complaint
    assert "line" in complaint or "end of document" in complaint
    with pytest.raises(KnownError):
        file.check()


def test_bytes_that_are_no_text_are_said(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"stand_every = 30 # \xff\xfe")
    (complaint,) = SettingsFile(path).load().complaints
    assert "UTF-8" in complaint


def test_a_change_keeps_a_file_that_does_not_parse_under_another_name(path: Path) -> None:
    file = written(path, "stand_every = \n# years of work\n")
    aside = file.set("snooze", 8, NOW)
    assert 8 == file.load().settings.snooze
    assert aside is not None
    assert "years of work" in aside.read_text()


def test_a_folder_in_its_place_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    (complaint,) = SettingsFile(path).load().complaints
    assert str(path) in complaint


def test_a_file_that_cannot_be_written_leaves_the_old_one_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(path, "snooze = 9\n")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(KnownError, match="No space left on device"):
        file.set("snooze", 10, NOW)
    assert "snooze = 9\n" == path.read_text()
    assert [path] == [p for p in path.parent.iterdir() if p.suffix != ".lock"]


def test_an_override_holds_and_is_never_written(path: Path) -> None:
    file = SettingsFile(path, {"stand_every": "15"})
    file.set("snooze", 3, NOW)
    assert (15, 3) == (file.load().settings.stand_every, file.load().settings.snooze)
    assert "stand_every" not in path.read_text()
    assert {"stand_every"} == file.overridden


@pytest.mark.parametrize(("key", "value"), [("stand_every", "4"), ("nothing", "4"), ("day_start", "4")])
def test_a_wrong_override_is_refused(path: Path, key: str, value: str) -> None:
    with pytest.raises(UsageError, match=key):
        SettingsFile(path, {key: value})


def test_the_folder_is_private(path: Path) -> None:
    SettingsFile(path).set("snooze", 3, NOW)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)


def test_what_no_parser_stands_is_garbage_like_any_other(path: Path) -> None:
    for text in (f"stand_every = {'9' * 5000}", f"a = {'[' * 5000}"):
        (complaint,) = written(path, text).load().complaints
        assert "not valid TOML" in complaint
        assert len(complaint.splitlines()) == 1


def test_thousands_of_unknown_keys_are_not_told_one_by_one(path: Path) -> None:
    text = "\n".join(f"key{number} = 1" for number in range(5000)) + '\n"a\\nb" = 1\n'
    complaints = written(path, text).load().complaints
    assert 11 == len(complaints)
    assert "4991 more" in complaints[-1]


def test_a_byte_order_mark_does_no_harm(path: Path) -> None:
    file = written(path, "\ufeffsnooze = 9\n")
    assert (9, ()) == (file.load().settings.snooze, file.load().complaints)
    assert file.set("stand_every", 20, NOW) is None
    assert (9, 20) == (file.load().settings.snooze, file.load().settings.stand_every)


def test_what_is_no_file_is_left_alone_and_said(path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no pipes in its file system")
    path.parent.mkdir()
    os.mkfifo(path)
    file = SettingsFile(path)
    (complaint,) = file.load().complaints
    assert "not a file" in complaint
    with pytest.raises(KnownError, match="not a file"):
        file.set("snooze", 8, NOW)
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_link_is_written_through(path: Path, tmp_path: Path) -> None:
    needs.linux()
    target = tmp_path / "dotfiles.toml"
    target.write_text("snooze = 9\n")
    path.parent.mkdir()
    path.symlink_to(target)
    SettingsFile(path).set("stand_every", 20, NOW)
    assert path.is_symlink()
    assert "stand_every = 20" in target.read_text()


def test_a_change_that_never_ends_stops_no_other_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture_app.desktop.settings_file.PATIENCE_MS", 20)
    file = written(path, "snooze = 9\n")
    stopped = FileLock(path.with_name(".settings.toml.lock"))
    assert stopped.take()
    with pytest.raises(KnownError, match="another program"):
        file.set("snooze", 10, NOW)
    assert "snooze = 9\n" == path.read_text()
    stopped.release()
    file.set("snooze", 10, NOW)


def test_a_disk_that_knows_no_locks_takes_a_change(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs.linux()

    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    SettingsFile(path).set("snooze", 10, NOW)
    assert 10 == SettingsFile(path).load().settings.snooze


def test_changes_at_once_lose_none(path: Path) -> None:
    needs.linux()
    changes = [("snooze", "7"), ("goal_hours", "7"), ("stand_every", "40"), ("again_after", "20")]
    command = [sys.executable, "-m", "posture_app", "--data-dir", str(path.parent), "settings", "set"]
    running = [subprocess.Popen([*command, *change]) for change in changes]
    assert [0] * 4 == [process.wait(30) for process in running]
    settings = SettingsFile(path).load().settings
    assert (7, 7.0, 40, 20) == (settings.snooze, settings.goal_hours, settings.stand_every, settings.again_after)
