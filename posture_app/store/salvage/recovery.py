"""Make a new log of a damaged one: what can be read of it, and the newest good backup, together."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from posture_app.core.calendar import DAY, zone_of
from posture_app.core.errors import KnownError
from posture_app.core.formats import date_words, number_words
from posture_app.core.language import _, ngettext
from posture_app.core.record.plausible import sure_day
from posture_app.core.spans import EndedBy
from posture_app.core.statistics.periods import Length, Period
from posture_app.store.file.backup_folder import Backup, backups
from posture_app.store.file.connection import connect, transaction
from posture_app.store.file.files import flush, recovered_path, temporary
from posture_app.store.file.inspection import HEADER, MAGIC, FileState, inspect
from posture_app.store.file.migrations import migrate
from posture_app.store.file.moments import MOMENT, from_us, to_us
from posture_app.store.file.odd_rows import NOTHING, OddRows, take_out
from posture_app.store.file.recorded_days import latest_days
from posture_app.store.file.schema import OWN, Steps, insert_into, update_row
from posture_app.store.salvage.salvage import (
    PROMPTS,
    SPANS,
    ReadableRows,
    SalvageTable,
    SmallTables,
    Wreck,
    read_small_tables,
)

IN_BACKUP = {
    "spans": "SELECT id, ended_by IS NULL AND end_us <= :end_us FROM spans"
    " WHERE start_us = :start_us AND posture = :posture AND device = :device",
    "prompts": "SELECT id, outcome IS NULL FROM prompts WHERE at_us = :at_us AND kind = :kind",
}
"""Finds a row of the damaged log in the backup, and whether it is open or unsettled there."""
CLOSE = "UPDATE spans SET ended_by = ? WHERE ended_by IS NULL AND device = ?"
BEHIND = timedelta(days=3660)
"""How far our clock may be behind what it recorded itself."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a new log was made of: a backup of this day, and what could be read (`salvaged`). The days of which
    something recorded is missing (None: unknown), whether all that people wrote themselves is there, and what was left
    out.
    """

    backup: date | None
    salvaged: bool
    missing: tuple[date, ...] | None
    written: bool = True
    left_out: OddRows = NOTHING

    def sentences(self) -> tuple[str, ...]:
        """Sentences for the person: what the new log is made of, and what is missing."""
        made = self._made()
        if self.backup is None and not self.salvaged:
            return (made,)
        left_out = [self.left_out.sentence(_("the new one"))] * bool(self.left_out)
        sentences = made, self._missing(), *left_out
        if self.written:
            return sentences
        return *sentences, _("Some notes, corrections or exercises done may be missing.")

    def _made(self) -> str:
        if self.backup is None:
            return _("The new one has what could be read of it.") if self.salvaged else _("A new one has been begun.")
        text = (
            _("The new one has what could be read of it and the backup of {day}.")
            if self.salvaged
            else _("The new one has the backup of {day}.")
        )
        return text.format(day=date_words(self.backup))

    def _missing(self) -> str:
        match self.missing:
            case None:
                return _("How much of it is missing cannot be told.")
            case ():
                return _("Nothing of it seems to be missing.")
            case (day,):
                return _("Some of what was recorded on {day} is missing.").format(day=date_words(day))
            case days:
                text = ngettext(
                    "Some of what was recorded on {number} day between {first} and {last} is missing.",
                    "Some of what was recorded on {number} days between {first} and {last} is missing.",
                    len(days),
                )
                first, last = date_words(days[0]), date_words(days[-1])
                return text.format(number=number_words(len(days)), first=first, last=last)


def recover(log: Path, now: datetime, steps: Steps) -> Recovery:
    """Make the new log at `recovered_path`; the damaged one is not touched.

    Raises OSError or sqlite3.Error if there is no room for it, or no permission.
    """
    backup, salvaged = _newest_good(log, max(steps)), _salvaged(log)
    kept, (made, missing, left_out) = salvaged, _made(log, backup, salvaged, now, steps)
    if inspect(made, max(steps)) is not FileState.SOUND:  # what could be read may be worse than we know
        kept = replace(salvaged, remembered={}, small=SmallTables(whole=False))
        made, missing, left_out = _made(log, backup, kept, now, steps)
    flush(made)
    made.replace(recovered_path(log))
    found = None if backup is None else backup.day
    return Recovery(found, kept.anything, missing, kept.small.whole, left_out)


def _made(
    log: Path, backup: Backup | None, salvaged: "_Salvaged", now: datetime, steps: Steps
) -> tuple[Path, tuple[date, ...] | None, OddRows]:
    """A new log of the backup and of what could be read, days that lack something (None: unknown), what is left out."""
    made = temporary(log)
    if backup is not None:
        shutil.copyfile(backup.path, made)
    with closing(connect(made)) as connection:
        migrate(connection, steps)
        with transaction(connection):
            edge = _edge(connection)
            for table, found in ((SPANS, salvaged.spans), (PROMPTS, salvaged.prompts)):
                _add(connection, table, found)
            connection.executemany("INSERT OR REPLACE INTO remembered VALUES (?, ?)", salvaged.remembered.items())
            salvaged.small.add(connection)
            missing = _missing(connection, edge, now, ((SPANS, salvaged.spans), (PROMPTS, salvaged.prompts)))
            return made, missing, _leave_out(connection, now)


def _leave_out(connection: sqlite3.Connection, now: datetime) -> OddRows:
    """Take out what cannot be; not what is only ahead of our clock, which may be behind, and never most of the log."""
    connection.execute("SAVEPOINT whole")
    left_out = take_out(connection, now + BEHIND)
    if left_out.most:
        connection.execute("ROLLBACK TO whole")
        left_out = NOTHING
    connection.execute("RELEASE whole")
    return left_out


@dataclass(frozen=True, slots=True)
class _Salvaged:
    """What could be read of the damaged log, in the columns of the new one."""

    spans: ReadableRows = field(default_factory=ReadableRows)
    prompts: ReadableRows = field(default_factory=ReadableRows)
    remembered: dict[str, str] = field(default_factory=dict)
    small: SmallTables = field(default_factory=SmallTables)

    @property
    def anything(self) -> bool:
        return bool(self.spans.rows or self.prompts.rows or self.remembered or self.small.rows)


def _newest_good(log: Path, version: int) -> Backup | None:
    with suppress(KnownError):
        for backup in backups(log):
            with suppress(KnownError, OSError, sqlite3.Error):  # then the next older one
                if inspect(backup.path, version) is FileState.SOUND:
                    return backup
    return None


def _salvaged(log: Path) -> _Salvaged:
    """SQLite does not get to see a file that is empty or no database: it would remove the write-ahead log."""
    try:
        with log.open("rb") as file:
            if not file.read(HEADER).startswith(MAGIC):
                return _Salvaged()
        with closing(Wreck(log)) as wreck:
            small = read_small_tables(wreck)
            spans, prompts = (wreck.read(table, small.devices()) for table in (SPANS, PROMPTS))
            return _Salvaged(spans, prompts, wreck.remembered(), small)
    except OSError:
        return _Salvaged()


def _edge(connection: sqlite3.Connection) -> int:
    """Until when the backup has all but what a clock recorded ahead; before all time if there is no backup."""
    newest = sure_day(latest_days(connection))
    if newest is None:
        return MOMENT[0]
    until = to_us(datetime.combine(newest + DAY, time(), UTC))
    query = "SELECT max(end_us) FROM spans WHERE device = ? AND start_us < ?"
    last = connection.execute(query, (OWN, until)).fetchone()[0]
    return MOMENT[0] if last is None else int(last)


def _add(connection: sqlite3.Connection, table: SalvageTable, found: ReadableRows) -> None:
    """Add the rows that the backup lacks, and the later form of those that are open or unsettled in it; of an open span
    the longer form is the later.
    """
    insert, update = insert_into(table.name, found.columns[1:]), update_row(table.name, found.columns[1:])
    for row in found.rows:
        values = dict(zip(found.columns, row, strict=True))
        there = connection.execute(IN_BACKUP[table.name], values).fetchone()
        with suppress(sqlite3.IntegrityError):  # of a value that its column does not take
            if there is None:
                if table is SPANS and values["ended_by"] is None:
                    connection.execute(CLOSE, (EndedBy.CRASHED, values["device"]))
                connection.execute(insert, row[1:])
            elif there[1]:
                connection.execute(update, (*row[1:], there[0]))


def _missing(
    connection: sqlite3.Connection, edge: int, now: datetime, tables: Iterable[tuple[SalvageTable, ReadableRows]]
) -> tuple[date, ...] | None:
    """The days of what is neither in the damaged log nor in the backup, which has everything up to `edge`."""
    first_known, zone = _beginning(connection)
    days: set[date] = set()
    for table, found in tables:
        for first, last in found.lost:
            if first is not None and first == last:
                if not _has(connection, table, first):
                    days.add(_day(first, zone))
                continue
            if first_known is None:
                return None
            begin = max(edge, first_known if first is None else first)
            end = to_us(now) if last is None else last
            if end <= begin:
                continue
            days.update(Period(Length.RANGE, _day(begin, zone), _day(end, zone)).days)
    return tuple(sorted(days))


def _has(connection: sqlite3.Connection, table: SalvageTable, at: int) -> bool:
    """Whether the new log has a row of this moment, in its last form."""
    settled = "ended_by" if table is SPANS else "outcome"
    query = f"SELECT 1 FROM {table.name} WHERE {table.time} = ? AND {settled} IS NOT NULL"  # noqa: S608 - names of ours
    return connection.execute(query, (at,)).fetchone() is not None


def _beginning(connection: sqlite3.Connection) -> tuple[int | None, str]:
    """When the first span that is known begins, and the zone of the last one."""
    query = "SELECT known_zone(zone, offset_s) FROM spans WHERE device = ? ORDER BY id DESC LIMIT 1"
    last = connection.execute(query, (OWN,)).fetchone()
    if last is None:
        return None, "UTC"
    first = connection.execute("SELECT min(start_us) FROM spans WHERE device = ?", (OWN,)).fetchone()
    return int(first[0]), str(last[0])


def _day(us: int, zone: str) -> date:
    return from_us(min(max(us, MOMENT[0]), MOMENT[1])).astimezone(zone_of(zone)).date()
