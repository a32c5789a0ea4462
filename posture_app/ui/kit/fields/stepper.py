"""Fields with − and +: a number with its unit, a time of day."""

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QTimeEdit

from posture_app.core.formats import current
from posture_app.core.units import amount_form
from posture_app.ui.kit.fields.display_format import set_display_format
from posture_app.ui.kit.fields.field import Field

MOST = 9999
"""What a number field lets one type, so that what is wrong can be named instead of being changed in silence."""
HALF_AN_HOUR = 30 * 60
_PERCENT, _PERCENT_STEP = "%", 5.0


class _Stepper(Field):
    """One of Qt's spin boxes, which the style paints with − and + beside the text."""

    def __init__(self, editor: QAbstractSpinBox) -> None:
        self._spin = editor
        editor.setKeyboardTracking(False)
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        super().__init__(editor)

    def pending(self) -> bool:
        return self._spin.lineEdit().isModified()

    def take(self) -> None:
        self._spin.interpretText()


class _Spin(QDoubleSpinBox):
    """Steps keep within the range; what is typed may leave it, and is refused in words. Emptied, it goes back to
    what was `good` last. The wheel scrolls the page.
    """

    def __init__(self, low: float, high: float, unit: str, decimals: int, step: float) -> None:
        super().__init__()
        self.good = low
        self.setLocale(QLocale(current().locale))
        self._low, self._high, self._unit = low, high, unit
        self.setDecimals(decimals)
        self.setSingleStep(_PERCENT_STEP if unit == _PERCENT else step)
        self.setRange(min(0.0, low), max(MOST, high))
        self.fit_unit()

    def stepBy(self, steps: int) -> None:
        self.interpretText()  # what was typed counts first
        self.setValue(min(self._high, max(self._low, self.value() + steps * self.singleStep())))

    def stepEnabled(self) -> QDoubleSpinBox.StepEnabledFlag:
        none = QDoubleSpinBox.StepEnabledFlag.StepNone
        down = QDoubleSpinBox.StepEnabledFlag.StepDownEnabled if self.value() > self._low else none
        return down | (QDoubleSpinBox.StepEnabledFlag.StepUpEnabled if self.value() < self._high else none)

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(value, "g", 6)

    def fixup(self, text: str) -> str:
        empty = not text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()
        return f"{self.prefix()}{self.textFromValue(self.good)}{self.suffix()}" if empty else text

    def fit_unit(self) -> None:
        """“1 time”, “2 times”."""
        before, _hole, behind = amount_form(self.value(), self._unit).partition("{number}")
        self.setPrefix(before)
        self.setSuffix(behind)

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
        step: float = 1.0,
        nought: str = "",
    ) -> None:
        self._number = _Spin(low, high, unit, decimals, step)
        self._number.setSpecialValueText(nought)
        self._read = read
        super().__init__(self._number)
        self._number.valueChanged.connect(self.edited)

    def value(self) -> object:
        read = self._read(self._number.value())
        self._number.good = self._number.value()
        return read

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._number):
            self._number.setValue(float(value))
            self._number.good = float(value)
            self._number.fit_unit()


class _Time(QTimeEdit):
    def stepBy(self, steps: int) -> None:
        self.interpretText()
        self.setTime(self.time().addSecs(steps * HALF_AN_HOUR))

    def stepEnabled(self) -> QTimeEdit.StepEnabledFlag:
        return QTimeEdit.StepEnabledFlag.StepUpEnabled | QTimeEdit.StepEnabledFlag.StepDownEnabled

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TimeField(_Stepper):
    """A time of day. The arrow keys, − and + go by half an hour."""

    def __init__(self) -> None:
        self._edit = _Time()
        self._edit.setLocale(QLocale(current().locale))
        set_display_format(self._edit, current().clock_pattern)
        super().__init__(self._edit)
        self._edit.timeChanged.connect(self.edited)

    def value(self) -> object:
        got = self._edit.time()
        return time(got.hour(), got.minute())

    def show_value(self, value: Any) -> None:
        with QSignalBlocker(self._edit):
            self._edit.setTime(QTime(value.hour, value.minute))
