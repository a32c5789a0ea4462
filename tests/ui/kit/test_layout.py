"""Columns and rows: where their parts lie, and how the Tab key goes through them."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import BOTTOM, aligned, clear, column_of, row_of, spring, tab_order, wide
from tests.ui.showing import shown


def test_one_part_takes_the_room_that_the_others_leave(qt: object) -> None:
    page, first, last = QWidget(), QLabel("a"), QLabel("b")
    row_of(wide(first), 20, last, on=page, spacing=0, margins=(1, 2, 3, 4))
    page.resize(300, 60)
    with shown(page):
        assert 300 - 1 - 3 - 20 == first.width() + last.width()
        assert (1, 2, 60 - 2 - 4) == (first.x(), first.y(), first.height())
        assert last.sizeHint().width() == last.width()


def test_what_is_aligned_or_beside_empty_room_keeps_its_size(qt: object) -> None:
    page, low, beside = QWidget(), QLabel("low"), QLabel("beside")
    column_of(row_of(aligned(low, BOTTOM), QLineEdit()), row_of(beside, spring()), on=page)
    page.resize(300, 200)
    with shown(page):
        assert low.sizeHint().height() == low.height()
        assert beside.sizeHint().width() == beside.width()


def test_margins_change_places_where_people_read_from_the_right(qt: object) -> None:
    page, part, inner = QWidget(), QLabel("a"), QLabel("b")
    column_of(part, row_of(wide(inner), margins=(0, 0, 8, 0)), on=page, spacing=0, margins=(24, 2, 3, 4))
    page.resize(300, 60)
    with shown(page):
        for mirrored, left, width in ((False, 24, 273), (True, 3, 273), (False, 24, 273)):
            direction = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            page.setLayoutDirection(direction)
            QApplication.processEvents()
            assert (left, width) == (part.x(), part.width())
            assert (left + (8 if mirrored else 0), width - 8) == (inner.x(), inner.width())


def test_what_is_cleared_goes_with_all_that_lies_in_it(qt: object) -> None:
    page, deep, wrapped = QWidget(), QLabel("deep"), QLabel("in lines")
    column = column_of(QLabel("top"), row_of(deep, Flow(wrapped)), on=page)
    with shown(page):
        clear(column)
        assert (0, True, True) == (column.count(), deep.isHidden(), wrapped.isHidden())


def test_the_tab_key_goes_through_what_was_made_later_where_it_is_read(qt: object) -> None:
    page, fields = QWidget(), [QLineEdit() for _ in range(3)]
    column_of(fields[0], fields[2], fields[1], on=page)
    tab_order(fields)
    with shown(page):
        for one, other in pairwise(fields):
            assert other is one.nextInFocusChain()
