"""What the engine is fed, for who wants to have it: a file of the person's, and `posture-app watch`."""

import itertools
import logging
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError
from posture_app.core.events import Event
from posture_app.core.ports import Loop, Timer
from posture_app.core.replay.recording import Recording
from posture_app.desktop.control.protocol import Answer, Later, Request

COMMAND = "watch"
POLL_S = 20.0
"""Real seconds after which who watches is answered although nothing came."""
GONE_S = 60.0
"""Real seconds after which who has not asked again watches no longer."""
MOST = 2000
"""So many lines are kept for who has not asked again yet."""

_log = logging.getLogger(__name__)


class TraceFile:
    """A recording of this run, begun anew. What cannot be written ends it, and is told once."""

    def __init__(self, path: Path, shift: int, tell: Callable[[str], None]) -> None:
        """`shift` is by how much the wall clock is ahead of true time (s). Raises KnownError if it cannot be opened."""
        self._tell, self._path = tell, path
        self._recording = Recording(shift)
        try:
            self._file: TextIO | None = path.open("w", encoding="utf-8")
        except OSError as error:
            raise KnownError(f"The recording {path} cannot be written ({error.strerror or error}).") from error

    def take(self, event: Event, at: int) -> None:
        lines = "".join(f"{line}\n" for line in self._recording.lines(event, at))
        if self._file is None:
            return
        try:
            self._file.write(lines)
            self._file.flush()
        except OSError as error:
            self.close()
            self._tell(f"The recording {self._path} ends here: it cannot be written ({error.strerror or error}).")

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:  # what was flushed is there; more there is not
                _log.info("%s: %s", self._path, error.strerror)


class TraceLines:
    """Passes on what the engine is fed, for as long as somebody wants it."""

    def __init__(self, runner: Runner, loop: Loop, tell: Callable[[str], None]) -> None:
        self._runner, self._loop, self._tell = runner, loop, tell
        self._file: TraceFile | None = None
        self._watched: Recording | None = None
        self._lines: deque[str] = deque(maxlen=MOST)
        self._count = 0
        self._waiting: list[tuple[int, Callable[[Mapping[str, Any]], None]]] = []
        self._timer: Timer | None = None

    def take(self, event: Event, at: int) -> None:
        """The engine is fed this."""
        if self._file is not None:
            self._file.take(event, at)
        if self._watched is not None:
            self._keep(self._watched, event, at)
            self.answer_all()

    def record_to(self, path: Path | None) -> None:
        """Record into this file from now on, or no longer. Raises KnownError if it cannot be written."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if path is not None:
            file = TraceFile(path, self._runner.shift, self._tell)
            for event, at in self._runner.opening():
                file.take(event, at)
            self._file = file

    def answering(self, answer: Answer) -> Answer:
        """Answers who watches; all else is left to `answer`."""

        def answer_any(request: Request) -> Mapping[str, Any] | Later:
            return self._asked(request) if request.get("command") == COMMAND else answer(request)

        return answer_any

    def close(self) -> None:
        self.answer_all()
        self._watch_no_longer()
        self.record_to(None)

    def _asked(self, request: Request) -> Mapping[str, Any] | Later:
        after = request.get("after")
        if self._watched is None:
            self._watched = Recording(self._runner.shift)
        if not isinstance(after, int):
            opening = Recording(self._runner.shift)
            lines = [line for event, at in self._runner.opening() for line in opening.lines(event, at)]
            self._plan(GONE_S, self._watch_no_longer)
            return self._reply(lines)
        if after < self._count:
            self._plan(GONE_S, self._watch_no_longer)
            return self._reply(self._after(after))
        self._plan(POLL_S, self.answer_all)
        return lambda send: self._waiting.append((after, send))

    def _keep(self, recording: Recording, event: Event, at: int) -> None:
        for line in recording.lines(event, at):
            self._lines.append(line)
            self._count += 1

    def _after(self, after: int) -> list[str]:
        first = self._count - len(self._lines)
        return list(itertools.islice(self._lines, max(0, after - first), None))

    def answer_all(self) -> None:
        """Have nobody wait any longer."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        self._plan(GONE_S, self._watch_no_longer)
        for after, send in waiting:
            send(self._reply(self._after(after)))

    def _reply(self, lines: list[str]) -> Mapping[str, Any]:
        return {"ok": True, "lines": lines, "after": self._count}

    def _watch_no_longer(self) -> None:
        self._watched = None
        self._lines.clear()
        self._stop_timer()

    def _plan(self, seconds: float, call: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = self._loop.deadline(seconds, call)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
