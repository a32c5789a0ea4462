"""Doing exercises with a keyboard alone, with a screen reader, in large letters, and from right to left."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from posture_app.core.session.ends import Ended
from posture_app.ui.exercises import player as player_module
from posture_app.ui.exercises.player_window import PlayerWindow
from posture_app.ui.kit.access import install
from posture_app.ui.kit.progress_bar import ProgressBar
from tests.ui.access_faults import access_faults
from tests.ui.exercises.test_player import Bench
from tests.ui.lessons import NECK_TILT, SHORT_FOOT
from tests.ui.showing import button, differ, drawn, shown

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture
def bench() -> Bench:
    return Bench()


@contextmanager
def window(bench: Bench) -> Iterator[PlayerWindow]:
    with shown(
        PlayerWindow(
            (NECK_TILT, SHORT_FOOT), bench.sources(), again=lambda: None, offer=lambda _: None, show_hurt=lambda: None
        )
    ) as made:
        made.activateWindow()
        QApplication.processEvents()
        yield made


def focus(made: QWidget) -> QWidget:
    found: QWidget | None = made.focusWidget()
    return made if found is None else found


def go_to(made: QWidget, name: str, most: int = 9) -> None:
    """Press Tab until this has the focus."""
    for _key in range(most):
        if focus(made).objectName() == name:
            return
        QTest.keyClick(focus(made), Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by {most} keys")


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to say."""
    said: list[str] = []
    monkeypatch.setattr(player_module, "announce", lambda _widget, text: said.append(text))
    return said


def test_a_whole_session_goes_by_the_keyboard_alone_and_so_does_it_hurts(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = heard(monkeypatch)
    with window(bench) as made:
        assert focus(made).objectName() == "pause session"
        QTest.keyClick(focus(made), Qt.Key.Key_Space)
        assert made.player.run.paused
        QTest.keyClick(focus(made), Qt.Key.Key_Space)
        bench.loop.go(12)
        QTest.keyClick(focus(made), Qt.Key.Key_Right)
        go_to(made, "hurts")
        QTest.keyClick(focus(made), Qt.Key.Key_Space)
        assert made.player.run.exercise is SHORT_FOOT
        bench.loop.go(10 + SHORT_FOOT.total_s + 1)
        assert focus(made).objectName() == "close session"
        QTest.keyClick(focus(made), Qt.Key.Key_Escape)
        assert not made.isVisible()
    ((hurt, done),) = bench.kept
    assert (hurt.exercise, hurt.ended) == (NECK_TILT.id, Ended.HURT)
    assert (done.exercise, done.ended) == (SHORT_FOOT.id, Ended.DONE)
    assert said[0] == NECK_TILT.steps[0]
    first, *then = NECK_TILT.steps
    assert {f"Right side. {' '.join(then)}", f"Left side. {first}"} <= set(said)


def test_a_screen_reader_finds_a_name_and_a_role_for_everything(bench: Bench) -> None:
    with window(bench) as made:
        install()
        bench.loop.go(10)
        assert access_faults(made) == []
        for each in made.player.findChildren(QPushButton):
            told = QAccessible.queryAccessibleInterface(each)
            assert told.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox), each.objectName()
            assert len(told.text(QAccessible.Text.Name)) > 1, each.objectName()
        (bar,) = made.player.findChildren(ProgressBar)
        assert QAccessible.queryAccessibleInterface(bar).role() is QAccessible.Role.ProgressBar


@pytest.mark.usefixtures("fonts")
def test_in_letters_twice_as_large_what_is_to_be_pressed_and_the_rule_to_stop_stay_in_sight(bench: Bench) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before, large = app.font(), app.font()
    large.setPointSizeF(2 * before.pointSizeF())
    app.setFont(large)
    try:
        with window(bench) as made:
            made.resize(1000, 800)
            bench.loop.go(10)
            QApplication.processEvents()
            rule = made.findChild(QLabel, "stop rule")
            assert rule is not None
            assert rule.height() >= rule.heightForWidth(rule.width())
            for name in ("pause session", "step on", "step back", "too hard", "hurts", "skip exercise"):
                each = button(made, name)
                assert made.rect().contains(QRect(each.mapTo(made, QPoint()), each.size())), name
                assert each.width() >= each.fontMetrics().horizontalAdvance(each.text()), name
    finally:
        app.setFont(before)


def test_from_right_to_left_rows_turn_and_the_picture_does_not(bench: Bench) -> None:
    with window(bench) as made:
        made.resize(900, 600)
        bench.loop.go(9)
        figure, ways = made.player._figure, (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft)
        lies: list[tuple[bool, bool]] = []
        pictures: list[QImage] = []
        for way in ways:
            made.setLayoutDirection(way)
            QApplication.processEvents()
            pause, skip = (button(made, name).mapTo(made, QPoint()).x() for name in ("pause session", "skip exercise"))
            beside = figure.mapTo(made, QPoint()).x() < made.player._ring.mapTo(made, QPoint()).x()
            lies.append((pause < skip, beside))
            pictures.append(drawn(figure, every=1))
        assert lies == [(True, True), (False, False)]
        assert differ(pictures[0], pictures[1], every=1) == 0
