"""How this installation is reached: the command that starts the app, now and after an update."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from posture_app.desktop.paths import APP


def start_command(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The words of the command by which somebody starts this very installation.

    A link in `PATH`, as pipx and uv make one, outlives an update that moves what it leads to; a path into a virtual
    environment does not.
    """
    image = environ.get("APPIMAGE")
    if image:
        return (image,)
    beside = Path(sys.executable).parent / (f"{APP}.exe" if sys.platform == "win32" else APP)
    linked = shutil.which(APP, path=environ.get("PATH"))
    if linked and _is_same(Path(linked), beside):
        return (str(Path(linked).absolute()),)
    return (str(beside),) if beside.is_file() else (sys.executable, "-m", "posture_app")


def exists(program: str) -> bool:
    """Whether there is such a program: a path, or a name in `PATH`."""
    return bool(program) and shutil.which(program) is not None


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
