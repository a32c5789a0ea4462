"""The ways to notify that there are here, and what a click on a message opens."""

from collections.abc import Sequence

import pytest

from posture_app.core.ports import Message
from posture_app.notify.terminal import Terminal
from posture_app.runtime.links import open_about


class Window(Terminal):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []

    def show(self, page: str) -> None:
        self.shown.append(("show", page))

    def play(self, exercises: Sequence[str]) -> None:
        self.shown += [("play", exercise) for exercise in exercises]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (Message(1, "Time for your feet", "", exercise="toe_spread"), ("play", "toe_spread")),
        (Message(1, "Lower the desk", ""), ("show", "today")),
        (Message(-1, "Your day", ""), ("show", "today")),
    ],
)
def test_a_click_on_a_message_opens_what_it_is_about(message: Message, shown: tuple[str, str]) -> None:
    window = Window()
    open_about(window, message)
    assert [shown] == window.shown
