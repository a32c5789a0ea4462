"""The player in the smallest window and with the largest letters, in languages of long words: what has to be seen at
once, is.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from posture_app.ui.exercises.drawing import FigureView
from posture_app.ui.exercises.player import Player
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.countdown import CountdownRing
from posture_app.ui.kit.look.sign import Sign
from tests.spoken import spoken
from tests.ui import screens
from tests.ui.looks import POINTS, SMALLEST, Look
from tests.ui.showing import button

pytestmark = pytest.mark.usefixtures("usual_look")
NAMES = ("player", "break_player")
LANGUAGES = ("de", "fr", "ru", "he")
ROW = ("pause session", "step back", "step on", "too hard", "hurts", "skip exercise")


def windows(name: str, code: str) -> Iterator[tuple[Look, QWidget, Player]]:
    """In small letters and in large ones."""
    looks = [Look(points, mirrored=code == "he", room=SMALLEST) for points in (POINTS[0], POINTS[-1])]
    with spoken(code):
        for look, window in screens.in_looks(name, looks):
            (player,) = window.findChildren(Player)
            yield look, window, player


def pressed(within: QWidget, name: str) -> Button:
    found = within.findChild(Button, name)
    assert found is not None
    return found


def is_whole(part: QWidget, within: QWidget) -> bool:
    return part.isVisible() and within.rect().contains(QRect(part.mapTo(within, QPoint()), part.size()))


@pytest.mark.parametrize(("name", "code"), list(product(NAMES, LANGUAGES)))
def test_picture_time_step_rule_and_buttons_are_seen_together(name: str, code: str) -> None:
    for look, window, player in windows(name, code):
        (area,) = player.findChildren(QScrollArea)
        view = area.viewport()
        assert is_whole(player.findChildren(FigureView)[0], view), look
        assert is_whole(player.findChildren(CountdownRing)[0], view), look
        now = [each for each in player._steps.findChildren(QLabel) if each.objectName() == "player step 5"]
        assert [is_whole(each, view) for each in now if each.isVisible()] == [True], look  # “Hold, and breathe.”
        rule, few = player.findChild(QLabel, "stop rule"), player.findChild(Button, "stop rule short")
        assert rule is not None
        assert few is not None
        assert is_whole(few, window) or is_whole(rule, window), look
        assert few.accessibleDescription() == rule.text()
        row = [pressed(window, each) for each in ROW]
        assert all(is_whole(each, window) for each in row), look
        assert len({each.mapTo(window, QPoint()).y() for each in row}) == 1, look
        assert not any(a.geometry().intersects(b.geometry()) for a in row for b in row if a is not b), look
        assert all(len(each.accessibleName()) > 1 and (each.text() or each.sign) for each in row), look


def test_the_few_words_of_the_rule_unfold_all_of_it() -> None:
    for look, window, player in windows("player", "de"):
        if look.points != POINTS[-1]:
            continue
        rule, few = player.findChild(QLabel, "stop rule"), button(window, "stop rule short")
        assert rule is not None
        assert not rule.isVisible()
        few.click()
        for _ in range(4):
            QApplication.processEvents()
        assert is_whole(rule, window)
        assert is_whole(button(window, "hurts"), window)
        few.click()
        assert not rule.isVisible()


def test_a_button_has_words_where_there_is_room_and_that_it_hurts_keeps_them_longest() -> None:
    with spoken("de"):
        for look, window in screens.in_looks("player", (Look(), Look(room=SMALLEST), Look(POINTS[-1], room=SMALLEST))):
            signs = {each: pressed(window, each).sign for each in ROW if each not in ("step back", "step on")}
            wanted = {
                Look(): (None, None, None, None),
                Look(room=SMALLEST): (Sign.PAUSE, None, None, Sign.SKIP),
                Look(POINTS[-1], room=SMALLEST): (Sign.PAUSE, Sign.LESS, Sign.BOLT, Sign.SKIP),
            }[look]
            assert tuple(signs.values()) == wanted, look
            assert all(button(window, name).toolTip() for name, sign in signs.items() if sign is not None)


def test_while_one_gets_ready_the_words_have_the_room_and_afterwards_the_picture_has() -> None:
    with spoken("de"):
        for _, window in screens.in_looks("player", (Look(POINTS[-1], room=SMALLEST),)):
            (player,) = window.findChildren(Player)
            (figure,) = player.findChildren(FigureView)
            name = player.findChild(QLabel, "player exercise")
            (area,) = player.findChildren(QScrollArea)
            assert name is not None
            assert (figure.isVisible(), is_whole(name, area.viewport())) == (True, False)
            for _back in range(2):
                player._step_back()
            for _ in range(6):
                QApplication.processEvents()
            assert player.run.position == 0
            assert (figure.isVisible(), is_whole(name, area.viewport())) == (False, True)


def test_no_more_room_is_kept_free_than_a_step_that_comes_with_the_timer_needs() -> None:
    for look, window in screens.in_looks("player", (Look(room=SMALLEST), Look(POINTS[-1], room=SMALLEST))):
        (player,) = window.findChildren(Player)
        for _back in range(2):
            player._step_back()
        free, exercise = list[int](), player.run.exercise
        while player.run.exercise is exercise:
            QApplication.processEvents()
            if player._steps._shown is not None and player._steps._shown.moves:
                words = [each for each in player._steps.findChildren(QLabel) if each.isVisible()]
                end = max(each.mapTo(player._steps, each.rect().bottomLeft()).y() for each in words)
                free.append(player._steps.height() - end)
            player._sources.loop.go(1)  # type: ignore[attr-defined] # it is one of the tests
        assert 0 < min(free) < player.fontMetrics().height(), look


@pytest.mark.parametrize("code", LANGUAGES)
def test_which_repetition_it_is_stands_beside_the_picture_of_a_small_window(code: str) -> None:
    with spoken(code):
        for _, window in screens.in_looks("player", (Look(mirrored=code == "he", room=SMALLEST),)):
            (player,) = window.findChildren(Player)
            (area,) = player.findChildren(QScrollArea)
            told = [player.findChild(QLabel, f"player {name}") for name in ("repetition", "side")]
            assert all(each is not None and is_whole(each, area.viewport()) for each in told)
            (figure,) = player.findChildren(FigureView)
            assert figure.width() > 4 / 3 * figure.height()  # so that they take nothing from the picture
