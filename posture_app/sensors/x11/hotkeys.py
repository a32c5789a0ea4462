"""Shortcuts that work everywhere, on X11: keys that the server keeps for us, whichever window has the focus."""

import itertools
import logging
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from posture_app.core.language import lasting
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
from posture_app.core.value import value
from posture_app.sensors.compositors import Compositors
from posture_app.sensors.x11.session import XSession
from posture_app.sensors.x11.wire import PACKET

_GRAB_KEY, _UNGRAB_KEY, _GET_INPUT_FOCUS, _GET_KEYBOARD_MAPPING, _GET_MODIFIER_MAPPING = 33, 34, 43, 101, 119
_KEY_PRESS, _KEY_RELEASE, _MAPPING_NOTIFY = 2, 3, 34
_KEYBOARD, _MODIFIERS = 0, 1  # of what a MappingNotify tells
_ASYNCHRONOUS = 1  # nobody's input waits for us
_MEANT = 0xFF  # of the state of a key event: the modifiers without the pointer's buttons

KEYSYMS: Mapping[str, int] = {
    **{letter: ord(letter.lower()) for letter in LETTERS},
    **{digit: ord(digit) for digit in DIGITS},
    **{key: 0xFFBE + number for number, key in enumerate(FUNCTION_KEYS)},
    "Space": 0x0020,
    "Tab": 0xFF09,
    "Enter": 0xFF0D,
    "Escape": 0xFF1B,
    "Backspace": 0xFF08,
    "Insert": 0xFF63,
    "Delete": 0xFFFF,
    "Pause": 0xFF13,
    "Home": 0xFF50,
    "End": 0xFF57,
    "PageUp": 0xFF55,
    "PageDown": 0xFF56,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
}
"""The number that X gives to what is written on a key."""

_SHIFT, _LOCK, _CONTROL = 1, 2, 4
_ALT, _SUPER = (0xFFE9, 0xFFEA, 0xFFE7, 0xFFE8), (0xFFEB, 0xFFEC)  # left and right, Meta where there is no Alt
_NUM_LOCK, _SCROLL_LOCK = 0xFF7F, 0xFF14
_COLUMNS = (0, 2, 1, 3)  # where a letter is looked for first: unshifted in the first layout, then in the second

Grab = tuple[int, int]
"""A key's code and the mask of what is held with it."""

_log = logging.getLogger(__name__)


@value
class Keyboard:
    """For each keycode, from `first` on, the keysyms on it; for each of the eight modifiers, the keys that are it."""

    first: int
    keysyms: Sequence[Sequence[int]]
    modifiers: Sequence[Sequence[int]]

    def grabs(self, shortcut: Shortcut) -> frozenset[Grab]:
        """All that must be grabbed for this shortcut, whatever locks are on. Raises ValueError if a key is missing."""
        mask = 0
        for modifier in shortcut.modifiers:
            mask |= self._mask(modifier)
        codes = self._codes(KEYSYMS[shortcut.key])
        if not codes:
            raise ValueError(lasting("This keyboard has no key {key}.", key=shortcut.key))
        return frozenset(itertools.product(codes, (mask | ignored for ignored in self._ignored())))

    def _mask(self, modifier: Modifier) -> int:
        if modifier in (Modifier.SHIFT, Modifier.CTRL):
            return _SHIFT if modifier is Modifier.SHIFT else _CONTROL
        for keysym in _ALT if modifier is Modifier.ALT else _SUPER:
            if mask := self._mask_of(keysym):
                return mask
        raise ValueError(lasting("This keyboard has no key {modifier}.", modifier=modifier))

    def _ignored(self) -> set[int]:
        """The masks of all combinations of what is switched on and off, and has no part in a shortcut."""
        locks = {_LOCK, self._mask_of(_NUM_LOCK), self._mask_of(_SCROLL_LOCK)} - {0}
        return {sum(some) for size in range(len(locks) + 1) for some in itertools.combinations(locks, size)}

    def _mask_of(self, keysym: int) -> int:
        """The one modifier that a key with this on it is; 0 if there is none."""
        for number, codes in enumerate(self.modifiers):
            if any(keysym in self._on(code) for code in codes):
                return 1 << number
        return 0

    def _on(self, code: int) -> Sequence[int]:
        number = code - self.first
        return self.keysyms[number] if 0 <= number < len(self.keysyms) else ()

    def _codes(self, keysym: int) -> list[int]:
        width = len(self.keysyms[0]) if self.keysyms else 0
        for column in (*_COLUMNS[:width], *range(len(_COLUMNS), width)):
            codes = [self.first + n for n, on in enumerate(self.keysyms) if column < len(on) and on[column] == keysym]
            if codes:
                return codes
        return []


def read_keyboard(first: int, keys: bytes, modifiers: bytes) -> Keyboard:
    """From the replies to GetKeyboardMapping, asked from keycode `first` on, and to GetModifierMapping."""
    width, per_modifier = keys[1], modifiers[1]
    numbers = [number for (number,) in struct.iter_unpack("=I", keys[PACKET:])]
    codes = modifiers[PACKET:]
    return Keyboard(
        first,
        [numbers[at : at + width] for at in range(0, len(numbers), width)] if width else [],
        [[code for code in codes[n * per_modifier : (n + 1) * per_modifier] if code] for n in range(8)],
    )


class X11Hotkeys:
    """Implements `sensors.hotkeys.Hotkeys` by grabs of keys. Raises Unavailable where X11 does not see all keys."""

    name = "x11"

    def __init__(self, loop: Loop, environ: Mapping[str, str], compositors: Compositors | None = None) -> None:
        self._loop = loop
        self._shortcuts: Mapping[str, Shortcut] = {}
        self._pressed: Pressed = lambda _: None
        self._missing: Missing = lambda _: None
        self._reported: Mapping[str, str] | None = None  # what was last reported as missing
        self._reading = 0  # number of the present one; the answers to an earlier one are void
        self._grabbed: dict[Grab, str] = {}  # the action that each is for
        self._released = (0, 0)  # the last key that came up, and when
        self._lost_why: str | None = None
        self._display = XSession(environ, compositors)
        self._display.listen(loop, event=self._event, lost=self._lose)

    def look(self, found: Callable[[str], None]) -> None:
        found(lasting(EVERYWHERE))

    def bind(self, shortcuts: Mapping[str, Shortcut], pressed: Pressed, missing: Missing) -> None:
        self._shortcuts, self._pressed, self._missing, self._reported = dict(shortcuts), pressed, missing, None
        self._grabbed = dict.fromkeys(self._grabbed, "")  # kept until others are grabbed, without an action
        if self._lost_why is None:
            self._read_keyboard()
        else:
            self._loop.soon(self._report_lost)

    def close(self) -> None:
        """Let go of the display, and by that of all keys; harmless if done before."""
        self._pressed, self._missing = (lambda _: None), (lambda _: None)
        self._display.close()

    def _read_keyboard(self) -> None:
        """Ask what is on the keys; once that is known, grab those of the shortcuts."""
        self._reading += 1
        number, codes = self._reading, self._display.keycodes
        keys: list[bytes] = []

        def know(modifiers: bytes) -> None:
            if number == self._reading:
                self._grab(*_plan(self._shortcuts, read_keyboard(codes[0], keys[0], modifiers)))

        which = struct.pack("=BBxx", codes[0], len(codes))
        self._display.send(_GET_KEYBOARD_MAPPING, body=which, reply=keys.append)
        self._display.send(_GET_MODIFIER_MAPPING, reply=know)

    def _grab(self, grabs: Mapping[Grab, str], missing: dict[str, str]) -> None:
        """Grab these keys in place of those grabbed before; those that are among both stay grabbed all the time."""
        number = self._reading

        def refused(grab: Grab, _code: int) -> None:
            action = self._grabbed.pop(grab, None)
            if action:
                missing[action] = lasting("{shortcut} is taken by another program.", shortcut=self._shortcuts[action])

        def settled(_: bytes) -> None:
            if number == self._reading:
                self._ungrab([grab for grab, action in self._grabbed.items() if action in missing])
                self._report(missing)

        self._ungrab(self._grabbed.keys() - grabs.keys())
        new = grabs.keys() - self._grabbed.keys()
        self._grabbed = dict(grabs)
        for code, mask in new:
            body = struct.pack("=IHBBBxxx", self._display.root, mask, code, _ASYNCHRONOUS, _ASYNCHRONOUS)
            self._display.send(_GRAB_KEY, body=body, refused=partial(refused, (code, mask)))
        self._display.send(_GET_INPUT_FOCUS, reply=settled)  # any reply says that the requests before it are done

    def _ungrab(self, grabs: Iterable[Grab]) -> None:
        for code, mask in grabs:
            self._display.send(_UNGRAB_KEY, code, struct.pack("=IHxx", self._display.root, mask))
            self._grabbed.pop((code, mask), None)

    def _event(self, event: bytes) -> None:
        kind, code = event[0], event[1]  # an event sent by another program has one more bit set, and is none of these
        if kind == _MAPPING_NOTIFY and event[4] in (_KEYBOARD, _MODIFIERS):
            self._read_keyboard()
        elif kind in (_KEY_PRESS, _KEY_RELEASE):
            (time,), (state,) = struct.unpack_from("=I", event, 4), struct.unpack_from("=H", event, 28)
            if kind == _KEY_RELEASE:
                self._released = (code, time)
            elif (code, time) == self._released:
                return  # a key that is held comes up and down again at the same moment
            elif action := self._grabbed.get((code, state & _MEANT)):
                self._pressed(action)

    def _report(self, missing: Mapping[str, str]) -> None:
        if missing != self._reported:
            self._reported = missing
            self._missing(missing)

    def _lose(self, why: str) -> None:
        _log.info("shortcuts work no more: %s", why)
        self._lost_why = lasting("Shortcuts work no more: {why}.", why=why)
        self._report_lost()

    def _report_lost(self) -> None:
        self._report(dict.fromkeys(self._shortcuts, self._lost_why or ""))


def _plan(wanted: Mapping[str, Shortcut], keyboard: Keyboard) -> tuple[dict[Grab, str], dict[str, str]]:
    """What to grab for what, and why some of it cannot be had on this keyboard."""
    grabs: dict[Grab, str] = {}
    missing = find_doubles(wanted)
    for action, shortcut in wanted.items():
        if action in missing:
            continue
        try:
            grabs |= dict.fromkeys(keyboard.grabs(shortcut), action)
        except ValueError as error:
            missing[action] = str(error)
    return grabs, missing
