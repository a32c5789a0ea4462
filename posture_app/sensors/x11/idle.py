"""Input on an X11 display, told by the server itself: nothing wakes up while nothing changes."""

from collections.abc import Callable, Mapping

from posture_app.core.events import Idle, Input, Sensed
from posture_app.core.ports import Loop
from posture_app.sensors.source import InputSource
from posture_app.sensors.x11.idle_counter import IdleCounter

QUIET_MS = 4
"""A pause in input as short as this lets the next input be told from the one before."""


class X11Idle:
    """Implements `core.ports.IdleSensor` by alarms on the X server's counter of idle time.

    `threshold` is how many real seconds without input are reported as `Idle`; its `ago` is in seconds of the app,
    of which `scale` pass in a real one. Raises Unavailable where X11 does not see all input, or there is none.
    """

    name = "x11"

    def __init__(self, loop: Loop, environ: Mapping[str, str], *, threshold: float, scale: float = 1.0) -> None:
        self._loop = loop
        self._threshold = max(round(threshold * 1000), QUIET_MS)
        self._scale = scale
        self._display = IdleCounter(environ)
        self._since_input = False  # whether one was reported since the start or `rearm`
        self._report: Callable[[Sensed], None] = lambda _: None

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        """Begin. The state reported first is `Idle`, however short: an input before the start is not claimed."""
        self._report = report
        self._display.wait(self._loop, silence=self._stopped, input=self._began, lost=lost)
        self._display.query(self._tell_idle)
        self.rearm()

    def rearm(self) -> None:
        """Report the very next input as `Input`, even if there was some a moment ago."""
        self._since_input = False
        self._display.arm(QUIET_MS)

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def _began(self) -> None:
        self._since_input = True
        self._report(Input())
        self._display.arm(self._threshold)

    def _stopped(self, idle: int) -> None:
        if self._since_input:  # not if it is the pause that `rearm` waits for
            self._tell_idle(idle)

    def _tell_idle(self, idle: int) -> None:
        self._report(Idle(idle / 1000 * self._scale))


SOURCE = InputSource(
    X11Idle.name, lambda here: X11Idle(here.loop, here.environ, threshold=here.idle_after, scale=here.scale)
)
