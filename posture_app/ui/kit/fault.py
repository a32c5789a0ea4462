"""A sentence that says what is wrong with what was entered, below it."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from posture_app.core import formats
from posture_app.core.language import sentence
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.look.theme import sized

SMALL = 0.92


class Fault(Label):
    """Hidden while nothing is wrong. `name` is its objectName."""

    def __init__(self, name: str) -> None:
        super().__init__("")
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setForegroundRole(QPalette.ColorRole.BrightText)
        sized(self, SMALL)
        self.hide()

    def tell(self, why: str, at: QWidget | None = None) -> None:
        """Show this as a sentence; a screen reader says it at once if the widget it is `at` is given."""
        first = why.split(maxsplit=1)[0] if why else ""
        begins = QLocale(formats.current().locale).toUpper(why[:1]) if first.isalpha() else why[:1]
        self.setText(sentence(begins + why[1:]))
        self.show()
        if at is not None:
            announce(at, self.text())
