"""Whether a program has switched off the X server's own screen saver, so that a film is not disturbed.

`xdg-screensaver suspend` does so where it knows no desktop. XScreenSaverSuspend, which players call themselves, shows
nowhere (Xorg 21.1: the state stays as it was). Desktops that have a screen saver of their own switch this one off for
good: so it tells something only once it has been seen on. The numbers below are those of MIT-SCREEN-SAVER, version 1.1.
"""

import struct
from collections.abc import Callable, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Loop
from posture_app.sensors.compositors import Compositors
from posture_app.sensors.in_use import InUse
from posture_app.sensors.question import QuestionSource
from posture_app.sensors.x11.session import XSession

_QUERY_INFO, _DISABLED = 1, 3
Answer = Callable[[bool | None], None]


class _Display(XSession):
    """A connection to an X server with a screen saver of its own. Raises Unavailable."""

    saver: int
    was_on: bool

    @property
    def which(self) -> bytes:
        """The screen saver of the first screen, for a request."""
        return struct.pack("=I", self.root)

    def _set_up(self, key: bytes) -> None:
        super()._set_up(key)
        extension = self.extension(b"MIT-SCREEN-SAVER")
        if extension is None:
            raise Unavailable(lasting("the X server has no MIT-SCREEN-SAVER extension"))
        self.saver = extension[0]
        self.was_on = self.ask(self.saver, _QUERY_INFO, self.which)[1] != _DISABLED


class ScreenSaverOff:
    """Implements `sensors.question.Question`. What is off for more than 4 hours was switched off by the person."""

    name, fact = N_("x11 screen saver"), Fact.WATCHING

    def __init__(self, loop: Loop, environ: Mapping[str, str], compositors: Compositors | None = None) -> None:
        self.trouble: str | None = None
        self.reading: str | None = None
        self._waiting: Answer | None = None
        self._gone = False
        self._off = InUse(loop)
        self._display = _Display(environ, compositors)
        self._was_on = self._display.was_on
        self._display.listen(loop, event=lambda _: None, lost=self._lost)

    def ask(self, answer: Answer) -> None:
        if self._gone:
            answer(None)
            return
        self._waiting = answer
        self._display.send(self._display.saver, _QUERY_INFO, self._display.which, reply=self._told)

    def close(self) -> None:
        self._waiting = None
        self._off.close()
        self._display.close()

    def _told(self, packet: bytes) -> None:
        off = packet[1] == _DISABLED
        self._was_on |= not off
        if not self._was_on:
            self.trouble = lasting("the X server’s own screen saver is off here, whether or not somebody watches")
            self._answer(None)
            return
        self.trouble = None
        watching = self._off.call({"off"} if off else set())
        self.reading = lasting("a program has switched it off") if watching else lasting("it is on, or off for good")
        self._answer(watching)

    def _answer(self, watching: bool | None) -> None:  # noqa: FBT001 - the answer
        answer, self._waiting = self._waiting, None
        if answer is not None:
            answer(watching)

    def _lost(self, why: str) -> None:
        self.trouble, self._gone = why, True
        self._answer(None)


SOURCE = QuestionSource(
    ScreenSaverOff.name,
    "watching",
    Fact.WATCHING,
    lambda here: ScreenSaverOff(here.loop, here.environ, here.compositors()),
)
