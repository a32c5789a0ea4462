"""The shared folder of running apps, with loops and clocks of the test's own."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.core.settings.settings import Settings
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.store.log.log import open_log
from posture_app.upkeep.worker import Job
from tests.store.conftest import MINUTE, NOW
from tests.store.in_memory import open_in_memory
from tests.upkeep.hosts import PATIENCE_S
from tests.upkeep.sharing_device import Device


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    return tmp_path / "shared"


@pytest.fixture
def two(tmp_path: Path, folder: Path) -> Iterator[tuple[Device, Device]]:
    a, b = (Device(open_log(tmp_path / name / "log.db", now=NOW).log, folder) for name in "ab")
    yield a, b
    a.close()
    b.close()


def test_two_computers_come_to_one_record(two: tuple[Device, Device]) -> None:
    a, b = two
    for device in two:
        device.share(device.sharing.plan)
        assert [None, device.folder] == device.watched
    b.at += 20 * MINUTE
    a.sit(30)
    b.sit(40)
    a.share()
    assert (60, 60) == (a.minutes(), b.minutes())  # ten of them at both
    assert (1, 1) == (a.came, b.came)
    b.share()
    assert (1, 1) == (a.came, b.came)
    assert [] == a.told + b.told
    assert {a.file, b.file} == set(a.folder.iterdir())


def test_what_hurt_at_one_computer_is_known_at_the_other(two: tuple[Device, Device]) -> None:
    a, b = two
    for at, ended in ((NOW, Ended.HURT), (NOW + MINUTE, Ended.HURT), (NOW + 2 * MINUTE, Ended.DONE)):
        a.log.done(Session("neck_tilt", at, "UTC", 60, ended))
    a.log.done(Session("walk", NOW, "UTC", 60))
    for device in (a, b, a):
        device.share(device.sharing.plan)
        device.share()
    assert {"neck_tilt": NOW + MINUTE} == b.log.diary.hurt_elsewhere()
    assert {} == a.log.diary.hurt_elsewhere()
    assert b.came > 0


def test_it_is_written_as_spans_end_but_not_within_a_quarter_of_an_hour(two: tuple[Device, Device]) -> None:
    a, b = two
    a.share(a.sharing.plan)
    b.share(b.sharing.plan)
    known = []
    for minutes in (10, 4, 1, 14, 30):
        a.sit(minutes)
        b.share()
        known.append(b.minutes())
    assert [0, 0, 15, 15, 59] == known
    a.at -= 600 * MINUTE  # the clock is set
    a.sit(1)
    b.share()
    assert 60 == b.minutes()


def test_the_end_of_the_app_and_the_night_bring_the_rest(two: tuple[Device, Device]) -> None:
    a, b = two
    a.share(a.sharing.plan)
    a.sit(5)
    a.share(lambda: a.sharing.soon(write=True))
    b.share(b.sharing.plan)
    assert 5 == b.minutes()
    a.sit(5)
    a.end()
    b.share()
    assert 10 == b.minutes()
    assert 0 == a.loop.pending


def test_many_changes_of_the_folder_are_one(two: tuple[Device, Device], monkeypatch: pytest.MonkeyPatch) -> None:
    a, _ = two
    looked: list[bool] = []
    a.share(a.sharing.plan)
    assert a.sharing._folder is not None
    exchange = a.sharing._folder.exchange

    def counted(*, write: bool, now: datetime, stop: Callable[[], None]) -> object:
        looked.append(write)
        if len(looked) == 1:
            a.loop.soon(a.sharing.soon)  # and another while it is read
        return exchange(write=write, now=now, stop=stop)

    monkeypatch.setattr(a.sharing._folder.__class__, "exchange", lambda _, **how: counted(**how))
    a.sharing.soon()
    a.sharing.soon(write=True)
    a.share()
    assert [True, False] == looked


def test_a_folder_that_is_gone_is_told_of_once_and_used_again_in_silence(two: tuple[Device, Device]) -> None:
    a, b = two
    away = a.folder.with_name("drawer")
    a.share(a.sharing.plan)
    a.folder.rename(away)
    for _ in range(3):
        a.sit(20)
        a.share()
    (sentence,) = a.told
    assert f"The shared folder {a.folder} is not there" in sentence
    away.rename(a.folder)
    a.sit(20)
    b.share(b.sharing.plan)
    assert (80, 1) == (b.minutes(), len(a.told))
    assert a.watched[-1] == a.folder
    a.folder.rename(away)
    a.sit(20)
    assert 2 == len(a.told)


def test_half_a_file_is_waited_for_and_one_of_a_newer_version_told_of_once(two: tuple[Device, Device]) -> None:
    a, b = two
    b.share(b.sharing.plan)
    b.sit(20)
    whole = b.file.read_bytes()
    b.file.write_bytes(whole[:6000])
    a.share(a.sharing.plan)
    assert ([], 0) == (a.told, a.minutes())
    b.file.write_bytes(whole)
    a.share()
    assert ([], 20) == (a.told, a.minutes())
    for number in range(3):
        b.file.write_bytes(whole[:60] + (99).to_bytes(4) + whole[64:] + bytes(number))
        a.share()
        a.share()
    (sentence,) = a.told
    assert "of version 99" in sentence
    assert str(b.file) in sentence
    b.file.unlink()
    a.share()
    assert 20 == a.minutes()


def test_a_copied_data_folder_is_noticed_and_does_no_harm(two: tuple[Device, Device], tmp_path: Path) -> None:
    a, b = two
    a.share(a.sharing.plan)
    a.sit(20)
    assert a.log.path is not None
    (tmp_path / "twin").mkdir()
    for name in ("log.db", "log.db-wal"):
        (tmp_path / "twin" / name).write_bytes(a.log.path.with_name(name).read_bytes())
    twin = Device(open_log(tmp_path / "twin" / "log.db", now=NOW).log, a.folder, at=a.at)
    a.at += 60 * MINUTE
    a.sit(20)
    for _ in range(2):
        twin.share(twin.sharing.plan)
        twin.sit(20)
    twin.close()
    (sentence,) = twin.told
    assert "--new-device" in sentence
    b.share(b.sharing.plan)
    assert 40 == b.minutes()
    assert [] == a.told


def test_the_thread_that_may_hang_has_copies_only(two: tuple[Device, Device], monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = two
    b.share(b.sharing.plan)
    b.sit(20)
    connect, connected = sqlite3.connect, set[tuple[str, str]]()

    def note(name: str, **how: Any) -> object:
        connected.add((threading.current_thread().name, Path(name.partition("?")[0]).name))
        return connect(name, **how)

    monkeypatch.setattr("posture_app.store.file.connection.sqlite3.connect", note)
    a.share(a.sharing.plan)
    a.at += 60 * MINUTE
    a.sit(20)
    assert (1, 40) == (a.came, a.minutes())
    assert {"log.db"} < {file for thread, file in connected if thread == "record"}
    assert set() == {file for thread, file in connected if thread == "shared folder"}


def test_while_something_is_deleted_nothing_is_exchanged_and_then_at_once(two: tuple[Device, Device]) -> None:
    a, _ = two
    a.share(a.sharing.plan)
    before = a.file.read_bytes()
    a.sharing.hold()
    a.log.record(Span(Posture.SITTING, NOW, NOW + 20 * MINUTE, EndedBy.IDLE, "UTC"))
    a.sharing.soon(write=True)
    a.loop.run_until(lambda: a.sharing._timer is None)
    assert a.sharing._exchange is None
    assert before == a.file.read_bytes()
    a.sharing.release()
    a.rest()
    assert before != a.file.read_bytes()


def test_another_folder_and_none(two: tuple[Device, Device], tmp_path: Path) -> None:
    a, b = two
    other = tmp_path / "other"
    other.mkdir()
    a.sit(20)
    a.share(a.sharing.plan)
    a.settings = Settings(shared_folder=str(other))
    a.share(a.sharing.plan)
    assert [None, a.folder, None, other] == a.watched
    assert a.file.name in [path.name for path in other.iterdir()]
    before = (other / a.file.name).read_bytes()
    a.settings = Settings()
    a.share(a.sharing.plan)
    a.sit(20)
    a.end()
    assert before == (other / a.file.name).read_bytes()
    assert None is a.watched[-1]
    b.share(b.sharing.plan)
    assert 20 == b.minutes()


def test_another_folder_is_used_while_the_one_before_hangs(two: tuple[Device, Device], tmp_path: Path) -> None:
    a, _ = two
    other, answers = tmp_path / "other", threading.Event()
    other.mkdir()
    a.sharing.plan()
    a.sharing._thread.submit(lambda _: answers.wait(PATIENCE_S), lambda _: None, lambda _: None)
    a.loop.run_until(lambda: a.sharing._exchange is not None)
    a.settings = Settings(shared_folder=str(other))
    a.share(a.sharing.plan)
    assert [a.file.name] == [path.name for path in other.iterdir()]
    assert not a.file.exists()
    answers.set()


def test_a_log_in_memory_is_not_shared(folder: Path) -> None:
    device = Device(open_in_memory(), folder)
    device.sharing.plan()
    device.sit(20)
    device.close()
    assert [] == list(folder.iterdir())


def test_quitting_in_the_midst_of_a_merge_leaves_a_record_that_can_be_gone_on_with(
    two: tuple[Device, Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = two
    monkeypatch.setattr("posture_app.store.merge.merged_spans._PAGE", "SELECT max(id), count(*) FROM (SELECT id FROM"
                        " other.spans WHERE id > ? ORDER BY id LIMIT 1)")  # fmt: skip
    for _ in range(5):
        b.sit(20)
    b.share(b.sharing.plan)
    check, quits, count = Job.check, threading.Event(), 0

    def quit_in_the_midst(job: Job[object]) -> None:
        nonlocal count
        count += job is a.sharing._exchange
        if count == 7:  # two of them as its own file is written
            job.stop()
            quits.set()
            a.loop.soon(lambda: None)  # which waits for nothing else
        check(job)

    with monkeypatch.context() as patch:
        patch.setattr(Job, "check", quit_in_the_midst)
        a.sharing.plan()
        a.loop.run_until(quits.is_set)
        a.end()
    assert 0 < a.minutes() < 100
    again = Device(a.log, a.folder)
    again.share(again.sharing.plan)
    assert 100 == again.minutes()
    again.end()
    again.loop.close()


def test_a_bug_is_not_swallowed(
    two: tuple[Device, Device], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error[0]))
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr("posture_app.store.merge.shared_folder.SharedFolder.exchange", fail)
        two[0].share(two[0].sharing.plan)
    assert [RuntimeError] == caught
    caplog.clear()
