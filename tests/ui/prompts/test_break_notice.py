"""The notice before a break screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from posture_app.core.events import Word
from posture_app.ui.prompts.break_screen import BreakOptions
from tests.notify.contract import unexpected
from tests.ui.prompts.break_person import BREAK, STRICT, Person, before_a_break, cards, windows

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def person() -> Iterator[Person]:
    for person in before_a_break():
        person.options = BreakOptions(notice_s=30)
        yield person


def told() -> list[str]:
    (card,) = cards()
    return [label.text() for label in card.findChildren(QLabel) if label.text()]


def test_it_comes_first_and_counts_down_to_the_break(person: Person) -> None:
    person.notifier.show(BREAK, unexpected)
    assert ["Break in 30 s", "Time to get up\nWalk a little."] == told()
    assert [] == windows()
    person.loop.go(25.5)
    assert ["Break in 5 s", "Time to get up\nWalk a little."] == told()
    person.loop.go(5)
    assert [] == cards()
    assert ["I’m up", "Snooze 5 min", "Skip"] == person.labels()


def test_it_offers_to_begin_and_to_put_off(person: Person) -> None:
    person.notifier.show(BREAK, unexpected)
    (card,) = cards()
    assert ["Start now", "Snooze 5 min", "Skip"] == [b.text() for b in card.findChildren(QPushButton)]


def test_it_offers_only_to_begin_a_strict_break(person: Person) -> None:
    person.notifier.show(STRICT, unexpected)
    (card,) = cards()
    assert ["Start now"] == [b.text() for b in card.findChildren(QPushButton)]


def choose(name: str) -> None:
    (card,) = cards()
    button = card.findChild(QPushButton, name)
    assert button is not None
    button.setEnabled(True)  # the first second is the card's own matter
    button.click()


def test_start_now_begins_the_break_and_answers_nothing(person: Person) -> None:
    person.notifier.show(BREAK, unexpected)
    choose("answer_up")
    assert ([], []) == (cards(), person.heard)
    assert ["I’m up", "Snooze 5 min", "Skip"] == person.labels()


def test_putting_it_off_takes_it_away(person: Person) -> None:
    person.notifier.show(BREAK, unexpected)
    choose("answer_snooze")
    person.loop.go(100)
    assert [(1, Word.SNOOZE)] == person.heard
    assert ([], []) == (cards(), windows())


@pytest.mark.parametrize("end", ["withdraw", "rest", "close"])
def test_it_can_be_taken_away(person: Person, end: str) -> None:
    person.notifier.show(BREAK, unexpected)
    {
        "withdraw": lambda: person.notifier.withdraw(1),
        "rest": lambda: person.notifier.rest(1, 90),
        "close": person.notifier.close,
    }[end]()
    person.loop.go(100)
    assert ([], [], []) == (cards(), windows(), person.heard)
