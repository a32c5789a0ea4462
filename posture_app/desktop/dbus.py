"""D-Bus inside the app's loop: calls with replies and time-outs, and signals. No thread, and nothing blocks.

jeepney builds and reads the messages; this file owns the socket and what waits for a reply.
"""

import itertools
import logging
import os
import socket
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Address, Loop, Timer
from posture_app.desktop.dbus_signals import BUS, Signal, Wish, Wishes
from posture_app.desktop.dbus_stream import Stream

try:
    import jeepney
    from jeepney.bus import get_bus
    from jeepney.io.blocking import prep_socket
except ImportError:  # it is installed on Linux only
    jeepney = None

CONNECT_SECONDS = 2.0
_WRONG = (ValueError, LookupError, TypeError, AssertionError, struct.error)  # jeepney's words for a bad message
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A call whose reply is to come."""

    reply: Callable[..., None] | None
    failed: Callable[[str], None] | None
    timer: Timer


class JeepneyBus:
    """Implements `core.ports.Bus`. Raises Unavailable, saying why, if there is no such bus.

    Variants are pairs of signature and value, such as `("u", 5)`, in both directions. After `close` nobody is
    called any more, not even for calls that still wait.
    """

    def __init__(self, loop: Loop, which: Literal["SESSION", "SYSTEM"]) -> None:
        self._title = f"{which.lower()} bus"
        self._loop = loop
        self._stream = Stream(loop, _connect(which, self._title), self._received, self._broke)
        self._serials = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}
        self._wishes = Wishes(self._ask_bus, self._complain)
        self._mourners: list[Callable[[str], None]] = []
        self._gone: str | None = None
        self._closed = False
        self._ask(BUS, "Hello", failed=lambda why: self._lose(f"the {self._title} gave no greeting: {why}"))

    def call(
        self,
        to: Address,
        method: str,
        signature: str = "",
        body: Sequence[Any] = (),
        *,
        reply: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
        timeout: float = 5.0,
    ) -> None:
        """See `core.ports.Bus`. What D-Bus cannot carry, such as a NUL in a text, counts as failed."""
        self._ask(
            to, method, signature, body, reply=self._outside(reply), failed=self._outside(failed), timeout=timeout
        )

    def subscribe(
        self,
        callback: Callable[..., None],
        *,
        interface: str,
        member: str,
        path: str | None = None,
        sender: str | None = None,
        arg0: str | None = None,
    ) -> Callable[[], None]:
        """See `core.ports.Bus`. `sender` may be a well-known name, whoever owns it then; nobody has to yet."""
        ended = False

        def end() -> None:
            nonlocal ended
            ended = True
            self._wishes.remove(wish)

        def hand_over(*body: Any) -> None:
            self._tell(lambda: None if ended else callback(*body))

        wish = Wish(hand_over, interface, member, path, sender, arg0)
        if self._gone is None:
            self._wishes.add(wish)
        return end

    def on_lost(self, callback: Callable[[str], None]) -> None:
        """See `core.ports.Bus`. If it is gone already, the call comes all the same."""
        if self._gone is None:
            self._mourners.append(callback)
        else:
            self._tell(callback, self._gone)

    def close(self) -> None:
        """Let go of the connection; harmless if done before."""
        self._closed = True
        self._lose(f"the {self._title} was closed")

    def _outside(self, callback: Callable[..., None] | None) -> Callable[..., None] | None:
        return None if callback is None else lambda *args: self._tell(callback, *args)

    def _tell(self, callback: Callable[..., None], *args: Any) -> None:
        """Call later and each on its own, so that whoever raises harms nobody else."""
        self._loop.soon(lambda: None if self._closed else callback(*args))

    def _complain(self, why: str) -> None:
        if self._gone is None:
            _log.warning("the %s does not pass signals on: %s", self._title, why)

    def _ask_bus(
        self,
        method: str,
        text: str,
        *,
        reply: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        self._ask(BUS, method, "s", (text,), reply=reply, failed=failed)

    def _ask(
        self,
        to: Address,
        method: str,
        signature: str = "",
        body: Sequence[Any] = (),
        *,
        reply: Callable[..., None] | None = None,
        failed: Callable[[str], None] | None = None,
        timeout: float = 5.0,
    ) -> None:
        """As `call`, but the callbacks come in the midst of the stream of messages."""
        silent = reply is None and failed is None
        serial = next(self._serials)
        try:
            data = _method_call(to, method, signature, tuple(body), serial=serial, silent=silent)
        except _WRONG as error:
            _log.error("%s of %s cannot be called like this: %s", method, to.interface, error)
            if failed is not None:
                failed(f"{method} cannot be called like this: {error}")
            return
        if self._gone is not None:
            if failed is not None:
                failed(self._gone)
            return
        if not silent:
            late = f"{to.destination} did not answer {method} within {timeout:g} s"
            timer = self._loop.deadline(timeout, lambda: self._settle(serial, error=late))
            self._waiting[serial] = _Waiting(reply, failed, timer)
        self._stream.send(data)

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

    def _received(self, data: bytes) -> None:
        try:
            message = jeepney.Message.from_buffer(data)
        except _WRONG as error:  # its length is known, so the one after it can be read all the same
            _log.warning("a message on the %s cannot be read and is left out: %r", self._title, error)
        else:
            self._deal(message)

    def _deal(self, message: Any) -> None:
        fields = {field.name: value for field, value in message.header.fields.items()}
        body = tuple(message.body)
        kind = message.header.message_type.name
        if kind == "signal":
            self._wishes.pass_on(
                Signal(fields.get("interface"), fields.get("member"), fields.get("path"), fields.get("sender"), body)
            )
        elif kind == "method_return":
            self._settle(fields.get("reply_serial", 0), *body)
        elif kind == "error":
            text = body[0] if body and isinstance(body[0], str) else ""
            self._settle(fields.get("reply_serial", 0), error=_one_line(f"{fields.get('error_name')}: {text}"))

    def _broke(self, why: str) -> None:
        self._lose(f"the {self._title} is gone: {why}")

    def _lose(self, why: str) -> None:
        if self._gone is not None:
            return
        self._gone = why
        self._stream.close()
        self._wishes.clear()
        for serial in tuple(self._waiting):
            self._settle(serial, error=why)
        for mourner in self._mourners:
            self._tell(mourner, why)
        self._mourners.clear()


def _connect(which: str, title: str) -> socket.socket:
    """Connect and authenticate, within CONNECT_SECONDS. Raises Unavailable."""
    if jeepney is None:
        raise Unavailable("D-Bus needs the package “jeepney”, which is not installed")
    try:
        connected: socket.socket = prep_socket(get_bus(_address(which)), timeout=CONNECT_SECONDS)
    except KeyError:
        raise Unavailable(f"there is no {title}: DBUS_SESSION_BUS_ADDRESS is not set") from None
    except (OSError, ValueError, RuntimeError, AttributeError) as error:
        raise Unavailable(f"the {title} cannot be reached: {_one_line(str(error))}") from error
    return connected


def _address(which: str) -> str:
    """Where the bus is, in jeepney's notation; jeepney looks at the environment, but not where systemd puts it."""
    standard = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / "bus"
    if which == "SESSION" and not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and standard.is_socket():
        return f"unix:path={standard}"
    return which


def _method_call(
    to: Address, method: str, signature: str, body: tuple[Any, ...], *, serial: int, silent: bool
) -> bytes:
    """The bytes of a call. Raises one of _WRONG if D-Bus cannot carry it."""
    if _has_nul(body):
        raise ValueError("D-Bus cannot carry a NUL character")  # the bus would hang up on us
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
