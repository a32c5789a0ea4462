"""Shortcuts that work everywhere, on Windows, which reports them to the thread that asked for them."""

import ctypes
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from posture_app.core.ports import Loop, Missing, Pressed
from posture_app.core.settings.shortcuts import (
    DIGITS,
    EVERYWHERE,
    FUNCTION_KEYS,
    LETTERS,
    Modifier,
    Shortcut,
    find_doubles,
)

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
_QUIT, _HOTKEY = 0x0012, 0x0312  # messages to a thread


def register_arguments(shortcut: Shortcut) -> tuple[int, int]:
    """What RegisterHotKey wants: the modifiers, and the key."""
    modifiers = sum(_MODIFIERS[modifier] for modifier in shortcut.modifiers) | _NO_REPEAT
    if shortcut.key == "Pause" and Modifier.CTRL in shortcut.modifiers:
        return modifiers, _CANCEL
    return modifiers, VIRTUAL_KEYS[shortcut.key]


class ThreadKeys(Protocol):
    """What Windows does for the calling thread; only `end` is for others."""

    def begin(self) -> int:
        """Make the thread one that messages can be sent to. Its number."""

    def register(self, number: int, modifiers: int, key: int) -> int:
        """Ask for a shortcut under this number; 0, or the error."""

    def unregister(self, number: int) -> None:
        """Give it back."""

    def wait(self) -> int | None:
        """Sleep until a shortcut is pressed: its number; None when the thread is to end."""

    def end(self, thread: int) -> None:
        """Have the thread of this number end."""


class WindowsHotkeys:
    """Implements `sensors.hotkeys.Hotkeys` by RegisterHotKey. A thread sleeps for as long as there are shortcuts."""

    name = "windows"

    def __init__(self, loop: Loop, keys: ThreadKeys | None = None) -> None:
        self._loop = loop
        self._keys = keys or _thread_keys()
        self._binding: _Binding | None = None

    def look(self, found: Callable[[str], None]) -> None:
        found(EVERYWHERE)

    def bind(self, shortcuts: Mapping[str, Shortcut], pressed: Pressed, missing: Missing) -> None:
        self.close()
        self._binding = _Binding(self._loop, self._keys, shortcuts, pressed, missing)

    def close(self) -> None:
        """Give all shortcuts back; harmless if done before."""
        if self._binding is not None:
            self._binding.close()
            self._binding = None


class _Binding:
    """The thread from one binding to the next; it touches nothing of ours, but hands over to the loop."""

    def __init__(
        self,
        loop: Loop,
        keys: ThreadKeys,
        shortcuts: Mapping[str, Shortcut],
        pressed: Pressed,
        missing: Missing,
    ) -> None:
        self._loop, self._keys, self._pressed = loop, keys, pressed
        self._closed = False
        self._number = 0
        self._begun = threading.Event()
        self._missing = find_doubles(shortcuts)
        self._wanted = {action: shortcut for action, shortcut in shortcuts.items() if action not in self._missing}
        self._thread: threading.Thread | None = None
        if self._wanted:
            self._thread = threading.Thread(target=self._run, name="hotkeys", daemon=True)
            self._thread.start()
            self._begun.wait()  # two calls of the system; the thread can be ended from then on
        self._later(lambda: missing(self._missing))

    def close(self) -> None:
        """End the thread, and wait for it: the next one may want the same keys."""
        self._closed = True
        if self._thread is not None:
            self._keys.end(self._number)
            self._thread.join()

    def _run(self) -> None:
        actions = dict(enumerate(self._wanted, start=1))
        try:
            self._number = self._keys.begin()
            registered = [number for number, action in actions.items() if self._register(number, action)]
        finally:
            self._begun.set()
        while (number := self._keys.wait()) is not None:
            if number in actions:
                self._later(partial(self._pressed, actions[number]))
        for number in registered:
            self._keys.unregister(number)

    def _register(self, number: int, action: str) -> bool:
        shortcut = self._wanted[action]
        error = self._keys.register(number, *register_arguments(shortcut))
        if error:
            owner = "taken by another program" if error == _TAKEN else f"not given to programs (error {error})"
            self._missing[action] = f"{shortcut} is {owner}."
        return not error

    def _later(self, call: Callable[[], None]) -> None:
        self._loop.soon(lambda: None if self._closed else call())


if sys.platform == "win32":
    from ctypes import wintypes

    _user = ctypes.WinDLL("user32", use_last_error=True)
    _kernel = ctypes.WinDLL("kernel32")

    class _ThreadKeys:
        """Implements `ThreadKeys`."""

        def begin(self) -> int:
            _user.PeekMessageW(ctypes.byref(wintypes.MSG()), None, 0, 0, 0)  # this is what makes the queue
            return int(_kernel.GetCurrentThreadId())

        def register(self, number: int, modifiers: int, key: int) -> int:
            return 0 if _user.RegisterHotKey(None, number, modifiers, key) else ctypes.get_last_error() or -1

        def unregister(self, number: int) -> None:
            _user.UnregisterHotKey(None, number)

        def wait(self) -> int | None:
            message = wintypes.MSG()
            while _user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:  # 0 is _QUIT, -1 an error
                if message.message == _HOTKEY:
                    return int(message.wParam)
            return None

        def end(self, thread: int) -> None:
            _user.PostThreadMessageW(thread, _QUIT, 0, 0)

    def _thread_keys() -> ThreadKeys:
        return _ThreadKeys()

else:

    def _thread_keys() -> ThreadKeys:
        raise AssertionError("asked for on Windows only")
