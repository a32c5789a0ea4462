"""Things side by side, or below each other where there is not the room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from posture_app.ui.kit.layout import put
from posture_app.ui.kit.look.theme import SPACE


class Beside(QWidget):
    """These two, `wide` in a row: it takes the room that the first leaves. Below each other, the first lies on top."""

    def __init__(self, first: QWidget, wide: QWidget, *, spacing: int = SPACE, middle: bool = False) -> None:
        super().__init__()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        put(self._line, first, wide)
        self._line.setStretch(1, 1)
        if middle:
            self._line.setAlignment(first, Qt.AlignmentFlag.AlignCenter)

    @property
    def stacked(self) -> bool:
        """Whether they lie below each other."""
        return self._line.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), self._line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        widths = self._widths()
        needed = sum(widths) + self._line.spacing() * (len(widths) - 1)
        way = QBoxLayout.Direction
        wanted = way.TopToBottom if needed > self.width() else way.LeftToRight
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)
            self.updateGeometry()

    def _widths(self) -> list[int]:
        """What those that show need at the least."""
        items = (self._line.itemAt(place) for place in range(self._line.count()))
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]
