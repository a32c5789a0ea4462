"""The control socket: how the command line, and a second start, talk to the running app.

One JSON object in a line asks, one answers. Both ends are of the same user: the socket lies in a folder that only
they can enter. On Windows it is a named pipe. `desktop.control_socket` and `desktop.control_pipe` serve it.
"""

import json
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from posture_app.core.errors import KnownError

Request = Mapping[str, Any]
Answer = Callable[[Request], Mapping[str, Any]]
LONGEST = 64 * 1024
"""A request of more bytes is refused."""
PATIENCE_S = 5.0
"""How long an answer may take."""


class NotRunningError(Exception):
    """No app answers at this address."""


def ask(address: str, request: Request) -> dict[str, Any]:
    """Ask the running app. Raises NotRunningError if there is none, KnownError if it does not answer in order."""
    try:
        reply = _ask_pipe(address, request) if sys.platform == "win32" else _ask_socket(address, request)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NotRunningError from error
    except OSError as error:
        raise KnownError(
            f"The running app does not answer ({error.strerror or error}); try again, or end it."
        ) from error
    try:
        answer = json.loads(reply)
    except ValueError as error:
        raise KnownError("The running app gave no proper answer; is it of another version?") from error
    if not isinstance(answer, dict):
        raise KnownError("The running app gave no proper answer; is it of another version?")
    return answer


def _ask_socket(address: str, request: Request) -> bytes:
    if sys.platform == "win32":
        raise AssertionError("not asked for here")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(PATIENCE_S)
        line.connect(address)
        line.sendall(encode(request))
        reply = b""
        while not reply.endswith(b"\n"):
            part = line.recv(LONGEST)
            if not part:
                break
            reply += part
        return reply


def _ask_pipe(address: str, request: Request) -> bytes:
    with Path(address).open("r+b", buffering=0) as pipe:
        pipe.write(encode(request))
        return pipe.readline()


def encode(message: Mapping[str, Any]) -> bytes:
    """A message as it goes over the wire."""
    return json.dumps(message, ensure_ascii=False).encode() + b"\n"


def respond(line: bytes, answer: Answer) -> bytes:
    """The wire form of the answer to one request as it came over the wire."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        request = None
    if not isinstance(request, dict):
        return encode({"ok": False, "error": "This is not a request."})
    return encode(answer(request))
