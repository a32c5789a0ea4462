"""What a page will look like, small."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.paint import paint_box, paint_on, within
from posture_app.ui.kit.printing import MARGIN_MM, UNITS, Draw

WIDTH = 272
INCH_MM = 25.4


class PagePreview(QWidget):
    """Shows a page of this paper, or a word instead of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page preview")
        self.setAccessibleName(_("What the page looks like"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._paper, self.word = QPageSize(QPageSize.PageSizeId.A4), ""
        self._draw: Draw | None = None
        self._drawn: QPixmap | None = None

    def show_page(self, paper: QPageSize, draw: Draw | None, word: str = "") -> None:
        """Show this page; if there is none, this word."""
        self._paper, self._draw, self.word, self._drawn = paper, draw, word, None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        paper = self._paper.size(QPageSize.Unit.Point)
        return QSize(WIDTH, round(WIDTH * paper.height() / paper.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        paint_box(painter, within(self, 0.5), 0, fill="#ffffff", edge=c.outline)
        if self._draw is not None:
            painter.drawPixmap(0, 0, self._page(self._draw))
        elif self.word:
            painter.setPen(QColor("#5c636b"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.word)

    def _page(self, draw: Draw) -> QPixmap:
        """The page in points of the screen, which is drawn once."""
        if self._drawn is None:
            self._drawn = QPixmap(self.size() * self.devicePixelRatio())
            self._drawn.setDevicePixelRatio(self.devicePixelRatio())
            self._drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            page = self._paper.sizePixels(UNITS)
            painter.scale(self.width() / page.width(), self.width() / page.width())
            margin = MARGIN_MM / INCH_MM * UNITS
            draw(painter, QRectF(margin, margin, page.width() - 2 * margin, page.height() - 2 * margin))
            painter.end()
        return self._drawn
