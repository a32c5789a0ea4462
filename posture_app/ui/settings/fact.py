"""What something is, in words, on a page of the settings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from posture_app.core.search import Query
from posture_app.ui.kit.found import show_if_found
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label


class NamedText(QWidget):
    """A name, and below it what there is to say. What is `exact`, such as a path, can be selected."""

    def __init__(self, name: str, text: str, *, exact: bool = False) -> None:
        super().__init__()
        self._name, self._text = label(name, strong=True), label(text, muted=True)
        if exact:
            self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column_of(self._name, self._text, on=self, spacing=SPACE // 2, margins=(0, SPACE, 0, SPACE))

    def show_found(self, query: Query, around: str = "") -> int:
        return show_if_found(self, query, around, self._name, self._text)
