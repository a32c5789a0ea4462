"""Putting a backup back while the app runs: real logs, a real worker, and what is recorded meanwhile."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.prompts import Outcome, Shown
from posture_app.core.record.diary import Note
from posture_app.core.record.record_jobs import BackupContents, BackupFile, Report, RestoredContents
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.paths import Places
from posture_app.store.backup.backup import back_up, back_up_day
from posture_app.store.backup.restore import RestoreResult
from posture_app.store.file.schema import VERSION
from posture_app.store.log.database import Database
from posture_app.store.log.log import NOT_OPEN, Log, open_log, open_to_read
from posture_app.upkeep.erasing import Erasing
from posture_app.upkeep.late_log import LATER, NAME, OPENED
from posture_app.upkeep.record_work import RecordWork
from posture_app.upkeep.restoring import BUSY, Restoring
from posture_app.upkeep.sharing import Sharing
from tests.loop import SelectLoop
from tests.store.processes import python, with_small_disk
from tests.upkeep.hosts import PATIENCE_S, make_host

ZONE = "Europe/Berlin"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEPT = "posture-before-restore-20260302T090000Z.db"


def sat(start: float, end: float, ended_by: EndedBy | None = EndedBy.IDLE) -> Span:
    """So many minutes after NOW."""
    return Span(Posture.SITTING, NOW + start * MINUTE, NOW + end * MINUTE, ended_by, ZONE)


@dataclass
class Bench:
    """A running app's log, and the parts around it. It is its own clock, engine and alarm."""

    data: Path
    zone: str = ZONE
    told: list[str] = field(default_factory=list)
    kept = then_ = 0
    later: dict[str, Callable[[], None]] = field(default_factory=dict)
    open_span: Span | None = None

    def __post_init__(self) -> None:
        self.loop = SelectLoop()
        self.log: Log = open_log(self.data / "posture.db", now=NOW, trouble=self.told.append).log
        host = make_host(
            self.log,
            self.loop,
            self,
            alarm=self,
            tell=self.told.append,
            where=Places(self.data, self.data),
        )
        self.worker, self.sharing = host.worker, Sharing(host, lambda _: None)
        self.erasing = Erasing(host, self.sharing)
        self.restoring = Restoring(host, self.sharing, self.erasing, lambda: self._then())  # noqa: PLW0108 - may be another
        self.work = RecordWork(host, changed=print, erase=self.erasing.erase, restore=self.restoring.restore)

    def now(self) -> datetime:
        return NOW

    def cut(self, before: datetime | None) -> None:
        """As the engine does: end the span that goes on, and begin the next."""
        assert before is None
        if self.open_span is not None:
            self.log.record(sat(-20, 0, EndedBy.STOPPED))
            self.open_span = sat(0, 0, None)
            self.log.record(self.open_span)

    def save(self) -> None:
        """What goes on is stored already."""

    def keep(self) -> None:
        self.kept += 1
        self.log.remember("pause", {"until": None})

    def once(self, name: str, _seconds: float, call: Callable[[], None]) -> None:
        self.later[name] = call

    def cancel(self, name: str) -> None:
        self.later.pop(name, None)

    def _then(self) -> None:
        self.then_ += 1

    def spans(self) -> list[Span]:
        return list(self.log.spans())

    def ask(self, begin: Callable[..., object], *given: object) -> Any:
        """What came of it, or the sentence why nothing did."""
        told: list[Any] = []
        begin(*given, Report(lambda _done, _total: None, told.append, told.append, lambda: told.append("stopped")))
        self.loop.run_until(lambda: told)
        return told[0]

    def restore(self, backup: Path) -> Any:
        return self.ask(self.work.restore, str(backup))

    @property
    def path(self) -> Path:
        return self.data / "posture.db"

    def close(self) -> None:
        self.sharing.stop()
        self.worker.close(PATIENCE_S)
        self.loop.close()
        self.log.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "data")
    yield bench
    bench.close()


@pytest.fixture
def saved(bench: Bench, tmp_path: Path) -> Path:
    """A backup of one span; the log has had two more since, of which one goes on."""
    bench.log.record(sat(-60, -50))
    back_up(bench.path, tmp_path / "saved.db")
    bench.log.record(sat(-40, -30))
    bench.open_span = sat(-20, -1, None)
    bench.log.record(bench.open_span)
    return tmp_path / "saved.db"


def test_the_record_is_that_of_then_and_goes_on_from_now(bench: Bench, saved: Path) -> None:
    done = bench.restore(saved)
    days = (date(2026, 3, 2), date(2026, 3, 2))
    assert RestoredContents({"spans": 1, "prompts": 0}, days, str(bench.data / KEPT)) == done
    assert [sat(-60, -50)] == bench.spans()
    bench.log.record(sat(0, 5))
    with open_to_read(bench.path) as file:  # and not in memory alone
        assert [sat(-60, -50), sat(0, 5)] == list(file.spans())
    with open_to_read(bench.data / KEPT) as kept:  # up to the moment of it
        assert [sat(-60, -50), sat(-40, -30), sat(-20, 0, EndedBy.STOPPED)] == list(kept.spans())[:3]
    assert {"until": None} == bench.log.recall("pause")  # as it is now, and not as it was then
    assert (1, 1, [], {}) == (bench.kept, bench.then_, bench.told, bench.later)


def test_it_is_undone_by_what_was_kept_which_is_offered_first(bench: Bench, saved: Path) -> None:
    back_up_day(bench.path, date(2026, 3, 1), lambda: False)
    bench.restore(saved)
    kept, nightly = bench.ask(bench.work.backups)
    at = NOW.astimezone(kept.at.tzinfo)
    assert BackupFile(str(bench.data / KEPT), at, (bench.data / KEPT).stat().st_size, kept=True) == kept
    assert (date(2026, 3, 1), False, False) == (nightly.at, nightly.kept, nightly.damaged)
    bench.restore(Path(kept.path))
    assert 3 == len([span for span in bench.spans() if span.ended_by])
    assert [False] * 3 == [each.damaged for each in bench.ask(bench.work.backups)]
    Path(kept.path).write_bytes(Path(kept.path).read_bytes()[:-8192])
    assert [kept.path] == [each.path for each in bench.ask(bench.work.backups) if each.damaged]


def test_beforehand_it_says_what_there_is_and_what_only_the_present_record_has(bench: Bench, saved: Path) -> None:
    bench.log.prompted(Shown(1, "stand", NOW, ZONE, sitting_s=1800))
    bench.log.diary.write_note(Note(date(2026, 3, 2), "Back sore", NOW))
    for text in ("Mistaken", ""):  # and taken back
        bench.log.diary.write_note(Note(date(2026, 3, 1), text, NOW))
    before = (bench.path.read_bytes(), bench.spans())
    seen = bench.ask(bench.work.look_back, str(saved))
    days = (date(2026, 3, 2), date(2026, 3, 2))
    assert BackupContents({"spans": 1, "prompts": 0}, days, "", {"spans": 2, "prompts": 1, "notes": 1}) == seen
    assert before == (bench.path.read_bytes(), bench.spans())
    assert ["posture.db", "posture.db-shm", "posture.db-wal"] == sorted(file.name for file in bench.data.iterdir())


def test_what_became_of_one_reminder_is_not_told_of_another(bench: Bench, saved: Path, tmp_path: Path) -> None:
    """The rows of the one that is restored have the same numbers."""
    bench.log.prompted(Shown(1, "feet", NOW - 50 * MINUTE, ZONE, sitting_s=600))
    back_up(bench.path, tmp_path / "with.db")
    bench.restore(saved)
    bench.log.prompted(Shown(2, "stand", NOW, ZONE, sitting_s=1800))
    bench.restore(tmp_path / "with.db")
    bench.log.settled(2, Outcome.KEPT)
    assert [("feet", Outcome.OPEN)] == [(shown.kind, shown.outcome) for shown in bench.log.prompts()]


def _newer(whole: bytes) -> bytes:
    return whole[:60] + (VERSION + 1).to_bytes(4) + whole[64:]


BAD: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda _: b"", "is empty"),
    "no database": (lambda _: b"Dear diary, today I sat.\n" * 100, "it is no database"),
    "newer": (_newer, f"versions up to {VERSION}"),
    "cut short": (lambda whole: whole[:-4096], "is damaged"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_good_changes_nothing_and_the_app_records_on(bench: Bench, saved: Path, kind: str) -> None:
    spoil, why = BAD[kind]
    saved.write_bytes(spoil(saved.read_bytes()))
    for begin in (bench.work.look_back, bench.work.restore):
        assert why in bench.ask(begin, str(saved))
        assert [sat(-60, -50), sat(-40, -30)] == bench.spans()[:2]
    bench.log.record(sat(0, 5))
    with open_to_read(bench.path) as file:
        assert sat(0, 5) == list(file.spans())[-1]
    assert [] == list(bench.data.glob("*before-restore*"))


def test_a_log_that_another_program_reads_stays_and_is_gone_on_with(bench: Bench, saved: Path) -> None:
    with closing(sqlite3.connect(bench.path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM spans").fetchone()
        assert "another program has locked it" in bench.restore(saved)
    bench.log.record(sat(0, 5))
    with open_to_read(bench.path) as file:
        assert 4 == len(list(file.spans()))


def test_what_is_recorded_meanwhile_is_in_the_restored_log(bench: Bench, saved: Path) -> None:
    told: list[Any] = []
    bench.work.restore(str(saved), Report(lambda _done, _total: None, told.append, told.append, print))
    bench.loop.run_until(lambda: bench.log.waiting)
    assert NOT_OPEN == bench.ask(bench.work.count, None)  # nobody else gets at the file meanwhile
    bench.log.record(sat(0, 3))
    bench.loop.run_until(lambda: told and not bench.log.waiting)
    assert [sat(-60, -50), sat(0, 3)] == bench.spans()


def test_one_at_a_time_and_not_while_something_is_deleted(bench: Bench, saved: Path) -> None:
    outcomes: list[RestoreResult | Exception] = []
    bench.erasing.erase(None, print)
    bench.restoring.restore(saved, outcomes.append)
    assert [BUSY] == list(map(str, outcomes))
    bench.loop.run_until(lambda: not bench.erasing.busy)
    bench.restoring.restore(saved, outcomes.append)
    bench.restoring.restore(saved, outcomes.append)
    assert isinstance(outcomes[1], KnownError)
    bench.loop.run_until(lambda: 3 == len(outcomes))
    assert isinstance(outcomes[2], RestoreResult)


def test_a_log_that_cannot_be_opened_at_once_is_opened_later_and_nothing_is_lost(
    bench: Bench, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = [KnownError("The log is locked.")] * 2

    def open_now(log: Log, now: datetime) -> None:
        if refused:
            raise refused.pop()
        real(log, now)

    real = Log.open_now
    monkeypatch.setattr(Log, "open_now", open_now)
    done = bench.restore(saved)
    assert isinstance(done, RestoredContents)
    assert str(bench.data / KEPT) == done.kept
    assert [f"The log is locked. {LATER}"] == bench.told
    assert bench.log.waiting
    assert 0 == bench.then_
    bench.log.record(sat(0, 3))  # one more try in vain, of which nothing is told
    bench.loop.run_until(lambda: not refused)
    bench.later[NAME]()
    bench.loop.run_until(lambda: not bench.log.waiting)
    assert [OPENED.format(path=bench.path)] == bench.told[1:]
    assert [sat(-60, -50), sat(0, 3)] == bench.spans()
    assert (1, 1) == (bench.kept, bench.then_)


def test_what_was_not_restored_is_told_as_that_also_if_the_log_cannot_be_opened_at_once(
    bench: Bench, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved.write_bytes(b"Dear diary, today I sat.\n" * 100)
    monkeypatch.setattr(Log, "open_now", _refuse)
    assert "it is no database" in bench.restore(saved)
    assert [f"The log is locked. {LATER}"] == bench.told


def _refuse(_log: Log, _now: datetime) -> None:
    raise KnownError("The log is locked.")


@pytest.mark.parametrize("where", ["cut", "_then", "open_now"])
def test_a_bug_is_not_swallowed_and_ends_it(
    bench: Bench, saved: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error[0]))
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(Log if where == "open_now" else Bench, where, fail)
        done = bench.restore(saved)
    assert where == "cut" or isinstance(done, RestoredContents)
    bench.loop.run_until(lambda: caught)
    assert [RuntimeError] == caught
    caplog.clear()
    bench.log.record(sat(0, 3))
    bench.loop.run_until(lambda: not bench.log.waiting)
    assert isinstance(bench.restore(saved), RestoredContents)
    assert [sat(-60, -50)] == bench.spans()


def test_a_log_that_proves_damaged_is_recovered_the_restored_one_as_the_one_before(
    bench: Bench, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(database: Database) -> str | None:
        if damage:
            raise damage.pop()
        return hold(database)

    hold, damage = Database.hold, list[sqlite3.Error]()
    monkeypatch.setattr(Database, "hold", failing)
    for _ in range(2):
        damage.append(sqlite3.DatabaseError("database disk image is malformed"))
        damage[0].sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        bench.log.record(sat(0, 5))
        assert ([], []) == (damage, bench.told)
        with open_to_read(bench.path) as file:
            assert sat(0, 5) == list(file.spans())[-1]
        bench.restore(saved)


def test_on_a_full_disk_nothing_is_changed(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    program = """
        import sys
        from pathlib import Path
        from tests.store.processes import fill_up
        from tests.upkeep.test_restoring import *
        data = Path(sys.argv[1])
        bench = Bench(data)
        bench.log.remember("ballast", "x" * 300_000)
        bench.log.record(sat(-60, -50))
        back_up(bench.path, data / "saved.db")
        bench.log.record(sat(-40, -30))
        ballast = fill_up(data)
        print(bench.ask(bench.work.look_back, str(data / "saved.db")))
        print(bench.restore(data / "saved.db"))
        ballast.unlink()
        bench.log.record(sat(0, 5))
        print(len(bench.spans()), sorted(file.name for file in data.iterdir()))
        bench.close()
    """
    said = python("-c", dedent(program), str(disk / "data"), before=with_small_disk(disk, "4m"))
    *sentences, left = said.splitlines()
    assert [f"{disk / 'data' / 'saved.db'} cannot be restored: the disk is full; free some space."] * 2 == sentences
    assert "3 ['posture.db', 'posture.db-shm', 'posture.db-wal', 'saved.db']" == left
