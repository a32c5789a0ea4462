"""Changing the record from the command line: beside the running app, or while none can start."""

import contextlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from posture_app.desktop.control.protocol import NotRunningError, ask
from posture_app.desktop.instance import Instance
from posture_app.desktop.paths import Places, lock_out_others


@contextmanager
def changing(where: Places) -> Iterator[bool]:
    """What changes the record is done in here; gives whether the app runs, which is told of it at the end, also where
    it failed halfway. Without a running app none can start meanwhile.

    Raises KnownError if neither can be told.
    """
    if not where.data.is_dir():  # nothing runs there, and to look must not make it
        yield False
        return
    if sys.platform != "win32":
        lock_out_others(Path(where.control).parent)
    instance = Instance(where)
    if instance.take():
        try:
            yield False
        finally:
            instance.release()
        return
    try:
        yield True
    finally:
        with contextlib.suppress(NotRunningError):  # it has ended meanwhile, or begins just now
            ask(where.found_control(), {"command": "changed"})
