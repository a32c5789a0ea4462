"""The evidence for an exercise or a tip: how well it is supported, and its sources. Folded until asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.content.exercises import Evidence, Source
from posture_app.core.language import N_, _, sentences
from posture_app.ui.exercises.exercise_words import EVIDENCE
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.layout import LEFT, MIDDLE, clear, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label

QUESTION = N_("What is the evidence?")


class About(Disclosure):
    """Folded until asked for. `subject`, the name of what it is about, tells the switches of a page apart."""

    def __init__(self, subject: str = "") -> None:
        self._lines: QVBoxLayout | None = None
        self._text = ""
        self._sources: Sequence[Source] = ()
        says = sentences(_(QUESTION), subject)
        super().__init__(_(QUESTION), f"about {subject or 'exercise'}", self._made, says=says)

    def show_evidence(self, evidence: Evidence, note: str, sources: Sequence[Source]) -> None:
        """Show this evidence; it stays folded or unfolded."""
        self._text, self._sources = sentences(_(EVIDENCE[evidence]), note), sources
        if self._lines is not None:
            self._fill(self._lines)

    def _made(self) -> QWidget:
        made = QWidget()
        made.setObjectName("evidence")
        self._lines = column_of(on=made, spacing=SPACE // 2)
        self._fill(self._lines)
        return made

    def _fill(self, column: QVBoxLayout) -> None:
        clear(column)
        column.addWidget(label(self._text, scale=0.92, muted=True))
        for source in self._sources:
            column.addWidget(_SourceLine(source))


class _SourceLine(QWidget):
    """A source, with a button that copies its address if it has one."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._address = source.address
        self._copy = Button(
            _("Copy link"), "copy link", Look.CHIP, says=_("Copy link: {source}").format(source=source.line)
        )
        self._copy.setCheckable(False)
        self._copy.clicked.connect(self._copied)
        words = label(source.line, scale=0.92, muted=True)
        column_of(Beside(self._copy, words, where=LEFT | MIDDLE, end=True), on=self)
        self._copy.setVisible(bool(source.address))  # once it has its place, else as a window of its own

    @Slot()
    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self._copy.setText(_("Copied"))
        announce(self, _("Copied"))
