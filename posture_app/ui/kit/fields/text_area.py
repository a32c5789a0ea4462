"""A few lines of text to type into."""

from math import ceil

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from posture_app.ui.kit.fields.field_style import BEFORE
from posture_app.ui.kit.layout import viewport_of
from posture_app.ui.kit.look.ground import Ground


class TextArea(QPlainTextEdit):
    """So many `lines` high. The Tab key goes on to what comes next. `name` is its objectName,
    `says` what a screen reader calls it, `hint` stands in it while it is empty. `focus_lost` tells that the keyboard
    has left it.
    """

    focus_lost = Signal()
    ground = Ground.FIELD

    def __init__(self, name: str, says: str, hint: str, *, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(hint)
        self.setFrameStyle(QPlainTextEdit.Shape.Box | QPlainTextEdit.Shadow.Plain)
        self.setLineWidth(BEFORE + 2)  # as the lines to type in have
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        viewport_of(self).setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        return QSize(super().sizeHint().width(), self._lines * line + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()
