"""What leaves the log is what is in it, in forms that other programs read."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import posture_app.store.transfer.export
from posture_app.core.calendar import zone_of
from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome, Way
from posture_app.core.record.diary import Correction, Note, Session
from posture_app.core.record.entry import Entry, PromptEntry
from posture_app.core.session.ends import Ended, Side
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.file.connection import connect
from posture_app.store.file.moments import from_us, to_us
from posture_app.store.log.clock_texts import clock_readings, local_texts, utc_texts
from posture_app.store.log.columns import COLUMNS, TABLE_OF, ExportKind, Format
from posture_app.store.log.entries import EVERYTHING, Range, days_range
from posture_app.store.log.log import open_to_read
from posture_app.store.transfer.export import Target, export_days, export_entries, write_file
from tests.store.conftest import open_at, sat
from tests.store.entry_logs import DEVICES, at, exported, sitting, write_log
from tests.store.log.test_properties import MOMENTS, ZONES
from tests.store.transfer.test_round_trip import long_log

OWN, OTHER, IMPORTED = DEVICES
OVER_THE_CHANGE = Span(
    Posture.SITTING,
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    EndedBy.CLOCK,
    "Europe/Berlin",
    timedelta(seconds=1.5),
)
OPEN = sitting("2026-05-01T09:00", 1, None)
SAMPLES = [
    Entry(OWN, OVER_THE_CHANGE),
    Entry(OWN, OPEN),
    Entry(
        OWN,
        PromptEntry(
            "own:=Wasser, „still“",
            ("stand", "feet"),
            Way.CARD,
            120,
            at("2026-03-02T08:00:00.25"),
            "Asia/Kolkata",
            5400,
            again=True,
            outcome=Outcome.KEPT,
            due=at("2026-03-02T07:59:30.5"),
            exercise="neck_tilt",
        ),
    ),
    Entry(OWN, PromptEntry("stand", (), None, None, at("2026-03-02T09:00"), "UTC", 0, again=False, outcome=None)),
    Entry(OTHER, Session("neck-turns", at("2026-03-02T08:00"), "Europe/Berlin", 60)),
    Entry(OTHER, Session("neck_tilt", at("2026-03-02T08:30"), "Europe/Berlin", 41, Ended.HURT, Side.LEFT, 40)),
    Entry(OWN, Correction(None, at("2026-03-02T08:00"), at("2026-03-02T09:00"), "UTC", at("2026-03-02T10:00"))),
    Entry(OWN, Note(date(2026, 3, 2), 'two "lines",\r\nand a tab\t', at("2026-03-02T21:00"))),
    Entry(IMPORTED, DayTotals(date(2026, 3, 1), 3600, 60)),
]


def headings(kind: ExportKind, fmt: Format) -> list[str]:
    return [column.heading(fmt) for column in COLUMNS[kind]]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    write_log(tmp_path / "log.db", SAMPLES)
    return tmp_path / "log.db"


def table(data: bytes, fmt: Format) -> list[list[str]]:
    encoding, separator = ("utf-16", "\t") if fmt is Format.EXCEL else ("utf-8", ",")
    return list(csv.reader(io.StringIO(data.decode(encoding), newline=""), delimiter=separator, strict=True))


def days(path: Path, fmt: Format, within: Range = EVERYTHING) -> bytes:
    pieces: list[bytes] = []
    with open_to_read(path) as log:
        assert export_days(log, within, Settings(), date(2026, 6, 1), Target(fmt, pieces.append))
    return b"".join(pieces)


def test_csv_has_a_header_and_a_line_for_every_span(log: Path) -> None:
    expected = (
        "posture,start_utc,end_utc,start_local,end_local,zone,length_s,ended_by,gap_s,device,device_name,device_kind\r\n"
        "sitting,2026-03-29T00:30:00Z,2026-03-29T01:30:00Z,2026-03-29T01:30:00+01:00,2026-03-29T03:30:00+02:00,"
        "Europe/Berlin,3600,clock,1.5,0123456789abcdef,,computer\r\n"
        "sitting,2026-05-01T09:00:00Z,2026-05-01T09:01:00Z,2026-05-01T11:00:00+02:00,2026-05-01T11:01:00+02:00,"
        "Europe/Berlin,60,,,0123456789abcdef,,computer\r\n"
    )
    assert expected == exported(log, ExportKind.SPANS).decode()


def test_json_has_plain_values(log: Path) -> None:
    (kept, unsettled) = json.loads(exported(log, ExportKind.PROMPTS, Format.JSON))
    assert {
        "kind": "own:=Wasser, „still“",
        "also": "stand,feet",
        "way": "card",
        "length_s": 120,
        "at_utc": "2026-03-02T08:00:00.250000Z",
        "at_local": "2026-03-02T13:30:00.250000+05:30",
        "zone": "Asia/Kolkata",
        "sitting_s": 5400,
        "again": True,
        "outcome": "kept",
        "due_utc": "2026-03-02T07:59:30.500000Z",
        "exercise": "neck_tilt",
        "device": "0123456789abcdef",
        "device_name": "",
        "device_kind": "computer",
    } == kept
    assert [None, None, None, False] == [unsettled[key] for key in ("way", "length_s", "outcome", "again")]
    assert [1.5, None] == [span["gap_s"] for span in json.loads(exported(log, ExportKind.SPANS, Format.JSON))]


@pytest.mark.parametrize("kind", TABLE_OF)
def test_all_forms_say_the_same(log: Path, kind: ExportKind) -> None:
    head, *rows = table(exported(log, kind), Format.CSV)
    assert headings(kind, Format.CSV) == head
    items = json.loads(exported(log, kind, Format.JSON))
    assert rows == [["" if value is None else str(plain(value)) for value in item.values()] for item in items]
    assert [head] * len(rows) == [list(item) for item in items]
    assert headings(kind, Format.EXCEL) == table(exported(log, kind, Format.EXCEL), Format.EXCEL)[0]
    assert len(rows) + 1 == len(table(exported(log, kind, Format.EXCEL), Format.EXCEL))


def plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def test_excel_gets_dates_and_lengths_that_calculate_and_text_that_it_takes_for_text(log: Path) -> None:
    assert exported(log, ExportKind.PROMPTS, Format.EXCEL).startswith(b"\xff\xfek\0i\0n\0d\0\t\0")
    head, *rows = table(exported(log, ExportKind.PROMPTS, Format.EXCEL), Format.EXCEL)
    kept = dict(zip(head, rows[0], strict=True))
    expected = {
        "kind": "own:=Wasser, „still“",
        "at_utc": "2026-03-02T08:00:00.250000Z",
        "at_local": "2026-03-02 13:30:00",
        "length": "0:02:00",
        "sitting": "1:30:00",
        "again": "1",
        "device": "0123456789abcdef",
    }
    assert expected == {key: kept[key] for key in expected}
    _, span, _ = table(exported(log, ExportKind.SPANS, Format.EXCEL), Format.EXCEL)
    assert ["2026-03-29 01:30:00", "2026-03-29 03:30:00", "1:00:00", "PT1.5S"] == [span[each] for each in (3, 4, 6, 8)]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-", "@x", "'tis", "12/3", "1.5", "1e5", "\t="])
def test_what_excel_would_misread_is_behind_an_apostrophe(tmp_path: Path, text: str) -> None:
    write_log(tmp_path / "log.db", [Entry(OWN, Note(date(2026, 3, 2), text, at("2026-03-02")))])
    assert f"'{text}" == table(exported(tmp_path / "log.db", ExportKind.NOTES, Format.EXCEL), Format.EXCEL)[1][1]


@pytest.mark.parametrize("fmt", Format)
@pytest.mark.parametrize("kind", ExportKind)
def test_an_empty_log_gives_a_valid_file(tmp_path: Path, kind: ExportKind, fmt: Format) -> None:
    write_log(tmp_path / "log.db", [])
    path = tmp_path / "log.db"
    data = days(path, fmt) if kind is ExportKind.DAYS else exported(path, kind, fmt)
    assert json.loads(data) == [] if fmt is Format.JSON else table(data, fmt) == [headings(kind, fmt)]


def test_a_range_is_kept_to(log: Path) -> None:
    def count(kind: ExportKind, within: Range) -> int:
        return len(json.loads(exported(log, kind, Format.JSON, within)))

    hour = at("2026-03-02T09:00")
    assert (1, 0) == (
        count(ExportKind.PROMPTS, Range(since=hour)),
        count(ExportKind.PROMPTS, Range(since=hour, until=hour)),
    )
    assert (0, 1) == (
        count(ExportKind.CORRECTIONS, Range(since=hour)),
        count(ExportKind.CORRECTIONS, Range(until=hour)),
    )
    second = days_range(date(2026, 3, 2), date(2026, 3, 2), "UTC", time(4))
    assert (1, 0, 2, 1, 0) == tuple(
        count(kind, second)
        for kind in (ExportKind.NOTES, ExportKind.TOTALS, ExportKind.PROMPTS, ExportKind.CORRECTIONS, ExportKind.SPANS)
    )
    assert 1 == count(ExportKind.SPANS, Range(since=at("2026-03-29T01:00"), until=at("2026-03-29T01:01")))


def test_local_times_are_in_the_zone_asked_for(log: Path) -> None:
    (_, row, *_) = table(exported(log, ExportKind.SPANS, zone="America/New_York"), Format.CSV)
    assert ["2026-03-28T20:30:00-04:00", "2026-03-28T21:30:00-04:00", "Europe/Berlin"] == row[3:6]


def test_days_come_to_what_counts_of_all_devices(tmp_path: Path) -> None:
    log = tmp_path / "log.db"
    found = [
        Entry(OWN, sitting("2026-01-31T08:00", 60)),
        Entry(OTHER, sitting("2026-01-31T08:30", 60)),
        Entry(OWN, sitting("2026-03-02T08:00", 25)),
        Entry(OWN, sitting("2026-03-02T09:00", 25)),
        Entry(OWN, Correction(None, at("2026-03-02T09:00"), at("2026-03-02T09:10"), "UTC", at("2026-03-03"))),
        Entry(IMPORTED, DayTotals(date(2025, 7, 1), 1000)),
        Entry(IMPORTED, DayTotals(date(2026, 3, 2), 9999)),
    ]
    write_log(log, found)
    expected = [
        ["day", "sitting_s", "standing_s", "bouts", "breaks", "longest_bout_s"],
        ["2025-07-01", "1000", "0", "0", "0", "0"],
        ["2026-01-31", "5400", "0", "1", "0", "5400"],
        ["2026-03-02", "2400", "0", "2", "1", "1500"],
    ]
    assert expected == table(days(log, Format.CSV), Format.CSV)
    some = Range(first=date(2026, 1, 31), last=date(2026, 3, 1))
    assert [expected[0], expected[2]] == table(days(log, Format.CSV, some), Format.CSV)
    assert "1:30:00" == table(days(log, Format.EXCEL), Format.EXCEL)[2][1]
    (item,) = json.loads(days(log, Format.JSON, some))
    assert ("2026-01-31", 5400, 1) == (item["day"], item["sitting_s"], item["bouts"])


MOMENT_LISTS = st.lists(MOMENTS.map(to_us) | st.integers(0, 3 * 10**12), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(MOMENT_LISTS, st.sampled_from((*ZONES, "America/St_Johns", "Africa/Monrovia")))
@example([to_us(at("2026-03-28T23:59:59.5")), to_us(at("2026-03-29T00:59:59.999999")), to_us(at("2026-03-29T01:00"))],
         "Europe/Berlin")  # fmt: skip
@example([to_us(at("2026-04-04T14:59")), to_us(at("2026-04-04T15:29")), to_us(at("2026-04-04T15:30"))],
         "Australia/Lord_Howe")  # fmt: skip
@example([to_us(at("2011-12-29T23:00")), to_us(at("2011-12-30T09:59")), to_us(at("2011-12-30T10:00"))], "Pacific/Apia")
def test_moments_are_written_as_the_standard_library_writes_them(moments: list[int], zone: str) -> None:
    near = [us + shift for us in moments for shift in (0, 900_000_000, 43_200_000_000)]
    wanted = [from_us(us) for us in near]
    local = [each.astimezone(zone_of(zone)) for each in wanted]
    assert [each.isoformat().replace("+00:00", "Z") for each in wanted] == utc_texts(near)
    assert [each.isoformat() for each in local] == local_texts(near, [zone] * len(near))
    assert [f"{each.replace(tzinfo=None, microsecond=0)}" for each in local] == clock_readings(near, [zone] * len(near))


@pytest.fixture(scope="module")
def long_logs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    short, long = (tmp_path_factory.mktemp("logs") / "log.db" for _ in range(2))
    long_log(short, 4000)
    long_log(long, 16_000)
    return short, long


@pytest.mark.parametrize("fmt", Format)
def test_memory_does_not_grow_with_length(long_logs: tuple[Path, Path], fmt: Format) -> None:
    short, long = long_logs
    peaks = []
    for path in (short, short, long):  # the first time, things are imported and cached
        with open_to_read(path) as log:
            tracemalloc.start()
            assert export_entries(log, ExportKind.SPANS, EVERYTHING, Target(fmt, len))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[2] < 1.5 * peaks[1], peaks


def test_it_says_how_far_it_has_come_and_can_be_stopped(tmp_path: Path) -> None:
    log, file = tmp_path / "log.db", tmp_path / "spans.csv"
    long_log(log, 4500)
    steps: list[tuple[int, int]] = []

    def run(stop: Callable[[], bool]) -> bool:
        with open_to_read(log) as reading:
            return write_file(
                file,
                lambda write: export_entries(
                    reading,
                    ExportKind.SPANS,
                    EVERYTHING,
                    Target(Format.CSV, write, progress=lambda *far: steps.append(far), stop=stop),
                ),
            )

    assert not run(lambda: len(steps) == 2)
    assert [(1000, 4500), (2000, 4500)] == steps
    assert not list(tmp_path.glob("spans*"))
    assert run(lambda: False)
    assert (4500, 4500) == steps[-1]
    assert exported(log, ExportKind.SPANS) == file.read_bytes()
    assert not run(lambda: True)
    assert exported(log, ExportKind.SPANS) == file.read_bytes()


def test_a_log_that_is_written_meanwhile_is_told_as_it_was(tmp_path: Path) -> None:
    log = tmp_path / "log.db"
    long_log(log, 2500)
    before = exported(log, ExportKind.SPANS)
    pieces: list[bytes] = []
    app = open_at(log)

    def change(_done: int, _total: int) -> None:
        app.record(sat(0, 5))
        with closing(connect(log)) as other:
            other.execute("DELETE FROM spans WHERE id BETWEEN 1500 AND 2000")

    with open_to_read(log) as reading:
        export_entries(reading, ExportKind.SPANS, EVERYTHING, Target(Format.CSV, pieces.append, progress=change))
    app.close()
    assert before == b"".join(pieces)
    assert before != exported(log, ExportKind.SPANS)


def failing(_write: object) -> bool:
    raise OSError(28, "No space left on device")


def test_a_file_that_cannot_be_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    write_log(tmp_path / "log.db", [])
    (tmp_path / "mine.csv").write_text("mine")
    for name, part in (
        ("none/spans.csv", "is not there; make it first"),
        ("folder", "is a folder"),
        ("log.db", "is a database, and is left alone"),
    ):
        with pytest.raises(KnownError, match=part):
            write_file(tmp_path / name, lambda write: bool(write(b"x")))
    if Path("/dev/null").exists():
        with pytest.raises(KnownError, match="no ordinary file"):
            write_file(Path("/dev/null"), lambda write: bool(write(b"x")))
    with pytest.raises(KnownError, match="disk is full"):
        write_file(tmp_path / "mine.csv", failing)
    assert "mine" == (tmp_path / "mine.csv").read_text()
    assert not list(tmp_path.glob("*.part"))


def test_every_column_is_explained() -> None:
    text = (Path(posture_app.store.transfer.export.__file__).parent / "EXPORT.md").read_text(encoding="utf-8")
    for kind, columns in COLUMNS.items():
        table = "".join(f"| {column.name} | {column.meaning} |\n" for column in columns)
        assert table in text.split(f"\n### {kind}\n")[1].split("\n#")[0] + "\n"
