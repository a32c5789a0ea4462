"""A field in which one of a few words is chosen."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.fields.field_style import AFTER, ARROW, BEFORE
from posture_app.ui.kit.look.sign import scale_of
from posture_app.ui.kit.tip import plain

WIDE, LETTERS = 260, 18
"""How wide one is in a form, and how much of what is chosen shows at the least."""


class _Combo(QComboBox):
    """The wheel scrolls the page."""

    def minimumSizeHint(self) -> QSize:
        """Room for what is chosen, or for much of it. Qt's own stays that of the font it was first asked for with."""
        metrics = self.fontMetrics()
        words = min(metrics.horizontalAdvance(self.currentText()), LETTERS * metrics.averageCharWidth())
        return QSize(words + self._around() + AFTER, self.sizeHint().height())

    def _around(self) -> int:
        return BEFORE + round(ARROW * scale_of(self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tell_all()

    @Slot()
    def tell_all(self) -> None:
        """Say what is chosen to who points at it, where it is cut."""
        wanted = self.fontMetrics().horizontalAdvance(self.currentText()) + self._around()
        self.setToolTip(plain(self.currentText()) if self.width() < wanted else "")
        self.updateGeometry()

    def showPopup(self) -> None:
        for part in (self.view(), self.view().window()):
            part.setAccessibleName(self.accessibleName())
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of these values, each with its words."""

    def __init__(self, options: Mapping[Any, str]) -> None:
        self._combo = _Combo()
        self._combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        super().__init__(self._combo)
        self._combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._combo.currentIndexChanged.connect(self._combo.tell_all)
        self._combo.activated.connect(self.edited)

    def set_options(self, options: Mapping[Any, str]) -> None:
        """Have these from now on; the first of them is chosen."""
        self._combo.clear()
        for value, words in options.items():
            self._combo.addItem(words, value)

    def value(self) -> object:
        return self._combo.currentData()

    def show_value(self, value: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))


class WideChoiceField(ChoiceField):
    """One for a form, where all are of the same width."""

    wide = True

    def __init__(self, options: Mapping[Any, str]) -> None:
        super().__init__(options)
        self._combo.setMinimumWidth(WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
