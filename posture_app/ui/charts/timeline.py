"""The day as a band: sitting, standing, gaps, reminders and the present moment."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.prompts import Outcome
from posture_app.core.record.day_record import DayRecord
from posture_app.core.spans import Origin
from posture_app.ui.charts.chart import NONE, Chart
from posture_app.ui.charts.day_segments import DaySegment, SegmentKind, hours_of, origins_of, segments_of, window_of
from posture_app.ui.charts.legend import Sample
from posture_app.ui.charts.origin_marks import paint_known, paint_stripes
from posture_app.ui.kit.paint import paint_on, round_pen
from posture_app.ui.kit.theme import SPACE, Colours, sized

MARKS, TRACK, AXIS = 20, 40, 30
"""Heights, from above: reminders, band, hours."""
SIDE = 8
"""Room for half of a triangle, and for the ring of the keyboard."""
TRIANGLE, HALO = 12.0, 2.0
TOP = MARKS - TRIANGLE - 4
INSIDE = 0.84
"""So much smaller its outline is drawn, which has a width of its own."""
STANDING_SHARE = 0.5
"""How much of the height of the band standing has: it differs from sitting by its shape as well."""
SEAM = 1.0
"""What is left free between two segments, so that a short break shows on a narrow band."""
APART = 14.0
"""From one triangle to the next, so that both are whole."""
REACH = APART / 2
"""How near the pointer must come to a reminder."""
DECIDED = {Outcome.KEPT, Outcome.MISSED, Outcome.SKIPPED}
NEITHER = "Neither"
UNDECIDED = {None: "Waiting", Outcome.SNOOZED: "Snoozed"}
"""What the legend calls the other reminders, if they are all the same."""


class Timeline(Chart):
    """The timeline of one day, as a chart whose parts are spans, gaps and reminders. `picked` gives the segment that
    was clicked, or on which Enter was pressed, and whether it was a key.
    """

    picked = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__("day timeline", "Timeline of the day")
        self._day: DayRecord | None = None
        self._segments: tuple[DaySegment, ...] = ()
        self._marks: dict[int, float] = {}  # of the segments that are reminders: where their triangles point
        self._hours: tuple[tuple[datetime, int], ...] = ()
        self._window: tuple[datetime, datetime] | None = None
        sized(self, 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: DayRecord) -> None:
        """Show this day; the cursor stays on its part if there still is one."""
        self._day = day
        self._segments = segments_of(day)
        self._window = begins, ends = window_of(day)
        self._hours = tuple((at, hour) for at, hour in hours_of(day) if begins <= at <= ends)
        self._place_marks()
        self.parts_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_marks()

    def _place_marks(self) -> None:
        shown = [index for index, segment in enumerate(self._segments) if segment.kind is SegmentKind.SHOWING]
        at = [self._x(self._segments[index].start) for index in shown]
        self._marks = dict(zip(shown, spread(at, APART, SIDE, self.width() - SIDE), strict=True))

    def sizeHint(self) -> QSize:
        return QSize(480, MARKS + TRACK + max(AXIS, self.fontMetrics().height() + SPACE * 2))

    @property
    def origins(self) -> frozenset[Origin]:
        """Where what it shows is known from."""
        return origins_of(self._segments)

    @property
    def samples(self) -> tuple[tuple[str, Sample], ...]:
        """What it shows, for its legend."""
        others = {showing.outcome for showing in self._day.showings} - DECIDED if self._day else set()
        words = {UNDECIDED.get(outcome, NEITHER) for outcome in others}
        return (*SAMPLES, (words.pop() if len(words) == 1 else NEITHER, _neither)) if words else SAMPLES

    def part_count(self) -> int:
        return len(self._segments)

    def part_words(self, index: int) -> str:
        return self._segments[index].words

    def part_box(self, index: int) -> QRectF:
        segment = self._segments[index]
        if segment.kind is SegmentKind.SHOWING:
            return QRectF(self._marks[index] - REACH, 2, 2 * REACH, MARKS - 4)
        left, right = self._x(segment.start), self._x(segment.end)
        height = TRACK / segment.lanes
        return QRectF(left, MARKS + segment.lane * height, max(2.0, right - left), height)

    def part_at(self, point: QPointF) -> int:
        order = range(len(self._segments))
        return next((i for i in order if self.part_box(i).contains(point)), NONE)

    def _x(self, at: datetime) -> float:
        if self._window is None:
            return float(SIDE)
        begins, ends = self._window
        share = (at - begins) / (ends - begins)
        return SIDE + share * (self.width() - 2 * SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._day is None:
            return
        painter, c = paint_on(self)
        track = QRectF(SIDE, MARKS, self.width() - 2 * SIDE, TRACK)
        self._paint_band(painter, c, track)
        self._paint_hours(painter, c)
        self._paint_now(painter, c, self._day)
        for index in sorted(self._marks, key=lambda index: self._segments[index].missed):  # that lies above the rest
            segment, box = self._segments[index], QRectF(self._marks[index] - TRIANGLE / 2, TOP, TRIANGLE, TRIANGLE)
            paint_reminder(painter, c, box, kept=segment.kept, missed=segment.missed)
        self.paint_cursor(painter, c)

    def _paint_band(self, painter: QPainter, c: Colours, track: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(track, SPACE * 0.75, SPACE * 0.75)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(track, QColor(c.sunken))
        fills = {SegmentKind.SITTING: c.sitting, SegmentKind.STANDING: c.standing}
        for index, segment in enumerate(self._segments):
            box = self.part_box(index)
            if (fill := fills.get(segment.kind)) is not None:
                seam = SEAM if box.width() > 2 * SEAM else 0
                if segment.kind is SegmentKind.STANDING:
                    box.setTop(box.bottom() - box.height() * STANDING_SHARE)
                box = box.adjusted(0, 0, -seam, -SEAM if segment.lane + 1 < segment.lanes else 0)
                paint_known(painter, c, box, fill, segment.origin)
            elif segment.origin is Origin.CORRECTED:
                paint_stripes(painter, box, QColor(c.muted))
        painter.restore()

    def _paint_hours(self, painter: QPainter, c: Colours) -> None:
        if len(self._hours) < 2:  # noqa: PLR2004 - a distance needs two
            return
        apart = self._x(self._hours[1][0]) - self._x(self._hours[0][0])
        wide = painter.fontMetrics().horizontalAdvance("00") + SPACE * 2
        every = next((n for n in (1, 2, 3, 4, 6) if n * apart >= wide), 12)
        below = MARKS + TRACK
        for at, hour in self._hours:
            x = self._x(at)
            labelled = hour % every == 0
            painter.setPen(QPen(QColor(c.muted if labelled else c.line), 1))
            painter.drawLine(QPointF(x, below + 3), QPointF(x, below + (8 if labelled else 6)))
            if labelled:
                painter.setPen(QColor(c.muted))
                text = f"{hour:02}"
                long = painter.fontMetrics().horizontalAdvance(text)
                left = min(max(SIDE, x - long / 2), self.width() - SIDE - long)  # within the band at its ends
                box = QRectF(left, below + 9, long + 1, self.height() - below - 9)
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)

    def _paint_now(self, painter: QPainter, c: Colours, day: DayRecord) -> None:
        if not day.begins <= day.now <= day.ends:
            return
        x = self._x(day.now)
        for colour, width in ((c.surface, 4), (c.text, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, MARKS - 3), QPointF(x, MARKS + TRACK + 3))

    def cursor_box(self, index: int) -> QRectF:
        return self.part_box(index).adjusted(-2, -2, 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pick(self.part_at(event.position()), by_key=False)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cursor_part != NONE:
            self._pick(self.cursor_part, by_key=True)
        else:
            super().keyPressEvent(event)

    def _pick(self, part: int, *, by_key: bool) -> None:
        if part != NONE and self._segments[part].kind is not SegmentKind.SHOWING:
            self.picked.emit(self._segments[part], by_key)


def paint_reminder(painter: QPainter, c: Colours, box: QRectF, *, kept: bool, missed: bool) -> None:
    """A triangle that points down: full if the reminder was kept, hollow if not, set off from others by a halo."""
    points = [box.topLeft(), box.topRight(), QPointF(box.center().x(), box.bottom())]
    painter.setPen(round_pen(c.surface, 2 * HALO))
    painter.setBrush(QColor(c.surface))
    painter.drawPolygon(QPolygonF(points))
    colour = QColor(c.text if kept else c.over if missed else c.muted)
    painter.setPen(round_pen(colour, 1.5))
    painter.setBrush(colour if kept else QColor(c.surface))
    painter.drawPolygon(QPolygonF([box.center() + (point - box.center()) * INSIDE for point in points]))


def _sitting(painter: QPainter, c: Colours, box: QRectF) -> None:
    painter.fillRect(box, QColor(c.sitting))


def _standing(painter: QPainter, c: Colours, box: QRectF) -> None:
    painter.fillRect(box.adjusted(0, box.height() * (1 - STANDING_SHARE), 0, 0), QColor(c.standing))


_neither = partial(paint_reminder, kept=False, missed=False)
SAMPLES: tuple[tuple[str, Sample], ...] = (
    ("Sitting", _sitting),
    ("Standing", _standing),
    ("Kept", partial(paint_reminder, kept=True, missed=False)),
    ("Missed", partial(paint_reminder, kept=False, missed=True)),
)
"""What every band may show."""


def spread(places: Sequence[float], apart: float, left: float, right: float) -> list[float]:
    """Places from left to right, moved as little as leaves them `apart` and within `left` and `right`; less far apart
    where there is not room for all.
    """
    if len(places) > 1:
        apart = max(0.0, min(apart, (right - left) / (len(places) - 1)))
    groups: list[tuple[float, int]] = []  # of those that touch: where their row would begin at the first, how many
    for index, place in enumerate(places):
        at, many = place - index * apart, 1
        while groups and groups[-1][0] > at:
            before, others = groups.pop()
            at, many = (before * others + at * many) / (others + many), others + many
        groups.append((at, many))
    last = right - (len(places) - 1) * apart
    begins = [min(max(at, left), last) for at, many in groups for _ in range(many)]
    return [at + index * apart for index, at in enumerate(begins)]
