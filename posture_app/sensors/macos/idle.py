"""Input on macOS, which says how long ago the last one of keyboard, pointer and touchpad was; and whether the screen is
locked, or another user has taken this one's place, which nobody tells a program of that is no Cocoa program.
"""

import ctypes
import math
import sys
from collections.abc import Mapping

from posture_app.core.events import Fact
from posture_app.sensors.macos.system import numbers_in
from posture_app.sensors.polled import Look, PolledWaiting
from posture_app.sensors.source import InputSource


def look_of(ticks: int, numer: int, denom: int, ago_s: float) -> Look:
    """`ticks` are those of the machine's clock, of which `numer` / `denom` gives nanoseconds."""
    if not math.isfinite(ago_s):
        raise OSError("it gives no number")
    now = ticks * numer // denom // 1_000_000
    return Look(now, max(0, int(ago_s * 1000)))


LOCKED, ON_CONSOLE = "CGSSessionScreenIsLocked", "kCGSSessionOnConsoleKey"


def facts_of(session: Mapping[str, int] | None) -> Mapping[Fact, bool]:
    """What the dictionary of the login session says; None is no session with a screen, as over SSH."""
    return {} if session is None else {Fact.LOCKED: bool(session[LOCKED]) or not session[ON_CONSOLE]}


if sys.platform == "darwin":

    class _Timebase(ctypes.Structure):
        _fields_ = (("numer", ctypes.c_uint32), ("denom", ctypes.c_uint32))

    _services = ctypes.CDLL("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices")
    _services.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
    _services.CGEventSourceSecondsSinceLastEventType.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    _system = ctypes.CDLL("/usr/lib/libSystem.B.dylib")
    _system.mach_absolute_time.restype = ctypes.c_uint64
    _timebase = _Timebase()
    _system.mach_timebase_info(ctypes.byref(_timebase))
    _HARDWARE, _ANY_INPUT = 1, 0xFFFFFFFF
    _services.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p

    def _look() -> Look:
        """https://developer.apple.com/documentation/coregraphics/cgeventsource/secondssincelasteventtype(_:eventtype:)

        The machine's clock stands still while it sleeps, so that sleep is never taken for an input.
        """
        ago = _services.CGEventSourceSecondsSinceLastEventType(_HARDWARE, _ANY_INPUT)
        return look_of(_system.mach_absolute_time(), _timebase.numer, _timebase.denom, ago)

    def _facts() -> Mapping[Fact, bool]:
        """https://developer.apple.com/documentation/coregraphics/cgsessioncopycurrentdictionary()"""
        session = _services.CGSessionCopyCurrentDictionary()
        return facts_of(numbers_in(session, (LOCKED, ON_CONSOLE)) if session else None)

else:

    def _look() -> Look:
        raise AssertionError("asked for on macOS only")

    def _facts() -> Mapping[Fact, bool]:
        raise AssertionError("asked for on macOS only")


SOURCE = InputSource(
    "macos",
    lambda here: PolledWaiting("macos", here.loop, _look, protocol="CGEventSource", tells=(Fact.LOCKED,), facts=_facts),
)
