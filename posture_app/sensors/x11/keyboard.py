"""Which keys of an X keyboard make up a shortcut, read from the server's tables of keys and modifiers."""

import itertools
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from posture_app.core.settings.shortcuts import DIGITS, FUNCTION_KEYS, LETTERS, Modifier, Shortcut
from posture_app.sensors.x11.wire import PACKET

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


@dataclass(frozen=True, slots=True)
class Keyboard:
    """For each keycode, from `first` on, the keysyms on it; for each of the eight modifiers, the keys that are it."""

    first: int
    keysyms: Sequence[Sequence[int]]
    modifiers: Sequence[Sequence[int]]

    def grabs(self, shortcut: Shortcut) -> frozenset[Grab]:
        """All that must be grabbed for this shortcut, whatever locks are on. Raises ValueError if a key is missing."""
        held = 0
        for modifier in shortcut.modifiers:
            held |= self._mask(modifier)
        codes = self._codes(KEYSYMS[shortcut.key])
        if not codes:
            raise ValueError(f"This keyboard has no key {shortcut.key}.")
        return frozenset(itertools.product(codes, (held | ignored for ignored in self._ignored())))

    def _mask(self, modifier: Modifier) -> int:
        if modifier in (Modifier.SHIFT, Modifier.CTRL):
            return _SHIFT if modifier is Modifier.SHIFT else _CONTROL
        for keysym in _ALT if modifier is Modifier.ALT else _SUPER:
            if mask := self._mask_of(keysym):
                return mask
        raise ValueError(f"This keyboard has no key {modifier}.")

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
