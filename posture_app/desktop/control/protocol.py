"""The control socket: how the command line, and a second start, talk to the running app.

One JSON object in a line asks, one answers. Both ends are of the same user: the socket lies in a folder that only
they can enter. On Windows it is a named pipe. `server` serves it.
"""

import contextlib
import json
import logging
import os
import socket
import struct
import sys
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.text import printable

_log = logging.getLogger(__name__)

Request = Mapping[str, Any]
Later = Callable[[Callable[[Mapping[str, Any]], None]], None]
"""An answer that is not known yet: it takes what is to be called with it."""


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer of many lines. `begin` takes what is to be called with each, and returns what ends that."""

    begin: Callable[[Callable[[Mapping[str, Any]], None]], Callable[[], None]]


Answer = Callable[[Request], Mapping[str, Any] | Later | Stream]
LONGEST = 64 * 1024
"""A request of more bytes is refused."""
LONGEST_REPLY = 16 * 1024 * 1024
"""So many bytes are read of an answer."""
IDLE_S = 10.0
"""A connection that has sent no whole request after so long is closed."""
PATIENCE_S = 5
"""How long an answer may take, unless it is known to take longer."""


class NotRunningError(Exception):
    """No app answers at this address."""


def ask(address: str, request: Request, patience_s: int = PATIENCE_S) -> dict[str, Any]:
    """Ask the running app, of this user only. Texts in the answer have no control characters, which a terminal obeys.

    Raises NotRunningError if there is none, KnownError if it does not answer in order.
    """
    try:
        reply = _reply(address, request, patience_s)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NotRunningError from error
    except OSError as error:
        raise KnownError(
            _("The running app does not answer ({reason}); try again, or end it.").format(
                reason=error.strerror or error
            )
        ) from error
    return _understood(reply)


def follow(address: str, request: Request) -> Generator[dict[str, Any], None, None]:
    """Each line of an answer that has many, as it comes, until the app ends. Raises as `ask` does."""
    try:
        with _opened(address, request, patience_s=0) as lines:
            for line in lines:
                yield _understood(line)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NotRunningError from error
    except ConnectionError:
        return  # it ended
    except OSError as error:
        raise KnownError(
            _("The running app does not answer ({reason}).").format(reason=error.strerror or error)
        ) from error


def _understood(reply: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(reply)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise KnownError(_("The running app gave no proper answer; is it of another version?"))
    return dict(_harmless(answer))


def _harmless(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case list():
            return [_harmless(item) for item in value]
        case dict():
            return {printable(str(key)): _harmless(item) for key, item in value.items()}
    return value


def lives(address: str, milliseconds: int = 0, knocks: int = 10) -> bool:
    """Whether an app has this address open, for so long; one that hangs has, too, and one that hangs up each time."""
    if sys.platform == "win32":
        with contextlib.suppress(OSError):
            return any(pipe.name == Path(address).name for pipe in Path(r"\\.\pipe").iterdir())
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(milliseconds / 1000)
        try:
            line.connect(address)
            return line.recv(1) != b"" or knocks == 1 or lives(address, knocks=knocks - 1)  # it ends, or has no time
        except (BlockingIOError, TimeoutError):  # it says nothing, or many wait in line before us
            return True
        except (OSError, ValueError):  # nobody is there, or it is no address at all
            return False


def _reply(address: str, request: Request, patience_s: int) -> bytes:
    with _opened(address, request, patience_s) as lines:
        return next(lines, b"")


@contextlib.contextmanager
def _opened(address: str, request: Request, patience_s: int) -> Iterator[Iterator[bytes]]:
    """What the app says to this request, line by line. Each may take so many seconds (0: any)."""
    if sys.platform == "win32":
        with Path(address).open("r+b", buffering=0) as pipe:
            pipe.write(encode(request))
            yield iter(pipe.readline, b"")
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        # Not Python's time-out: it makes the socket non-blocking, and to connect then fails at once if others wait.
        for patience in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            line.setsockopt(socket.SOL_SOCKET, patience, struct.pack("@ll", patience_s, 0))
        line.connect(address)
        if not is_ours(line):
            raise KnownError(
                _("The control socket {address} belongs to somebody else, who is not asked; remove it.").format(
                    address=address
                )
            )
        line.sendall(encode(request))
        yield _lines(line)


def _lines(connection: socket.socket) -> Iterator[bytes]:
    """Each line as it comes; what is cut off at the end, too. A line that is too long counts as cut off."""
    rest = b""
    while part := connection.recv(LONGEST):
        *whole, rest = (rest + part).split(b"\n")
        yield from whole
        if len(rest) > LONGEST_REPLY:
            break
    if rest:
        yield rest


def is_ours(line: socket.socket) -> bool:
    """Whether the other end of a Unix socket is of this user, or of root."""
    if sys.platform == "win32":
        raise AssertionError("pipes are for this user only")
    if sys.platform == "linux":
        credentials = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    else:  # a struct xucred, by the numbers of SOL_LOCAL and LOCAL_PEERCRED
        credentials = line.getsockopt(0, 1, 76)
    return int.from_bytes(credentials[4:8], sys.byteorder) in (os.getuid(), 0)


def encode(message: Mapping[str, Any]) -> bytes:
    """A message as it goes over the wire."""
    return json.dumps(message).encode() + b"\n"


def respond(
    line: bytes, answer: Answer, send: Callable[[bytes], None], stream: Callable[[Stream], None] | None = None
) -> None:
    """Send the wire form of the answer to one request as it came over the wire, now or once it is known; `stream` gets
    one of many lines.
    """
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    if not isinstance(request, dict):
        send(encode({"ok": False, "error": "This is not a request."}))
        return
    result = answer(request)
    if isinstance(result, Stream):
        if stream is None:
            send(encode({"ok": False, "error": "This cannot be followed here."}))
        else:
            stream(result)
    elif callable(result):
        result(lambda known: send(encode(known)))
    else:
        send(encode(result))


class AddressFile:
    """Leaves the address of the control socket where `Places.found_control` looks, as long as it lives."""

    def __init__(self, path: Path, address: str) -> None:
        self._path = path
        try:
            path.write_text(f"{address}\n", encoding="utf-8")
        except OSError as error:  # who asks with our environment finds the socket all the same
            _log.info("%s cannot be written: %s", path, error.strerror)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
