"""What the X server tells every program, as text at its root window."""

import struct
from collections.abc import Mapping

from posture_app.core.errors import Unavailable
from posture_app.sensors.x11.wire import XConnection

_INTERN_ATOM, _GET_PROPERTY = 16, 20
_KNOWN_ONLY, _ANY_TYPE, _LONGEST = 1, 0, 256  # the last in units of four bytes


def root_text(environ: Mapping[str, str], name: str) -> str | None:
    """The text of this property, or None where there is none, or no X server that answers."""
    try:
        display = XConnection(environ)
    except Unavailable:
        return None
    try:
        data = name.encode()
        padding = bytes(-len(data) % 4)
        (atom,) = struct.unpack_from(
            "=I", display.ask(_INTERN_ATOM, _KNOWN_ONLY, struct.pack("=Hxx", len(data)) + data + padding), 8
        )
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
