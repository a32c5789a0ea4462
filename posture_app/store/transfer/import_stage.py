"""Entries put together in a log of their own before ours is touched: so all of a file is known to be in order, and it
is merged like the log of another computer.
"""

import sqlite3
from datetime import date
from pathlib import Path

from posture_app.core.calendar import zone_of
from posture_app.core.formats import number_words
from posture_app.core.language import _
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import Device, DeviceKind, Entry, PromptEntry, What
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.file.connection import connect
from posture_app.store.file.migrations import migrate
from posture_app.store.file.moments import from_us, to_us
from posture_app.store.file.schema import OWN, insert_into
from posture_app.store.log.columns import TABLE_OF, ExportKind, values_of
from posture_app.store.transfer.import_text import MalformedError

MOST_DEVICES = 1000
"""Each costs some time, however few its entries are."""
_BACK = """
SELECT device, sum(back AND NOT told) AS lost, sum(told) AS told FROM (
    SELECT device,
        start_us < lag(start_us) OVER places AS back,
        gap_us IS NOT NULL OR coalesce(lag(ended_by) OVER places = 'clock', FALSE) AS told
    FROM spans WINDOW places AS (PARTITION BY device ORDER BY id)
) GROUP BY device HAVING lost > told"""
"""Devices whose spans are not in the order of recording. Where only a clock was set back, the file says so; if it seems
to be both, the more frequent one decides.
"""
_BY_TIME = """
UPDATE spans SET id = (SELECT max(id) FROM spans) + sorted.place FROM (
    SELECT id AS was, row_number() OVER (ORDER BY start_us, end_us, id) AS place FROM spans WHERE device = ?
) AS sorted WHERE id = sorted.was"""
Moment = tuple[int, str]
"""Microseconds, and a time zone."""


class Stage:
    """A new log at this path, under a `uid` of its own that no entry is from. Raises sqlite3.Error or OSError."""

    def __init__(self, path: Path, uid: str) -> None:
        self.path = path
        self._devices = {uid: OWN}
        self._first: Moment | None = None
        self._last: Moment | None = None
        self._days: list[str] = []
        self._newest: dict[int, int] = {}
        self._back = False
        path.touch(mode=0o600)
        self._connection = connect(path)
        self._connection.execute("PRAGMA journal_mode = OFF").fetchone()  # if it fails, it is thrown away
        self._connection.execute("PRAGMA synchronous = OFF")
        migrate(self._connection)
        for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            self._connection.execute(f"DROP TRIGGER {name}")  # no days are kept here
        self._connection.execute("UPDATE devices SET uid = ? WHERE id = ?", (uid, OWN))
        self._connection.execute("BEGIN")

    def add(self, entry: Entry) -> None:
        """Add an entry. Raises MalformedError if it contradicts the others."""
        kind = kind_of(entry.what)
        try:
            device = self._device(entry.device)
            self._connection.execute(insert_into(TABLE_OF[kind]), (device, *values_of(entry.what)))
        except sqlite3.IntegrityError:
            twice = (
                _("a span of this device is open already")
                if kind is ExportKind.SPANS
                else _("its day has been there before")
            )
            raise MalformedError(twice) from None
        except UnicodeEncodeError:
            raise MalformedError(_("it has a character that is none")) from None
        self._note(entry.what)
        if isinstance(entry.what, Span):
            start = to_us(entry.what.start)
            self._back = self._back or start < self._newest.get(device, start)
            self._newest[device] = start

    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the entries, each in its own time zone."""
        ends = [] if self._first is None or self._last is None else [_day(self._first), _day(self._last)]
        days = [*map(date.fromisoformat, self._days), *ends]
        return (min(days), max(days)) if days else None

    def finish(self) -> None:
        """All entries are in. Put spans in order of time that a file has in another order than that of recording, as a
        spreadsheet may leave them: else their bouts would be wrong. Raises sqlite3.Error.
        """
        for device, *_rest in self._connection.execute(_BACK).fetchall() if self._back else ():
            self._connection.execute(_BY_TIME, (device,))
        self._connection.execute("COMMIT")
        self._connection.close()

    def close(self) -> None:
        """Let go of it; harmless if done before."""
        self._connection.close()

    def _device(self, device: Device) -> int:
        if device.uid not in self._devices:
            if len(self._devices) > MOST_DEVICES:
                raise MalformedError(
                    _("it is of yet another computer, and no file is of more than {number}").format(
                        number=number_words(MOST_DEVICES)
                    )
                )
            kind = DeviceKind.IMPORT if device.kind is DeviceKind.IMPORT else DeviceKind.COMPUTER
            insert = "INSERT INTO devices (uid, name, kind) VALUES (?, ?, ?)"
            made = self._connection.execute(insert, (device.uid, device.name, kind.value)).lastrowid
            assert made is not None
            self._devices[device.uid] = made
        return self._devices[device.uid]

    def _note(self, what: What) -> None:
        """Keep the first moment and the last, and the first day and the last."""
        if isinstance(what, Note | DayTotals):
            days = [*self._days, str(what.day)]
            self._days = [min(days), max(days)]
            return
        start, end = (what.start, what.end) if isinstance(what, Span | Correction) else (what.at, what.at)
        first, last = (to_us(start), what.zone), (to_us(end), what.zone)
        self._first = first if self._first is None else min(self._first, first)
        self._last = last if self._last is None else max(self._last, last)


def _day(moment: Moment) -> date:
    return from_us(moment[0]).astimezone(zone_of(moment[1])).date()


def kind_of(what: What) -> ExportKind:
    """Which kind of entry this is."""
    return _KINDS[type(what)]


_KINDS = {
    Span: ExportKind.SPANS,
    PromptEntry: ExportKind.PROMPTS,
    Session: ExportKind.SESSIONS,
    Correction: ExportKind.CORRECTIONS,
    Note: ExportKind.NOTES,
    DayTotals: ExportKind.TOTALS,
}
