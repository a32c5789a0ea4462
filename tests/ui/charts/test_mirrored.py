"""Charts where people read from the right: they are turned, and their words are not."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QTransform
from PySide6.QtTest import QTest

from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.legend import Legend
from posture_app.ui.charts.picture import MARGIN, Picture
from posture_app.ui.charts.timeline import MARKS, Timeline
from posture_app.ui.kit.access import ListAccess
from tests.ui.charts.pictures import FINE, FORMS, points
from tests.ui.charts.test_pictures import bars, heat, offset, timeline
from tests.ui.showing import shown

pytestmark = pytest.mark.usefixtures("qt")
CHARTS: tuple[Callable[[], Chart], ...] = (bars, timeline, lambda: heat()[0])
TURN = QTransform().scale(-1, 1)
RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft


def mirrored(make: Callable[[], Chart]) -> Chart:
    chart = make()
    chart.setLayoutDirection(RIGHT_TO_LEFT)
    return chart


def apart(one: QImage, other: QImage) -> int:
    """How much two pictures of one size differ."""
    pairs = ((one.pixelColor(x, y), other.pixelColor(x, y)) for x in range(one.width()) for y in range(one.height()))
    return sum(abs(a.lightness() - b.lightness()) for a, b in pairs)


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_is_turned_as_a_whole_and_its_words_can_be_read(form: str) -> None:
    plain, turned = (Picture("Sitting", "March 2026", chart) for chart in (bars(), mirrored(bars)))
    one, other = points(plain, form), points(turned, form)
    back = other.transformed(TURN)
    left, top = offset(plain)
    column = plain._chart.part_box(3).translated(left, top).toRect()
    bar = QRect(column.left() * FINE, (column.top() + 40) * FINE, column.width() * FINE, (column.height() - 100) * FINE)
    assert apart(one.copy(bar), back.copy(bar)) < 0.02 * apart(one.copy(bar), other.copy(bar))
    wide = round(QFontMetricsF(plain._fonts[0]).horizontalAdvance("Sitting"))
    title = QRect(MARGIN * FINE, MARGIN * FINE, wide * FINE, MARGIN * FINE)
    there = title.translated(one.width() - title.right() - title.left(), 0)
    assert apart(one.copy(title), other.copy(there)) < 0.5 * apart(one.copy(title), back.copy(title))


@pytest.mark.parametrize("make", CHARTS)
def test_the_pointer_meets_what_is_seen_there_and_left_goes_on(make: Callable[[], Chart]) -> None:
    with shown(mirrored(make)) as chart:
        chart.resize(600, chart.height())
        for index in range(chart.part_count()):
            box = chart.part_box(index)
            seen = QPoint(round(chart.width() - box.center().x()), round(box.center().y()))
            QTest.mouseMove(chart, seen)
            assert index == chart.cursor_part
            assert chart.place_of(index).adjusted(-1, -1, 1, 1).contains(seen.toPointF())
        QTest.keyClick(chart, Qt.Key.Key_Home)
        QTest.keyClick(chart, Qt.Key.Key_Left)
        assert 1 == chart.cursor_part
        item = ListAccess(chart, chart).child(1)
        assert item is not None
        assert chart.place_of(1).toAlignedRect().translated(chart.mapToGlobal(QPoint())) == item.rect()


def test_a_stretch_of_the_day_is_drawn_where_the_pointer_goes() -> None:
    with shown(mirrored(timeline)) as chart:
        assert isinstance(chart, Timeline)
        told: list[str] = []
        chart.pointed.connect(told.append)
        begins, ends = chart.part_box(0).center().x(), chart.part_box(0).right()
        at = [QPoint(round(chart.width() - x), MARKS + 10) for x in (begins, ends)]
        QTest.mousePress(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at[0])
        QTest.mouseMove(chart, at[1])
        assert told[-1].startswith("09:20 to 09:35")


def test_a_legend_begins_at_the_right() -> None:
    chart = timeline()
    assert isinstance(chart, Timeline)
    images = []
    for way in (Qt.LayoutDirection.LeftToRight, RIGHT_TO_LEFT):
        legend = Legend(chart.samples)
        legend.setLayoutDirection(way)
        legend.resize(500, 24)
        images.append(legend.grab().toImage())
    sample = QRect(0, 0, 12, 24)
    one, other = images[0].copy(sample), images[1].transformed(TURN).copy(sample)
    assert apart(one, other) < 200 < apart(one, images[1].copy(sample))
