"""What text a widget paints, and where: its paint events are run on a device that keeps nothing else."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPaintDevice, QPaintEngine, QPainter, QRegion, QTextItem
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.look.kept_drawing import KeptDrawing

SMOOTH = 1.5


@dataclass(frozen=True, slots=True)
class PaintedText:
    """A run of text, the box its letters fill, and the box outside of which nothing of it shows."""

    text: str
    box: QRectF
    shows: QRectF
    colour: QColor

    @property
    def cut(self) -> bool:
        """Whether some of it does not show. A pixel is what smoothing takes."""
        return not self.shows.adjusted(-SMOOTH, -SMOOTH, SMOOTH, SMOOTH).contains(self.box)

    @property
    def lost(self) -> str:
        """How much does not show."""
        sides = _beyond(self.box, self.shows)
        return ", ".join(f"{lost:.0f} px at the {side}" for side, lost in sides.items() if lost > SMOOTH)

    def cut_within(self, whole: QRectF) -> bool:
        """Whether it is cut elsewhere than at an edge of this, beyond which scrolling leads."""
        lost, free = _beyond(self.box, self.shows), _beyond(whole, self.shows)
        return any(lost[side] > SMOOTH and free[side] > SMOOTH for side in lost)


def _beyond(one: QRectF, other: QRectF) -> dict[str, float]:
    """By how much one goes beyond the other, on each side."""
    return {
        "left": other.left() - one.left(),
        "right": one.right() - other.right(),
        "top": other.top() - one.top(),
        "bottom": one.bottom() - other.bottom(),
    }


class _Engine(QPaintEngine):
    def __init__(self, shows: QRectF) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.shows = shows
        self.texts: list[PaintedText] = []

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, _state: Any) -> None:
        """The painter is asked when something is painted."""

    def drawPixmap(self, *_arguments: Any) -> None:
        """No text."""

    def drawImage(self, *_arguments: Any) -> None:
        """No text."""

    def drawPath(self, *_arguments: Any) -> None:
        """No text."""

    def drawPolygon(self, *_arguments: Any) -> None:
        """No text."""

    def drawTextItem(self, at: Any, item: Any) -> None:
        text = item.text().rstrip()
        if all(char.isspace() or unicodedata.category(char) == "Cf" for char in text):  # marks of direction
            return
        painter = self.painter()
        seen = painter.combinedTransform()
        metrics = QFontMetricsF(item.font())
        letters = metrics.tightBoundingRect(text).translated(QPointF(at))
        if item.renderFlags() & QTextItem.RenderFlag.RightToLeft:  # the blank at its end lies before it
            letters.translate(item.width() - metrics.horizontalAdvance(text), 0)
            letters.setLeft(max(letters.left(), at.x()))  # a letter by itself is wider than in its word
        letters.setRight(min(letters.right(), at.x() + item.width()))  # laid out in fractions of pixels; metrics round
        shows = self.shows
        if painter.hasClipping():
            shows = shows.intersected(seen.mapRect(painter.clipBoundingRect()))
        self.texts.append(PaintedText(text, seen.mapRect(letters), shows, painter.pen().color()))


class _Device(QPaintDevice):
    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.engine = _Engine(QRectF(widget.rect()))
        self._widget = widget

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        wanted = QPaintDevice.PaintDeviceMetric
        if metric is wanted.PdmDevicePixelRatio:
            return 1
        if metric is wanted.PdmDevicePixelRatioScaled:
            return round(QPaintDevice.devicePixelRatioFScale())
        return self._widget.metric(metric)


def painted_text(widget: QWidget, *, anew: bool = False) -> list[PaintedText]:
    """The text that this widget paints, without that of its children, in its own coordinates; what it keeps as a
    picture has none, unless it is painted `anew`.
    """
    device = _Device(widget)
    with patch.object(KeptDrawing, "paint", _drawn_anew if anew else KeptDrawing.paint):
        widget.render(device, QPoint(), QRegion(widget.rect()), QWidget.RenderFlag(0))
    return device.engine.texts


def _drawn_anew(
    _kept: KeptDrawing, painter: QPainter, _size: QSize, _key: object, draw: Callable[[QPainter], None]
) -> None:
    """Draw it where text is seen."""
    draw(painter)
