"""Tells where on a card the buttons of these words lie: from its left edge, and from its lower one.

python -m tests.e2e.card_places "I’m up" "Show me" "Snooze 5 min" "▾"
"""

import sys
from typing import NoReturn

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.core.settings.settings import DEFAULTS
from posture_app.core.snooze_choices import snooze_choices
from posture_app.core.words import SHOW_ME
from posture_app.ui.kit.appearance import Theme
from posture_app.ui.prompts.card import Card, due_picture

MORE = "▾"


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme = Theme(app)  # with which buttons have their size
    theme.choose("system")
    texts = sys.argv[1:]
    words = tuple((_word(text), text) for text in texts if text not in (SHOW_ME, MORE))
    message = Message(1, "Title", "Body", words, snoozes=snooze_choices(DEFAULTS) if MORE in texts else ())
    card = Card(message, lambda _: None, due_picture(message), lesson=_no_lesson if SHOW_ME in texts else None)
    card.appear()
    app.processEvents()
    for button in card.findChildren(QPushButton):
        at = button.mapTo(card, QPoint(button.width() // 2, button.height() // 2))
        sys.stdout.write(f"{at.x()} {card.height() - at.y()}\n")
    card.leave()


def _word(text: str) -> Word:
    return Word.SNOOZE if text.startswith("Snooze") else Word.UP


def _no_lesson() -> NoReturn:
    raise AssertionError("nobody clicks here")


if __name__ == "__main__":
    main()
