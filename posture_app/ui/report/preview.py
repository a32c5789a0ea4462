"""What a page will look like, small."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPageSize, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.look.kept_drawing import KeptDrawing
from posture_app.ui.kit.look.paint import paint_box, paint_on, within
from posture_app.ui.kit.look.theme import LIGHT
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
        self._kept = KeptDrawing()

    def show_page(self, paper: QPageSize, draw: Draw | None, word: str = "") -> None:
        """Show this page; if there is none, this word."""
        self._paper, self._draw, self.word = paper, draw, word
        self._kept.forget()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        paper = self._paper.size(QPageSize.Unit.Point)
        return QSize(WIDTH, round(WIDTH * paper.height() / paper.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        paint_box(painter, within(self, 0.5), 0, fill="#ffffff", edge=c.outline)
        if self._draw is not None:
            self._kept.paint(painter, self.size(), None, partial(self._draw_page, self._draw))
        elif self.word:
            painter.setPen(QColor(LIGHT.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.word)

    def _draw_page(self, draw: Draw, painter: QPainter) -> None:
        page, margin = self._paper.sizePixels(UNITS), MARGIN_MM / INCH_MM * UNITS
        painter.scale(self.width() / page.width(), self.width() / page.width())
        draw(painter, QRectF(margin, margin, page.width() - 2 * margin, page.height() - 2 * margin))
