"""The app dies in the middle of writing, again and again, with one log."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.log.log import Log, open_log
from tests.store.conftest import NOW, open_at
from tests.store.in_memory import open_in_memory
from tests.store.log_writes import BASIS, State, do, next_round, state
from tests.store.writers import Writer, dawdle, writer

TIMES = 200
SEED = random.SystemRandom().randrange(10**6)


def killed(app: Writer, path: Path, first: int, chance: random.Random) -> int:
    """Kill the writer at a random moment, also while it opens the log; how many writes it had done."""
    app.begin(path, first)
    app.await_writes(int(10 ** chance.uniform(0, 2.5)) - 1)
    dawdle(chance)
    app.kill()
    return app.done


def found(path: Path, *, by_reading: bool) -> State:
    """What the log holds, read as it was left or opened as the app does, and sound either way."""
    if by_reading:
        with closing(connect(path, OpenMode.READ)) as connection:
            return sound(connection)
    opened = open_log(path, now=NOW)
    assert opened.notices == ()
    with closing(opened.log) as log:
        return sound(log._database.connection)


def sound(connection: sqlite3.Connection) -> State:
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    return state(connection)


def test_no_kill_costs_more_than_the_write_being_done(path: Path) -> None:
    print(f"seed {SEED}")  # noqa: T201 - to do it again
    chance = random.Random(SEED)
    open_at(path).close()
    undisturbed = open_in_memory()
    number = half_way = 0
    with writer() as app:
        for attempt in range(TIMES):
            done = killed(app, path, number, chance)
            for each in range(number, number + done):
                do(undisturbed, each)
            left = found(path, by_reading=chance.random() < 0.5)
            if left != state(undisturbed._database.connection):
                half_way += 1
                do(undisturbed, number + done)
                done += 1  # it is not done again, even if it was the first of its round
            assert state(undisturbed._database.connection) == left, (SEED, attempt)
            number = next_round(number + done)
    for log in (undisturbed, open_at(path)):
        log.recover()
        check_kept_days(log)
        log.close()
    print(  # noqa: T201 - the counts
        f"killed {TIMES} times in {number} writes: log sound {TIMES} times, none lost;"
        f" the one being done was there, and whole, {half_way} times, else not at all"
    )


def check_kept_days(log: Log) -> None:
    """The figures of days that are kept are those of the record."""
    kept = log._days.kept_days(BASIS)
    assert kept
    period = Period(Length.RANGE, kept[0].day, kept[-1].day)
    made = {each.day: each for each in make_days(log, period, BASIS)}
    assert [made[each.day] for each in kept] == kept
