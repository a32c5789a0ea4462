"""Panels and labels: what pages are made of."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from posture_app.ui.kit.scroll_bar import ScrollBar
from posture_app.ui.kit.theme import RADIUS, SPACE, colours, sized


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


class EmptyPanel(Panel):
    """Stands where there is nothing to show: a heading, and what to know about that. `name` is its objectName."""

    def __init__(self, name: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = label(title, scale=1.15, strong=True)
        self.column.addWidget(self._title)
        self._text = label(text, muted=True)
        self.column.addWidget(self._text)

    def entitle(self, title: str) -> None:
        """Have this heading from now on."""
        self._title.setText(title)

    def tell(self, text: str) -> None:
        """Say this from now on."""
        self._text.setText(text)


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


def scrolled(*, gutter: bool = False) -> tuple[QScrollArea, QVBoxLayout]:
    """A column that scrolls up and down, and the area it lies in. With a `gutter` the place of the scroll bar
    (`scroll_bar.THICKNESS`) is kept free where it does not show, so that nothing gets wider or narrower.
    """
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, area))
    if gutter:
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
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
