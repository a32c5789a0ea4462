"""Bars of hours over days, or months, with the goal and the average as lines, and before them those of another time."""

import math
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.language import _
from posture_app.core.units import amount
from posture_app.core.value import value
from posture_app.core.words import goal_words
from posture_app.ui.charts.bar_shape import fill_bar, outline, paint_line
from posture_app.ui.charts.chart import NONE, Chart, PartPlaces
from posture_app.ui.kit.look.paint import CENTRE, RIGHT, faded, paint_words
from posture_app.ui.kit.look.theme import SPACE, Colours, sized

HOUR = 3600
WIDEST = 56.0
SLIM, BESIDE = 8.0, 3.0
"""The width of the bar for standing, and its distance from the one for sitting."""
NARROW, BETWEEN = 56.0, 0.2
"""Days that have less room than this share it between both bars, and leave this share of it to the next one."""
DENSE, CLOSED = 8.0, 4.0
"""Where there is less room than this, bars stand side by side and a line stands for standing; and they touch."""
LEAST_CURSOR = 4.0
"""Half of the width of the frame around the part under the cursor, at the least."""
LEAST_HIGH, AROUND = 16.0, 3.0
"""How high at the least is what a click meets of a bar behind another; and how far the cursor's frame is around it."""
EVERY = (1, 2, 5, 10, 15)
"""Every so many days, or years, one is labelled, as many as there is room for."""
LINES = 5
"""How many lines of the grid there are at the most."""
STEPS = (1, 2, 3, 4, 6)
"""Hours from one line of the grid to the next."""
LINE_PEN = 1.5
"""How thick the lines at goal and average are."""
ABOVE_LINE = 3.0
"""From a line to its words."""
ASIDE = 0.3
"""How far the bar of the time before looks out from behind, as a share of the width of a bar; and at the most."""
FARTHEST = 6.0


@value
class Bar:
    """One day, or more: two lines below it, seconds (None: unknown, no bar), and what it says when asked.

    Of `below` and `brief` the longer one is shown that fits all bars; where there is no room for either, neither is.
    """

    label: str
    below: str
    brief: str
    seconds: int | None
    words: str
    standing_s: int = 0
    """Shown as a slim bar beside the other: it is no part of the goal."""
    marked: bool = False
    """Today's label stands out."""
    imported: bool = False
    """Its total is all that is known of it."""
    major: bool = False
    """Its label goes before those of others where there is not room for all."""
    before_s: int | None = None
    """What its place in the period before came to, in grey behind it."""
    before_words: str = ""
    """What that one says when asked: then it is a part of its own."""
    weekend: bool = False
    long: bool = False
    """All of it has the colour of a warning."""


@value
class _Places:
    """Where everything lies: what is drawn on, for each bar all of its place and where the bar can be over the full
    height, and how far the bar for standing is from that, and how wide. It is `dense` if those have no room.
    """

    plot: QRectF
    parts: list[QRectF]
    columns: list[QRectF]
    beside: tuple[float, float]
    dense: bool


class Bars(Chart):
    """A bar chart with an axis in hours and a line at the goal; `room` is how high it is without its words."""

    cursor_radius, cursor_width = 6.0, 1.5

    def __init__(self, name: str, title: str, *, room: int = 185) -> None:
        super().__init__(name, title)
        self._room = room
        self._bars: Sequence[Bar] = ()
        self._behind: Sequence[int] = ()  # the bars with another behind: those are parts, too, after all bars
        self._goal_s: int | None = None
        self._average_s: int | None = None
        self._step, self._top = 2, 8
        self._places = PartPlaces(self, self._reckon)
        sized(self, 0.92)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], goal_s: int | None = None, average_s: int | None = None) -> None:
        """Show these bars, and a line at `goal_s` and at `average_s` seconds."""
        self._bars, self._goal_s, self._average_s = bars, goal_s, average_s
        self._behind = [index for index, bar in enumerate(bars) if bar.before_words and bar.before_s is not None]
        self._places.forget()
        lengths = (max(bar.seconds or 0, bar.standing_s, bar.before_s or 0) for bar in bars)
        highest = max([goal_s or 0, *lengths]) / HOUR
        self._step = next((step for step in STEPS if highest * 1.05 <= step * LINES), STEPS[-1])
        self._top = max(1, math.ceil(highest * 1.05 / self._step)) * self._step
        self.parts_changed()

    def sizeHint(self) -> QSize:
        return QSize(480, self._room + LINES * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def part_count(self) -> int:
        return len(self._bars) + len(self._behind)

    def order(self) -> Sequence[int]:
        bars = len(self._bars)
        return *range(bars, self.part_count()), *range(bars)

    def bar_of(self, part: int) -> tuple[int, bool]:
        """Which bar this part is, and whether it is the one behind that."""
        bars = len(self._bars)
        return (part, False) if part < bars else (self._behind[part - bars], True)

    def part_words(self, index: int) -> str:
        at, behind = self.bar_of(index)
        return self._bars[at].before_words if behind else self._bars[at].words

    def part_box(self, index: int) -> QRectF:
        at, behind = self.bar_of(index)
        part, column = QRectF(self._places().parts[at]), self._column(at)
        if behind:
            above = self._box_behind(at)
            above.setBottom(self._y(self._bars[at].seconds or 0))
            if above.height() >= LEAST_HIGH:
                return above
            part.setCoords(part.left(), self._top_behind(at), column.left(), column.bottom())
        elif at in self._behind:  # what is in sight above it is of the other
            part.setTop(self._y(self._bars[at].seconds or 0))
        return part

    def part_at(self, point: QPointF) -> int:
        at = next((i for i, part in enumerate(self._places().parts) if part.contains(point)), NONE)
        return len(self._bars) + self._behind.index(at) if self._is_behind(at, point) else at

    def _is_behind(self, at: int, point: QPointF) -> bool:
        """Whether a bar is in sight there behind this one, or there is room beside that leads to it."""
        if at not in self._behind or not self._top_behind(at) <= point.y() <= self._plot().bottom():
            return False
        column = self._column(at)
        above = point.y() < self._y(self._bars[at].seconds or 0)
        return point.x() < column.left() or (above and point.x() <= self._box_behind(at).right())

    def _top_behind(self, at: int) -> float:
        return min(self._box_behind(at).top(), self._plot().bottom() - LEAST_HIGH)

    def _box_behind(self, at: int) -> QRectF:
        column = self._column(at)
        aside = min(FARTHEST, column.width() * ASIDE)
        return self._box(column.left() - aside, column.width(), 0, self._bars[at].before_s or 0)

    def _reckon(self) -> "_Places":
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(amount(24, "h")) + SPACE * 1.5
        below = metrics.height() * 2 + SPACE * 1.5
        plot = QRectF(left, metrics.height(), self.width() - left - 2, self.height() - metrics.height() - below)
        wide = plot.width() / max(1, len(self._bars))
        parts = [
            QRectF(plot.left() + index * wide, plot.top(), wide, self.height() - plot.top())
            for index in range(len(self._bars))
        ]
        beside, slim = (BESIDE, SLIM) if wide >= NARROW else (1.0, min(SLIM, max(2.0, wide * 0.2)))
        shared = wide < NARROW and any(bar.standing_s for bar in self._bars)
        columns = []
        for index, part in enumerate(parts):
            if wide < DENSE:
                start, end = (round(plot.left() + each * wide) for each in (index, index + 1))
                column = QRectF(start, plot.top(), end - start - (wide >= CLOSED), plot.height())
            elif shared:
                column = QRectF(part.left() + wide * BETWEEN / 2, plot.top(), wide * (1 - BETWEEN) - beside - slim, 0)
            else:
                bar = min(WIDEST, wide * 0.6)
                column = QRectF(part.center().x() - bar / 2, plot.top(), bar, 0)
            column.setBottom(plot.bottom())
            columns.append(column)
        return _Places(plot, parts, columns, (beside, slim), dense=bool(parts) and wide < DENSE)

    def _plot(self) -> QRectF:
        return self._places().plot

    def _y(self, seconds: float) -> float:
        plot = self._plot()
        return plot.bottom() - seconds / (self._top * HOUR) * plot.height()

    def draw(self, painter: QPainter, c: Colours) -> None:
        plot = self._plot()
        self._paint_weekends(painter, c, plot)
        self._paint_grid(painter, c, plot)
        for index, bar in enumerate(self._bars):  # all of them first: where bars touch, they look out behind others
            if bar.before_s is not None:
                self._paint_before(painter, c, self._box_behind(index))
        for index, bar in enumerate(self._bars):
            if bar.seconds is not None:
                self._paint_bar(painter, c, self._column(index), bar)
        if self._dense:
            self._paint_standing_line(painter, c)
        else:
            for index, bar in enumerate(self._bars):
                self._paint_standing(painter, c, index, bar.standing_s)
        self._paint_labels(painter, c)
        if self._average_s is not None:  # its legend names it: words here would cover bars
            self._paint_level(painter, c, self._average_s, Qt.PenStyle.DotLine)
        if self._goal_s is not None:
            self._paint_goal(painter, c, self._goal_s)

    @property
    def _dense(self) -> bool:
        return self._places().dense

    def _column(self, index: int) -> QRectF:
        return self._places().columns[index]

    def _paint_grid(self, painter: QPainter, c: Colours, plot: QRectF) -> None:
        for hours in range(0, self._top + 1, self._step):
            y = round(self._y(hours * HOUR)) + 0.5
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(c.muted))
            box = QRectF(0, y - 20, plot.left() - SPACE, 40)
            paint_words(painter, box, RIGHT | Qt.AlignmentFlag.AlignVCenter, amount(hours, "h"))

    def _paint_weekends(self, painter: QPainter, c: Colours, plot: QRectF) -> None:
        for weekend, run in groupby(range(len(self._bars)), key=lambda index: self._bars[index].weekend):
            if weekend:
                days = list(run)
                left, right = self.part_box(days[0]).left(), self.part_box(days[-1]).right()
                painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), weekend_ground(c))

    def _paint_before(self, painter: QPainter, c: Colours, box: QRectF) -> None:
        radius = 0.0 if self._dense else min(5.0, box.height(), box.width() / 3)
        fill_bar(painter, c, box, radius, QColor(c.outline), pale=False)
        if not self._dense:
            painter.strokePath(outline(box, radius, inset=0.5), QPen(QColor(c.edge), 1))

    def _paint_bar(self, painter: QPainter, c: Colours, column: QRectF, bar: Bar) -> None:
        """What lies beyond the goal has the colour of a warning, and the line at the goal as its foot."""
        seconds = bar.seconds or 0
        goal_s = seconds if self._goal_s is None else self._goal_s
        within = c.over if bar.long else c.sitting
        pieces = [(0, min(seconds, goal_s), within), (goal_s, seconds, c.over)]
        for low, high, colour in pieces:
            if low < high:
                box = self._box(column.left(), column.width(), low, high)
                round_top = high == seconds and not self._dense
                radius = min(5.0, box.height(), box.width() / 3) if round_top else 0.0
                fill_bar(painter, c, box, radius, QColor(colour), pale=bar.imported)

    def _box(self, left: float, wide: float, low: float, high: float) -> QRectF:
        """From one height to another, in seconds."""
        return QRectF(left, self._y(high), wide, self._y(low) - self._y(high))

    def _paint_standing(self, painter: QPainter, c: Colours, index: int, seconds: int) -> None:
        if not seconds:
            return
        column, (beside, wide) = self._column(index), self._places().beside
        slim = self._box(column.right() + beside, wide, 0, seconds)
        painter.fillPath(outline(slim, min(wide / 2, slim.height())), QColor(c.standing))

    def _paint_standing_line(self, painter: QPainter, c: Colours) -> None:
        """Lines over those bars in a row that have standing."""
        half = QPointF(self.part_box(0).width() / 2, 0) if self._bars else QPointF()
        for stands, run in groupby(enumerate(self._bars), key=lambda each: each[1].standing_s > 0):
            if stands:
                points = [QPointF(self.part_box(index).center().x(), self._y(bar.standing_s)) for index, bar in run]
                paint_line(painter, c, [points[0] - half, *points, points[-1] + half])

    def _paint_labels(self, painter: QPainter, c: Colours) -> None:
        if not self._bars:
            return
        advance, room = painter.fontMetrics().horizontalAdvance, self.part_box(0).width()
        named = self._apart(self._named())
        fits = all(advance(bar.below) < room - 4 for bar in self._bars)
        close = any(advance(bar.brief) > room - 4 for bar in self._bars)
        for index, bar in enumerate(self._bars):
            below = bar.below if fits else "" if close else bar.brief
            self._paint_label(painter, c, index, (bar.label if index in named else "", below))
            if bar.major and self._dense:
                self._paint_tick(painter, c, self.part_box(index))

    def _named(self) -> set[int]:
        """The bars that have their labels: all if there is room, or every second, fifth …; today before others."""
        advance, room = self.fontMetrics().horizontalAdvance, self.part_box(0).width()
        wide = [advance(bar.label) + 6 for bar in self._bars]
        majors = [index for index, bar in enumerate(self._bars) if bar.major]
        if majors and max(wide) >= room:
            apart = (majors[1] - majors[0]) * room if len(majors) > 1 else self._plot().width()
            every = next((n for n in EVERY if max(wide[index] for index in majors) < n * apart), EVERY[-1])
            return set(majors[::-1][::every])
        every = next((n for n in EVERY if max(wide) < n * room), EVERY[-1])
        marks = {index for index, bar in enumerate(self._bars) if bar.marked}
        free = (at for at in range(every - 1, len(wide), every) if all(abs(at - mark) >= every for mark in marks))
        return marks.union(free)

    def _apart(self, named: set[int]) -> set[int]:
        """Those of them that leave each other room, today and the last ones before others."""
        kept: dict[int, tuple[float, float]] = {}
        for index in sorted(named, key=lambda at: (not self._bars[at].marked, -at)):
            left, wide = self._label_place(index)
            if all(left + wide <= begins or begins + other <= left for begins, other in kept.values()):
                kept[index] = left, wide
        return set(kept)

    def _label_place(self, index: int) -> tuple[float, float]:
        """Where a label begins and how wide it is: it may reach over parts that have none, but not out of the chart."""
        font = self.font()
        font.setBold(self._bars[index].marked)
        wide = QFontMetricsF(font).horizontalAdvance(self._bars[index].label) + 2.0
        left = self.part_box(index).center().x() - wide / 2
        return min(max(self._plot().left(), left), self.width() - wide), wide

    def _paint_tick(self, painter: QPainter, c: Colours, part: QRectF) -> None:
        """Mark where a year begins, since its label is not as wide as the year."""
        painter.setPen(QPen(QColor(c.muted), 1))
        x, top = round(part.left()) + 0.5, self._plot().bottom() + 1
        painter.drawLine(QPointF(x, top), QPointF(x, top + SPACE / 2))

    def _paint_label(self, painter: QPainter, c: Colours, index: int, lines: tuple[str, str]) -> None:
        if not any(lines):
            return
        bar, part, font = self._bars[index], self.part_box(index), painter.font()
        high, top = painter.fontMetrics().height(), self._plot().bottom() + SPACE * 0.75
        painter.save()
        font.setBold(bar.marked)
        painter.setFont(font)
        painter.setPen(QColor(c.text if bar.marked else c.muted))
        left, wide = self._label_place(index)
        paint_words(painter, QRectF(left, top, wide, high), CENTRE, lines[0])
        if bar.seconds is None:  # no bar at all: unknown is not little
            font.setBold(False)
            painter.setFont(font)
        else:
            painter.setPen(QColor(c.text))
        paint_words(painter, QRectF(part.left(), top + high, part.width(), high), CENTRE, lines[1])
        painter.restore()

    def _paint_level(self, painter: QPainter, c: Colours, seconds: int, style: Qt.PenStyle) -> None:
        plot, y = self._plot(), self._y(seconds)
        painter.setPen(QPen(QColor(c.text), LINE_PEN, style))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_goal(self, painter: QPainter, c: Colours, seconds: int) -> None:
        """A line at the goal, and its words."""
        self._paint_level(painter, c, seconds, Qt.PenStyle.DashLine)
        text = _("Goal {length}").format(length=goal_words(seconds))
        box = self._goal_box(seconds, painter.fontMetrics().horizontalAdvance(text) + SPACE)
        painter.fillRect(box, faded(c.surface, 0.85))
        painter.setPen(QColor(c.text))
        paint_words(painter, box, Qt.AlignmentFlag.AlignCenter, text)

    def _goal_box(self, seconds: int, wide: float) -> QRectF:
        """Where words of this width stand that name the line at the goal: above it, as far at its end as no bar reaches
        so high; else above all bars.
        """
        plot, high = self._plot(), self.fontMetrics().height()
        top, right = self._y(seconds) - high - ABOVE_LINE, plot.right()
        for bar, part in zip(self._bars[::-1], self._places().parts[::-1], strict=True):
            if right - part.right() >= wide:
                break
            if self._y(max(bar.seconds or 0, bar.standing_s, bar.before_s or 0)) < top + high:
                right = part.left()
        if right - wide < plot.left():
            top, right = plot.top() - high, plot.right()
        return QRectF(right - wide, top, wide, high)

    def cursor_box(self, index: int) -> QRectF:
        at, behind = self.bar_of(index)
        if behind:
            return self._box_behind(at).adjusted(-AROUND, -AROUND, AROUND, 0)
        box = QRectF(self._places().parts[at])
        aside = min(2.0, box.width() / 2 - LEAST_CURSOR)
        return box.adjusted(aside, 2, -aside, -1)


def weekend_ground(c: Colours) -> QColor:
    """What lies behind a Saturday or a Sunday."""
    return faded(c.sunken, 0.6)
