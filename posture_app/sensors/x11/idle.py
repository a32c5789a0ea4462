"""Input on an X11 display, told by the server's own counter of idle time: nothing wakes up while nothing changes.

The numbers below are those of the SYNC extension, version 3.1.
"""

import itertools
import struct
from collections.abc import Callable, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.events import Idle, Input, Sensed
from posture_app.core.ports import Loop
from posture_app.core.value import value
from posture_app.sensors.source import IDLE_AFTER_S, SensorSource
from posture_app.sensors.x11.session import XSession
from posture_app.sensors.x11.wire import PACKET

_INITIALIZE, _LIST_COUNTERS, _QUERY_COUNTER, _CREATE_ALARM, _DESTROY_ALARM = 0, 1, 5, 8, 11
_ALARM_NOTIFY = 1  # counted from the extension's first event
_COUNTER, _VALUE_TYPE, _VALUE, _TEST, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32  # the attributes of an alarm
_DESTROYED = 2  # the state of an alarm
_FALLS_TO, _AT_LEAST = 1, 2  # when an alarm goes off: at the passage; or at once if it holds, else as soon as it does
_ALARMS = 1000  # so many numbers for alarms are used in turn, so that a late notice is known for one

QUIET_MS = 4
"""A pause in input as short as this lets the next input be told from the one before."""


@value
class _Sync:
    opcode: int
    event: int
    counter: int


class IdleCounter(XSession):
    """The counter IDLETIME: milliseconds since the last input. Raises Unavailable without one that counts all input."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._silence: Callable[[int], None] = lambda _: None
        self._input: Callable[[], None] = lambda: None
        self._armed: tuple[int, ...] = ()
        super().__init__(environ)
        self._alarms = itertools.cycle(range(self.first_id, self.first_id + _ALARMS))

    def wait(
        self,
        loop: Loop,
        *,
        silence: Callable[[int], None],
        input: Callable[[], None],  # noqa: A002 - the word of this field
        lost: Callable[[str], None],
    ) -> None:
        """After nothing for as long as `arm` said, `silence` gets the counter's value; `input` is called after that."""
        self._silence, self._input = silence, input
        self.listen(loop, event=self._notified, lost=lost)

    def arm(self, milliseconds: int) -> None:
        """Wait for so long a silence and for the input that ends it, in place of what was waited for before.

        Both alarms are set in one go: were the second set only when the first has gone off, an input in between
        would be missed.
        """
        for alarm in self._armed:
            self._send(_DESTROY_ALARM, struct.pack("=I", alarm))
        self._armed = (self._alarm(_AT_LEAST, milliseconds), self._alarm(_FALLS_TO, milliseconds - 1))

    def query(self, answer: Callable[[int], None]) -> None:
        """Ask for the counter's value now."""
        body = struct.pack("=I", self._sync.counter)
        self.send(self._sync.opcode, _QUERY_COUNTER, body, reply=lambda packet: answer(_value(packet, 8)))

    def read(self) -> int:
        """The counter's value now; waits for it, so not after `wait`. Raises OSError if the server is gone."""
        return _value(self.ask(self._sync.opcode, _QUERY_COUNTER, struct.pack("=I", self._sync.counter)), 8)

    def close(self) -> None:
        super().close()
        self._armed = ()

    def _alarm(self, test: int, milliseconds: int) -> int:
        number = next(self._alarms)
        which = _COUNTER | _VALUE_TYPE | _VALUE | _TEST | _DELTA | _EVENTS
        value, delta = struct.pack("=iI", 0, milliseconds), struct.pack("=iI", 0, 0)
        attributes = struct.pack("=II", self._sync.counter, 0) + value + struct.pack("=I", test) + delta
        self._send(_CREATE_ALARM, struct.pack("=II", number, which) + attributes + struct.pack("=I", 1))
        return number

    def _send(self, minor: int, body: bytes) -> None:
        self.send(self._sync.opcode, minor, body)

    def _notified(self, packet: bytes) -> None:
        if packet[0] & 0x7F != self._sync.event + _ALARM_NOTIFY:
            return
        (alarm,) = struct.unpack_from("=I", packet, 4)
        if alarm not in self._armed or packet[28] == _DESTROYED:
            return
        if alarm == self._armed[0]:
            self._silence(_value(packet, 8))
        else:
            self._input()

    def _set_up(self, key: bytes) -> None:
        super()._set_up(key)
        sync = self.extension(b"SYNC")
        if sync is None:
            raise Unavailable("the X server has no SYNC extension")
        opcode, event = sync
        self.ask(opcode, _INITIALIZE, struct.pack("=BBxx", 3, 1))
        self._sync = _Sync(opcode, event, _idle_counter(self.ask(opcode, _LIST_COUNTERS)))


def _idle_counter(packet: bytes) -> int:
    (left,) = struct.unpack_from("=I", packet, 8)
    at = PACKET
    for _ in range(left):
        counter, _, _, size = struct.unpack_from("=IiIH", packet, at)
        if packet[at + 14 : at + 14 + size] == b"IDLETIME":
            return int(counter)
        at += (14 + size + 3) // 4 * 4
    raise Unavailable("the X server does not count idle time (it has no counter IDLETIME)")


def _value(packet: bytes, at: int) -> int:
    high, low = struct.unpack_from("=iI", packet, at)
    return int(high << 32 | low)


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
        self._display.wait(self._loop, silence=self._input_stopped, input=self._input_began, lost=lost)
        self._display.query(self._tell_idle)
        self.rearm()

    def rearm(self) -> None:
        """Report the very next input as `Input`, even if there was some a moment ago."""
        self._since_input = False
        self._display.arm(QUIET_MS)

    def close(self) -> None:
        self._display.close()

    def _input_began(self) -> None:
        self._since_input = True
        self._report(Input())
        self._display.arm(self._threshold)

    def _input_stopped(self, idle: int) -> None:
        if self._since_input:  # not if it is the pause that `rearm` waits for
            self._tell_idle(idle)

    def _tell_idle(self, idle: int) -> None:
        self._report(Idle(idle / 1000 * self._scale))


SOURCE = SensorSource(
    X11Idle.name,
    lambda here: X11Idle(here.loop, here.environ, threshold=IDLE_AFTER_S / here.scale, scale=here.scale),
)
