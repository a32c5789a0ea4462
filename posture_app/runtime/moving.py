"""The start with the session, over a move from one way to install the app to another."""

import logging
from collections.abc import Mapping

from posture_app.core.autostart import Asks
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.ports import Loop
from posture_app.desktop.autostart import autostart
from posture_app.runtime.first_times import FirstTimes
from posture_app.store.log.log import Log

AUTOSTART, FLATPAK = "autostart", "flatpak"

_log = logging.getLogger(__name__)


def keep_autostart(log: Log, environ: Mapping[str, str], loop: Loop) -> None:
    """Remember in the log whether the app starts with the session. A Flatpak, which cannot see the entry of another
    installation, asks the desktop to start it at its own first run, if the one before did.
    """
    try:
        way, before = autostart(environ, loop), log.recall(AUTOSTART)
        if not isinstance(way, Asks):
            on = way.state().on
            if on is not before:
                log.remember(AUTOSTART, value=on)
        elif FirstTimes(log).comes(FLATPAK) and before:
            way.ask(on=True, answered=lambda why: _log.info("the desktop was asked to start the app: %s", why or "yes"))
    except (KnownError, Unavailable) as error:
        _log.info("%s", error)  # told of elsewhere, or nothing that can be kept
