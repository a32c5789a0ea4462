"""Fields: for each kind of setting, the thing in which a person changes it."""

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, Qt, QTime, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QTimeEdit, QWidget

from posture_app.core.kinds import Choice, Kind, Number, Switch, Text, TimeOfDay, Whole
from posture_app.core.words import option
from posture_app.ui.theme import DARK, SPACE, colours

OUTLINE = 2.0
WRONG_ON_LIGHT, WRONG_ON_DARK = "#b3261e", "#ff8a80"
"""Both reach 4.5 : 1 on the surface of their theme."""
NARROW, HEIGHT = 136, 32
MOST = 9999
"""What a number field lets one type, so that what is wrong can be named instead of being changed in silence."""


def wrong(widget: QWidget) -> QColor:
    """The colour of a fault."""
    return QColor(WRONG_ON_DARK if colours(widget) is DARK else WRONG_ON_LIGHT)


class Field(QWidget):
    """What all fields share. `edited` tells that a new value stands in it, `typed` that one is on its way."""

    edited = Signal()
    typed = Signal()
    wide = False
    """Whether it needs the whole width."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self._refused = False
        lay = QHBoxLayout(self)
        lay.setContentsMargins(SPACE // 2, SPACE // 2, SPACE // 2, SPACE // 2)
        lay.addWidget(editor)
        editor.setMinimumHeight(HEIGHT)
        self.setFocusProxy(editor)
        if not self.wide:
            self.setFixedWidth(NARROW)

    def value(self) -> object:
        """What stands in it. Raises ValueError that says what is expected."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Let it show this, without telling of it."""
        raise NotImplementedError

    def pending(self) -> bool:
        """Whether a person has begun to type and not finished."""
        return False

    def take(self) -> None:
        """Take what was typed as if Enter had been pressed."""

    def mark(self, *, refused: bool) -> None:
        """Outline it, or no longer."""
        self._refused = refused
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._refused:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(wrong(self), OUTLINE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SPACE / 2, SPACE / 2)


class _Spin(QDoubleSpinBox):
    """Arrows keep within the range; what is typed may leave it, and is refused in words. The wheel scrolls the page."""

    def __init__(self, kind: Whole | Number) -> None:
        super().__init__()
        self._low, self._high = float(kind.low), float(kind.high)
        self.setDecimals(0 if isinstance(kind, Whole) else 1)
        self.setSingleStep(1 if isinstance(kind, Whole) else 0.5)
        self.setRange(min(0.0, self._low), max(MOST, self._high))
        self.setSuffix(f" {kind.unit}")
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def stepBy(self, steps: int) -> None:
        self.setValue(min(self._high, max(self._low, self.value() + steps * self.singleStep())))

    def stepEnabled(self) -> QDoubleSpinBox.StepEnabledFlag:
        none = QDoubleSpinBox.StepEnabledFlag.StepNone
        down = QDoubleSpinBox.StepEnabledFlag.StepDownEnabled if self.value() > self._low else none
        return down | (QDoubleSpinBox.StepEnabledFlag.StepUpEnabled if self.value() < self._high else none)

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def typing(self) -> bool:
        """Whether what stands there was typed and not yet taken."""
        return self.lineEdit().isModified()


class NumberField(Field):
    """A number with its unit."""

    def __init__(self, kind: Whole | Number) -> None:
        self._spin = _Spin(kind)
        self._kind = kind
        super().__init__(self._spin)
        self._spin.valueChanged.connect(self._changed)

    def value(self) -> object:
        got = self._spin.value()
        return self._kind.from_raw(round(got)) if isinstance(self._kind, Whole) else self._kind.from_raw(got)

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._spin):
            self._spin.setValue(float(value))

    def pending(self) -> bool:
        return self._spin.typing()

    def take(self) -> None:
        self._spin.interpretText()

    @Slot(float)
    def _changed(self, _value: float) -> None:
        self.edited.emit()


class _Time(QTimeEdit):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def typing(self) -> bool:
        """Whether what stands there was typed and not yet taken."""
        return self.lineEdit().isModified()


class TimeField(Field):
    """A time of day."""

    def __init__(self, _kind: TimeOfDay) -> None:
        self._edit = _Time()
        self._edit.setDisplayFormat("HH:mm")
        self._edit.setKeyboardTracking(False)
        self._edit.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        super().__init__(self._edit)
        self._edit.timeChanged.connect(self._changed)

    def value(self) -> object:
        got = self._edit.time()
        return time(got.hour(), got.minute())

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._edit):
            self._edit.setTime(QTime(value.hour, value.minute))

    def pending(self) -> bool:
        return self._edit.typing()

    def take(self) -> None:
        self._edit.interpretText()

    @Slot(QTime)
    def _changed(self, _value: QTime) -> None:
        self.edited.emit()


class _Combo(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of a few words."""

    def __init__(self, kind: Choice) -> None:
        self._combo = _Combo()
        self._combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for word in kind.options:
            self._combo.addItem(option(word), word)
        super().__init__(self._combo)
        self._combo.activated.connect(self._chosen)

    def value(self) -> object:
        return self._combo.currentData()

    def show_value(self, value: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))

    @Slot(int)
    def _chosen(self, _index: int) -> None:
        self.edited.emit()


class SwitchField(Field):
    """On or off."""

    def __init__(self, _kind: Switch) -> None:
        self._box = QCheckBox("On")
        super().__init__(self._box)
        self._box.clicked.connect(self._clicked)

    def value(self) -> object:
        return self._box.isChecked()

    def show_value(self, value: Any) -> None:
        self._box.setChecked(bool(value))

    @Slot()
    def _clicked(self) -> None:
        self.edited.emit()


class TextField(Field):
    """A value in a notation of its own, checked while it is typed."""

    wide = True

    def __init__(self, kind: Text[Any]) -> None:
        self._edit = QLineEdit()
        self._edit.setToolTip(f"Expected: {kind.expects}")
        self._kind = kind
        super().__init__(self._edit)
        self._edit.textEdited.connect(self._typed)
        self._edit.editingFinished.connect(self._finished)

    def value(self) -> object:
        return self._kind.from_text(self._edit.text().strip())

    def show_value(self, value: Any) -> None:
        self._edit.setText(self._kind.to_text(value))

    def pending(self) -> bool:
        return self._edit.isModified()

    def take(self) -> None:
        if self._edit.isModified():
            self.edited.emit()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self.typed.emit()

    @Slot()
    def _finished(self) -> None:
        self.take()


MAKERS: dict[type[Any], Callable[[Any], Field]] = {
    Whole: NumberField,
    Number: NumberField,
    TimeOfDay: TimeField,
    Choice: ChoiceField,
    Switch: SwitchField,
    Text: TextField,
}


def field_for(kind: Kind[Any]) -> Field:
    """A new field for this kind of setting."""
    return MAKERS[type(kind)](kind)
