"""What the app tells of its own accord, in a language that nobody speaks: all of it comes from a catalogue.

Prompts, windows and commands have tests of their own; here is what goes to the notification service, to the tray, to a
card or into the list of notices while the app runs: remarks, greetings, the summary of the day, what upkeep did not get
done, what is wrong with a file, and why the log cannot be used.
"""

import ast
import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import posture_app
from posture_app.core.errors import KnownError
from posture_app.core.events import Input, Say, Word
from posture_app.core.language import _
from posture_app.core.sight import NOTICE, TOOLTIP, Sight, blind_words, no_effect_words, sight_words
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.settings_file import SettingsFile
from posture_app.desktop.trace_file import TraceFile
from posture_app.runtime.log_start import open_at_start
from posture_app.runtime.old_version import old_version
from posture_app.store.erase import copies
from posture_app.store.file import faults
from posture_app.store.file.backup_folder import backup_folder
from posture_app.store.log.log import open_log
from tests.commands.test_leaks import left_in_english
from tests.core.engine.test_runner import HOUR, MINUTE
from tests.pseudo import OPEN, spoken
from tests.runtime.test_feedback import Said
from tests.ui.lessons import TIP
from tests.upkeep import test_backups, test_erasing
from tests.upkeep.hosts import PATIENCE_S
from tests.upkeep.sharing_device import Device

CODE = Path(posture_app.__file__).parent
NOW = test_backups.NOW
SAME = (TIP.title, TIP.text, "SQLite", "git -C", "pull", *(os.strerror(number) for number in errno.errorcode))
"""What no language changes here: what the content says, names, and what the system says."""
ROOMS = ("runtime", "upkeep", "store/log")
TELLS = ("tell", "_tell", "tell_all", "notify", "greet", "remark", "_trouble")
TOLD_BY = {
    "runtime/app.py": ("version", "settings", "log"),
    "runtime/exercising.py": ("tests/desktop/test_bundled.py",),
    "runtime/feedback.py": ("feedback",),
    "runtime/log_start.py": ("log",),
    "runtime/telling.py": ("version", "settings", "log"),
    "runtime/tracing.py": ("recording",),
    "store/log/log.py": ("files", "log"),
    "upkeep/backups.py": ("backups",),
    "upkeep/erasing.py": ("erasing",),
    "upkeep/restoring.py": ("log",),
    "upkeep/sharing.py": ("sharing",),
}
"""Who tells the person something of its own accord, and what shows that in this language."""


def feedback(_folder: Path) -> Iterator[str]:
    for kind in ("tooltip", "card"):
        said = Said()
        said.tip, said.settings = TIP, replace(said.settings, feedback=kind, goal_hours=1.0)
        said.feed(Input(None))
        said.desk.run(40 * MINUTE)
        said.feed(Say(Word.UP))
        said.desk.run(10 * MINUTE)
        said.feed(Input(None))
        said.feed(Say(Word.STAND))
        said.desk.run(5 * MINUTE)
        said.feed(Say(Word.SIT))
        said.desk.run(HOUR)
        yield from filter(None, said.remarks)
        yield from (text for message in said.told for text in (message.title, message.body))
        assert (True, True) == (len(said.remarks) > 1, bool(said.told))


def backups(folder: Path) -> Iterator[str]:
    bench = test_backups.Bench(open_log(folder / "data" / "log.db", now=NOW).log)
    assert bench.log.path is not None
    backup_folder(bench.log.path).write_text("in the way")
    bench.backups.plan()
    bench.sit()
    bench.back_up()
    bench.worker.close(PATIENCE_S)
    bench.loop.close()
    bench.log.close()
    yield from bench.told


def erasing(folder: Path) -> Iterator[str]:
    data = folder / "data"
    bench = test_erasing.Bench(open_log(data / "posture.db", now=NOW).log, data)
    test_erasing.grown(bench)
    bench.settings = replace(bench.settings, keep_years=2)
    bench.backups.plan()

    def resist(*_: object) -> None:
        raise KnownError("⟦~⟧")

    with pytest.MonkeyPatch.context() as resists:
        resists.setattr(copies, "erase_copies", resist)
        for _night in range(3):
            bench.night()
    bench.close()
    bench.loop.close()
    bench.log.close()
    assert 1 < len(bench.told)
    yield from bench.told


def sharing(folder: Path) -> Iterator[str]:
    shared = folder / "shared"
    shared.mkdir()
    a, b = (Device(open_log(folder / name / "log.db", now=NOW).log, shared) for name in "ab")
    b.share(b.sharing.plan)
    b.sit(20)
    whole = b.file.read_bytes()
    b.file.write_bytes(whole[:60] + (99).to_bytes(4) + whole[64:])
    a.share(a.sharing.plan)
    shared.rename(folder / "drawer")
    a.sit(20)
    a.close()
    b.close()
    assert 1 < len(a.told)
    yield from a.told


def files(folder: Path) -> Iterator[str]:
    for number in faults.KNOWN:
        error = sqlite3.OperationalError("x")
        error.sqlite_errorcode = number
        yield from (str(faults.explained(folder / "log.db", error, doing=doing)) for doing in faults.LOG_CANNOT)
        yield from (str(faults.backup_failed(folder / "b.db", error, doing=doing)) for doing in faults.BACKUP_CANNOT)
    yield str(faults.explained(None, OSError(errno.EACCES, os.strerror(errno.EACCES))))
    yield str(faults.damaged(folder / "log.db"))


def log(folder: Path) -> Iterator[str]:
    path = folder / "data" / "log.db"
    made = open_log(path, now=NOW).log
    made.record(Span(Posture.SITTING, NOW, NOW + timedelta(minutes=1), EndedBy.IDLE, "UTC"))
    made.close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"x" * (len(data) - 4096)
    path.write_bytes(data)
    opened = open_log(path, now=NOW)
    opened.log.close()
    (folder / "file").write_text("in the way")
    start = open_at_start(
        folder / "file" / "log.db", lambda: None, now=NOW, may_wait=False, trouble=_raise, recovered=_raise
    )
    assert (True, True) == (bool(opened.notices), bool(start.notices))
    yield from (*opened.notices, *start.notices)


def settings(folder: Path) -> Iterator[str]:
    path = folder / "settings.toml"
    file = SettingsFile(path)
    for text in ("lunch = 7\nstand_every = 4\nclock = 'x'\nsnooze = 'never'", "lunch", "own = [{name = 7}]"):
        path.write_text(text)
        complaints = file.load().complaints
        assert complaints, text
        yield from complaints


def recording(folder: Path) -> Iterator[str]:
    with pytest.raises(KnownError) as refused:
        TraceFile(folder, _raise)
    yield str(refused.value)
    if sys.platform == "linux":
        told: list[str] = []
        full = TraceFile(Path("/dev/full"), told.append)
        full.write(["x"])
        full.close()
        assert told
        yield from told


def version(_folder: Path) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as released:
        released.setattr(posture_app, "RELEASE_DAY", "2020-02-29")
        told = old_version(lambda _: True, date(2022, 1, 1), {})
    yield from told


def sight(_folder: Path) -> Iterator[str]:
    yield from (_(NOTICE), _(TOOLTIP))
    for seen in (Sight("x11", "⟦~⟧"), Sight("x11", locked_by=("⟦~⟧",)), Sight("x11", asleep_by=("⟦~⟧", "⟦~⟧"))):
        yield from (blind_words(seen), no_effect_words(seen), *sight_words(seen))


CASES: tuple[Callable[[Path], Iterator[str]], ...] = (
    feedback, backups, erasing, sharing, files, log, settings, recording, version, sight
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_what_is_told_comes_from_a_catalogue(case: Callable[[Path], Iterator[str]], tmp_path: Path) -> None:
    with spoken():
        told = [text for text in case(tmp_path) if text]
    assert told
    for text in told:
        rest = text.replace(str(tmp_path), " ")
        for same in SAME:
            rest = rest.replace(same, " ")
        assert OPEN in text
        assert [] == left_in_english(rest), text


def test_whoever_tells_the_person_something_is_among_them() -> None:
    found = set()
    for file in (file for room in ROOMS for file in (CODE / room).rglob("*.py")):
        place = file.relative_to(CODE).as_posix()
        calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        if any(isinstance(call.func, ast.Attribute) and call.func.attr in TELLS for call in calls):
            found.add(place)
    assert set(TOLD_BY) == found
    shows = {each for shown_by in TOLD_BY.values() for each in shown_by} - {case.__name__ for case in CASES}
    assert [] == [each for each in shows if not (CODE.parent / each).is_file()]


def _raise(text: str) -> None:
    raise AssertionError(text)
