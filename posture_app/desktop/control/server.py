"""Where the command line reaches the running app, by the means of this system."""

import sys
from typing import Protocol

from posture_app.desktop.control.protocol import Answer
from posture_app.desktop.loop import QtLoop


class ControlServer(Protocol):
    """Takes requests until it is closed."""

    def close(self) -> None:
        """Take no more."""


def control_server(loop: QtLoop, address: str, answer: Answer) -> ControlServer:
    """A server at this address. Raises KnownError if there can be none."""
    if sys.platform == "win32":
        from posture_app.desktop.control.pipe_server import PipeServer  # noqa: PLC0415 - 3 MiB of QtNetwork

        return PipeServer(address, answer)
    from posture_app.desktop.control.socket_server import SocketServer  # noqa: PLC0415 - not on Windows

    return SocketServer(loop, address, answer)
