"""Buttons, and the control made of several of them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.look.theme import colours
from tests.ui.painted_text import painted_text
from tests.ui.showing import button, colour_at, shown


@pytest.mark.parametrize("look", [Look.NAVIGATION, Look.CHIP, Look.SEGMENT, Look.DISCLOSURE])
def test_nothing_moves_when_a_button_is_switched(qt: object, look: Look) -> None:
    with shown(Button("Exercises and tips", "one", look)) as one:
        off = one.sizeHint()
        one.setChecked(True)
        assert off == one.sizeHint()


@pytest.mark.parametrize("look", [Look.CHIP, Look.DISCLOSURE, Look.SEGMENT, Look.NAVIGATION])
def test_a_switch_shows_its_state_by_its_shape_too(qt: object, look: Look) -> None:
    with shown(Button("Feet", "one", look)) as one:

        def ink() -> set[tuple[int, int]]:
            image = one.grab().toImage()
            ground = image.pixelColor(image.width() // 2, 4).lightness()
            xs, ys = range(image.width()), range(4, image.height() - 4)
            return {(x, y) for x in xs for y in ys if abs(image.pixelColor(x, y).lightness() - ground) > 60}

        off = ink()
        one.setChecked(True)
        assert off != ink()


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does_whatever_it_looks_like(qt: object, look: Look, key: Qt.Key) -> None:
    with shown(Button("Show me", "one", look)) as one:
        pressed: list[bool] = []
        one.clicked.connect(lambda on: pressed.append(on))  # noqa: PLW0108 - Qt takes no method of a list
        QTest.keyClick(one, key)
        assert [one.isCheckable()] == pressed


def test_enter_that_is_held_presses_it_once(qt: object) -> None:
    with shown(Button("Show me", "one")) as one:
        pressed: list[bool] = []
        one.clicked.connect(lambda on: pressed.append(on))  # noqa: PLW0108 - Qt takes no method of a list
        for again in (False, True, True):
            modifiers = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifiers, "", again)
            QApplication.sendEvent(one, event)
        assert [False] == pressed


def test_in_a_dialog_enter_is_for_the_button_that_the_dialog_says(qt: object) -> None:
    dialog = QDialog()
    focused, usual = (Button(name, name, parent=dialog) for name in ("focused", "usual"))
    with shown(dialog):
        focused.setAutoDefault(False)
        usual.setDefault(True)
        pressed: list[str] = []
        focused.clicked.connect(lambda: pressed.append("focused"))
        usual.clicked.connect(lambda: pressed.append("usual"))
        QTest.keyClick(focused, Qt.Key.Key_Return)
        assert ["usual"] == pressed


def test_the_chosen_page_has_a_bar_at_the_left_edge(qt: object) -> None:
    with shown(Button("Today", "one", Look.NAVIGATION)) as one:
        c, middle = colours(one), one.height() / 2
        assert c.accent != colour_at(one, 1, middle)
        one.setChecked(True)
        assert c.accent == colour_at(one, 1, middle)


@pytest.mark.parametrize("look", [Look.MAIN, Look.PLAIN])
def test_a_button_that_cannot_be_used_has_no_ground(qt: object, look: Look) -> None:
    with shown(Button("Later", "one", look)) as one:
        behind = one.palette().window().color().name()
        assert behind != colour_at(one, 8, 8)
        one.setEnabled(False)
        assert behind == colour_at(one, 8, 8)


def test_segments_are_chosen_by_click_and_by_arrow_keys(qt: object) -> None:
    with shown(Segments(("Exercises", "Tips", "Safety"))) as segments:
        chosen: list[int] = []
        segments.chosen.connect(chosen.append)
        assert button(segments, "part exercises").isChecked()
        button(segments, "part tips").click()
        button(segments, "part tips").setFocus()
        QTest.keyClick(button(segments, "part tips"), Qt.Key.Key_Right)
        assert [1, 2] == chosen
        assert 36 == segments.sizeHint().height()


def test_words_that_are_wider_than_a_small_window_go_on_in_another_line(qt: object) -> None:
    short, long = Button("Add", "short"), Button("Eine Erinnerung hinzufügen und sofort ausprobieren", "long")
    font = long.font()
    font.setPointSize(20)
    for each in (short, long):
        each.setFont(font)
    lines = long.sizeHint().height() - short.sizeHint().height()
    assert long.widest + 60 >= long.sizeHint().width()
    assert lines >= 2 * long.fontMetrics().lineSpacing()
    long.resize(long.sizeHint())
    drawn = painted_text(long)
    assert "Eine Erinnerung hinzufügen und sofort ausprobieren" == " ".join(each.text.strip() for each in drawn)
    assert [] == [each.text for each in drawn if each.cut]
