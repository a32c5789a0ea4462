"""How far something has come."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from posture_app.core.words import TOGETHER
from posture_app.ui.panel import short_label
from posture_app.ui.theme import SPACE, colours

HEIGHT = 6
WHOLE = 1000


class ProgressBar(QProgressBar):
    """A thin bar that moves only when it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, WHOLE)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Fill so much of it, from 0 to 1."""
        self.setValue(round(min(1.0, max(0.0, share)) * WHOLE))

    def sizeHint(self) -> QSize:
        return QSize(HEIGHT * 20, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        c, box, radius = colours(self), QRectF(self.rect()), HEIGHT / 2
        painter.setBrush(QColor(c.line))
        painter.drawRoundedRect(box, radius, radius)
        done = box.width() * self.value() / WHOLE
        if done > 0:
            painter.setBrush(QColor(c.accent))
            painter.drawRoundedRect(QRectF(0, 0, max(done, HEIGHT), HEIGHT), radius, radius)


class Progress(QWidget):
    """What is being done, and how far it has come as soon as that is known."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._share, self._bar = short_label(muted=True), short_label(muted=True), ProgressBar()
        keep = self._bar.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(keep)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self._share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(line)
        column.addWidget(self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def begin(self, words: str) -> None:
        """Say what is being done."""
        self._words.setText(words)
        self._share.setText("")
        self._bar.setAccessibleName(words)
        self._bar.show_share(0)
        self._bar.hide()

    def come(self, done: int, total: int) -> None:
        """Show how far it has come, if that is known."""
        if not total:
            return
        share = min(1.0, done / total)
        self._bar.show_share(share)
        self._bar.show()
        self._share.setText(f"{share * 100:.0f}{TOGETHER}%")
