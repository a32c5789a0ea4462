"""The legend of a chart: what its colours and signs stand for."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.look.paint import LEFT, as_read, paint_on, paint_words
from posture_app.ui.kit.look.theme import SPACE, Colours, sized

SAMPLE = 12.0
"""Width and height of a sample."""
AFTER_SAMPLE, AFTER_WORD = 6, SPACE * 3 // 2
AROUND = 4
"""How much higher a line is than its words."""

Sample = Callable[[QPainter, Colours, QRectF], None]
"""Paints what the chart shows into a box."""


class Legend(QWidget):
    """Samples of what a chart shows, each with its word, in as many lines as they need."""

    def __init__(self, entries: Sequence[tuple[str, Sample]]) -> None:
        super().__init__()
        sized(self, 0.92)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[tuple[str, Sample]]) -> None:
        """Show these entries from now on."""
        self.entries = entries
        self.setAccessibleName(_(", ").join(word for word, _sample in entries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(map(self._length, self.entries)) + AFTER_WORD * (len(self.entries) - 1), self._line)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(map(self._length, self.entries), default=0), self._line)

    def heightForWidth(self, width: int) -> int:
        lines = [round(place.y()) for place in self._places(width)]
        return max(lines, default=0) + self._line

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + AROUND

    def _length(self, entry: tuple[str, Sample]) -> int:
        return round(SAMPLE) + AFTER_SAMPLE + self.fontMetrics().horizontalAdvance(entry[0]) + 1

    def _places(self, width: float) -> Iterator[QPointF]:
        """Where the entries begin: as many side by side as this width holds."""
        x, y = 0, 0
        for entry in self.entries:
            long = self._length(entry)
            if x and x + long > width:
                x, y = 0, y + self._line
            yield QPointF(x, y)
            x += long + AFTER_WORD

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        with as_read(painter, self.width(), self.layoutDirection()):
            self.draw(painter, c, self.width())

    def draw(self, painter: QPainter, c: Colours, width: float) -> None:
        """Draw it in these colours, so wide at the most, from the left: who paints it turns it (`as_read`)."""
        high, after = self._line, SAMPLE + AFTER_SAMPLE
        for entry, place in zip(self.entries, self._places(width), strict=True):
            word, sample = entry
            painter.save()
            sample(painter, c, QRectF(place.x(), place.y() + (high - SAMPLE) / 2, SAMPLE, SAMPLE))
            painter.restore()
            painter.setPen(QColor(c.muted))
            box = QRectF(place.x() + after, place.y(), self._length(entry) - after + 1, high)
            paint_words(painter, box, LEFT | Qt.AlignmentFlag.AlignVCenter, word)
