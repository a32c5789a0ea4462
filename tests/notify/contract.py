"""What every Notifier keeps to, whatever it shows its prompts with."""

from typing import Protocol

import pytest

from posture_app.core.events import Word
from posture_app.core.ports import Message, Notifier
from tests.loop import SelectLoop

ANSWERS = ((Word.UP, "I'm getting up"), (Word.SNOOZE, "5 minutes"), (Word.SKIP, "Skip"))
AWKWARD = {
    "markup": ("Up & <b>away</b>", "2 < 3 & 4 > 3 &amp; <img src='x'> <b>unclosed"),
    "quotes": ("“Up” 'up' \"up\"", "it's; $(true) `true` %s %d {0} \\n \\"),
    "emoji": ("🧍🏽‍♀️ up", "👩‍👩‍👧‍👦🇩🇪 🪑"),
    "right to left": ("قف قليلاً", "עברית (abc) \u202bנטוי\u202c"),
    "very long": ("up " * 2000, "a long body " * 5000),
    "long without a space": ("u" * 300, "😀" * 600),
    "blank": ("   ", " \n\t "),
    "empty": ("", ""),
    "like an option": ("-v", "--help"),
    "control characters": ("a\0b\x1b[31mc\x07", "one\0\r\ntwo\x1b]0;title\x07\x85three\u2028four"),
    "half characters": ("\ud83d up", "down \ude00"),
    "lines": ("one\ntwo", "one\n\ntwo\r\nthree"),
}


def message(number: int = 1, title: str = "Time to get up", body: str = "You have sat for 30 minutes.") -> Message:
    return Message(number, title, body, ANSWERS)


def unexpected(why: str) -> None:
    raise AssertionError(why)


class Stage(Protocol):
    """A notifier in its surroundings."""

    loop: SelectLoop
    notifier: Notifier

    def reached(self) -> int:
        """How many showings have reached the person."""

    def showing(self) -> int:
        """How many prompts are on the screen now."""


class NotifierContract:
    """Subclasses give the fixture `stage`."""

    def test_it_says_who_it_is(self, stage: Stage) -> None:
        assert stage.notifier.name
        assert stage.notifier.answers in (True, False)

    def test_a_prompt_reaches_the_person_and_does_not_fail(self, stage: Stage) -> None:
        stage.notifier.show(message(), unexpected)
        stage.loop.run_until(lambda: stage.reached() == 1)

    @pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
    def test_no_text_keeps_a_prompt_from_showing(self, stage: Stage, text: tuple[str, str]) -> None:
        stage.notifier.show(message(1, *text), unexpected)
        stage.loop.run_until(lambda: stage.reached() == 1)

    def test_prompts_one_after_the_other_all_reach_the_person(self, stage: Stage) -> None:
        for number in range(1, 4):
            stage.notifier.show(message(number), unexpected)
            _run_until_reached(stage, number)
            stage.notifier.withdraw(number)

    def test_withdrawing_what_does_not_show_is_harmless(self, stage: Stage) -> None:
        stage.notifier.withdraw(1)
        stage.notifier.show(message(7), unexpected)
        stage.notifier.withdraw(1)
        stage.loop.run_until(lambda: stage.reached() == 1)
        stage.notifier.withdraw(7)
        stage.notifier.withdraw(7)

    def test_closing_may_be_repeated(self, stage: Stage) -> None:
        stage.notifier.show(message(), unexpected)
        stage.loop.run_until(lambda: stage.reached() == 1)
        stage.notifier.close()
        stage.notifier.close()


def _run_until_reached(stage: Stage, count: int) -> None:
    stage.loop.run_until(lambda: stage.reached() == count)


class WithdrawingContract(NotifierContract):
    """The same, and more, for those that can take a prompt away that was shown."""

    def test_a_prompt_takes_the_place_of_the_one_before(self, stage: Stage) -> None:
        for number in (1, 2):
            stage.notifier.show(message(number), unexpected)
            _run_until_reached(stage, number)
        assert stage.showing() == 1

    def test_of_two_prompts_at_once_only_one_stays(self, stage: Stage) -> None:
        stage.notifier.show(message(1), unexpected)
        stage.notifier.show(message(2), unexpected)
        stage.loop.run_until(lambda: stage.reached() >= 1)
        stage.loop.run_until(lambda: stage.showing() == 1)
        stage.notifier.withdraw(2)
        stage.loop.run_until(lambda: stage.showing() == 0)

    def test_a_withdrawn_prompt_goes_away(self, stage: Stage) -> None:
        stage.notifier.show(message(), unexpected)
        stage.loop.run_until(lambda: stage.showing() == 1)
        stage.notifier.withdraw(1)
        stage.loop.run_until(lambda: stage.showing() == 0)

    def test_a_prompt_withdrawn_at_once_does_not_stay(self, stage: Stage) -> None:
        stage.notifier.show(message(1), unexpected)
        stage.notifier.withdraw(1)
        stage.notifier.show(message(2), unexpected)
        stage.loop.run_until(lambda: stage.reached() >= 1)
        stage.loop.run_until(lambda: stage.showing() == 1)

    def test_closing_at_once_leaves_nothing(self, stage: Stage) -> None:
        stage.notifier.show(message(), unexpected)
        stage.notifier.close()
        settled: list[bool] = []
        stage.loop.deadline(0.2, lambda: settled.append(True))
        stage.loop.run_until(lambda: settled and stage.showing() == 0)

    def test_closing_takes_away_what_shows(self, stage: Stage) -> None:
        stage.notifier.show(message(), unexpected)
        stage.loop.run_until(lambda: stage.showing() == 1)
        stage.notifier.close()
        stage.loop.run_until(lambda: stage.showing() == 0)


class Failures(list[str]):
    """A `failed` that keeps what it is told."""

    def __call__(self, why: str) -> None:
        self.append(why)

    def wait(self, loop: SelectLoop, count: int = 1) -> None:
        """Run the loop until there are so many."""
        loop.run_until(lambda: len(self) >= count)
