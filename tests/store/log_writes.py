"""What the app and the person write into a log on their days, one write after the other, each one change of the file;
and all that a log holds, to compare with that of one which nothing befell.
"""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.spans import Posture
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.log.log import Log
from tests.store.conftest import MINUTE, NOW, going_on, merged, sat

ZONE = "Europe/Berlin"
BASIS = DayRules(time(4, 0), timedelta(minutes=2))
ROUND = 240
"""Minutes from one round of writes to the next."""


def _at(turn: int, minute: float) -> datetime:
    return NOW + (turn * ROUND + minute) * MINUTE


def _day(turn: int) -> date:
    return NOW.date() + timedelta(days=turn)


def _begin(log: Log, turn: int) -> None:
    log.record(going_on(turn * ROUND, turn * ROUND + 1))


def _save(log: Log, turn: int) -> None:
    log.record(going_on(turn * ROUND, turn * ROUND + 2))


def _ask(log: Log, turn: int) -> None:
    log.prompted(merged(turn, turn * ROUND + 2))


def _save_again(log: Log, turn: int) -> None:
    log.record(going_on(turn * ROUND, turn * ROUND + 3))


def _settle(log: Log, turn: int) -> None:
    log.settled(turn, Outcome.KEPT)


def _end(log: Log, turn: int) -> None:
    log.record(sat(turn * ROUND, turn * ROUND + 4))


def _exercise(log: Log, turn: int) -> None:
    log.done(Session("neck-turns", _at(turn, 5), ZONE, 60))


def _correct(log: Log, turn: int) -> None:
    log.diary.correct(Correction(Posture.STANDING, _at(turn, 1), _at(turn, 3), ZONE, _at(turn, 6)))


def _undo(log: Log, turn: int) -> None:
    for each in log.diary.corrections(_at(turn, 1), _at(turn, 3)):
        log.diary.undo(each.id, _at(turn, 7))


def _note(log: Log, turn: int) -> None:
    log.diary.write_note(Note(_day(turn), f"Tag {turn}: müde", _at(turn, 8)))


def _take_off(log: Log, turn: int) -> None:
    log.diary.keep_day_off(_day(turn), off=True)


def _remember(log: Log, turn: int) -> None:
    log.remember("pause", {"until": turn})


def _keep_days(log: Log, turn: int) -> None:
    day = _at(turn, 0).date()
    log.days(Period(Length.RANGE, day - timedelta(days=6), day - timedelta(days=4)), BASIS)


WRITES: tuple[Callable[[Log, int], None], ...] = (
    _begin,
    _save,
    _ask,
    _save_again,
    _settle,
    _end,
    _exercise,
    _correct,
    _undo,
    _note,
    _take_off,
    _remember,
    _keep_days,
)


def do(log: Log, number: int) -> None:
    """The write of this number, from 0. Raises KnownError where what a person adds cannot be written."""
    turn, place = divmod(number, len(WRITES))
    WRITES[place](log, turn)


def next_round(number: int) -> int:
    """The first write, from this one on, that begins a round: after a start the app does not go on with an old span."""
    return -(-number // len(WRITES)) * len(WRITES)


TABLES = {
    "spans": "id, device, posture, start_us, end_us, coalesce(ended_by, 'crashed'), zone, offset_s, gap_us",
    "prompts": "id, device, kind, also, way, length_s, at_us, zone, sitting_s, again, coalesce(outcome, 'open')",
    "corrections": "*",
    "sessions": "*",
    "notes": "*",
    "days_off": "*",
    "day_totals": "*",
    "erasures": "*",
    "remembered": "*",
}
State = dict[str, list[tuple[object, ...]]]


def state(connection: sqlite3.Connection) -> State:
    """All that a log holds but what follows from it; what was cut short as the next start of the app will settle it."""
    queries = ((name, f"SELECT {columns} FROM {name} ORDER BY 1") for name, columns in TABLES.items())
    return {name: connection.execute(query).fetchall() for name, query in queries}
