"""The ways to notify that there are here, and what a click on a message opens."""

from collections.abc import Sequence

import pytest

from posture_app.core.content.programmes import Item, ProgrammeSession, SessionOffer
from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.notify.terminal import Terminal
from posture_app.runtime.links import open_about


class Window(Terminal):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []

    def show(self, page: str) -> None:
        self.shown.append(("show", page))

    def play(self, items: Sequence[Item | str], belongs: ProgrammeSession | None = None) -> None:
        self.shown += [("play", each if isinstance(each, str) else each.exercise) for each in items]
        self.belongs = belongs


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (Message(1, "Time for your feet", "", exercise="toe_spread"), ("play", "toe_spread")),
        (Message(1, "Lower the desk", ""), ("show", "today")),
        (Message(-1, "Your day", ""), ("show", "today")),
    ],
)
def test_a_click_on_a_message_opens_what_it_is_about(message: Message, shown: tuple[str, str]) -> None:
    window, said = Window(), list[Word]()
    open_about(window, lambda _number, word, _minutes: said.append(word), message)
    assert ([shown], []) == (window.shown, said)


@pytest.mark.parametrize(("number", "on_feet", "said"), [(3, True, [(3, Word.UP)]), (-1, True, []), (3, False, [])])
def test_who_begins_the_exercise_of_a_call_to_get_up_does_but_not_for_a_seated_one_or_one_that_was_only_tried(
    number: int, on_feet: bool, said: list[tuple[int, Word]]
) -> None:
    answers: list[tuple[int, Word]] = []
    message = Message(number, "Time to get up", "", ((Word.UP, "I’m up"),), exercise="walk", on_feet=on_feet)
    open_about(Window(), lambda shown, word, _minutes: answers.append((shown, word)), message)
    assert said == answers


def test_a_click_on_a_message_about_a_session_begins_all_of_it() -> None:
    window, belongs = Window(), ProgrammeSession("foot_core", 2, 0)
    session = SessionOffer("Foot core", belongs, (Item("toe_curl", reps=8), Item("ankle_pumps")), 300)
    message = Message(1, "Foot core, 5 min", "", exercise="toe_curl", session=session)
    open_about(window, lambda _number, _word, _minutes: None, message)
    assert [("play", "toe_curl"), ("play", "ankle_pumps")] == window.shown
    assert belongs == window.belongs
