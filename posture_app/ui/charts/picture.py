"""Pictures of charts to take along: as points, as SVG, on a page."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.legend import Legend
from posture_app.ui.kit.look.paint import LEFT, as_read, paint_words
from posture_app.ui.kit.look.theme import LIGHT, SPACE, Colours, in_pixels

MARGIN = SPACE * 2
SCALE = 2.0
"""Points of a picture for one of the screen: it will be shown on finer screens, and printed."""
SVG = "image/svg+xml"
ANY_FONT = "sans-serif"
"""What stands for a font where that is not at hand."""


class Picture:
    """A chart as it is now, with a title, what that is of (“March 2026”; empty: that is not said) and its legends."""

    def __init__(self, title: str, of: str, chart: Chart, legends: Sequence[Legend] = ()) -> None:
        self._title, self._of, self._chart = title, of, chart
        self._legends = [legend for legend in legends if legend.entries]
        self._fonts = in_pixels(chart, strong=True), in_pixels(chart)

    @property
    def name(self) -> str:
        """Title and period in one word, to name a file by."""
        return "-".join(re.findall(r"\w+", f"posture {self._title} {self._of}".lower()))

    @property
    def size(self) -> QSize:
        return QSize(self._chart.width() + 2 * MARGIN, self._head() + self._chart.height() + 2 * MARGIN)

    def draw(self, painter: QPainter, c: Colours) -> None:
        """Draw it at its size, on its ground, as it is read."""
        painter.fillRect(QRect(0, 0, self.size.width(), self.size.height()), QColor(c.surface))
        with as_read(painter, self.size.width(), self._chart.layoutDirection()):
            self._draw_parts(painter, c)

    def _draw_parts(self, painter: QPainter, c: Colours) -> None:
        y, wide = MARGIN, self._chart.width()
        for text, font, colour in zip((self._title, self._of), self._fonts, (c.text, c.muted), strict=True):
            if text:
                painter.setFont(font)
                painter.setPen(QColor(colour))
                high = _height(font)
                paint_words(painter, QRectF(MARGIN, y, wide, high), LEFT | Qt.AlignmentFlag.AlignVCenter, text)
                y += high
        for legend in self._legends:
            with _moved(painter, y + SPACE // 2, in_pixels(legend)):
                legend.draw(painter, c, wide)
            y += legend.heightForWidth(wide) + SPACE // 2
        with _moved(painter, MARGIN + self._head(), in_pixels(self._chart)):
            self._chart.draw(painter, c)

    def _head(self) -> int:
        """How high what stands above the chart is."""
        titles = (font for text, font in zip((self._title, self._of), self._fonts, strict=True) if text)
        legends = sum(legend.heightForWidth(self._chart.width()) + SPACE // 2 for legend in self._legends)
        return sum(map(_height, titles)) + legends + SPACE

    def image(self, c: Colours, scale: float = SCALE) -> QImage:
        """The picture in points."""
        image = QImage(self.size * scale, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        self.draw(painter, c)
        painter.end()
        return image

    def png(self, c: Colours) -> bytes:
        """The picture as a file of points."""
        buffer = QBuffer()
        QImageWriter(buffer, QByteArray(b"png")).write(self.image(c))
        return bytes(buffer.data().data())

    def svg(self, c: Colours) -> bytes:
        """The picture as lines and text. What each part shows stands in its description, for who cannot see it."""
        buffer, made = QBuffer(), QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made.setOutputDevice(buffer)
        made.setSize(self.size)
        made.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        made.setResolution(self._chart.logicalDpiX())
        made.setTitle(f"{self._title} {self._of}".strip())
        made.setDescription("\n".join(map(self._chart.part_words, range(self._chart.part_count()))))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, c)
        painter.end()
        family = self._fonts[0].family().encode()
        return bytes(buffer.data().data()).replace(
            b'font-family="%s"' % family, b'font-family="%s, %s"' % (family, ANY_FONT.encode())
        )

    def copy(self, c: Colours) -> QMimeData:
        """The picture for the clipboard, in both ways: who pastes it takes the one they can show."""
        data = QMimeData()
        data.setImageData(self.image(c))
        data.setData(SVG, self.svg(c))
        return data

    def draw_page(self, painter: QPainter, page: QRectF) -> None:
        """Draw it as large as the page is, on paper."""
        scale = min(page.width() / self.size.width(), page.height() / self.size.height())
        painter.translate(page.center().x() - self.size.width() * scale / 2, 0)
        painter.scale(scale, scale)
        self.draw(painter, LIGHT)


def _height(font: QFont) -> int:
    return QFontMetrics(font).height()


@contextmanager
def _moved(painter: QPainter, y: float, font: QFont) -> Iterator[None]:
    """Draw what has its place at (0, 0), with this font, further down."""
    painter.save()
    painter.translate(MARGIN, y)
    painter.setFont(font)
    yield
    painter.restore()
