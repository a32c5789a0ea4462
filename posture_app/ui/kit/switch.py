"""A switch: on or off, seen at a glance by where its knob is."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from posture_app.core.settings.setting import Switch
from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT, KEYBOARD
from posture_app.ui.kit.field import Field
from posture_app.ui.kit.theme import colours

TRACK = QSize(40, 22)
ROUND = 4
"""Room for the ring of the keyboard around the track."""
GAP = 4.0
"""Between the knob and the edge of the track."""


class SwitchButton(QCheckBox):
    """Without words of its own: give it an accessible name."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self._ringed = False
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(TRACK.width() + 2 * ROUND, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in KEYBOARD  # who clicks knows where they are
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, on, enabled = colours(self), self.isChecked(), self.isEnabled()
        track = QRectF(0, 0, TRACK.width(), TRACK.height())
        track.moveCenter(QRectF(self.rect()).center())
        radius = track.height() / 2
        ground = QColor((c.accent if enabled else c.outline) if on else c.sunken if self.isDown() else c.surface)
        edge = ground if on else QColor(c.edge if enabled else c.line)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        knob = track.height() / 2 - GAP
        middle = track.right() - radius if on else track.left() + radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor((c.on_accent if enabled else c.surface) if on else c.edge if enabled else c.outline))
        painter.drawEllipse(QPointF(middle, track.center().y()), knob, knob)
        if self.hasFocus() and self._ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), FOCUS_WIDTH))
            out = ROUND - FOCUS_WIDTH / 2
            painter.drawRoundedRect(track.adjusted(-out, -out, out, out), radius + out, radius + out)


class SwitchField(Field):
    """On or off."""

    def __init__(self, _kind: Switch) -> None:
        self._switch = SwitchButton()
        super().__init__(self._switch)
        self._switch.setFixedWidth(self._switch.sizeHint().width())
        self._switch.clicked.connect(self._clicked)

    def value(self) -> object:
        return self._switch.isChecked()

    def show_value(self, value: Any) -> None:
        self._switch.setChecked(bool(value))

    @Slot()
    def _clicked(self) -> None:
        self.edited.emit()
