"""What the engine is fed, for who wants to have it; for others nothing of this is loaded."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from posture_app.core.engine.runner import Runner
from posture_app.core.errors import KnownError
from posture_app.core.events import Event
from posture_app.core.ports import Loop

if TYPE_CHECKING:
    from posture_app.runtime.trace_lines import TraceLines


class Tracing:
    """Hands on what the engine is fed. `tell` gets a sentence if it cannot be written."""

    def __init__(self, runner: Callable[[], Runner], loop: Loop, tell: Callable[[str], None]) -> None:
        self._runner, self._loop, self._tell = runner, loop, tell
        self._wanted = False

    @cached_property
    def lines(self) -> "TraceLines":
        """What is fed as lines of a trace, from now on."""
        from posture_app.runtime.trace_lines import TraceLines  # noqa: PLC0415 - for who wants it

        self._wanted = True
        return TraceLines(self._runner(), self._loop, self._tell)

    def fed(self, event: Event, at: int) -> None:
        """The engine is fed this."""
        if self._wanted:
            self.lines.take(event, at)

    def record_to(self, file: Path | None) -> None:
        """Record into this file from now on, or no longer."""
        if file is None and not self._wanted:
            return
        try:
            self.lines.record_to(file)
        except KnownError as error:
            self._tell(str(error))

    def close(self) -> None:
        if self._wanted:
            self.lines.close()
