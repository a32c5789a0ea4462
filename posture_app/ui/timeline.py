"""The day as a band: sitting, standing, gaps, reminders and the present moment."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.records import DayRecord
from posture_app.ui.chart import NONE, Chart
from posture_app.ui.pieces import Of, Piece, hours_of, pieces_of
from posture_app.ui.theme import SPACE, Colours, colours, sized

MARKS, TRACK, AXIS = 18, 40, 30
"""Heights, from above: reminders, band, hours."""
SIDE = 14
"""Room for half of the first and last hour's number."""
SEAM = 1.0
"""What is left free between two pieces, so that a short break shows on a narrow band."""
REACH = 6.0
"""How near the pointer must come to a reminder."""


class Timeline(Chart):
    """The timeline of one day, as a chart whose parts are spans, gaps and reminders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("day timeline", "Timeline of the day", parent)
        self._day: DayRecord | None = None
        self._pieces: tuple[Piece, ...] = ()
        self._hours: tuple[tuple[datetime, int], ...] = ()
        sized(self, 0.88)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: DayRecord) -> None:
        """Show this day; the cursor stays on its part if there still is one."""
        self._day = day
        self._pieces = pieces_of(day)
        self._hours = hours_of(day)
        self.parts_changed()

    def sizeHint(self) -> QSize:
        return QSize(480, MARKS + TRACK + max(AXIS, self.fontMetrics().height() + SPACE * 2))

    def part_count(self) -> int:
        return len(self._pieces)

    def part_words(self, index: int) -> str:
        return self._pieces[index].words

    def part_box(self, index: int) -> QRectF:
        piece = self._pieces[index]
        if piece.of is Of.SHOWING:
            return QRectF(self._x(piece.start) - REACH, 2, 2 * REACH, MARKS - 4)
        left, right = self._x(piece.start), self._x(piece.end)
        height = TRACK / piece.lanes
        return QRectF(left, MARKS + piece.lane * height, max(2.0, right - left), height)

    def part_at(self, point: QPointF) -> int:
        order = range(len(self._pieces))
        return next((i for i in order if self.part_box(i).contains(point)), NONE)

    def _x(self, at: datetime) -> float:
        if self._day is None:
            return float(SIDE)
        share = (at - self._day.begins) / (self._day.ends - self._day.begins)
        return SIDE + share * (self.width() - 2 * SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._day is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self)
        track = QRectF(SIDE, MARKS, self.width() - 2 * SIDE, TRACK)
        self._paint_band(painter, c, track)
        self._paint_hours(painter, c)
        for piece in self._pieces:
            if piece.of is Of.SHOWING:
                self._paint_reminder(painter, c, piece)
        self._paint_now(painter, c, self._day)
        self._paint_cursor(painter, c)

    def _paint_band(self, painter: QPainter, c: Colours, track: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(track, SPACE * 0.75, SPACE * 0.75)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(track, QColor(c.sunken))
        fills = {Of.SITTING: QColor(c.sitting), Of.STANDING: QColor(c.standing)}
        for index, piece in enumerate(self._pieces):
            if (fill := fills.get(piece.of)) is not None:
                box = self.part_box(index)
                seam = SEAM if box.width() > 2 * SEAM else 0
                painter.fillRect(box.adjusted(0, 0, -seam, -SEAM if piece.lane + 1 < piece.lanes else 0), fill)
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
                box = QRectF(x - wide, below + 9, 2 * wide, self.height() - below - 9)
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, f"{hour:02}")

    def _paint_reminder(self, painter: QPainter, c: Colours, piece: Piece) -> None:
        """A drop above the band: full if it was followed by a break, hollow if not."""
        x, tip = self._x(piece.start), MARKS - 3.0
        drop = QPolygonF([QPointF(x - 4.5, tip - 9), QPointF(x + 4.5, tip - 9), QPointF(x, tip)])
        colour = QColor(c.standing if piece.kept else c.over)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(colour if piece.kept else QColor(c.surface))
        painter.drawPolygon(drop)

    def _paint_now(self, painter: QPainter, c: Colours, day: DayRecord) -> None:
        if not day.begins <= day.now <= day.ends:
            return
        x = self._x(day.now)
        painter.setPen(QPen(QColor(c.surface), 4))
        painter.drawLine(QPointF(x, MARKS - 3), QPointF(x, MARKS + TRACK + 3))
        painter.setPen(QPen(QColor(c.text), 2))
        painter.drawLine(QPointF(x, MARKS - 3), QPointF(x, MARKS + TRACK + 3))

    def _paint_cursor(self, painter: QPainter, c: Colours) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        part = self.cursor_part
        if part != NONE:
            box = self.part_box(part).adjusted(-2, -2, 2, 2)
            painter.setPen(QPen(QColor(c.text), 2))
            painter.drawRoundedRect(box, 3, 3)
        elif self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SPACE, SPACE)
