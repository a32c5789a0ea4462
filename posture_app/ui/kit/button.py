"""Buttons of this app: flat, rounded, coloured by the palette, with a ring where the keyboard is."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from posture_app.ui.kit.paint import faded, paint_box, paint_on, round_pen, within
from posture_app.ui.kit.theme import SPACE, Colours, sized

HEIGHT = 36
INSET = 3
"""Between the edge of a `Segments` and its buttons."""
INNER = SPACE - INSET
FOCUS_WIDTH = 2.0
KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Look(Enum):
    """What a button is for."""

    MAIN = auto()
    """The one thing to do."""
    PLAIN = auto()
    DANGER = auto()
    """What cannot be undone."""
    CAUTION = auto()
    """What opens a dialog with such a button."""
    NAVIGATION = auto()
    """An entry of the sidebar; checked: the page that shows."""
    CHIP = auto()
    """A small switch of a filter; checked: with a check mark."""
    SEGMENT = auto()
    """One of a few views side by side, in a `Segments`."""
    DISCLOSURE = auto()
    """Unfolds what lies below it."""


_STRONG = (Look.NAVIGATION, Look.SEGMENT)  # bold while checked
_FILLED = (Look.MAIN, Look.DANGER)
SWITCHES = (Look.NAVIGATION, Look.CHIP, Look.SEGMENT, Look.DISCLOSURE)
SMALL = (Look.CHIP, Look.DISCLOSURE)
SIGN = 14
"""Room for a check mark or a chevron before the text."""
BAR = QSizeF(3, 20)
FAINT = 0.45
"""How much of its colour the text of a disabled button keeps."""


def paint_accent_bar(painter: QPainter, c: Colours, row: QRectF) -> None:
    """Mark a row of a list as the chosen one, at its left edge."""
    box = QRectF(row.left(), row.center().y() - BAR.height() / 2, BAR.width(), BAR.height())
    paint_box(painter, box, BAR.width() / 2, fill=c.accent)


class Button(QPushButton):
    """A push button of one of these looks. `name` is its objectName, `says` what a screen reader has for its text."""

    def __init__(
        self, text: str, name: str, look: Look = Look.PLAIN, parent: QWidget | None = None, *, says: str = ""
    ) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(says or text.replace("&", ""))
        self._look = look
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew as the pointer comes and goes
        self.setCheckable(look in SWITCHES)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Expanding if look is Look.NAVIGATION else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        if look in SMALL:
            sized(self, 0.92)

    @property
    def look(self) -> Look:
        """Which look it has."""
        return self._look

    @property
    def ringed(self) -> bool:
        """Whether it has the focus, brought there by the keyboard: who clicks knows where they are."""
        return self._by_keyboard and self.hasFocus()

    @property
    def active(self) -> bool:
        """Whether the pointer is on it, or holds it down."""
        return self.isEnabled() and (self.underMouse() or self.isDown())

    def set_look(self, look: Look) -> None:
        """Make it the one thing to do, or one of several (MAIN, PLAIN or DANGER)."""
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        return self.size_for(self.text())

    def size_for(self, words: str) -> QSize:
        """How large it would like to be with these words on it, the same whether it is checked or not."""
        widest = QFontMetrics(self._strong()) if self._look in _STRONG else self.fontMetrics()
        text = widest.size(Qt.TextFlag.TextHideMnemonic, words)
        side = {Look.CHIP: SPACE * 5 // 2, Look.DISCLOSURE: SPACE}.get(self._look, SPACE * 4)
        least = {Look.CHIP: 28, Look.DISCLOSURE: 28, Look.SEGMENT: HEIGHT - 2 * INSET}.get(self._look, HEIGHT)
        return QSize(text.width() + side + (SIGN if self._signed() else 0), max(least, text.height() + SPACE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        fill, edge, text = self._paints(c)
        box = within(self, 0.5)
        radius = box.height() / 2 if self._look is Look.CHIP else INNER if self._look is Look.SEGMENT else SPACE
        paint_box(painter, box, radius, fill=fill, edge=edge)
        if self._look is Look.NAVIGATION and self.isChecked():
            paint_accent_bar(painter, c, QRectF(self.rect()))
        if self.ringed:
            filled = self._look in _FILLED or (self._look is Look.CHIP and self.isChecked())
            paint_box(painter, within(self, 1), radius, edge=c.text if filled else c.accent, width=FOCUS_WIDTH)
        self._paint_text(painter, box, text)

    def _paint_text(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        painter.setFont(self._strong() if self._look in _STRONG and self.isChecked() else self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic
        if self._look is Look.NAVIGATION:
            box, flags = box.adjusted(SPACE * 1.5, 0, -SPACE * 1.5, 0), flags | Qt.AlignmentFlag.AlignLeft
        elif self._signed() and (self.isChecked() or self._look is Look.DISCLOSURE):
            words = painter.fontMetrics().size(Qt.TextFlag.TextHideMnemonic, self.text()).width()
            left = (self.width() - words - SIGN) / 2
            painter.setPen(round_pen(colour, 1.6))
            painter.drawPolyline(self._sign(QPointF(left + SIGN / 2 - 2, box.center().y())))
            box, flags = box.adjusted(left + SIGN - box.left(), 0, 0, 0), flags | Qt.AlignmentFlag.AlignLeft
        else:
            flags |= Qt.AlignmentFlag.AlignHCenter
        painter.setPen(colour)
        painter.drawText(box, int(flags), self.text())

    def _signed(self) -> bool:
        return self._look in SMALL and self.isCheckable()

    def _sign(self, middle: QPointF) -> list[QPointF]:
        """A check mark, or a chevron that points to where it unfolds."""
        if self._look is Look.CHIP:
            shape = ((-4.0, 0.0), (-1.0, 3.0), (4.0, -3.5))
        elif self.isChecked():
            shape = ((-4.0, -2.0), (0.0, 2.0), (4.0, -2.0))
        else:
            shape = ((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0))
        return [middle + QPointF(x, y) for x, y in shape]

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _paints(self, c: Colours) -> tuple[QColor, QColor | None, QColor]:
        """Fill, edge and text."""
        text, nothing = QColor(c.text), QColor(Qt.GlobalColor.transparent)
        if not self.isEnabled():
            edge = QColor(c.line) if self._look in (*_FILLED, Look.PLAIN, Look.CAUTION) else None
            return nothing, edge, faded(c.text, FAINT)
        if self._look in _FILLED:
            fill, words = (c.accent, c.on_accent) if self._look is Look.MAIN else (c.wrong, c.on_wrong)
            return QColor(fill).lighter(110) if self.active else QColor(fill), None, QColor(words)
        if self._look in (Look.NAVIGATION, Look.DISCLOSURE):
            chosen = self.isChecked() and self._look is Look.NAVIGATION
            return faded(c.sunken, 1.0 if chosen else 0.5 if self.active else 0.0), None, text
        if self._look is Look.SEGMENT:
            return (QColor(c.surface), QColor(c.outline), text) if self.isChecked() else (nothing, None, text)
        if self.isChecked():
            return QColor(c.accent), None, QColor(c.on_accent)
        text = QColor(c.wrong) if self._look is Look.CAUTION else text
        return QColor(c.sunken if self.active else c.surface), QColor(c.outline), text


class NoRepeatButton(Button):
    """A button that comes unasked. It ignores a key that repeats: that was pressed before, and for something else."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)
