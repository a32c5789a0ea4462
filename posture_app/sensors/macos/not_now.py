"""Whether a program keeps the display on, on macOS; and what it does not let a program ask, which is said."""

import ctypes
import sys
from collections.abc import Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.sensors.asked import Asked
from posture_app.sensors.macos.system import numbers_in
from posture_app.sensors.question import Question, QuestionSource
from posture_app.sensors.source import Surroundings

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
            raise OSError(lasting("macOS does not say (status {status})", status=f"{status & 0xFFFFFFFF:#x}"))
        return keeps_display_on(numbers_in(held.value, KEEPS_ON)) if held.value else False

else:

    def _watching() -> bool | None:
        raise AssertionError("asked for on macOS only")


SOURCE = QuestionSource(
    "macos",
    "watching",
    Fact.WATCHING,
    lambda _here: Asked(
        "macos", Fact.WATCHING, _watching, (lasting("the display is kept on"), lasting("nothing keeps the display on"))
    ),
)


def _untold(name: str, tells: str, fact: Fact, why: str) -> QuestionSource:
    def make(_here: Surroundings) -> Question:
        raise Unavailable(lasting(why))

    return QuestionSource(name, tells, fact, make)


UNTOLD = (
    _untold(N_("camera"), "call", Fact.CALL, N_("macOS tells only programs that may use the camera")),
    _untold("focus", "do not disturb", Fact.DND, N_("macOS lets no program read its Focus")),
    _untold("full screen", "full screen", Fact.FULLSCREEN, N_("macOS tells only programs that may record the screen")),
)
