"""A line of a form on a panel: what is asked for, what one chooses it with, and a word on what is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import TOP, aligned, column_of, put, row_of, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, short_label, show_text


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


class FactRow(QWidget):
    """What something is, in words: a name at the left, and what there is to say at the right."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        line = row_of(on=self, spacing=SPACE * 2, margins=(0, SPACE // 2, 0, SPACE // 2))
        value = label(text)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        put(line, aligned(short_label(name, muted=True), TOP), wide(value))
