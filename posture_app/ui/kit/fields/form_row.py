"""A line of a form on a panel: what is asked for, what one chooses it with, and a word on what is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import TOP, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, short_label, show_text

NAME_LETTERS, LETTERS = 26, 20
"""A name and what there is to say lie beside each other only if both have room for so many in a line."""


class FormRow(QWidget):
    """`words` at the left, `control` at the right, and below them a remark."""

    def __init__(self, words: str, control: QWidget) -> None:
        super().__init__()
        self._remark = label(muted=True)
        self._remark.hide()
        name, line = short_label(words, strong=True), QWidget()
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        Flow(name, control, on=line, spacing=SPACE * 2)
        column_of(line, self._remark, on=self, margins=(0, SPACE // 2, 0, SPACE // 2))

    def say(self, text: str) -> None:
        """Have this stand below; nothing if it is empty."""
        show_text(self._remark, text)


class FactRow(Beside):
    """What something is, in words: a name at the left, and what there is to say at the right, or below it."""

    def __init__(self, name: str, text: str) -> None:
        self._value = label(text, letters=LETTERS)
        super().__init__(label(name, muted=True, letters=NAME_LETTERS), self._value, spacing=SPACE * 2, where=TOP)
        self._line.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        self.turned()

    def turned(self) -> None:
        side = Qt.AlignmentFlag.AlignLeft if self.stacked else Qt.AlignmentFlag.AlignRight
        self._value.setAlignment(side | TOP)
