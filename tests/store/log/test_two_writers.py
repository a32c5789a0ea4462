"""Another process writes into the log while the app does: every row of both is there, and none twice."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Correction, Note
from posture_app.core.spans import Posture
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.log.diary import LogDiary
from posture_app.store.log.log import Log, open_diary
from posture_app.store.merge.merging import merge
from tests.store.conftest import LATER, MINUTE, NOW, Told, open_at, sat, shown
from tests.store.processes import ENVIRONMENT, REPOSITORY

APP = """
    import select, sys
    from itertools import count
    from pathlib import Path
    from posture_app.core.prompts import Outcome
    from tests.store.conftest import *
    told = Told()
    log = open_at(Path(sys.argv[1]), told)
    print("begun", flush=True)
    for minute in count():
        if select.select([sys.stdin], [], [], 0)[0]:
            break
        log.prompted(shown(minute, minute))
        log.record(going_on(minute, minute + 0.5))
        log.record(sat(minute, minute + 1))
        log.settled(minute, Outcome.KEPT)
    while told.trouble[len(told.recovered):]:
        log.remember("ended", True)
    log.close()
    print(minute, len(told.trouble), len(told.recovered))
"""
HOLDER = """
    import sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    print("locked", flush=True)
    sys.stdin.read()
    connection.execute("ROLLBACK")
"""
CORRECTIONS, MERGES = 40, 4
SPANS = 300
"""In the log that is merged."""


@contextmanager
def program(text: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has said its first word."""
    with subprocess.Popen(
        [sys.executable, "-c", dedent(text), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**ENVIRONMENT, "TZ": "UTC"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        yield process


def test_all_that_two_processes_write_at_once_is_there_once(path: Path, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("what a process is sent cannot be waited for like this there")
    open_at(path).close()
    other = tmp_path / "other.db"
    with closing(open_at(other)) as log:
        for minute in range(SPANS):
            log.record(sat(-minute - 1, -minute))
    refused = 0
    with program(APP, str(path)) as app:
        for said in range(CORRECTIONS):
            refused += add(path, said)
            if said % (CORRECTIONS // MERGES) == 0:
                refused += until_done(lambda: merge(path, other, LATER))
        words, _ = app.communicate("")
        minutes, waited, resumed = map(int, words.split())
    assert waited == resumed
    with closing(open_at(path)) as log:
        assert [("ok",)] == log._database.connection.execute("PRAGMA integrity_check").fetchall()
        assert [sat(minute, minute + 1) for minute in range(minutes)] == list(log.own_spans())
        assert [(NOW + minute * MINUTE, Outcome.KEPT) for minute in range(minutes)] == [
            (row.at, row.outcome) for row in log.own_prompts()
        ]
        corrections = Counter(each.made for each in log.diary.corrections())
        assert {NOW + number * MINUTE: 1 for number in range(CORRECTIONS)} == corrections
        assert [f"Nr. {said}"] == [note.text for note in log.diary.notes(NOW.date(), NOW.date())]
        merged = log._database.connection.execute("SELECT count(*) FROM spans WHERE device <> 1").fetchone()
        assert (SPANS,) == merged
    print(  # noqa: T201 - the counts
        f"{minutes} minutes of the app beside {CORRECTIONS} corrections and {MERGES} merges: all there, once;"
        f" the app found it locked {waited} times and wrote later, the other {refused} times and tried again"
    )


def add(path: Path, number: int) -> int:
    """Add to the record, as the command line does; how often that was refused."""
    start = NOW - (number + 1) * MINUTE
    said = Correction(Posture.STANDING, start, start + MINUTE, "UTC", NOW + number * MINUTE)
    note = Note(NOW.date(), f"Nr. {number}", NOW + number * MINUTE)

    def write(work: Callable[[LogDiary], None]) -> None:
        with open_diary(path) as diary:
            work(diary)

    return until_done(lambda: write(lambda diary: diary.correct(said))) + until_done(
        lambda: write(lambda diary: diary.write_note(note))
    )


def until_done(work: Callable[[], object]) -> int:
    """Try it until it works; how often it was refused, the log being locked."""
    for refused in count():
        try:
            work()
        except KnownError as error:
            if "another program has locked it" not in str(error):
                raise
        else:
            return refused
    raise AssertionError


def test_a_log_that_another_process_has_locked_for_a_while(
    log: Log, path: Path, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    with program(HOLDER, str(path)) as holder:
        for minute in range(3):
            log.record(sat(minute, minute + 1))
        log.prompted(shown(1, 3))
        with pytest.raises(
            KnownError, match="another program has locked it, or this app itself, as it imports or merges; wait"
        ):
            log.diary.write_note(Note(NOW.date(), "müde", NOW))
        assert "" == log.diary.note(NOW.date())
        assert [sat(minute, minute + 1) for minute in range(3)] == list(log.spans())
        (said,) = told.trouble
        assert said.startswith(f"The log {path} cannot be written: another program has locked it, or this app itself")
        assert holder.stdin is not None
        holder.stdin.close()
    log.settled(1, Outcome.KEPT)
    log.diary.write_note(Note(NOW.date(), "müde", NOW))
    assert [f"The log {path} can be written again; nothing is lost."] == told.recovered
    assert 1 == len(told.trouble)
    with closing(connect(path, OpenMode.READ)) as connection:
        assert (3,) == connection.execute("SELECT count(*) FROM spans").fetchone()
        assert [("kept",)] == connection.execute("SELECT outcome FROM prompts").fetchall()
        assert [("müde",)] == connection.execute("SELECT text FROM notes").fetchall()
    caplog.clear()
