"""What Windows knows of a bad moment: a full screen, do not disturb, and that the display is kept on."""

import ctypes
import sys
from importlib import import_module
from typing import Any

from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.sensors.asked import Asked
from posture_app.sensors.question import QuestionSource

_BUSY, _GAME, _PRESENTATION = 2, 3, 4
_FIRST, _LAST = 1, 7
_UNRESTRICTED, _PRIORITY_ONLY, _ALARMS_ONLY = 0, 1, 2
_DISPLAY_REQUIRED = 2


def is_full_screen(state: int) -> bool | None:
    """What a QUERY_USER_NOTIFICATION_STATE says of a full screen or a presentation."""
    return state in (_BUSY, _GAME, _PRESENTATION) if _FIRST <= state <= _LAST else None


def is_do_not_disturb(mode: object) -> bool | None:
    """What a ToastNotificationMode says."""
    if not isinstance(mode, int):
        return None
    return {_UNRESTRICTED: False, _PRIORITY_ONLY: True, _ALARMS_ONLY: True}.get(int(mode))


def keeps_display_on(execution_state: int) -> bool:
    """What the flags of the system's execution state say: all programs' taken together."""
    return bool(execution_state & _DISPLAY_REQUIRED)


def _do_not_disturb() -> bool | None:
    """https://learn.microsoft.com/uwp/api/windows.ui.notifications.toastnotificationmanagerforuser.notificationmode

    Only Windows 11 has it.
    """
    try:
        notifications: Any = import_module("winrt.windows.ui.notifications")
        mode = notifications.ToastNotificationManager.get_default().notification_mode
    except (ImportError, AttributeError) as error:
        raise OSError(lasting("this Windows does not say ({error})", error=error)) from error
    return is_do_not_disturb(mode)


if sys.platform == "win32":
    from ctypes import wintypes

    _shell = ctypes.WinDLL("shell32")
    _power = ctypes.WinDLL("powrprof")
    _EXECUTION_STATE = 16

    def _full_screen() -> bool | None:
        """https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shqueryusernotificationstate"""
        state = ctypes.c_int()
        if result := _shell.SHQueryUserNotificationState(ctypes.byref(state)):
            raise OSError(lasting("Windows does not say (error {number})", number=f"{result & 0xFFFFFFFF:#x}"))
        return is_full_screen(state.value)

    def _watching() -> bool | None:
        """https://learn.microsoft.com/windows/win32/api/powerbase/nf-powerbase-callntpowerinformation"""
        state = wintypes.ULONG()
        size = ctypes.sizeof(state)
        if result := _power.CallNtPowerInformation(_EXECUTION_STATE, None, 0, ctypes.byref(state), size):
            raise OSError(lasting("Windows does not say (status {number})", number=f"{result & 0xFFFFFFFF:#x}"))
        return keeps_display_on(state.value)

else:

    def _full_screen() -> bool | None:
        raise AssertionError("asked for on Windows only")

    def _watching() -> bool | None:
        raise AssertionError("asked for on Windows only")


def _source(tells: str, fact: Fact, call: Any, words: tuple[str, str]) -> QuestionSource:
    return QuestionSource(
        "windows", tells, fact, lambda _here: Asked("windows", fact, call, (lasting(words[0]), lasting(words[1])))
    )


SOURCES = (
    _source("watching", Fact.WATCHING, _watching, (N_("the display is kept on"), N_("nothing keeps the display on"))),
    _source("do not disturb", Fact.DND, _do_not_disturb, (N_("on"), N_("off"))),
    _source(
        "full screen", Fact.FULLSCREEN, _full_screen, (N_("something fills the screen"), N_("nothing fills the screen"))
    ),
)
