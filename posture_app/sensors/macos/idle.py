"""Input on macOS, which says how long ago the last one of keyboard, pointer and touchpad was; and whether the screen is
locked, or another user has taken this one's place, which nobody tells a program of that is no Cocoa program.
"""

import ctypes
import math
import sys
from collections.abc import Mapping

from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.sensors.hands import Hands
from posture_app.sensors.macos.system import numbers_in, release
from posture_app.sensors.polled import PolledWaiting, SystemReading
from posture_app.sensors.source import InputSource, Surroundings


def look_of(milliseconds: int, ago_s: float, typed_ago_s: float, pointer: tuple[float, float]) -> SystemReading:
    """`ago_s` is how long ago the last input was, `typed_ago_s` that of the keyboard."""
    if not (math.isfinite(ago_s) and math.isfinite(typed_ago_s)):
        raise OSError(lasting("it gives no number"))
    ago, typed_ago = (max(0, int(seconds * 1000)) for seconds in (ago_s, typed_ago_s))
    return SystemReading(milliseconds, ago, typed_ago, (round(pointer[0]), round(pointer[1])))


def milliseconds(ticks: int, numer: int, denom: int) -> int:
    """The machine's clock, of whose ticks `numer` / `denom` gives nanoseconds."""
    return ticks * numer // denom // 1_000_000


LOCKED, ON_CONSOLE = "CGSSessionScreenIsLocked", "kCGSSessionOnConsoleKey"


def facts_of(session: Mapping[str, int] | None) -> Mapping[Fact, bool]:
    """What the dictionary of the login session says; None is no session with a screen, as over SSH."""
    return {} if session is None else {Fact.LOCKED: bool(session[LOCKED]) or not session[ON_CONSOLE]}


if sys.platform == "darwin":

    class _Point(ctypes.Structure):
        _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double))

    class _Timebase(ctypes.Structure):
        _fields_ = (("numer", ctypes.c_uint32), ("denom", ctypes.c_uint32))

    _services = ctypes.CDLL("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices")
    _services.CGEventSourceSecondsSinceLastEventType.restype = ctypes.c_double
    _services.CGEventSourceSecondsSinceLastEventType.argtypes = (ctypes.c_int32, ctypes.c_uint32)
    _system = ctypes.CDLL("/usr/lib/libSystem.B.dylib")
    _system.mach_absolute_time.restype = ctypes.c_uint64
    _timebase = _Timebase()
    _system.mach_timebase_info(ctypes.byref(_timebase))
    _services.CGEventCreate.restype = ctypes.c_void_p
    _services.CGEventCreate.argtypes = (ctypes.c_void_p,)
    _services.CGEventGetLocation.restype = _Point
    _services.CGEventGetLocation.argtypes = (ctypes.c_void_p,)
    _HARDWARE, _ANY_INPUT, _KEY_DOWN = 1, 0xFFFFFFFF, 10
    _services.CGSessionCopyCurrentDictionary.restype = ctypes.c_void_p

    def _look() -> SystemReading:
        """https://developer.apple.com/documentation/coregraphics/cgeventsource/secondssincelasteventtype(_:eventtype:)

        The machine's clock stands still while it sleeps, so that sleep is never taken for an input.
        """
        ago, typed_ago = (
            _services.CGEventSourceSecondsSinceLastEventType(_HARDWARE, kind) for kind in (_ANY_INPUT, _KEY_DOWN)
        )
        now = milliseconds(_system.mach_absolute_time(), _timebase.numer, _timebase.denom)
        return look_of(now, ago, typed_ago, _pointer())

    def _pointer() -> tuple[float, float]:
        """https://developer.apple.com/documentation/coregraphics/cgevent/location"""
        event = _services.CGEventCreate(None)
        if not event:
            return 0.0, 0.0
        place = _services.CGEventGetLocation(event)
        release(event)
        return place.x, place.y

    def _facts() -> Mapping[Fact, bool]:
        """https://developer.apple.com/documentation/coregraphics/cgsessioncopycurrentdictionary()"""
        session = _services.CGSessionCopyCurrentDictionary()
        return facts_of(numbers_in(session, (LOCKED, ON_CONSOLE)) if session else None)

else:

    def _look() -> SystemReading:
        raise AssertionError("asked for on macOS only")

    def _facts() -> Mapping[Fact, bool]:
        raise AssertionError("asked for on macOS only")


def _make(here: Surroundings) -> Hands:
    asked = PolledWaiting("macos", here.loop, _look, protocol="CGEventSource", tells=(Fact.LOCKED,), facts=_facts)
    return Hands(here.loop, asked, here.trembles, resets=False)


SOURCE = InputSource("macos", _make)
