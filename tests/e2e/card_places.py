"""Tells where on a card the buttons of these words lie: from its left edge, and from its lower one.

python -m tests.e2e.card_places "I’m up" "Snooze 5 min"
"""

import sys

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton

from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.ui.prompts.card import Card, due_picture


def main() -> None:
    app = QApplication(sys.argv[:1])
    words = tuple((Word.UP, text) for text in sys.argv[1:])
    card = Card(Message(1, "Title", "Body", words), lambda _: None, due_picture())
    card.appear()
    app.processEvents()
    for button in card.findChildren(QPushButton):
        at = button.mapTo(card, QPoint(button.width() // 2, button.height() // 2))
        sys.stdout.write(f"{at.x()} {card.height() - at.y()}\n")
    card.leave()


if __name__ == "__main__":
    main()
