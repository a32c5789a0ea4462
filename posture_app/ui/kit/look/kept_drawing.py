"""What takes long to draw and is shown often: drawn once for each look, and then copied."""

import math
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap


class KeptDrawing:
    """A drawing that is as sharp as if it were drawn anew: it is kept point for point of the screen it is painted on.
    Where the scale of that is no whole number, it may begin within one of its points.
    """

    def __init__(self) -> None:
        self._kept: QPixmap | None = None
        self._look: object = None

    def forget(self) -> None:
        """Draw it anew when it is next painted."""
        self._kept = None

    def paint(self, painter: QPainter, size: QSize, look: object, draw: Callable[[QPainter], None]) -> None:
        """Paint it at the top left; it is drawn if this `look`, or the size, is another than before."""
        to_points = painter.deviceTransform()
        scale, aside, down = to_points.m11(), to_points.dx() % 1, to_points.dy() % 1
        now = look, size, scale, aside, down
        if self._kept is None or now != self._look:
            wide, high = math.ceil(size.width() * scale + aside), math.ceil(size.height() * scale + down)
            self._kept, self._look = QPixmap(wide, high), now
            self._kept.fill(Qt.GlobalColor.transparent)
            drawing = QPainter(self._kept)
            drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
            drawing.translate(aside, down)
            drawing.scale(scale, scale)
            drawing.setFont(painter.font())
            draw(drawing)
            drawing.end()
        box = QRectF(self._kept.rect())
        place = QRectF(-aside / scale, -down / scale, box.width() / scale, box.height() / scale)
        painter.drawPixmap(place, self._kept, box)
