"""Which keys make up a shortcut, on keyboards of several kinds."""

import struct

import pytest

from posture_app.core.settings.shortcuts import KEYS, Shortcut, parse_shortcut
from posture_app.sensors.linux.hotkeys import KEY_NAMES, trigger
from posture_app.sensors.x11.hotkeys import KEYSYMS, Keyboard, read_keyboard

SHIFT_L, CAPS, CTRL_L, ALT_L, META_L, SUPER_L, NUM, SCROLL = (
    *(0xFFE1, 0xFFE5, 0xFFE3, 0xFFE9),
    *(0xFFE7, 0xFFEB, 0xFF7F, 0xFF14),
)
CYRILLIC_GHE, AMPERSAND = 0x6C7, 0x26


def shortcut(text: str) -> Shortcut:
    found = parse_shortcut(text)
    assert found is not None
    return found


def keyboard(*keys: tuple[int, ...], modifiers: dict[int, int]) -> Keyboard:
    """Keys from code 8 on, and which code is which modifier (0 to 7)."""
    return Keyboard(8, keys, [[code for code, number in modifiers.items() if number == n] for n in range(8)])


def test_every_key_of_the_notation_has_a_number_and_a_name() -> None:
    assert set(KEYS) == KEYSYMS.keys() == KEY_NAMES.keys()
    assert len(KEYS) == len(set(KEYSYMS.values())) == len(set(KEY_NAMES.values()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ctrl+Alt+U", "CTRL+ALT+u"),
        ("Super+Shift+PageUp", "LOGO+SHIFT+Page_Up"),
        ("Ctrl+Enter", "CTRL+Return"),
        ("F9", "F9"),
    ],
)
def test_what_the_portal_is_asked_for(text: str, expected: str) -> None:
    assert expected == trigger(shortcut(text))


def test_a_keyboard_is_read_from_what_the_server_sends() -> None:
    header = bytes(30)
    keys = bytes([1, 2]) + header + struct.pack("=4I", ord("u"), ord("U"), ALT_L, 0)
    modifiers = bytes([1, 1]) + header + bytes([0, 0, 0, 9, 0, 0, 0, 0])
    read = read_keyboard(8, keys, modifiers)
    assert [(ord("u"), ord("U")), (ALT_L, 0)] == [tuple(on) for on in read.keysyms]
    assert {(8, 8), (8, 10)} == read.grabs(shortcut("Alt+U"))


def test_a_letter_is_found_in_the_second_layout() -> None:
    russian_first = keyboard((CYRILLIC_GHE, 0, ord("u"), ord("U")), modifiers={})
    assert {(8, 4), (8, 6)} == russian_first.grabs(shortcut("Ctrl+U"))


def test_a_digit_that_is_typed_with_shift_is_the_key_without_it() -> None:
    french = keyboard((AMPERSAND, ord("1"), AMPERSAND, ord("1")), modifiers={})
    assert {(8, 4), (8, 6)} == french.grabs(shortcut("Ctrl+1"))


def test_a_key_of_the_first_layout_is_not_mixed_up_with_one_of_the_second() -> None:
    german_and_english = keyboard((ord("z"), 0, ord("y"), 0), (ord("y"), 0, ord("z"), 0), modifiers={})
    assert {(8, 4), (8, 6)} == german_and_english.grabs(shortcut("Ctrl+Z"))


def test_two_keys_of_the_same_kind_both_count() -> None:
    both = keyboard((KEYSYMS["Enter"],), (KEYSYMS["Enter"],), modifiers={})
    assert {(8, 4), (8, 6), (9, 4), (9, 6)} == both.grabs(shortcut("Ctrl+Enter"))


@pytest.mark.parametrize(
    ("on_key", "number", "text", "mask"),
    [(ALT_L, 3, "Alt+U", 8), (ALT_L, 5, "Alt+U", 32), (META_L, 6, "Alt+U", 64), (SUPER_L, 7, "Super+U", 128)],
)
def test_alt_and_super_are_where_the_server_says(on_key: int, number: int, text: str, mask: int) -> None:
    found = keyboard((ord("u"),), (on_key,), modifiers={9: number}).grabs(shortcut(text))
    assert {(8, mask), (8, mask | 2)} == found


def test_whatever_is_switched_on_is_ignored_wherever_it_is() -> None:
    locks = keyboard((ord("u"),), (NUM,), (SCROLL,), modifiers={9: 4, 10: 6})
    assert {(8, 4 | lock) for lock in (0, 2, 16, 64, 18, 66, 80, 82)} == locks.grabs(shortcut("Ctrl+U"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ctrl+F24", "This keyboard has no key F24."),
        ("Super+U", "This keyboard has no key Super."),
        ("Alt+U", "This keyboard has no key Alt."),
    ],
)
def test_what_a_keyboard_does_not_have_is_named(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        keyboard((ord("u"),), modifiers={}).grabs(shortcut(text))


def test_a_keyboard_without_keys_has_none() -> None:
    empty = read_keyboard(8, bytes(32), bytes(32))
    with pytest.raises(ValueError, match="no key U"):
        empty.grabs(shortcut("Ctrl+U"))
