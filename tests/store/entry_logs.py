"""Logs of all that there can be in one: of this computer, another, and another program."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import Device, DeviceKind, Entry, PromptEntry, What
from posture_app.core.session.ends import Ended, Side
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals, day_totals
from posture_app.store.log.columns import COLUMNS, TABLE_OF, ExportKind, Format, entry_of
from posture_app.store.log.entries import EVERYTHING, Range
from posture_app.store.log.log import open_to_read
from posture_app.store.log.reading import Reading
from posture_app.store.transfer.export import Target, export_entries
from posture_app.store.transfer.import_stage import Stage
from posture_app.store.transfer.importing import Import, ImportResult, import_file
from tests.store.log.test_properties import KINDS, MOMENTS, ZONES, spans

T = TypeVar("T")
LATE = datetime(2300, 1, 1, tzinfo=UTC)
"""Later than all that any test makes."""
OWN_UID = "0123456789abcdef"
DEVICES = (
    Device(OWN_UID, "", DeviceKind.COMPUTER),
    Device("fedcba9876543210", "Büro; “=1+1”, 2", DeviceKind.COMPUTER),
    Device("activitywatch laptop", "ActivityWatch, laptop", DeviceKind.IMPORT),
)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.sampled_from(
    ("=SUM(A1:A2)", "'quoted", "-1", "12/3", "a\tb", 'a "b"\r\nc;d,e', " \n", "\ufeffx", "1e5", "@x")
)
NAMES = TEXT.filter(bool)
SECONDS = st.integers(0, 172_800)
ZONE = st.sampled_from(ZONES)
DAYS = st.dates(date(1971, 1, 1), date(2200, 1, 1))
LENGTHS = st.timedeltas(timedelta(microseconds=1), timedelta(days=2))

PROMPTS = st.builds(
    PromptEntry,
    KINDS,
    st.lists(KINDS, max_size=2).map(tuple),
    st.none() | st.sampled_from(Way),
    st.none() | SECONDS,
    MOMENTS,
    ZONE,
    SECONDS,
    st.booleans(),
    st.none() | st.sampled_from(Outcome),
    exercise=st.just("") | NAMES,
)
SESSIONS = st.builds(
    lambda session, part: session if part is None else replace(session, belongs=part[0], percent=part[1]),
    st.builds(
        Session,
        NAMES,
        MOMENTS,
        ZONE,
        SECONDS,
        st.sampled_from(Ended),
        st.sampled_from([None, *Side]),
        st.none() | st.integers(0, 100),
    ),
    st.none()
    | st.tuples(st.builds(ProgrammeSession, NAMES, st.integers(0, 27), st.integers(0, 9)), st.integers(0, 100)),
)
CORRECTIONS = st.builds(
    lambda posture, start, length, zone, made, undone: Correction(posture, start, start + length, zone, made, undone),
    st.none() | st.sampled_from(Posture),
    MOMENTS,
    LENGTHS,
    ZONE,
    MOMENTS,
    st.none() | MOMENTS,
)
NOTES = st.builds(Note, DAYS, TEXT, MOMENTS)
TOTALS = st.tuples(DAYS, SECONDS, SECONDS).map(lambda three: DayTotals(*three))
TOTALS_OF = {DeviceKind.COMPUTER: st.just([]), DeviceKind.IMPORT: st.lists(TOTALS, max_size=3)}


@st.composite
def recorded(draw: st.DrawFn) -> list[Span]:
    """Spans, the last of which may be open. Where a clock is set back, they say so."""
    made: list[Span] = []
    for span in draw(spans()):
        if made and span.start < made[-1].start and span.gap is None:
            made[-1] = replace(made[-1], ended_by=EndedBy.CLOCK)
        made.append(replace(span, end=min(span.end, span.start + timedelta(days=2))))
    if draw(st.booleans()):
        start = max((span.end for span in made), default=draw(MOMENTS)) + timedelta(seconds=1)
        made.append(Span(Posture.SITTING, start, start + timedelta(minutes=1), None, draw(ZONE)))
    return distinct(made, lambda span: (span.posture, span.start))


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    """All that is in a log, in the order of recording for each device."""
    found: list[Entry] = []
    for device in DEVICES:
        whats: list[What] = [
            *draw(recorded()),
            *distinct(draw(st.lists(PROMPTS, max_size=3)), lambda each: (each.at, each.kind)),
            *distinct(draw(st.lists(SESSIONS, max_size=3)), lambda each: (each.at, each.exercise)),
            *distinct(draw(st.lists(CORRECTIONS, max_size=3)), lambda each: (each.start, each.made)),
            *distinct(draw(st.lists(NOTES, max_size=3)), lambda each: each.day),
            *distinct(draw(TOTALS_OF[device.kind]), lambda each: each.day),
        ]
        found += [Entry(device, what) for what in whats]
    return found


def distinct(found: Iterable[T], key: Callable[[T], object]) -> list[T]:
    """The first of those that are the same in this, as no log has two of."""
    return list({key(each): each for each in reversed(list(found))}.values())[::-1]


def write_log(path: Path, found: Iterable[Entry], uid: str = OWN_UID) -> None:
    """A log of the computer of this uid that holds them."""
    stage = Stage(path, uid)
    for entry in found:
        stage.add(entry)
    stage.finish()


def entries_in(log: Reading, kind: ExportKind) -> Iterator[Entry]:
    """All entries of a kind, as they were recorded, of all computers."""
    for page in log.entries.pages(kind):
        for row in page:
            stays = [value for column, value in zip(COLUMNS[kind], row, strict=True) if not column.follows]
            yield entry_of(kind, tuple(stays))


def exported(
    path: Path, kind: ExportKind, fmt: Format = Format.CSV, within: Range = EVERYTHING, zone: str | None = None
) -> bytes:
    """All that a log gives of a kind."""
    pieces: list[bytes] = []
    with open_to_read(path) as log:
        assert export_entries(log, kind, within, Target(fmt, pieces.append, zone))
    return b"".join(pieces)


def everything(path: Path) -> dict[ExportKind, bytes]:
    """All that a log gives."""
    return {kind: exported(path, kind) for kind in TABLE_OF}


def bring(file: Path, log: Path, zone: str = "Europe/Berlin", now: datetime = LATE) -> ImportResult:
    """Import a file."""
    return import_file(Import(file, zone, now), log)


def sat_by_day(path: Path) -> tuple[DayTotals, ...]:
    """What days come to, by what counts of all devices."""
    with open_to_read(path) as log:
        return day_totals(log.spans(), time(4), timedelta(minutes=2))


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def sitting(begins: str, minutes: float, ended_by: EndedBy | None = EndedBy.IDLE, zone: str = "Europe/Berlin") -> Span:
    """Sitting from a moment in UTC on."""
    return Span(Posture.SITTING, at(begins), at(begins) + timedelta(minutes=minutes), ended_by, zone)
