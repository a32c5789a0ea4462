"""A switch, and below it what it unfolds."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import LEFT, aligned, column_of
from posture_app.ui.kit.look.theme import SPACE


class Disclosure(QWidget):
    """Has something made when its button is first pressed, hides it at the next press, and so on. `name` is the
    objectName of the button, and `says` what a screen reader has for it.
    """

    def __init__(
        self, words: str, name: str, make: Callable[[], QWidget], *, says: str = "", spacing: int = SPACE
    ) -> None:
        super().__init__()
        self._make = make
        self._folded: QWidget | None = None
        button = Button(words, name, Look.DISCLOSURE, says=says)
        button.toggled.connect(self._fold)
        self._column = column_of(aligned(button, LEFT), on=self, spacing=spacing)

    @Slot(bool)
    def _fold(self, shown: bool) -> None:  # noqa: FBT001 - Qt hands it over
        if self._folded is None:
            self._folded = self._make()
            self._column.addWidget(self._folded)
        self._folded.setVisible(shown)
