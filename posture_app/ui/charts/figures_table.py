"""Figures as a table: what a chart shows, for reading and for screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from posture_app.core.language import _
from posture_app.ui.kit.layout import viewport_of
from posture_app.ui.kit.look.theme import SPACE

MOST_LINES = 24
"""It takes no more room than so many lines of text, and scrolls."""
GAP = SPACE * 2
"""Between columns that are no wider than what is in them."""
MEASURED = 40
"""So many rows say how wide columns are: to ask each of a year's takes longer than to paint it."""


class FiguresTable(QTableWidget):
    """Rows of a name and figures, in these columns. A name may have several lines."""

    def __init__(self, name: str, title: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        self._rows: Sequence[Sequence[str]] = ()
        self._filled = True
        self.setObjectName(name)
        self.setAccessibleName(_("{title}, as a table").format(title=title))
        for place, text in enumerate(columns):
            item = QTableWidgetItem(text)
            item.setTextAlignment(_alignment(place))
            self.setHorizontalHeaderItem(place, item)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._height(1))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(MEASURED)

    def set_title(self, title: str, first_column: str) -> None:
        """Give it another title, and its first column another heading."""
        self.setAccessibleName(_("{title}, as a table").format(title=title))
        item = self.horizontalHeaderItem(0)
        if item is not None:
            item.setText(first_column)

    @property
    def room(self) -> int:
        """How high it has to be so that much of it is seen at once."""
        self.fill()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return min(rows + self.horizontalHeader().sizeHint().height(), MOST_LINES * self.fontMetrics().height())

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, when it is next seen: to fill it takes long, and mostly its chart shows instead."""
        self._rows, self._filled = rows, False
        if self.isVisible():
            self.fill()

    def fill(self) -> None:
        """Have its rows in it, if they are not yet."""
        if self._filled:
            return
        self._filled = True
        self.setRowCount(len(self._rows))
        height, sides = self._height(1), [_alignment(place) for place in range(self.columnCount())]
        self.verticalHeader().setDefaultSectionSize(height)
        for line, texts in enumerate(self._rows):
            lines = texts[0].count("\n")
            self.setRowHeight(line, self._height(1 + lines) if lines else height)
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(sides[place])
                self.setItem(line, place, item)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        self.fill()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.rowCount():
            for line in range(self.rowCount()):
                item = self.item(line, 0)
                self.setRowHeight(line, self._height(1 + (item.text().count("\n") if item else 0)))
            self._fit()

    def _fit(self) -> None:
        """Have columns as wide as each other; where that is too narrow, as wide as what is in them, and it scrolls."""
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        wanted = [max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in range(self.columnCount())]
        fits = max(wanted, default=0) * len(wanted) <= viewport_of(self).width()
        header.setSectionResizeMode(mode.Stretch if fits else mode.Fixed)
        if not fits:
            gap = max(0, min(GAP, (viewport_of(self).width() - sum(wanted)) // len(wanted))) or GAP
            for at, wide in enumerate(wanted):
                header.resizeSection(at, wide + gap)

    def _height(self, lines: int) -> int:
        return self.fontMetrics().height() * (1 + lines)


def _alignment(place: int) -> Qt.AlignmentFlag:
    """Names to the left, figures to the right."""
    side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
