"""How long the pictures of a year take to paint, and to follow pointer and keys, in a log of twenty years.

They are to take 50 ms and 16 ms of a processor; a slow machine gets ten times as much. What others do meanwhile is not
counted.
"""

import time
from collections.abc import Callable, Iterator
from itertools import cycle
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from posture_app.ui.charts.chart import Chart
from posture_app.ui.history import period_view
from posture_app.ui.pages.main_window import MainWindow
from tests.ui.samples import SITTING
from tests.ui.showing import shown
from tests.ui.sources import Desk
from tests.ui.years import years

PAINT_MS, FOLLOW_MS, PATIENCE = 50, 16, 10


def taken(do: Callable[[], object], times: int = 5) -> float:
    """How many milliseconds of the processor this takes, usually."""
    found = []
    for _ in range(times):
        begun = time.process_time()
        do()
        found.append((time.process_time() - begun) * 1e3)
    return median(found)


def test_the_pictures_of_a_year_are_painted_and_follow_at_once(qt: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(period_view, "PATIENCE_MS", 600_000)
    with shown(MainWindow(Desk(SITTING).sources(years(20)))) as window:
        window.resize(1000, 2400)  # all of the page in sight
        window.show_history("year")
        QApplication.processEvents()
        charts = [chart for chart in window.findChildren(Chart) if chart.isVisible()]
        assert len(charts) == 5

        def paint() -> None:
            for chart in charts:
                chart.parts_changed()
            window.grab()

        assert taken(paint) < PAINT_MS * PATIENCE
        late = {}
        for chart in charts:
            parts = cycle(range(chart.part_count()))

            def point(chart: Chart = chart, parts: Iterator[int] = parts) -> None:
                QTest.mouseMove(chart, chart.part_box(next(parts)).center().toPoint())
                chart.repaint()

            def press(chart: Chart = chart) -> None:
                QTest.keyClick(chart, Qt.Key.Key_Right)
                chart.repaint()

            chart.setFocus()
            late[chart.objectName()] = max(taken(point), taken(press))
        assert max(late.values()) < FOLLOW_MS * PATIENCE, late
