"""An animated drawing, played from the bytes of its SVG."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import CENTRE, aligned, column_of, wide
from posture_app.ui.kit.look.theme import SPACE, wants_calm

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

FRAMES_PER_SECOND = 20
SHARE = 0.28
"""How much of the height of its window the drawing takes,"""
LOWEST, HIGHEST = SPACE * 20, SPACE * 36
"""within these."""


class _Canvas(QWidget):
    """The drawing itself, as large as fits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.renderer: QSvgRenderer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LOWEST)

    def sizeHint(self) -> QSize:
        return QSize(SPACE * 40, self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.renderer is None:
            return
        painter = QPainter(self)
        natural = self.renderer.defaultSize()
        fitted = natural.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, fitted.width(), fitted.height())
        box.moveCenter(QRectF(self.rect()).center())
        self.renderer.render(painter, box)


class Figure(QWidget):
    """Shows a drawing and plays it while it is on the screen, unless it was paused or the system asks for calm."""

    def __init__(self) -> None:
        super().__init__()
        self._canvas = _Canvas(self)
        self._playing = not wants_calm(self)
        self._button = Button("", "pause figure", Look.CHIP)
        self._button.setCheckable(False)
        self._button.clicked.connect(self._toggle)
        column_of(wide(self._canvas), aligned(self._button, CENTRE), on=self)
        self._follow()

    def load(self, drawing: bytes, words: str) -> bool:
        """Show this SVG of what `words` say; whether it can be shown (an empty or damaged one cannot)."""
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - a library that only this page needs

        self.setAccessibleName(words)
        if self._canvas.renderer is not None:
            self._canvas.renderer.deleteLater()
            self._canvas.renderer = None
        renderer = QSvgRenderer(self)
        sound = bool(drawing) and renderer.load(QByteArray(drawing))
        if sound:
            renderer.setFramesPerSecond(FRAMES_PER_SECOND)
            renderer.repaintNeeded.connect(self._canvas.update)
            self._canvas.renderer = renderer
        else:
            renderer.deleteLater()
        self._follow()
        self._canvas.update()
        return sound

    def fit(self, window_height: int) -> None:
        """Take the height that goes with a window of this one."""
        self._canvas.setFixedHeight(round(min(HIGHEST, max(LOWEST, SHARE * window_height))))

    def play(self) -> None:
        """Play it, even where the system asks for calm."""
        self._playing = True
        self._follow()

    @Slot()
    def _toggle(self) -> None:
        self._playing = not self._playing
        self._follow()

    def _follow(self) -> None:
        """Run or stop the drawing's own clock."""
        renderer = self._canvas.renderer
        moves = renderer is not None and renderer.animated()
        self._button.setVisible(moves)
        self._button.setText("Pause" if self._playing else "Play")
        self._button.setAccessibleName("Pause the drawing" if self._playing else "Play the drawing")
        if renderer is not None:
            renderer.setAnimationEnabled(self._playing and moves and self.isVisible())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow()
