"""The word that an exercise was done, and what is said back."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.theme import SPACE

NOTED = "Noted; the page “Days” lists it."


class ExerciseDone(QWidget):
    """A button that calls `done`, once: who does an exercise again opens it again."""

    def __init__(self, done: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self._button = Button("I’ve done this", "exercise done")
        self._noted = label(NOTED, muted=True, name="exercise noted")
        self._noted.hide()
        self._button.clicked.connect(self._pressed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE * 3 // 2)
        line.addWidget(self._button)
        line.addWidget(self._noted, 1)
        line.addStretch(0)

    @Slot()
    def _pressed(self) -> None:
        self._button.setEnabled(False)
        self._done()
        self._noted.show()
        announce(self, NOTED)
