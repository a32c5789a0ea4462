"""Is there a display that Qt can use? Asked first, because Qt ends the process where there is none."""

import ctypes
import importlib.util
import os
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from posture_app.core.errors import Unavailable
from posture_app.core.language import N_, _
from posture_app.core.login import Login
from posture_app.desktop.before_qt import spare_qt
from posture_app.desktop.clock import SystemClock
from posture_app.desktop.dbus.bus import session_address
from posture_app.desktop.qt import load_qt
from posture_app.sensors.compositors import answers, compositor, socket_name, socket_path
from posture_app.sensors.x11.session import root_text

XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs wherever its windows show, and the packages that have it."""
SILENT_PLATFORMS = ("offscreen", "minimal", "linuxfb", "eglfs")
KNOCKS = 3
"""How often an X server that breaks off is asked again: it may be starting afresh."""
OVER_NETWORK = N_(
    "{variable} is “{display}”, which is reached over the network, and this app opens no network connection; use a "
    "display of this computer."
)


def why_no_windows(held: ExitStack | None = None) -> str | None:
    """One sentence that says why no window can be shown; None if one can, and then Qt is loaded. An X server that was
    asked is `held`, if given, until Qt has reached it, too.
    """
    return why_no_qt(load=False) or why_no_screen(held) or why_no_qt()


def why_no_qt(*, load: bool = True) -> str | None:
    """Why Qt cannot be loaded, and what to install; or None. To `load` it costs 15 MiB, to look for its libraries 1."""
    if sys.platform == "linux" and (fault := next(filter(None, map(_why_not_loaded, QT_LIBRARIES)), None)):
        packages = [name for library, name in (QT_LIBRARIES | XCB_LIBRARIES).items() if _why_not_loaded(library)]
        text = _("Qt cannot be loaded ({fault}); on Debian, `apt-get install -y {packages}` installs what it lacks.")
        return text.format(fault=fault, packages=" ".join(packages))
    try:
        if load:
            load_qt()
            import PySide6.QtWidgets  # noqa: F401, PLC0415 - it needs more than what has been loaded before it
    except ImportError as error:
        text = _("Qt cannot be loaded ({error}). If that names a library, install it; else install Posture again.")
        return text.format(error=error)
    return None


def why_no_screen(held: ExitStack | None = None) -> str | None:
    """Why there is no display to show a window on; None if there is one. An X server is asked itself."""
    why_not = why_no_display()
    if why_not is None and on_x11():
        return _why_not_let_in(KNOCKS, held)
    return why_not


def without_silent_buses() -> tuple[str, ...]:
    """Have Qt, which has not started yet, do without what does not answer here; a sentence about each bus."""
    keep_to_x11()
    root = root_text(os.environ, "AT_SPI_BUS") if on_x11() else None
    return spare_qt(os.environ, SystemClock(), session_address(), root)


def why_no_display() -> str | None:
    """As `why_no_screen`, but an X server is not asked."""
    wanted = _wanted()
    if sys.platform != "linux" or wanted in SILENT_PLATFORMS:
        return None
    if wanted not in ("", "xcb") and not wanted.startswith("wayland"):
        return _why_no_platform(wanted)
    if wanted.startswith("wayland") or (socket_name(os.environ) and wanted != "xcb"):
        return _why_no_wayland(socket_name(os.environ) or "wayland-0", or_x11=not wanted)
    if not os.environ.get("DISPLAY"):
        return _("There is no display (DISPLAY and WAYLAND_DISPLAY are not set).")
    return _why_no_x11(os.environ["DISPLAY"])


def on_x11() -> bool:
    """Whether Qt will show windows on an X server, given that there is a display."""
    if sys.platform != "linux" or _wanted():
        return sys.platform == "linux" and _wanted() == "xcb"
    return compositor(os.environ) is None


def keep_to_x11() -> None:
    """Have Qt use the X server, given that it will: for a compositor that is named, but says nothing, it would wait."""
    if socket_name(os.environ) and on_x11():
        os.environ["QT_QPA_PLATFORM"] = "xcb"


def login(*, windows: bool) -> Login:
    """The session that this process belongs to; `windows` says whether it can show any."""
    number = os.environ.get("XDG_SESSION_ID", "")
    if sys.platform != "linux" or not windows:
        return Login(number=number)
    host, _, display = os.environ.get("DISPLAY", "").rpartition(":")
    x11 = f":{display.partition('.')[0]}" if display and host in ("", "unix") else ""
    return Login(x11, "" if on_x11() else str(socket_path(os.environ, socket_name(os.environ))), number)


def outlive_compositor() -> None:
    """Have Qt, which has not started yet, wait for a compositor that dies to be started afresh, as KWin's wrapper does;
    else it would end the app. Who has set the variable to anything has decided for themselves.
    """
    os.environ.setdefault("QT_WAYLAND_RECONNECT", "1")


def _wanted() -> str:
    """The platform that the person asked Qt for, if any."""
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]


def _why_no_platform(name: str) -> str | None:
    if name == "vnc":
        return _(OVER_NETWORK).format(variable="QT_QPA_PLATFORM", display=name)
    qt = importlib.util.find_spec("PySide6")
    folders = qt.submodule_search_locations if qt else None
    if folders and any(Path(folder, "Qt", "plugins", "platforms", f"libq{name}.so").exists() for folder in folders):
        return None
    return _("QT_QPA_PLATFORM is “{name}”, a platform that this Qt does not have.").format(name=name)


def _why_no_wayland(name: str, *, or_x11: bool) -> str | None:
    path = socket_path(os.environ, name)
    if answers(path):
        return None
    if or_x11 and os.environ.get("DISPLAY"):
        return _why_no_x11(os.environ["DISPLAY"])
    return _("No Wayland compositor answers at {path}.").format(path=path)


def _why_not_let_in(knocks: int, held: ExitStack | None) -> str | None:
    """Why the X server does not accept us. One without other programs starts afresh whenever the last of them leaves,
    and Qt would wait for it (30 ms): so it is asked once, and by a connection that is `held`.
    """
    from posture_app.sensors.x11.wire import BrokenOffError, NoServerError, XConnection  # noqa: PLC0415 - with the app

    try:
        connection = XConnection(os.environ)
    except NoServerError:
        return _("No X server answers at DISPLAY={display}.").format(display=os.environ["DISPLAY"])
    except Unavailable as error:
        if isinstance(error, BrokenOffError) and knocks > 1:
            return _why_not_let_in(knocks - 1, held)
        return _("No window can be shown: {why}.").format(why=error)
    if held is None:
        connection.close()
    else:
        held.callback(connection.close)
    return None


def _why_no_x11(display: str) -> str | None:
    if sys.platform == "win32":
        raise AssertionError("not asked for here")
    host, _colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdecimal():
        return _("DISPLAY is “{display}”, which names no display.").format(display=display)
    if host not in ("", "unix"):
        return _(OVER_NETWORK).format(variable="DISPLAY", display=display)
    absent = [package for library, package in XCB_LIBRARIES.items() if _why_not_loaded(library)]
    if absent:
        return _("Qt lacks libraries for X11; install them with: apt-get install -y {packages}").format(
            packages=" ".join(absent)
        )
    return None


@cache
def _library_folders() -> tuple[str, ...]:
    """Where libraries lie that come with Qt: beside its own, and at the top of a frozen program."""
    qt = importlib.util.find_spec("PySide6")
    found = [str(Path(folder, "Qt", "lib")) for folder in (qt and qt.submodule_search_locations) or ()]
    top: str | None = getattr(sys, "_MEIPASS", None)
    return (*found, top) if top else tuple(found)


def _why_not_loaded(library: str) -> str | None:
    """Of the one that this Qt will load: what a bundle has brought comes before what the system has."""
    brought = (Path(folder, library) for folder in _library_folders())
    try:
        ctypes.CDLL(next((str(path) for path in brought if path.exists()), library))
    except OSError as error:
        return str(error)
    return None
