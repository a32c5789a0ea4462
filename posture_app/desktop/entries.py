"""All entries of ours that the desktop reads, as one."""

import logging
from collections.abc import Iterator, Mapping

from posture_app.core.autostart import DesktopEntry
from posture_app.core.errors import KnownError, Unavailable
from posture_app.desktop.autostart import autostart
from posture_app.desktop.menu_entry import menu_entry

_log = logging.getLogger(__name__)


def mend(environ: Mapping[str, str]) -> None:
    """Have what is there start this installation, where an update has moved it."""
    for entry in _entries(environ):
        try:
            if entry.mend():
                _log.info("the entry in %s starts this installation from now on", entry.where)
        except KnownError as error:
            _log.warning("%s", error)


def _entries(environ: Mapping[str, str]) -> Iterator[DesktopEntry]:
    for way in (autostart, menu_entry):
        try:
            yield way(environ)
        except Unavailable:
            pass  # there is none of ours
        except KnownError as error:
            _log.warning("%s", error)
