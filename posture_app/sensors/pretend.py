"""A person who never stops typing: the source of input of `posture-app demo`."""

from collections.abc import Callable

from posture_app.core.events import Signal
from posture_app.core.ports import Loop, Timer, Watch
from posture_app.sensors.input import QUIET_MS
from posture_app.sensors.source import InputSource


class PretendInput:
    """Implements `core.ports.Waiting` by making input up, which pauses for no longer than tells it from the last."""

    name, protocol = "pretend", ""
    tells = ()
    limits = None

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._open = True

    def start(
        self,
        ready: Callable[[], None],
        lost: Callable[[str], None],  # noqa: ARG002 - never lost
        tell: Callable[[Signal], None],  # noqa: ARG002 - nothing to tell
    ) -> None:
        self._loop.soon(lambda: ready() if self._open else None)

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Watch:
        return _Soon(self._loop, (lambda: call(milliseconds)) if milliseconds <= QUIET_MS else None)

    def at_input(self, call: Callable[[int], None]) -> Watch:
        return _Soon(self._loop, lambda: call(0))

    def close(self) -> None:
        self._open = False


class _Soon:
    """Implements `core.ports.Watch`: one call, soon."""

    def __init__(self, loop: Loop, call: Callable[[], None] | None) -> None:
        self._timer: Timer | None = loop.deadline(0, call) if call is not None else None

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


SOURCE = InputSource(PretendInput.name, lambda here: PretendInput(here.loop))
