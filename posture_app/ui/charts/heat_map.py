"""The hours of the week as cells, the more coloured the more of an hour is spent sitting."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.formats import (
    WIDE_HOURS,
    digits,
    hour_range,
    hour_words,
    percent,
    weekday_name,
    weekday_short,
    weekdays,
)  # fmt: skip
from posture_app.core.language import _
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
    """A chart whose parts are the hours of the day that a week begins with, then those of the next; up and down go from
    day to day.
    """

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
        # Translators: an hour of the week: “Monday 09:00 to 10:00: sitting 40 % of the time”.
        text = _("{weekday} {hours}: {share}")
        return text.format(weekday=weekday_name(day), hours=hour_range(hour), share=share_words(self._heat[day][hour]))

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
        return weekdays()[row], self._hours[column]

    def weekday(self, index: int) -> int:
        """The weekday of this part, 0 for Monday."""
        return self._place(index)[0]

    def _below(self) -> float:
        return self.fontMetrics().height() + SPACE * 0.5

    def _reckon(self) -> QRectF:
        left = max(self.fontMetrics().horizontalAdvance(weekday_short(day)) for day in range(DAYS)) + SPACE * 1.5
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
        for row, day in enumerate(weekdays()):
            box = self.part_box(row * across)
            name = QRectF(0, box.top(), box.left() - SPACE, box.height())
            paint_words(painter, name, LEFT | Qt.AlignmentFlag.AlignVCenter, weekday_short(day))
        wide = max(painter.fontMetrics().horizontalAdvance(hour_words(hour)) for hour in WIDE_HOURS) + SPACE
        every = next((n for n in (1, 2, 3, 4, 6) if self.part_box(0).width() * n >= wide), HOURS)
        for column, hour in enumerate(self._hours):
            box = self.part_box((DAYS - 1) * across + column)
            if hour % every == 0:  # at the edge between two cells, where the clock shows it
                left = max(self._plot().left(), box.left() - wide / 2)
                text = QRectF(left, box.bottom() + SPACE * 0.5, wide, painter.fontMetrics().height())
                paint_words(painter, text, LEFT if column == 0 else CENTRE, hour_words(hour))


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


def share_words(share: float | None) -> str:
    """How much of an hour is spent sitting."""
    return _("no data") if share is None else _("sitting {share} of the time").format(share=percent(share))


def share_step(share: float) -> int:
    """The step of a share from 0 to 1: none, up to a quarter, and so on; the smallest is more than nothing."""
    return max(0, min(STEPS - 1, math.ceil(share * (STEPS - 1))))


def samples() -> tuple[tuple[str, Sample], ...]:
    """What the cells show, for a legend."""
    quarters = [
        # Translators: a range of shares: “1–25 %”.
        _("{first}–{last} %").format(first=digits(QUARTER * (step - 1) + 1), last=digits(QUARTER * step))
        for step in range(1, STEPS)
    ]
    return (
        (percent(0), step_sample(0)),
        *((words, step_sample(step)) for step, words in enumerate(quarters, 1)),
        (_("no data"), step_sample(None)),
    )
