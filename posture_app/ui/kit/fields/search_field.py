"""A field to search with."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton

from posture_app.core.language import _
from posture_app.ui.kit.fields.line_edit import LineEdit

AROUND = 12
"""Pixels that Qt leaves free beside the words."""


class SearchField(LineEdit):
    """A line to type in. `name` is its objectName, `words` say what it searches, where there is room for that."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._words = words
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QToolButton):
            clear.setAccessibleName(_("Clear"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sides = self.textMargins()
        room = self.contentsRect().width() - sides.left() - sides.right() - AROUND
        fits = self.fontMetrics().horizontalAdvance(self._words) <= room
        self.setPlaceholderText(self._words if fits else _("Search"))

    @Slot()
    def begin(self) -> None:
        """Take the keyboard, ready for other words."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
