"""A drawing that plays, in its layers: what rests, and each page of a flip-book, is painted once and kept; what moves
is painted for each frame.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from posture_app.ui.exercises.picture_times import Box, PictureLayer

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

FRAMES_PER_SECOND = 30
"""What Qt's renderer counts in, whatever it was told."""


@dataclass(slots=True)
class _Kept:
    """What a layer that rests looks like, and on which pixel it begins."""

    pixmap: QPixmap
    at: QPoint


class PictureLayers:
    """The layers of one drawing, which lie in its file one a line."""

    def __init__(self, drawing: bytes, layers: tuple[PictureLayer, ...], owner: QObject) -> None:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library that only drawings need

        begin, *lines, end = drawing.rstrip().rsplit(b"\n", len(layers) + 1)
        self._layers = layers
        self._renderers = [QSvgRenderer(owner) for _ in layers]
        for renderer, line in zip(self._renderers, lines, strict=True):
            renderer.setAnimationEnabled(False)
            renderer.load(QByteArray(b"\n".join((begin, line, end))))
        self._kept: dict[QSvgRenderer, _Kept] = {}
        self._seen: tuple[QRectF, QTransform] | None = None

    def paint(self, painter: QPainter, frame: int, place: QRectF, turn: QTransform) -> None:
        """Paint this frame at this place, under a turn that what is painted otherwise knows nothing of."""
        seen = turn * painter.deviceTransform()
        if self._seen != (place, seen):  # in another size, or between other pixels
            self._seen = (QRectF(place), QTransform(seen))
            self._kept.clear()
        world = painter.worldTransform()
        whole_pixels, turned = painter.deviceTransform().inverted()[0] * world, turn * world
        for renderer, layer in zip(self._renderers, self._layers, strict=True):
            if not layer.shows(frame * 1000 // FRAMES_PER_SECOND / 1000):
                continue
            if layer.box is None:
                painter.setWorldTransform(turned)
                renderer.setCurrentFrame(frame)  # its time runs on from there, even of one that does not play
                renderer.render(painter, place)
                continue
            kept = self._kept.get(renderer)
            if kept is None:
                for begin, end in layer.shown[:1]:  # in its midst, for the renderer's time runs on
                    renderer.setCurrentFrame(round((begin + end) / 2 * FRAMES_PER_SECOND))
                kept = self._kept[renderer] = _kept(renderer, layer.box, place, seen)
            painter.setWorldTransform(whole_pixels)
            painter.drawPixmap(kept.at, kept.pixmap)
        painter.setWorldTransform(world)

    def close(self) -> None:
        """Let go of all of them."""
        for renderer in self._renderers:
            renderer.deleteLater()


def _kept(renderer: "QSvgRenderer", box: Box, place: QRectF, seen: QTransform) -> _Kept:
    natural = renderer.viewBoxF()
    scale = place.width() / natural.width()
    left, top, wide, high = box
    corner = place.left() + (left - natural.left()) * scale, place.top() + (top - natural.top()) * scale
    pixels = seen.mapRect(QRectF(*corner, wide * scale, high * scale)).toAlignedRect()
    pixmap = QPixmap(pixels.size())
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setTransform(seen * QTransform.fromTranslate(-pixels.left(), -pixels.top()))
    renderer.render(painter, place)
    painter.end()
    return _Kept(pixmap, pixels.topLeft())
