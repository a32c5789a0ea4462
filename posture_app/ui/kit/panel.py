"""Panels and labels: what pages are made of."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.paint import paint_box, paint_on, within
from posture_app.ui.kit.scroll_bar import ScrollBar
from posture_app.ui.kit.theme import RADIUS, SPACE, sized


class Panel(QFrame):
    """A rounded surface with its contents in a column."""

    def __init__(self, parent: QWidget | None = None, *, margin: int = SPACE * 2) -> None:
        super().__init__(parent)
        self.column = column_of(on=self, margins=margin)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        paint_box(painter, within(self, 0.5), RADIUS, fill=c.surface, edge=c.line)


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
