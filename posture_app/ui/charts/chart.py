"""The base of the painted charts: one cursor for keyboard, pointer and screen reader."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from posture_app.ui.kit.access import ListAccess
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.look.kept_drawing import KeptDrawing
from posture_app.ui.kit.look.paint import as_read, paint_box, paint_on, within
from posture_app.ui.kit.look.state import keys_lead
from posture_app.ui.kit.look.theme import SPACE, Colours
from posture_app.ui.kit.tip import wrapped

NONE = -1
ACROSS = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}
T = TypeVar("T")


class PartPlaces(Generic[T]):
    """Where the parts of a chart lie: reckoned once for each size and font, and until what it shows changes."""

    def __init__(self, chart: QWidget, reckon: Callable[[], T]) -> None:
        self._chart, self._reckon = chart, reckon
        self._for: object = None

    def __call__(self) -> T:
        now = self._chart.width(), self._chart.height(), self._chart.font()
        if now != self._for:
            self._found, self._for = self._reckon(), now
        return self._found

    def forget(self) -> None:
        """Reckon anew when they are next asked for."""
        self._for = None


class Chart(QWidget):
    """A picture of parts in a row, each of which has a place and words.

    Arrow keys, Home and End move the cursor, the pointer takes it along; Escape lets go of it. `pointed`
    carries the words of the part under the cursor, "" if there is none: the page shows them, a screen reader says them.
    A click on a part, or Enter, chooses it: `chosen` gives its index. A double click chooses once, as its second click
    may meet what the first one led to.
    """

    pointed = Signal(str)
    chosen = Signal(int)
    cursor_radius, cursor_width = 3.0, 2.0

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._cursor = self._pressed = NONE
        self._drawn = KeptDrawing()  # without the cursor, which moves often

    def accessible_as(self) -> ListAccess:
        """Its parts as a list."""
        return ListAccess(self, self)

    def part_count(self) -> int:
        """How many parts there are."""
        raise NotImplementedError

    def order(self) -> Sequence[int]:
        """Its parts in the order in which Left and Right come to them. Home leads to part 0, which may have others
        before it.
        """
        return range(self.part_count())

    def part_words(self, index: int) -> str:
        """What this part shows, in words."""
        raise NotImplementedError

    def part_box(self, index: int) -> QRectF:
        """Where this part is."""
        raise NotImplementedError

    def part_at(self, point: QPointF) -> int:
        """The part at this point of the widget, or NONE."""
        raise NotImplementedError

    def draw(self, painter: QPainter, c: Colours) -> None:
        """Draw it in these colours, as large as it is now and without its cursor: on the screen or into a picture. It
        is drawn from the left; where people read from the right, who paints it turns it (`as_read`).
        """
        raise NotImplementedError

    def turned(self, point: QPointF) -> QPointF:
        """A point of the widget as the places of parts have it, and back: those are reckoned from the left."""
        return QPointF(self.width() - point.x(), point.y()) if self.isRightToLeft() else point

    def place_of(self, index: int) -> QRectF:
        """Where this part is seen."""
        box = self.part_box(index)
        return QRectF(self.turned(box.topRight()), box.size()) if self.isRightToLeft() else box

    @property
    def cursor_part(self) -> int:
        """The part under the cursor, or NONE."""
        return self._cursor if self._cursor < self.part_count() else NONE

    def move_cursor(self, index: int) -> None:
        """Put the cursor on this part (NONE: on none) and tell of it."""
        if index != self._cursor:
            self._cursor = index
            self._tell()

    def parts_changed(self) -> None:
        """To be called by a chart that shows something new: the cursor stays, or goes if its part is gone."""
        self._cursor = self.cursor_part
        self._drawn.forget()
        self._tell()

    def _tell(self) -> None:
        """Tell of the part under the cursor, if its words are others than before."""
        words = self.part_words(self._cursor) if self._cursor != NONE else ""
        self.update()
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            if words and self.hasFocus():  # a pointer that wanders over the chart is not read out
                announce(self, words)
            self.pointed.emit(words)

    def key_of(self, event: QKeyEvent) -> Qt.Key:
        """The key, left and right as the parts are reckoned; one that is pressed together with Alt or Control is none
        of a chart's.
        """
        held = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key.Key_unknown if held else Qt.Key(event.key())
        return ACROSS.get(key, key) if self.isRightToLeft() else key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        order, at, key = self.order(), self.cursor_part, self.key_of(event)
        last = len(order) - 1
        place = NONE if at == NONE else order.index(at)
        first = order.index(0) if order else NONE
        moves = {
            Qt.Key.Key_Left: last if place == NONE else max(0, place - 1),
            Qt.Key.Key_Right: first if place == NONE else min(last, place + 1),
            Qt.Key.Key_Home: first,
            Qt.Key.Key_End: last,
        }
        if order and key in moves:
            self.move_cursor(order[moves[key]])
        elif key == Qt.Key.Key_Escape and at != NONE:
            self.move_cursor(NONE)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at != NONE:
            self.chosen.emit(at)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.move_cursor(self.part_at(self.turned(event.position())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed = self.part_at(self.turned(event.position())) if left else NONE

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, NONE
        if pressed != NONE and pressed == self.part_at(self.turned(event.position())):
            self.chosen.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Taken, so that it is no second click."""

    def leaveEvent(self, event: QEvent) -> None:
        self.move_cursor(NONE)
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        way = self.layoutDirection()

        def draw(on: QPainter) -> None:
            with as_read(on, self.width(), way):
                self.draw(on, c)

        self._drawn.paint(painter, self.size(), (c, self.font(), way), draw)
        with as_read(painter, self.width(), way):
            self.paint_cursor(painter, c)

    def hideEvent(self, event: QHideEvent) -> None:
        self._drawn.forget()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.move_cursor(NONE)
        self.update()
        super().focusOutEvent(event)

    def cursor_box(self, index: int) -> QRectF:
        """The frame of the cursor around this part."""
        return self.part_box(index)

    def paint_cursor(self, painter: QPainter, c: Colours) -> None:
        """Frame the part under the cursor, or all of the chart where the keyboard came to it and there is no cursor."""
        if (part := self.cursor_part) != NONE:
            paint_box(painter, self.cursor_box(part), self.cursor_radius, edge=c.text, width=self.cursor_width)
        elif self.hasFocus() and keys_lead(self):
            paint_box(painter, within(self, 1), SPACE, edge=c.accent, width=2)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            part = self.part_at(self.turned(QPointF(event.pos())))
            if part == NONE:
                QToolTip.hideText()
            else:
                words = wrapped(self.part_words(part), self.screen())
                QToolTip.showText(event.globalPos(), words, self, self.place_of(part).toAlignedRect())
            return True
        return super().event(event)
