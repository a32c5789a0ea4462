"""The app in the desktop's menu of programs: an entry and an icon in the person's own folder, with the man page and
what completes the command in a shell. pipx and uv put none of it there.
"""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from posture_app.core.autostart import AutostartState
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import lasting
from posture_app.core.words import APP_ID
from posture_app.desktop.bundled import read_bytes, shared_files
from posture_app.desktop.entry_file import EntryFile, exec_line, exec_words, main_keys, try_line
from posture_app.desktop.paths import APP
from posture_app.desktop.program import start_command

FORMER = f"{APP}.desktop"
"""The entry of before, by its name."""
MAN_PAGE = "man/man1/posture-app.1"
COMPLETIONS = {
    "bash": "bash-completion/completions/posture-app",
    "zsh": "zsh/site-functions/_posture-app",
    "fish": "fish/vendor_completions.d/posture-app.fish",
}
"""By their shells. They and the man page are named as below a `share` folder; a build makes them, and the page in each
language that there is, in `resources/share/`.
"""
SYSTEM = "/usr/local/share:/usr/share"


def menu_entry(environ: Mapping[str, str]) -> "MenuEntry":
    """That of this installation. Raises Unavailable, saying why, where none is needed, or there is no such menu."""
    if sys.platform in ("win32", "darwin"):
        raise Unavailable(lasting("only desktops of Linux and BSD have such a menu"))
    if environ.get("FLATPAK_ID"):
        raise Unavailable(lasting("the Flatpak has brought its entry and icon"))
    folders = (environ.get("XDG_DATA_DIRS") or SYSTEM).split(":")
    packaged, data = next(_readable(_entry_in(Path(each)) for each in folders if each), (None, b""))
    share, command = environ.get("XDG_DATA_HOME", ""), start_command(environ)
    program = main_keys(data).get("TryExec", "")
    entry = MenuEntry(
        command,
        Path(share) if Path(share).is_absolute() else Path.home() / ".local" / "share",
        packaged=shutil.which(program, path=environ.get("PATH")) == command[0],
    )
    if packaged is not None and not entry.state().on:
        raise Unavailable(
            lasting("a package has brought {path}, and icon, man page and completions with it", path=packaged)
        )
    return entry


class MenuEntry:
    """Implements `DesktopEntry` by the bundled menu entry, in which the program is that of this installation.

    Icon, man page and completions come and go with it. Folders that they need in `share`, the person's own, are made,
    and go if nothing else is in them. All of it gives way to what a package has brought with this installation
    (`packaged`).
    """

    def __init__(self, command: Sequence[str], share: Path, *, packaged: bool = False) -> None:
        self._command, self.share, self._packaged = tuple(command), share, packaged
        self._entry = EntryFile(_entry_in(share))
        self._icon = EntryFile(share / "icons" / "hicolor" / "scalable" / "apps" / f"{APP_ID}.svg")
        self._manual = {file: EntryFile(share / file) for file in shared_files()}
        self.where = str(self._entry.path)

    def state(self) -> AutostartState:
        data = self._entry.read()
        if data is None:
            return AutostartState(on=False)
        return AutostartState(on=True, command=exec_words(main_keys(data).get("Exec", "")))

    def turn(self, *, on: bool) -> None:
        if on:
            for file, data in self._wanted():
                file.write(data)
        else:
            for file in (self._entry, self._icon, *self._manual.values()):
                file.remove()
                self._leave(file.path.parent)
        self._take_former_away()
        with contextlib.suppress(OSError):  # by which caches of icons see that something has changed
            os.utime(self.share / "icons" / "hicolor")

    @property
    def has_manual(self) -> bool:
        """Whether man page and completions came with this installation; a mere copy of the source has none."""
        return bool(self._manual)

    def is_whole(self) -> bool:
        """Whether all of it is there, as this installation has it. Raises KnownError."""
        return all(file.read() == data for file, data in self._wanted())

    def mend(self) -> bool:
        if not self.state().on or self.is_whole():
            return False
        self.turn(on=not self._packaged)
        return True

    def _wanted(self) -> Iterator[tuple[EntryFile, bytes]]:
        """Each file that should be there, and what in it; the entry, which tells that all is there, at the end."""
        for name, file in self._manual.items():
            yield file, read_bytes("share", *name.split("/"))
        yield self._icon, read_bytes("icons", f"{APP_ID}.svg")
        yield self._entry, self._made()

    def _made(self) -> bytes:
        lines = read_bytes("desktop", f"{APP_ID}.desktop").decode().splitlines()
        return "\n".join([*map(self._reached, lines), ""]).encode()

    def _reached(self, line: str) -> str:
        """The line, with this installation in the place of the program."""
        key, _equals, value = line.partition("=")
        if key == "TryExec":
            return try_line(self._command[0])
        return exec_line((*self._command, *value.split()[1:])) if key == "Exec" else line

    def _leave(self, folder: Path) -> None:
        while folder != self.share and self.share in folder.parents:
            try:
                folder.rmdir()
            except OSError:  # something else is in it
                return
            folder = folder.parent

    def _take_former_away(self) -> None:
        former = EntryFile(self.share / "applications" / FORMER)
        data = former.read()
        words = exec_words(main_keys(data).get("Exec", "")) if data else ()
        if words and Path(words[0]).name == APP:
            former.remove()


def _readable(paths: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    """Those that are there, and what is in them; what the person may not read, their desktop may not read either."""
    for path in paths:
        with contextlib.suppress(KnownError):
            data = EntryFile(path).read()
            if data is not None:
                yield path, data


def _entry_in(share: Path) -> Path:
    return share / "applications" / f"{APP_ID}.desktop"
