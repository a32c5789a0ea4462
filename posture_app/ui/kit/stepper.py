"""Fields with − and +: a number with its unit, a time of day."""

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, QTime, Slot
from PySide6.QtGui import QColor, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QDoubleSpinBox, QTimeEdit

from posture_app.ui.kit.button import HEIGHT
from posture_app.ui.kit.field import Field, Frame
from posture_app.ui.kit.paint import paint_box, paint_on
from posture_app.ui.kit.theme import SPACE

MOST = 9999
"""What a number field lets one type, so that what is wrong can be named instead of being changed in silence."""
HALF_AN_HOUR = 30 * 60
STEP_WIDTH = 32
ARM = 5.0
_WHOLE_STEP, _HALF_STEP = 1.0, 0.5
_PERCENT, _PERCENT_STEP = "%", 5.0
COUNTED = "times"
"""The unit of which there may be one."""


class _Step(QAbstractButton):
    """− or +. It repeats while it is held; the keyboard has the arrow keys instead."""

    def __init__(self, *, up: bool) -> None:
        super().__init__()
        self._up = up
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # it is painted anew as the pointer comes and goes
        self.setAutoRepeat(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(STEP_WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = paint_on(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            ground = QRectF(self.rect().adjusted(3, 4, -4, -4))
            paint_box(painter, ground, SPACE / 2, fill=c.line if self.isDown() else c.sunken)
        painter.setPen(QPen(QColor(c.text if self.isEnabled() else c.outline), 1.5))
        painter.translate(self.width() / 2 - 0.5, self.height() / 2)
        painter.drawLine(QPointF(-ARM, 0), QPointF(ARM, 0))
        if self._up:
            painter.drawLine(QPointF(0, -ARM), QPointF(0, ARM))


class _Stepper(Field):
    """An editor with − and + beside it, which say what they do as `words`."""

    def __init__(self, editor: QAbstractSpinBox, *, words: tuple[str, str]) -> None:
        self._spin = editor
        self._steps = (_Step(up=False), _Step(up=True))
        self._words = words
        editor.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        editor.setFrame(False)
        editor.setKeyboardTracking(False)
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        super().__init__(editor, Frame(editor, *self._steps))
        down, up = self._steps
        down.clicked.connect(self._down)
        up.clicked.connect(self._up)

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        for step, which, word in zip(self._steps, ("down", "up"), self._words, strict=True):
            step.setObjectName(f"{key}_{which}")
            step.setAccessibleName(f"{word}: {name}")
            step.setToolTip(word)

    def pending(self) -> bool:
        return self._spin.lineEdit().isModified()

    def take(self) -> None:
        self._spin.interpretText()

    def step(self, by: int) -> None:
        """Go so many steps up, or down."""
        self._spin.stepBy(by)

    def show_ends(self) -> None:
        """Disable − and + at the ends of the range."""
        down, up = self._steps
        can = self._spin.stepEnabled()
        down.setEnabled(bool(can & QAbstractSpinBox.StepEnabledFlag.StepDownEnabled))
        up.setEnabled(bool(can & QAbstractSpinBox.StepEnabledFlag.StepUpEnabled))

    @Slot()
    def _down(self) -> None:
        self.take()
        self.step(-1)

    @Slot()
    def _up(self) -> None:
        self.take()
        self.step(1)


class _Spin(QDoubleSpinBox):
    """Steps keep within the range; what is typed may leave it, and is refused in words. The wheel scrolls the page."""

    def __init__(self, low: float, high: float, unit: str, decimals: int) -> None:
        super().__init__()
        self._low, self._high, self._unit = low, high, unit
        self.setDecimals(decimals)
        self.setSingleStep(_PERCENT_STEP if unit == _PERCENT else _HALF_STEP if decimals else _WHOLE_STEP)
        self.setRange(min(0.0, low), max(MOST, high))
        self.fit_unit()

    def stepBy(self, steps: int) -> None:
        self.setValue(min(self._high, max(self._low, self.value() + steps * self.singleStep())))

    def stepEnabled(self) -> QDoubleSpinBox.StepEnabledFlag:
        none = QDoubleSpinBox.StepEnabledFlag.StepNone
        down = QDoubleSpinBox.StepEnabledFlag.StepDownEnabled if self.value() > self._low else none
        return down | (QDoubleSpinBox.StepEnabledFlag.StepUpEnabled if self.value() < self._high else none)

    def textFromValue(self, value: float) -> str:
        return f"{value:g}"

    def fit_unit(self) -> None:
        """“1 time”, “2 times”."""
        one = self._unit == COUNTED and self.value() == 1
        self.setSuffix(f" {self._unit.removesuffix('s') if one else self._unit}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberField(_Stepper):
    """A number with its unit, or the word `nought` for 0. `read` raises ValueError if it cannot be that number."""

    def __init__(
        self,
        low: float,
        high: float,
        unit: str,
        *,
        read: Callable[[float], object],
        decimals: int = 0,
        nought: str = "",
    ) -> None:
        self._number = _Spin(low, high, unit, decimals)
        self._number.setSpecialValueText(nought)
        self._read = read
        super().__init__(self._number, words=("Less", "More"))
        self._number.valueChanged.connect(self._changed)

    def value(self) -> object:
        return self._read(self._number.value())

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._number):
            self._number.setValue(float(value))
            self._number.fit_unit()
        self.show_ends()

    @Slot(float)
    def _changed(self, _value: float) -> None:
        self.show_ends()
        self.edited.emit()


class _Time(QTimeEdit):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TimeField(_Stepper):
    """A time of day. The arrow keys change hour or minute, − and + go by half an hour."""

    def __init__(self) -> None:
        self._edit = _Time()
        self._edit.setDisplayFormat("HH:mm")
        super().__init__(self._edit, words=("Half an hour earlier", "Half an hour later"))
        self._edit.timeChanged.connect(self.edited)

    def value(self) -> object:
        got = self._edit.time()
        return time(got.hour(), got.minute())

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._edit):
            self._edit.setTime(QTime(value.hour, value.minute))

    def step(self, by: int) -> None:
        self._edit.setTime(self._edit.time().addSecs(by * HALF_AN_HOUR))
