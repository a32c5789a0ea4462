"""The titles of what follows them."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel

from posture_app.ui.kit.access import HeadingAccess
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.look.theme import SCALE, scaled, sized

STEP, LEAST = 0.1, 1.0
"""By how much smaller its letters become, and how large they stay, in times of the font."""
NARROWEST = 8
"""In so many letters of usual width a heading has room."""


class Heading(Label):
    """The title of what follows it: screen readers step from one to the next. Its letters are as large as `scale` says,
    or smaller where a word of it would else have no room.
    """

    def __init__(self, text: str, letters: int, scale: float) -> None:
        self._scale = scale
        super().__init__(text, letters)

    def setText(self, text: str) -> None:
        super().setText(text)
        if self.isVisible():
            self._fit()

    def accessible_as(self) -> HeadingAccess:
        return HeadingAccess(self)

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        narrow = NARROWEST * QFontMetrics(scaled(LEAST)).averageCharWidth()
        return QSize(min(least.width(), narrow), least.height()) if self._can_shrink() else least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():  # until then it has no place, and this is not its width
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            self._fit()

    def _can_shrink(self) -> bool:
        return self.wordWrap() and self._scale > LEAST

    def _fit(self) -> None:
        if not self._can_shrink():
            return
        scale, room = self._scale, self.contentsRect().width()
        while scale > LEAST and self._longest(scale) > room:
            scale = max(LEAST, scale - STEP)
        if scale != self.property(SCALE):
            sized(self, scale, strong=self.font().weight() > QFont.Weight.Normal)

    def _longest(self, scale: float) -> int:
        metrics, text = QFontMetrics(scaled(scale, strong=True)), QLabel.text(self)
        finder, places = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text), [0]
        while (place := finder.toNextBoundary()) > 0:
            places.append(place)
        return max((metrics.horizontalAdvance(text[start:end].strip()) for start, end in pairwise(places)), default=0)
