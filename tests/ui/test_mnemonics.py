"""The letters to press with Alt: each names one thing of its window, or of its menu."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from tests.ui.screens import SCREENS
from tests.ui.showing import shown

ALIKE = ("statistics", "day_", "year_", "own", "exercise", "programme", "break", "list", "tooltip")
"""Windows of which others have the same buttons, or none."""
SEEN = tuple(name for name in SCREENS if "smallest" not in name and not name.startswith(ALIKE))


def letters(window: QWidget) -> Counter[str]:
    """What can be pressed now, with how many things listen to it."""
    if isinstance(window, QMenu):
        texts = [action.text() for action in window.actions() if action.isVisible()]
    else:
        parts: list[QAbstractButton | QLabel] = list(window.findChildren(QAbstractButton))
        parts += [each for each in window.findChildren(QLabel) if each.buddy() is not None]
        texts = [part.text() for part in parts if part.isVisible() and part.window() is window]
    keys = (QKeySequence.mnemonic(text).toString() for text in texts)
    return Counter(key for key in keys if key)


@pytest.mark.parametrize("name", SEEN)
def test_no_two_things_of_a_window_listen_to_the_same_letter(qt: object, name: str) -> None:
    with shown(SCREENS[name]()) as window:
        assert {} == {key: count for key, count in letters(window).items() if count > 1}
