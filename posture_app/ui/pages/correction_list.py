"""The corrections of a day that hold, each with the way to take it back."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posture_app.core.record.corrections import correction_words
from posture_app.core.record.diary import Correction
from posture_app.ui.kit.flat_button import FlatButton
from posture_app.ui.kit.panel import clear, short_label
from posture_app.ui.kit.theme import SPACE


class _Row(QWidget):
    """One of them, in words."""

    unwanted = Signal(int)

    def __init__(self, correction: Correction, zone: str) -> None:
        super().__init__()
        words = correction_words(correction, zone)
        self.words = short_label(words)
        self.words.setObjectName(f"correction {correction.id}")
        self._number = correction.id
        self.undo = FlatButton("Undo", f"undo correction {correction.id}")
        self.undo.setAccessibleName(f"Undo: {words}")
        self.undo.clicked.connect(self._pressed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(self.words, 1)
        line.addWidget(self.undo)

    @Slot()
    def _pressed(self) -> None:
        self.unwanted.emit(self._number)


class CorrectionList(QWidget):
    """Lists them by time; `unwanted` gives the row of the one to undo."""

    unwanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corrections")
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_corrections(self, corrections: Sequence[Correction], zone: str, after: QWidget, before: QWidget) -> None:
        """List those that hold; the Tab key goes through them `after` one widget and `before` another."""
        hold = [each for each in corrections if each.undone is None]
        hold.sort(key=lambda each: (each.start, each.made, each.id))
        shown = (zone, *hold)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        rows = [_Row(each, zone) for each in hold]
        for row in rows:
            row.unwanted.connect(self.unwanted)
            self._column.addWidget(row)
        for one, other in pairwise([after, *(row.undo for row in rows), before]):
            QWidget.setTabOrder(one, other)
        self.setVisible(bool(rows))
