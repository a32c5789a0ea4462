"""Shortcuts that work everywhere, on Windows, which reports them to the window that asked for them."""

from collections.abc import Callable, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Missing, Pressed, Watch
from posture_app.core.settings.shortcuts import (
    DIGITS,
    EVERYWHERE,
    FUNCTION_KEYS,
    LETTERS,
    Modifier,
    Shortcut,
    find_doubles,
)
from posture_app.sensors.windows.messages import MessageThread, Window, message_thread

VIRTUAL_KEYS: Mapping[str, int] = {
    **{key: ord(key) for key in (*LETTERS, *DIGITS)},
    **{key: 0x70 + number for number, key in enumerate(FUNCTION_KEYS)},
    **dict(zip(("Backspace", "Tab", "Enter", "Pause", "Escape"), (0x08, 0x09, 0x0D, 0x13, 0x1B), strict=True)),
    **{key: 0x20 + n for n, key in enumerate(("Space", "PageUp", "PageDown", "End", "Home", "Left", "Up", "Right"))},
    "Down": 0x28,
    "Insert": 0x2D,
    "Delete": 0x2E,
}
"""The numbers that Windows gives to the keys."""
_CANCEL = 0x03  # what the key Pause becomes while Ctrl is held
_MODIFIERS = {Modifier.ALT: 1, Modifier.CTRL: 2, Modifier.SHIFT: 4, Modifier.SUPER: 8}
_NO_REPEAT = 0x4000
_TAKEN = 1409  # ERROR_HOTKEY_ALREADY_REGISTERED
HOTKEY = 0x0312
"""The message: https://learn.microsoft.com/windows/win32/inputdev/wm-hotkey"""


def register_arguments(shortcut: Shortcut) -> tuple[int, int]:
    """What RegisterHotKey wants: the modifiers, and the key."""
    modifiers = sum(_MODIFIERS[modifier] for modifier in shortcut.modifiers) | _NO_REPEAT
    if shortcut.key == "Pause" and Modifier.CTRL in shortcut.modifiers:
        return modifiers, _CANCEL
    return modifiers, VIRTUAL_KEYS[shortcut.key]


class WindowsHotkeys:
    """Implements `sensors.hotkeys.Hotkeys` by RegisterHotKey."""

    name = "windows"

    def __init__(self, loop: Loop, thread: MessageThread | None = None) -> None:
        self._loop = loop
        self._thread = thread or message_thread(loop)
        self._watch: Watch | None = None
        self._actions: dict[int, str] = {}
        self._bindings = 0

    def look(self, found: Callable[[str], None]) -> None:
        found(lasting(EVERYWHERE))

    def bind(self, shortcuts: Mapping[str, Shortcut], pressed: Pressed, missing: Missing) -> None:
        self.close()
        binding = self._bindings
        faults = dict(find_doubles(shortcuts))
        wanted = {action: shortcut for action, shortcut in shortcuts.items() if action not in faults}
        if wanted:
            try:
                self._watch = self._thread.hear({HOTKEY}, lambda number, _: self._pressed(number, pressed))
            except Unavailable as why:
                faults |= dict.fromkeys(wanted, lasting("No shortcut can be had here ({why}).", why=why))
            else:
                faults |= self._register(wanted)
        self._loop.soon(lambda: missing(faults) if binding == self._bindings else None)

    def close(self) -> None:
        """Give all shortcuts back; harmless if done before."""
        self._bindings += 1
        if self._watch is not None:
            registered, self._actions = tuple(self._actions), {}

            def unregister(window: Window) -> None:
                for number in registered:
                    window.unregister(number)

            self._thread.do(unregister)
            self._watch.stop()
            self._watch = None

    def _register(self, wanted: Mapping[str, Shortcut]) -> Mapping[str, str]:
        """Ask for these; returns which cannot be had, by action, and why."""

        def register(window: Window) -> Mapping[str, int]:
            arguments = {action: register_arguments(shortcut) for action, shortcut in wanted.items()}
            return {action: window.register(number, *arguments[action]) for number, action in numbered.items()}

        numbered = dict(enumerate(wanted, start=1))
        errors = self._thread.do(register)
        self._actions = {number: action for number, action in numbered.items() if not errors[action]}
        return {action: _refusal(wanted[action], error) for action, error in errors.items() if error}

    def _pressed(self, number: int, pressed: Pressed) -> None:
        if number in self._actions:
            pressed(self._actions[number])


def _refusal(shortcut: Shortcut, error: int) -> str:
    if error == _TAKEN:
        return lasting("{shortcut} is taken by another program.", shortcut=shortcut)
    return lasting("{shortcut} is not given to programs (error {error}).", shortcut=shortcut, error=error)
