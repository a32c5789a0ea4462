"""The app dies in the middle of writing, again and again, with one log."""

import os
import random
import subprocess
import sys
from pathlib import Path

from posture_app.core.spans import EndedBy, Span
from posture_app.store.log import open_log
from tests.store.conftest import NOW, open_at, sat

REPOSITORY = Path(__file__).parents[2]
TIMES = 20
SEED = random.SystemRandom().randrange(10**6)


def write_until_killed(path: Path, start: int, chance: random.Random) -> list[tuple[int, int, str]]:
    """Kill the writer at a random moment; its words until then."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", str(path), str(start)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(chance.randrange(1, 200))]
    for _ in range(chance.randrange(20_000)):  # somewhere between two lines
        pass
    writer.kill()
    lines += writer.stdout.readlines()
    writer.stdout.close()
    assert writer.wait(timeout=30) != 0
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(begin), int(end), word) for begin, end, word in whole]


def test_no_kill_costs_more_than_the_checkpoint_being_written(path: Path) -> None:
    print(f"seed {SEED}")  # noqa: T201 - to do it again
    chance = random.Random(SEED)
    expected: list[Span] = []
    start = 0
    for attempt in range(TIMES):
        said = write_until_killed(path, start, chance)
        opened = open_log(path, now=NOW)
        assert opened.notices == (), (SEED, attempt)
        opened.log.recover()
        spans = list(opened.log.spans())
        opened.log.close()

        begin, end, word = said[-1]
        complete = [sat(b, b + 5) for b in range(start, begin, 10)]
        assert spans[: len(expected) + len(complete)] == expected + complete, (SEED, attempt)
        kept = end if word == "done" else end - 1
        allowed = [[sat(begin, kept, EndedBy.CRASHED)] if kept > begin else [], [sat(begin, end, EndedBy.CRASHED)]]
        if (end - begin, word) == (5, "done"):
            allowed.append([sat(begin, end)])  # it had ended, and the next had not been begun
        assert spans[len(expected) + len(complete) :] in allowed, (SEED, attempt)
        expected = spans
        start = begin + 10
    log = open_at(path)
    assert log._database.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    log.close()
    print(f"killed {TIMES} times, {len(expected)} spans whole")  # noqa: T201 - the count
