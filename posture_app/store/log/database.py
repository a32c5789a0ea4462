"""The file behind the log for as long as the app runs, whatever happens to it."""

import sqlite3
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.store.file.connection import connect
from posture_app.store.file.files import COMPANIONS, beside, free_name, identity, make_private, temporary
from posture_app.store.file.inspection import FileState, inspect
from posture_app.store.file.migrations import copy, migrate
from posture_app.store.log.opening import open_writable


class Database:
    """One connection; `path` None means in memory. The constructor raises sqlite3.Error, and KnownError."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None
        self._refuge: Path | None = None
        if path is None:
            self._connection = connect(None)
            migrate(self._connection)
        else:
            self._connection = self._open(path)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection. Raises sqlite3.ProgrammingError once it is closed, and OSError if it was lost."""
        if self._connection is None:
            raise FileNotFoundError(2, _("its file was removed and cannot be opened again"), str(self.path))
        return self._connection

    def hold(self) -> str | None:
        """Make sure that what is written now ends up in the file of that name; returns a sentence if that took
        something.

        SQLite itself would go on writing into a file that was deleted, and all of it would vanish at the end.
        Raises KnownError, OSError or sqlite3.Error if it cannot be done now; ask again at the next write.
        """
        if self.path is None:
            return None
        found = identity(self.path)
        same = found is not None and found == self._identity
        if same and self._connection is not None and self._has_latest(self.path):
            return None
        said = None
        if self._connection is not None:
            said = self._put_back(self.path) if same or found is None else self._give_way(self.path)
        self._connection = self._open(self.path)
        return said

    def _has_latest(self, path: Path) -> bool:
        """Whether the write-ahead log is still there: what is in it and not yet in the file would vanish likewise."""
        latest = beside(path, COMPANIONS[0])
        return identity(latest) == self._companions[latest]

    def _open(self, path: Path) -> sqlite3.Connection:
        connection = open_writable(path)
        self._identity, self._refuge = identity(path), None
        self._companions = {file: identity(file) for file in (beside(path, suffix) for suffix in COMPANIONS)}
        return connection

    def _put_back(self, path: Path) -> str:
        """The file was deleted, or a part of it, but its contents can still be read here: write it anew."""
        make_private(path)
        made = temporary(path)
        copy(self.connection, made)
        self._let_go()
        made.replace(path)
        return _("The log {path} had been removed while the app ran and has been put back; nothing is lost.").format(
            path=path
        )

    def _give_way(self, path: Path) -> str:
        """Another file has taken the log's place: keep what the old one held under another name, and let go of it.

        The old one must be closed before the new one is looked at, which would be read with the other's
        write-ahead log. If the new one is no good, the copy is what there is to read until it is mended.
        """
        if self._refuge is None:
            kept = free_name(path, "replaced")
            copy(self.connection, kept)
            self._let_go()
            self._connection, self._refuge = connect(kept), kept
        if inspect(path) is not FileState.SOUND:
            raise KnownError(
                _("The log {path} has been replaced by a file that is damaged; put a sound one there.").format(
                    path=path
                )
            )
        self._let_go()
        return _("The log {path} was replaced while the app ran; what it held until then is kept as {name}.").format(
            path=path, name=self._refuge.name
        )

    def _let_go(self) -> None:
        """Close the old file, of which there is a copy. SQLite leaves its write-ahead log behind under a name that
        the next file would take for its own, so that goes too, unless it came with the next file.
        """
        self.connection.close()
        self._connection = None
        for file, old in self._companions.items():
            if old is not None and identity(file) == old:
                file.unlink()

    def close(self) -> None:
        """Let go of the file; harmless if done before."""
        if self._connection is not None:
            self._connection.close()
