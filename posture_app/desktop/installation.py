"""How this installation came onto the computer, and what updates it."""

import json
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlparse

import posture_app
from posture_app.core.language import _
from posture_app.core.value import value
from posture_app.desktop.paths import APP
from posture_app.desktop.program import app_image

PACKAGES = {
    "deb": ("Debian", f"sudo apt-get install ./{APP}_*.deb"),
    "rpm": ("RPM", f"sudo dnf install ./{APP}-*.rpm"),
}
"""What a package writes into the file `INSTALLER` of its metadata; its name; how a newer one is installed."""


@value
class Installation:
    """`words` say how the app came here; `update` is the command that brings a newer version, or a sentence."""

    words: str
    update: str


def installation(environ: Mapping[str, str]) -> Installation:
    """That of the app that runs."""
    if flatpak := environ.get("FLATPAK_ID"):
        return Installation(_("As a Flatpak"), f"flatpak update {flatpak}")
    if image := app_image(environ):
        return Installation(_("As an AppImage"), _("Put the newer one in the place of {path}.").format(path=image))
    if getattr(sys, "frozen", False):
        folder = Path(sys.executable).parent
        return Installation(_("As a folder"), _("Put the newer one in the place of {path}.").format(path=folder))
    return _in_python()


def _in_python() -> Installation:
    """That of the app in a Python that others use, too."""
    found = _metadata()
    if found is None:
        return _checkout(Path(posture_app.__file__).parents[1])
    origin = _origin(found)
    if origin.editable:
        return _checkout(Path(origin.source))
    installer = _text(found / "INSTALLER").strip()
    if installer in PACKAGES:
        name, update = PACKAGES[installer]
        return Installation(_("By a {name} package").format(name=name), update)
    return _environment(installer, origin.source or APP)


@value
class _Origin:
    """The folder of the source, if it was installed from one, and whether it runs from there."""

    source: str = ""
    editable: bool = False


def _metadata() -> Path | None:
    """The folder of our metadata; None if we run from files that nobody has installed. `importlib.metadata` would find
    it, too, and load a reader of e-mail for that (1 MiB).
    """
    found = next((each for place in sys.path for each in Path(place).glob("posture_app-*.dist-info")), None)
    if found is None:
        return None
    try:
        ours = (found.parent / "posture_app").samefile(Path(posture_app.__file__).parent)
    except OSError:
        ours = False
    return found if ours or _origin(found).editable else None


def _text(file: Path) -> str:
    """What it has; nothing if it is not there or cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _origin(found: Path) -> _Origin:
    """As the file `direct_url.json` (PEP 610) tells it."""
    try:
        match json.loads(_text(found / "direct_url.json") or "{}"):
            case {"url": str(url), "dir_info": dict(told)}:
                path = unquote(urlparse(url).path)
                path = path.removeprefix("/") if sys.platform == "win32" else path  # “/C:/copy”
                return _Origin(path, editable=told.get("editable") is True)
    except ValueError:
        pass
    return _Origin()


def _checkout(folder: Path) -> Installation:
    return Installation(_("From a copy of the source"), shlex.join(["git", "-C", str(folder), "pull"]))


def _environment(installer: str, source: str) -> Installation:
    if Path(sys.prefix, "pipx_metadata.json").is_file():
        return Installation(_("By pipx"), f"pipx upgrade {APP}")
    if Path(sys.prefix, "uv-receipt.toml").is_file():
        return Installation(_("By uv, as a tool"), f"uv tool upgrade {APP}")
    apart = sys.prefix != sys.base_prefix
    if installer == "uv":
        words = _("By uv, in a virtual environment") if apart else _("By uv")
        return Installation(words, shlex.join(["uv", "pip", "install", "-p", sys.executable, "--upgrade", source]))
    words = _("By pip, in a virtual environment") if apart else _("By pip")
    return Installation(words, shlex.join([sys.executable, "-m", "pip", "install", "--upgrade", source]))
