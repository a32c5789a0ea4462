"""Whether the window that somebody works with fills the screen, as the window manager tells it. No title is read.

The numbers below are those of the X protocol.
"""

import os
import struct
from collections.abc import Callable, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.core.ports import Loop
from posture_app.sensors.compositors import Compositors
from posture_app.sensors.question import QuestionSource
from posture_app.sensors.x11.session import XSession
from posture_app.sensors.x11.wire import PACKET

_GET_PROPERTY, _ANY_TYPE = 20, 0
_NUMBERS = 32  # the bits of each, in a property that consists of numbers
_LONGEST = 64  # the longest property that is read, in units of four bytes: a window has a dozen states at the most
Answer = Callable[[bool | None], None]


class X11Fullscreen:
    """Implements `sensors.question.Question`. Raises Unavailable where X11 does not show all windows, or there is none.

    A window of this very program, such as a break screen, does not count.
    """

    name, fact = "x11", Fact.FULLSCREEN

    def __init__(
        self,
        loop: Loop,
        environ: Mapping[str, str],
        own_process: int | None = None,
        compositors: Compositors | None = None,
    ) -> None:
        self._own = os.getpid() if own_process is None else own_process
        self._display = XSession(environ, compositors)
        self.trouble: str | None = None
        self.reading: str | None = None
        self._gone = False
        self._waiting: Answer | None = None
        try:
            names = b"_NET_ACTIVE_WINDOW", b"_NET_WM_STATE", b"_NET_WM_STATE_FULLSCREEN", b"_NET_WM_PID"
            self._active, self._state, self._full, self._process = map(self._display.atom, names)
        except (OSError, struct.error) as error:
            self._display.close()
            raise Unavailable(lasting("the X server does not answer as it should: {error}", error=error)) from error
        self._display.listen(loop, event=lambda _: None, lost=self._lost)

    def ask(self, answer: Answer) -> None:
        if self._gone:
            answer(None)
            return
        self._waiting = answer
        self._ask(self._display.root, self._active, self._found)

    def close(self) -> None:
        self._waiting = None
        self._display.close()

    def _found(self, windows: tuple[int, ...]) -> None:
        if not windows:
            self.trouble = lasting("the window manager names no active window")
            self._answer(None)
        elif not windows[0]:
            self._say(full=False)
        else:
            self._ask(windows[0], self._state, lambda states: self._states(windows[0], states))

    def _states(self, window: int, states: tuple[int, ...]) -> None:
        if self._full in states:
            self._ask(window, self._process, lambda process: self._say(full=process[:1] != (self._own,)))
        else:
            self._say(full=False)

    def _say(self, *, full: bool) -> None:
        self.trouble = None
        self.reading = (
            lasting("the active window fills the screen") if full else lasting("the active window does not fill it")
        )
        self._answer(full)

    def _answer(self, full: bool | None) -> None:  # noqa: FBT001 - the answer
        answer, self._waiting = self._waiting, None
        if answer is not None:
            answer(full)

    def _lost(self, why: str) -> None:
        self.trouble, self._gone = why, True
        self._answer(None)

    def _ask(self, window: int, name: int, found: Callable[[tuple[int, ...]], None]) -> None:
        """Have `found` called with the numbers in this property of the window: none, if it has gone meanwhile."""

        def reply(packet: bytes) -> None:
            size, (length,) = packet[1], struct.unpack_from("=I", packet, 16)
            count = min(length, (len(packet) - PACKET) // 4) if size == _NUMBERS else 0
            found(struct.unpack_from(f"={count}I", packet, PACKET))

        body = struct.pack("=IIIII", window, name, _ANY_TYPE, 0, _LONGEST)
        self._display.send(_GET_PROPERTY, 0, body, reply=reply, refused=lambda _: found(()))


SOURCE = QuestionSource(
    X11Fullscreen.name,
    "full screen",
    Fact.FULLSCREEN,
    lambda here: X11Fullscreen(here.loop, here.environ, compositors=here.compositors()),
)
