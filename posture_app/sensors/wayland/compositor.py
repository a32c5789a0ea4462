"""Where the Wayland compositor of the session answers, if there is one: variables may be stale, or not handed on."""

import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

ANSWERS_S = 2.0
"""Real seconds that a compositor has to answer; one that hangs would be waited for without end."""


def socket_name(environ: Mapping[str, str]) -> str:
    """The name of the compositor's socket that Qt and we try first; empty: none is named."""
    return environ.get("WAYLAND_DISPLAY", "wayland-0" if environ.get("XDG_SESSION_TYPE") == "wayland" else "")


def socket_path(environ: Mapping[str, str], name: str) -> Path:
    """Where a socket of this name lies."""
    return Path(environ.get("XDG_RUNTIME_DIR", "/nonexistent"), name)


def compositor(environ: Mapping[str, str]) -> Path | None:
    """The socket that the environment names, if a compositor answers there."""
    name = socket_name(environ)
    path = socket_path(environ, name)
    return path if name and answers(path) else None


def any_compositor(environ: Mapping[str, str]) -> Path | None:
    """The same, or else any of this user's: cron, sudo and tmux hand on none of the variables, or old ones."""
    folder = environ.get("XDG_RUNTIME_DIR")
    others = sorted(Path(folder).glob("wayland-*")) if folder else []
    return compositor(environ) or next((path for path in others if path.is_socket() and answers(path)), None)


def answers(path: Path) -> bool:
    """Whether a compositor answers at this socket."""
    if sys.platform == "win32":
        return False
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWERS_S)
            line.connect(str(path))
            line.sendall(struct.pack("=III", 1, 12 << 16, 2))  # wl_display.sync, which every compositor answers
            return bool(line.recv(1))
    except OSError:
        return False
