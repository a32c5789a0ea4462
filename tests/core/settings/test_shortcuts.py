import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture_app.core.settings.shortcuts import (
    FUNCTION_KEYS,
    KEYS,
    Modifier,
    Shortcut,
    find_doubles,
    format_shortcut,
    parse_shortcut,
)

CTRL, ALT, SHIFT, SUPER = Modifier.CTRL, Modifier.ALT, Modifier.SHIFT, Modifier.SUPER


@pytest.mark.parametrize(
    ("text", "modifiers", "key"),
    [
        ("Ctrl+Alt+U", {CTRL, ALT}, "U"),
        ("alt + CONTROL + u", {CTRL, ALT}, "U"),
        ("u+ctrl+alt", {CTRL, ALT}, "U"),
        ("Super+F9", {SUPER}, "F9"),
        ("win+5", {SUPER}, "5"),
        ("Ctrl+Shift+Space", {CTRL, SHIFT}, "Space"),
        ("ctrl+pgdn", {CTRL}, "PageDown"),
        ("Alt+Return", {ALT}, "Enter"),
        ("F24", set(), "F24"),
        ("shift+f1", {SHIFT}, "F1"),
        ("Super+Up", {SUPER}, "Up"),
    ],
)
def test_a_shortcut_is_read_in_any_case_and_order(text: str, modifiers: set[Modifier], key: str) -> None:
    assert Shortcut(frozenset(modifiers), key) == parse_shortcut(text)


@pytest.mark.parametrize("text", ["", "  ", "none", "None", " NONE "])
def test_no_shortcut(text: str) -> None:
    assert parse_shortcut(text) is None


def test_how_it_is_written() -> None:
    assert "Super+Ctrl+Alt+Shift+PageUp" == format_shortcut(parse_shortcut("shift+alt+ctrl+super+pageup"))
    assert "none" == format_shortcut(None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ctrl+Alt", "“Ctrl+Alt” names no key"),
        ("Ctrl+U+I", "“Ctrl+U+I” names more than one key"),
        ("Ctrl+U+U", "more than one key"),
        ("Ctrl+Foo", "“Foo” is not a key"),
        ("Ctrl+ß", "“ß” is not a key"),
        ("Ctrl+٣", "“٣” is not a key"),
        ("Ctrl+F25", "“F25” is not a key"),
        ("Ctrl-U", "“Ctrl-U” is not a key"),
        ("Ctrl++", "a “+” has nothing beside it"),
        ("+", "a “+” has nothing beside it"),
        ("Ctrl+ctrl+U", "“ctrl” is given twice"),
        ("Win+Super+U", "“Super” is given twice"),
        ("U", "“U” alone is needed for typing; hold Ctrl, Alt or Super with it"),
        ("Shift+U", "alone is needed for typing"),
        ("Shift+Space", "alone is needed for typing"),
        ("Pause", "alone is needed for typing"),
    ],
)
def test_what_is_no_shortcut_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        parse_shortcut(text)


shortcuts = st.builds(Shortcut, st.frozensets(st.sampled_from(Modifier)), st.sampled_from(KEYS)).filter(
    lambda shortcut: bool(shortcut.modifiers - {SHIFT}) or shortcut.key in FUNCTION_KEYS
)


@given(shortcuts)
def test_what_is_written_is_read_back(shortcut: Shortcut) -> None:
    assert shortcut == parse_shortcut(format_shortcut(shortcut))
    assert shortcut == parse_shortcut(format_shortcut(shortcut).lower())


@given(st.text() | st.text(alphabet="ctrlauf129+ "))
def test_no_text_raises_anything_but_a_value_error(text: str) -> None:
    try:
        parse_shortcut(text)
    except ValueError as error:
        assert str(error)  # noqa: PT017 - it need not raise


def test_the_same_shortcut_twice_is_had_once() -> None:
    one, other = Shortcut(frozenset({CTRL}), "U"), Shortcut(frozenset({ALT}), "U")
    assert {} == find_doubles({"up": one, "pause": other})
    assert {"pause": "Ctrl+U is already set for “I’m up”."} == find_doubles({"up": one, "snooze": other, "pause": one})
