"""What the fields of the settings have in common: the way they tell of what was entered."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QWidget

from posture_app.ui.kit.layout import column_of, row_of
from posture_app.ui.kit.look.ground import REFUSED

WIDTH = 160


def mark(editor: QWidget, *, refused: bool) -> None:
    """Have the style outline one of Qt's own editors as wrong, or no longer."""
    editor.setProperty(REFUSED, refused)
    editor.update()


class Field(QWidget):
    """What all fields share. `edited` tells that a new value stands in it, `typed` that one is on its way, and
    `dropped` that it is not wanted after all.
    """

    edited = Signal()
    typed = Signal()
    dropped = Signal()
    wide = False
    """Whether it needs the whole width."""
    least = WIDTH
    """How wide it is at the least, if not."""

    def __init__(self, editor: QWidget, around: QWidget | None = None) -> None:
        """`around` is what shows of it, if that is more than the editor."""
        super().__init__()
        self.editor = editor
        self._around = editor if around is None else around
        room = column_of(self._around, spacing=0)
        self.line = row_of(room, on=self)
        self.setFocusProxy(editor)
        if not self.wide:
            self._around.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            room.addSpacerItem(QSpacerItem(self.least, 0))  # a least width of its own would count before its hint

    def introduce(self, key: str, name: str, meaning: str) -> None:
        """Say which setting it is for: `key` is the editor's objectName, the rest is for screen readers."""
        self.editor.setObjectName(key)
        self.editor.setAccessibleName(name)
        self.editor.setAccessibleDescription(meaning)

    def offer(self, reset: QWidget) -> None:
        """Take in the button that resets it to its default."""
        if self.wide:
            self.line.addWidget(reset)
        else:
            self.line.insertWidget(0, reset)
            QWidget.setTabOrder(reset, self.editor)

    def withhold(self, reset: QWidget) -> None:
        """Never show that button: it is not one click that throws away what is in this field."""
        nowhere = QWidget(self)
        nowhere.hide()
        reset.setParent(nowhere)

    def value(self) -> object:
        """What stands in it. Raises ValueError that says what is expected."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show this, without emitting `edited`."""
        raise NotImplementedError

    def pending(self) -> bool:
        """Whether a person has begun to type and not finished."""
        return False

    def take(self) -> None:
        """Take what was typed as if Enter had been pressed."""

    def mark(self, *, refused: bool) -> None:
        """Outline it as wrong, or no longer."""
        mark(self.editor, refused=refused)
