"""The day as a band: sitting, standing, gaps, reminders and the present moment."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from posture_app.core.language import ngettext
from posture_app.core.prompts import Outcome
from posture_app.core.record.day_record import DayRecord
from posture_app.core.spans import Origin
from posture_app.ui.charts.chart import NONE, Chart
from posture_app.ui.charts.day_segments import DaySegment, SegmentKind, hours_of, origins_of, segments_of, window_of
from posture_app.ui.charts.legend import Sample
from posture_app.ui.charts.origin_marks import paint_known, paint_stripes
from posture_app.ui.kit.paint import paint_box, round_pen
from posture_app.ui.kit.theme import SPACE, Colours, sized

MARKS, TRACK, AXIS = 20, 40, 30
"""Heights, from above: reminders, band, hours."""
SIDE = 8
"""Room for half of a triangle, and for the ring of the keyboard."""
TRIANGLE, HALO = 12.0, 2.0
TOP = MARKS - TRIANGLE - 4
NUMBER, BADGE = 10, 14.0
"""The heights of the number of several reminders, and of the sign around it."""
INSIDE = 0.84
"""So much smaller its outline is drawn, which has a width of its own."""
STANDING_SHARE = 0.5
"""How much of the height of the band standing has: it differs from sitting by its shape as well."""
SEAM = 1.0
"""What is left free between two segments, so that a short break shows on a narrow band."""
APART = 14.0
"""Reminders that are nearer than this are one sign, with their number."""
REACH = APART / 2
"""How near the pointer must come to a reminder."""
DECIDED = {Outcome.KEPT, Outcome.MISSED, Outcome.SKIPPED}
OTHERS = "Others"
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
        self._parts: tuple[tuple[DaySegment, ...], ...] = ()  # each a segment, or reminders too near to tell apart
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
        self._gather()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gather()

    def _gather(self) -> None:
        """Make one part of reminders that lie too near to each other for a sign each."""
        parts: list[list[DaySegment]] = []
        sign: list[DaySegment] | None = None
        for segment in self._segments:
            if segment.kind is not SegmentKind.SHOWING:
                parts.append([segment])
            elif sign is not None and self._x(segment.start) - self._x(sign[0].start) < APART:
                sign.append(segment)
            else:
                sign = [segment]
                parts.append(sign)
        self._parts = tuple(map(tuple, parts))
        self.parts_changed()

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
        words = {UNDECIDED.get(outcome, OTHERS) for outcome in others}
        return (*SAMPLES, (words.pop() if len(words) == 1 else OTHERS, _other)) if words else SAMPLES

    def part_count(self) -> int:
        return len(self._parts)

    def part_words(self, index: int) -> str:
        first, *others = self._parts[index]
        if not others:
            return first.words
        number = len(others) + 1
        text = ngettext("{number} reminder: {list}", "{number} reminders: {list}", number)
        return text.format(number=number, list="; ".join(segment.words for segment in self._parts[index]))

    def part_box(self, index: int) -> QRectF:
        segment = self._parts[index][0]
        if segment.kind is SegmentKind.SHOWING:
            return QRectF(self._x(segment.start) - REACH, 2, 2 * REACH, MARKS - 4)
        left, right = self._x(segment.start), self._x(segment.end)
        height = TRACK / segment.lanes
        return QRectF(left, MARKS + segment.lane * height, max(2.0, right - left), height)

    def part_at(self, point: QPointF) -> int:
        order = range(len(self._parts))
        return next((i for i in order if self.part_box(i).contains(point)), NONE)

    def _x(self, at: datetime) -> float:
        if self._window is None:
            return float(SIDE)
        begins, ends = self._window
        share = min(1.0, max(0.0, (at - begins) / (ends - begins)))
        return SIDE + share * (self.width() - 2 * SIDE)

    def draw(self, painter: QPainter, c: Colours) -> None:
        if self._day is None:
            return
        track = QRectF(SIDE, MARKS, self.width() - 2 * SIDE, TRACK)
        self._paint_band(painter, c, track)
        self._paint_hours(painter, c)
        self._paint_now(painter, c, self._day)
        for part in self._parts:
            if part[0].kind is SegmentKind.SHOWING:
                self._paint_sign(painter, c, part)

    def _paint_sign(self, painter: QPainter, c: Colours, part: Sequence[DaySegment]) -> None:
        """The sign of a reminder, or the number of several, where the first was shown."""
        x = self._x(part[0].start)
        kept, missed = all(each.kept for each in part), any(each.missed for each in part)
        if len(part) == 1:
            paint_reminder(painter, c, QRectF(x - TRIANGLE / 2, TOP, TRIANGLE, TRIANGLE), kept=kept, missed=missed)
            return
        number = str(len(part))
        font = QFont(painter.font())
        font.setPixelSize(NUMBER)
        font.setBold(True)
        box = QRectF(0, TOP - 1, max(BADGE, QFontMetricsF(font).horizontalAdvance(number) + SPACE), BADGE)
        box.moveLeft(min(max(0.0, x - box.width() / 2), self.width() - box.width()))
        painter.save()
        painter.setFont(font)
        colour = QColor(c.text if any(each.kept for each in part) else c.over if missed else c.muted)
        paint_box(painter, box, BADGE / 2, fill=colour if kept else c.surface, edge=colour, width=1.5)
        painter.setPen(QColor(c.surface) if kept else colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        painter.restore()

    def _paint_band(self, painter: QPainter, c: Colours, track: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(track, SPACE * 0.75, SPACE * 0.75)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(track, QColor(c.sunken))
        fills = {SegmentKind.SITTING: c.sitting, SegmentKind.STANDING: c.standing}
        for index, (segment, *_others) in enumerate(self._parts):
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
        if part != NONE and self._parts[part][0].kind is not SegmentKind.SHOWING:
            self.picked.emit(self._parts[part][0], by_key)


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


_other = partial(paint_reminder, kept=False, missed=False)
SAMPLES: tuple[tuple[str, Sample], ...] = (
    ("Sitting", _sitting),
    ("Standing", _standing),
    ("Kept", partial(paint_reminder, kept=True, missed=False)),
    ("Missed", partial(paint_reminder, kept=False, missed=True)),
)
"""What every band may show."""
