"""When a window that comes unasked may show: at once, or where it would take the keyboard, in a pause of who types."""

from collections.abc import Callable
from typing import Protocol

from posture_app.core.ports import Loop, Timer, Watch

PAUSE_MS = 2000
"""A pause in the input as short as this is no longer in the middle of a word."""
AGAIN_MS = 10_000
"""Who typed on while a window had the keyboard is not interrupted again before they have paused for so long."""
LATE_S = 60.0

Quiet = Callable[[int, Callable[[], None]], Watch]
"""Calls once, as soon as nobody has touched keyboard or pointer for so many milliseconds. Raises Unavailable where that
is not known.
"""


class Entrance(Protocol):
    """How windows come unasked on this system."""

    takes_keyboard: bool
    """Whether a window that shows takes the keyboard, like it or not."""

    def wait(self, title: str, body: str, come: Callable[[], None], pause_ms: int = PAUSE_MS) -> Watch:
        """Have it come when it may; title and body are for who has not seen it by then. Raises Unavailable if that
        moment cannot be known here.
        """


class AtOnce:
    """Where a window can show without taking the keyboard."""

    takes_keyboard = False

    def wait(self, title: str, body: str, come: Callable[[], None], pause_ms: int = PAUSE_MS) -> Watch:  # noqa: ARG002
        """Have it come now."""
        come()
        return _Waited()


class InPause:
    """Where it cannot: on Wayland, the compositor gives the keyboard to each new window.

    It waits for the first pause in the input. If there has been none for a minute, `tell` gets title and body, and it
    goes on waiting.
    """

    takes_keyboard = True

    def __init__(self, quiet: Quiet, loop: Loop, tell: Callable[[str, str], object]) -> None:
        self._quiet, self._loop, self._tell = quiet, loop, tell

    def wait(self, title: str, body: str, come: Callable[[], None], pause_ms: int = PAUSE_MS) -> Watch:
        waited = _Waited()

        def paused() -> None:
            waited.stop()
            come()

        def late() -> None:
            self._tell(title, body)

        waited.watch = self._quiet(pause_ms, paused)
        waited.timer = self._loop.deadline(LATE_S, late)
        return waited


class _Waited:
    """Implements `core.ports.Watch`."""

    watch: Watch | None = None
    timer: Timer | None = None

    def stop(self) -> None:
        if self.watch is not None:
            self.watch.stop()
        if self.timer is not None:
            self.timer.cancel()
        self.watch = self.timer = None
