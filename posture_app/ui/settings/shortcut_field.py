"""The field for a keyboard shortcut: it takes the keys that are pressed in it."""

import sys
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from posture_app.core.language import N_, NP_, _
from posture_app.core.settings.setting import Text
from posture_app.core.settings.shortcuts import KEYS, Modifier, Shortcut, parse_shortcut
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.fields.line_edit import LineEdit

NOTHING, PRESS = NP_("shortcut", "None"), N_("Press keys…")
_HELD = (
    (Qt.KeyboardModifier.MetaModifier, Modifier.SUPER),
    (Qt.KeyboardModifier.ControlModifier, Modifier.CTRL),
    (Qt.KeyboardModifier.AltModifier, Modifier.ALT),
    (Qt.KeyboardModifier.ShiftModifier, Modifier.SHIFT),
)
_ALONE = {
    Qt.Key.Key_Meta: Modifier.SUPER,
    Qt.Key.Key_Super_L: Modifier.SUPER,
    Qt.Key.Key_Super_R: Modifier.SUPER,
    Qt.Key.Key_Control: Modifier.CTRL,
    Qt.Key.Key_Alt: Modifier.ALT,
    Qt.Key.Key_Shift: Modifier.SHIFT,
}
_OTHER_NAMES = {Qt.Key.Key_Return: "Enter", Qt.Key.Key_Backtab: "Tab"}
_DIGIT_ROW = dict(enumerate("1234567890", start=10))
"""By the codes of X and of Wayland: with Shift held, the keys there are signs to Qt."""
_DIGIT_CODES = range(0x30, 0x3A)
"""What Windows calls the same keys."""
_NO_KEYS = (*_ALONE, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_unknown)
_CLEARS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_MOVES_ON = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


def key_name(event: QKeyEvent) -> str:
    """The name of the key in `shortcuts.KEYS`. Raises ValueError if no shortcut can be made with it."""
    name = _OTHER_NAMES.get(Qt.Key(event.key())) or Qt.Key(event.key()).name.removeprefix("Key_")
    if name not in KEYS:
        name = _digit(event)
    if name not in KEYS or event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        raise ValueError(_("no shortcut can be made with that key; letters, digits and F1 to F24 will do"))
    return name


def _digit(event: QKeyEvent) -> str:
    """The digit on the key that was pressed, whatever else it means; "" if there is none."""
    if sys.platform == "win32":
        return chr(event.nativeVirtualKey()) if event.nativeVirtualKey() in _DIGIT_CODES else ""
    return _DIGIT_ROW.get(event.nativeScanCode(), "") if sys.platform == "linux" else ""


class KeyRecorder(LineEdit):
    """Listens while it has the focus. `pressed` gives the keys, "" for none; `refused` why they cannot be it.
    `left` tells that Escape has ended the listening.
    """

    pressed = Signal(str)
    refused = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._shown = ""
        self._held = ""
        self._listens = False

    def show_text(self, text: str) -> None:
        """Show this shortcut; "" for none."""
        self._shown, self._held = text, ""
        self.setToolTip(text)
        self._say()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._listens:
            event.accept()  # what the window would do at these keys must not happen
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._listen(on=event.reason() is not Qt.FocusReason.ActiveWindowFocusReason)
        super().focusInEvent(event)
        self.deselect()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._listen(on=False)
        super().focusOutEvent(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._listen(on=True)

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's method
        return False  # Tab is handled with the other keys: with Ctrl or Alt held it is one to take

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bare = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if key in _MOVES_ON and bare:
            super().focusNextPrevChild(key is Qt.Key.Key_Tab)
        elif key is Qt.Key.Key_Escape and bare:
            if self._listens:
                self._listen(on=False)
                self.left.emit()
            else:
                event.ignore()
        elif not self._listens:
            self._begin(event, key)
        elif key in _CLEARS and bare:
            self.pressed.emit("")
        elif key in _NO_KEYS:
            self._hold(event)
        else:
            self._take(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._hold(event, released=True)

    def shown_text(self) -> str:
        """What stands in it now."""
        return self.text() or self.placeholderText()

    def _say(self) -> None:
        self.setText(self._held or self._shown)
        self.setPlaceholderText(_(PRESS) if self._listens else _(NOTHING))

    def _listen(self, *, on: bool) -> None:
        self._listens, self._held = on, ""
        self._say()

    def _begin(self, event: QKeyEvent, key: Qt.Key) -> None:
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._listen(on=True)
        else:
            event.ignore()

    def _hold(self, event: QKeyEvent, *, released: bool = False) -> None:
        """Show what is held so far: “Ctrl+Alt+…”."""
        names = [name for flag, name in _HELD if event.modifiers() & flag]
        changed = _ALONE.get(Qt.Key(event.key()))
        if changed is not None:
            names = [
                name for name in Modifier if (name in names or name is changed) and not (released and name is changed)
            ]
        self._held = "+".join([*names, "…"]) if names else ""
        self._say()

    def _take(self, event: QKeyEvent) -> None:
        self._held = ""
        try:
            names = [name for flag, name in _HELD if event.modifiers() & flag]
            self.pressed.emit("+".join([*names, key_name(event)]))
        except ValueError as error:
            self.refused.emit(str(error))


class ShortcutField(Field):
    """A shortcut, or none. Escape leaves it as it was, Backspace or Delete takes it away."""

    def __init__(self, kind: Text[Shortcut | None]) -> None:
        self._recorder = KeyRecorder()
        self._kind = kind
        self._value: Shortcut | None = None
        self._wrong = ""
        super().__init__(self._recorder)
        self._recorder.pressed.connect(self._pressed)
        self._recorder.refused.connect(self._refused)
        self._recorder.left.connect(self.dropped)

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, _("{meaning} Press the keys for it, or Delete for none.").format(meaning=meaning))
        self._name = name

    def value(self) -> object:
        if self._wrong:
            raise ValueError(self._wrong)
        return self._value

    def show_value(self, value: Any) -> None:
        self._value, self._wrong = value, ""
        text = "" if value is None else self._kind.to_text(value)
        self._recorder.show_text(text)
        told = _("{setting}: {shortcut}").format(setting=self._name, shortcut=text or _(NOTHING))
        self._recorder.setAccessibleName(told)

    @Slot(str)
    def _pressed(self, text: str) -> None:
        try:
            self._value, self._wrong = parse_shortcut(text), ""
        except ValueError as error:
            self._wrong = str(error)
        self.edited.emit()

    @Slot(str)
    def _refused(self, why: str) -> None:
        self._wrong = why
        self.edited.emit()
