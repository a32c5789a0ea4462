"""A hidden window of the tests' own, which hears what they send."""

import queue
import threading
from collections.abc import Callable


class PretendWindow:
    """Implements `sensors.windows.messages.Window` as Windows does: what a window has is its own, and its messages come
    in their order, on the thread that made it.
    """

    def __init__(self) -> None:
        self.had: dict[int, tuple[int, int]] = {}
        self.errors: dict[tuple[int, int], int] = {}
        self.opened = self.closed = 0
        self._messages: queue.SimpleQueue[tuple[int, int, int] | None] = queue.SimpleQueue()
        self._thread = 0

    def open(self, heard: Callable[[int, int, int], None]) -> None:
        self.opened += 1
        self._heard, self._thread = heard, threading.get_ident()

    def wait(self) -> None:
        assert self._thread == threading.get_ident()
        while (message := self._messages.get()) is not None:
            self._heard(*message)

    def wake(self) -> None:
        self._messages.put(None)

    def close(self) -> None:
        assert self._thread == threading.get_ident()
        self.closed += 1

    def register(self, number: int, held: int, key: int) -> int:
        assert self._thread == threading.get_ident()
        if (held, key) in self.had.values():
            return 1409
        if error := self.errors.get((held, key), 0):
            return error
        self.had[number] = (held, key)
        return 0

    def unregister(self, number: int) -> None:
        assert self._thread == threading.get_ident()
        del self.had[number]

    def send(self, message: int, first: int = 0, second: int = 0) -> None:
        """Have Windows send it this message."""
        self._messages.put((message, first, second))
