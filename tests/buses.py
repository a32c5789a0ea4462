"""Private D-Bus daemons, and peers on them that say what the test wants."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("D-Bus is a Linux matter", allow_module_level=True)

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import DBus
from jeepney.io.blocking import open_dbus_connection

from posture_app.core.ports import Loop
from tests import needs

SERVICES = Path("/usr/share/dbus-1/services")
CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <servicedir>{services}</servicedir>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """A daemon that nobody else knows. Of the services of this machine it starts those alone that are named, each in
    this environment. Skips the test if there is no dbus-daemon.
    """

    address: str
    folder: Path

    def __init__(self, folder: Path, services: Iterable[str] = (), environ: Mapping[str, str] | None = None) -> None:
        needs.programs("dbus-daemon")
        self.folder = folder
        path = folder / "bus"
        configuration = folder / "bus.conf"
        wanted = folder / "services"
        wanted.mkdir(exist_ok=True)
        for name in services:
            (wanted / f"{name}.service").symlink_to(SERVICES / f"{name}.service")
        configuration.write_text(CONFIGURATION.format(path=path, services=wanted))
        self._process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"],
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()  # it is printed once the daemon listens
        assert self.address, "dbus-daemon does not start"

    def stop(self) -> None:
        """It hangs from now on: it takes connections, and does nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It hangs no longer."""
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """The same as `kill`."""
        self.kill()

    def kill(self) -> None:
        """As if it had crashed; harmless if done before."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


Answer = Callable[..., tuple[str, tuple[Any, ...]]]


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """What an answer raises to send an error."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


class Peer:
    """A program on a bus. Calls are kept in `calls` (member and arguments) and answered by `answers`; a member that is
    not in there gets no answer at all, unless there is one for all others: `otherwise`.
    """

    def __init__(self, loop: Loop, address: str, *, descriptors: bool = False) -> None:
        """`descriptors` says whether its answers may have some: integers, in results of the type `h`."""
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.answers: dict[str, Answer] = {}
        self.given: list[int] = []
        """Descriptors of the next answer, which are closed once that is sent."""
        self.otherwise: Answer | None = None
        self._connection = open_dbus_connection(bus=address, enable_fds=descriptors)
        self.name: str = self._connection.unique_name
        self._loop = loop
        self._watch = loop.watch(self._connection.sock.fileno(), self._read)

    def own(self, name: str) -> None:
        """Take a well-known name; it is ours when this returns."""
        self._connection.send_and_get_reply(DBus().RequestName(name), timeout=10)
        self._loop.soon(self._hear)  # a call that came with the reply has been read, and no more is told of it

    def disown(self, name: str) -> None:
        """Give it back."""
        self._connection.send(DBus().ReleaseName(name))

    def emit(self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        """Send a signal to whom it may concern."""
        self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature or None, body))

    def close(self) -> None:
        """Leave the bus; harmless if done before."""
        self._watch.stop()
        self._connection.close()

    def _read(self) -> None:
        try:
            data = self._connection.sock.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._watch.stop()
        self._connection.parser.add_data(data)
        self._hear()

    def _hear(self) -> None:
        heard = self._connection.parser
        while self._connection.sock.fileno() >= 0 and (message := heard.get_next_message()) is not None:
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        self.calls.append((member, message.body))
        answer = self.answers.get(member, self.otherwise)
        if answer is None:
            return
        try:
            signature, body = answer(*message.body)
        except Refusal as refusal:
            self._connection.send(new_error(message, refusal.name, "s", (str(refusal),)))
        else:
            self._connection.send(new_method_return(message, signature or None, body))
        while self.given:
            os.close(self.given.pop())


class Pipes:
    """Pipes of which the reading ends are here, and tell when nobody has the other end any more."""

    def __init__(self) -> None:
        self._reading: list[int] = []

    def give(self) -> int:
        reading, writing = os.pipe2(os.O_NONBLOCK)
        self._reading.append(reading)
        return writing

    def open(self, number: int = 0) -> bool:
        if number >= len(self._reading):
            return False
        try:
            return os.read(self._reading[number], 1) != b""
        except BlockingIOError:
            return True

    def closed(self, number: int = 0) -> bool:
        return number < len(self._reading) and not self.open(number)

    def close(self) -> None:
        for end in self._reading:
            os.close(end)


def give(peer: Peer, pipes: Pipes, method: str, signature: str = "h", *more: object) -> None:
    """From now on this method of the peer answers with a descriptor, which it keeps no longer than it must."""

    def answer(*_: object) -> tuple[str, tuple[object, ...]]:
        peer.given.append(pipes.give())
        return signature, (peer.given[-1], *more)

    peer.answers[method] = answer
