"""A file that gets what the engine is fed, line by line, as it comes."""

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from posture_app.core.errors import KnownError
from posture_app.core.language import _

_log = logging.getLogger(__name__)


class TraceFile:
    """A recording of this run. What cannot be written ends it, and is told once."""

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        """Begins the file anew. Raises KnownError if it cannot be opened."""
        self._tell, self._path = tell, path
        try:
            path.write_bytes(b"")
            self._file: TextIO | None = path.open("a", encoding="utf-8")
        except OSError as error:
            raise KnownError(
                _("The recording {path} cannot be written ({reason}).").format(
                    path=path, reason=error.strerror or error
                )
            ) from error

    @property
    def is_empty(self) -> bool:
        """Nothing is in it yet, or no longer: it is emptied where a part of the record is deleted."""
        return self._file is not None and os.fstat(self._file.fileno()).st_size == 0

    def write(self, lines: Iterable[str]) -> None:
        if self._file is None:
            return
        try:
            self._file.write("".join(f"{line}\n" for line in lines))
            self._file.flush()
        except OSError as error:
            self.close()
            self._tell(
                _("The recording {path} ends here: it cannot be written ({reason}).").format(
                    path=self._path, reason=error.strerror or error
                )
            )

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as error:  # it could not be written before
                _log.info("%s: %s", self._path, error.strerror)
