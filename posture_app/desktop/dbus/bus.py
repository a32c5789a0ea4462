"""D-Bus inside the app's loop: calls with replies and time-outs, and signals. No thread, and nothing blocks.

jeepney builds and reads the messages; this file knows what waits for a reply. QtDBus would not do: from Python it sends
every int as `i` (PySide6 6.12), and `Notify`, which wants a `u`, is then an unknown method.
"""

import contextlib
import itertools
import logging
import os
import socket
import struct
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Unpack

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Address, CallOptions, Loop, SignalFilter, Timer
from posture_app.core.value import value
from posture_app.desktop.dbus.signals import BUS, BusSignal, Subscription, Subscriptions
from posture_app.desktop.dbus.stream import MAX_UNSENT, MOST_DESCRIPTORS, ReceivedDescriptor, Stream

try:
    import jeepney
    from jeepney.auth import BEGIN, NEGOTIATE_UNIX_FD, make_auth_external
    from jeepney.bus import get_bus
    from jeepney.low_level import Header
except ImportError:  # it is installed on Linux only
    jeepney = None

SESSION, HELD_BACK = "DBUS_SESSION_BUS_ADDRESS", "POSTURE_APP_SESSION_BUS"
"""Where Qt finds the session bus, and where our own connection finds it while it is kept from Qt."""
SYSTEM = "DBUS_SYSTEM_BUS_ADDRESS"
CONNECT_SECONDS = 5.0
"""Seconds that a bus has to accept us and to answer Hello."""
LARGEST = 1 << 17
"""The bytes of the longest message that is read: what the app asks for is far shorter, and longer ones take time."""
_WRONG = (ValueError, LookupError, TypeError, AssertionError, struct.error)  # jeepney's words for a bad message
_log = logging.getLogger(__name__)


class NotNowError(Unavailable):
    """There is no bus there at the moment."""


@value
class _PendingCall:
    """A call whose reply is to come."""

    reply: Callable[..., None] | None
    failed: Callable[[str], None] | None
    timer: Timer


def bus_name(which: str) -> str:
    """What people call it: SESSION, SYSTEM, or another by its address."""
    if which == "SESSION":
        return lasting("session bus")
    # Translators: {address} is that of a D-Bus bus.
    return lasting("system bus") if which == "SYSTEM" else lasting("bus {address}", address=which)


class JeepneyBus:
    """Implements `core.ports.Bus` by one connection. Raises Unavailable, saying why, if there is no such bus.

    It does not wait for the bus: `greeted` is called when that has accepted us; calls made before are sent then.

    Variants are pairs of signature and value, such as `("u", 5)`, in both directions. After `close` nobody is
    called any more, not even for calls that still wait.
    A descriptor among the results is a `core.ports.Descriptor`.
    """

    def __init__(self, loop: Loop, which: str, greeted: Callable[[], None] = lambda: None) -> None:
        """`which` is SESSION, SYSTEM, or the address of another bus."""
        self._title = bus_name(which)
        self._loop = loop
        self._stream = self._connect(which)
        self._serials = itertools.count(1)
        self._waiting: dict[int, _PendingCall] = {}
        self._subscriptions = Subscriptions(self._ask_bus, self._complain)
        self._lost_callbacks: list[Callable[[str], None]] = []
        self._gone: str | None = None
        self._closed = False
        self._early: bytearray | None = None
        """What is to be sent, until the bus has greeted us: the proxy of Flatpak (0.1.4) asks questions of its own
        then, and takes their answers for those to what came too early.
        """

        def greet(*_: object) -> None:
            early, self._early = self._early, None
            self._stream.send(bytes(early or b""))
            self._tell(greeted)

        self._ask(
            BUS,
            "Hello",
            reply=greet,
            failed=lambda why: self._lose(lasting("the {bus} gave no greeting: {why}", bus=self._title, why=why)),
            timeout=CONNECT_SECONDS,
        )
        self._early = bytearray()

    def call(
        self, to: Address, method: str, signature: str = "", body: Sequence[Any] = (), **then: Unpack[CallOptions]
    ) -> None:
        """See `core.ports.Bus`. What D-Bus cannot carry, such as a NUL in a text, counts as failed."""
        then["reply"], then["failed"] = self._later(then.get("reply")), self._later(then.get("failed"))
        self._ask(to, method, signature, body, **then)

    def subscribe(self, callback: Callable[..., None], **signals: Unpack[SignalFilter]) -> Callable[[], None]:
        """See `core.ports.Bus`. `sender` may be a well-known name, whoever owns it then; nobody has to yet."""
        ended = False

        def end() -> None:
            nonlocal ended
            ended = True
            self._subscriptions.remove(subscription)

        def hand_over(*body: Any) -> None:
            self._tell(lambda: None if ended else callback(*body))

        subscription = Subscription(hand_over, **signals)
        if self._gone is None:
            self._subscriptions.add(subscription)
        return end

    def on_lost(self, callback: Callable[[str], None]) -> None:
        """See `core.ports.Bus`. If it is gone already, the call comes all the same."""
        if self._gone is None:
            self._lost_callbacks.append(callback)
        else:
            self._tell(callback, self._gone)

    def close(self) -> None:
        self._closed = True
        self._lose(lasting("the {bus} was closed", bus=self._title))

    def _connect(self, which: str) -> Stream:
        """Connect to the bus, without waiting for it to answer. Raises Unavailable."""
        if jeepney is None or sys.platform == "win32":
            raise Unavailable(lasting("D-Bus needs the package “jeepney”, which is not installed"))
        address = session_address() if which == "SESSION" else which
        if address is None:
            raise Unavailable(lasting("there is no {bus}: {variable} is not set", bus=self._title, variable=SESSION))
        given = os.environ.get(SYSTEM, "") if address == "SYSTEM" else address
        with contextlib.ExitStack() as undo:
            try:
                connected = undo.enter_context(socket.socket(socket.AF_UNIX))
                connected.settimeout(0)
                connected.connect(get_bus(address))
                stream = Stream(
                    self._loop,
                    connected,
                    login=b"\0" + make_auth_external(),
                    question=NEGOTIATE_UNIX_FD,
                    begin=BEGIN,
                    wanted=self._is_wanted,
                    received=self._received,
                    lost=lambda why: self._lose(lasting("the {bus} is gone: {why}", bus=self._title, why=why)),
                )
            except OSError as error:
                raise NotNowError(
                    lasting("the {bus} cannot be reached: {why}", bus=self._title, why=_one_line(str(error)))
                ) from error
            except ValueError as error:  # of jeepney, in words that tell a person nothing
                raise Unavailable(
                    lasting("the {bus} cannot be reached: its address is “{given}”", bus=self._title, given=given)
                ) from error
            except (RuntimeError, AttributeError) as error:
                raise Unavailable(
                    lasting("the {bus} cannot be reached: {why}", bus=self._title, why=_one_line(str(error)))
                ) from error
            undo.pop_all()
        return stream

    def _later(self, callback: Callable[..., None] | None) -> Callable[..., None] | None:
        return None if callback is None else lambda *args: self._tell(callback, *args)

    def _tell(self, callback: Callable[..., None], *args: Any) -> None:
        """Call later and each on its own, so that whoever raises harms nobody else."""
        self._loop.soon(lambda: None if self._closed else callback(*args))

    def _complain(self, why: str) -> None:
        if self._gone is None:
            _log.warning("the %s does not pass signals on: %s", self._title, why)

    def _ask_bus(self, method: str, text: str, **callbacks: Any) -> None:
        self._ask(BUS, method, "s", (text,), **callbacks)

    def _ask(
        self, to: Address, method: str, signature: str = "", body: Sequence[Any] = (), **then: Unpack[CallOptions]
    ) -> None:
        """As `call`, but the callbacks come in the midst of the stream of messages."""
        reply, failed, timeout = then.get("reply"), then.get("failed"), then.get("timeout", 5.0)
        silent = reply is None and failed is None
        serial = next(self._serials)
        try:
            data = _method_call(to, method, signature, tuple(body), serial=serial, silent=silent)
        except _WRONG as error:
            _log.error("%s of %s cannot be called like this: %s", method, to.interface, error)
            if failed is not None:
                failed(lasting("{method} cannot be called like this: {error}", method=method, error=error))
            return
        if self._gone is not None:
            if failed is not None:
                failed(self._gone)
            return
        if not silent:
            late = lasting(
                "{service} did not answer {method} within {number} s",
                service=to.destination,
                method=method,
                number=f"{timeout:g}",
            )
            timer = self._loop.deadline(timeout, lambda: self._settle(serial, error=late))
            self._waiting[serial] = _PendingCall(reply, failed, timer)
        if self._early is None:
            self._stream.send(data)
        elif len(self._early) < MAX_UNSENT:
            self._early += data
        else:
            self._lose(lasting("the {bus} is gone: it does not take messages", bus=self._title))

    def _settle(self, serial: int, *results: Any, error: str | None = None) -> None:
        """The call of this serial has its reply, or never will; harmless if it does not wait."""
        waiting = self._waiting.pop(serial, None)
        if waiting is None:
            return
        waiting.timer.cancel()
        if error is not None:
            if waiting.failed is not None:
                waiting.failed(error)
        elif waiting.reply is not None:
            waiting.reply(*results)

    def _is_wanted(self, head: bytes, size: int) -> tuple[bool, int]:
        """Whether a message that begins so is a reply to us, or a signal that somebody wants, and not too long; and
        how many descriptors it has.
        """
        try:
            header, _body = Header.from_buffer(head)
        except _WRONG as error:  # its length is known, so the one after it can be read all the same
            self._log_left_out(error)
            return False, MOST_DESCRIPTORS
        fields, kind = _fields(header), header.message_type.name
        serial = fields.get("reply_serial", 0)
        wanted = self._subscriptions.want(_signal(fields)) if kind == "signal" else serial in self._waiting
        if wanted and size > LARGEST:
            self._log_left_out(f"it has {size} bytes")
            self._settle(serial, error=lasting("the answer is too long ({size} bytes)", size=size))
            wanted = False
        count = fields.get("unix_fds", 0)
        return wanted, count if isinstance(count, int) else MOST_DESCRIPTORS

    def _log_left_out(self, why: object) -> None:
        _log.warning("a message on the %s cannot be read and is left out: %s", self._title, why)

    def _received(self, data: bytes, descriptors: Sequence[ReceivedDescriptor]) -> None:
        try:
            message = jeepney.Message.from_buffer(data, descriptors)
        except _WRONG as error:
            self._log_left_out(error)
            return
        fields, body = _fields(message.header), tuple(message.body)
        kind = message.header.message_type.name
        if kind == "signal":
            self._subscriptions.pass_on(_signal(fields, body))
        elif kind == "method_return":
            self._settle(fields.get("reply_serial", 0), *body)
        elif kind == "error":
            text = body[0] if body and isinstance(body[0], str) else ""
            self._settle(fields.get("reply_serial", 0), error=_one_line(f"{fields.get('error_name')}: {text}"))

    def _lose(self, why: str) -> None:
        if self._gone is not None:
            return
        self._gone = why
        self._stream.close()
        self._subscriptions.clear()
        for serial in tuple(self._waiting):
            self._settle(serial, error=why)
        for callback in self._lost_callbacks:
            self._tell(callback, why)
        self._lost_callbacks.clear()


def session_address() -> str | None:
    """Where the session bus is, as the environment says, or is to come, as systemd has it; None if neither tells."""
    address = os.environ.get(HELD_BACK) or os.environ.get(SESSION, "").strip()
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return address or (f"unix:path={runtime}/bus" if runtime else None)


def _fields(header: Any) -> dict[str, Any]:
    return {field.name: value for field, value in header.fields.items()}


def _signal(fields: Mapping[str, Any], body: tuple[Any, ...] = ()) -> BusSignal:
    return BusSignal(fields.get("interface"), fields.get("member"), fields.get("path"), fields.get("sender"), body)


def _method_call(
    to: Address, method: str, signature: str, body: tuple[Any, ...], *, serial: int, silent: bool
) -> bytes:
    """The bytes of a call. Raises one of _WRONG if D-Bus cannot carry it."""
    if _has_nul(body):
        raise ValueError(lasting("D-Bus cannot carry a NUL character"))  # the bus would close the connection
    where = jeepney.DBusAddress(to.path, bus_name=to.destination, interface=to.interface)
    message = jeepney.new_method_call(where, method, signature or None, body)
    if silent:
        message.header.flags = jeepney.MessageFlag.no_reply_expected
    data: bytes = message.serialise(serial=serial)
    return data


def _has_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return _has_nul(tuple(value.items()))
    return isinstance(value, list | tuple) and any(map(_has_nul, value))


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(": ")
