"""The progress of something."""

from PySide6.QtCore import QSize, QVariantAnimation
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from posture_app.core.formats import percent
from posture_app.ui.kit.layout import column_of, row_of, wide
from posture_app.ui.kit.look.theme import SPACE, wants_calm
from posture_app.ui.kit.panel import short_label

WHOLE = 1000
TO_AND_FRO_MS = 2000
"""How long its moving part takes there and back, while it is not known how far it is."""


class ProgressBar(QProgressBar):
    """A thin bar, filled as far as it is told; until then a part of it moves to and fro, while it can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.moving = QVariantAnimation(self, startValue=0.0, endValue=1.0, duration=TO_AND_FRO_MS)
        self.moving.setLoopCount(-1)
        self.moving.valueChanged.connect(self.update)
        self.show_busy()

    @property
    def phase(self) -> float:
        """How far the moving part is on its way there and back, from 0 to 1."""
        return float(self.moving.currentValue() or 0)

    def show_busy(self) -> None:
        """Show that it works, while its progress is not known."""
        self.setRange(0, 0)
        if self.isVisible():
            self._move()

    def show_share(self, share: float) -> None:
        """Fill so much of it, from 0 to 1."""
        self.moving.stop()
        self.setRange(0, WHOLE)
        self.setValue(round(min(1.0, max(0.0, share)) * WHOLE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.maximum():
            self._move()

    def _move(self) -> None:
        """Begin to move; where less motion is wanted, the part lies still in the middle."""
        if wants_calm(self):
            self.moving.setCurrentTime(TO_AND_FRO_MS // 4)
        else:
            self.moving.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self.moving.stop()
        super().hideEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # Qt's own would hold a line of text


class ProgressPanel(QWidget):
    """What is being done, and its progress as soon as that is known."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._share, self._bar = short_label(muted=True), short_label(muted=True), ProgressBar()
        column_of(
            row_of(wide(self._words), self._share, spacing=SPACE // 2),
            self._bar,
            on=self,
            spacing=SPACE // 2,
            margins=(0, 0, SPACE, 0),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def begin(self, words: str) -> None:
        """Say what is being done."""
        self._words.setText(words)
        self._share.setText("")
        self._bar.setAccessibleName(words)
        self._bar.show_busy()

    def come(self, done: int, total: int) -> None:
        """Show this progress; nothing if the total is not known."""
        if not total:
            return
        share = min(1.0, done / total)
        self._bar.show_share(share)
        self._share.setText(percent(share))
