"""The style of the windows: Qt's own widgets, which keep their roles and their ways."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.choice_field import ChoiceField
from posture_app.ui.kit.fields.line_edit import LineEdit
from posture_app.ui.kit.fields.stepper import NumberField
from posture_app.ui.kit.fields.switch import SwitchButton
from posture_app.ui.kit.fields.text_area import TextArea
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.ground import Ground, Grounded
from posture_app.ui.kit.look.theme import LIGHT, SCROLL_BAR, colours
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.progress_bar import ProgressBar
from tests.ui import looks
from tests.ui.painted_text import painted_text
from tests.ui.showing import colour_at, shown

ROWS = range(4, 24)
"""Of the entry of a menu."""
CLICK, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def _inks(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("look", list(Look))
def test_a_ring_shows_where_the_keyboard_is_and_not_where_the_pointer_clicked(qt: object, look: Look) -> None:
    page = QWidget()
    one, other = Button("One", "one", look), Button("Other", "other", look)
    column_of(one, other, on=page)
    with shown(page):
        page.activateWindow()
        QTest.mouseClick(one, CLICK)
        other.setFocus(Qt.FocusReason.MouseFocusReason)
        bare = other.grab().toImage()
        one.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.keyClick(one, Qt.Key.Key_Tab)
        assert other.hasFocus()
        assert bare != other.grab().toImage()


def test_each_is_to_a_screen_reader_what_it_is_to_qt(qt: object) -> None:
    role = QAccessible.Role
    number, choice = NumberField(1, 9, "min", read=float), ChoiceField({1: "One"})
    for widget, wanted in (
        (Button("Go on", "go on"), role.Button),
        (SwitchButton("on"), role.CheckBox),
        (ProgressBar(), role.ProgressBar),
        (number.editor, role.SpinBox),
        (choice.editor, role.ComboBox),
    ):
        assert wanted is QAccessible.queryAccessibleInterface(widget).role()
    number.deleteLater()
    choice.deleteLater()


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, SwitchButton])
def test_what_is_on_has_the_accent_and_turns_by_a_click_anywhere_on_it(
    qt: object, kind: type[QCheckBox | QRadioButton]
) -> None:
    with shown(kind("")) as box:
        assert LIGHT.accent not in _inks(box)
        QTest.mouseClick(box, CLICK, PLAIN, QPoint(box.width() - 3, box.height() // 2))
        assert box.isChecked()
        assert LIGHT.accent in _inks(box)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_knob_of_a_switch_lies_where_reading_ends_while_it_is_on(qt: object, *, mirrored: bool) -> None:
    box = SwitchButton()
    if mirrored:
        box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    box.setChecked(True)
    with shown(box):
        ends = [colour_at(box, x, box.height() / 2) for x in (15, box.width() - 15)]
        assert ends == [LIGHT.on_accent, LIGHT.accent] if mirrored else [LIGHT.accent, LIGHT.on_accent]


@pytest.mark.parametrize("value", [0, 25, 100])
def test_a_bar_is_filled_as_far_as_it_has_come(qt: object, value: int) -> None:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(value)
    bar.resize(400, 20)
    with shown(bar):
        image = bar.grab().toImage()
        row = [image.pixelColor(x, 10).name() for x in range(400)]
        assert row.count(LIGHT.accent) == pytest.approx(4 * value, abs=4)


def test_a_scroll_bar_reaches_both_ends_and_pages_where_it_is_clicked_beside_its_thumb(qt: object) -> None:
    area, long = QScrollArea(), QLabel("\n" * 99)
    area.setWidget(long)
    area.resize(200, 300)
    with shown(area):
        bar = area.verticalScrollBar()
        assert bar.width() == SCROLL_BAR

        def thumb() -> tuple[int, int]:
            image = bar.grab().toImage()
            ground = image.pixelColor(0, 0)
            rows = [y for y in range(bar.height()) if image.pixelColor(SCROLL_BAR // 2, y) != ground]
            return rows[0], rows[-1]

        first, last = thumb()
        share = bar.pageStep() / (bar.maximum() + bar.pageStep())
        assert first <= 3
        assert last - first == pytest.approx(share * bar.height(), abs=6)
        QTest.mouseClick(bar, CLICK, PLAIN, QPoint(SCROLL_BAR // 2, bar.height() - 2))
        assert bar.value() == bar.pageStep()
        bar.setValue(bar.maximum())
        assert thumb()[1] >= bar.height() - 4


@pytest.mark.parametrize(
    "kind", [QLineEdit, QComboBox, QDoubleSpinBox, LineEdit, partial(TextArea, "", "", "", lines=2)]
)
def test_an_editor_of_qt_has_an_edge_that_can_be_seen_and_shows_what_it_refused(
    qt: object, kind: Callable[[], QWidget]
) -> None:
    with shown(kind()) as editor:
        editor.clearFocus()
        edge = editor.width() / 2
        assert colours(editor).edge == colour_at(editor, edge, 0)
        editor.setProperty("refused", True)
        assert colours(editor).wrong == colour_at(editor, edge, 0)


def test_a_button_of_one_of_qts_own_dialogs_has_its_words(qt: object) -> None:
    with shown(QPushButton("Words")) as button:
        assert len(_inks(button)) > len(_inks(QPushButton()))


def test_lines_and_areas_to_type_in_begin_their_text_at_the_same_place(qt: object) -> None:
    line, area = LineEdit("|"), TextArea("", "", "", lines=1)
    area.setPlainText("|")
    lefts = []
    for editor in (line, area):
        with shown(editor):
            editor.clearFocus()
            image = editor.grab().toImage()
            ground = image.pixelColor(editor.width() // 2, editor.height() // 2)
            middle = range(4, editor.width() // 2)
            lefts.append(next(x for x in middle if image.pixelColor(x, editor.height() // 2) != ground))
    assert lefts[0] == lefts[1]


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_card_has_its_stripe_where_one_begins_to_read(qt: object, *, mirrored: bool) -> None:
    card = Grounded()
    card.ground = Ground.CARD
    card.resize(100, 80)
    if mirrored:
        card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    with shown(card):
        ends = [colour_at(card, x, 40) for x in (2, 97)]
        assert ends == [LIGHT.surface, LIGHT.accent] if mirrored else [LIGHT.accent, LIGHT.surface]


@pytest.mark.parametrize("mirrored", [False, True])
def test_only_in_a_menu_with_ticks_is_there_room_for_them_before_the_words(qt: object, *, mirrored: bool) -> None:
    begins = []
    for ticks in (False, True):
        with shown(QMenu()) as menu:
            menu.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
            menu.addAction("Words")
            menu.addAction("Others").setCheckable(ticks)
            menu.popup(QPoint())
            image = menu.grab(menu.actionGeometry(menu.actions()[0])).toImage()
            rows = range(image.height())
            inked = [
                x for x in range(4, image.width() - 4) if any(image.pixelColor(x, y).lightness() < 128 for y in rows)
            ]
            begins.append(image.width() - inked[-1] if mirrored else inked[0])
    assert 4 < begins[0] < begins[1] - 16


def test_the_chosen_entry_of_a_menu_has_a_ground_and_keeps_the_colour_of_its_words(qt: object) -> None:
    with shown(QMenu()) as menu:
        words = menu.addAction("Words")
        menu.addAction("Others")
        menu.popup(QPoint())
        menu.setActiveAction(words)
        box = menu.actionGeometry(words)
        image = menu.grab().toImage()
        found = {
            image.pixelColor(x, y).name()
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        }
        assert {LIGHT.sunken, menu.palette().text().color().name()} <= found
        assert LIGHT.accent not in found


def test_a_path_may_be_broken_and_stays_as_it_was(qt: object) -> None:
    path = "/home/somebody/a-rather-long-name/another/one/" + "x" * 60
    made = label(path)
    with shown(made):
        assert made.minimumSizeHint().width() < made.fontMetrics().horizontalAdvance("x" * 30)
        assert path == made.text()
        made.mark([(1, 5)])
        assert path == made.text()
        assert made.minimumSizeHint().width() < made.fontMetrics().horizontalAdvance("x" * 30)


def test_usual_words_are_left_whole(qt: object) -> None:
    made = label("physiotherapist. And Bildschirmarbeitsplatz, Pause?")
    assert made.text() == QLabel.text(made)


@pytest.mark.usefixtures("usual_look")
def test_the_longest_entry_of_a_menu_is_shown_whole_with_its_mnemonic() -> None:
    for points in looks.POINTS:
        looks.dress(looks.Look(points))
        for words in ("このリマインダーをスキップ(&K)", "S&kip this reminder"):
            with shown(QMenu()) as menu:
                menu.addAction(words)
                menu.popup(QPoint())
                said = "".join(each.text for each in sorted(painted_text(menu), key=lambda each: each.box.left()))
                assert words.replace("&", "").replace(" ", "") == said.replace(" ", ""), points
