"""A list, and beside it what is chosen there."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import LEFT, aligned, column_of, row_of, wide
from posture_app.ui.kit.look.theme import SPACE

LIST_LETTERS, DETAIL_LETTERS = 32, 28
"""How wide the list is, and what has to fit beside it at the least, in letters of usual width."""


class ListDetail(QWidget):
    """Side by side; where there is not the room, one at a time: the list, and after `show_detail` what was chosen,
    with a button of these `words` above it that leads back.
    """

    def __init__(self, chooser: QWidget, detail: QWidget, words: str) -> None:
        super().__init__()
        self._chooser, self._detail = chooser, QWidget()
        self._back = Button(words, "back to list")
        self._narrow = self._reading = False
        self._back.clicked.connect(self._go_back)
        column_of(aligned(self._back, LEFT), wide(detail), on=self._detail)
        row_of(chooser, wide(self._detail), on=self, spacing=SPACE * 2)
        self._fit()

    def show_detail(self) -> None:
        """Something was chosen to be read."""
        self._reading = True
        self._show()
        if self._narrow:
            self._back.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        self._narrow = self.width() < (LIST_LETTERS + DETAIL_LETTERS) * letter
        self._chooser.setMinimumWidth(0 if self._narrow else LIST_LETTERS * letter)
        self._chooser.setMaximumWidth(self.width() if self._narrow else LIST_LETTERS * letter)
        self._show()

    def _show(self) -> None:
        self._chooser.setVisible(not (self._narrow and self._reading))
        self._detail.setVisible(not self._narrow or self._reading)
        self._back.setVisible(self._narrow)

    @Slot()
    def _go_back(self) -> None:
        self._reading = False
        self._show()
        self._chooser.setFocus()
