"""When a window that came unasked may be clicked, and when it may have the keyboard."""

from typing import Protocol

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Loop, Timer, Watch
from posture_app.ui.prompts.entrance import Quiet

STILL_MS = 1000
"""A click in the first second was meant for what lay there before; a key within a second of another, for the same."""
HELD_MS = 250
"""A key that is held down repeats in this time."""


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
    """Waits, from `begin` on, until the keyboard is still and given to the window.

    Once nobody has touched anything for a second (`quiet`), the window takes the keyboard, and listens if no `key`
    comes to it in a moment: a key held down since before, which some systems do not count as input, repeats in it.
    Where that is not known, the window takes the keyboard at once and ignores keys until none has come for a second.
    """

    def __init__(self, asking: Interruption, quiet: Quiet, loop: Loop) -> None:
        self._asking, self._quiet, self._loop = asking, quiet, loop
        self._first: Timer | None = None
        self._timer: Timer | None = None
        self._watch: Watch | None = None
        self._known = self._keys = False

    def begin(self) -> None:
        """Begin to wait: it shows now, or shows something else."""
        self.cancel()
        self._first = self._loop.deadline(STILL_MS / 1000, self._first_second_over)
        self._wait_until_still()

    def key(self) -> None:
        """A key came while it did not listen."""
        self._keys = True
        if not self._known and self._timer is not None:
            self._wait(STILL_MS)

    def cancel(self) -> None:
        """Wait no longer; harmless if it does not."""
        for timer in (self._first, self._timer):
            if timer is not None:
                timer.cancel()
        if self._watch is not None:
            self._watch.stop()
        self._first = self._timer = self._watch = None

    def _first_second_over(self) -> None:
        self._first = None
        self._asking.clickable()
        if self._watch is None and self._timer is None:
            self._wait_until_still()

    def _wait_until_still(self) -> None:
        try:
            self._watch = self._quiet(STILL_MS, self._still)
        except Unavailable:
            self._known = False
            self._take_focus()
            self._wait(STILL_MS)
        else:
            self._known = True

    def _still(self) -> None:
        self._watch = None
        if self._first is not None:  # who begins to type now has not seen it yet
            return
        self._keys = False
        self._take_focus()
        self._wait(HELD_MS)

    def _take_focus(self) -> None:
        if not self._asking.has_focus():
            self._asking.take_focus()

    def _wait(self, milliseconds: int) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.deadline(milliseconds / 1000, self._waited)

    def _waited(self) -> None:
        self._timer = None
        if self._asking.has_focus() and not (self._known and self._keys) and self._first is None:
            self._asking.listen()
        else:
            self._wait_until_still()
