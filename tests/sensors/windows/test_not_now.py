"""What the numbers of Windows mean."""

from enum import IntEnum

import pytest

from posture_app.sensors.windows.not_now import is_do_not_disturb, is_full_screen, keeps_display_on


@pytest.mark.parametrize(
    ("state", "full"),
    [(0, None), (1, False), (2, True), (3, True), (4, True), (5, False), (6, False), (7, False), (8, None)],
)
def test_full_screen(state: int, full: bool | None) -> None:
    assert full is is_full_screen(state)


class ToastNotificationMode(IntEnum):
    """As winrt gives it."""

    UNRESTRICTED = 0
    PRIORITY_ONLY = 1
    ALARMS_ONLY = 2


@pytest.mark.parametrize(
    ("mode", "on"),
    [
        (ToastNotificationMode.UNRESTRICTED, False),
        (ToastNotificationMode.PRIORITY_ONLY, True),
        (ToastNotificationMode.ALARMS_ONLY, True),
        (3, None),
        (None, None),
    ],
)
def test_do_not_disturb(mode: object, on: bool | None) -> None:
    assert on is is_do_not_disturb(mode)


@pytest.mark.parametrize(("flags", "kept"), [(0, False), (1, False), (2, True), (3, True), (0x40 | 2, True)])
def test_a_display_that_is_kept_on(flags: int, kept: bool) -> None:
    assert kept is keeps_display_on(flags)
