"""Buttons of this app: flat, rounded, coloured by the palette, with a ring where the keyboard is."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from posture_app.ui.theme import SPACE, Colours, colours, sized

HEIGHT = 36
FOCUS_WIDTH = 2.0
KEYBOARD = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Look(Enum):
    """What a button is for."""

    MAIN = auto()
    """The one thing to do."""
    PLAIN = auto()
    NAVIGATION = auto()
    """An entry of the sidebar; checked: the page that shows."""
    CHIP = auto()
    """A small switch of a filter."""


class Button(QPushButton):
    """A push button of one of four looks. `name` is its objectName."""

    def __init__(self, text: str, name: str, look: Look = Look.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text.replace("&", ""))
        self._look = look
        self._ringed = False
        self.setCheckable(look in (Look.NAVIGATION, Look.CHIP))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QSizePolicy.Policy.Expanding if look is Look.NAVIGATION else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        if look is Look.CHIP:
            sized(self, 0.92)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextHideMnemonic, self.text())
        side = SPACE * (3 if self._look is Look.CHIP else 4)
        least = 28 if self._look is Look.CHIP else HEIGHT
        return QSize(text.width() + side, max(least, text.height() + SPACE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD  # who clicks knows where they are
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self)
        fill, edge, text = self._paints(c)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = box.height() / 2 if self._look is Look.CHIP else SPACE
        painter.setBrush(fill)
        painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus() and self._ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            filled = self._look is Look.MAIN or (self._look is Look.CHIP and self.isChecked())
            painter.setPen(QPen(QColor(c.text if filled else c.accent), FOCUS_WIDTH))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(text)
        left = self._look is Look.NAVIGATION
        side = SPACE * 1.5 if left else 0
        align = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextHideMnemonic
        painter.drawText(box.adjusted(side, 0, -side, 0), int(flags), self.text())

    def _paints(self, c: Colours) -> tuple[QColor, QColor | None, QColor]:
        """Fill, edge and text."""
        active = self.isEnabled() and (self.underMouse() or self.isDown())
        text = QColor(c.text) if self.isEnabled() else QColor(c.muted)
        if self._look is Look.MAIN:
            fill = QColor(c.accent) if self.isEnabled() else QColor(c.sunken)
            return fill.lighter(110) if active else fill, None, QColor(c.on_accent) if self.isEnabled() else text
        if self._look is Look.NAVIGATION:
            clear = QColor(c.sunken)
            clear.setAlphaF(1.0 if self.isChecked() else 0.5 if active else 0.0)
            return clear, None, text
        if self.isChecked():
            return QColor(c.accent), None, QColor(c.on_accent)
        return QColor(c.sunken if active else c.surface), QColor(c.line), text
