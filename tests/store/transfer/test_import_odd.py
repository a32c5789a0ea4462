"""Files as other programs, spreadsheets, power cuts and people leave them: what is in order comes, the rest is told."""

import json
import random
import sqlite3
import sys
import tracemalloc
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.record.entry import Entry
from posture_app.core.spans import EndedBy
from posture_app.core.statistics.bouts import DayTotals
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.log import open_to_read
from posture_app.store.log.opening import prepare
from posture_app.store.transfer.importing import Import, ImportCounts, ImportResult, try_import
from tests.store.conftest import NOW
from tests.store.entry_logs import DEVICES, LATE, at, bring, everything, exported, sat_by_day, sitting, write_log
from tests.store.transfer.test_import_other import event, stored, stretches, watch

CASES = Path(__file__).parents[2] / "data" / "imports"
TWO = [("2026-03-02T08:00:00.872000+00:00", 6959.228), ("2026-03-02T10:00:00.123000+00:00", 1800.5)]
"""What the ordinary one of ActivityWatch’s files comes to."""
ODD_EVENT = "bucket aw-watcher-afk_PC, event 7: its timestamp, duration or status is missing, or of another kind"
HEAD, DAY = "WorkRaveStats 4\n", "D {0} 2 126 9 0 {0} 2 126 17 0\nB 0 7 1 2 3 4 5 6 7 \nm 6 3600 2 3 4 5 6 \n"
BEGUN = at("2026-03-02T08:00")
TODAY = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    prepare(tmp_path / "log.db", NOW)
    return tmp_path / "log.db"


def totals(log: Path) -> list[DayTotals]:
    with open_to_read(log) as reading:
        return sorted(reading.totals(date.min, date.max))


def days(log: Path) -> dict[int, int]:
    """Of days in March 2026, what another program told."""
    return {each.day.day: each.sitting_s for each in totals(log)}


def written(log: Path, content: str | bytes, name: str = "file.csv") -> Path:
    file = log.with_name(name)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def refused(log: Path, file: Path, now: datetime = LATE) -> str:
    before = everything(log)
    with pytest.raises(KnownError) as caught:
        bring(file, log, now=now)
    assert before == everything(log)
    said = str(caught.value).replace(str(file), "FILE")
    assert (True, 1) == (len(said) < 350, len(said.splitlines()))
    return said


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("aw-python.json", ""),
        ("aw-sorted-keys.json", ""),
        ("aw-utf16.json", ""),
        (
            "aw-one-odd-event.json",
            f"1 record that is not in order ({ODD_EVENT})",
        ),
    ],
)
def test_activitywatch_whatever_the_order_of_keys_and_the_letters(log: Path, name: str, left_out: str) -> None:
    done = bring(CASES / name, log)
    assert (TWO, ImportCounts(2, 0, 0), left_out) == (stretches(log), done.counts[ExportKind.SPANS], done.left_out)


@pytest.mark.parametrize(
    ("name", "expected", "left_out"),
    [
        ("workrave-ordinary.historystats", {2: 20100, 4: 119}, ""),
        (
            "workrave-negative-day.historystats",
            {2: 20100, 4: 21900},
            "1 record that is not in order (line 11: no day has -1,910 seconds of activity)",
        ),
        (
            "workrave-nul-tail.historystats",
            {2: 20100},
            "1 record that is not in order (line 7: it has bytes that are no text, as a power cut leaves them)",
        ),
        ("workrave-1.12-statistics.db", {2: 20100}, ""),
    ],
)
def test_workrave_in_all_its_forms(log: Path, name: str, expected: dict[int, int], left_out: str) -> None:
    done = bring(CASES / name, log)
    assert (expected, left_out) == (days(log), done.left_out)
    assert 0 == bring(CASES / name, log).counts[ExportKind.TOTALS].added


@pytest.mark.parametrize("name", ["aw-60-hours.json"])
def test_nobody_sits_for_60_hours(log: Path, name: str) -> None:
    said = refused(log, CASES / name)
    assert "FILE, bucket aw-watcher-afk_PC, event 1: it lasts longer than 48 hours. Nothing was imported." == said


@pytest.mark.parametrize("name", ["aw-bucket.csv", "aw-peewee-sqlite.v2.db"])
def test_what_of_activitywatch_cannot_be_read_says_how_to_come_by_what_can(log: Path, name: str) -> None:
    said = refused(log, CASES / name)
    assert "ActivityWatch" in said
    assert "“Export all buckets as JSON”" in said


def test_so_do_its_list_of_events_and_the_database_of_its_server_in_rust(log: Path) -> None:
    events = json.dumps([event("2026-03-02T08:00:00Z", 60, id=1)])
    assert "“Export all buckets as JSON”" in refused(log, written(log, events))
    with closing(sqlite3.connect(log.with_name("sqlite.db"))) as database:
        database.executescript("CREATE TABLE buckets (id, name); CREATE TABLE events (id, bucketrow)")
    assert "“Export all buckets as JSON”" in refused(log, log.with_name("sqlite.db"))


@pytest.mark.parametrize(
    ("content", "expected", "left_out"),
    [
        (HEAD + DAY.format(2) + HEAD + DAY.format(3), {2: 3600, 3: 3600}, 0),  # one history behind another
        (HEAD + DAY.format(2) + DAY.format(3)[:-1] + HEAD + DAY.format(4), {2: 3600, 4: 3600}, 1),
        (HEAD + DAY.format(2) + "\0" * 64 + DAY.format(3) + DAY.format(4), {2: 3600, 3: 3600, 4: 3600}, 1),
        (HEAD + DAY.format(2) + DAY.format(3)[:50] + "\0" * 64 + DAY.format(4), {2: 3600, 4: 3600}, 1),
        (HEAD + DAY.format(2) + DAY.format(3)[:50] + "\0" * 2_500_000, {2: 3600}, 1),
        (HEAD + DAY.format(2) + DAY.format(3)[:-9], {2: 3600}, 1),
        (HEAD + DAY.format(2) + DAY.format(3).replace("m 6 3600", "m 6 " + "9" * 4000), {2: 3600}, 1),
        (HEAD + DAY.format(2) + DAY.format(3).replace(" 17 ", " ä "), {2: 3600}, 1),
        (HEAD + DAY.format(2) + DAY.format(3).replace("126", "300", 1), {2: 3600}, 1),  # in the year 2200
    ],
)
def test_what_is_whole_of_a_history_comes(log: Path, content: str, expected: dict[int, int], left_out: int) -> None:
    done = bring(written(log, content), log, now=TODAY)
    assert (expected, left_out) == (days(log), int((done.left_out or "0").split()[0]))


def test_days_of_workraves_database_that_are_none_are_left_out(log: Path) -> None:
    file = log.with_name("statistics.db")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE stats_day (day TEXT PRIMARY KEY)")
        database.execute("CREATE TABLE stats_misc (day TEXT, counter INTEGER, value INTEGER)")
        rows = [("2026-03-02", 100), ("2026-03-03", 0), ("2026-03-04", -5), ("2026-03-05", 7), ("2026-03-06", 90001)]
        rows.append(("2026-03-08", 9))
        database.executemany("INSERT INTO stats_day VALUES (?)", [(day,) for day, _ in [*rows, ("2026-03-07", 0)]])
        database.executemany("INSERT INTO stats_misc VALUES (?, 0, ?)", rows)
        database.execute("INSERT INTO stats_misc VALUES ('2026-03-07', 1, 50), ('2026-03-02', 1, 9000)")
        database.execute("INSERT INTO stats_day VALUES (CAST(x'ff20' AS TEXT))")
        database.commit()
        before = file.read_bytes()
        done = bring(file, log, now=TODAY)  # what Workrave has not yet put into the file is in it
        assert before == file.read_bytes()
    assert {2: 100, 5: 7, 8: 9} == days(log)
    assert done.left_out.startswith("4 records that are not in order (the first, day 2026-03-04: no day has -5")


def test_a_database_of_yet_another_program_is_refused(log: Path) -> None:
    with closing(sqlite3.connect(log.with_name("other.db"))) as database:
        database.execute("CREATE TABLE stats_day (day TEXT)")
    assert "it is a database of a program that this app does not know" in refused(log, log.with_name("other.db"))
    assert "this app; if it is that of another computer, use: posture-app merge" in refused(log, log)


def test_a_database_that_is_not_as_it_should_be_is_refused(log: Path) -> None:
    file = log.with_name("statistics.db")
    with closing(sqlite3.connect(file)) as database:
        database.executescript("CREATE TABLE stats_day (day TEXT); CREATE TABLE stats_misc (day TEXT, number INTEGER)")
    assert "FILE: it is damaged, or is not as Workrave writes it. Nothing" in refused(log, file)
    sound = (CASES / "workrave-1.12-statistics.db").read_bytes()
    file.write_bytes(sound[:5000])
    assert "it is damaged" in refused(log, file)
    file.write_bytes(sound.replace(b"CREATE TABLE stats_misc", b"CREATE TABLE st\xabts_misc"))
    assert "it is" in refused(log, file)
    endless = "WITH RECURSIVE n(d, v) AS (SELECT 'x', 1 UNION ALL SELECT d, v + 1 FROM n) SELECT d AS day, 0, v FROM n"
    file.unlink()
    with closing(sqlite3.connect(file)) as database:
        database.executescript(f"CREATE TABLE stats_day (day TEXT); CREATE VIEW stats_misc AS {endless}")
    assert "it is a database of a program that this app does not know" in refused(log, file)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_what_lies_beside_a_database_and_is_none_of_it_is_not_read(log: Path) -> None:
    file = log.with_name("statistics.db")
    file.write_bytes((CASES / "workrave-1.12-statistics.db").read_bytes())
    log.with_name("statistics.db-wal").symlink_to("/dev/zero")
    assert "FILE-wal is no ordinary file; move it away." in refused(log, file)


@pytest.mark.parametrize("duration", ["1e999999999", "9" * 400, "1E+50"])
def test_a_duration_beyond_all_measure_costs_nothing(log: Path, duration: str) -> None:
    events = [
        event("2026-03-02T08:00:00Z", 60),
        event("2026-03-02T09:00:00Z", 12345),
        event("2026-03-03T08:00:00Z", 60),
    ]
    file = watch(log.parent, events)
    file.write_text(file.read_text().replace("12345", duration))
    tracemalloc.start()
    done = bring(file, log)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert [60, 60] == [length for _, length in stretches(log)]
    assert "event 2: its duration is no length in seconds" in done.left_out


def test_a_number_that_is_none_is_told(log: Path) -> None:
    file = watch(log.parent, [event("2026-03-02T08:00:00Z", 12345)])
    file.write_text(file.read_text().replace("12345", "1e99999999999999999999"))
    assert "it has a number that is too large" in refused(log, file)


def test_a_file_of_thousands_of_computers_does_not_come_as_a_whole(log: Path) -> None:
    afk = {"type": "afkstatus", "events": [event("2026-03-02T08:00:00Z", 60)]}
    file = log.with_name("many.json")
    file.write_text(json.dumps({"buckets": {f"afk_{number}": afk for number in range(1500)}}))
    done = bring(file, log)
    assert ImportCounts(1000, 0, 0) == done.counts[ExportKind.SPANS]
    assert "500 records that are not in order (the first, computer afk_1000: it is of yet another" in done.left_out


def test_names_without_end_are_cut(log: Path) -> None:
    host = "x\n\0" + "y" * 100_000
    afk = {"type": "afkstatus", "hostname": host, "events": [event("2026-03-02T08:00:00Z", 60), 7]}
    file = log.with_name("long.json")
    file.write_text(json.dumps({"buckets": {host: afk}}))
    done = bring(file, log)
    assert len(done.left_out) < 250
    with open_to_read(log) as reading:
        (_, device) = reading.devices().values()
    assert (True, True) == (len(device.name) < 300, device.name.isprintable())


def test_two_watchers_of_one_computer_count_once(log: Path) -> None:
    other = {"type": "afkstatus", "hostname": "laptop", "events": [event("2026-03-02T08:30:00Z", 3600)]}
    bring(watch(log.parent, [event("2026-03-02T08:00:00Z", 3600)], other=other), log)
    assert [("2026-03-02T08:00:00+00:00", 5400.0)] == stretches(log)


@pytest.mark.parametrize(
    ("begins", "lasted", "why"),
    [
        ("0005-03-02T08:00:00Z", 60, "lies before 1970"),
        ("9892-03-02T08:00:00Z", 60, "lies in the future"),
        ("2026-03-21T12:00:00Z", 60, "lies in the future"),
        ("2026-03-02T08:00:00Z", 48 * 3600 + 1, "lasts longer than 48 hours"),
    ],
)
def test_what_cannot_be_is_left_out(log: Path, begins: str, lasted: float, why: str) -> None:
    sound = event("2026-03-01T08:00:00Z", 60)
    done = bring(watch(log.parent, [sound, event(begins, lasted)]), log, now=TODAY)
    assert ([60], True) == ([length for _, length in stretches(log)], f"event 2: it {why})" in done.left_out)
    start = datetime.fromisoformat(begins)
    end = f"{(start + timedelta(seconds=lasted)).isoformat().replace('+00:00', 'Z')}"
    rows = exported(log, ExportKind.SPANS).decode()
    head, row = rows.splitlines()
    odd = row.replace("2026-03-01T08:00:00Z", begins).replace("2026-03-01T08:01:00Z", end)
    done = bring(written(log, f"{head}\r\n{row}\r\n{odd}\r\n"), log, now=TODAY)
    assert f"1 record that is not in order (line 3: it {why})" == done.left_out
    assert rows == exported(log, ExportKind.SPANS).decode()


def test_a_day_off_afk_is_no_odd_one(log: Path) -> None:
    events = [event("2026-03-02T08:00:00Z", 60), event("2026-03-02T08:01:00Z", 90 * 3600, "afk")]
    assert "" == bring(watch(log.parent, events), log).left_out


def six_sittings(log: Path) -> list[str]:
    """Lines of an export: 40 minutes each, with 20 between them."""
    source = log.with_name("source.db")
    spans = [sitting(f"{BEGUN + timedelta(hours=hour):%FT%H:%M}", 40) for hour in range(6)]
    write_log(source, [Entry(DEVICES[1], span) for span in spans])
    return exported(source, ExportKind.SPANS).decode().splitlines(keepends=True)


@pytest.mark.parametrize("order", ["newest first", "by anything"])
def test_rows_in_another_order_come_to_the_same_bouts(log: Path, order: str) -> None:
    head, *rows = six_sittings(log)
    if order == "newest first":
        rows.reverse()
    else:
        random.Random(7).shuffle(rows)
    bring(written(log, "".join([head, *rows])), log)
    (day,) = sat_by_day(log)
    assert (6, 40 * 60, 5, 4 * 3600) == (day.bouts, day.longest_bout_s, day.breaks, day.sitting_s)
    assert [BEGUN + timedelta(hours=hour) for hour in range(6)] == [span.start for span in stored(log)]


def test_a_clock_that_was_set_once_does_not_make_newest_first_the_order_of_recording(log: Path) -> None:
    head, *rows = six_sittings(log)
    rows[2] = rows[2].replace(",idle,", ",clock,")
    bring(written(log, "".join([head, *rows])), log)
    expected = sat_by_day(log)
    other = log.with_name("other.db")
    prepare(other, NOW)
    bring(written(log, "".join([head, *reversed(rows)])), other)
    assert (expected, exported(log, ExportKind.SPANS)) == (sat_by_day(other), exported(other, ExportKind.SPANS))


def test_what_came_in_the_wrong_order_before_is_put_right_by_doing_it_again(log: Path) -> None:
    head, *rows = six_sittings(log)
    bring(written(log, "".join([head, *rows[3:]])), log)
    bring(written(log, "".join([head, *reversed(rows[:4])])), log)
    assert 6 == sat_by_day(log)[0].bouts


def test_rows_of_a_clock_that_was_set_back_keep_their_order(log: Path) -> None:
    source = log.with_name("source.db")
    spans = [
        sitting("2026-03-02T08:00", 40),
        sitting("2026-03-02T09:00", 40, EndedBy.CLOCK),
        sitting("2026-03-02T08:20", 40),
        sitting("2026-03-02T09:30", 5),
    ]
    write_log(source, [Entry(DEVICES[1], span) for span in spans])
    bring(written(log, exported(source, ExportKind.SPANS)), log)
    assert (exported(source, ExportKind.SPANS), sat_by_day(source)) == (
        exported(log, ExportKind.SPANS),
        sat_by_day(log),
    )


@pytest.mark.parametrize(
    ("encoding", "separator", "quoted"),
    [
        ("utf-8", ",", True),
        ("utf-8", ";", False),
        ("utf-8-sig", ";", True),
        ("utf-8", "\t", False),
        ("utf-16", "\t", True),
    ],
)
@pytest.mark.parametrize("fmt", [Format.CSV, Format.EXCEL])
def test_our_own_tables_come_back_from_a_spreadsheet(
    log: Path, fmt: Format, encoding: str, separator: str, *, quoted: bool
) -> None:
    source = log.with_name("source.db")
    spans = [sitting("2026-03-02T08:00", 40), sitting("2026-03-02T09:00", 2.5)]
    write_log(source, [Entry(DEVICES[1], span) for span in spans])
    text = exported(source, ExportKind.SPANS, fmt).decode("utf-16" if fmt is Format.EXCEL else "utf-8")
    between = "\t" if fmt is Format.EXCEL else ","
    device = '"Büro; “=1+1”, 2"' if fmt is Format.CSV else "Büro; “=1+1”, 2"
    rows = [line.replace(device, "\x1f").split(between) for line in text.splitlines()]
    said = [[f'"{field}"' if quoted or field == "\x1f" else field for field in row] for row in rows]
    lines = [separator.join(row).replace("\x1f", "Büro; “=1+1”, 2") for row in said]
    saved = "".join(f"{line}\r\n" for line in [*lines, separator * (len(rows[0]) - 1)])  # an empty row at the end
    done = bring(written(log, saved.encode(encoding)), log)
    assert ("", exported(source, ExportKind.SPANS)) == (done.left_out, exported(log, ExportKind.SPANS))


def test_a_comma_in_a_fraction_is_read(log: Path) -> None:
    head, row, *_ = (line.replace(",", ";") for line in six_sittings(log))
    row = row.replace("Büro; “=1+1”; 2", "PC").replace(";idle;;", ";idle;1,5;")
    bring(written(log, head + row), log)
    assert [timedelta(seconds=1.5)] == [span.gap for span in stored(log)]


def test_a_trial_tells_what_is_left_out_too(log: Path) -> None:
    wanted = Import(CASES / "aw-one-odd-event.json", "UTC", LATE)
    found: ImportResult = try_import(wanted, log)
    assert found.left_out.startswith("1 record that is not in order")
    assert [] == stretches(log)
