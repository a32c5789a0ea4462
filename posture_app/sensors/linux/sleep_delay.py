"""A moment of delay before the computer sleeps: logind waits for whoever holds such a lock.

https://systemd.io/INHIBITOR_LOCKS/. It waits no longer than its InhibitDelayMaxSec, which is 5 s by itself.
"""

import logging

from posture_app.core.language import _, lasting
from posture_app.core.ports import Address, Bus, Descriptor
from posture_app.core.words import APP_NAME

_log = logging.getLogger(__name__)


class SleepDelay:
    """Our lock on sleep. Without it the last minute may be lost: the record is then written as the computer sleeps."""

    def __init__(self, bus: Bus, manager: Address) -> None:
        self._bus, self._manager = bus, manager
        self._held: Descriptor | None = None
        self._asked = 0
        self._waits = False

    def take(self) -> None:
        """Have logind wait for us the next time; harmless if it does already."""
        if self._held is not None or self._waits:
            return
        self._asked += 1
        self._waits = True
        asked = self._asked

        def given(*results: object) -> None:
            (descriptor, *_rest) = results or (None,)
            if not isinstance(descriptor, Descriptor):
                refused(lasting("it gave no descriptor"))
            elif asked == self._asked and self._waits:
                self._held, self._waits = descriptor, False
            else:  # it was given back before it came
                descriptor.close()

        def refused(why: str) -> None:
            if asked == self._asked:
                self._waits = False
            _log.info("sleep does not wait for the record to be written: %s", why)

        what, why = "sleep", _("Writes down how long you have been sitting")
        self._bus.call(self._manager, "Inhibit", "ssss", (what, APP_NAME, why, "delay"), reply=given, failed=refused)

    def give_back(self) -> None:
        """Let the computer sleep; harmless if nothing is held."""
        self._waits = False
        if self._held is not None:
            self._held.close()
            self._held = None
