"""Where a window has the keyboard as soon as it shows: it comes in a pause, and goes when somebody types on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.ui.prompts.break_screen import BreakOptions
from posture_app.ui.prompts.card_notifier import CardNotifier
from posture_app.ui.prompts.entrance import AGAIN_MS, LATE_S, PAUSE_MS, InPause
from posture_app.ui.prompts.greeting import STAYS_S, Greeter
from tests.ui.hand_loop import HandLoop
from tests.ui.prompts.break_person import BREAK, Person, before_a_break, cards, windows
from tests.ui.prompts.stillness import Stillness
from tests.ui.waiting import delete_what_was_closed

pytestmark = pytest.mark.usefixtures("qt")
CARD = Message(1, "Time to get up", "Walk a little.", ((Word.UP, "I’m up"),))


class Wayland:
    """Such a desk, and somebody who types at it."""

    def __init__(self, loop: HandLoop) -> None:
        self.loop = loop
        self.stillness = Stillness(0, loop.soon)
        self.told: list[tuple[str, str]] = []
        self.failures: list[str] = []
        self.answers: list[tuple[int, Word]] = []
        self.entrance = InPause(self.stillness.quiet, loop, lambda *words: self.told.append(words))

    def pause(self, milliseconds: int = PAUSE_MS) -> None:
        self.stillness.idle = milliseconds
        self.stillness.idle = 0


@pytest.fixture
def desk() -> Iterator[Wayland]:
    desk = Wayland(HandLoop())
    yield desk
    desk.loop.go(0)
    delete_what_was_closed()
    assert ([], 0) == (desk.stillness.lengths, desk.loop.pending)


@pytest.fixture
def notifier(desk: Wayland) -> Iterator[CardNotifier]:
    notifier = CardNotifier(lambda *answer: desk.answers.append(answer), entrance=desk.entrance)
    yield notifier
    notifier.close()


def show(notifier: CardNotifier, desk: Wayland) -> None:
    notifier.show(CARD, desk.failures.append)


def test_a_card_comes_in_the_first_pause(desk: Wayland, notifier: CardNotifier) -> None:
    show(notifier, desk)
    desk.loop.go(30)
    desk.pause(1999)
    assert [] == cards()
    desk.pause()
    (card,) = cards()
    assert "Time to get up" == card.windowTitle()
    desk.loop.go(LATE_S)
    assert [] == desk.told


def test_a_card_that_finds_no_pause_for_a_minute_is_told_at_the_tray_and_waits_on(
    desk: Wayland, notifier: CardNotifier
) -> None:
    show(notifier, desk)
    desk.loop.go(LATE_S - 1)
    assert [] == desk.told
    desk.loop.go(2 * LATE_S)
    assert [("Time to get up", "Walk a little.")] == desk.told
    desk.pause()
    assert 1 == len(cards())


def test_a_card_that_is_withdrawn_before_it_came_does_not_come(desk: Wayland, notifier: CardNotifier) -> None:
    show(notifier, desk)
    notifier.withdraw(1)
    desk.pause()
    desk.loop.go(2 * LATE_S)
    assert ([], []) == (cards(), desk.told)


def test_a_key_sends_the_card_away_until_a_longer_pause(desk: Wayland, notifier: CardNotifier) -> None:
    show(notifier, desk)
    desk.pause()
    (card,) = cards()
    QTest.keyClick(card, Qt.Key.Key_A)
    assert [] == cards()
    desk.pause(AGAIN_MS - 1)
    assert [] == cards()
    desk.pause(AGAIN_MS)
    assert [card] == cards()
    assert [] == desk.answers


def test_a_card_that_came_again_is_inert_for_a_second_again(desk: Wayland, notifier: CardNotifier) -> None:
    show(notifier, desk)
    desk.pause()
    (card,) = cards()
    button = card.findChild(QPushButton)
    assert button is not None
    button.setEnabled(True)  # as after the first second
    QTest.keyClick(card, Qt.Key.Key_A)
    desk.pause(AGAIN_MS)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [] == desk.answers


def test_where_pauses_are_not_seen_the_prompt_goes_to_the_next_way(desk: Wayland, notifier: CardNotifier) -> None:
    desk.stillness.idle = None
    show(notifier, desk)
    assert (["nobody knows"], []) == (desk.failures, cards())


def test_a_greeting_comes_in_a_pause_and_stays_from_then_on(desk: Wayland) -> None:
    greeter = Greeter(desk.loop, desk.entrance)
    greeter.greet("You were up for 20 minutes.")
    desk.loop.go(STAYS_S + 1)
    desk.pause()
    assert 1 == len(cards())
    desk.loop.go(STAYS_S + 1)
    assert [] == cards()
    desk.stillness.idle = None
    greeter.greet("You were up for 20 minutes.")
    assert [] == cards()


@pytest.fixture
def person() -> Iterator[Person]:
    yield from before_a_break()


@pytest.fixture
def typing(person: Person) -> Wayland:
    desk = Wayland(person.loop)
    desk.stillness = person.stillness
    desk.entrance = InPause(desk.stillness.quiet, person.loop, lambda *words: desk.told.append(words))
    person.entrance = desk.entrance
    person.takes_keyboard = True
    desk.stillness.idle = 0
    return desk


def test_a_break_screen_comes_in_the_first_pause(person: Person, typing: Wayland) -> None:
    person.notifier.show(BREAK, typing.failures.append)
    person.loop.go(LATE_S + 1)
    assert ([], [(BREAK.title, BREAK.body)]) == (windows(), typing.told)
    typing.pause()
    assert 1 == len(windows())


def test_a_break_screen_that_is_answered_elsewhere_before_it_came_does_not_come(
    person: Person, typing: Wayland
) -> None:
    person.notifier.show(BREAK, typing.failures.append)
    person.notifier.rest(BREAK.number, 120)
    typing.pause()
    assert [] == windows()


def test_a_notice_counts_from_when_it_shows_and_the_break_waits_for_another_pause(
    person: Person, typing: Wayland
) -> None:
    person.options = BreakOptions(notice_s=30)
    person.notifier.show(BREAK, typing.failures.append)
    person.loop.go(40)
    assert [] == cards()
    typing.pause()
    assert 1 == len(cards())
    person.loop.go(31)
    assert ([], []) == (cards(), windows())
    typing.pause()
    assert 1 == len(windows())


def test_whoever_starts_the_break_need_not_pause(person: Person, typing: Wayland) -> None:
    person.options = BreakOptions(notice_s=30)
    person.notifier.show(BREAK, typing.failures.append)
    typing.pause()
    (card,) = cards()
    button = card.findChild(QPushButton, "answer_up")
    assert button is not None
    button.setEnabled(True)  # the first second is the card's own matter
    button.click()
    assert 1 == len(windows())


def test_a_key_before_it_listens_sends_a_break_screen_away_until_a_longer_pause(
    person: Person, typing: Wayland
) -> None:
    person.notifier.show(BREAK, typing.failures.append)
    typing.pause()
    QApplication.processEvents()
    QTest.keyClick(person.window, Qt.Key.Key_A)
    person.loop.go(0)
    assert [] == windows()
    typing.pause(AGAIN_MS - 1)
    assert [] == windows()
    typing.stillness.idle = AGAIN_MS
    QApplication.processEvents()
    person.loop.go(1.5)
    QTest.keyClick(person.window, Qt.Key.Key_Escape)
    person.loop.go(0.1)
    assert [(1, Word.SKIP)] == person.heard


def test_a_key_during_the_rest_sends_nothing_away(person: Person, typing: Wayland) -> None:
    typing.stillness.idle = 60_000
    person.notifier.show(BREAK, typing.failures.append)
    person.loop.go(2)
    person.notifier.rest(BREAK.number, 90)
    QTest.keyClick(person.window, Qt.Key.Key_A)
    person.loop.go(0)
    assert 1 == len(windows())


@pytest.mark.parametrize("notice_s", [0, 30])
def test_where_pauses_are_not_seen_a_break_goes_to_the_next_way(person: Person, typing: Wayland, notice_s: int) -> None:
    person.options = BreakOptions(notice_s=notice_s)
    typing.stillness.idle = None
    person.notifier.show(BREAK, typing.failures.append)
    assert (["nobody knows"], [], []) == (typing.failures, windows(), cards())
