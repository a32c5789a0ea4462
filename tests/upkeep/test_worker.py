"""The one thread for work on the record: in what order things are done, how they are called off, and how it ends."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.ports import Moment
from posture_app.upkeep.worker import EVERY_S, Job, Worker
from tests.loop import SelectLoop

PATIENCE_S = 10
"""Real seconds for what comes about at once."""


@dataclass
class Bench:
    """A worker, its loop, and a clock that is set by hand."""

    loop: SelectLoop = field(default_factory=SelectLoop)
    at: float = 0.0
    said: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.worker = Worker(self.loop, self)

    def now(self) -> Moment:
        return Moment(datetime(2026, 3, 2, tzinfo=UTC), self.at, self.at)

    def submit(self, work: Callable[[Job[object]], object]) -> Job[object]:
        return self.worker.submit(work, self.said.append, lambda error: self.said.append(type(error)), self.progressed)

    def progressed(self, done: int, total: int) -> None:
        self.said.append(f"{done} of {total}")

    def until(self, *said: object) -> None:
        """Run until this has been said, and nothing else."""
        self.loop.run_until(lambda: len(self.said) >= len(said), PATIENCE_S)
        assert list(said) == self.said


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.worker.close(PATIENCE_S)
    bench.loop.close()


class Held:
    """Work that has begun, and goes on when it may."""

    def __init__(self) -> None:
        self.begun, self.may_go_on = threading.Event(), threading.Event()

    def __call__(self, job: Job[object]) -> object:
        self.begun.set()
        assert self.may_go_on.wait(PATIENCE_S)
        job.check()
        return "held"


def test_one_after_the_other_on_one_other_thread_and_told_on_this_one(bench: Bench) -> None:
    held, others, told = Held(), list[int](), list[int]()
    bench.submit(held)
    for number in range(3):
        bench.submit(lambda _, number=number: number)  # type: ignore[misc]
        bench.submit(lambda _: others.append(threading.get_ident()))
    bench.worker.submit(lambda _: None, lambda _: told.append(threading.get_ident()), bench.said.append)
    held.may_go_on.set()
    bench.until("held", 0, None, 1, None, 2, None)
    bench.loop.run_until(lambda: told)
    assert [threading.get_ident()] == told
    assert 1 == len(set(others))
    assert threading.get_ident() not in others


def test_nobody_waits_for_a_thread_while_there_is_nothing_to_do(bench: Bench) -> None:
    before = threading.active_count()
    bench.submit(lambda _: "done")
    bench.until("done")
    bench.loop.ask_until(lambda: before == threading.active_count(), PATIENCE_S)
    bench.submit(lambda _: "again")
    bench.until("done", "again")


def test_what_waits_is_called_off_at_once_whatever_is_being_done(bench: Bench) -> None:
    held = Held()
    bench.submit(held)
    waiting = bench.submit(lambda _: "never")
    bench.submit(lambda _: "last")
    assert held.begun.wait(PATIENCE_S)
    waiting.stop()
    bench.until(StoppedError)
    held.may_go_on.set()
    bench.until(StoppedError, "held", "last")


def test_what_is_being_done_ends_where_it_looks_whether_to_stop(bench: Bench) -> None:
    held = Held()
    job = bench.submit(held)
    assert held.begun.wait(PATIENCE_S)
    job.stop()
    assert job.stopping()
    held.may_go_on.set()
    bench.until(StoppedError)


def test_what_is_forgotten_is_not_told_of(bench: Bench) -> None:
    held = Held()
    job = bench.submit(held)
    bench.submit(lambda _: "never").forget()
    assert held.begun.wait(PATIENCE_S)
    job.progress(1, 2)
    job.forget()
    held.may_go_on.set()
    bench.submit(lambda _: "last")
    bench.until("last")


def test_progress_is_told_when_some_time_has_passed_since_the_last_time(bench: Bench) -> None:
    def work(job: Job[object]) -> object:
        for number in range(5):
            job.progress(number, 5)
            bench.at += 0.6 * EVERY_S
        return "done"

    bench.submit(work)
    bench.until("0 of 5", "2 of 5", "4 of 5", "done")


def test_what_fails_is_told_and_the_next_is_done(bench: Bench) -> None:
    def fail(_: object) -> object:
        raise KnownError("The disk is full.")

    bench.submit(fail)
    bench.submit(lambda _: "next")
    bench.until(KnownError, "next")


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_bug_is_told_and_raised(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, forgotten: bool
) -> None:
    caught: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *error: caught.append(error[0]))
    held = Held()

    def fail(job: Job[object]) -> object:
        held(job)
        raise ZeroDivisionError

    job = bench.submit(fail)
    assert held.begun.wait(PATIENCE_S)
    if forgotten:
        job.forgotten = True
    held.may_go_on.set()
    with caplog.at_level(logging.ERROR):
        bench.loop.run_until(lambda: caught)
    assert ([ZeroDivisionError], [] if forgotten else [ZeroDivisionError]) == (caught, bench.said)
    caplog.clear()


def test_the_end_calls_everything_off_and_nobody_is_told(bench: Bench) -> None:
    held = Held()
    job = bench.submit(held)
    bench.submit(lambda _: "never")
    assert held.begun.wait(PATIENCE_S)

    def go_on_once_it_is_to_stop() -> None:
        assert job._stopped.wait(PATIENCE_S)
        held.may_go_on.set()

    go_on = threading.Thread(target=go_on_once_it_is_to_stop)
    go_on.start()
    bench.worker.close(PATIENCE_S)
    go_on.join()
    assert isinstance(job.error, StoppedError)
    bench.submit(lambda _: "too late")
    bench.loop.run_for(0.05)
    assert [] == bench.said


def test_the_end_does_not_wait_for_what_hangs_and_then_what_comes_of_it_is_not_told(bench: Bench) -> None:
    held = Held()
    bench.submit(held)
    assert held.begun.wait(PATIENCE_S)
    bench.worker.close(0.01)
    held.may_go_on.set()
    bench.loop.run_for(0.05)
    assert [] == bench.said


def test_another_thread_may_wait_for_something_in_its_turn_also_at_the_end(bench: Bench) -> None:
    came: list[object] = []

    def fail() -> object:
        raise KnownError("The disk is full.")

    def other() -> None:
        came.append(bench.worker.call(lambda: "called"))
        with pytest.raises(KnownError, match="full"):
            bench.worker.call(fail)

    for _ in range(2):
        held = Held()
        bench.submit(held)
        thread = threading.Thread(target=other)
        thread.start()
        held.may_go_on.set()
        thread.join(PATIENCE_S)
        bench.worker.close(PATIENCE_S)
    assert ["called", "called"] == came


def test_who_waits_for_something_that_the_end_drops_is_told_so(bench: Bench) -> None:
    held = Held()
    bench.submit(held)
    assert held.begun.wait(PATIENCE_S)
    raised: list[object] = []

    def other() -> None:
        try:
            bench.worker.call(lambda: "never")
        except StoppedError as error:
            raised.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    bench.loop.ask_until(lambda: bench.worker._waiting, PATIENCE_S)
    bench.worker.close(0.01)
    thread.join(PATIENCE_S)
    held.may_go_on.set()
    assert 1 == len(raised)
