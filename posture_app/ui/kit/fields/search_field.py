"""A field to search with."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QToolButton

from posture_app.core.language import _
from posture_app.ui.kit.fields.line_edit import LineEdit


class SearchField(LineEdit):
    """A line to type in. `name` is its objectName, `words` say what it searches."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setClearButtonEnabled(True)
        for clear in self.findChildren(QToolButton):
            clear.setAccessibleName(_("Clear"))

    @Slot()
    def begin(self) -> None:
        """Take the keyboard, ready for other words."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
