"""What can be exported, column by column: from this table files are written, read and explained."""

from enum import Enum, StrEnum, auto
from typing import NamedTuple

from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.entry import DeviceKind
from posture_app.core.spans import EndedBy, Posture


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
        """What to select for it."""
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
        Column(
            "bouts",
            Form.COUNT,
            "bouts of sitting with a part in it; not the `bouts_begun` of `stats`",
        ),
        Column("breaks", Form.COUNT, "breaks that began in it and ended with a bout in it"),
        Column(
            "longest_bout_s",
            Form.SECONDS,
            "the longest bout, as far as it lies in it; that of `stats` is whole",
        ),
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
        *_DEVICE,
    ),
    ExportKind.SESSIONS: (
        Column("exercise", Form.NAME, "which exercise"),
        Column("at_utc", Form.UTC, "when it began", "at_us"),
        _AT_LOCAL,
        _ZONE,
        Column("length_s", Form.SECONDS, "how long it was done for"),
        Column("completed", Form.FLAG, "whether it was done to its end"),
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


def headings(kind: ExportKind, fmt: Format) -> tuple[str, ...]:
    """What the columns are called in a form."""
    return tuple(column.heading(fmt) for column in COLUMNS[kind])
