"""What stands behind an exercise or a tip: how well it is supported, and the sources. Folded until asked for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from posture_app.core.content.exercises import Evidence
from posture_app.ui.exercises.exercise_words import EVIDENCE
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import LEFT, aligned, clear, column_of
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.theme import SPACE

QUESTION = "What is the evidence?"


class About(QWidget):
    """A switch, and below it what it unfolds. `subject` tells the switches of a page apart."""

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switch = Button(QUESTION, f"about {subject}", Look.DISCLOSURE, self, says=f"{QUESTION} {subject}")
        self._folded = QWidget(self)
        self._folded.setObjectName("evidence")
        self._folded.hide()
        self._lines = column_of(on=self._folded, spacing=SPACE // 2)
        self._switch.toggled.connect(self._folded.setVisible)
        column_of(aligned(self._switch, LEFT), self._folded, on=self)

    def show_evidence(self, evidence: Evidence, note: str, sources: Sequence[str]) -> None:
        """Tell of this; it stays folded or unfolded."""
        clear(self._lines)
        self._lines.addWidget(label(f"{EVIDENCE[evidence]} {note}".strip(), scale=0.92, muted=True))
        for source in sources:
            self._lines.addWidget(label(source, scale=0.92, muted=True))
