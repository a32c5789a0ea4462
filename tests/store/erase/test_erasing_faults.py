"""Erasing that is killed, and on a full disk: nothing else is lost, and done again it comes to its end."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from posture_app.store.erase.copies import copies, erase_copies
from posture_app.store.erase.erasing import erase
from posture_app.store.file.inspection import FileState, inspect
from tests.store.erase.test_erasing import DAYS, go_on, inside, rows
from tests.store.processes import ENVIRONMENT, REPOSITORY, python, with_small_disk
from tests.store.remains import folder_of_copies, moments, notes, remains

TIMES = 8
SEED = random.SystemRandom().randrange(10**6)


def spans_in(path: Path) -> int:
    (count,) = rows(path, "SELECT count(*) FROM spans")[0]
    assert isinstance(count, int)
    return count


def erase_until_killed(path: Path, chance: random.Random) -> str:
    """Kill it at a random moment; how far it said it was."""
    eraser = subprocess.Popen(
        [sys.executable, "-m", "tests.store.erase.eraser", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, **ENVIRONMENT},
    )
    assert eraser.stdout is not None
    eraser.stdout.readline()
    if chance.random() < 0.4:
        eraser.stdout.readline()
    for _ in range(chance.randrange(3_000_000)):  # somewhere in it
        pass
    eraser.kill()
    said = eraser.stdout.read()
    eraser.stdout.close()
    eraser.wait(timeout=30)
    return said


def test_killed_at_any_moment_it_leaves_what_was_or_what_is_to_be(tmp_path: Path) -> None:
    print(f"seed {SEED}")  # noqa: T201 - to do it again
    chance = random.Random(SEED)
    made = tmp_path / "made" / "log.db"
    folder_of_copies(made).close()
    gone, texts = moments(inside(DAYS)), notes(inside(DAYS))
    before = {file.name: spans_in(file) for file in [made, *copies(made)] if "damaged" not in file.name}
    ended = 0
    for attempt in range(TIMES):
        path = tmp_path / str(attempt) / "log.db"
        shutil.copytree(made.parent, path.parent)
        erase_until_killed(path, chance)
        left = {file.name: file for file in [path, *copies(path)] if "damaged" not in file.name}
        assert set(before) == set(left), (SEED, attempt)
        for name, file in left.items():
            assert FileState.SOUND is inspect(file), (SEED, attempt, name)
            without = before[name] - len(inside(DAYS)) * (1 if "version" in name else 2)
            assert spans_in(file) in (before[name], without), (SEED, attempt, name)
        if spans_in(path) < before[path.name]:  # the log comes last: while it shows something, something is left
            assert {} == remains(path.parent / "backups", gone, texts), (SEED, attempt)
            ended += 1
        erase_copies(path, DAYS, go_on)
        erase(path, DAYS)
        assert {} == remains(path.parent, gone, texts), (SEED, attempt)
        shutil.rmtree(path.parent)
    print(f"killed {TIMES} times, {ended} of them when the log was done")  # noqa: T201 - the count


def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_lost(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    program = """
        import sys
        from pathlib import Path
        from posture_app.core.errors import KnownError
        from posture_app.store.erase.copies import copies, erase_copies
        from posture_app.store.erase.erasing import erase
        from tests.store.processes import fill_up
        from tests.store.remains import *
        from tests.store.erase.test_erasing import *
        path = Path(sys.argv[1])
        folder_of_copies(path).close()
        early = stretch_of_days(None, date(2026, 2, 28), LATER, ZONE, FOUR)
        erase_copies(path, early, go_on)  # what goes anyway would make room
        def spans():
            files = [path, *(file for file in copies(path) if "damaged" not in file.name)]
            return [rows(file, "SELECT count(*) FROM spans") for file in files]
        before = spans()
        ballast = fill_up(path.parent)
        for work in (lambda: erase_copies(path, DAYS, go_on), lambda: erase(path, DAYS)):
            try:
                work()
            except KnownError as error:
                print(error)
        ballast.unlink()
        if before != spans():
            print("something is gone")
        erase_copies(path, DAYS, go_on)
        erase(path, DAYS)
        print(remains(path.parent, moments(inside(DAYS)), notes(inside(DAYS))))
    """
    said = python("-c", dedent(program), str(disk / "log.db"), before=with_small_disk(disk, "16m"))
    copy, log, rest = said.splitlines()
    full = "(the disk is full; free some space|the disk reports an error; see whether it is full or failing)"
    assert re.fullmatch(rf"The backup {disk}\S+ cannot be cleared of what is to be deleted: {full}\.", copy)
    assert re.fullmatch(rf"The log {disk / 'log.db'} cannot be written: {full}\.", log)
    assert "{}" == rest
