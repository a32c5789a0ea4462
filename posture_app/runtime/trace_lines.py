"""What the engine is fed, for who wants to have it: a file of the person's, and `posture-app watch`."""

import itertools
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from posture_app.core.engine.runner import Runner
from posture_app.core.events import Event
from posture_app.core.ports import Loop, Timer
from posture_app.core.replay.recording import Recording
from posture_app.desktop.control.protocol import Answer, Later, Request, Stream
from posture_app.desktop.trace_file import TraceFile

COMMAND = "watch"
POLL_S = 20.0
"""Real seconds after which who watches is answered although nothing came."""
GONE_S = 60.0
"""Real seconds after which who has not asked again watches no longer."""
MOST = 2000
"""So many lines are kept for who has not asked again yet."""


class TraceLines:
    """Passes on what the engine is fed, for as long as somebody wants it."""

    def __init__(self, runner: Runner, loop: Loop, tell: Callable[[str], None]) -> None:
        self._runner, self._loop, self._tell = runner, loop, tell
        self._file: TraceFile | None = None
        self._recording = Recording()
        self._watched: Recording | None = None
        self._lines: deque[str] = deque(maxlen=MOST)
        self._count = 0
        self._waiting: list[tuple[int, Callable[[Mapping[str, Any]], None]]] = []
        self._timer: Timer | None = None

    def take(self, event: Event, at: int) -> None:
        """The engine is fed this."""
        if self._file is not None:
            self._file.write([*self._opening(self._file), *self._recording.lines(event, at)])
        if self._watched is not None:
            self._keep(self._watched, event, at)
            self.answer_all()

    def record_to(self, path: Path | None) -> None:
        """Record into this file from now on, or no longer. Raises KnownError if it cannot be written."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if path is not None:
            self._file = TraceFile(path, self._tell)
            self._file.write(self._opening(self._file))

    def answering(self, answer: Answer) -> Answer:
        """Answers who watches; all else is left to `answer`."""

        def answer_any(request: Request) -> Mapping[str, Any] | Later | Stream:
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
            lines = self._begun(Recording(self._runner.shift))
            self._plan(GONE_S, self._watch_no_longer)
            return self._reply(lines)
        if after < self._count:
            self._plan(GONE_S, self._watch_no_longer)
            return self._reply(self._after(after))
        self._plan(POLL_S, self.answer_all)
        return lambda send: self._waiting.append((after, send))

    def _opening(self, file: TraceFile) -> list[str]:
        """How things stand, for a recording with nothing in it."""
        if not file.is_empty:
            return []
        self._recording = Recording(self._runner.shift)
        return self._begun(self._recording)

    def _begun(self, recording: Recording) -> list[str]:
        return [line for event, at in self._runner.opening() for line in recording.lines(event, at)]

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
