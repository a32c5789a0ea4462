"""How long there has been no input on this machine, asked at a moment; nothing is watched."""

import ctypes
import logging
import sys
from collections.abc import Mapping

from posture_app.core.errors import Unavailable
from posture_app.sensors.x11.idle import IdleCounter

_log = logging.getLogger(__name__)


class Stillness:
    """Asks the system: Windows, macOS, or the X server. Its connection to that is made when first asked."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._counter: IdleCounter | None = None
        self._over = False

    def still_ms(self) -> int | None:
        """Milliseconds since the last input from keyboard or pointer; None where it is unknown, as on Wayland."""
        if sys.platform in ("win32", "darwin"):
            return _system_still_ms()
        if self._over:
            return None
        try:
            if self._counter is None:
                self._counter = IdleCounter(self._environ)
            return self._counter.read()
        except (Unavailable, OSError) as why:
            _log.info("how long there has been no input is not known: %s", why)
            self.close()
            return None

    def close(self) -> None:
        """Close the connection to the display, and ask no longer; harmless if done before."""
        self._over = True
        if self._counter is not None:
            self._counter.close()
            self._counter = None


if sys.platform == "win32":
    from ctypes import wintypes

    class _LastInput(ctypes.Structure):
        _fields_ = (("cbSize", wintypes.UINT), ("dwTime", wintypes.DWORD))

    _user = ctypes.WinDLL("user32")
    _kernel = ctypes.WinDLL("kernel32")
    _kernel.GetTickCount.restype = wintypes.DWORD

    def _system_still_ms() -> int | None:
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not _user.GetLastInputInfo(ctypes.byref(last)):
            return None
        return int(_kernel.GetTickCount() - last.dwTime) % 2**32  # both start from nought every 49 days

elif sys.platform == "darwin":
    _services = ctypes.CDLL("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices")
    _services.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
    _services.CGEventSourceSecondsSinceLastEventType.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    _HARDWARE, _ANY_INPUT = 1, 0xFFFFFFFF

    def _system_still_ms() -> int | None:
        return int(1000 * _services.CGEventSourceSecondsSinceLastEventType(_HARDWARE, _ANY_INPUT))

else:

    def _system_still_ms() -> int | None:
        raise AssertionError("asked for on two systems only")
