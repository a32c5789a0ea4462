"""When a window that came unasked may be clicked, and when it may have the keyboard."""

from collections.abc import Callable
from typing import Protocol

from posture_app.core.ports import Loop, Timer

STILL_MS = 1000
"""A click in the first second was meant for what lay there before; a key within a second of another, for the same."""
LOOKS = 4
"""How often it is looked in that time."""
LOOK_MS = STILL_MS // LOOKS


class Interruption(Protocol):
    """A window that came unasked."""

    def clickable(self) -> None:
        """The first second is over: clicks are meant for it."""

    def take_focus(self) -> None:
        """Ask the system for the keyboard."""

    def has_focus(self) -> bool:
        """Whether it has been given."""

    def listen(self) -> None:
        """From now on, keys are meant for it."""


class Attention:
    """Looks four times a second, from `begin` until the keyboard is still and given to the window.

    `idle_ms` tells for how long there was no input anywhere, None if that is not known. Then the window takes the
    keyboard at once and ignores keys until no `key` has come to it for a second. Else one quiet look with the keyboard
    is enough: a key held down since before, which some systems do not count as input, repeats in that time.
    """

    def __init__(self, asking: Interruption, idle_ms: Callable[[], int | None], loop: Loop) -> None:
        self._asking, self._idle_ms, self._loop = asking, idle_ms, loop
        self._shown = self._quiet = 0  # looks since it shows, and since it has the keyboard and no key came
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Begin to look: it shows now, or shows something else."""
        self.cancel()
        self._shown = self._quiet = 0
        self._look()

    def key(self) -> None:
        """A key came while it did not listen."""
        self._quiet = 0

    def cancel(self) -> None:
        """Stop looking; harmless if it does not look."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        if self._shown == LOOKS:
            self._asking.clickable()
        if self._ready():
            self._asking.listen()
            self._timer = None
            return
        self._shown += 1
        self._timer = self._loop.deadline(LOOK_MS / 1000, self._look)

    def _ready(self) -> bool:
        """Whether it has the keyboard and nobody types; asks for the keyboard if nobody does."""
        idle, seen = self._idle_ms(), self._shown >= LOOKS
        if not self._asking.has_focus():
            self._quiet = 0
            if idle is None or (seen and idle >= STILL_MS):
                self._asking.take_focus()
            return False
        still = self._quiet >= LOOKS if idle is None else self._quiet > 0 and idle >= STILL_MS
        self._quiet += 1
        return seen and still
