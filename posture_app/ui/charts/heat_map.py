"""The hours of the week as cells, the more coloured the more of an hour is spent sitting."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.formats import weekday_name
from posture_app.ui.charts.chart import NONE, Chart, PartPlaces
from posture_app.ui.charts.heat_steps import CORNER, STEPS, paint_cell, step_colour, step_sample
from posture_app.ui.charts.legend import Sample
from posture_app.ui.kit.look.paint import CENTRE, LEFT, paint_words
from posture_app.ui.kit.look.theme import SPACE, Colours, sized

HOURS, DAYS = 24, 7
GAP = 2.0
HIGHEST, LOWEST = 30.0, 18.0
QUARTER = 100 // (STEPS - 1)
FEWEST = 12
"""Hours shown at the least."""
Heat = Sequence[Sequence[float | None]]
"""For each weekday, Monday first, the share of each hour of the clock from 0 to 1; None is unknown."""


class HeatMap(Chart):
    """A chart whose parts are the hours of Monday, then those of Tuesday and so on; up and down go from day to day."""

    cursor_radius = CORNER + 1

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._heat: Heat = ()
        self._hours: tuple[int, ...] = ()
        self._plot = PartPlaces(self, self._reckon)
        sized(self, 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def hours(self) -> tuple[int, ...]:
        """The hours of the clock that are shown, in the order of the day."""
        return self._hours

    def show_heat(self, heat: Heat, first_hour: int) -> None:
        """Show these shares, days beginning at this hour; hours at either end in which nobody ever sat are left out."""
        self._heat, self._hours = heat, hours_between(heat, first_hour)
        self.parts_changed()

    def sizeHint(self) -> QSize:
        return QSize(480, round(DAYS * 26 + self._below()))

    def minimumSizeHint(self) -> QSize:
        return QSize(320, round(DAYS * LOWEST + self._below()))

    def part_count(self) -> int:
        return DAYS * len(self._hours) if self._heat else 0

    def part_words(self, index: int) -> str:
        day, hour = self._place(index)
        return f"{weekday_name(day)} {between(hour)}: {share_words(self._heat[day][hour])}"

    def part_box(self, index: int) -> QRectF:
        row, column = divmod(index, max(1, len(self._hours)))
        plot = self._plot()
        wide, high = plot.width() / max(1, len(self._hours)), plot.height() / DAYS
        return QRectF(plot.left() + column * wide, plot.top() + row * high, wide, high)

    def part_at(self, point: QPointF) -> int:
        plot = self._plot()
        if not self.part_count() or not plot.contains(point):
            return NONE
        row = min(DAYS - 1, int((point.y() - plot.top()) / plot.height() * DAYS))
        column = min(len(self._hours) - 1, int((point.x() - plot.left()) / plot.width() * len(self._hours)))
        return row * len(self._hours) + column

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, across = self.cursor_part, len(self._hours)
        step = {Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}.get(self.key_of(event))
        if step is None or not self.part_count():
            super().keyPressEvent(event)
        elif at == NONE:
            self.move_cursor(0)
        elif 0 <= at + step < self.part_count():
            self.move_cursor(at + step)

    def _place(self, index: int) -> tuple[int, int]:
        """The weekday and the hour of this part."""
        row, column = divmod(index, len(self._hours))
        return row, self._hours[column]

    def _below(self) -> float:
        return self.fontMetrics().height() + SPACE * 0.5

    def _reckon(self) -> QRectF:
        left = self.fontMetrics().horizontalAdvance("Wed") + SPACE * 1.5
        height = min(DAYS * HIGHEST, self.height() - self._below() - 2)
        return QRectF(left, 1, self.width() - left - 2, height)

    def draw(self, painter: QPainter, c: Colours) -> None:
        if not self._heat:
            return
        for index in range(self.part_count()):
            day, hour = self._place(index)
            box = self.part_box(index).adjusted(GAP / 2, GAP / 2, -GAP / 2, -GAP / 2)
            share = self._heat[day][hour]
            paint_cell(painter, c, box, None if share is None else step_colour(c, share_step(share)))
        self._paint_names(painter, c)

    def _paint_names(self, painter: QPainter, c: Colours) -> None:
        painter.setPen(QColor(c.muted))
        across = len(self._hours)
        for day in range(DAYS):
            box = self.part_box(day * across)
            name = QRectF(0, box.top(), box.left() - SPACE, box.height())
            paint_words(painter, name, LEFT | Qt.AlignmentFlag.AlignVCenter, weekday_name(day)[:3])
        wide = painter.fontMetrics().horizontalAdvance("00") + SPACE
        every = next((n for n in (1, 2, 3, 4, 6) if self.part_box(0).width() * n >= wide), HOURS)
        for column, hour in enumerate(self._hours):
            box = self.part_box((DAYS - 1) * across + column)
            if hour % every == 0:  # at the edge between two cells, where the clock shows it
                left = max(self._plot().left(), box.left() - wide / 2)
                text = QRectF(left, box.bottom() + SPACE * 0.5, wide, painter.fontMetrics().height())
                paint_words(painter, text, LEFT if column == 0 else CENTRE, f"{hour:02}")


def hours_between(heat: Heat, first_hour: int) -> tuple[int, ...]:
    """The hours to show, in a day that begins at `first_hour`: from the first with sitting to the last, and some more
    around them if they are few.
    """
    order = [(first_hour + shift) % HOURS for shift in range(HOURS)]
    sat = [place for place, hour in enumerate(order) if any(day[hour] for day in heat)]
    if not sat:
        return tuple(order)
    first, last = sat[0], sat[-1] + 1
    while last - first < FEWEST:
        first, last = max(0, first - 1), min(HOURS, last + 1)
    return tuple(order[first:last])


def between(hour: int) -> str:
    """An hour of the clock: “09:00 to 10:00”."""
    return f"{hour:02}:00 to {(hour + 1) % HOURS:02}:00"


def share_words(share: float | None) -> str:
    """How much of an hour is spent sitting."""
    return "no data" if share is None else f"sitting {round(100 * share)} % of the time"


def share_step(share: float) -> int:
    """The step of a share from 0 to 1: none, up to a quarter, and so on; the smallest is more than nothing."""
    return max(0, min(STEPS - 1, math.ceil(share * (STEPS - 1))))


SAMPLES: tuple[tuple[str, Sample], ...] = (
    ("0 %", step_sample(0)),
    *((f"{QUARTER * (step - 1) + 1}–{QUARTER * step} %", step_sample(step)) for step in range(1, STEPS)),
    ("no data", step_sample(None)),
)
"""What the cells show, for a legend."""
