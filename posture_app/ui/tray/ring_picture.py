"""The tray icon as a picture in a window, sharp on every screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget

from posture_app.core.status_words import Asked, Glance
from posture_app.ui.kit.look.sign import scale_of
from posture_app.ui.tray.icon import paint_icon

SIDE, MOST = 48, 1.5
"""At the usual size of text, and how many times as large beside the largest."""


class RingPicture(QWidget):
    """What the icon looks like in this state."""

    def __init__(self, shows: Glance, progress: float = 0.0, *, asks: Asked = Asked.UP) -> None:
        super().__init__()
        self._shows, self._progress, self._asks = shows, progress, asks
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(SIDE * min(MOST, scale_of(self.fontMetrics().height())))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._shows, self._progress, self.width(), asks=self._asks)
        painter.end()

    def accessible_as(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.Graphic)
