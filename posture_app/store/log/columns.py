"""What the log keeps, kind by kind: what its columns are called in files, and how a row is made of a thing recorded and
read as one. From this table files are written, read and explained; `schema` says what may stand in each column.
"""

from collections.abc import Callable
from datetime import date
from enum import Enum, StrEnum, auto
from typing import Any, NamedTuple

from posture_app.core.calendar import offset_of
from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.language import _
from posture_app.core.prompts import Outcome, Shown, Way
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import Device, DeviceKind, Entry, PromptEntry, What
from posture_app.core.session.ends import Ended, Side
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import SECOND, DayTotals
from posture_app.store.file.moments import MICROSECOND, from_us, to_us
from posture_app.store.file.schema import SMALL


class ExportKind(StrEnum):
    """What to export."""

    SPANS = "spans"
    DAYS = "days"
    PROMPTS = "prompts"
    SESSIONS = "sessions"
    CORRECTIONS = "corrections"
    NOTES = "notes"
    TOTALS = "totals"


class Format(StrEnum):
    """In which form to write it."""

    CSV = "csv"
    JSON = "json"
    EXCEL = "excel"


class Form(Enum):
    """What a column holds, and so how it is written and read."""

    NAME = auto()
    """Text that is not empty."""
    TEXT = auto()
    """Text that may be empty."""
    WORD = auto()
    """One of certain words."""
    ZONE = auto()
    """The IANA name of a time zone."""
    UTC = auto()
    """A moment, kept in microseconds since 1970."""
    LOCAL = auto()
    """The same by the clock on the wall, in the zone of the row."""
    LENGTH = auto()
    """A length of time, kept in microseconds."""
    SECONDS = auto()
    """A length of time, kept in whole seconds."""
    COUNT = auto()
    """A whole number."""
    FLAG = auto()
    """Yes or no, kept as 1 or 0."""
    DAY = auto()
    """A day, ISO 8601."""


LENGTHS = (Form.LENGTH, Form.SECONDS)
WHOLE = 100
"""Percent."""


class Column(NamedTuple):
    """A column. `sql` gives its value in the form in which the log keeps it, empty where that is the column's own name.
    One that `follows` from the others is not read when it comes back; one that is `optional` may have no value.
    """

    name: str
    form: Form
    meaning: str
    sql: str = ""
    words: tuple[StrEnum, ...] = ()
    optional: bool = False
    follows: bool = False

    @property
    def expression(self) -> str:
        return self.sql or self.name

    def heading(self, fmt: Format) -> str:
        """What the column is called in this form: lengths in Excel’s are not in seconds."""
        return self.name.removesuffix("_s") if fmt is Format.EXCEL and self.form in LENGTHS else self.name


_START = Column("start_utc", Form.UTC, "when it began", "start_us")
_END = Column("end_utc", Form.UTC, "when it ended; of an open span: its last checkpoint", "end_us")
_START_LOCAL = Column("start_local", Form.LOCAL, "the beginning by the clock on the wall", "start_us", follows=True)
_END_LOCAL = Column("end_local", Form.LOCAL, "the end by the clock on the wall", "end_us", follows=True)
_AT_LOCAL = Column("at_local", Form.LOCAL, "the same by the clock on the wall", "at_us", follows=True)
_ZONE = Column(
    "zone",
    Form.ZONE,
    "IANA name of the time zone then in force, or its offset where this computer does not know it",
    "known_zone(zone, offset_s)",
)
_LENGTH = Column("length_s", Form.LENGTH, "how long it was, in true time", "end_us - start_us", follows=True)
_DEVICE = (
    Column("device", Form.NAME, "which computer or other program it is from, by a name that no other has", "uid"),
    Column("device_name", Form.TEXT, "what people call that; may be empty", "devices.name"),
    Column(
        "device_kind",
        Form.WORD,
        "`computer`, or `import` for what was read from a file",
        "CASE devices.kind WHEN 'import' THEN 'import' ELSE 'computer' END",
        words=(DeviceKind.COMPUTER, DeviceKind.IMPORT),
    ),
)

_DUE = Column(
    "due_utc", Form.UTC, "since when it waited for the hands to rest; empty if it did not", "due_us", optional=True
)
_OFFERED = Column("exercise", Form.TEXT, "the exercise that it offered; empty if it offered none")
_SIDE = Column(
    "side",
    Form.WORD,
    "which side of the body worked; empty: both, none, or not known",
    words=tuple(Side),
    optional=True,
)
_SHARE = Column(
    "share", Form.COUNT, "how much of it was done, in percent; empty where that is not known", optional=True
)
_ENDED = Column(
    "ended",
    Form.WORD,
    "how it ended: `done`, `stopped`, `skipped` in favour of another or of none, or `hurt`, as you said",
    words=tuple(Ended),
)
_PROGRAMME = Column(
    "programme", Form.TEXT, "the programme in a session of which it was done; empty if in none, as are the next three 0"
)
_WEEK = Column("week", Form.COUNT, "the week of the programme; 0 on a journey")
_PLACE = Column("place", Form.COUNT, "which session of the plan for that week it was, counted from 0")
_PERCENT = Column("percent", Form.COUNT, "how much of that session it was, in percent")
ADDED = ((_DUE,), (_OFFERED, _SIDE, _SHARE, _ENDED), (_PROGRAMME, _WEEK, _PLACE, _PERCENT))
"""Files of before have no such columns: those that came together, the oldest first."""

COLUMNS: dict[ExportKind, tuple[Column, ...]] = {
    ExportKind.SPANS: (
        Column("posture", Form.WORD, "`sitting` or `standing`", words=tuple(Posture)),
        _START,
        _END,
        _START_LOCAL,
        _END_LOCAL,
        _ZONE,
        _LENGTH,
        Column("ended_by", Form.WORD, "why it ended; empty while it is open", words=tuple(EndedBy), optional=True),
        Column(
            "gap_s",
            Form.LENGTH,
            "true time since the span recorded before it, where the clock was set in between; else empty",
            "gap_us",
            optional=True,
        ),
        *_DEVICE,
    ),
    ExportKind.DAYS: (
        Column("day", Form.DAY, "which day; days begin as the settings say"),
        Column("sitting_s", Form.SECONDS, "sitting in it"),
        Column("standing_s", Form.SECONDS, "standing in it"),
        Column("bouts", Form.COUNT, "bouts of sitting with a part in it; not the `bouts_begun` of `stats`"),
        Column("breaks", Form.COUNT, "breaks that began in it and ended with a bout in it"),
        Column("longest_bout_s", Form.SECONDS, "the longest bout, as far as it lies in it; that of `stats` is whole"),
    ),
    ExportKind.PROMPTS: (
        Column(
            "kind", Form.NAME, "which reminder; of several merged into one, that of the longest break", "prompts.kind"
        ),
        Column("also", Form.TEXT, "the others, with commas between them"),
        Column("way", Form.WORD, "how it asked; empty where that was not recorded", words=tuple(Way), optional=True),
        Column("length_s", Form.SECONDS, "how long its break is; empty where that was not recorded", optional=True),
        Column("at_utc", Form.UTC, "when it was shown", "at_us"),
        _AT_LOCAL,
        _ZONE,
        Column("sitting_s", Form.SECONDS, "sitting in the bout by then; of standing, for a prompt to sit down"),
        Column("again", Form.FLAG, "whether it was shown before and not answered"),
        Column(
            "outcome", Form.WORD, "what became of it; empty until that is settled", words=tuple(Outcome), optional=True
        ),
        _DUE,
        _OFFERED,
        *_DEVICE,
    ),
    ExportKind.SESSIONS: (
        Column("exercise", Form.NAME, "which exercise"),
        Column("at_utc", Form.UTC, "when it began", "at_us"),
        _AT_LOCAL,
        _ZONE,
        Column("length_s", Form.SECONDS, "how long it was done for"),
        Column("completed", Form.FLAG, "whether it was done to its end; `ended` says more", "ended = 'done'"),
        _SIDE,
        _SHARE,
        _ENDED,
        _PROGRAMME,
        _WEEK,
        _PLACE,
        _PERCENT,
        *_DEVICE,
    ),
    ExportKind.CORRECTIONS: (
        Column(
            "posture", Form.WORD, "what you said you did; empty: it was not you", words=tuple(Posture), optional=True
        ),
        Column("start_utc", Form.UTC, "since when", "start_us"),
        Column("end_utc", Form.UTC, "until when", "end_us"),
        _START_LOCAL,
        _END_LOCAL,
        _ZONE,
        _LENGTH,
        Column("made_utc", Form.UTC, "when you said so; of several for the same moment the latest holds", "made_us"),
        Column("undone_utc", Form.UTC, "when you took it back; empty while it holds", "undone_us", optional=True),
        *_DEVICE,
    ),
    ExportKind.NOTES: (
        Column("day", Form.DAY, "which day it is on"),
        Column("text", Form.TEXT, "what you wrote; empty once it was taken away"),
        Column("changed_utc", Form.UTC, "when it was last changed", "changed_us"),
        *_DEVICE,
    ),
    ExportKind.TOTALS: (
        Column("day", Form.DAY, "which day"),
        Column("sitting_s", Form.SECONDS, "sitting in it"),
        Column("standing_s", Form.SECONDS, "standing in it"),
        *_DEVICE,
    ),
}


TABLE_OF = {
    ExportKind.SPANS: "spans",
    ExportKind.PROMPTS: "prompts",
    ExportKind.SESSIONS: "sessions",
    ExportKind.CORRECTIONS: "corrections",
    ExportKind.NOTES: "notes",
    ExportKind.TOTALS: "day_totals",
}
"""Where the rows of a kind are. Those of days are made from the others."""
Row = tuple[Any, ...]


def selected(kind: ExportKind) -> str:
    """What to select from the table of a kind to get its values as `entry_of` and the functions below take them:
    without the columns that follow from others, and those of the device.
    """
    return ", ".join(column.expression for column in COLUMNS[kind] if not column.follows and column not in _DEVICE)


def entry_of(kind: ExportKind, row: Row) -> Entry:
    """What these values say, with those of the device at their end. Raises ValueError if no row has such."""
    *values, uid, name, device = row
    return Entry(Device(uid, name, DeviceKind(device)), _MAKERS[kind](*values))


def span_of(*values: Any) -> Span:
    """The span of a row."""
    posture, start, end, zone, ended_by, gap = values
    return Span(
        Posture(posture),
        from_us(start),
        from_us(end),
        None if ended_by is None else EndedBy(ended_by),
        zone,
        None if gap is None else gap * MICROSECOND,
    )


def _prompt(*values: Any) -> PromptEntry:
    kind, also, way, length_s, at, zone, sitting_s, again, outcome, *added = values
    due, exercise = added[0] if added else None, added[1] if len(added) > 1 else ""
    return PromptEntry(
        kind,
        also_of(also),
        None if way is None else Way(way),
        length_s,
        from_us(at),
        zone,
        sitting_s,
        bool(again),
        None if outcome is None else Outcome(outcome),
        None if due is None else from_us(due),
        exercise,
    )


def also_of(text: str) -> tuple[str, ...]:
    """The reminders that were merged into a prompt."""
    return tuple(text.split(",")) if text else ()


def session_of(*values: Any) -> Session:
    """The exercise of a row, or of one from before it said more than whether it was done to its end, or than how."""
    exercise, at, zone, length_s, completed, *more = values
    side, share, ended = more[:3] or (None, None, Ended.DONE if completed else Ended.STOPPED)
    programme, week, place, percent = more[3:] or ("", 0, 0, 0)
    if (
        not 0 <= (share or 0) <= WHOLE
        or not 0 <= percent <= WHOLE
        or not all(0 <= n <= SMALL[1] for n in (week, place))
    ):
        raise ValueError(_("it has a share that is no percentage, or a session that no programme has"))
    worked, belongs = side and Side(side), ProgrammeSession(programme, week, place) if programme else None
    return Session(exercise, from_us(at), zone, length_s, Ended(ended), worked, share, belongs, percent)


def correction_of(*values: Any) -> Correction:
    """The correction of a row; its id may follow."""
    posture, start, end, zone, made, undone, *number = values
    return Correction(
        None if posture is None else Posture(posture),
        from_us(start),
        from_us(end),
        zone,
        from_us(made),
        None if undone is None else from_us(undone),
        *number,
    )


def note_of(day: str, text: str, changed: int) -> Note:
    """The note of a row."""
    return Note(date.fromisoformat(day), text, from_us(changed))


def totals_of(day: str, sitting_s: int, standing_s: int) -> DayTotals:
    """The totals of a row."""
    return DayTotals(date.fromisoformat(day), sitting_s, standing_s)


_MAKERS: dict[ExportKind, Callable[..., What]] = {
    ExportKind.SPANS: span_of,
    ExportKind.PROMPTS: _prompt,
    ExportKind.SESSIONS: session_of,
    ExportKind.CORRECTIONS: correction_of,
    ExportKind.NOTES: note_of,
    ExportKind.TOTALS: totals_of,
}


class SpanValues(NamedTuple):
    """What stands in the columns of a span, beside its id and its device."""

    posture: str
    start_us: int
    end_us: int
    ended_by: str | None
    zone: str
    offset_s: int
    gap_us: int | None


def span_values(span: Span) -> SpanValues:
    """The row of a span. Raises ValueError if there is no such zone."""
    gap = None if span.gap is None else span.gap // MICROSECOND
    offset = offset_of(span.start, span.zone) // SECOND
    return SpanValues(span.posture, to_us(span.start), to_us(span.end), span.ended_by, span.zone, offset, gap)


def values_of(what: What | Shown) -> Row:
    """What stands in its table beside its id and its device. Raises ValueError if there is no such zone."""
    match what:
        case Span():
            return span_values(what)
        case PromptEntry() | Shown():
            asked = what.kind, ",".join(what.also), what.way, what.length_s
            when = to_us(what.at), what.zone, offset_of(what.at, what.zone) // SECOND
            outcome = what.outcome if isinstance(what, PromptEntry) else None
            due = None if what.due is None else to_us(what.due)
            return (*asked, *when, what.sitting_s, what.again, outcome, due, what.exercise)
        case Session():
            when = to_us(what.at), what.zone, offset_of(what.at, what.zone) // SECOND
            came_to = what.exercise, *when, what.length_s, what.side, what.share, what.ended
            belongs = what.belongs or ProgrammeSession("", 0, 0)
            return (*came_to, belongs.programme, belongs.week, belongs.place, what.percent if what.belongs else 0)
        case Correction():
            offset = offset_of(what.start, what.zone) // SECOND
            undone = None if what.undone is None else to_us(what.undone)
            ends = to_us(what.start), to_us(what.end)
            return (what.posture, *ends, what.zone, offset, to_us(what.made), undone)
        case Note():
            return (str(what.day), what.text, to_us(what.changed))
        case DayTotals():
            return (str(what.day), what.sitting_s, what.standing_s)
