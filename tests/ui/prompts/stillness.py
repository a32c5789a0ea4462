"""How long nobody has touched anything, as the test says."""

from collections.abc import Callable

from posture_app.core.errors import Unavailable


class _Asked:
    def __init__(self, milliseconds: int, call: Callable[[], None]) -> None:
        self.milliseconds, self.call = milliseconds, call
        self.over = False

    def stop(self) -> None:
        self.over = True


class Stillness:
    """Tells of pauses. `idle` is how many milliseconds ago the last input was, None: that is not known here."""

    def __init__(self, idle: int | None, soon: Callable[[Callable[[], None]], None]) -> None:
        self._idle, self._soon = idle, soon
        self._asked: list[_Asked] = []

    @property
    def idle(self) -> int | None:
        return self._idle

    @idle.setter
    def idle(self, idle: int | None) -> None:
        self._idle = idle
        self._look()

    @property
    def lengths(self) -> list[int]:
        """The pauses that are waited for."""
        return [asked.milliseconds for asked in self._asked if not asked.over]

    def quiet(self, milliseconds: int, call: Callable[[], None]) -> _Asked:
        if self._idle is None:
            raise Unavailable("nobody knows")
        self._asked.append(_Asked(milliseconds, call))
        self._soon(self._look)
        return self._asked[-1]

    def _look(self) -> None:
        for asked in tuple(self._asked):
            if not asked.over and self._idle is not None and self._idle >= asked.milliseconds:
                asked.stop()
                asked.call()
        self._asked = [asked for asked in self._asked if not asked.over]
