"""Is there a display that Qt can use? Asked first, because Qt ends the process where there is none."""

import ctypes
import importlib.util
import os
import socket
import struct
import sys
from pathlib import Path

from posture_app.core.login import Login

XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
CORE_LIBRARIES = "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0"
SILENT_PLATFORMS = ("offscreen", "minimal", "linuxfb", "eglfs")
ANSWERS_S = 2.0
"""Real seconds that a display has to answer; Qt would wait for ever."""
OVER_NETWORK = "is reached over the network, and this app opens no network connection; use a display of this computer."


def why_no_display() -> str | None:
    """One sentence that says why no window can be shown; None if one can."""
    wanted = _wanted()
    if sys.platform != "linux" or wanted in SILENT_PLATFORMS:
        return None
    if wanted not in ("", "xcb") and not wanted.startswith("wayland"):
        return _why_no_platform(wanted)
    if wanted.startswith("wayland") or (_compositor() and wanted != "xcb"):
        return _why_no_wayland(_compositor() or "wayland-0", or_x11=not wanted)
    if not os.environ.get("DISPLAY"):
        return "There is no display (DISPLAY and WAYLAND_DISPLAY are not set)."
    return _why_no_x11(os.environ["DISPLAY"])


def on_x11() -> bool:
    """Whether Qt will show windows on an X server, given that there is a display."""
    if sys.platform != "linux" or _wanted():
        return sys.platform == "linux" and _wanted() == "xcb"
    return not _compositor() or not _answers(_wayland_socket(_compositor()))


def keep_to_x11() -> None:
    """Have Qt, which has not started yet, use the X server, given that it will: a compositor that is named, but says
    nothing, it would wait for.
    """
    if _compositor() and on_x11():
        os.environ["QT_QPA_PLATFORM"] = "xcb"


def login(*, windows: bool) -> Login:
    """The session that this process belongs to; `windows` says whether it can show any."""
    number = os.environ.get("XDG_SESSION_ID", "")
    if sys.platform != "linux" or not windows:
        return Login(number=number)
    host, _, display = os.environ.get("DISPLAY", "").rpartition(":")
    x11 = f":{display.partition('.')[0]}" if display and host in ("", "unix") else ""
    return Login(x11, "" if on_x11() else str(_wayland_socket(_compositor())), number)


def outlive_compositor() -> None:
    """Have Qt, which has not started yet, wait for a compositor that dies to be started afresh, as KWin's wrapper does;
    else it would end the app. Who has set the variable to anything has decided for themselves.
    """
    os.environ.setdefault("QT_WAYLAND_RECONNECT", "1")


def _compositor() -> str:
    """The name of the compositor's socket that Qt tries first, X11 second; empty: none."""
    return os.environ.get("WAYLAND_DISPLAY", "wayland-0" if os.environ.get("XDG_SESSION_TYPE") == "wayland" else "")


def _wayland_socket(name: str) -> Path:
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), name)


def _wanted() -> str:
    """The platform that the person asked Qt for, if any."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]


def _why_no_platform(name: str) -> str | None:
    if name == "vnc":
        return f"QT_QPA_PLATFORM is “{name}”, which {OVER_NETWORK}"
    qt = importlib.util.find_spec("PySide6")
    folders = qt.submodule_search_locations if qt else None
    if folders and any(Path(folder, "Qt", "plugins", "platforms", f"libq{name}.so").exists() for folder in folders):
        return None
    return f"QT_QPA_PLATFORM is “{name}”, a platform that this Qt does not have."


def _why_no_wayland(name: str, *, or_x11: bool) -> str | None:
    if sys.platform == "win32":
        raise AssertionError("not asked for here")
    path = _wayland_socket(name)
    if _answers(path):
        return None
    if or_x11 and os.environ.get("DISPLAY"):
        return _why_no_x11(os.environ["DISPLAY"])
    return f"No Wayland compositor answers at {path}."


def _why_no_x11(display: str) -> str | None:
    if sys.platform == "win32":
        raise AssertionError("not asked for here")
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return f"DISPLAY is “{display}”, which names no display."
    if host not in ("", "unix"):
        return f"DISPLAY is “{display}”, which {OVER_NETWORK}"
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    if not (_listens(path) or _listens(f"\0{path}")):
        return f"No X server answers at DISPLAY={display}."
    absent = [package for library, package in XCB_LIBRARIES.items() if not _loads(library)]
    if absent:
        return f"Qt lacks libraries for X11; install them with: apt-get install -y {' '.join(absent)}"
    return None


def _answers(compositor: Path) -> bool:
    """Whether it says a word to what every compositor answers, which is `wl_display.sync`."""
    if sys.platform == "win32":
        raise AssertionError("not asked for here")
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWERS_S)
            line.connect(str(compositor))
            line.sendall(struct.pack("=III", 1, 12 << 16, 2))
            return bool(line.recv(1))
    except OSError:
        return False


def _listens(address: str) -> bool:
    if sys.platform == "win32":
        raise AssertionError("not asked for here")
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWERS_S)
            line.connect(address)
    except OSError:
        return False
    return True


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
