"""Things side by side, or below each other where there is not the room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from posture_app.ui.kit.layout import put
from posture_app.ui.kit.look.theme import SPACE

Way = QBoxLayout.Direction
START = (Way.LeftToRight, Way.TopToBottom)
END = (Way.RightToLeft, Way.BottomToTop)
"""Where the one lies of which the other takes what it leaves: side by side, and below each other."""


class Beside(QWidget):
    """These two, `wide` in a row: it takes the room that `one` leaves, which lies before and above it or, at the `end`,
    after and below.
    """

    def __init__(
        self,
        one: QWidget,
        wide: QWidget,
        *,
        spacing: int = SPACE,
        where: Qt.AlignmentFlag | None = None,
        end: bool = False,
    ) -> None:
        """`where` is the place of the one in its room."""
        super().__init__()
        self._ways = END if end else START
        self._line = QBoxLayout(self._ways[0], self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        put(self._line, one, wide)
        self._line.setStretch(1, 1)
        if where is not None:
            self._line.setAlignment(one, where)

    @property
    def stacked(self) -> bool:
        """Whether they lie below each other."""
        return self._line.direction() is self._ways[1]

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
        wanted = self._ways[needed > self.width()]
        if wanted is not self._line.direction():
            self._line.setDirection(wanted)
            self.updateGeometry()
            self.turned()

    def turned(self) -> None:
        """They lie otherwise now."""

    def _widths(self) -> list[int]:
        """What those that show need at the least."""
        items = (self._line.itemAt(place) for place in range(self._line.count()))
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]
