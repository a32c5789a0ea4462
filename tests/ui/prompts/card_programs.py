"""Two programs for the test of focus: `editor` is what a person works in, `card` shows a prompt card.

Both print one line for each thing that the test waits for.
"""

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from posture_app.core.events import Say, Word
from posture_app.core.ports import Message
from posture_app.ui.prompts.card import Card
from posture_app.ui.prompts.card_notifier import CardNotifier


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


class Editor(QObject):
    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.line = QLineEdit()
        self.line.resize(200, 40)
        self.line.textChanged.connect(self.typed)
        self.line.show()
        say("shown", int(self.line.winId()))

    @Slot(str)
    def typed(self, text: str) -> None:
        say("typed", text)


class OneCard(QObject):
    """Tells where in the card the main button lies, once it is live."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.notifier = CardNotifier(self.answered)
        self.notifier.show(Message(1, "Time to get up", "Walk a little.", ((Word.UP, "I’m up"),)), say)
        (self.card,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, Card)]
        button = self.card.findChild(QPushButton)
        assert button is not None
        self.button = button
        self.button.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self.button.isEnabled() and event.type() is QEvent.Type.EnabledChange:
            at = self.button.mapTo(self.card, self.button.rect().center())
            say("live", at.x(), at.y())
        return False

    def answered(self, number: int, answer: Say) -> None:
        say("answered", number, answer.word.value)
        QCoreApplication.quit()


def main() -> int:
    app = QApplication(sys.argv)
    program = {"editor": Editor, "card": OneCard}[sys.argv[1]](app)
    code = app.exec()
    del program
    return code


if __name__ == "__main__":
    sys.exit(main())
