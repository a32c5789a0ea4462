"""A line of a form on a panel: what is asked for, what one chooses it with, and a word on what is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posture_app.ui.kit.panel import label, short_label
from posture_app.ui.kit.theme import SPACE


class FormRow(QWidget):
    """`words` at the left, `control` at the right, and below them what was last said of it."""

    def __init__(self, words: str, control: QWidget) -> None:
        super().__init__()
        self._said = label(muted=True)
        self._said.hide()
        line = QHBoxLayout()
        line.setSpacing(SPACE * 2)
        line.addWidget(short_label(words, strong=True), 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addWidget(self._said)

    def say(self, text: str) -> None:
        """Have this stand below; nothing if it is empty."""
        self._said.setText(text)
        self._said.setVisible(bool(text))


class FactRow(QWidget):
    """What something is, in words: a name at the left, and what there is to say at the right."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        line.setSpacing(SPACE * 2)
        said = label(text)
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(short_label(name, muted=True), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(said, 1)
