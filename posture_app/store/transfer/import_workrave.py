"""Workrave’s history: its files `historystats` and `todaystats`, in the versions 3 and 4 that there are.

A line “D” begins a day: day, month (0 to 11), year (since 1900), hour and minute of its beginning, and the same of its
end, by the clock on the wall. A line “m” says what the day came to, first how many numbers follow; the first of those
is the time of activity in seconds. In version 3 a line “G” has that alone. Lines “M” were wrong, and Workrave does not
go by them either; lines “B” tell of breaks it asked for.

Of two records of one day the later counts, as in Workrave. A day without activity is not taken over: Workrave also
writes one where it merely ran. A day that is not in order is left out: Workrave itself writes a negative length
at times, and goes on writing after what a power cut left of the file.

From 1.12 on there is a database instead, `statistics.db`: its table stats_day has the days, and stats_misc so many
seconds of activity for each as its counter 0. Like any database of somebody else’s it is read as a copy, and none of
what it brings with it is trusted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from posture_app.core.formats import number_words, one_of
from posture_app.core.language import N_, _, ngettext
from posture_app.core.record.entry import Device, DeviceKind, Entry
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.file.connection import OpenMode, connect, restrain
from posture_app.store.file.files import size_of
from posture_app.store.file.foreign import copy_with_latest, refuse_companions
from posture_app.store.transfer.import_activitywatch import DATABASE as ACTIVITYWATCH
from posture_app.store.transfer.import_text import File, MalformedError, SkippedRecords, line_place, shortened

MAGIC = "WorkRaveStats"
VERSIONS = ("3", "4")
DEVICE = Device("workrave", "Workrave", DeviceKind.IMPORT)
MOMENTS = 10
"""So many numbers follow a “D”."""
LONGEST_DAY_S = 25 * 3600
NUMBERS = {"D", "B", "M", "m", "G"}
TORN, CUT = "\0", "\x1a"
"""Stand for bytes that are no text, and for the end of a file in the middle of a line."""
DAMAGES = {
    TORN: N_("it has bytes that are no text, as a power cut leaves them"),
    CUT: N_("it is cut short, for its end is missing"),
}
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
WORKRAVE = {"stats_day", "stats_misc"}
ACTIVITYWATCHES = ({"bucketmodel", "eventmodel"}, {"buckets", "events"})
"""The tables of its server in Python, and of that in Rust and the other storage of the former."""
MOST_DAYS = 50_000
"""More than anybody spends at a computer in a life."""
DAYS = """
SELECT stats_day.day, stats_misc.value FROM stats_day
LEFT JOIN stats_misc ON stats_misc.day = stats_day.day AND stats_misc.counter = 0"""


@dataclass(slots=True)
class _Record:
    """What the file says of a day, and where that begins; and where it is `wrong`, and how."""

    place: str
    day: date | None = None
    active_s: int | None = None
    wrong: tuple[str, str] | None = None

    def blame(self, place: str, why: str) -> None:
        """Note what is wrong with it; the first fault counts."""
        self.wrong = self.wrong or (place, why)


class Workrave:
    """Days, by their totals."""

    def __init__(self, file: File) -> None:
        self._file = file

    def entries(self, skipped: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        found: dict[date, tuple[str, int]] = {}
        for record in self._records():
            if record.active_s is None:
                record.blame(record.place, _("what this day came to is missing; is the file cut short?"))
            if record.wrong is not None:
                skipped.add(*record.wrong)
            elif record.day is not None and record.active_s is not None:
                found[record.day] = record.place, record.active_s
        for each, (place, active_s) in sorted(found.items()):
            if active_s:
                yield place, Entry(DEVICE, DayTotals(each, sitting_s=active_s))
            else:
                skipped.sound += 1

    def _records(self) -> Iterator[_Record]:
        """The days, in the order of the file."""
        record: _Record | None = None
        for place, words in self._lines():
            torn_between = words == [TORN] and (record is None or record.active_s is not None)
            if words[0] == "D" or _is_head(words) or torn_between:  # a head: one history behind another
                if record is not None:
                    yield record
                record = _begun(words, place)
            else:
                record = record or _Record(place, wrong=(place, _("it comes before the first day")))
                _read(record, words, place)
        if record is not None:
            yield record

    def _lines(self) -> Iterator[tuple[str, list[str]]]:
        """The words of each line that has some, after the first line; bytes that are no text come by themselves."""
        line, place = "\n", ""
        for number, line in enumerate(self._file.rough_lines(), 1):
            place = line_place(number)
            if number == 1:
                _check_head(line.split())
                continue
            before, torn, _rest = line.partition("\0")
            if torn:
                yield place, [TORN]
            if words := (line.rpartition("\0")[2] if torn else before).split():
                yield place, words
        if not line.endswith("\n"):
            yield place, [CUT]


def checked_s(active_s: int) -> int:
    """The same. Raises ValueError if no day has so many seconds of activity."""
    if not 0 <= active_s <= LONGEST_DAY_S:
        if abs(active_s) < 10**12:
            text = ngettext(
                "no day has {number} second of activity", "no day has {number} seconds of activity", abs(active_s)
            )
            raise ValueError(text.format(number=number_words(active_s)))
        raise ValueError(_("no day has so many seconds of activity"))
    return active_s


def _is_head(words: list[str]) -> bool:
    return len(words) == 2 and words[0] == MAGIC and words[1] in VERSIONS  # noqa: PLR2004 - a word and a number


def _check_head(words: list[str]) -> None:
    if words[:1] != [MAGIC]:
        raise MalformedError(_("it is no history of Workrave"), line_place(1))
    if not _is_head(words):
        raise MalformedError(
            _("it is of another version of Workrave’s history than {versions}").format(versions=one_of(VERSIONS)),
            line_place(1),
        )


def _begun(words: list[str], place: str) -> _Record | None:
    """The record that begins with this line, unless it is a head."""
    if words[0] == MAGIC:
        return None
    try:
        return _Record(place, _day(_numbers(words)))
    except ValueError as error:
        return _Record(place, wrong=(place, str(error)))


def _read(record: _Record, words: list[str], place: str) -> None:
    try:
        active_s = _active_s(words)
    except ValueError as error:
        record.blame(place, str(error))
    else:
        if active_s is not None:
            record.active_s, record.place = active_s, place


def _numbers(words: list[str]) -> list[int]:
    if words[0] in DAMAGES:
        raise ValueError(_(DAMAGES[words[0]]))
    try:
        return [int(word) for word in words[1:]]
    except ValueError:
        raise ValueError(_("it has something other than numbers")) from None


def _day(numbers: list[int]) -> date:
    if len(numbers) != MOMENTS:
        text = ngettext(
            "{number} number follows the D, and {wanted} belong there",
            "{number} numbers follow the D, and {wanted} belong there",
            len(numbers),
        )
        raise ValueError(text.format(number=len(numbers), wanted=MOMENTS))
    day, month, year = numbers[:3]
    try:
        return date(1900 + year, month + 1, day)
    except (ValueError, OverflowError):
        raise ValueError(_("there is no such day")) from None


def _active_s(words: list[str]) -> int | None:
    """How long somebody was active, if the line says so."""
    command, numbers = words[0], _numbers(words) if words[0] in {*NUMBERS, *DAMAGES} else []
    match command, numbers:
        case (("m" | "M"), [count, *values]) if count == len(values) and values:
            active_s = values[0] if command == "m" else 0
        case "G", [active_s]:
            pass
        case "B", [_, count, *values] if count == len(values):
            return None
        case _:
            raise ValueError(_("it is no line that Workrave writes, or is cut short"))
    return checked_s(active_s)


class WorkraveDatabase:
    """Days of a database, by their totals."""

    def __init__(self, file: File, folder: Path) -> None:
        self._file, self._made = file, folder / "other.db"

    def entries(self, skipped: SkippedRecords) -> Iterator[tuple[str, Entry]]:
        """All entries. Raises MalformedError; KnownError or OSError if the file cannot be read."""
        refuse_companions(self._file.path)
        copy_with_latest(self._file.path, self._made)
        self._file.on_read(self._file.path.stat().st_size)
        for day, active_s in _database_days(self._made):
            place = _("day {day}").format(day=shortened(str(day)))
            try:
                totals = _totals(day, active_s)
            except ValueError as error:
                skipped.add(place, str(error))
                continue
            if totals.sitting_s:
                yield place, Entry(DEVICE, totals)
            else:
                skipped.sound += 1


def _database_days(made: Path) -> list[tuple[object, object]]:
    """Each day and its seconds, as they stand in the copy. Raises MalformedError."""
    try:
        with closing(connect(made, OpenMode.READ)) as connection:
            restrain(connection, size_of(made))
            connection.text_factory = lambda raw: raw.decode(errors="replace")
            tables = {name for (name,) in connection.execute(TABLES)}
            if any(theirs <= tables for theirs in ACTIVITYWATCHES):
                raise MalformedError(_(ACTIVITYWATCH))
            if not tables >= WORKRAVE:
                raise MalformedError(_("it is a database of a program that this app does not know"))
            return connection.execute(DAYS).fetchmany(MOST_DAYS)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # of text, or of a message of SQLite
        raise MalformedError(_("it is damaged, or is not as Workrave writes it")) from error


def _totals(day: object, active_s: object) -> DayTotals:
    """What the day came to. Raises ValueError if there is no such day, or nothing is said of it."""
    if not isinstance(day, str):
        raise ValueError(_("there is no such day"))  # noqa: TRY004 - the file is wrong, and not a call
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise ValueError(_("there is no such day")) from None
    if not isinstance(active_s, int):
        raise ValueError(_("what this day came to is missing"))  # noqa: TRY004 - the same
    return DayTotals(found, sitting_s=checked_s(active_s))
