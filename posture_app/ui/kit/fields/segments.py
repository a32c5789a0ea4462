"""A few views of one thing, of which one shows: buttons side by side on a common ground."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QAccessibleWidget, QButtonGroup, QSizePolicy

from posture_app.core.language import _
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.look.ground import Ground, Grounded

INSET = 3
"""Between its edge and its buttons."""

WIDEST = 240
"""Pixels of words in a line of a button: with its frame it has room in a panel of a small window."""


class Segments(Grounded):
    """Says the place of the view that was chosen; the first one is at the beginning. The names are marked by `N_`;
    buttons are called “part …” by them as they are.
    """

    chosen = Signal(int)
    ground = Ground.SUNKEN

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._line = line = Flow(on=self, spacing=0, margins=INSET)
        self._placed = False
        self._group = group = QButtonGroup(self)
        for place, name in enumerate(names):
            button = Button(_(name), f"part {name.lower()}", Look.SEGMENT)
            button.widest = WIDEST
            button.setChecked(place == 0)
            group.addButton(button, place)
            line.addWidget(button)
        group.idClicked.connect(self.chosen)

    def accessible_as(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.PageTabList)

    def sizeHint(self) -> QSize:
        """All in a line, and as high as they need in the width that there is."""
        hint = self._line.sizeHint()
        return QSize(hint.width(), self._line.heightForWidth(self.width())) if self._placed else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._placed = True
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    @property
    def place(self) -> int:
        """The place of the one that is chosen."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Have this one chosen, without telling of it."""
        self._group.button(place).setChecked(True)
