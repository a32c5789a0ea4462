"""Looks out for changes in a folder; the system tells of them, and nobody asks."""

import ctypes
import logging
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from posture_app.core.ports import Loop

if TYPE_CHECKING:
    from PySide6.QtCore import QFileSystemWatcher

CLOEXEC = 0x80000
EVENTS = 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800
"""IN_CLOEXEC; IN_MOVED_FROM, IN_MOVED_TO, IN_CREATE, IN_DELETE, IN_DELETE_SELF and IN_MOVE_SELF of <sys/inotify.h>."""
WRITTEN = 0x8
"""IN_CLOSE_WRITE."""
_log = logging.getLogger(__name__)


class FolderWatch(Protocol):
    """Calls back when a file is added to a folder, removed, or put in the place of another."""

    def watch(self, folder: Path | None) -> None:
        """Watch this folder, and no other; once it is gone and there again, it is to be said anew."""


def folder_watch(loop: Loop, changed: Callable[[], None], *, written: bool = False) -> FolderWatch:
    """What this system has; `changed` is called in the loop, with `written` also when a file was written in place."""
    if sys.platform == "linux":
        return InotifyWatch(loop, changed, WRITTEN if written else 0)
    return QtFolderWatch(changed, files=written)


class InotifyWatch:
    """By inotify, which is Linux's."""

    def __init__(self, loop: Loop, changed: Callable[[], None], besides: int = 0) -> None:
        self._loop, self._changed, self._events = loop, changed, EVENTS | besides
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._folder: Path | None = None
        self._descriptor = -1
        self._closing = ExitStack()

    def watch(self, folder: Path | None) -> None:
        if folder != self._folder:
            self._closing.close()
            self._folder = None
        if folder is None:
            return
        try:
            if self._folder is None:
                self._descriptor = _checked(self._libc.inotify_init1(CLOEXEC))
                self._folder = folder
                self._closing.callback(os.close, self._descriptor)
                self._closing.callback(self._loop.watch(self._descriptor, self._read).stop)
            _checked(self._libc.inotify_add_watch(self._descriptor, os.fsencode(folder), self._events))
        except OSError as error:
            _log.info("changes in %s are not heard of: %s", folder, error.strerror)

    def _read(self) -> None:
        os.read(self._descriptor, 1 << 16)
        self._changed()


def _checked(result: int) -> int:
    """What a function of the C library returned. Raises OSError if it failed."""
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


class QtFolderWatch:
    """By Qt, which knows how other systems tell."""

    def __init__(self, changed: Callable[[], None], *, files: bool = False) -> None:
        self._changed, self._files = changed, files
        self._watcher: QFileSystemWatcher | None = None

    def watch(self, folder: Path | None) -> None:
        if self._watcher is None:
            if folder is None:
                return
            from PySide6.QtCore import QFileSystemWatcher  # noqa: PLC0415 - not on Linux, which runs without Qt, too

            self._watcher = QFileSystemWatcher()
            self._watcher.directoryChanged.connect(lambda _: self._changed())
            self._watcher.fileChanged.connect(lambda _: self._changed())
        wanted, watched = [] if folder is None else [str(folder)], self._watcher.directories() + self._watcher.files()
        for path in set(watched).difference(wanted):
            self._watcher.removePath(path)
        for path in set(wanted).difference(watched):
            self._watcher.addPath(path)
        if self._files and folder is not None and folder.is_dir():
            self._watcher.addPaths([str(file) for file in folder.iterdir()])
