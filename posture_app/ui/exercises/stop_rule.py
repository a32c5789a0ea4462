"""The rule when to stop, which is always in sight while exercises are done."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import LEFT, aligned, column_of
from posture_app.ui.kit.look.theme import SPACE, sized
from posture_app.ui.kit.panel import label

MOST = 0.15
"""Where all of it would take more of the height, a few words stand for it, of which nothing else could be seen."""


class StopRule(QWidget):
    """All of the rule, or a line of few words that unfolds it."""

    def __init__(self, rule: str, scale: float) -> None:
        super().__init__()
        self._whole = label(rule, scale=scale, muted=True, name="stop rule")
        self._short = Button(_("Stop if it hurts"), "stop rule short", Look.DISCLOSURE)
        self._short.setAccessibleDescription(rule)
        if scale != 1:
            sized(self._short, scale)
        self._short.hide()
        self._short.toggled.connect(self._unfold)
        column_of(aligned(self._short, LEFT), self._whole, on=self, spacing=SPACE // 2)

    def fit(self, width: int, height: int) -> None:
        """Take no more than its share of so much room."""
        short = self._whole.heightForWidth(width) > MOST * height
        self._short.widest = width
        self._short.setVisible(short)
        self._whole.setVisible(not short or self._short.isChecked())

    @Slot()
    def _unfold(self) -> None:
        self._whole.setVisible(self._short.isChecked())
