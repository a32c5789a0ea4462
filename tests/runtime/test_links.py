"""The ways to notify that there are here, and what a click on a message opens."""

import pytest

from posture_app.core.ports import Message
from posture_app.notify.terminal import Terminal
from posture_app.runtime.links import open_about


class Window(Terminal):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []

    def show(self, page: str, exercise: str = "") -> None:
        self.shown.append((page, exercise))


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (Message(1, "Time for your feet", "", exercise="toe_spread"), ("exercises", "toe_spread")),
        (Message(1, "Lower the desk", ""), ("today", "")),
        (Message(-1, "Your day", ""), ("today", "")),
    ],
)
def test_a_click_on_a_message_opens_what_it_is_about(message: Message, shown: tuple[str, str]) -> None:
    window = Window()
    open_about(window, message)
    assert [shown] == window.shown
