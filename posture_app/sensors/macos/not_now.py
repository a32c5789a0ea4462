"""Whether a program keeps the display on, on macOS. Its Focus cannot be read by a program, and there is no full screen
that could be asked for without the permission to record the screen.
"""

import ctypes
import sys
from collections.abc import Mapping

from posture_app.core.events import Fact
from posture_app.sensors.asked import Asked
from posture_app.sensors.macos.system import numbers_in
from posture_app.sensors.question import QuestionSource

KEEPS_ON = ("PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion")
"""The assertion, and its name of before macOS 10.6, which old programs still use."""


def keeps_display_on(assertions: Mapping[str, int]) -> bool:
    """Whether one of them is held, by however many programs."""
    return any(assertions.get(name, 0) > 0 for name in KEEPS_ON)


if sys.platform == "darwin":
    _power = ctypes.CDLL("/System/Library/Frameworks/IOKit.framework/IOKit")

    def _watching() -> bool | None:
        """https://developer.apple.com/documentation/iokit/1557123-iopmcopyassertionsstatus"""
        held = ctypes.c_void_p()
        if status := _power.IOPMCopyAssertionsStatus(ctypes.byref(held)):
            raise OSError(f"macOS does not say (status {status & 0xFFFFFFFF:#x})")
        return keeps_display_on(numbers_in(held.value, KEEPS_ON)) if held.value else False

else:

    def _watching() -> bool | None:
        raise AssertionError("asked for on macOS only")


SOURCE = QuestionSource(
    "macos",
    "watching",
    Fact.WATCHING,
    lambda _: Asked("macos", Fact.WATCHING, _watching, ("the display is kept on", "nothing keeps the display on")),
)
