"""A file that is there whole or not at all: written under another name beside its own, which it is given at the end."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from posture_app.core.errors import KnownError
from posture_app.store.file.faults import reason
from posture_app.store.file.files import flush
from posture_app.store.file.inspection import MAGIC

Fill = Callable[[Callable[[bytes], object]], bool]
"""Writes all of it with the function given; False if it was stopped."""


def write_file(path: Path, fill: Fill) -> bool:
    """Make a file, in the place of the one of this name if there is one; False if it was stopped, and nothing changed.

    Raises KnownError if it cannot be, also if that would replace a folder, a device, or a database.
    """
    path = path.resolve()
    try:
        _refuse(path)
        number, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _failed(path, error) from error
    made = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            whole = fill(file.write)
        if whole:
            flush(made)
            made.replace(path)
            flush(path)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        made.unlink(missing_ok=True)
    return whole


def _refuse(path: Path) -> None:
    if not path.parent.is_dir():
        raise KnownError(f"The folder {path.parent} is not there; make it first, or choose another.")
    if path.is_dir():
        raise KnownError(f"{path} is a folder; name a file in it.")
    if path.exists():
        if not path.is_file():
            raise KnownError(f"{path} is no ordinary file, and is left alone; choose another name.")
        with path.open("rb") as file:
            if file.read(len(MAGIC)) == MAGIC:
                raise KnownError(f"{path} is a database, and is left alone; choose another name.")


def _failed(path: Path, error: OSError) -> KnownError:
    return KnownError(f"{path} cannot be written: {reason(error)}.")
