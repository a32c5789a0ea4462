"""Deleting in the running app: with its writing, its backups and its windows, and by itself at night."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from posture_app.core.calendar import Times
from posture_app.core.record.erasing import NOT_YET, Stretch
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.desktop.control.protocol import Stream
from posture_app.desktop.paths import Places
from posture_app.store.file.backup_folder import backup_folder
from posture_app.store.file.moments import to_us
from posture_app.store.log.log import Log, open_log
from posture_app.store.merge.shared_folder import write_shared
from posture_app.upkeep.backups import NAME, Backups
from posture_app.upkeep.erasing import Erasing, ErasureResult
from posture_app.upkeep.sharing import Sharing
from tests.core.record.stretches import stretch_of_time
from tests.loop import SelectLoop
from tests.store.in_memory import open_in_memory
from tests.store.remains import remains
from tests.upkeep.hosts import PATIENCE_S, make_host

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
REFUSED = ErasureResult("Something is being deleted already; try again when that is done.")


@dataclass
class Bench:
    """A log, and the app's parts around it. It is its own clock, engine, alarm and face."""

    log: Log
    data: Path
    loop: SelectLoop = field(default_factory=SelectLoop)
    settings: Settings = field(default_factory=Settings)
    at: datetime = NOW
    zone: str = "Europe/Berlin"
    told: list[str] = field(default_factory=list)
    cuts: list[tuple[datetime | None, int]] = field(default_factory=list)
    reread_ = kept = 0
    due: dict[str, tuple[datetime, Callable[[], None]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        host = make_host(
            self.log,
            self.loop,
            self,
            settings=lambda: self.settings,
            reread=self.reread,
            tell=self.told.append,
            where=Places(self.data, self.data),
        )
        self.worker, self.sharing = host.worker, Sharing(host, lambda _: None)
        self.erasing = Erasing(host, self.sharing)
        self.backups = Backups(host, self.erasing.keep)

    def now(self) -> datetime:
        return self.at

    def cut(self, before: datetime | None) -> None:
        self.cuts.append((before, len(list(self.log.spans()))))

    def keep(self) -> None:
        self.kept += 1
        self.log.remember("pause", {"until": None})

    def once(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def once_at(self, name: str, moment: datetime, call: Callable[[], None]) -> None:
        self.due[name] = moment, call

    def cron(self, name: str, times: Times, zone: str, call: Callable[[], None]) -> None:
        raise AssertionError(name)

    def cancel(self, name: str) -> None:
        self.due.pop(name, None)

    def wakeup(self) -> None:
        raise AssertionError

    def reread(self) -> None:
        self.reread_ += 1

    def sit(self, at: datetime) -> None:
        self.log.record(Span(Posture.SITTING, at, at + MINUTE, EndedBy.IDLE, self.zone))

    def spans(self) -> list[datetime]:
        return [span.start for span in self.log.spans()]

    def erase(self, stretch: Stretch | None) -> ErasureResult:
        """Have it erased, and wait for that."""
        done: list[ErasureResult] = []
        self.erasing.erase(stretch, done.append)
        self.loop.run_until(lambda: done)
        return done[0]

    def night(self) -> None:
        """The next backup comes due, and what comes after it is over."""
        self.at, call = self.due.pop(NAME)
        call()
        self.loop.run_until(lambda: NAME in self.due and not self.erasing._busy)

    def close(self) -> None:
        self.sharing.stop()
        self.worker.close(PATIENCE_S)

    def in_backups(self) -> list[int]:
        """How many spans each backup has."""
        assert self.log.path is not None
        counts = []
        for file in sorted(backup_folder(self.log.path).iterdir()):
            with closing(sqlite3.connect(file)) as connection:
                counts.append(connection.execute("SELECT count(*) FROM spans").fetchone()[0])
        return counts


@dataclass
class Told:
    trouble: list[str] = field(default_factory=list)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def bench(tmp_path: Path, told: Told) -> Iterator[Bench]:
    data = tmp_path / "data"
    log = open_log(data / "posture.db", now=NOW, trouble=told.trouble.append).log
    bench = Bench(log, data)
    yield bench
    bench.close()
    bench.loop.close()
    bench.log.close()


def before(minutes: float) -> datetime:
    return NOW - minutes * MINUTE


def stretch(since: float, until: float) -> Stretch:
    """Between so many minutes before NOW."""
    return stretch_of_time(before(since), before(until), NOW, "Europe/Berlin", Settings().day_start)


def test_it_goes_from_the_log_and_the_backups_and_what_shows_is_read_again(bench: Bench) -> None:
    for minutes in (100, 50, 10):
        bench.sit(before(minutes))
    bench.backups.plan()
    bench.night()
    assert ErasureResult() == bench.erase(stretch(60, 40))
    assert [before(100), before(10)] == bench.spans()
    assert [2] == bench.in_backups()
    assert [(before(40), 3)] == bench.cuts  # the span that goes on is cut before the log is touched
    assert (1, 0) == (bench.reread_, bench.kept)
    bench.sit(NOW)
    assert [before(100), before(10), NOW] == bench.spans()


def test_everything_goes_the_messages_too_and_what_was_said_of_now_stays(bench: Bench) -> None:
    bench.sit(before(50))
    messages = [bench.data / "posture-app.log", bench.data / "posture-app.log.1"]
    with messages[0].open("a") as kept_open:
        for file in messages:
            file.write_text("sat at 08:10\n")
        assert ErasureResult() == bench.erase(None)
        kept_open.write("begun anew\n")
    assert "begun anew\n" == messages[0].read_text()
    assert not messages[1].exists()
    assert [] == bench.spans()
    assert [(None, 1)] == bench.cuts
    assert (1, 1) == (bench.reread_, bench.kept)
    assert {"until": None} == bench.log.recall("pause")


def test_the_messages_go_with_a_stretch_that_they_may_name(bench: Bench) -> None:
    bench.sit(before(50))
    messages = bench.data / "posture-app.log"
    messages.write_text(f"{before(50):%Y-%m-%d %H:%M:%S},000 INFO sat\n")
    recording = bench.data / "recording.jsonl"
    recording.write_text('{"at": "2026-03-02T09:00:00Z", "event": "input"}\n')
    assert ErasureResult() == bench.erase(stretch(60, 40))
    assert "" == messages.read_text()
    assert "" == recording.read_text()


def test_the_shared_file_has_nothing_of_it_any_more(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    bench.settings = replace(bench.settings, shared_folder=str(folder))
    bench.sharing.plan()
    for minutes in (100, 50):
        bench.sit(before(minutes))
    assert bench.log.path is not None
    assert f"The shared folder {folder} is not there" in bench.erase(None).why_not
    assert 2 == len(bench.spans())
    folder.mkdir()
    write_shared(bench.log.path, folder, None)
    gone = {to_us(before(50)).to_bytes(8)}
    (shared,) = folder.iterdir()
    assert {shared.name: 1} == remains(folder, gone, set())
    assert ErasureResult() == bench.erase(stretch(60, 40))
    assert {} == remains(folder, gone, set())
    assert {shared.name: 1} == remains(folder, {to_us(before(100)).to_bytes(8)}, set())
    assert ErasureResult() == bench.erase(None)
    assert [] == list(folder.iterdir())


def test_a_shared_folder_that_hangs_is_told_of_and_holds_up_nothing_else(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posture_app.upkeep.sharing.ANSWER_S", 0.05)
    folder = tmp_path / "shared"
    folder.mkdir()
    bench.settings = replace(bench.settings, shared_folder=str(folder))
    bench.sharing.plan()
    answers = threading.Event()
    bench.sharing._thread.submit(lambda _: answers.wait(PATIENCE_S), lambda _: None, lambda _: None)
    for minutes in (100, 50, 10):
        bench.sit(before(minutes))
    why = f"The shared folder {folder} does not answer; connect its disk, or choose another folder. {NOT_YET}"
    assert ErasureResult(why) == bench.erase(stretch(60, 40))
    assert [before(100), before(10)] == bench.spans()
    assert ErasureResult(why) == bench.erase(None)
    assert [before(100), before(10)] == bench.spans()
    monkeypatch.undo()
    answers.set()
    assert ErasureResult() == bench.erase(None)
    assert [] == bench.spans()


def test_while_the_log_is_worked_on_what_is_recorded_waits_and_nobody_is_alarmed(
    bench: Bench, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    from posture_app.upkeep import erasing  # noqa: PLC0415 - this test's only

    go_on = threading.Event()
    locked: list[bool] = []

    def from_log(path: Path, _: Stretch | None) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            bench.loop.soon(lambda: locked.append(True))
            assert go_on.wait(10)

    bench.sit(before(50))
    monkeypatch.setattr(erasing, "_from_log", from_log)
    done: list[ErasureResult] = []
    bench.erasing.erase(stretch(60, 40), done.append)
    bench.loop.run_until(lambda: locked)
    bench.sit(NOW)
    assert [before(50), NOW] == bench.spans()
    bench.erasing.erase(None, done.append)
    assert [REFUSED] == done
    go_on.set()
    bench.loop.run_until(lambda: len(done) > 1)
    assert [REFUSED, ErasureResult()] == done
    assert [before(50), NOW] == bench.spans()
    assert [] == told.trouble


def test_what_resists_is_named_the_log_shows_it_and_it_can_be_done_again(bench: Bench) -> None:
    bench.sit(before(50))
    folder = bench.data / "backups"
    folder.write_text("in the way")
    erased = bench.erase(stretch(60, 40))
    assert erased.why_not.startswith(f"The backup {folder} cannot be read: ")
    assert erased.why_not.endswith(" Not everything has been deleted yet.")
    assert [before(50)] == bench.spans()
    bench.sit(NOW)
    folder.unlink()
    assert ErasureResult() == bench.erase(stretch(60, 40))
    assert [NOW] == bench.spans()


def test_a_locked_log_is_named_and_what_is_recorded_is_kept(
    bench: Bench, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    assert bench.log.path is not None
    bench.sit(before(50))
    with closing(sqlite3.connect(bench.log.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        bench.sit(before(10))
        erased = bench.erase(stretch(60, 40))
        assert f"The log {bench.log.path} cannot be written. Not everything has been deleted yet." == erased.why_not
        other.execute("ROLLBACK")
    assert ErasureResult() == bench.erase(stretch(60, 40))
    assert [before(10)] == bench.spans()
    assert 1 == len(told.trouble)
    caplog.clear()


def test_copies_that_cannot_be_read_are_told_of(bench: Bench) -> None:
    damaged = [bench.data / f"posture-damaged-{at}.db" for at in ("20260302T090000Z", "20269999T999999Z")]
    for path in damaged:
        path.write_bytes(bytes(100))
    assert ErasureResult(gone=tuple(damaged)) == bench.erase(stretch(60, 40))


@pytest.mark.parametrize(
    "where", ["store.erase.erasing.erase", "store.log.log.Log.rest", "upkeep.erasing.forget_messages"]
)
def test_a_bug_is_not_swallowed_and_leaves_the_log_writing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error[0]))
    monkeypatch.setattr(f"posture_app.{where}", fail)
    with caplog.at_level(logging.ERROR):
        assert "an error of its own" in bench.erase(stretch(60, 40)).why_not
    assert [RuntimeError] == caught
    assert not bench.erasing.busy
    bench.sit(NOW)
    assert [NOW] == bench.spans()
    caplog.clear()


def test_quitting_meanwhile_loses_nothing(bench: Bench) -> None:
    bench.sit(before(50))
    bench.erasing.erase(stretch(60, 40), lambda _: None)
    bench.loop.run_until(lambda: bench.cuts)
    bench.sit(NOW)
    bench.worker.close(PATIENCE_S)
    bench.log.close()
    assert bench.log.path is not None
    again = open_log(bench.log.path, now=NOW).log
    assert [NOW] == [span.start for span in again.spans() if span.start == NOW]
    again.close()


def test_a_log_in_memory_is_left_alone(tmp_path: Path) -> None:
    bench = Bench(open_in_memory(), tmp_path)
    done: list[ErasureResult] = []
    bench.erasing.erase(None, done.append)
    assert [True] == ["not open yet" in erased.why_not for erased in done]
    bench.erasing.keep()
    bench.worker.close(PATIENCE_S)
    bench.loop.close()
    bench.log.close()


# -- by itself -----------------------------------------------------------------------------------------------------


def grown(bench: Bench) -> None:
    """Three years of it: a minute on the first of each month, and one today."""
    for month in range(36):
        bench.sit(datetime(2023 + (month + 2) // 12, (month + 2) % 12 + 1, 1, 12, 0, tzinfo=UTC))
    bench.sit(NOW)


ANNOUNCED = (
    "From 4 March 2026 on, what was recorded before 1 March 2024 will be deleted for good, from the backups too: the"
    " settings keep the record for 2 years. To keep more of it, choose more years in the settings before then."
)


def test_what_has_been_kept_for_long_enough_goes_a_day_after_that_was_announced(bench: Bench) -> None:
    grown(bench)
    bench.backups.plan()
    bench.night()
    assert [37] == bench.in_backups()
    bench.settings = replace(bench.settings, keep_years=2)
    bench.night()
    assert (37, [ANNOUNCED]) == (len(bench.spans()), bench.told)
    bench.sit(bench.at)
    bench.night()
    assert [datetime(2024, 3, 1, 12, 0, tzinfo=UTC)] == bench.spans()[:1]
    assert [25, 26] == bench.in_backups()
    assert [ANNOUNCED] == bench.told


def test_so_it_does_month_by_month_and_on_other_nights_the_files_stay_as_they_are(bench: Bench) -> None:
    grown(bench)
    bench.settings = replace(bench.settings, keep_years=2)
    bench.backups.plan()
    for _ in range(3):
        bench.night()
    assert 25 == len(bench.spans())
    reread = bench.reread_
    while bench.at.date() < date(2026, 3, 31):
        bench.night()
    assert (25, reread) == (len(bench.spans()), bench.reread_)
    bench.sit(bench.at + DAY)
    bench.night()
    assert (date(2026, 4, 1), 25) == (bench.at.date(), len(bench.spans()))
    assert 1 == len(bench.told)  # the first time only


def test_other_years_have_to_hold_for_a_day_and_for_ever_deletes_nothing(bench: Bench) -> None:
    grown(bench)
    bench.backups.plan()
    for years in (2, 1, 2, 0, 1, 0):
        bench.settings = replace(bench.settings, keep_years=years)
        bench.night()
    bench.night()
    assert (37, 4) == (len(bench.spans()), len(bench.told))


def test_a_restart_on_the_same_day_is_no_second_night(bench: Bench) -> None:
    grown(bench)
    bench.settings = replace(bench.settings, keep_years=2)
    for _ in range(3):
        bench.erasing.keep()
        bench.loop.run_until(lambda: not bench.erasing._busy)
    assert (37, 1) == (len(bench.spans()), len(bench.told))


def test_nothing_is_announced_where_nothing_is_old_enough(bench: Bench) -> None:
    bench.sit(NOW)
    bench.settings = replace(bench.settings, keep_years=1)
    bench.backups.plan()
    for _ in range(3):
        bench.night()
    assert [] == bench.told


def erasures(bench: Bench) -> list[tuple[int, int]]:
    assert bench.log.path is not None
    with closing(sqlite3.connect(bench.log.path)) as connection:
        return connection.execute("SELECT start_us, end_us FROM erasures").fetchall()


@pytest.mark.parametrize("begun", [False, True])
def test_a_clock_that_stands_years_ahead_for_some_nights_deletes_nothing(bench: Bench, begun: bool) -> None:
    grown(bench)
    bench.settings = replace(bench.settings, keep_years=2)
    bench.backups.plan()
    for _ in range(3 if begun else 2):  # announced, or deleted once already
        bench.night()
    there, told, before = bench.spans(), list(bench.told), erasures(bench)
    assert (25 if begun else 37) == len(there)
    true, bench.at = bench.at, datetime(2034, 4, 2, 9, 0, tzinfo=UTC)
    for _ in range(3):
        bench.sit(bench.at)
        bench.due[NAME] = bench.at, bench.due[NAME][1]
        bench.night()
        bench.at += DAY
    bench.at = true + DAY
    bench.sit(bench.at)
    bench.due[NAME] = bench.at, bench.due[NAME][1]
    bench.night()
    assert (there, told, before) == (bench.spans()[: len(there)], bench.told, erasures(bench))
    assert len(there) + 4 == len(bench.spans()) == max(bench.in_backups())
    assert 37 in bench.in_backups() or begun


def test_a_clock_that_stands_ahead_announces_nothing_and_its_years_are_not_counted(bench: Bench) -> None:
    grown(bench)
    bench.settings = replace(bench.settings, keep_years=2)
    bench.backups.plan()
    bench.at = datetime(2034, 4, 2, 9, 0, tzinfo=UTC)
    bench.due[NAME] = bench.at, bench.due[NAME][1]
    for _ in range(3):
        bench.night()
    assert (37, [], []) == (len(bench.spans()), bench.told, erasures(bench))


def test_what_fails_at_night_is_told_once_and_tried_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from posture_app.core.errors import KnownError  # noqa: PLC0415
    from posture_app.store.erase import copies  # noqa: PLC0415 - this test's only

    def resist(*_: object) -> None:
        raise KnownError("The backup resists.")

    grown(bench)
    bench.settings = replace(bench.settings, keep_years=2)
    bench.backups.plan()
    with monkeypatch.context() as patch:
        patch.setattr(copies, "erase_copies", resist)
        for _ in range(4):
            bench.night()
    why = "The backup resists. Not everything has been deleted yet. It is tried again the next night."
    assert [why] == bench.told[1:]
    assert 37 == len(bench.spans())
    bench.night()
    assert 25 == len(bench.spans())


# -- asked from outside ---------------------------------------------------------------------------------------------


def ask(bench: Bench, **request: object) -> Mapping[str, Any]:
    answers: list[Mapping[str, Any]] = []
    found = bench.erasing.answering(lambda other: {"ok": True, "other": other})(request)
    if callable(found):
        found(answers.append)
        bench.loop.run_until(lambda: answers)
        return answers[0]
    assert not isinstance(found, Stream)
    return found


def test_who_asks_is_answered_when_it_is_done(bench: Bench) -> None:
    bench.sit(before(50))
    bench.sit(before(3 * 24 * 60))
    assert {"ok": True, "gone": []} == ask(bench, command="delete", since="2026-03-01", until="2026-03-02")
    assert [before(3 * 24 * 60)] == bench.spans()
    assert {"ok": True, "gone": []} == ask(bench, command="delete", all=True)
    assert [] == bench.spans()
    assert {"ok": True, "other": {"command": "status"}} == ask(bench, command="status")


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"all": 1},
        {"since": 5},
        {"since": "2026-03-03"},
        {"since": "2026-03-02", "until": "2026-03-01"},
        {"until": "tomorrow"},
        {"until": "9999-12-31"},
    ],
)
def test_who_asks_for_what_is_none_is_refused_in_a_sentence(bench: Bench, request_: dict[str, object]) -> None:
    bench.sit(before(50))
    answer = ask(bench, command="delete", **request_)
    assert answer["ok"] is False
    assert answer["error"].startswith("Nothing was deleted: ")
    assert [before(50)] == bench.spans()
