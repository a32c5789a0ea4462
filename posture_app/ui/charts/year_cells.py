"""A year as a cell a day: a column for each week, a row for each weekday."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.formats import short_month, weekday_short, weekdays
from posture_app.core.language import _
from posture_app.core.words import goal_words
from posture_app.ui.charts.chart import NONE, Chart, PartPlaces
from posture_app.ui.charts.heat_steps import STEPS, paint_cell, step_colour, step_sample
from posture_app.ui.charts.legend import Sample
from posture_app.ui.kit.look.paint import LEFT, paint_box, paint_words
from posture_app.ui.kit.look.theme import SPACE, Colours, sized

WEEK, WEEKS = 7, 54
"""A year lies in so many weeks at the most."""
GAP = 1.5
LEAST, LARGEST = 5.0, 16.0
"""Width and height of a cell."""
NAMED, LAST_NAMED = (2, 4), 4
"""Every so many rows the weekday is named, as there is room; below this one none is."""


class YearCells(Chart):
    """A chart whose parts are the days of a year, with the sitting of each (None: unknown) against the goal. `words`
    gives what a day says, which is asked for when it is pointed at.
    """

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._first = date.min
        self._seconds: Sequence[int | None] = ()
        self._goal_s = 0
        self._words: Callable[[int], str] = str
        self._places = PartPlaces(self, self._reckon)
        sized(self, 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_year(self, first: date, seconds: Sequence[int | None], goal_s: int, words: Callable[[int], str]) -> None:
        """Show a year that begins with this day."""
        self._first, self._seconds, self._goal_s, self._words = first, seconds, goal_s, words
        self.parts_changed()

    @property
    def samples(self) -> tuple[tuple[str, Sample], ...]:
        """What its cells show, for its legend: quarters of the goal, and what lies beyond it."""
        quarters = [round(self._goal_s * step / (STEPS - 1)) for step in range(1, STEPS)]
        return (
            (_("none"), step_sample(0)),
            *(
                (_("to {length}").format(length=goal_words(end)), step_sample(step))
                for step, end in enumerate(quarters, 1)
            ),
            (_("more"), _over_sample),
            (_("no data"), step_sample(None)),
        )

    def sizeHint(self) -> QSize:
        return QSize(480, round(self._above() + WEEK * self._size()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._left() + WEEKS * LEAST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # it is as high as its cells are wide

    def part_count(self) -> int:
        return len(self._seconds)

    def part_words(self, index: int) -> str:
        return self._words(index)

    def part_box(self, index: int) -> QRectF:
        week, weekday = divmod(self._before() + index, WEEK)
        left, above, size = self._places()
        return QRectF(left + week * size, above + weekday * size, size, size)

    def part_at(self, point: QPointF) -> int:
        size = self._size()
        week, weekday = int((point.x() - self._left()) // size), int((point.y() - self._above()) // size)
        index = week * WEEK + weekday - self._before()
        return index if 0 <= weekday < WEEK and 0 <= index < self.part_count() else NONE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from day to day, left and right from week to week."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -WEEK, Qt.Key.Key_Right: WEEK}
        step, at = steps.get(self.key_of(event)), self.cursor_part
        if step is None or at == NONE:
            super().keyPressEvent(event)
        elif 0 <= at + step < self.part_count():
            self.move_cursor(at + step)

    def _reckon(self) -> tuple[float, float, float]:
        """Where the cells begin, from the left and from above, and how large each is."""
        left = max(self.fontMetrics().horizontalAdvance(weekday_short(day)) for day in range(WEEK)) + float(SPACE)
        size = min(LARGEST, max(LEAST, (self.width() - left - 2) / WEEKS))
        return left, self.fontMetrics().height() + SPACE * 0.5, size

    def _before(self) -> int:
        """How many days of its first week lie before the year."""
        return weekdays().index(self._first.weekday())

    def _left(self) -> float:
        return self._places()[0]

    def _above(self) -> float:
        return self._places()[1]

    def _size(self) -> float:
        return self._places()[2]

    def draw(self, painter: QPainter, c: Colours) -> None:
        for index, seconds in enumerate(self._seconds):
            box = self.part_box(index).adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2)
            paint_cell(painter, c, box, None if seconds is None else self._colour(c, seconds))
            if seconds is not None and seconds > self._goal_s:
                _paint_over(painter, c, box)
        self._paint_names(painter, c)

    def step(self, seconds: int) -> int:
        """The step of a length: none, up to a quarter of the goal, and so on."""
        return min(STEPS - 1, -(-seconds * (STEPS - 1) // max(1, self._goal_s)))

    def _colour(self, c: Colours, seconds: int) -> QColor:
        return QColor(c.over) if seconds > self._goal_s else step_colour(c, self.step(seconds))

    def _paint_names(self, painter: QPainter, c: Colours) -> None:
        painter.setPen(QColor(c.muted))
        size, high = self._size(), painter.fontMetrics().height()
        names = {day: weekday_short(weekdays()[day]) for day in range(LAST_NAMED + 1)}
        tall = max(painter.fontMetrics().tightBoundingRect(name).height() for name in names.values())
        every = next((rows for rows in NAMED if rows * size > max(high, tall)), WEEK)
        for weekday in range(0, LAST_NAMED + 1, every):
            middle = self._above() + (weekday + 0.5) * size
            box = QRectF(0, middle - high / 2, self._left(), high)
            paint_words(painter, box, LEFT | Qt.AlignmentFlag.AlignVCenter, names[weekday])
        free = 0.0
        for index in range(self.part_count()):
            day = self._first + timedelta(days=index)
            wide = painter.fontMetrics().horizontalAdvance(short_month(day)) if day.day == 1 else 0
            if wide and free <= (left := self.part_box(index).left()) < self.width() - wide:
                paint_words(painter, QRectF(left, SPACE // 4, wide + 1, high), LEFT, short_month(day))
                free = left + wide + SPACE


def _paint_over(painter: QPainter, c: Colours, box: QRectF) -> None:
    """A point within a cell that is above the goal: it differs by more than its colour."""
    side = box.width() / 4
    paint_box(
        painter, QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), side / 2, fill=c.surface
    )


def _over_sample(painter: QPainter, c: Colours, box: QRectF) -> None:
    paint_cell(painter, c, box, QColor(c.over))
    _paint_over(painter, c, box)
