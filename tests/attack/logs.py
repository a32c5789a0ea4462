"""Sound logs to attack with and to attack, and the use that the app makes of one from its start to its end."""

import itertools
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

from posture_app.core.engine.stored_pause import PAUSE, PRIVATE, read_pause, read_private
from posture_app.core.events import Memory
from posture_app.core.record.entry import Device, DeviceKind, Entry
from posture_app.core.record.memory import RECENT, remember, remember_reminders
from posture_app.core.rules import Rules, rules_of
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.history import basis_of
from posture_app.core.statistics.periods import Length, Period
from posture_app.store.file.connection import OpenMode, connect
from posture_app.store.log.columns import TABLE_OF, Format
from posture_app.store.log.entries import EVERYTHING
from posture_app.store.log.log import Log, open_log, open_to_read
from posture_app.store.merge.merging import merge
from posture_app.store.transfer.export import Target, export_days, export_entries
from tests.store.conftest import MINUTE, NOW, open_at
from tests.store.entry_logs import write_log
from tests.store.log_writes import WRITES, State, do, state

ZONE = "Europe/Berlin"
ROUNDS = 12
LATER = NOW + timedelta(days=30)
"""When a log is used, after all that lies in it."""
WORKRAVE = Device("workrave", "Workrave", DeviceKind.IMPORT)
DAYS = Period(Length.RANGE, date(2026, 2, 1), date(2026, 5, 1))
PLAIN = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
OWN_TABLES = ("spans", "prompts", "corrections", "sessions", "notes")


def make_log(path: Path, office: str) -> None:
    """A log with some of everything in it, also of a computer of this uid and of another program."""
    log = open_at(path)
    for number in range(ROUNDS * len(WRITES) - 5):  # so that what was done last is still going on
        do(log, number)
    log.close()
    computer = Device(office, "Büro; “=1+1”", DeviceKind.COMPUTER)
    starts = [NOW + number * timedelta(hours=5) for number in range(40)]
    spans = [Span(Posture.SITTING, at, at + 40 * MINUTE, EndedBy.IDLE, "Asia/Kolkata") for at in starts]
    days = [DayTotals(date(2026, 2, 3) + timedelta(days=number), 3600 + number, 60) for number in range(20)]
    others = path.with_name("others.db")
    write_log(others, [*(Entry(computer, span) for span in spans), *(Entry(WORKRAVE, day) for day in days)])
    merge(path, others, LATER)
    others.unlink()


def content(path: Path) -> State:
    """All that a log holds."""
    with closing(connect(path, OpenMode.READ)) as connection:
        return state(connection)


def own_rows(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """What this computer recorded."""
    found = content(path)
    return {table: {row for row in found[table] if row[1] == 1} for table in OWN_TABLES}


def schema(path: Path) -> list[tuple[object, ...]]:
    """All tables, indexes and triggers."""
    with closing(connect(path, OpenMode.READ)) as connection:
        return connection.execute(PLAIN).fetchall()


def remembered(log: Log, rules: Rules, now: datetime) -> Memory:
    """What the app remembers at its start."""
    spans = list(itertools.islice(log.last_spans(), RECENT))[::-1]
    paused, until = read_pause(log.recall(PAUSE), now)
    private, private_until = read_private(log.recall(PRIVATE), now)
    memory = remember(spans, rules, paused=paused, pause_until=until, private=private, private_until=private_until)
    asked = log.own_prompts(spans[0].start if spans else now)
    return remember_reminders(memory, spans, asked, rules, now=now, zone=ZONE)


def look_at(log: Log) -> None:
    """What its windows read."""
    log.first_day()
    log.days(DAYS, basis_of(Settings()))
    list(log.spans())
    list(log.prompts())
    list(log.diary.corrections())
    list(log.diary.sessions())
    list(log.diary.notes(date.min, date.max))
    list(log.totals(date.min, date.max))
    log.days_off(date.min, date.max)


def use(path: Path) -> tuple[str, ...]:
    """Start with this log, look at all of it, record, stop, and export everything; what the person is told. Nothing of
    it may fail.
    """
    told: list[str] = []
    opened = open_log(path, now=LATER, trouble=told.append)
    log = opened.log
    log.recover()
    remembered(log, rules_of(Settings()), LATER)
    look_at(log)
    span = Span(Posture.SITTING, LATER, LATER + MINUTE, EndedBy.STOPPED, ZONE)
    log.record(span)
    assert span in list(log.own_spans()), "what is recorded is not there"
    log.close()
    assert [] == told
    with open_to_read(path) as reading:
        assert span in list(reading.own_spans()), "what was recorded is not kept"
        for kind in TABLE_OF:
            export_entries(reading, kind, EVERYTHING, Target(Format.CSV, lambda _: None, None))
        export_days(reading, EVERYTHING, Settings(), LATER.date(), Target(Format.CSV, lambda _: None))
    return opened.notices
