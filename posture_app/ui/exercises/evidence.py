"""The evidence for an exercise or a tip: how well it is supported, and its sources. Folded until asked for."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from posture_app.core.content.exercises import Evidence, Source
from posture_app.ui.exercises.exercise_words import EVIDENCE
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.layout import clear, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label

QUESTION = "What is the evidence?"


class About(Disclosure):
    """Folded until asked for. `subject` tells the switches of a page apart."""

    def __init__(self, subject: str) -> None:
        folded = QWidget()
        folded.setObjectName("evidence")
        self._lines = column_of(on=folded, spacing=SPACE // 2)
        super().__init__(QUESTION, f"about {subject}", folded, says=f"{QUESTION} {subject}")

    def show_evidence(self, evidence: Evidence, note: str, sources: Sequence[Source]) -> None:
        """Show this evidence; it stays folded or unfolded."""
        clear(self._lines)
        self._lines.addWidget(label(f"{EVIDENCE[evidence]} {note}".strip(), scale=0.92, muted=True))
        for source in sources:
            self._lines.addWidget(label(source.line, scale=0.92, muted=True))
