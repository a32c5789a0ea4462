"""Figures as a table: what a chart shows, for reading and for screen readers."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem


class FiguresTable(QTableWidget):
    """Rows of a name and figures, in these columns. A name may have several lines."""

    def __init__(self, name: str, title: str, columns: Sequence[str]) -> None:
        super().__init__(0, len(columns))
        self.setObjectName(name)
        self.setAccessibleName(f"{title}, as a table")
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

    def set_title(self, title: str, first_column: str) -> None:
        """Give it another title, and its first column another heading."""
        self.setAccessibleName(f"{title}, as a table")
        item = self.horizontalHeaderItem(0)
        if item is not None:
            item.setText(first_column)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows."""
        self.setRowCount(len(rows))
        for line, texts in enumerate(rows):
            self.setRowHeight(line, self._height(1 + texts[0].count("\n")))
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(place))
                self.setItem(line, place, item)

    def _height(self, lines: int) -> int:
        return self.fontMetrics().height() * (1 + lines)


def _alignment(place: int) -> Qt.AlignmentFlag:
    """Names to the left, figures to the right."""
    side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
