"""What a test needs of the machine: skipped with the line that installs it, or failed where all must be there."""

import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGES = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "openbox": "openbox",
    "dunst": "dunst",
    "dbus-run-session": "dbus",
    "dbus-daemon": "dbus",
    "trayer": "trayer",
    "notify-send": "libnotify-bin",
    "xprop": "x11-utils",
    "xdpyinfo": "x11-utils",
    "xrandr": "x11-xserver-utils",
    "cc": "gcc libc6-dev",
    "weston": "weston",
    "desktop-file-validate": "desktop-file-utils",
    "dex": "dex",
    "Xwayland": "xwayland",
    "mutter": "mutter",
    "gnome-shell": "gnome-shell",
    "gjs": "gjs",
    "kwin_wayland": "kwin-wayland",
    "kwin_wayland_wrapper": "kwin-wayland",
    "sway": "sway",
    "swaymsg": "sway",
    "cage": "cage",
    "grim": "grim",
    "wtype": "wtype",
    "mako": "mako-notifier",
    "makoctl": "mako-notifier",
    "waybar": "waybar",
    "xfce4-panel": "xfce4-panel",
    "xfce4-notifyd": "xfce4-notifyd",
    "xfconf-query": "xfconf",
    "pulseaudio": "pulseaudio",
    "pactl": "pulseaudio-utils",
    "parecord": "pulseaudio-utils",
    "gsettings": "libglib2.0-bin",
    "strace": "strace",
    "man": "man-db",
    "msgfmt": "gettext",
    "appstreamcli": "appstream",
    "bash": "bash",
    "zsh": "zsh",
    "fish": "fish",
    "shellcheck": "shellcheck",
}
QT_PACKAGES = "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0"
REQUIRE_ALL = "POSTURE_APP_REQUIRE_ALL"


def missing(reason: str) -> None:
    """Skip, or fail if POSTURE_APP_REQUIRE_ALL says that nothing may be missing."""
    if os.environ.get(REQUIRE_ALL):
        pytest.fail(f"{REQUIRE_ALL} is set, but {reason}", pytrace=False)
    pytest.skip(reason)


def programs(*names: str) -> None:
    """Skip unless all these programs are installed."""
    absent = sorted({PACKAGES[name] for name in names if found(name) is None})
    if absent:
        missing(f"not installed: apt-get install -y {' '.join(absent)}")


def found(name: str) -> str | None:
    """Where this program is; None if it is not installed. One that only D-Bus starts is in no PATH."""
    return shutil.which(name) or next(map(str, Path("/usr/lib").glob(f"*/*/*/{name}")), None)


@cache
def why_no_dbusmock() -> str | None:
    """Why the system's Python cannot pretend services on a bus; None if it can."""
    done = subprocess.run(["/usr/bin/python3", "-c", "import dbusmock"], capture_output=True, check=False, timeout=60)
    return "not installed: apt-get install -y python3-dbusmock" if done.returncode else None


def pdfium() -> None:
    """Skip unless documents can be looked at, by a library that is none of the app's own."""
    if find_spec("pypdfium2") is None:
        missing("not installed: pip install pypdfium2")


def dbusmock() -> None:
    """Skip unless the system's Python has dbusmock."""
    why = why_no_dbusmock()
    if why:
        missing(why)


def gnome_settings() -> None:
    """Skip unless GNOME's settings are described here, which comes with its shell."""
    if not Path("/usr/share/glib-2.0/schemas/org.gnome.desktop.notifications.gschema.xml").exists():
        missing("not installed: apt-get install -y gsettings-desktop-schemas")


def linux() -> None:
    """Skip on other systems; these tests have nothing to say there."""
    if sys.platform != "linux":
        pytest.skip("a Linux matter")


def pseudo_terminals() -> None:
    """Skip where there are none, as in a bare container."""
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    try:
        ends = os.openpty()
    except OSError as error:
        missing(f"there are no pseudo-terminals ({error.strerror}): mount -t devpts devpts /dev/pts")
    else:
        for end in ends:
            os.close(end)


@cache
def why_no_qt() -> str | None:
    """Why Qt does not load here, as in a bare container; None if it does."""
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 - the question is whether it loads
    except ImportError as error:
        return f"Qt does not load ({error}): apt-get install -y {QT_PACKAGES}"
    return None


def qt() -> None:
    """Skip where Qt does not load."""
    why = why_no_qt()
    if why:
        missing(why)
