"""A box to tick whose words take more than one line where there is not the room."""

import math

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton

from posture_app.ui.kit.label import in_lines

LETTERS = 12
"""So many of usual width have room in a line at the least."""
MOST = 1 << 20


class Tick(QCheckBox):
    """`name` is its objectName."""

    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        least = min(self.sizeHint().width(), self._beside(MOST) + LETTERS * self.fontMetrics().averageCharWidth())
        return QSize(least, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        words, high = in_lines(self.text(), self.font(), width - self._beside(width), mirrored=self.isRightToLeft())
        between = self.fontMetrics().height() // 4 if "\n" in words else 0
        return max(self.sizeHint().height(), math.ceil(high) + between)

    def lines(self, width: int) -> str:
        """Its words, broken for this width. Where Qt breaks them, the blank at the end of a line counts."""
        return in_lines(self.text(), self.font(), width, mirrored=self.isRightToLeft())[0]

    def _beside(self, width: int) -> int:
        """How much of a width is not for the words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(0, 0, width, self.sizeHint().height())
        words = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        return width - words.width()
