"""What is exported comes back: into a new log to the byte, into the same one as nothing new, whatever the form."""

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture_app.core.content.programmes import ProgrammeSession
from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.prompts import Outcome
from posture_app.core.record.diary import Note, Session
from posture_app.core.record.entry import Device, DeviceKind, Entry, PromptEntry
from posture_app.core.session.ends import Ended, Side
from posture_app.core.spans import EndedBy
from posture_app.store.log.columns import TABLE_OF, ExportKind, Format
from posture_app.store.log.log import open_to_read
from posture_app.store.log.opening import prepare
from posture_app.store.transfer.importing import Import, ImportCounts, import_file, try_import
from tests.store.conftest import NOW, open_at, sat
from tests.store.entry_logs import (
    DEVICES,
    LATE,
    at,
    bring,
    entries,
    entries_in,
    everything,
    exported,
    sat_by_day,
    sitting,
    write_log,
)

OTHER = DEVICES[1]


def new_log(folder: Path, name: str = "new.db") -> Path:
    path = folder / name
    prepare(path, NOW)
    return path


def export_to(path: Path, log: Path, kind: ExportKind = ExportKind.SPANS, fmt: Format = Format.CSV) -> Path:
    path.write_bytes(exported(log, kind, fmt))
    return path


@settings(max_examples=15, deadline=None)
@given(entries(), st.lists(st.sampled_from(Format), min_size=len(TABLE_OF), max_size=len(TABLE_OF)))
def test_a_new_log_comes_to_the_same_to_the_byte_and_the_second_time_nothing_is_new(
    found: list[Entry], forms: Sequence[Format]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log, new = folder / "log.db", new_log(folder)
        write_log(log, found)
        files = [export_to(folder / kind, log, kind, fmt) for kind, fmt in zip(TABLE_OF, forms, strict=True)]
        for file in files:
            bring(file, new)
        assert everything(log) == everything(new)
        assert sat_by_day(log) == sat_by_day(new)
        with open_to_read(new) as reading:
            read = [entry for kind in TABLE_OF for entry in entries_in(reading, kind)]
        assert (len(found), set(found)) == (len(read), set(read))
        for target in (new, log):
            before = everything(target)
            for file in files:
                assert all(counts.added == counts.replaced == 0 for counts in bring(file, target).counts.values())
            assert before == everything(target)


@settings(max_examples=15, deadline=None)
@given(entries(), st.integers(1, 40))
def test_files_that_overlap_come_to_the_same_as_the_whole_in_any_order(found: list[Entry], cut: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log, new = folder / "log.db", new_log(folder)
        spans = [entry for entry in found if entry.device == OTHER and hasattr(entry.what, "ended_by")]
        spans = [entry for entry in spans if entry.what.ended_by and not entry.what.gap]  # type: ignore[union-attr]
        spans.sort(key=lambda entry: entry.what.start)  # type: ignore[union-attr]
        write_log(log, spans)
        head, *lines = exported(log, ExportKind.SPANS).splitlines(keepends=True)
        (folder / "late.csv").write_bytes(b"".join([head, *lines[cut // 2 :]]))
        (folder / "early.csv").write_bytes(b"".join([head, *lines[:cut]]))
        for file in ("late.csv", "early.csv", "late.csv"):
            bring(folder / file, new)
        assert everything(log) == everything(new)


def test_counts_tell_what_was_new_what_took_a_place_and_what_was_there(tmp_path: Path) -> None:
    log, later, new = tmp_path / "log.db", tmp_path / "later.db", new_log(tmp_path)
    spans = [sitting("2026-03-02T08:00", 25), sitting("2026-03-02T09:00", 2, None)]
    write_log(log, [Entry(OTHER, span) for span in spans])
    done = bring(export_to(tmp_path / "one.csv", log), new)
    assert {ExportKind.SPANS: ImportCounts(added=2, replaced=0, there=0)} == done.counts
    assert ["2026-03-02", "2026-03-02"] == [str(day) for day in done.days or ()]
    grown = [spans[0], sitting("2026-03-02T09:00", 40), sitting("2026-03-03T23:30", 5)]
    write_log(later, [Entry(OTHER, span) for span in grown])
    done = bring(export_to(tmp_path / "two.json", later, fmt=Format.JSON), new)
    assert {ExportKind.SPANS: ImportCounts(added=1, replaced=1, there=1)} == done.counts
    assert ["2026-03-02", "2026-03-04"] == [str(day) for day in done.days or ()]
    assert exported(later, ExportKind.SPANS) == exported(new, ExportKind.SPANS)
    assert {ExportKind.SPANS: ImportCounts(added=0, replaced=0, there=2)} == bring(tmp_path / "one.csv", new).counts


def test_what_is_tried_changes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    log, new = tmp_path / "log.db", new_log(tmp_path)
    write_log(log, [Entry(OTHER, sitting("2026-03-02T08:00", 25)), Entry(OTHER, sitting("2026-03-02T09:00", 5))])
    file = export_to(tmp_path / "spans.csv", log)
    expected = {ExportKind.SPANS: ImportCounts(added=2, replaced=0, there=0)}
    assert expected == try_import(Import(file, "UTC", LATE), tmp_path / "none.db").counts
    assert not (tmp_path / "none.db").exists()
    before = everything(new)
    assert expected == try_import(Import(file, "UTC", LATE), new).counts
    assert before == everything(new)
    assert expected == bring(file, new).counts
    assert 2 == try_import(Import(file, "UTC", LATE), new).counts[ExportKind.SPANS].there


def test_own_rows_that_are_missing_come_under_a_device_of_their_own(tmp_path: Path) -> None:
    log, fewer = tmp_path / "log.db", tmp_path / "fewer.db"
    spans = [sitting("2026-03-02T08:00", 25), sitting("2026-03-02T09:00", 5), sitting("2026-03-02T10:00", 5)]
    write_log(log, [Entry(DEVICES[0], span) for span in spans])
    write_log(fewer, [Entry(DEVICES[0], span) for span in (spans[0], spans[2])])
    assert 1 == bring(export_to(tmp_path / "spans.csv", log), fewer).counts[ExportKind.SPANS].added
    with open_to_read(fewer) as reading:
        assert [spans[0], spans[2]] == list(reading.own_spans())
        assert [span.start for span in spans] == [span.start for span in reading.spans()]
    assert sat_by_day(log) == sat_by_day(fewer)


def test_a_note_that_was_changed_since_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    log, new = tmp_path / "log.db", new_log(tmp_path)
    note = Note(at("2026-03-02").date(), "sore", at("2026-03-02T20:00"))
    write_log(log, [Entry(OTHER, note)])
    old = export_to(tmp_path / "notes.csv", log, ExportKind.NOTES)
    log.unlink()
    write_log(log, [Entry(OTHER, replace(note, text="", changed=at("2026-03-03T20:00")))])
    bring(old, new)
    done = bring(export_to(tmp_path / "later.csv", log, ExportKind.NOTES), new)
    assert ImportCounts(added=0, replaced=1, there=0) == done.counts[ExportKind.NOTES]
    bring(old, new)
    assert exported(log, ExportKind.NOTES) == exported(new, ExportKind.NOTES)


def long_log(path: Path, count: int = 9000) -> list[Entry]:
    """Spans of two devices by turns."""
    start = at("2020-01-01")
    found = []
    for number in range(count):
        device, begins = DEVICES[1 + number % 2], start + timedelta(minutes=20 * number)
        found.append(
            Entry(device, replace(sitting("2020-01-01", 15), start=begins, end=begins + timedelta(minutes=15)))
        )
    write_log(path, found)
    return found


def test_the_app_writes_beside_it_and_neither_loses_anything(tmp_path: Path) -> None:
    log = tmp_path / "log.db"
    found = long_log(log)
    new = tmp_path / "new.db"
    app = open_at(new)
    steps: list[tuple[int, int]] = []

    def meanwhile(done: int, total: int) -> None:
        steps.append((done, total))
        app.record(sat(10 * len(steps), 10 * len(steps) + 5))

    done = import_file(Import(export_to(tmp_path / "spans.csv", log), "UTC", LATE, progress=meanwhile), new)
    assert ImportCounts(added=len(found), replaced=0, there=0) == done.counts[ExportKind.SPANS]
    assert len(steps) == len(list(app.own_spans()))
    assert len(found) + len(steps) == len(list(app.spans()))
    app.close()
    assert sorted(steps) == steps
    assert steps[-1][0] == steps[-1][1]


@pytest.mark.parametrize("after", [1, 8500, 9002, 9004])
def test_one_that_was_called_off_is_simply_done_again(tmp_path: Path, after: int) -> None:
    log, new = tmp_path / "log.db", new_log(tmp_path)
    long_log(log)
    file = export_to(tmp_path / "spans.csv", log)
    asked = iter(range(after))
    with pytest.raises(StoppedError):
        import_file(Import(file, "UTC", LATE, stop=lambda: next(asked, None) is None), new)
    part = exported(new, ExportKind.SPANS).count(b"\n")
    assert part == 1 if after < 9002 else 1 < part < 9001  # read as a whole first, then in steps
    bring(file, new)
    assert exported(log, ExportKind.SPANS) == exported(new, ExportKind.SPANS)


def test_a_log_that_is_locked_is_named_and_the_import_done_again(tmp_path: Path) -> None:
    log, new = tmp_path / "log.db", new_log(tmp_path)
    write_log(log, [Entry(OTHER, sitting("2026-03-02T08:00", 25))])
    file, before = export_to(tmp_path / "spans.csv", log), everything(new)
    with closing(sqlite3.connect(new)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match=r"locked.*import the file again"):
            bring(file, new)
    assert before == everything(new)
    bring(file, new)
    assert exported(log, ExportKind.SPANS) == exported(new, ExportKind.SPANS)


def test_an_open_span_of_this_computer_goes_on_untouched(tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    app = open_at(new)
    app.record(sat(0, 2, None))
    with open_to_read(new) as reading:
        (uid,) = [device.uid for device in reading.devices().values()]
    log = tmp_path / "log.db"
    write_log(log, [Entry(Device(uid, "", DeviceKind.COMPUTER), sat(0, 1, EndedBy.CRASHED))], uid)
    bring(export_to(tmp_path / "spans.csv", log), new)
    app.record(sat(0, 30))
    assert [sat(0, 30)] == list(app.own_spans()) == list(app.spans())
    app.close()


AGES = [("due_utc", "exercise"), ("exercise",), ()]
"""What an export of a prompt did not have, version by version of the app."""


@pytest.mark.parametrize("lacks", AGES)
@pytest.mark.parametrize("fmt", Format)
def test_an_export_from_before_a_column_is_read_without_it(tmp_path: Path, fmt: Format, lacks: tuple[str, ...]) -> None:
    shown = PromptEntry("stand", (), None, 120, at("2026-03-02T09:00"), "UTC", 1800, again=False, outcome=Outcome.KEPT)
    written = replace(shown, due=shown.at - timedelta(seconds=30), exercise="walk")
    log, new = tmp_path / "log.db", new_log(tmp_path)
    write_log(log, [Entry(DEVICES[0], written)])
    file = export_to(tmp_path / "prompts", log, ExportKind.PROMPTS, fmt)
    file.write_bytes(without(lacks, file.read_bytes(), fmt))
    bring(file, new)
    with open_to_read(new) as reading:
        (read,) = entries_in(reading, ExportKind.PROMPTS)
    expected = replace(written, due=None) if "due_utc" in lacks else written
    assert (replace(expected, exercise="") if lacks else written) == read.what


@pytest.mark.parametrize("ended", [Ended.DONE, Ended.STOPPED])
@pytest.mark.parametrize("fmt", Format)
def test_an_export_that_said_only_whether_an_exercise_was_done_to_its_end_is_read(
    tmp_path: Path, fmt: Format, ended: Ended
) -> None:
    session = Session("walk", at("2026-03-02T09:00"), "UTC", 50, ended)
    log, new = tmp_path / "log.db", new_log(tmp_path)
    write_log(log, [Entry(DEVICES[0], replace(session, side=Side.LEFT, share=70))])
    file = export_to(tmp_path / "sessions", log, ExportKind.SESSIONS, fmt)
    file.write_bytes(
        without(("side", "share", "ended", "programme", "week", "place", "percent"), file.read_bytes(), fmt)
    )
    bring(file, new)
    with open_to_read(new) as reading:
        (read,) = entries_in(reading, ExportKind.SESSIONS)
    assert session == read.what


@pytest.mark.parametrize("fmt", Format)
def test_the_session_of_a_programme_comes_back_and_an_export_from_before_has_none(tmp_path: Path, fmt: Format) -> None:
    written = Session("walk", at("2026-03-02T09:00"), "UTC", 50, Ended.HURT, Side.LEFT, 70)
    session = replace(written, belongs=ProgrammeSession("desk_back", 3, 2), percent=40)
    log = tmp_path / "log.db"
    write_log(log, [Entry(DEVICES[0], session)])
    file = export_to(tmp_path / "sessions", log, ExportKind.SESSIONS, fmt)
    for lacks, expected in (((), session), (("programme", "week", "place", "percent"), written)):
        new = new_log(tmp_path, f"new-{len(lacks)}.db")
        file.write_bytes(without(lacks, file.read_bytes(), fmt))
        bring(file, new)
        with open_to_read(new) as reading:
            (read,) = entries_in(reading, ExportKind.SESSIONS)
        assert expected == read.what


def test_a_share_of_an_exercise_that_is_none_is_left_out(tmp_path: Path) -> None:
    log, new = tmp_path / "log.db", new_log(tmp_path)
    session = Session("walk", at("2026-03-02T09:00"), "UTC", 50, share=100)
    write_log(
        log, [Entry(DEVICES[0], session), Entry(DEVICES[0], replace(session, at=session.at + timedelta(hours=1)))]
    )
    file = export_to(tmp_path / "sessions", log, ExportKind.SESSIONS, Format.CSV)
    file.write_bytes(file.read_bytes().replace(b",100,done", b",101,done", 1))
    bring(file, new)
    with open_to_read(new) as reading:
        assert 1 == len(list(entries_in(reading, ExportKind.SESSIONS)))


def without(names: tuple[str, ...], data: bytes, fmt: Format) -> bytes:
    """The same as before these columns came."""
    if fmt is Format.JSON:
        objects = [{key: value for key, value in row.items() if key not in names} for row in json.loads(data)]
        return json.dumps(objects).encode()
    encoding, separator = ("utf-16", "\t") if fmt is Format.EXCEL else ("utf-8", ",")
    rows = [line.split(separator) for line in data.decode(encoding).splitlines()]
    stay = [place for place, name in enumerate(rows[0]) if name not in names]
    return "".join(separator.join(row[place] for place in stay) + "\r\n" for row in rows).encode(encoding)
