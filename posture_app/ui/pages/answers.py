"""The buttons with which the person says what they do, each in a fixed place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from posture_app.core.events import Word
from posture_app.core.language import N_, _
from posture_app.core.text import without_key
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.button_row import ButtonRow
from posture_app.ui.kit.placing import drop
from posture_app.ui.tray.snooze_menu import ANOTHER

Said = Word | Literal["show", "more"]
"""A word, or to be shown the exercise that the prompt offers, or the other lengths of a snooze."""
ORDER: tuple[Said, ...] = (
    Word.UP, Word.SIT, Word.STAND, Word.RESUME, Word.PRIVATE_OFF, "show", Word.DONE, Word.SNOOZE, "more", Word.SKIP,
)  # fmt: skip
"""From left to right, whichever of them are offered; and so with the tab key."""
FIRST = (N_("I’m up"), N_("I’m sitting"), N_("I’m back, sitting"))
"""What the first place may say. It has room for each of them, so that the second one stays where it is."""
MAIN_KEYS = "Ctrl+Return", "Ctrl+Enter"
MEANINGS: Mapping[Said, str] = {
    Word.UP: N_("A break from the desk begins."),
    Word.STAND: N_("You work on, standing at the desk."),
    "more": ANOTHER,
}
"""Of what is easily taken for something else."""


class Answers(ButtonRow):
    """The words that are offered; the posture in a row of its own where there is not the room for one row. Ctrl and
    Enter say the one that stands out.
    """

    def __init__(self, say: Callable[[Said], None]) -> None:
        self._say = say
        self._main: Said | None = None
        self._first = 0, 0
        super().__init__((), head=2)
        self._words: dict[Said, Button] = {
            word: Button("", f"say {word}", parent=self, opens=word == "more") for word in ORDER
        }
        self._buttons = tuple(self._words.values())
        for word, meaning in MEANINGS.items():
            self._words[word].setToolTip(_(meaning))
            self._words[word].setAccessibleDescription(_(meaning))
        for button in self._words.values():
            button.clicked.connect(self._clicked)
        for keys in MAIN_KEYS:
            QShortcut(QKeySequence(keys), self, self._say_main)
        self.offer({}, None)

    def offer(self, texts: Mapping[Said, str], main: Said | None) -> None:
        """Offer these answers with these words, one of them as the one to give."""
        self._main = main if main in texts else None
        for word, button in self._words.items():
            button.setVisible(word in texts)
            if word in texts:
                button.setText(texts[word])
                button.setAccessibleName(_(MEANINGS[word]) if word == "more" else without_key(texts[word]))
                button.set_look(Look.MAIN if word is main else Look.PLAIN)
        shown = [word for word in ORDER if word in texts]
        if shown:
            self.setFocusProxy(self._words[self._main if self._main is not None else shown[0]])
        self.arrange()

    def drop(self, menu: QMenu, word: Said) -> None:
        """Open the menu of this button."""
        drop(menu, self._words[word])

    def least_width(self, shown: Sequence[Button]) -> int:
        """Reckoned once for each size of text."""
        if self._first[0] != shown[0].fontMetrics().height():
            self._first = shown[0].fontMetrics().height(), max(shown[0].size_for(_(text)).width() for text in FIRST)
        return self._first[1]

    @Slot()
    def _say_main(self) -> None:
        if self._main is not None:
            self._say(self._main)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        self._say(next(word for word, button in self._words.items() if button is sender))
