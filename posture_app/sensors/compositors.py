"""Where the Wayland compositor of the session answers, if there is one: variables may be stale, or not handed on.

At the start that is waited for; while the app runs it is asked without waiting, as one that hangs would hold all up.
"""

import socket
import struct
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from posture_app.core.ports import Loop, Watch
from posture_app.core.value import value

ANSWERS_S = 2.0
"""Real seconds that a compositor has to answer; one that hangs would be waited for without end."""
_QUESTION = struct.pack("=III", 1, 12 << 16, 2)
"""wl_display.sync, which every compositor answers."""


@value
class Compositors:
    """Where compositors of this person answer: the one that the environment names, and another."""

    named: Path | None = None
    other: Path | None = None

    @property
    def any(self) -> Path | None:
        """The named one, or else another: cron, sudo and tmux hand on none of the variables, or old ones."""
        return self.named or self.other


def socket_name(environ: Mapping[str, str]) -> str:
    """The name of the compositor's socket that Qt and we try first; empty: none is named."""
    return environ.get("WAYLAND_DISPLAY", "wayland-0" if environ.get("XDG_SESSION_TYPE") == "wayland" else "")


def socket_path(environ: Mapping[str, str], name: str) -> Path:
    """Where a socket of this name lies."""
    return Path(environ.get("XDG_RUNTIME_DIR", "/nonexistent"), name)


def compositor(environ: Mapping[str, str]) -> Path | None:
    """The socket that the environment names, if a compositor answers there. Waits for it."""
    path = _named(environ)
    return path if path and answers(path) else None


def find_compositors(environ: Mapping[str, str]) -> Compositors:
    """Those that answer; of the others none is asked if the named one does. Waits for them."""
    named = compositor(environ)
    return Compositors(named, None if named else next(filter(answers, _others(environ)), None))


def answers(path: Path) -> bool:
    """Whether a compositor answers at this socket. Waits for it."""
    if sys.platform == "win32":
        return False
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(ANSWERS_S)
            line.connect(str(path))
            line.sendall(_QUESTION)
            return bool(line.recv(1))
    except OSError:
        return False


class AskCompositors:
    """Asks all of this person's at once, without waiting, and calls `found` with those that answer: at once, if there
    is none. One of `before` that is there and hangs is taken to answer again: it is in the way as much as ever.
    """

    def __init__(
        self, loop: Loop, environ: Mapping[str, str], before: Compositors, found: Callable[[Compositors], None]
    ) -> None:
        self._loop, self._found = loop, found
        self._in_the_way = {before.named, before.other} - {None}
        self._named, self._others = _named(environ), _others(environ)
        self._open: dict[Path, Watch] = {}
        self._answered: set[Path] = set()
        self._closing = ExitStack()

    def start(self) -> None:
        for path in {*([self._named] if self._named else []), *self._others}:
            self._ask(path)
        self._closing.callback(self._loop.deadline(ANSWERS_S, self._time_out).cancel)
        self._look()

    def close(self) -> None:
        """Ask no longer; harmless if done before."""
        self._found = lambda _: None
        self._closing.close()

    def _ask(self, path: Path) -> None:
        if sys.platform == "win32":
            return
        line = socket.socket(socket.AF_UNIX)
        self._closing.callback(line.close)
        line.settimeout(0)
        try:
            line.connect(str(path))
            line.send(_QUESTION)
        except BlockingIOError:  # it takes no more connections: it hangs
            self._answered |= {path} & self._in_the_way
            return
        except OSError:
            return
        self._open[path] = self._loop.watch(line.fileno(), partial(self._read, path, line))
        self._closing.callback(self._open[path].stop)

    def _read(self, path: Path, line: socket.socket) -> None:
        self._open.pop(path).stop()
        try:
            if line.recv(1):
                self._answered.add(path)
        except OSError:
            pass  # it has hung up
        self._look()

    def _time_out(self) -> None:
        self._answered |= self._open.keys() & self._in_the_way
        self._open.clear()
        self._look()

    def _look(self) -> None:
        if not self._open:
            named = self._named if self._named in self._answered else None
            found = self._found
            self.close()
            found(Compositors(named, next((path for path in self._others if path in self._answered), None)))


def _named(environ: Mapping[str, str]) -> Path | None:
    name = socket_name(environ)
    return socket_path(environ, name) if name else None


def _others(environ: Mapping[str, str]) -> list[Path]:
    """The sockets of this person's compositors that no variable names."""
    folder = environ.get("XDG_RUNTIME_DIR")
    found = sorted(Path(folder).glob("wayland-*")) if folder else []
    return [path for path in found if path != _named(environ) and path.is_socket()]
