"""The prompt card: whom it asks, when it listens, that it fits the screen and never takes the focus."""

import html
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget

from posture_app.core.content.programmes import Item
from posture_app.core.events import Say, Word
from posture_app.core.ports import Message
from posture_app.core.record.diary import Session
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.snooze_choices import snooze_choices
from posture_app.ui.exercises.drawing import Figure
from posture_app.ui.prompts.card import EDGE, INERT_MS, WIDTH, Card, due_picture
from posture_app.ui.prompts.card_notifier import CardNotifier
from posture_app.ui.prompts.guide import Guide
from posture_app.ui.tray.snooze_menu import SnoozeMenu
from tests.loop import SelectLoop
from tests.notify.contract import NotifierContract, message, unexpected
from tests.ui.hand_loop import HandLoop
from tests.ui.lessons import NECK_TILT
from tests.ui.painted_text import painted_text
from tests.ui.prompts.break_person import STOP_RULE
from tests.ui.prompts.guides import no_player
from tests.ui.samples import ZONE
from tests.ui.sources import DRAWING
from tests.ui.waiting import delete_what_was_closed, until

pytestmark = pytest.mark.usefixtures("qt")
ANSWERS = {"answer_up": Word.UP, "answer_snooze": Word.SNOOZE, "answer_skip": Word.SKIP}


class CardStage:
    takes_back = True

    def __init__(self) -> None:
        self.loop = SelectLoop()
        self.heard: list[tuple[int, Word]] = []
        self.rests = 0
        self.notifier = CardNotifier(self.answer)
        self._seen: set[int] = set()
        self.done: list[Session] = []
        self.played: list[Sequence[Item | str]] = []
        self.clock = HandLoop()

    def answer(self, number: int, say: Say) -> None:
        """Hear it; who gets up is on a break then, for so long as is set."""
        self.heard.append((number, say.word))
        if self.rests:
            self.notifier.rest(number, self.rests)

    @property
    def cards(self) -> list[Card]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, Card) and w.isVisible()]

    @property
    def card(self) -> Card:
        (card,) = self.cards
        return card

    def button(self, name: str) -> QPushButton:
        found = self.card.findChild(QPushButton, name)
        assert found is not None
        return found

    def reached(self) -> int:
        self._seen |= {card.number for card in self.cards}
        return len(self._seen)

    def showing(self) -> int:
        return len(self.cards)


GREY = 200


@pytest.fixture
def stage() -> Iterator[CardStage]:
    stage = CardStage()
    yield stage
    stage.notifier.close()
    stage.loop.close()
    delete_what_was_closed()


class TestContract(NotifierContract):
    pass


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_button_gives_its_answer_and_the_card_goes(stage: CardStage, name: str) -> None:
    stage.notifier.show(message(5), unexpected)
    until(lambda: stage.button(name).isEnabled())
    click(stage.button(name))
    assert stage.heard == [(5, ANSWERS[name])]
    assert stage.cards == []


def test_a_click_meant_for_what_lay_there_before_does_nothing(stage: CardStage) -> None:
    stage.notifier.show(message(), unexpected)
    for name in ANSWERS:
        click(stage.button(name))
    assert stage.heard == []
    assert [stage.button(name).isEnabled() for name in ANSWERS] == [False, False, False]
    timer = stage.card.findChild(QTimer, "card_inert")
    assert timer is not None
    until(timer.isActive)
    assert timer.interval() == INERT_MS >= 1000


def test_a_card_shown_in_place_of_another_is_inert_again(stage: CardStage) -> None:
    stage.notifier.show(message(1), unexpected)
    until(lambda: stage.button("answer_up").isEnabled())
    stage.notifier.show(message(2), unexpected)
    click(stage.button("answer_up"))
    assert stage.heard == []
    until(lambda: stage.button("answer_up").isEnabled())
    click(stage.button("answer_up"))
    assert stage.heard == [(2, Word.UP)]


@pytest.mark.parametrize(
    ("title", "body"),
    [("Up", "One line."), ("t" * 300, "word " * 200), ("Up", "line\n" * 500), ("קום", "ארוך מאוד " * 100), ("", "")],
)
def test_whatever_its_text_the_card_lies_within_the_screen_and_its_buttons_show(
    stage: CardStage, title: str, body: str
) -> None:
    stage.notifier.show(message(1, title, body), unexpected)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(stage.card.geometry())
    for name in ANSWERS:
        button = stage.button(name)
        assert stage.card.rect().contains(QRect(button.mapTo(stage.card, QPoint()), button.size()))
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())


@pytest.fixture
def teacher() -> Iterator[CardStage]:
    """A stage whose cards can show an exercise."""
    stage = CardStage()
    guide = Guide(
        {"neck_tilt": NECK_TILT}.get,
        lambda _: DRAWING,
        lambda: STOP_RULE,
        done=stage.done.append,
        zone=lambda: ZONE,
        play=lambda items, _belongs=None: stage.played.append(items),
        sources=no_player,
    )
    notifier = CardNotifier(stage.answer, guide=guide, clock=stage.clock, loop=stage.clock)
    stage.notifier = notifier
    yield stage
    stage.notifier.close()
    stage.loop.close()
    delete_what_was_closed()


def test_show_me_shows_the_exercise_playing_and_the_card_stays_on_the_screen(teacher: CardStage) -> None:
    teacher.notifier.show(replace(message(), exercise="neck_tilt"), unexpected)
    before = teacher.card.geometry()
    until(lambda: teacher.button("show_me").isEnabled())
    click(teacher.button("show_me"))
    QApplication.processEvents()
    texts = [label.text() for label in teacher.card.findChildren(QLabel) if label.isVisible()]
    assert {*NECK_TILT.steps, STOP_RULE} <= set(texts)
    figure = teacher.card.findChild(Figure)
    assert figure is not None
    assert (True, "Stop the drawing") == (figure.isVisible(), teacher.button("pause figure").toolTip())
    assert not teacher.button("show_me").isVisible()
    assert teacher.card.height() > before.height()
    assert teacher.card.geometry().bottomRight() == before.bottomRight()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(teacher.card.geometry())


@pytest.mark.parametrize(
    ("name", "seconds", "done"),
    [("answer_done", 5, [True]), ("answer_skip", 40, [False]), ("answer_skip", 5, []), ("answer_snooze", 40, [])],
)
def test_an_exercise_that_was_shown_is_kept_as_far_as_it_was_done(
    teacher: CardStage, name: str, seconds: float, done: list[bool]
) -> None:
    answers = ((Word.DONE, "Done"), (Word.SNOOZE, "Snooze"), (Word.SKIP, "Skip"))
    teacher.notifier.show(replace(message(), exercise="neck_tilt", answers=answers), unexpected)
    until(lambda: teacher.button("show_me").isEnabled())
    click(teacher.button("show_me"))
    teacher.clock.go(seconds)
    click(teacher.button(name))
    assert done == [session.completed for session in teacher.done]


def test_where_there_is_little_room_the_buttons_take_more_rows_and_the_words_scroll(teacher: CardStage) -> None:
    teacher.notifier.show(replace(message(), exercise="neck_tilt", snoozes=snooze_choices(DEFAULTS)), unexpected)
    card, room = teacher.card, QRect(16, 16, 448, 368)
    until(lambda: teacher.button("show_me").isEnabled())
    click(teacher.button("show_me"))
    font = card.font()
    font.setPointSize(20)
    card.setFont(font)
    QApplication.processEvents()
    card.room = lambda: room
    card._place()
    assert room.contains(card.geometry())
    for name in ANSWERS:
        button = teacher.button(name)
        assert card.rect().contains(QRect(button.mapTo(card, QPoint()), button.size())), name
        drawn = painted_text(button)
        assert button.text() == " ".join(each.text.strip() for each in drawn)
        assert [] == [each.text for each in drawn if each.cut]
    assert (
        teacher.button("answer_up").mapTo(card, QPoint()).y() < teacher.button("answer_skip").mapTo(card, QPoint()).y()
    )
    assert teacher.button("answer_up").mapTo(card, QPoint()).x() < card._picture.geometry().right()  # below it
    card.room = lambda: QRect(16, 16, 900, 900)
    card._place()
    assert teacher.button("answer_up").mapTo(card, QPoint()).x() > card._picture.geometry().right()


def test_who_gets_up_for_the_exercise_sees_it_until_the_break_is_over(teacher: CardStage) -> None:
    teacher.notifier.show(replace(message(7), exercise="neck_tilt"), unexpected)
    until(lambda: teacher.button("show_me").isEnabled())
    click(teacher.button("show_me"))
    teacher.rests = 120
    click(teacher.button("answer_up"))
    QApplication.processEvents()
    assert [(7, Word.UP)] == teacher.heard
    shown = [b.objectName() for b in teacher.card.findChildren(QPushButton) if b.isVisible()]
    assert ["close", "pause figure", "start exercise"] == sorted(shown)
    teacher.clock.go(119)
    assert 1 == teacher.showing()
    teacher.clock.go(2)
    assert (0, [True]) == (teacher.showing(), [session.completed for session in teacher.done])


@pytest.mark.parametrize(("main", "on_feet"), [(Word.UP, True), (Word.UP, False), (Word.DONE, False)])
def test_in_two_clicks_the_exercises_begin_in_the_window_and_count_there_only(
    teacher: CardStage, main: Word, on_feet: bool
) -> None:
    offered = replace(message(7), exercise="neck_tilt", exercises=("neck_tilt", "walk"), on_feet=on_feet)
    offered = replace(offered, answers=((main, "Main"), (Word.SKIP, "Skip")))
    teacher.notifier.show(offered, unexpected)
    until(lambda: teacher.button("show_me").isEnabled())
    before = teacher.card.height()
    click(teacher.button("show_me"))
    click(teacher.button("start exercise"))
    assert [("neck_tilt", "walk")] == teacher.played
    teacher.clock.go(60)
    if not on_feet:  # the window says that it is done, or the person
        assert ([], before) == (teacher.heard, teacher.card.height())
        click(teacher.button("answer_skip"))
    else:
        assert ([(7, Word.UP)], 0) == (teacher.heard, teacher.showing())
    assert [] == teacher.done


@pytest.mark.parametrize("how", ["close", "withdrawn", "another"])
def test_what_rests_goes_when_it_is_not_wanted_any_more(teacher: CardStage, how: str) -> None:
    teacher.notifier.show(replace(message(7), exercise="neck_tilt"), unexpected)
    until(lambda: teacher.button("show_me").isEnabled())
    click(teacher.button("show_me"))
    teacher.rests = 120
    click(teacher.button("answer_up"))
    teacher.clock.go(30)
    if how == "close":
        click(teacher.button("close"))
    elif how == "withdrawn":
        teacher.notifier.withdraw(7)
    else:
        teacher.notifier.show(message(8), unexpected)
        assert 8 == teacher.card.number
        teacher.notifier.close()
    assert (0, [False]) == (teacher.showing(), [session.completed for session in teacher.done])
    teacher.clock.go(120)


def test_without_the_exercise_the_card_goes_as_one_gets_up(teacher: CardStage) -> None:
    teacher.notifier.show(replace(message(7), exercise="neck_tilt"), unexpected)
    until(lambda: teacher.button("answer_up").isEnabled())
    teacher.rests = 120
    click(teacher.button("answer_up"))
    assert 0 == teacher.showing()


@pytest.mark.usefixtures("fonts")
def test_a_card_of_large_text_is_no_higher_than_its_words_and_buttons(teacher: CardStage) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before, large = app.font(), app.font()
    large.setPointSize(20)
    app.setFont(large)
    teacher.notifier.show(replace(message(), exercise="neck_tilt", snoozes=snooze_choices(DEFAULTS)), unexpected)
    QApplication.processEvents()
    (area,) = teacher.card.findChildren(QScrollArea)
    body = teacher.card.findChild(QLabel, "card_body")
    assert body is not None
    assert 0 <= area.height() - body.geometry().bottom() <= EDGE
    app.setFont(before)


@pytest.mark.parametrize("exercise", ["", "gone"])
def test_without_an_exercise_there_is_nothing_to_show(teacher: CardStage, exercise: str) -> None:
    teacher.notifier.show(replace(message(), exercise=exercise), unexpected)
    assert teacher.card.findChild(QPushButton, "show_me") is None


def test_other_lengths_of_a_snooze_are_a_click_away_and_whole_on_the_screen_beside_their_button() -> None:
    heard: list[Say] = []
    notifier = CardNotifier(lambda _number, say: heard.append(say))
    for choice in ("snooze_15", "snooze_quiet"):
        notifier.show(replace(message(), snoozes=snooze_choices(DEFAULTS)), unexpected)
        (card,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, Card) and w.isVisible()]
        more = card.findChild(QPushButton, "snooze_more")
        assert more is not None
        assert "Snooze for another time" == more.accessibleName()
        until(more.isEnabled)
        click(more)
        (menu,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, SnoozeMenu) and w.isVisible()]
        lies, itself = menu.geometry(), QRect(more.mapToGlobal(QPoint(0, 0)), more.size())
        assert menu.screen().availableGeometry().contains(lies)
        assert not lies.intersects(itself)
        next(action for action in menu.actions() if action.objectName() == choice).trigger()
        menu.close()
        assert not card.isVisible()
    assert [Say(Word.SNOOZE, 15), Say(Word.SNOOZE_QUIET)] == heard
    notifier.close()
    delete_what_was_closed()


@pytest.mark.parametrize("body", ["One line.", "word " * 40, "w" * 200, "two\nlines", "ארוך מאוד " * 20])
def test_text_that_has_room_is_not_clipped(stage: CardStage, body: str) -> None:
    stage.notifier.show(message(1, "Up", body), unexpected)
    QApplication.processEvents()
    label = stage.card.findChild(QLabel, "card_body")
    assert label is not None
    assert label.height() >= label.heightForWidth(label.width())
    (area,) = stage.card.findChildren(QScrollArea)
    assert area.height() >= label.geometry().bottom()
    assert label.width() >= label.minimumSizeHint().width()


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("body", ["Walk.", "word " * 40])
def test_a_card_is_as_wide_as_it_should_be_or_as_the_screen_lets_it(stage: CardStage, body: str) -> None:
    stage.notifier.show(message(1, "Up", body), unexpected)
    room = QGuiApplication.primaryScreen().availableGeometry().width() - 2 * EDGE
    assert min(room, WIDTH) <= stage.card.width() <= min(room, 440)


@pytest.mark.parametrize(("platforms", "alpha"), [(("offscreen",), 0), (("wayland",), 255)])
def test_corners_are_round_only_where_they_would_not_be_black(
    stage: CardStage, monkeypatch: pytest.MonkeyPatch, platforms: tuple[str, ...], alpha: int
) -> None:
    monkeypatch.setattr("posture_app.ui.kit.look.paint.SEE_THROUGH", platforms)
    stage.notifier.show(message(), unexpected)
    picture = QPixmap(stage.card.size())
    picture.fill(Qt.GlobalColor.transparent)
    stage.card.render(picture, renderFlags=QWidget.RenderFlag.DrawChildren)
    assert picture.toImage().pixelColor(1, 1).alpha() == alpha


def test_text_is_shown_as_it_is_and_not_as_markup(stage: CardStage) -> None:
    body = html.escape("<b>bold</b>") + " <img src='x'>"
    stage.notifier.show(message(1, "Up", body), unexpected)
    label = stage.card.findChild(QLabel, "card_body")
    assert label is not None
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == body


def test_a_screen_reader_gets_title_body_and_answers_by_name(stage: CardStage) -> None:
    stage.notifier.show(Message(1, "Up & away", "Walk.", ((Word.UP, "Up & away"),)), unexpected)
    assert (stage.card.accessibleName(), stage.card.accessibleDescription()) == ("Up & away", "Walk.")
    assert stage.button("answer_up").accessibleName() == "Up & away"


def test_without_qt_running_there_is_no_card() -> None:
    code = (
        "from posture_app.core.errors import Unavailable\n"
        "from posture_app.ui.prompts.card_notifier import CardNotifier\n"
        "try:\n    CardNotifier(print)\n"
        "except Unavailable as why:\n    print(why)\n"
    )
    root = Path(__file__).parents[3]
    env = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert run.stdout == "there is no screen\n"


@pytest.mark.parametrize(("kind", "upper", "lower"), [("stand", "head", "shaft"), ("sit", "shaft", "head")])
def test_the_arrow_points_where_one_is_to_go(kind: str, upper: str, lower: str) -> None:
    image = due_picture(Message(1, "Now", "", kind=kind)).grab().toImage()
    half = image.height() // 2
    white = {upper: _white(image, range(half)), lower: _white(image, range(half, image.height()))}
    assert white["head"] > white["shaft"] > 0


def _white(image: QImage, rows: range) -> int:
    """How much of the arrow is in these rows."""
    return sum(image.pixelColor(x, y).lightness() > GREY for y in rows for x in range(image.width()))
