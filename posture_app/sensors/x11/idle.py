"""Input on an X11 display, told by the server's own counter of idle time: nothing wakes up while nothing changes.

The numbers below are those of the X protocol, and of its SYNC extension, version 3.1.
"""

import itertools
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from posture_app.core.errors import Unavailable
from posture_app.core.events import Signal
from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Waiting, Watch
from posture_app.core.value import value
from posture_app.sensors.compositors import Compositors
from posture_app.sensors.hands import Hands, LastEvent
from posture_app.sensors.input import QUIET_MS
from posture_app.sensors.source import InputSource, Surroundings
from posture_app.sensors.x11.session import XSession
from posture_app.sensors.x11.wire import PACKET

_QUERY_POINTER = 38
_INITIALIZE, _LIST_COUNTERS, _QUERY_COUNTER, _CREATE_ALARM, _DESTROY_ALARM = 0, 1, 5, 8, 11
_ALARM_NOTIFY = 1  # counted from the extension's first event
_COUNTER, _VALUE_TYPE, _VALUE, _TEST, _DELTA, _EVENTS = 1, 2, 4, 8, 16, 32  # the attributes of an alarm
_DESTROYED = 2  # the state of an alarm
_FALLS_TO, _AT_LEAST = 1, 2  # when an alarm goes off: at the passage; or at once if it holds, else as soon as it does
_ALARMS = 1000  # so many numbers for alarms are used in turn, so that a late notice is known for one


_IDLE_TIME, _SERVER_TIME, _DEVICE = b"IDLETIME", b"SERVERTIME", b"DEVICEIDLETIME "
_POINTER, _KEYBOARD = b"DEVICEIDLETIME 2", b"DEVICEIDLETIME 3"  # of all pointers and of all keyboards together


@value
class _Sync:
    """The extension, and the server's counters by name."""

    opcode: int
    event: int
    counters: Mapping[bytes, int]


class IdleCounter(XSession):
    """The counter IDLETIME: milliseconds since the last input. Raises Unavailable without one that counts all input."""

    def __init__(self, environ: Mapping[str, str], compositors: Compositors | None = None) -> None:
        self._calls: dict[int, Callable[[int], None]] = {}
        super().__init__(environ, compositors)
        self._alarms = itertools.cycle(range(self.first_id, self.first_id + _ALARMS))

    def wait(self, loop: Loop, lost: Callable[[str], None]) -> None:
        """Have alarms go off in this loop."""
        self.listen(loop, event=self._notified, lost=lost)

    def set(self, test: int, milliseconds: int, call: Callable[[int], None]) -> int:
        """Set an alarm that goes off once, and gives the counter's value; returns its number."""
        alarm = next(self._alarms)
        self._calls[alarm] = call
        which = _COUNTER | _VALUE_TYPE | _VALUE | _TEST | _DELTA | _EVENTS
        value, delta = struct.pack("=iI", 0, milliseconds), struct.pack("=iI", 0, 0)
        attributes = struct.pack("=II", self._idle, 0) + value + struct.pack("=I", test) + delta
        self._send(_CREATE_ALARM, struct.pack("=II", alarm, which) + attributes + struct.pack("=I", 1))
        return alarm

    def unset(self, alarm: int) -> None:
        """Take an alarm away, whether or not it has gone off; harmless if that was done before."""
        if self._calls.pop(alarm, None) is not None:
            self._send(_DESTROY_ALARM, struct.pack("=I", alarm))

    def read(self) -> int:
        """The counter's value now; waits for it, so not after `wait`. Raises OSError if the server is gone."""
        return _value(self.ask(self._sync.opcode, _QUERY_COUNTER, struct.pack("=I", self._idle)), 8)

    @property
    def tells_devices(self) -> bool:
        """Whether `look` can tell an event of one device from one of all."""
        return _SERVER_TIME in self._sync.counters and {_POINTER, _KEYBOARD} < self._devices

    def look(self, answer: Callable[[LastEvent], None]) -> None:
        """Ask for the last event, if `tells_devices`.

        A forced reset sets back the idle time of all devices in one moment; a key or the pointer that of its own device
        and of all of its kind. The time is asked before and after, as the server may pause in between.
        """
        values: dict[bytes, int] = {}
        began: list[int] = []

        def counted(name: bytes, packet: bytes) -> None:
            values[name] = _value(packet, 8)

        def gone(name: bytes, _: int) -> None:
            self._devices.discard(name)  # such as a keyboard that was pulled out

        def pointed(packet: bytes) -> None:
            now = values.pop(_SERVER_TIME)
            idle = list(values.values()) or [0]
            last, first = min(idle), max(idle)
            forced = len(idle) > 2 and first - last <= now - began[0] + 1  # noqa: PLR2004 - more than the two of _POINTER and _KEYBOARD
            x, y = struct.unpack_from("=hh", packet, 16)
            typed_at = began[0] - values.get(_KEYBOARD, first)  # or later: what was typed before is never taken for new
            answer(LastEvent(now, now - last, forced, typed_at, (x, y)))

        self._query(_SERVER_TIME, lambda packet: began.append(_value(packet, 8)))
        for name in self._devices:
            self._query(name, partial(counted, name), partial(gone, name))
        self._query(_SERVER_TIME, partial(counted, _SERVER_TIME))
        self.send(_QUERY_POINTER, body=struct.pack("=I", self.root), reply=pointed)

    def close(self) -> None:
        super().close()
        self._calls.clear()

    def _query(self, name: bytes, reply: Callable[[bytes], None], refused: Callable[[int], None] | None = None) -> None:
        body = struct.pack("=I", self._sync.counters[name])
        self.send(self._sync.opcode, _QUERY_COUNTER, body, reply=reply, refused=refused)

    def _send(self, minor: int, body: bytes) -> None:
        self.send(self._sync.opcode, minor, body)

    def _notified(self, packet: bytes) -> None:
        if packet[0] & 0x7F != self._sync.event + _ALARM_NOTIFY:
            return
        (alarm,) = struct.unpack_from("=I", packet, 4)
        call = self._calls.get(alarm)
        if call is not None and packet[28] != _DESTROYED:
            call(_value(packet, 8))

    def _set_up(self, key: bytes) -> None:
        super()._set_up(key)
        sync = self.extension(b"SYNC")
        if sync is None:
            raise Unavailable(lasting("the X server has no SYNC extension"))
        opcode, event = sync
        self.ask(opcode, _INITIALIZE, struct.pack("=BBxx", 3, 1))
        self._sync = _Sync(opcode, event, dict(_counters(self.ask(opcode, _LIST_COUNTERS))))
        if _IDLE_TIME not in self._sync.counters:
            raise Unavailable(lasting("the X server does not count idle time (it has no counter IDLETIME)"))
        self._idle = self._sync.counters[_IDLE_TIME]
        self._devices = {name for name in self._sync.counters if name.startswith(_DEVICE)}


def _counters(packet: bytes) -> Iterator[tuple[bytes, int]]:
    (left,) = struct.unpack_from("=I", packet, 8)
    at = PACKET
    for _each in range(left):
        counter, _, _, size = struct.unpack_from("=IiIH", packet, at)
        yield packet[at + 14 : at + 14 + size], int(counter)
        at += (14 + size + 3) // 4 * 4


def _value(packet: bytes, at: int) -> int:
    high, low = struct.unpack_from("=iI", packet, at)
    return int(high << 32 | low)


class _Silence:
    """A silence that is waited for, and the input that ends it. `heard` gets the silence, each of `inputs` the input.

    Both alarms are set in one go: were the second set only when the first has gone off, an input in between would be
    missed. The first is needed even if nobody wants to hear of the silence: without it the server does not look.
    """

    def __init__(self, counter: IdleCounter, milliseconds: int, heard: Callable[[int], None] | None = None) -> None:
        self._counter, self._milliseconds, self.heard = counter, milliseconds, heard
        self.inputs: dict[object, Callable[[int], None]] = {}
        self._begins = counter.set(_AT_LEAST, milliseconds, self._begun)
        self._ends = self._await_end()

    def let_go(self) -> None:
        """Take the alarms away, if nobody waits for them any more."""
        if self.heard is None and not self.inputs:
            self._counter.unset(self._begins)
            self._counter.unset(self._ends)

    def _await_end(self) -> int:
        return self._counter.set(_FALLS_TO, self._milliseconds - 1, self._ended)

    def _begun(self, idle: int) -> None:
        heard, self.heard = self.heard, None
        if heard is not None:
            heard(idle)
            self.let_go()

    def _ended(self, _: int) -> None:
        self._counter.unset(self._ends)
        inputs, self.inputs = self.inputs, {}
        for call in inputs.values():
            call(0)
        if self.heard is None:
            self.let_go()
        else:  # it ended before we were told that it had begun
            self._ends = self._await_end()


class X11Waiting:
    """Implements `core.ports.Waiting` by alarms on the X server's counter of idle time: by all that it takes for input.

    Raises Unavailable where X11 does not see all input, or there is none.
    """

    name, protocol = "x11", "SYNC, version 3.1"
    tells = ()
    limits = None

    def __init__(self, loop: Loop, environ: Mapping[str, str], compositors: Compositors | None = None) -> None:
        self._loop = loop
        self._display = IdleCounter(environ, compositors)
        self._told: _Silence | None = None  # the one that is told of in this moment
        self._open = True

    @property
    def tells_devices(self) -> bool:
        """Whether `look` can tell what kind of event the last one was."""
        return self._display.tells_devices

    def last_event(self, answer: Callable[[LastEvent], None]) -> None:
        """Ask for the last event, if `tells_devices`."""
        self._display.look(answer)

    def start(
        self,
        ready: Callable[[], None],
        lost: Callable[[str], None],
        tell: Callable[[Signal], None],  # noqa: ARG002 - input alone is told here
    ) -> None:
        def lose(why: str) -> None:
            self.close()
            lost(why)

        self._display.wait(self._loop, lose)
        self._loop.soon(lambda: ready() if self._open else None)

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Watch:
        def heard(idle: int) -> None:
            self._told = silence
            try:
                call(idle)
            finally:
                self._told = None

        silence = _Silence(self._display, milliseconds, heard)

        def give_back() -> None:
            silence.heard = None
            silence.let_go()

        return _Given(give_back)

    def at_input(self, call: Callable[[int], None]) -> Watch:
        silence, entry = self._told or _Silence(self._display, QUIET_MS), object()
        silence.inputs[entry] = call

        def give_back() -> None:
            if silence.inputs.pop(entry, None) is not None:
                silence.let_go()

        return _Given(give_back)

    def close(self) -> None:
        self._open = False
        self._display.close()


class _Given:
    """Implements `core.ports.Watch`."""

    def __init__(self, stop: Callable[[], None]) -> None:
        self.stop = stop


def _hands(here: Surroundings) -> Waiting:
    alarms = X11Waiting(here.loop, here.environ, here.compositors())
    return Hands(here.loop, alarms, here.trembles) if alarms.tells_devices else alarms


SOURCE = InputSource(X11Waiting.name, _hands)
