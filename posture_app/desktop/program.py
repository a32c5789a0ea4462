"""How this installation is reached: the command that starts the app, now and after an update."""

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from posture_app.core.words import APP_NAME
from posture_app.desktop.paths import APP


def start_command(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The words of the command by which somebody starts this very installation.

    A link in `PATH`, as pipx and uv make one, outlives an update that moves what it leads to; a path into a virtual
    environment does not.
    """
    if environ.get("FLATPAK_ID"):
        return (APP,)
    if image := app_image(environ):
        return (image,)
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    beside = Path(sys.executable).parent / (f"{APP}.exe" if sys.platform == "win32" else APP)
    linked = shutil.which(APP, path=environ.get("PATH"))
    if linked and _is_same(Path(linked), beside):
        return (str(Path(linked).absolute()),)
    return (str(beside),) if beside.is_file() else (sys.executable, "-m", "posture_app")


def app_image(environ: Mapping[str, str]) -> str | None:
    """The AppImage that we run from; None if we run from none. The terminal of another one has its variables, too."""
    image, folder = environ.get("APPIMAGE"), environ.get("APPDIR")
    return image if image and (not folder or Path(__file__).is_relative_to(folder)) else None


def is_sealed(environ: Mapping[str, str]) -> bool:
    """Whether other programs may be unable to read our files: in a sandbox, or in a bundle that goes when we end."""
    return bool(environ.get("FLATPAK_ID") or app_image(environ) or getattr(sys, "frozen", False))


def exists(program: str) -> bool:
    """Whether there is such a program: a path, or a name in `PATH`."""
    return bool(program) and shutil.which(program) is not None


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def systemd_unit(command: Sequence[str]) -> str:
    """A unit of systemd for the person, systemd.service(5), that starts this with a graphical session."""
    words = " ".join(map(_unit_word, command))
    return (
        f"[Unit]\nDescription={APP_NAME}\nPartOf=graphical-session.target\nAfter=graphical-session.target\n\n"
        f"[Service]\nExecStart={words}\nRestart=on-failure\n\n[Install]\nWantedBy=graphical-session.target\n"
    )


def _unit_word(word: str) -> str:
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return plain if re.fullmatch(r"[\w@+=:,./-]+", plain) else f'"{plain}"'
