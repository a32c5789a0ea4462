"""A connection to an X server that sees all input of the session, which the one of a Wayland session does not.

The numbers below are those of the X protocol and of RandR, version 1.3.
"""

import struct
from collections.abc import Iterator, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.sensors.compositors import Compositors, find_compositors
from posture_app.sensors.source import OtherSessionError
from posture_app.sensors.x11.wire import PACKET, XConnection, padded

_INTERN_ATOM, _GET_PROPERTY = 16, 20
_KNOWN_ONLY, _ANY_TYPE, _LONGEST = 1, 0, 256  # the last in units of four bytes
_QUERY_EXTENSION = 98
_QUERY_VERSION, _GET_OUTPUT, _GET_RESOURCES = 0, 9, 25  # of RandR
_XWAYLAND = b"XWAYLAND"


class OnWaylandError(OtherSessionError):
    """The session is Wayland."""


class XSession(XConnection):
    """A connection that sees all input. Raises OnWaylandError, or Unavailable where no X server can be reached.

    `compositors` are those that answer; if they are not given, they are asked, and waited for.
    """

    def __init__(self, environ: Mapping[str, str], compositors: Compositors | None = None) -> None:
        found = compositors or find_compositors(environ)
        answering = found.named if environ.get("DISPLAY") else found.any
        if answering is not None:
            raise OnWaylandError(
                lasting(
                    "the session is Wayland (a compositor answers at {path}), where X11 sees the input of X11 windows "
                    "only",
                    path=answering,
                )
            )
        if not environ.get("DISPLAY"):
            raise Unavailable(lasting("DISPLAY is not set"))
        super().__init__(environ)

    def extension(self, name: bytes) -> tuple[int, int] | None:
        """The numbers of its requests and of its first event; None if the server does not have it. Raises OSError."""
        packet = self.ask(_QUERY_EXTENSION, 0, struct.pack("=Hxx", len(name)) + padded(name))
        present, opcode, event = struct.unpack_from("=BBB", packet, 8)
        return (opcode, event) if present else None

    def atom(self, name: bytes) -> int:
        """The number that stands for this name. Raises OSError."""
        packet = self.ask(_INTERN_ATOM, 0, struct.pack("=Hxx", len(name)) + padded(name))
        return int(struct.unpack_from("=I", packet, 8)[0])

    def _set_up(self, key: bytes) -> None:
        super()._set_up(key)
        if self.extension(_XWAYLAND) or any(name.startswith(_XWAYLAND) for name in self._outputs()):
            raise OnWaylandError(
                lasting(
                    "the session is Wayland (the X server is Xwayland), where X11 sees the input of X11 windows only"
                )
            )

    def _outputs(self) -> Iterator[bytes]:
        """The names of the monitors' sockets: an Xwayland before 23.1 is known by nothing else."""
        randr = self.extension(b"RANDR")
        if randr is None:
            return
        if struct.unpack_from("=II", self.ask(randr[0], _QUERY_VERSION, struct.pack("=II", 1, 3)), 8) < (1, 3):
            return
        resources = self.ask(randr[0], _GET_RESOURCES, struct.pack("=I", self.root))
        stamp, crtcs, outputs = struct.unpack_from("=4xIHH", resources, 8)
        for output in struct.unpack_from(f"={outputs}I", resources, PACKET + 4 * crtcs):
            packet = self.ask(randr[0], _GET_OUTPUT, struct.pack("=II", output, stamp))
            crtcs, modes, _, clones, size = struct.unpack_from("=HHHHH", packet, 26)
            at = PACKET + 4 + 4 * (crtcs + modes + clones)
            yield packet[at : at + size]


def root_text(environ: Mapping[str, str], name: str) -> str | None:
    """The text of this property, or None where there is none, or no X server that answers."""
    try:
        display = XConnection(environ)
    except Unavailable:
        return None
    try:
        data = name.encode()
        interned = display.ask(_INTERN_ATOM, _KNOWN_ONLY, struct.pack("=Hxx", len(data)) + padded(data))
        (atom,) = struct.unpack_from("=I", interned, 8)
        if not atom:
            return None
        wanted = struct.pack("=IIIII", display.root, atom, _ANY_TYPE, 0, _LONGEST)
        answer = display.ask(_GET_PROPERTY, 0, wanted)
        (length,) = struct.unpack_from("=I", answer, 16)
        return answer[32 : 32 + length].decode(errors="replace").rstrip("\0") or None
    except (OSError, struct.error):
        return None
    finally:
        display.close()
