"""All work on the record beside recording: one thing at a time, in the order asked, on a thread of its own.

Work opens its own connection to the log. What comes of it is told on the thread of the loop, where everything else is.
"""

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar

from posture_app.core.errors import KnownError, StoppedError
from posture_app.core.language import N_, _
from posture_app.core.ports import Clock, Loop

EVERY_S = 0.1
"""Progress is told no more often than this, in real seconds."""
PATIENCE_S = 20.0
"""Real seconds that the end of the app waits for what works on the log: deleting from a large one takes some."""
BUG = N_("The app met an error of its own; its log tells more.")
T = TypeVar("T")


def why(error: Exception) -> str:
    """A sentence for the person about what failed."""
    return str(error) if isinstance(error, KnownError) else _(BUG)


class Job(Generic[T]):
    """A piece of work, waiting or under way. The work asks it whether to stop, and tells it how far it has come."""

    result: T

    def __init__(
        self,
        worker: "Worker",
        work: Callable[["Job[T]"], T],
        ended: Callable[["Job[T]"], None],
        progressed: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        self._worker, self._work, self._ended, self._progressed = worker, work, ended, progressed
        self.error: Exception | None = None
        self.forgotten = False
        self._stopped = threading.Event()
        self._told_at = -EVERY_S

    def stop(self) -> None:
        """Have it end before it is done: at once if it still waits. `failed` is then called with StoppedError."""
        self._stopped.set()
        self._worker.drop(self)

    def forget(self) -> None:
        """The same, and nobody is told of it any more; harmless if it is over."""
        self.forgotten = True
        self.stop()

    def stopping(self) -> bool:
        """Whether it is to end now."""
        return self._stopped.is_set()

    def check(self) -> None:
        """Raises StoppedError if it is to end now."""
        if self.stopping():
            raise StoppedError

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work has come, unless that has only just been told."""
        now = self._worker.clock.now().true
        if now - self._told_at >= EVERY_S:
            self._told_at = now
            self._worker.soon(lambda: None if self.forgotten else self._progressed(done, total))

    def run(self) -> None:
        """Do it, unless it was stopped; for the worker."""
        try:
            self.check()
            self.result = self._work(self)
        except Exception as error:  # noqa: BLE001 - a bug is raised again on the thread that has the crash report
            self.error = error
        self._ended(self)


class Worker:
    """Runs jobs one after the other. It has a thread only while there is something to do."""

    def __init__(self, loop: Loop, clock: Clock, name: str = "record") -> None:
        """`clock` says when progress was told last; `name` is the thread's."""
        self.clock = clock
        self._loop, self._name = loop, name
        self._lock = threading.Lock()
        self._waiting: deque[Job[Any]] = deque()
        self._running: Job[Any] | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(
        self,
        work: Callable[[Job[T]], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Job[T]:
        """Have this done once everything asked for before is over. On the loop's thread, `progressed` hears now and
        then how far it has come, of how much; and `done` hears once what came of it, or `failed` why nothing did: a
        KnownError, a StoppedError, or a bug, which is then also raised there. After `close` nobody hears anything.
        """

        def tell(job: Job[T]) -> None:
            if not job.forgotten:
                if job.error is None:
                    done(job.result)
                else:
                    failed(job.error)
            if job.error is not None and not isinstance(job.error, KnownError | StoppedError):
                raise job.error

        job = Job(self, work, lambda job: self.soon(partial(tell, job)), progressed)
        if not self._closed:
            self._add(job)
        return job

    def call(self, work: Callable[[], T], patience_s: float | None = None) -> T:
        """Have this done in its turn, also after `close`, and wait for it: for other threads, and for the end of the
        app. Raises what the work raises, and StoppedError if it is not done within so many real seconds.
        """
        over = threading.Event()
        job: Job[T] = Job(self, lambda _: work(), lambda _: over.set())
        self._add(job)
        if not over.wait(patience_s):
            job.stop()
            raise StoppedError
        if job.error is not None:
            raise job.error
        return job.result

    def close(self, patience_s: float) -> None:
        """Stop what is being done and drop what waits; what does not end within so many real seconds is left alone."""
        self._closed = True
        with self._lock:
            jobs, thread = [*self._waiting, self._running], self._thread
        for job in jobs:
            if job is not None:
                job.stop()
        if thread is not None:
            thread.join(patience_s)

    def drop(self, job: Job[Any]) -> None:
        """For a job that was stopped: take it out of the queue, if it still waits."""
        with self._lock:
            if job not in self._waiting:
                return
            self._waiting.remove(job)
        job.run()  # to its end at once, for it is stopped

    def soon(self, tell: Callable[[], None]) -> None:
        """For jobs: tell this on the loop's thread, unless the app ends."""
        if not self._closed:
            self._loop.soon(tell)

    def _add(self, job: Job[Any]) -> None:
        with self._lock:
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._running = self._waiting.popleft() if self._waiting else None
                if self._running is None:
                    self._thread = None
                    return
            self._running.run()
