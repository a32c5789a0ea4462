"""Whether the app starts with the session, by the way that this system has for it."""

import contextlib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from posture_app.core.autostart import Autostart, AutostartState
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.ports import Loop
from posture_app.core.words import APP_ID, APP_NAME
from posture_app.desktop.entry_file import EntryFile, exec_line, exec_words, main_keys, try_line
from posture_app.desktop.paths import APP
from posture_app.desktop.program import exists, start_command

HIDDEN = "--hidden"
SYSTEM = "/etc/xdg"


def autostart(environ: Mapping[str, str], loop: Loop | None = None) -> Autostart:
    """The way of this system, for this installation. Raises Unavailable, saying why, where there is none. A Flatpak has
    to ask the desktop, which takes a `loop`.
    """
    command = (*start_command(environ), HIDDEN)
    if sys.platform == "win32":
        return RunKey(command, UserRegistry())
    if sys.platform == "darwin":
        return LaunchAgent(command, Path.home() / "Library" / "LaunchAgents")
    config = environ.get("XDG_CONFIG_HOME", "")
    base = Path(config) if Path(config).is_absolute() else Path.home() / ".config"
    if not environ.get("FLATPAK_ID"):
        shared = (environ.get("XDG_CONFIG_DIRS") or SYSTEM).split(":")
        return XdgAutostart(command, base / "autostart", [Path(each, "autostart") for each in shared if each])
    entry = XdgAutostart(command, base / "autostart")
    if loop is None:
        return entry  # which tells how it stands
    from posture_app.desktop.portal_autostart import PortalAutostart  # noqa: PLC0415 - in a Flatpak only

    return PortalAutostart((APP, HIDDEN), entry, loop)


class XdgAutostart:
    """Implements `Autostart` by an entry of the XDG autostart specification, version 0.5.

    `Hidden=true` and `X-GNOME-Autostart-enabled=false` are how tools of desktops turn it off; that is kept until the
    person turns it on here. No `Version`: older sessions pass over an entry that has one they do not know.

    A package may have brought an entry for all who use the computer, into one of the folders `shared`. The person’s own
    takes its place, so they turn that one off by a hidden entry, and have none where it starts what theirs would.
    """

    def __init__(self, command: Sequence[str], folder: Path, shared: Sequence[Path] = ()) -> None:
        self._command, self._file = tuple(command), EntryFile(folder / f"{APP_ID}.desktop")
        self._shared = [EntryFile(each / f"{APP_ID}.desktop") for each in shared]

    @property
    def where(self) -> str:
        packaged = None if self._file.read() is not None else self._packaged()
        return str((packaged or self._file).path)

    def state(self) -> AutostartState:
        packaged = None if self._file.read() is not None else self._packaged()
        return _state_of(packaged or self._file)

    def turn(self, *, on: bool) -> None:
        packaged = self._packaged()
        comes_anyway = packaged is not None and _state_of(packaged).on
        if on == comes_anyway and (not on or self._is_packaged()):
            self._file.remove()
        elif self.state() != AutostartState(on=on, command=self._command):
            lines = ["[Desktop Entry]", "Type=Application", f"Name={APP_NAME}", *self._starts(), "Terminal=false"]
            self._file.write("\n".join([*lines, *([] if on else ["Hidden=true"]), ""]).encode())

    def mend(self) -> bool:
        data = self._file.read()
        state = _state_of(self._file)
        if data is None or state.command == self._command:
            return False
        if state.on and self._is_packaged():
            self._file.remove()
            return True
        kept = [line for line in data.decode(errors="replace").splitlines() if not re.match(r"(Try)?Exec\s*=", line)]
        at = next((n for n, line in enumerate(kept) if line.strip() == "[Desktop Entry]"), -1) + 1
        self._file.write("\n".join([*kept[:at], *self._starts(), *kept[at:], ""]).encode())
        return True

    def _starts(self) -> tuple[str, str]:
        return exec_line(self._command), try_line(self._command[0])

    def _packaged(self) -> EntryFile | None:
        """The first that is there; one whose program is not is as good as none."""
        found = next((file for file in self._shared if file.read() is not None), None)
        program = _keys_of(found).get("TryExec") if found else None
        return found if program is None or exists(program) else None

    def _is_packaged(self) -> bool:
        """Whether this installation is what the package has started."""
        packaged = self._packaged()
        return packaged is not None and _state_of(packaged) == AutostartState(on=True, command=self._command)


def _keys_of(file: EntryFile) -> Mapping[str, str]:
    return main_keys(file.read() or b"")


def _state_of(file: EntryFile) -> AutostartState:
    if file.read() is None:
        return AutostartState(on=False)
    keys = _keys_of(file)
    off = keys.get("Hidden") == "true" or keys.get("X-GNOME-Autostart-enabled") == "false"
    return AutostartState(on=not off, command=exec_words(keys.get("Exec", "")))


class LaunchAgent:
    """Implements `Autostart` by a property list for launchd (launchd.plist(5)), read at the next login."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self._file = tuple(command), EntryFile(folder / f"{APP_ID}.plist")
        self.where = str(self._file.path)

    def state(self) -> AutostartState:
        entry = self._entry()
        if entry is None:
            return AutostartState(on=False)
        words = entry.get("ProgramArguments")
        command = tuple(map(str, words)) if isinstance(words, list) else ()
        return AutostartState(on=entry.get("RunAtLoad") is True and entry.get("Disabled") is not True, command=command)

    def turn(self, *, on: bool) -> None:
        if not on:
            self._file.remove()
        elif self.state() != AutostartState(on=True, command=self._command):
            self._write_entry({"RunAtLoad": True, "ProcessType": "Interactive"})

    def mend(self) -> bool:
        entry = self._entry()
        if entry is None or self.state().command == self._command:
            return False
        self._write_entry(entry)
        return True

    def _write_entry(self, entry: dict[str, Any]) -> None:
        import plistlib  # noqa: PLC0415 - on macOS only

        self._file.write(plistlib.dumps({**entry, "Label": APP_ID, "ProgramArguments": list(self._command)}))

    def _entry(self) -> dict[str, Any] | None:
        data = self._file.read()
        if data is None:
            return None
        import plistlib  # noqa: PLC0415 - likewise

        try:
            entry = plistlib.loads(data)
        except Exception:  # noqa: BLE001 - plistlib raises whatever the parser of XML does
            entry = None
        return entry if isinstance(entry, dict) else {}


class Registry(Protocol):
    """The values of the person's own part of the registry of Windows. All raise OSError."""

    def read(self, key: str, name: str) -> str | bytes | None: ...
    def write(self, key: str, name: str, text: str) -> None: ...
    def remove(self, key: str, name: str) -> None: ...


RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
"""https://learn.microsoft.com/en-us/windows/win32/setupapi/run-and-runonce-registry-keys"""
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the task manager keeps what a person has turned off there: the first byte is odd then."""


class RunKey:
    """Implements `Autostart` by a value of the Run key of Windows."""

    def __init__(self, command: Sequence[str], registry: Registry) -> None:
        self._command, self._registry = tuple(command), registry
        self.where = rf"HKEY_CURRENT_USER\{RUN}"

    def state(self) -> AutostartState:
        try:
            line, approved = self._registry.read(RUN, APP_NAME), self._registry.read(APPROVED, APP_NAME)
        except OSError as error:
            raise KnownError(_("The registry cannot be read ({why}).").format(why=error.strerror or error)) from error
        if not isinstance(line, str):
            return AutostartState(on=False)
        off = isinstance(approved, bytes) and bool(approved) and approved[0] % 2 == 1
        return AutostartState(on=not off, command=_windows_words(line))

    def turn(self, *, on: bool) -> None:
        try:
            if on:
                self._registry.write(RUN, APP_NAME, self._line())
            else:
                self._registry.remove(RUN, APP_NAME)
            self._registry.remove(APPROVED, APP_NAME)
        except OSError as error:
            raise KnownError(
                _("The registry cannot be written ({why}), so all stays as it was.").format(why=error.strerror or error)
            ) from error

    def mend(self) -> bool:
        command = self.state().command
        if not command or command == self._command:
            return False
        with contextlib.suppress(OSError):
            self._registry.write(RUN, APP_NAME, self._line())
            return True
        return False

    def _line(self) -> str:
        import subprocess  # noqa: PLC0415 - on Windows only

        return subprocess.list2cmdline(self._command)


def _windows_words(line: str) -> tuple[str, ...]:
    """The words of a command line of Windows, by the rules that `subprocess.list2cmdline` writes."""
    words, word, quoted, started = list[str](), "", False, False
    for slashes, other in re.findall(r"(\\*)([^\\]?)", line):
        if other == '"':
            word += "\\" * (len(slashes) // 2)
            if len(slashes) % 2:
                word += '"'
            else:
                quoted = not quoted
            started = True
            continue
        word += slashes
        if other in (" ", "\t") and not quoted:
            if started or word:
                words.append(word)
            word, started = "", False
        else:
            word += other
    return tuple([*words, word] if started or word else words)


if sys.platform == "win32":
    import winreg

    class UserRegistry:
        """Implements `Registry` by the real one."""

        def read(self, key: str, name: str) -> str | bytes | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    found = winreg.QueryValueEx(opened, name)[0]
            except FileNotFoundError:
                return None
            return found if isinstance(found, str | bytes) else None

        def write(self, key: str, name: str, text: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def remove(self, key: str, name: str) -> None:
            with (
                contextlib.suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as opened,
            ):
                winreg.DeleteValue(opened, name)
