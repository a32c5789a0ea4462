"""A row that goes on in the next line."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QWidget

from posture_app.ui.kit.fields.segments import Segments
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import label
from tests.ui.showing import shown


def _resize(page: QWidget, width: int) -> None:
    for _ in range(3):  # a height that goes by the width is known one round later
        page.resize(width, max(page.heightForWidth(width), page.minimumSizeHint().height()))
        QApplication.processEvents()


@pytest.mark.parametrize("mirrored", [False, True])
def test_parts_are_side_by_side_as_far_as_they_fit_and_each_is_whole(qt: object, *, mirrored: bool) -> None:
    page, parts = QWidget(), [QPushButton(f"Button {number}") for number in range(4)]
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    column_of(Flow(*parts), QLabel("below"), on=page)
    with shown(page):
        for count in (4, 2, 1):
            each = parts[0].sizeHint().width()
            _resize(page, (each + 8) * count)
            lines = {part.y() for part in parts}
            assert -(-4 // count) == len(lines)
            for part in parts:
                assert page.rect().contains(part.geometry())
                assert part.width() >= each
            assert (parts[0].x() > parts[1].x()) is (mirrored and count > 1)


def test_what_follows_a_spring_lies_at_the_end_and_a_text_takes_one_line_where_it_can(qt: object) -> None:
    page, title, last = QWidget(), label("A title of some words"), QPushButton("Last")
    column_of(Flow(title, None, last), on=page)
    with shown(page):
        _resize(page, 500)
        assert 500 == last.geometry().right() + 1
        assert title.height() < 2 * title.fontMetrics().height()


def test_a_line_of_which_all_can_grow_is_parted_evenly_where_each_has_room(qt: object) -> None:
    page, parts = QWidget(), [QWidget() for _ in range(3)]
    for part, wide in zip(parts, (30, 90, 60), strict=True):
        part.setMinimumSize(wide, 20)
        part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    Flow(*parts, on=page, spacing=15)
    with shown(page):
        _resize(page, 330)
        assert [100, 100, 100] == [part.width() for part in parts]
        _resize(page, 240)
        assert parts[0].width() < parts[2].width() < parts[1].width()


@pytest.mark.parametrize("points", [8, 9.2, 10, 10.5, 11, 12, 13, 15, 20])
def test_a_title_wraps_at_no_size_of_letters_where_one_line_has_room(qt: object, points: float) -> None:
    for text in ("The year, day by day", "Each day", "Sitting through the day", "Average per day, by month"):
        title = label(text, strong=True)
        font = title.font()
        font.setPointSizeF(points)
        title.setFont(font)
        page = QWidget()
        flow = Flow(title, None, QPushButton("Last"), on=page)
        flow.setGeometry(QRect(0, 0, 900, 100))
        assert 0 < title.width() < 500
        assert title.heightForWidth(900) == title.heightForWidth(title.width()), text


def test_segments_wrap_and_stay_within_what_they_are_on(qt: object) -> None:
    page, segments = QWidget(), Segments(("Day", "Week", "Month", "Year", "All"))
    column_of(segments, QLabel("below"), on=page)
    whole = segments.sizeHint()
    with shown(page):
        for width, lines in ((whole.width() // 2, 2), (whole.width() + 40, 1)):
            _resize(page, width)
            each = segments.findChildren(QPushButton)
            assert (len({one.y() for one in each}) >= lines) is True
            assert (segments.height() == whole.height()) is (lines == 1)
            assert all(segments.rect().contains(one.geometry()) for one in each)
