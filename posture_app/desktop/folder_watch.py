"""Looks out for changes in a folder; the system tells of them, and nobody asks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Slot


class FolderWatch(QObject):
    """Calls `changed` when a file is added to the folder, removed, or put in the place of another."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("folder watch")
        self._changed = changed
        self._watcher: QFileSystemWatcher | None = None

    def watch(self, folder: Path | None) -> None:
        """Watch this folder, and no other; once it is gone and there again, it is to be said anew."""
        if self._watcher is None:
            if folder is None:
                return
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._tell)
        wanted, watched = [] if folder is None else [str(folder)], self._watcher.directories()
        for path in set(watched).difference(wanted):
            self._watcher.removePath(path)
        for path in set(wanted).difference(watched):
            self._watcher.addPath(path)

    @Slot(str)
    def _tell(self, _folder: str) -> None:
        self._changed()
