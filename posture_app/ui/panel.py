"""Panels and labels: what pages are made of."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.scroll_bar import ScrollBar
from posture_app.ui.theme import RADIUS, SPACE, Colours, colours, sized


class Panel(QFrame):
    """A rounded surface with its contents in a column."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = SPACE * 2) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin, margin, margin)
        self.column.setSpacing(SPACE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self)
        painter.setBrush(QColor(c.surface))
        painter.setPen(QPen(QColor(c.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class Legend(QWidget):
    """Coloured swatches, each with its word. `colour` picks from the colours in force."""

    def __init__(self, entries: Sequence[tuple[str, Callable[[Colours], str]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        sized(self, 0.92)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(word for word, _ in entries))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = sum(metrics.horizontalAdvance(word) + SPACE * 4 for word, _ in self._entries) - SPACE * 2
        return QSize(width, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(self)
        x, middle = 0.0, self.height() / 2
        for word, colour in self._entries:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour(c)))
            painter.drawRoundedRect(QRectF(x, middle - 5, 10, 10), 3, 3)
            painter.setPen(QColor(c.muted))
            box = QRectF(x + SPACE * 2, 0, self.width(), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, word)
            x += SPACE * 4 + self.fontMetrics().horizontalAdvance(word)


def label(text: str = "", *, scale: float = 1.0, strong: bool = False, muted: bool = False, name: str = "") -> QLabel:
    """A line or paragraph of plain text that wraps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setObjectName(name)
    sized(made, scale, strong=strong)
    if muted:
        made.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return made


def short_label(text: str = "", *, scale: float = 1.0, strong: bool = False, muted: bool = False) -> QLabel:
    """A label of one line that keeps its width."""
    made = label(text, scale=scale, strong=strong, muted=muted)
    made.setWordWrap(False)
    return made


def scrolled() -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls up and down, and the area it lies in."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, area))
    inside = QWidget()
    area.setWidget(inside)
    # The area would paint Base where its page shows the window behind it.
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area, QVBoxLayout(inside)


def row(*widgets: QWidget, spacing: int = SPACE) -> QHBoxLayout:
    """These widgets side by side, from the left."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QBoxLayout):
            clear(inner)
