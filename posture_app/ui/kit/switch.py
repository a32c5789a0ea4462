"""A switch: on or off, seen at a glance by where its knob is."""

from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from posture_app.ui.kit.button import FOCUS_WIDTH, HEIGHT
from posture_app.ui.kit.check_box import CheckBox
from posture_app.ui.kit.field import Field
from posture_app.ui.kit.paint import paint_box, paint_on

TRACK = QSize(40, 22)
ROUND = 4
"""Room for the ring of the keyboard around the track."""
GAP = 4.0
"""Between the knob and the edge of the track."""


class SwitchButton(CheckBox):
    """Without words of its own: give it an accessible name."""

    def __init__(self, name: str = "") -> None:
        super().__init__("")
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(TRACK.width() + 2 * ROUND, HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        on, enabled = self.isChecked(), self.isEnabled()
        track = QRectF(0, 0, TRACK.width(), TRACK.height())
        track.moveCenter(QRectF(self.rect()).center())
        radius = track.height() / 2
        ground = QColor((c.accent if enabled else c.outline) if on else c.sunken if self.isDown() else c.surface)
        edge = ground if on else QColor(c.edge if enabled else c.line)
        paint_box(painter, track.adjusted(0.5, 0.5, -0.5, -0.5), radius, fill=ground, edge=edge)
        knob = track.height() / 2 - GAP
        middle = track.right() - radius if on else track.left() + radius
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor((c.on_accent if enabled else c.surface) if on else c.edge if enabled else c.outline))
        painter.drawEllipse(QPointF(middle, track.center().y()), knob, knob)
        if self.ringed:
            out = ROUND - FOCUS_WIDTH / 2
            ring = track.adjusted(-out, -out, out, out)
            paint_box(painter, ring, radius + out, edge=c.accent, width=FOCUS_WIDTH)


class SwitchField(Field):
    """On or off."""

    def __init__(self) -> None:
        self._switch = SwitchButton()
        super().__init__(self._switch)
        self._switch.setFixedWidth(self._switch.sizeHint().width())
        self._switch.clicked.connect(self.edited)

    def value(self) -> object:
        return self._switch.isChecked()

    def show_value(self, value: Any) -> None:
        self._switch.setChecked(bool(value))
