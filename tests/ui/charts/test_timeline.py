"""The timeline of a day: signs that stand for several, what shows of the day, what is drawn over, and its table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.spans import EndedBy, Posture
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.chart_panel import TimelinePanel
from posture_app.ui.charts.day_segments import DaySegment, SegmentKind
from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.charts.timeline import MARKS, Timeline
from tests.ui.charts.test_charts import press, signs
from tests.ui.samples import MINUTE, TODAY, ZONE, record, span
from tests.ui.showing import button, shown

AT = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
DAY = record([span(AT, 120), span(AT + 180 * MINUTE, 120, Posture.STANDING, EndedBy.SAT)])


@pytest.fixture
def timeline(qt: object) -> Iterator[Timeline]:
    with shown(Timeline()) as widget:
        widget.resize(800, widget.sizeHint().height())
        widget.show_day(DAY)
        yield widget


def test_the_legend_explains_the_number_while_some_share_a_sign(timeline: Timeline) -> None:
    told: list[bool] = []
    timeline.regrouped.connect(lambda: told.append("Several" in dict(timeline.samples)))
    showings = [LoggedPrompt("stand", (), AT + n * 20 * MINUTE, ZONE, Outcome.KEPT) for n in range(2)]
    timeline.show_day(replace(DAY, showings=tuple(showings)))
    timeline.zoom(0.1, AT)
    assert not told[-1]
    timeline.resize(200, timeline.height())
    assert told[-1]


def test_a_reminder_that_nobody_answered_is_one_sign_where_it_was_first_shown(timeline: Timeline) -> None:
    showings = [LoggedPrompt("stand", (), AT + n * 30 * MINUTE, ZONE, Outcome.MISSED) for n in range(1, 5)]
    timeline.show_day(replace(DAY, showings=tuple(showings)))
    (sign,) = signs(timeline)
    assert abs(sign.center().x() - timeline._x(showings[0].at)) < 1
    words = timeline.part_words(timeline.part_at(sign.center()))
    assert "Reminder to get up at 09:30: missed, shown 4 times until 11:00" == words


def shown_stretch(timeline: Timeline) -> tuple[datetime, timedelta]:
    assert timeline._window is not None
    begins, ends = timeline._window
    return begins, ends - begins


def test_keys_and_the_wheel_zoom_and_what_is_pointed_at_stays_where_it_is(timeline: Timeline) -> None:
    whole = shown_stretch(timeline)
    press(timeline, Qt.Key.Key_Plus)
    assert whole[1] / 1.5 == shown_stretch(timeline)[1]
    press(timeline, Qt.Key.Key_Minus)
    assert whole == shown_stretch(timeline)
    box = timeline.part_box(2)
    at, before = timeline._at(box.center().x()), box.center().x()
    wheel(timeline, before, 240, Qt.KeyboardModifier.ControlModifier)
    assert before == pytest.approx(timeline._x(at), abs=0.5)
    assert whole[1] / 2.25 == shown_stretch(timeline)[1]
    assert timeline.part_box(2).width() == pytest.approx(box.width() * 2.25, abs=1)
    wheel(timeline, before, 240, Qt.KeyboardModifier.NoModifier)  # that scrolls the page
    assert whole[1] / 2.25 == shown_stretch(timeline)[1]
    press(timeline, Qt.Key.Key_0)
    assert whole == shown_stretch(timeline)
    for _ in range(30):
        press(timeline, Qt.Key.Key_Plus)
    assert timedelta(minutes=30) == shown_stretch(timeline)[1]


def test_two_fingers_zoom_where_they_are(timeline: Timeline) -> None:
    whole, x = shown_stretch(timeline), 500.0
    at, device = timeline._at(x), QPointingDevice.primaryPointingDevice()
    where = QPointF(x, MARKS + 10)
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    event = QNativeGestureEvent(zoom, device, 2, where, where, timeline.mapToGlobal(where), 0.25, QPointF())
    QApplication.sendEvent(timeline, event)
    assert whole[1] / 1.25 == shown_stretch(timeline)[1]
    assert x == pytest.approx(timeline._x(at), abs=0.5)


def test_a_part_beyond_what_shows_comes_into_it_with_the_cursor_and_is_not_pointed_at(timeline: Timeline) -> None:
    timeline.zoom(8, AT)
    last = timeline.part_count() - 1
    assert timeline.part_box(last).isEmpty()
    press(timeline, Qt.Key.Key_End)
    assert last == timeline.cursor_part
    assert timeline.rect().contains(timeline.part_box(last).center().toPoint())
    assert timeline.part_box(0).isEmpty()
    assert 0 not in {timeline.part_at(QPointF(x, MARKS + 10)) for x in range(timeline.width())}


def test_another_day_shows_whole_again_and_the_same_keeps_its_stretch(timeline: Timeline) -> None:
    timeline.zoom(4, AT)
    before = shown_stretch(timeline)
    timeline.show_day(replace(DAY, now=DAY.now + MINUTE))
    assert before == shown_stretch(timeline)
    timeline.show_day(record([span(AT - timedelta(days=1), 60)], day=TODAY - timedelta(days=1)))
    assert timedelta(hours=10) == shown_stretch(timeline)[1]


def wheel(chart: Chart, x: float, turned: int, held: Qt.KeyboardModifier) -> None:
    at = QPointF(x, MARKS + 10)
    event = QWheelEvent(
        at, chart.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)


def test_a_stretch_is_chosen_by_drawing_the_pointer_over_it(timeline: Timeline) -> None:
    picked: list[DaySegment] = []
    told: list[str] = []
    timeline.picked.connect(lambda segment, _by_key: picked.append(segment))
    timeline.pointed.connect(told.append)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    begins, ends = (QPoint(round(timeline._x(AT + m * MINUTE)), MARKS + 10) for m in (30, 90))
    QTest.mousePress(timeline, left, none, begins)
    QTest.mouseMove(timeline, ends)
    assert "09:30 to 10:30, 1 h 00 min" == told[-1]
    QTest.mouseRelease(timeline, left, none, ends)
    (chosen,) = picked
    assert (AT + 30 * MINUTE, AT + 90 * MINUTE, SegmentKind.SITTING) == (chosen.start, chosen.end, chosen.kind)
    QTest.mousePress(timeline, left, none, begins)
    QTest.mouseMove(timeline, QPoint(timeline.width() + 200, MARKS + 10))
    press(timeline, Qt.Key.Key_Escape)  # it is let go of
    QTest.mouseRelease(timeline, left, none, ends)
    QTest.mousePress(timeline, left, none, ends)
    QTest.mouseMove(timeline, QPoint(timeline.width() + 200, MARKS + 10))
    QTest.mouseRelease(timeline, left, none, QPoint(timeline.width() + 200, MARKS + 10))
    assert [DAY.now] == [each.end for each in picked[1:]]  # nobody has sat later than now


def test_the_timeline_has_a_table_of_the_same(qt: object) -> None:
    panel = TimelinePanel("The day")
    with shown(panel):
        showing = LoggedPrompt("stand", (), AT + 30 * MINUTE, ZONE, Outcome.KEPT)
        panel.show_day(replace(DAY, showings=(showing,)))
        button(panel, "timeline as table").click()
        table = panel.findChild(FiguresTable, "timeline table")
        assert table is not None
        assert table.isVisible()
        rows = [[_text(table, row, column) for column in range(4)] for row in range(table.rowCount())]
        assert [
            ["Sitting, then left", "09:00", "11:00", "2 h 00 min"],
            ["Reminder to get up, got up", "09:30", "", ""],
            ["Away or not recorded", "11:00", "12:00", "1 h 00 min"],
            ["Standing, then sat down", "12:00", "14:00", "2 h 00 min"],
        ] == rows[:4]


def _text(table: FiguresTable, row: int, column: int) -> str:
    item = table.item(row, column)
    return "" if item is None else item.text().replace("\n", ", ")
