"""What other programs recorded comes in as theirs, once, however often and in whatever pieces their files come."""

import json
import tracemalloc
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.record.entry import DeviceKind
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import Origin as Known
from posture_app.core.spans import Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.statistics.make_days import make_days
from posture_app.core.statistics.periods import Length, Period
from posture_app.core.statistics.ports import DayRules
from posture_app.store.log.columns import ExportKind
from posture_app.store.log.log import open_to_read
from posture_app.store.log.opening import prepare
from posture_app.store.transfer.import_activitywatch import ActivityWatch
from posture_app.store.transfer.import_own import OwnTable
from posture_app.store.transfer.import_text import SkippedRecords
from posture_app.store.transfer.importing import Import, ImportCounts, Program, look
from tests.store.conftest import NOW, open_at
from tests.store.entry_logs import LATE, at, bring, entries_in, everything, exported, sitting, write_log
from tests.store.transfer.test_round_trip import long_log

BUCKET = "aw-watcher-afk_laptop"
HISTORY = (
    "WorkRaveStats 4\n"
    "D 2 2 126 9 15 2 2 126 17 42\n"
    "B 0 7 21 21 79 0 0 21 230 \n"
    "B 1 7 11 2 5 0 9 11 2472 \n"
    "m 6 16362 4275200 1681117 -24 1712 10915 \n"
    "D 3 2 126 4 0 3 2 126 4 0\n"
    "m 6 0 0 0 0 0 0\n"
    "D 31 11 125 22 0 1 0 126 1 0\n"
    "m 1 600 \r\n"
    "D 4 2 126 9 0 4 2 126 9 30\n"
    "m 6 100 0 0 0 0 0\n"
    "D 4 2 126 4 0 4 2 126 17 0\n"
    "m 6 7200 0 0 0 0 0\n"
    "D 5 2 126 4 0 5 2 126 17 0\n"
    "M 6 7200 0 0 0 0 0\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    prepare(tmp_path / "log.db", NOW)
    return tmp_path / "log.db"


def event(begins: str, lasted: float, status: str = "not-afk", **more: Any) -> dict[str, Any]:
    return {**more, "timestamp": begins, "duration": lasted, "data": {"status": status}}


def watch(folder: Path, events: Iterable[dict[str, Any]], name: str = "aw-buckets-export.json", **more: Any) -> Path:
    """An export as ActivityWatch’s server in Rust writes it; that in Python writes less beside the events."""
    buckets = {
        "aw-watcher-window_laptop": {
            "id": "aw-watcher-window_laptop",
            "type": "currentwindow",
            "client": "aw-watcher-window",
            "hostname": "laptop",
            "created": "2026-01-01T00:00:00Z",
            "data": {},
            "events": [{"id": 1, "timestamp": "2026-03-02T08:00:00Z", "duration": 5.0, "data": {"title": "[}{ Ä"}}],
        },
        BUCKET: {
            "id": BUCKET,
            "type": "afkstatus",
            "client": "aw-watcher-afk",
            "hostname": "laptop",
            "created": "2026-01-01T00:00:00Z",
            "data": {},
            "metadata": {"start": None, "end": None},
            "events": list(events),
            "last_updated": None,
        },
        **more,
    }
    file = folder / name
    file.write_text(json.dumps({"buckets": buckets}))
    return file


def stored(log: Path) -> list[Span]:
    with open_to_read(log) as reading:
        return list(reading.spans())


def stretches(log: Path) -> list[tuple[str, float]]:
    return [(span.start.isoformat(), span.length.total_seconds()) for span in stored(log)]


def test_activitywatch_tells_when_somebody_sat(log: Path) -> None:
    events = [  # the newest first, some twice, one in another, a millisecond between what goes on
        event("2026-03-02T10:00:00.123456789Z", 0, id=9),
        event("2026-03-02T09:30:00.001000+00:00", 1800.5, "afk"),
        event("2026-03-02T10:00:00+01:00", 600.25, id=8),
        event("2026-03-02T09:00:00+00:00", 1799.999),
        event("2026-03-02T09:30:00+00:00", 60),
        event("2026-03-02T09:10:00+00:00", 60),
        event("2026-03-02T11:00:00.000001Z", 1e-06),
        event("2026-03-02T12:00:00Z", 500, "hibernating"),
    ]
    done = bring(watch(log.parent, events), log, zone="Asia/Kolkata")
    assert (Program.ACTIVITYWATCH, 1, {ExportKind.SPANS: ImportCounts(2, 0, 0)}) == (
        done.origin,
        done.others,
        done.counts,
    )
    assert [("2026-03-02T09:00:00+00:00", 1860.0), ("2026-03-02T11:00:00.000001+00:00", 1e-06)] == stretches(log)
    assert {(Known.IMPORTED, "Asia/Kolkata")} == {(span.origin, span.zone) for span in stored(log)}
    with open_to_read(log) as reading:
        (_, device) = reading.devices().values()
    assert ("activitywatch laptop", "ActivityWatch, laptop", DeviceKind.IMPORT) == (
        device.uid,
        device.name,
        device.kind,
    )


def test_one_bucket_alone_and_those_of_two_computers(log: Path) -> None:
    other = {"type": "afkstatus", "hostname": "desktop", "events": [event("2026-03-02T08:30:00Z", 3600)]}
    file = watch(log.parent, [event("2026-03-02T08:00:00Z", 3600)], other=other)
    assert 2 == bring(file, log).counts[ExportKind.SPANS].added
    assert 90 * 60 == sum(length for _, length in stretches(log))  # what both saw counts once
    file.write_text(json.dumps({"buckets": {"afk": {"type": "afkstatus", "events": []}}}))
    assert {} == bring(file, log).counts


SECONDS = st.tuples(st.integers(0, 3000), st.integers(1, 600))


@settings(max_examples=25, deadline=None)
@given(st.lists(SECONDS, max_size=12), st.lists(SECONDS, max_size=12), st.integers(0, 10))
def test_a_later_export_never_counts_twice(
    tmp_path_factory: pytest.TempPathFactory,
    before: list[tuple[int, int]],
    more: list[tuple[int, int]],
    gone: int,
) -> None:
    """Second by second: whatever either export has, once."""
    log = tmp_path_factory.mktemp("logs") / "log.db"
    prepare(log, NOW)
    start = at("2026-03-02T08:00")

    def export(lasted: list[tuple[int, int]]) -> Path:
        return watch(log.parent, (event(f"{start + timedelta(seconds=2 * n):%FT%TZ}", 2 * s) for n, s in lasted))

    later = [*before[gone:], *more]
    for some in (before, later, before):
        bring(export(some), log)
    after = everything(log)
    assert 0 == bring(export(later), log).counts.get(ExportKind.SPANS, ImportCounts(0, 0, 0)).added
    assert after == everything(log)
    seconds = {second for n, s in (*before, *more) for second in range(n, n + s)}
    spans = stored(log)
    assert 2 * len(seconds) == sum(span.length.total_seconds() for span in spans)
    assert spans == sorted(spans, key=lambda span: span.start)


def test_workrave_tells_days_by_their_totals(log: Path) -> None:
    file = log.with_name("historystats")
    file.write_text(HISTORY, newline="")
    done = bring(file, log)
    assert (Program.WORKRAVE, {ExportKind.TOTALS: ImportCounts(3, 0, 0)}) == (done.origin, done.counts)
    assert (date(2025, 12, 31), date(2026, 3, 4)) == done.days
    expected = [
        DayTotals(date(2025, 12, 31), 600),  # by its beginning
        DayTotals(date(2026, 3, 2), 16362),
        DayTotals(date(2026, 3, 4), 7200),  # the later of two; 3 and 5 March are unknown
    ]
    with open_to_read(log) as reading:
        assert expected == sorted(reading.totals(date.min, date.max))
    today = log.with_name("todaystats")
    today.write_text("WorkRaveStats 3\nD 4 2 126 4 0 4 2 126 18 0\nG 9000\n")
    assert {ExportKind.TOTALS: ImportCounts(0, 1, 0)} == bring(today, log).counts
    assert {ExportKind.TOTALS: ImportCounts(0, 0, 3)} == bring(file, log).counts


def test_a_day_that_was_seen_here_counts_as_it_was_seen(log: Path) -> None:
    app = open_at(log)
    app.record(sitting("2026-03-02T08:00", 60))
    app.close()
    (log.parent / "historystats").write_text(HISTORY, newline="")
    bring(log.parent / "historystats", log)
    basis = DayRules(Settings().day_start, timedelta(minutes=2))
    with open_to_read(log) as reading:
        days = make_days(reading, Period(Length.RANGE, date(2025, 12, 1), date(2026, 3, 31)), basis)
    assert [600, 3600, 7200] == [day.figures.totals.sitting_s for day in days]


def test_an_export_from_before_there_were_devices_comes_under_its_name(log: Path) -> None:
    source = log.with_name("source.db")
    spans = [sitting("2026-03-02T08:00", 25), sitting("2026-03-02T09:00", 5, None)]
    write_log(source, [])
    app = open_at(source)
    for span in spans:
        app.record(span)
    app.close()
    lines = exported(source, ExportKind.SPANS).decode().splitlines()
    old = log.with_name("sitting 2026.csv")
    old.write_text("".join(f"{line.rsplit(',', 3)[0]}\r\n" for line in lines), newline="")
    assert "posture,start_utc,end_utc,start_local,end_local,zone,length_s,ended_by,gap_s" == old.read_text().split()[0]
    assert 2 == bring(old, log).counts[ExportKind.SPANS].added
    with open_to_read(log) as reading:
        assert ["sitting 2026"] == [device.name for number, device in reading.devices().items() if number != 1]
        assert spans == [entry.what for entry in entries_in(reading, ExportKind.SPANS)]
    assert 0 == bring(old, log).counts[ExportKind.SPANS].added


@pytest.mark.parametrize(
    ("name", "head", "source"),
    [
        ("x.json", ' \n {"buckets": {}}', ActivityWatch),
        ("y.txt", "posture,…", OwnTable),
        ("z", "\ufeff{", ActivityWatch),
    ],
)
def test_whose_a_file_is_is_told_by_what_is_in_it(tmp_path: Path, name: str, head: str, source: type) -> None:
    (tmp_path / name).write_text(head, encoding="utf-8")
    assert source is type(look(Import(tmp_path / name, "UTC", LATE), lambda _: None, tmp_path).source)


def test_reading_costs_no_memory_that_grows_with_the_file(tmp_path: Path) -> None:

    def peak(file: Path) -> int:
        tracemalloc.start()
        told = look(Import(file, "UTC", LATE), lambda _: None, tmp_path)
        for _ in told.source.entries(SkippedRecords()):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    def titles(count: int) -> Path:
        other = {"type": "currentwindow", "events": [event("2026-03-02T08:00:00Z", 1, "x" * 50)] * count}
        return watch(tmp_path, [event("2026-03-02T08:00:00Z", 60)], f"{count}.json", other=other)

    def spans(count: int) -> Path:
        long_log(tmp_path / f"{count}.db", count)
        (tmp_path / f"{count}.csv").write_bytes(exported(tmp_path / f"{count}.db", ExportKind.SPANS))
        return tmp_path / f"{count}.csv"

    for make in (titles, spans):
        peak(make(100))
        assert peak(make(20_000)) < 1.5 * peak(make(4000))
