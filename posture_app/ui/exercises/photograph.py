"""A photograph or the like, or a film of several, as the picture of an exercise."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QMovie, QPainter

from posture_app.core.content.picture_check import CheckedPicture
from posture_app.core.content.raster_check import MOST_MOVING, check_raster

LARGEST = QSize(1440, 1080)
"""Pixels it is decoded to; a larger one is made smaller as it is read."""
MOST_MEMORY = 64
"""Megabytes that Qt may take for one."""
SHORTEST = 50
"""Milliseconds that one picture of a film shows at the least."""


def is_photograph(picture: CheckedPicture) -> bool:
    """Whether it is no drawing."""
    return not picture.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


class Photograph:
    """Either one picture, or a film, of which one picture at a time is there."""

    def __init__(self, image: QImage, film: QMovie | None = None) -> None:
        self._image, self._film = image, film

    @classmethod
    def read(cls, picture: CheckedPicture) -> "Photograph | None":
        """Decode it; None if it is damaged."""
        about = check_raster(picture)
        QImageReader.setAllocationLimit(MOST_MEMORY)
        if about.moves and about.width * about.height <= MOST_MOVING:
            film = QMovie()
            film.setDevice(_device(picture, film))
            film.setCacheMode(QMovie.CacheMode.CacheNone)
            if film.jumpToFrame(0) and film.frameCount() > 1:
                return cls(film.currentImage(), film)
        device = _device(picture, None)  # the reader does not keep it
        reader = QImageReader(device)
        reader.setAutoTransform(True)
        if reader.size().width() > LARGEST.width() or reader.size().height() > LARGEST.height():
            reader.setScaledSize(reader.size().scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        return None if image.isNull() else cls(image)

    @property
    def moves(self) -> bool:
        """Whether it is a film."""
        return self._film is not None

    @property
    def size(self) -> QSizeF:
        """Its own size, to show it in the right shape."""
        return QSizeF(self._image.size())

    def next_frame(self) -> int:
        """Go on to the next picture of the film, after the last to the first; for how many milliseconds it shows."""
        if self._film is None:
            return SHORTEST
        if not self._film.jumpToNextFrame():
            self._film.jumpToFrame(0)
        image = self._film.currentImage()
        self._image = self._image if image.isNull() else image
        return max(SHORTEST, self._film.nextFrameDelay())

    def paint(self, painter: QPainter, box: QRectF) -> None:
        """Paint it into this box."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, self._image)


def _device(picture: CheckedPicture, parent: QMovie | None) -> QBuffer:
    device = QBuffer(parent)
    device.setData(QByteArray(bytes(picture)))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return device
