"""What is done with the record as a whole in the running app: real logs, a real thread, and the loop of the tests."""

import errno
import logging
import shutil
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from posture_app.core.record.record_jobs import Days, DeviceContents, Export, FileContents, RecordContents, Report
from posture_app.store.log.columns import ExportKind, Format
from posture_app.store.log.log import NOT_OPEN, open_log
from posture_app.store.merge.devices import introduce
from posture_app.upkeep.erasing import ErasureResult
from posture_app.upkeep.worker import BUG, EVERY_S
from tests.store.entry_logs import exported
from tests.upkeep.hosts import PATIENCE_S
from tests.upkeep.record_desk import NOW, SOME, SPANS, Desk, Told, sit


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(open_log(tmp_path / "data" / "log.db", now=NOW).log, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """Another computer."""
    desk = Desk(open_log(tmp_path / "other" / "log.db", now=NOW).log, tmp_path)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once."""
    path = tmp_path_factory.mktemp("long") / "log.db"
    log = open_log(path, now=NOW).log
    sit(log, SOME)
    log.close()
    return path


@pytest.fixture
def long(long_log: Path, tmp_path: Path) -> Iterator[Desk]:
    """With a long log."""
    path = tmp_path / "data" / "log.db"
    path.parent.mkdir()
    shutil.copy(long_log, path)
    desk = Desk(open_log(path, now=NOW).log, tmp_path)
    yield desk
    desk.close()


def log_of(desk: Desk) -> Path:
    assert desk.log.path is not None
    return desk.log.path


def test_an_export_is_what_the_store_writes_and_progress_goes_up_to_its_end(long: Desk) -> None:
    told = long.done(long.work.export, SPANS, long.file("spans.csv"))
    assert [SOME] == told.results
    assert exported(log_of(long), ExportKind.SPANS, Format.CSV) == Path(long.file("spans.csv")).read_bytes()
    assert [(1000, SOME), (2000, SOME), (SOME, SOME)] == told.progress
    assert 0 == long.changes


def test_an_export_of_some_days_and_of_what_they_come_to(desk: Desk) -> None:
    sit(desk.log, 30, NOW - timedelta(days=2))
    sit(desk.log, 30, NOW - timedelta(days=1))
    day: Days = (date(2026, 3, 1), date(2026, 3, 1))
    told = desk.done(desk.work.export, Export("spans", "json", day, "UTC"), desk.file("spans.json"))
    assert [30] == told.results
    told = desk.done(desk.work.export, Export("days", "csv", day, None), desk.file("days.csv"))
    assert [None] == told.results
    assert ["2026-03-01,1800,0"] == [
        line.rsplit(",", 3)[0] for line in Path(desk.file("days.csv")).read_text().splitlines()[1:]
    ]


def test_progress_is_told_ten_times_a_second_at_the_most(long: Desk) -> None:
    long.clock.step = 0.6 * EVERY_S
    told = long.done(long.work.export, SPANS, long.file("spans.csv"))
    assert [(1000, SOME), (SOME, SOME)] == told.progress  # at every other reading of the clock


def test_an_export_that_is_stopped_leaves_no_file_and_what_was_there_stays(long: Desk) -> None:
    to = Path(long.file("spans.csv"))
    to.write_text("mine")
    job, told = long.begin_and_hold(long.work.export, SPANS, str(to))
    job.stop()
    long.go_on(told)
    assert (1, [], []) == (told.stops, told.results, told.whys)
    assert "mine" == to.read_text()
    assert {"data", "home", "spans.csv"} == {path.name for path in to.parent.iterdir()}


def test_who_has_gone_is_told_nothing_more(long: Desk) -> None:
    job, told = long.begin_and_hold(long.work.export, SPANS, long.file("spans.csv"))
    seen = len(told.progress)
    job.forget()
    long.clock.go_on.set()
    assert [SOME] == long.done(long.work.export, SPANS, long.file("again.csv")).results
    assert (0, seen) == (told.over, len(told.progress))
    assert not Path(long.file("spans.csv")).exists()


def test_the_end_of_the_app_calls_off_what_is_being_done_and_what_waits(long: Desk) -> None:
    job, told = long.begin_and_hold(long.work.export, SPANS, long.file("spans.csv"))
    long.work.back_up(long.file("backup.db"), told.report())

    def go_on_once_it_is_to_stop() -> None:
        assert job._stopped.wait(10)
        long.clock.go_on.set()

    going = threading.Thread(target=go_on_once_it_is_to_stop)
    going.start()
    long.worker.close(PATIENCE_S)
    going.join()
    long.loop.run_for(0.05)
    assert 0 == told.over
    assert {"data", "home"} == {path.name for path in long.folder.iterdir()}


def test_one_thing_comes_after_the_other_and_waits_for_whoever_else_works_on_the_log(desk: Desk) -> None:
    sit(desk.log, 3)
    first, second, order = Told(), Told(), list[object]()
    other_work = threading.Event()
    desk.worker.submit(lambda _: other_work.wait(PATIENCE_S), lambda _: None, order.append)
    for told in (first, second):
        report = told.report()
        desk.work.export(SPANS, desk.file("spans.csv"), Report(report.progress, order.append, order.append, print))
    desk.loop.run_for(0.05)
    assert [] == order
    other_work.set()
    desk.loop.run_until(lambda: 2 == len(order))
    assert [3, 3] == order


def test_the_app_records_on_while_it_is_exported(long: Desk) -> None:
    _, told = long.begin_and_hold(long.work.export, SPANS, long.file("spans.csv"))
    sit(long.log, 5, NOW)
    assert SOME + 5 == len(list(long.log.spans()))
    long.go_on(told)
    assert [] == told.whys


@pytest.mark.parametrize("what", ["export", "back_up"])
def test_where_nothing_can_be_written_a_sentence_says_so(desk: Desk, what: str) -> None:
    sit(desk.log, 3)
    to = desk.file("nowhere/file.csv")
    (why,) = desk.done(getattr(desk.work, what), *([SPANS] if what == "export" else []), to).whys
    assert desk.file("nowhere") in why
    assert not Path(desk.file("nowhere")).exists()
    assert [3] == desk.done(desk.work.export, SPANS, desk.file("file.csv")).results  # the next one is not harmed


def test_a_disk_that_is_full_at_the_end_leaves_no_part_of_a_file(long: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("posture_app.store.transfer.export.flush", full)
    (why,) = long.done(long.work.export, SPANS, long.file("spans.csv")).whys
    assert f"{long.file('spans.csv')} cannot be written: the disk is full; free some space." == why
    assert {"data", "home"} == {path.name for path in long.folder.iterdir()}


def test_a_file_that_is_no_backup_is_not_overwritten(desk: Desk) -> None:
    Path(desk.file("thesis.db")).write_text("years of work")
    (why,) = desk.done(desk.work.back_up, desk.file("thesis.db")).whys
    assert "not overwritten" in why
    assert "years of work" == Path(desk.file("thesis.db")).read_text()


def test_a_backup_can_be_merged_and_says_what_it_has(long: Desk, other: Desk) -> None:
    (held,) = long.done(long.work.back_up, long.file("backup.db")).results
    assert isinstance(held, RecordContents)
    assert ({"spans": SOME, "prompts": 0}, (date(2026, 1, 21), date(2026, 1, 26))) == (held.amounts, held.days)
    introduce(Path(long.file("backup.db")), "Laptop")
    (seen,) = other.done(other.work.look_at, long.file("backup.db")).results
    assert DeviceContents(held.amounts, held.days, "", "Laptop") == seen
    assert 0 == other.changes
    ((brought,),) = other.done(other.work.merge, long.file("backup.db")).results
    assert isinstance(brought, DeviceContents)
    assert ({"spans": SOME}, held.days, 1) == (brought.amounts, brought.days, other.changes)
    assert SOME == len(list(other.log.spans()))
    assert [()] == other.done(other.work.merge, long.file("backup.db")).results


def test_what_is_no_log_is_refused(desk: Desk) -> None:
    Path(desk.file("notes.txt")).write_text("these are notes, and no log")
    for ask in (desk.work.look_at, desk.work.merge):
        (why,) = desk.done(ask, desk.file("notes.txt")).whys
        assert f"{desk.file('notes.txt')} is not a log" in why


def test_an_export_is_looked_into_and_then_imported_once(long: Desk, other: Desk) -> None:
    long.done(long.work.export, SPANS, long.file("spans.csv"))
    (found,) = other.done(other.work.look_into, long.file("spans.csv")).results
    assert FileContents({"spans": SOME}, (date(2026, 1, 21), date(2026, 1, 26)), "this app", {"spans": SOME}) == found
    assert ([], 0) == (list(other.log.spans()), other.changes)
    told = other.done(other.work.take_in, long.file("spans.csv"))
    assert ([{"spans": SOME}], 1) == (told.results, other.changes)
    done = [share[0] / share[1] for share in told.progress]
    assert sorted(done) == done
    assert SOME == len(list(other.log.spans()))
    (found,) = other.done(other.work.look_into, long.file("spans.csv")).results
    assert ({"spans": SOME}, {}) == (found.amounts, found.new)
    assert [{}] == other.done(other.work.take_in, long.file("spans.csv")).results


def test_a_malformed_file_is_refused_by_its_line_and_nothing_is_changed(desk: Desk) -> None:
    sit(desk.log, 3)
    desk.done(desk.work.export, SPANS, desk.file("spans.csv"))
    lines = Path(desk.file("spans.csv")).read_text().splitlines()
    lines[2:] = [line.replace("sitting", "lying") for line in lines[2:]]
    Path(desk.file("spans.csv")).write_text("\n".join([*lines, ""]))
    before = exported(log_of(desk), ExportKind.SPANS)
    for ask in (desk.work.look_into, desk.work.take_in):
        (why,) = desk.done(ask, desk.file("spans.csv")).whys
        assert f"{desk.file('spans.csv')}, line 3: " in why
    assert before == exported(log_of(desk), ExportKind.SPANS)


def test_an_import_that_is_stopped_says_so_and_what_shows_is_read_anew(long: Desk, other: Desk) -> None:
    long.done(long.work.export, SPANS, long.file("spans.csv"))
    for ask, changes in ((other.work.look_into, 0), (other.work.take_in, 1)):
        job, told = other.begin_and_hold(ask, long.file("spans.csv"))
        job.stop()
        other.go_on(told)
        assert (1, [], [], changes) == (told.stops, told.results, told.whys, other.changes)


def test_what_there_is_to_delete_is_counted_and_deleted_by_who_does_that(desk: Desk) -> None:
    sit(desk.log, 30, NOW - timedelta(days=2))
    sit(desk.log, 20, NOW - timedelta(days=1))
    day: Days = (date(2026, 2, 28), date(2026, 2, 28))
    assert [{"spans": 30}] == desk.done(desk.work.count, day).results
    assert [{"spans": 50}] == desk.done(desk.work.count, None).results
    outcomes: list[Told] = []
    for days in (day, None):
        outcomes.append(Told())
        desk.work.delete(days, outcomes[-1].report())
    desk.loop.run_until(lambda: 2 == len(desk.erased))
    (stretch, first), (everything, second) = desk.erased
    assert stretch is not None
    assert (day, None) == (stretch.days, everything)

    first(ErasureResult(gone=(Path("a"), Path("b"))))
    second(ErasureResult("The disk is full. Not everything has been deleted yet."))
    assert [2] == outcomes[0].results
    assert ["The disk is full. Not everything has been deleted yet."] == outcomes[1].whys


def test_days_that_cannot_be_deleted_are_refused(desk: Desk) -> None:
    future: Days = (date(2026, 3, 3), date(2026, 3, 4))
    for ask in (desk.work.count, desk.work.delete):
        (why,) = desk.done(ask, future).whys
        assert "lies in the future" in why
    assert [] == desk.erased


def test_without_a_file_everything_says_that_there_is_none(tmp_path: Path) -> None:
    from tests.store.in_memory import open_in_memory  # noqa: PLC0415 - this test's only

    desk = Desk(open_in_memory(), tmp_path)
    for ask, given in (
        (desk.work.export, (SPANS, desk.file("a"))),
        (desk.work.look_into, (desk.file("a"),)),
        (desk.work.take_in, (desk.file("a"),)),
        (desk.work.look_at, (desk.file("a"),)),
        (desk.work.merge, (desk.file("a"),)),
        (desk.work.back_up, (desk.file("a"),)),
        (desk.work.count, (None,)),
    ):
        assert [NOT_OPEN] == desk.done(ask, *given).whys
    assert not Path(desk.file("a")).exists()
    desk.close()


def test_a_bug_is_told_and_not_swallowed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error[0]))
    monkeypatch.setattr("posture_app.upkeep.record_tasks.write_file", fail)
    with caplog.at_level(logging.ERROR):
        assert [BUG] == desk.done(desk.work.export, SPANS, desk.file("a")).whys
        desk.loop.run_until(lambda: caught)
    assert [RuntimeError] == caught
    caplog.clear()
