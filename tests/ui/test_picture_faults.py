"""What the test of the pictures finds: each kind of fault, made on purpose."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from tests.ui.painted_text import painted_text
from tests.ui.picture_faults import faults
from tests.ui.showing import shown

pytestmark = pytest.mark.usefixtures("fonts")


class Painted(QWidget):
    """Words painted by hand: each with its box."""

    def __init__(self, *words: tuple[str, QRectF]) -> None:
        super().__init__()
        self._words = words

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for text, box in self._words:
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)


def window_with(*children: tuple[QWidget, QRect]) -> QWidget:
    window = QWidget()
    window.setObjectName("window")
    window.resize(300, 200)
    for child, box in children:
        child.setParent(window)
        child.setGeometry(box)
    return window


def sound() -> QWidget:
    label = QLabel("All of this can be read")
    slanted = QLabel("<i>Half</i>backs, <u>م</u>رحبا<br><i>off</i>Åland")
    return window_with(
        (label, QRect(0, 0, 300, 40)),
        (QPushButton("Press…"), QRect(0, 60, 200, 40)),
        (slanted, QRect(0, 100, 300, 60)),
    )


def narrow_button() -> QWidget:
    return window_with((QPushButton("Much longer than it"), QRect(0, 0, 60, 40)))


def low_label(height: int) -> QWidget:
    label = QLabel("Three lines of words that wrap, of which not all can be seen")
    label.setWordWrap(True)
    return window_with((label, QRect(0, 0, 120, height)))


def painted_outside() -> QWidget:
    return window_with((Painted(("Sixty", QRectF(80, 0, 100, 20))), QRect(0, 0, 100, 40)))


def painted_on_each_other() -> QWidget:
    words = ("Monday", QRectF(0, 0, 100, 20)), ("Tuesday", QRectF(20, 0, 100, 20))
    return window_with((Painted(*words), QRect(0, 0, 200, 40)))


def lines_on_each_other() -> QWidget:
    label = QLabel("<p style='line-height: 70%'>Lying low<br>LÉÅNING</p>")
    return window_with((label, QRect(0, 0, 200, 60)))


def written_anew() -> QWidget:
    words = ("Monday", QRectF(0, 0, 100, 20)), ("Monday", QRectF(5, 0, 100, 20))
    return window_with((Painted(*words), QRect(0, 0, 200, 40)))


def two_on_one_place() -> QWidget:
    return window_with((QLabel("One"), QRect(0, 0, 100, 40)), (QPushButton("Other"), QRect(20, 20, 200, 40)))


def beyond_the_edge() -> QWidget:
    return window_with((QPushButton("Press"), QRect(250, 0, 100, 40)))


def too_wide_to_scroll() -> QWidget:
    area = QScrollArea()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(window_with((QPushButton("Press"), QRect(200, 0, 100, 40))))
    return window_with((area, QRect(0, 0, 200, 200)))


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (narrow_button, "“Much longer than it” in QPushButton “Much longer than it” is cut"),
        *((partial(low_label, height), "px of height and has") for height in (14, 20, 28)),
        (painted_outside, "“Sixty” in Painted is cut"),
        (painted_on_each_other, "“Monday” and “Tuesday” in Painted lie on each other"),
        (lines_on_each_other, "“Lying low” and “LÉÅNING” in QLabel"),
        (written_anew, "“Monday” and “Monday” in Painted lie on each other"),
        (two_on_one_place, "QLabel “One” and QPushButton “Other” share"),
        (beyond_the_edge, "QPushButton “Press” lies at 250, 0"),
        (too_wide_to_scroll, "QWidget “window” is 300 × 200 in"),
    ],
)
def test_a_fault_is_found(qt: object, make: Callable[[], QWidget], expected: str) -> None:
    with shown(make()) as window:
        assert any(expected in fault for fault in faults(window)), faults(window)


def test_a_sound_window_has_none(qt: object) -> None:
    with shown(sound()) as window:
        assert [] == faults(window)


def test_a_window_that_is_larger_than_its_room_is_named(qt: object) -> None:
    with shown(sound()) as window:
        assert ["the window needs 300 × 200"] == faults(window, QSize(200, 200))


def test_the_letters_of_a_word_are_no_two_words_where_one_of_them_is_underlined(qt: object) -> None:
    menu = QMenu()
    for words in ("س&أنهض", "أق&ف الآن", "الإ&عدادات"):
        menu.addAction(words)
    with shown(menu):
        texts = painted_text(menu)
        assert len(texts) > 6  # each in pieces, which reach into each other
        assert [] == faults(menu)


@pytest.mark.parametrize("there", [QRectF(0, 8, 100, 20), QRectF(15, 0, 100, 20)])
def test_two_words_of_arabic_that_lie_on_each_other_are_found(qt: object, there: QRectF) -> None:
    words = ("الاثنين", QRectF(0, 0, 100, 20)), ("الثلاثاء", there)
    with shown(window_with((Painted(*words), QRect(0, 0, 200, 60)))) as window:
        assert ["“الاثنين” and “الثلاثاء” in Painted lie on each other"] == faults(window)


class LowRows(QStyledItemDelegate):
    """Words painted within so much of their row."""

    high = 40

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 40)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRect(option.rect.topLeft(), QSize(200, self.high))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, str(index.data()))


def test_text_that_its_row_cuts_is_found_and_text_at_the_edge_of_the_list_is_not(qt: object) -> None:
    rows = QListWidget()
    rows.addItems(["Some words", "Other words", "Words of which a part shows"])
    delegate = LowRows(rows)
    rows.setItemDelegate(delegate)
    with shown(window_with((rows, QRect(0, 0, 220, 90)))) as window:
        assert [] == faults(window)
        delegate.high = 8
        assert any("“Some words”" in fault and "is cut" in fault for fault in faults(window))
