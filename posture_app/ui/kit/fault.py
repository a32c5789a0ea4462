"""A sentence that says what is wrong with what was entered, below it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.fields.field import wrong
from posture_app.ui.kit.look.theme import sized

SMALL = 0.92


class Fault(QLabel):
    """Hidden while nothing is wrong. `name` is its objectName."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        sized(self, SMALL)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:  # it was red on another ground
            self._redden()

    def _redden(self) -> None:
        palette, role = self.palette(), QPalette.ColorRole.WindowText
        if palette.color(role) != wrong(self):
            palette.setColor(role, wrong(self))
            self.setPalette(palette)

    def tell(self, why: str, at: QWidget | None = None) -> None:
        """Show this as a sentence; a screen reader says it at once if the widget it is `at` is given."""
        sentence = why[:1].upper() + why[1:]
        self.setText(sentence if sentence.endswith(".") else f"{sentence}.")
        self._redden()
        self.show()
        if at is not None:
            announce(at, self.text())
