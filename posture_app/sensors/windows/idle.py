"""Input on Windows, which says when the last one of this session was."""

import ctypes
import sys

from posture_app.sensors.hands import Hands
from posture_app.sensors.polled import PolledWaiting, SystemReading
from posture_app.sensors.source import InputSource, Surroundings

_TICKS = 2**32
"""The tick of the last input starts from nought after so many milliseconds, every 49 days."""


def look_of(now: int, last: int, pointer: tuple[int, int] = (0, 0)) -> SystemReading:
    """`now` is the tick in 64 bits, `last` that of the last input in 32. That may lie a little ahead: it is not taken
    from the same clock at the same moment.
    """
    ago = (now - last) % _TICKS
    return SystemReading(now, ago if ago <= _TICKS // 2 else 0, pointer=pointer)


if sys.platform == "win32":
    from ctypes import wintypes

    class _LastInput(ctypes.Structure):
        _fields_ = (("cbSize", wintypes.UINT), ("dwTime", wintypes.DWORD))

    _user = ctypes.WinDLL("user32", use_last_error=True)
    _kernel = ctypes.WinDLL("kernel32")
    _kernel.GetTickCount64.restype = ctypes.c_ulonglong

    def _look() -> SystemReading:
        """https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo
        https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getcursorpos
        """
        pointer = wintypes.POINT()
        _user.GetCursorPos(ctypes.byref(pointer))  # nought where another desktop shows, such as that of a lock
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not _user.GetLastInputInfo(ctypes.byref(last)):
            raise ctypes.WinError(ctypes.get_last_error())
        return look_of(_kernel.GetTickCount64(), last.dwTime, (pointer.x, pointer.y))

else:

    def _look() -> SystemReading:
        raise AssertionError("asked for on Windows only")


def _make(here: Surroundings) -> Hands:
    asked = PolledWaiting("windows", here.loop, _look, protocol="GetLastInputInfo")
    return Hands(here.loop, asked, here.trembles, resets=False)


SOURCE = InputSource("windows", _make)
