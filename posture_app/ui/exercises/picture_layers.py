"""A drawing that plays, in its layers: what rests is painted once and kept, what moves is painted for each frame."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from posture_app.ui.exercises.picture_times import Box

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


@dataclass(slots=True)
class _Kept:
    """What a layer that rests looks like, and on which pixel it begins."""

    pixmap: QPixmap
    at: QPoint


class PictureLayers:
    """The layers of one drawing, which lie in its file one a line, as `boxes` say: None for one that moves."""

    def __init__(self, drawing: bytes, boxes: tuple[Box | None, ...], owner: QObject) -> None:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library that only drawings need

        begin, *lines, end = drawing.rstrip().rsplit(b"\n", len(boxes) + 1)
        self._boxes = boxes
        self._renderers = [QSvgRenderer(owner) for _ in boxes]
        for renderer, line in zip(self._renderers, lines, strict=True):
            renderer.setAnimationEnabled(False)
            renderer.load(QByteArray(b"\n".join((begin, line, end))))
        self._kept: list[_Kept | None] = [None for _ in boxes]
        self._seen: tuple[QRectF, QTransform] | None = None

    def paint(self, painter: QPainter, frame: int, place: QRectF, turn: QTransform) -> None:
        """Paint this frame at this place, under a turn that what is painted otherwise knows nothing of."""
        seen = turn * painter.deviceTransform()
        if self._seen != (place, seen):  # in another size, or between other pixels
            self._seen = (QRectF(place), QTransform(seen))
            self._kept = [box and _kept(self._renderers[at], box, place, seen) for at, box in enumerate(self._boxes)]
        world = painter.worldTransform()
        whole_pixels, turned = painter.deviceTransform().inverted()[0] * world, turn * world
        for renderer, kept in zip(self._renderers, self._kept, strict=True):
            if kept is not None:
                painter.setWorldTransform(whole_pixels)
                painter.drawPixmap(kept.at, kept.pixmap)
                continue
            painter.setWorldTransform(turned)
            renderer.setCurrentFrame(frame)  # its time runs on from there, even of one that does not play
            renderer.render(painter, place)
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
