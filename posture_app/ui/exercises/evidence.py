"""What stands behind an exercise or a tip: how well it is supported, and the sources. Folded until asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.content.exercises import Evidence
from posture_app.ui.exercises.exercise_words import EVIDENCE
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.panel import clear, label
from posture_app.ui.kit.theme import SPACE

QUESTION = "What is the evidence?"


class About(QWidget):
    """A switch, and below it what it unfolds. `subject` tells the switches of a page apart."""

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = Button(QUESTION, f"about {subject}", Look.DISCLOSURE, self)
        self._switch.setAccessibleName(f"{QUESTION} {subject}")
        self._folded = QWidget(self)
        self._folded.setObjectName("evidence")
        self._folded.hide()
        self._lines = QVBoxLayout(self._folded)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE // 2)
        self._switch.toggled.connect(self._folded.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._folded)

    def show_evidence(self, evidence: Evidence, note: str, sources: Sequence[str]) -> None:
        """Tell of this; it stays folded or unfolded."""
        clear(self._lines)
        self._lines.addWidget(label(f"{EVIDENCE[evidence]} {note}".strip(), scale=0.92, muted=True))
        for source in sources:
            self._lines.addWidget(label(source, scale=0.92, muted=True))
