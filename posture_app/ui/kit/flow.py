"""A row that goes on in the next line where there is not the room."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from posture_app.ui.kit.label import one_line
from posture_app.ui.kit.look.theme import SPACE


class Flow(QLayout):
    """Its parts side by side, in as many lines as they need. What can grow takes the room that is left in its line, and
    where all of a line can, they are as wide as each other; None is nothing but such room. Lines in which nothing grows
    lie at the left or, if it `ends` a window, at the right.
    """

    def __init__(
        self,
        *parts: QWidget | None,
        on: QWidget | None = None,
        spacing: int = SPACE,
        margins: int = 0,
        ends: bool = False,
    ) -> None:
        super().__init__()
        self._ends = ends
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: layouts ask again and again
        if on is not None:
            on.setLayout(self)
        self.setSpacing(spacing)
        self.setContentsMargins(margins, margins, margins, margins)
        for part in parts:
            self.addWidget(part or _spring())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            across, down = margins.left() + margins.right(), margins.top() + margins.bottom()
            boxes = [box for _, box in self._places(width - across)]
            self._heights[width] = max((box.bottom() + 1 for box in boxes), default=0) + down
        return self._heights[width]

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(map(_wished, shown)) + self.spacing() * max(0, len(shown) - 1)
        return self._with_margins(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return self._with_margins(
            max((size.width() for size in sizes), default=0), max((size.height() for size in sizes), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inside = self.contentsRect()
        widget = self.parentWidget()
        way = widget.layoutDirection() if widget is not None else Qt.LayoutDirection.LeftToRight
        for item, box in self._places(inside.width()):
            item.setGeometry(QStyle.visualRect(way, inside, box.translated(inside.topLeft())))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _with_margins(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, int]]]:
        """The parts of each line with their widths."""
        line: list[tuple[QLayoutItem, int]] = []
        room = width
        for item in self._shown():
            wide = min(max(item.minimumSize().width(), _wished(item)), width)
            if line and wide > room:
                yield line
                line, room = [], width
            line.append((item, wide))
            room -= wide + self.spacing()
        if line:
            yield line

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        """Where each part lies, from the top left."""
        top = 0
        for line in self._lines(width):
            spare = width - sum(wide for _, wide in line) - self.spacing() * (len(line) - 1)
            growing = [item for item, _ in line if item.expandingDirections() & Qt.Orientation.Horizontal]
            even = (width - self.spacing() * (len(line) - 1)) // len(line)
            alike = len(growing) == len(line) and all(natural <= even for _, natural in line)
            made: list[tuple[QLayoutItem, int, int]] = []
            for item, natural in line:
                wide = even if alike else natural + (spare // len(growing) if item in growing else 0)
                made.append((item, wide, _height(item, wide)))
            high, left = max(height for _, _, height in made), spare if self._ends and not growing else 0
            for item, wide, height in made:
                yield item, QRect(QPoint(left, top + (high - height) // 2), QSize(wide, height))
                left += wide + self.spacing()
            top += high + self.spacing()


def _spring() -> QWidget:
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _wished(item: QLayoutItem) -> int:
    """How wide it would like to be: a text that can wrap would like one line."""
    widget, hint = item.widget(), item.sizeHint().width()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return max(hint, one_line(widget))
    return hint


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
