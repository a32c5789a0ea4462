"""Trays of the older kind, windows that take in the icons of others: when one comes, it says so to all (ICCCM 2.8).

The numbers below are those of the X protocol.
"""

import logging
import struct
from collections.abc import Callable, Mapping

from posture_app.core.ports import Loop
from posture_app.sensors.compositors import Compositors
from posture_app.sensors.x11.session import XSession

_CHANGE_ATTRIBUTES, _EVENT_MASK, _STRUCTURE_NOTIFY = 2, 1 << 11, 1 << 17
_CLIENT_MESSAGE = 33 | 0x80  # of a program, as all are
_NUMBERS = 32  # the bits of each, in a message that consists of numbers

_log = logging.getLogger(__name__)


class X11Trays(XSession):
    """Calls `came` when a tray begins to take icons. Raises Unavailable where windows do not show on X11."""

    def __init__(
        self,
        loop: Loop,
        environ: Mapping[str, str],
        came: Callable[[], None],
        compositors: Compositors | None = None,
    ) -> None:
        self._came = came
        super().__init__(environ, compositors)
        self.listen(loop, event=self._noticed, lost=self._is_lost)
        self.send(_CHANGE_ATTRIBUTES, body=struct.pack("=III", self.root, _EVENT_MASK, _STRUCTURE_NOTIFY))

    def _set_up(self, key: bytes) -> None:
        super()._set_up(key)
        self._manager, self._tray = self.atom(b"MANAGER"), self.atom(b"_NET_SYSTEM_TRAY_S0")

    def _noticed(self, event: bytes) -> None:
        if (event[0], event[1]) != (_CLIENT_MESSAGE, _NUMBERS):
            return
        kind, _, selection = struct.unpack_from("=III", event, 8)  # when it came, and for what
        if (kind, selection) == (self._manager, self._tray):
            self._came()

    def _is_lost(self, why: str) -> None:
        _log.info("a tray of the X11 kind that comes late is not seen any more: %s", why)
