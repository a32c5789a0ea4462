"""Whether the window in use fills the screen, on compositors made with wlroots. Asked over a connection of its own that
is closed again, as a standing one would be told of every window all day. Nothing of titles is read.

The numbers below are those of `zwlr_foreign_toplevel_manager_v1`.
"""

import struct
from collections.abc import Callable, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.core.ports import Loop
from posture_app.sensors.question import QuestionSource
from posture_app.sensors.source import Surroundings
from posture_app.sensors.wayland.wire import WaylandConnection

_MANAGER = "zwlr_foreign_toplevel_manager_v1"
_NEWEST, _TELLS_FULLSCREEN = 3, 2  # its versions
_TOPLEVEL = 0  # the manager's event of a window
_STATE, _CLOSED = 4, 6  # a window's events
_ACTIVATED, _FULLSCREEN = 2, 3  # in its state


class WaylandFullscreen:
    """Implements `sensors.question.Question`."""

    name = _MANAGER
    fact = Fact.FULLSCREEN

    def __init__(self, loop: Loop, environ: Mapping[str, str]) -> None:
        self._loop, self._environ = loop, environ
        self.trouble: str | None = None
        self.reading: str | None = None
        self._wire: WaylandConnection | None = None
        WaylandConnection(loop, environ).close()  # refuses where there is no compositor

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        def unknown(why: str) -> None:
            self.trouble = why
            self.close()
            answer(None)

        self.close()
        try:
            wire = self._wire = WaylandConnection(self._loop, self._environ)
        except Unavailable as why:
            unknown(str(why))
        else:
            windows = _Windows(wire)
            wire.start(windows.bind, lambda: self._answered(windows.fill_screen, answer), unknown)

    def close(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def _answered(self, holds: bool, answer: Callable[[bool | None], None]) -> None:  # noqa: FBT001 - the answer
        self.close()
        self.trouble = None
        self.reading = (
            lasting("the window in use fills the screen")
            if holds
            else lasting("the window in use does not fill the screen")
        )
        answer(holds)


class _Windows:
    """The states of all windows, as the compositor tells them to who binds its manager."""

    def __init__(self, wire: WaylandConnection) -> None:
        self._wire = wire
        self._states: dict[int, frozenset[int]] = {}

    @property
    def fill_screen(self) -> bool:
        """Whether the one in use does."""
        return any({_ACTIVATED, _FULLSCREEN} <= state for state in self._states.values())

    def bind(self) -> None:
        """Have them told. Raises Unavailable where they are not."""
        _id, version = self._wire.bind(_MANAGER, _NEWEST, self._window_told)
        if version < _TELLS_FULLSCREEN:
            raise Unavailable(
                lasting(
                    "version {version} of the compositor’s {protocol} does not tell of full screen",
                    version=version,
                    protocol=_MANAGER,
                )
            )

    def _window_told(self, opcode: int, body: bytes) -> None:
        if opcode == _TOPLEVEL:
            (number,) = struct.unpack_from("=I", body)
            self._wire.adopt(number, lambda opcode, body: self._told(number, opcode, body))

    def _told(self, number: int, opcode: int, body: bytes) -> None:
        if opcode == _STATE:
            (length,) = struct.unpack_from("=I", body)
            self._states[number] = frozenset(struct.unpack_from(f"={length // 4}I", body, 4))
        elif opcode == _CLOSED:
            self._states.pop(number, None)


def _make(here: Surroundings) -> WaylandFullscreen:
    return WaylandFullscreen(here.loop, here.environ)


SOURCE = QuestionSource(_MANAGER, "full screen", Fact.FULLSCREEN, _make)
