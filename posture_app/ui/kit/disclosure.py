"""A switch, and below it what it unfolds."""

from PySide6.QtWidgets import QWidget

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import LEFT, aligned, column_of
from posture_app.ui.kit.look.theme import SPACE


class Disclosure(QWidget):
    """Hides this until its button is pressed, and again at the next press. `name` is the objectName of the button, and
    `says` what a screen reader has for it.
    """

    def __init__(self, words: str, name: str, folded: QWidget, *, says: str = "", spacing: int = SPACE) -> None:
        super().__init__()
        button = Button(words, name, Look.DISCLOSURE, says=says)
        folded.hide()
        button.toggled.connect(folded.setVisible)
        column_of(aligned(button, LEFT), folded, on=self, spacing=spacing)
