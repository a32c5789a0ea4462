"""A box to tick whose words take more than one line where there is not the room."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton

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
        lines = self.lines(width - self._beside(width)).count("\n") + 1
        return max(self.sizeHint().height(), lines * self.fontMetrics().lineSpacing())

    def lines(self, width: int) -> str:
        """Its words, broken for this width. Where Qt breaks them, the blank at the end of a line counts."""
        layout, found = QTextLayout(self.text(), self.font()), list[str]()
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            found.append(self.text()[line.textStart() :][: line.textLength()].strip())
        layout.endLayout()
        return "\n".join(found)

    def _beside(self, width: int) -> int:
        """How much of a width is not for the words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(0, 0, width, self.sizeHint().height())
        words = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        return width - words.width()
