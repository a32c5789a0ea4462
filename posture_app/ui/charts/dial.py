"""The ring on the page of today: how near the next reminder is, with words in the middle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from posture_app.core.status_words import Glance
from posture_app.ui.kit.look.paint import paint_on, paint_ring, round_pen
from posture_app.ui.kit.look.sign import scale_of
from posture_app.ui.kit.look.theme import SPACE, Colours, scaled

DIAMETER = 144
"""At the usual size of text."""
STROKE = 11.0
WHOLE = 1000
"""What a screen reader is told of a full ring."""


class Dial(QProgressBar):
    """A ring that fills clockwise from the top; the colour goes by the glance."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dial")
        self.setRange(0, WHOLE)
        self.setTextVisible(False)
        self._progress = 0.0
        self._glance = Glance.AWAY
        self._large, self._small = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(DIAMETER * scale_of(self.fontMetrics().height()))
        return QSize(side, side)

    def show_state(self, glance: Glance, progress: float, *, large: str, small: str) -> None:
        """Show the progress (0 to 1) and the two lines in the middle."""
        self._glance, self._progress = glance, min(1.0, max(0.0, progress))
        self._large, self._small = large, small
        self.setValue(round(self._progress * WHOLE))
        self.setAccessibleName(f"{large} {small}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        side = min(self.width(), self.height()) - STROKE
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_ring(painter, c, box, round_pen(_stroke(c, self._glance), STROKE), self._progress)
        self._paint_words(painter, c)

    def _paint_words(self, painter: QPainter, c: Colours) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # numbers and units keep their order
        large, small = self.fitted(self._large, 1.7, strong=True), self.fitted(self._small, 0.92)
        heights = QFontMetricsF(large).height(), QFontMetricsF(small).height() if self._small else 0.0
        top = (self.height() - sum(heights)) / 2
        lines = ((large, heights[0], c.text, self._large), (small, heights[1], c.muted, self._small))
        for font, high, colour, text in lines:
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(0, top, self.width(), high), Qt.AlignmentFlag.AlignCenter, text)
            top += high

    def fitted(self, text: str, scale: float, *, strong: bool = False) -> QFont:
        """The font of this scale, or a smaller one in which the text lies within the ring."""
        font = scaled(scale, strong=strong)
        room, long = self.width() - 2 * (STROKE + SPACE * 3 // 2), QFontMetricsF(font).horizontalAdvance(text)
        return font if long <= room else scaled(scale * room / long, strong=strong)


def _stroke(c: Colours, glance: Glance) -> str:
    return {
        Glance.SITTING: c.sitting,
        Glance.DUE: c.over,
        Glance.HELD: c.over,
        Glance.STANDING: c.standing,
        Glance.AWAY: c.standing,
        Glance.PAUSED: c.muted,
        Glance.PRIVATE: c.muted,
    }[glance]
