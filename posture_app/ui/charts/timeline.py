"""The day as a band: sitting, standing, gaps, reminders and the present moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QSizePolicy

from posture_app.core.calendar import local
from posture_app.core.formats import WIDE_HOURS, hour_words, number_words
from posture_app.core.language import N_, _, ngettext
from posture_app.core.prompts import Outcome
from posture_app.core.record.day_record import DayRecord
from posture_app.core.record.overlay import Interval
from posture_app.core.spans import Origin
from posture_app.core.words import duration
from posture_app.ui.charts.chart import NONE, Chart
from posture_app.ui.charts.day_segments import DaySegment, SegmentKind, hours_of, origins_of, segments_of, window_of
from posture_app.ui.charts.legend import Sample
from posture_app.ui.charts.origin_marks import TINT, paint_known, paint_stripes
from posture_app.ui.charts.reminder_marks import (
    BADGE,
    OTHERS,
    SAMPLES,
    STANDING_SHARE,
    paint_badge,
    paint_reminder,
    paint_several,
)
from posture_app.ui.kit.look.paint import LEFT, faded, paint_box, paint_words
from posture_app.ui.kit.look.theme import SPACE, Colours, sized

MARKS, TRACK, AXIS = 20, 40, 30
"""Heights, from above: reminders, band, hours."""
SIDE = 8
"""Room for half of a triangle, and for the ring of the keyboard."""
TRIANGLE = 12.0
TOP = MARKS - TRIANGLE - 4
SEAM = 1.0
"""What is left free between two segments, so that a short break shows on a narrow band."""
APART = 14.0
"""Reminders that are nearer than this are one sign, with their number."""
REACH = APART / 2
"""How near the pointer must come to a reminder."""
DECIDED = {Outcome.KEPT, Outcome.MISSED, Outcome.SKIPPED}
OTHER, SEVERAL = N_("Others"), N_("Several")
UNDECIDED = {None: N_("No answer yet"), Outcome.SNOOZED: N_("Snoozed")}
"""What the legend calls the other reminders, if they are all the same."""


ZOOM, LEAST_WINDOW = 1.5, timedelta(minutes=30)
"""One step of the zoom, and the shortest stretch that it shows."""
WHEEL_STEP, PINCH = 120.0, Qt.GestureType.PinchGesture
FINE, COARSE = timedelta(minutes=1), timedelta(minutes=5)
FINE_BELOW = timedelta(hours=4)
"""The pointer is drawn in steps of five minutes, or of one where so much or less shows."""


class Timeline(Chart):
    """The timeline of one day, as a chart whose parts are spans, gaps and reminders. `picked` gives the segment that
    was clicked, or on which Enter was pressed, or the stretch over which the pointer was drawn, and whether it was by a
    key. `regrouped` tells that other reminders share a sign than before.

    Plus and minus, Control with the wheel, and two fingers show a shorter or a longer stretch of the day; 0 shows all
    of it again. The wheel moves to the left and right in it.
    """

    picked = Signal(object, bool)
    regrouped = Signal()

    def __init__(self) -> None:
        super().__init__("day timeline", _("Timeline of the day"))
        self._day: DayRecord | None = None
        self._segments: tuple[DaySegment, ...] = ()
        self._parts: tuple[tuple[DaySegment, ...], ...] = ()  # each a segment, or reminders too near to tell apart
        self._hours: tuple[tuple[datetime, int], ...] = ()
        self._whole: Interval | None = None
        self._zoomed: Interval | None = None  # the part of the whole that shows
        self._drawn_over: Interval | None = None  # the stretch over which the pointer is being drawn
        self._drawn_from: float | None = None
        sized(self, 0.88)
        self.grabGesture(PINCH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: DayRecord) -> None:
        """Show this day; the cursor stays on its part if there still is one, and the zoom on its stretch."""
        if self._day is None or self._day.day != day.day:
            self._zoomed = None
        self._day = day
        self._segments = segments_of(day)
        self._whole = window_of(day)
        self._show_window(self._zoomed)

    def _show_window(self, part: Interval | None) -> None:
        """Show this part of the whole, moved into it; None, or no shorter one: all of it."""
        if self._day is None or self._whole is None:
            return
        first, last = self._whole
        self._zoomed = None
        if part is not None and part[1] - part[0] < last - first:
            begins = min(max(part[0], first), last - (part[1] - part[0]))
            self._zoomed = begins, begins + (part[1] - part[0])
        begins, ends = self._zoomed or self._whole
        self._hours = tuple((at, hour) for at, hour in hours_of(self._day) if begins <= at <= ends)
        self._gather()

    @property
    def _window(self) -> Interval | None:
        """What shows of the day."""
        return self._zoomed or self._whole

    def zoom(self, factor: float, at: datetime) -> None:
        """Show a stretch that is so many times shorter; this moment stays where it is."""
        if self._window is None:
            return
        begins, ends = self._window
        length = max(LEAST_WINDOW, (ends - begins) / factor)
        begins = at - length * ((at - begins) / (ends - begins))
        self._show_window((begins, begins + length))

    def _move(self, share: float) -> None:
        """Move the stretch that shows by this share of it."""
        if self._zoomed is not None:
            begins, ends = self._zoomed
            by = (ends - begins) * share
            self._show_window((begins + by, ends + by))

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
        self.regrouped.emit()

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
        words = {UNDECIDED.get(outcome, OTHER) for outcome in others}
        other = ((_(words.pop() if len(words) == 1 else OTHER), OTHERS),) if words else ()
        several = ((_(SEVERAL), paint_several),) if any(len(part) > 1 for part in self._parts) else ()
        return (*((_(word), sample) for word, sample in SAMPLES), *other, *several)

    def part_count(self) -> int:
        return len(self._parts)

    def part_words(self, index: int) -> str:
        first, *others = self._parts[index]
        if not others:
            return first.words
        number = len(others) + 1
        text = ngettext("{number} reminder: {list}", "{number} reminders: {list}", number)
        return text.format(
            number=number_words(number), list=_("; ").join(segment.words for segment in self._parts[index])
        )

    def part_box(self, index: int) -> QRectF:
        """Where this part is; without a size, if it lies outside of what shows."""
        segment = self._parts[index][0]
        first, last = float(SIDE), float(self.width() - SIDE)
        left, right = self._x(segment.start), self._x(segment.end)
        if right < first - 1 or left > last + 1:
            return QRectF()
        if segment.kind is SegmentKind.SHOWING:
            return QRectF(left - REACH, 2, 2 * REACH, MARKS - 4)
        left, right = max(left, first), min(right, last)
        height = TRACK / segment.lanes
        return QRectF(left, MARKS + segment.lane * height, max(2.0, right - left), height)

    def part_at(self, point: QPointF) -> int:
        order = range(len(self._parts))
        return next((i for i in order if self.part_box(i).contains(point)), NONE)

    def _x(self, at: datetime) -> float:
        if self._window is None:
            return float(SIDE)
        begins, ends = self._window
        return SIDE + (at - begins) / (ends - begins) * (self.width() - 2 * SIDE)

    def _at(self, x: float) -> datetime:
        """The moment at this place of the band, or at its nearer end."""
        assert self._window is not None
        begins, ends = self._window
        share = min(1.0, max(0.0, (x - SIDE) / max(1, self.width() - 2 * SIDE)))
        return begins + (ends - begins) * share

    def draw(self, painter: QPainter, c: Colours) -> None:
        if self._day is None:
            return
        track = QRectF(SIDE, MARKS, self.width() - 2 * SIDE, TRACK)
        self._paint_band(painter, c, track)
        self._paint_hours(painter, c)
        self._paint_now(painter, c, self._day)
        for index, part in enumerate(self._parts):
            if part[0].kind is SegmentKind.SHOWING and not self.part_box(index).isEmpty():
                self._paint_sign(painter, c, part)

    def _paint_sign(self, painter: QPainter, c: Colours, part: Sequence[DaySegment]) -> None:
        """The sign of a reminder, or the number of several, where the first was shown."""
        x = self._x(part[0].start)
        kept, missed = all(each.kept for each in part), any(each.missed for each in part)
        if len(part) == 1:
            paint_reminder(painter, c, QRectF(x - TRIANGLE / 2, TOP, TRIANGLE, TRIANGLE), kept=kept, missed=missed)
            return
        colour = QColor(c.text if any(each.kept for each in part) else c.over if missed else c.muted)
        paint_badge(painter, c, QPointF(x, TOP - 1 + BADGE / 2), number_words(len(part)), colour, full=kept)

    def _paint_band(self, painter: QPainter, c: Colours, track: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(track, SPACE * 0.75, SPACE * 0.75)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(track, QColor(c.sunken))
        fills = {SegmentKind.SITTING: c.sitting, SegmentKind.STANDING: c.standing}
        for index, (segment, *_others) in enumerate(self._parts):
            box = self.part_box(index)
            if box.isEmpty():
                continue
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
        wide = max(painter.fontMetrics().horizontalAdvance(hour_words(hour)) for hour in WIDE_HOURS) + SPACE * 2
        every = next((n for n in (1, 2, 3, 4, 6) if n * apart >= wide), 12)
        below = MARKS + TRACK
        for at, hour in self._hours:
            x = self._x(at)
            labelled = hour % every == 0
            painter.setPen(QPen(QColor(c.muted if labelled else c.line), 1))
            painter.drawLine(QPointF(x, below + 3), QPointF(x, below + (8 if labelled else 6)))
            if labelled:
                painter.setPen(QColor(c.muted))
                text = hour_words(hour)
                long = painter.fontMetrics().horizontalAdvance(text)
                left = min(max(SIDE, x - long / 2), self.width() - SIDE - long)  # within the band at its ends
                box = QRectF(left, below + 9, long + 1, self.height() - below - 9)
                paint_words(painter, box, LEFT, text)

    def _paint_now(self, painter: QPainter, c: Colours, day: DayRecord) -> None:
        x = self._x(day.now)
        if not day.begins <= day.now <= day.ends or not SIDE <= x <= self.width() - SIDE:
            return
        for colour, width in ((c.surface, 4), (c.text, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, MARKS - 3), QPointF(x, MARKS + TRACK + 3))

    def cursor_box(self, index: int) -> QRectF:
        return self.part_box(index).adjusted(-2, -2, 2, 2)

    def paint_cursor(self, painter: QPainter, c: Colours) -> None:
        if self._drawn_over is not None:
            left, right = map(self._x, self._drawn_over)
            box = QRectF(left, MARKS - 2, right - left, TRACK + 4)
            paint_box(painter, box, self.cursor_radius, fill=faded(c.accent, TINT), edge=c.accent, width=2)
        elif self.cursor_part == NONE or not self.part_box(self.cursor_part).isEmpty():
            super().paint_cursor(painter, c)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton and self._window is not None
        self._drawn_from = self.turned(event.position()).x() if left and event.position().y() >= MARKS else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = self.turned(event.position()).x()
        far = self._drawn_from is not None and abs(x - self._drawn_from) >= QApplication.startDragDistance()
        if self._drawn_from is not None and (far or self._drawn_over is not None):
            self._draw_over(*sorted((self._drawn_from, x)))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drawn, pressed = self._drawn_over, self._pressed
        self._stop_drawing()
        if drawn is not None:
            self._pressed = NONE
            self.picked.emit(self._stretch(drawn), False)  # noqa: FBT003 - a signal has no names
            return
        super().mouseReleaseEvent(event)
        if pressed != NONE and pressed == self.part_at(self.turned(event.position())):
            self._pick(pressed, by_key=False)

    def _draw_over(self, left: float, right: float) -> None:
        """The pointer is drawn from one of these to the other: over whole minutes of what has been of the day."""
        assert self._day is not None
        assert self._window is not None
        step = FINE if self._window[1] - self._window[0] <= FINE_BELOW else COARSE
        begins, last = self._day.begins, min(self._day.now, self._day.ends)
        first, end = (min(begins + round((self._at(x) - begins) / step) * step, last) for x in (left, right))
        self._drawn_over = (first, end) if first < end else None
        self.pointed.emit(self._stretch(self._drawn_over).words if self._drawn_over else "")
        self.update()

    def _stretch(self, drawn: Interval) -> DaySegment:
        """A stretch as a segment, of the kind that its middle has."""
        assert self._day is not None
        start, end = drawn
        middle, zone = start + (end - start) / 2, self._day.zone
        kinds = (each.kind for each in self._segments if each.start <= middle < each.end)
        text, length = _("{start} to {end}, {length}"), duration((end - start).total_seconds())
        words = text.format(start=local(start, zone), end=local(end, zone), length=length)
        return DaySegment(next(kinds, SegmentKind.GAP), start, end, words, words)

    def _stop_drawing(self) -> None:
        self._drawn_from = self._drawn_over = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, part = self.key_of(event), self.cursor_part
        zooms = {Qt.Key.Key_Plus: ZOOM, Qt.Key.Key_Equal: ZOOM, Qt.Key.Key_Minus: 1 / ZOOM}
        if key == Qt.Key.Key_Escape and self._drawn_from is not None:
            self._pressed = NONE
            self._stop_drawing()
        elif key in zooms:
            self.zoom(zooms[key], self._middle())
        elif key == Qt.Key.Key_0:
            self._show_window(None)
        else:
            super().keyPressEvent(event)
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and part != NONE:
                self._pick(part, by_key=True)
            self._reveal()

    def _middle(self) -> datetime:
        """What the keys zoom to: the part under the cursor, or else the middle of what shows."""
        if self.cursor_part != NONE:
            segment = self._parts[self.cursor_part][0]
            return segment.start + (segment.end - segment.start) / 2
        return self._at(self.width() / 2)

    def _reveal(self) -> None:
        """Move to the part under the cursor, if it does not show."""
        if self._zoomed is not None and self.cursor_part != NONE and self.part_box(self.cursor_part).isEmpty():
            length = self._zoomed[1] - self._zoomed[0]
            self._show_window((self._middle() - length / 2, self._middle() + length / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned.y():
            self.zoom(ZOOM ** (turned.y() / WHEEL_STEP), self._at(self.turned(event.position()).x()))
        elif turned.x() and self._zoomed is not None:
            self._move((turned.x() if self.isRightToLeft() else -turned.x()) / WHEEL_STEP / 10)
        else:
            event.ignore()  # the page scrolls

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), self._at(self.turned(event.position()).x()))
            return True
        if isinstance(event, QGestureEvent) and isinstance(pinch := event.gesture(PINCH), QPinchGesture):
            at = self.turned(self.mapFromGlobal(pinch.centerPoint()))
            self.zoom(pinch.scaleFactor(), self._at(at.x()))
            return True
        return super().event(event)

    def _pick(self, part: int, *, by_key: bool) -> None:
        if part != NONE and self._parts[part][0].kind is not SegmentKind.SHOWING:
            self.picked.emit(self._parts[part][0], by_key)
