"""The power goes at any moment: the log is sound at the next start, without a word, and holds what was written up to a
moment before, and nothing else. What had not been flushed yet may be lost, the latest first.
"""

import random
import shutil
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from posture_app.store.file.connection import connect, transaction
from posture_app.store.log.log import open_log, open_to_read
from posture_app.store.log.opening import prepare
from tests import needs
from tests.store.conftest import NOW, open_at
from tests.store.in_memory import open_in_memory
from tests.store.log_writes import State, do, state
from tests.store.power import Folder, read_changes
from tests.store.processes import python, with_disk_at_mercy
from tests.store.writers import dawdle, writer

SEED = random.SystemRandom().randrange(10**6)
WRITES = 150
CUTS = 400
LOGS, COPIES = 10, 20
HEADER, FRAME = 32, 24 + 4096
"""Bytes of the write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log)."""


class Course:
    """What a log holds after each of its first writes, as far as was asked."""

    def __init__(self) -> None:
        self._found: dict[int, list[int]] = {}
        self._log = open_in_memory()
        self._next = 0
        self._add()

    def _add(self) -> None:
        self._found.setdefault(hash(repr(state(self._log._database.connection))), []).append(self._next)

    def places(self, found: State, most: int) -> list[int]:
        """After how many writes, `most` at the most, it holds this; none if it never does."""
        while self._next < most:
            do(self._log, self._next)
            self._next += 1
            self._add()
        return [number for number in self._found.get(hash(repr(found)), []) if number <= most]


@pytest.fixture
def course() -> Iterator[Course]:
    course = Course()
    yield course
    course._log.close()


def opened(path: Path) -> State:
    """What the app finds at its next start; it finds nothing amiss."""
    opened = open_log(path, now=NOW)
    assert opened.notices == ()
    connection = opened.log._database.connection
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    found = state(connection)
    opened.log.close()
    return found


def test_whatever_the_disk_had_not_got_round_to(tmp_path: Path, course: Course) -> None:
    """Every change that the log made of its files is known, and so is what was flushed when. See `power.py`."""
    print(f"seed {SEED}")  # noqa: T201 - to do it again
    chance = random.Random(SEED)
    environment = with_disk_at_mercy(tmp_path / "disk")
    path, notes = tmp_path / "disk" / "log.db", tmp_path / "notes"
    prepare(path, NOW)
    folder = Folder({"log.db": path.read_bytes()})
    python("-m", "tests.store.watched", str(path), str(notes), str(WRITES), more=environment)
    changes = list(read_changes(notes))
    moments = set(chance.sample(range(len(changes)), CUTS))
    done = safe = lost = 0
    for moment, change in enumerate(changes):
        if change.what == "mark":
            done = change.at
        else:
            folder.apply(change)
        if change.what == "flush" and change.name.endswith("-wal"):
            safe = done
        if moment in moments:
            place = tmp_path / str(moment)
            place.mkdir()
            folder.write_after_power_cut(place, chance)
            found = course.places(opened(place / "log.db"), done + 1)
            assert found, (SEED, moment)
            assert max(found) >= safe, (SEED, moment)
            lost += max(found) < done
            shutil.rmtree(place)
    print(  # noqa: T201 - the counts
        f"{CUTS} power cuts among {len(changes)} changes in {WRITES} writes: sound {CUTS} times, without a word;"
        f" writes that had not been flushed were missing {lost} times, in order"
    )


def test_a_copy_taken_at_any_moment(tmp_path: Path, course: Course) -> None:
    """As if all had got to the disk that was written until then, also where that is half a change."""
    needs.linux()
    print(f"seed {SEED}")  # noqa: T201 - to do it again
    chance = random.Random(SEED)
    writes = 0
    with writer() as app:
        for number in range(LOGS):
            path = tmp_path / f"{number}.db"
            open_at(path).close()
            app.begin(path, 0)
            app.await_writes(1)
            for copy in range(COPIES):
                dawdle(chance)
                with app.stopped():
                    place = copied(path, tmp_path / f"{number}-{copy}")
                    found = course.places(opened(place / path.name), app.done + 1)
                assert found, (SEED, number, copy)
                assert max(found) >= app.done, (SEED, number, copy)
                shutil.rmtree(place)
            app.kill()
            writes += app.done
    copies = LOGS * COPIES
    print(f"{copies} copies in {writes} writes: sound {copies} times, without a word; nothing lost")  # noqa: T201 - the counts


def copied(path: Path, place: Path) -> Path:
    """A folder with a copy of the log and what has not got into it yet."""
    place.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy(path.with_name(name), place / name)
    return place


def test_a_write_ahead_log_cut_anywhere(tmp_path: Path, path: Path, course: Course) -> None:
    """Its end got lost, or holds what lay on the disk before; all up to the last whole write is there."""
    chance = random.Random(SEED)
    log, latest = open_at(path), path.with_name("log.db-wal")
    sizes = [latest.stat().st_size]
    for number in range(40):
        do(log, number)
        sizes.append(latest.stat().st_size)
    whole = copied(path, tmp_path / "whole")
    log.close()
    content = (whole / "log.db-wal").read_bytes()
    borders = range(HEADER + FRAME, len(content), FRAME)
    lengths = {*chance.sample(range(len(content)), 100), *(border + by for border in borders for by in (-1, 0, 1))}
    for length in lengths:
        place = copied(whole / "log.db", tmp_path / str(length))
        lost = len(content) - length
        left = content[:length] + chance.choice((b"", bytes(lost), chance.randbytes(lost)))
        (place / "log.db-wal").write_bytes(left)
        same = next((at for at in range(length, len(left)) if left[at] != content[at]), len(left))
        expected = bisect_right(sizes, same) - 1
        assert expected in course.places(opened(place / "log.db"), len(sizes)), (SEED, length, same)
        shutil.rmtree(place)
    print(f"seed {SEED}: cut at {len(lengths)} places, sound {len(lengths)} times, with all writes before")  # noqa: T201 - the counts


def test_a_log_cut_off_before_it_has_a_write_ahead_log(tmp_path: Path, path: Path) -> None:
    """As at its first opening, or at the first after a restore: what had been begun is taken back, also by a reader."""
    prepare(path, NOW)
    place = tmp_path / "copy"
    place.mkdir()
    with closing(connect(path)) as connection:
        expected = state(connection)
        connection.execute("PRAGMA cache_size = 1")  # so that it gets to the file
        with transaction(connection):
            rows = ((str(number), "x" * 100) for number in range(1000))
            connection.executemany("INSERT INTO remembered VALUES (?, ?)", rows)
            for name in ("log.db", "log.db-journal"):
                shutil.copy(path.with_name(name), place / name)
    shutil.copytree(place, tmp_path / "other")
    with open_to_read(tmp_path / "other" / "log.db") as history:
        assert [] == list(history.spans())
    assert expected == opened(place / "log.db")
