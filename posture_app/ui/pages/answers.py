"""The buttons with which the person says what they do, each in a fixed place."""

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from posture_app.core.events import Word
from posture_app.core.language import N_, _
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.placing import drop
from posture_app.ui.tray.snooze_menu import ANOTHER

Said = Word | Literal["show", "more"]
"""A word, or to be shown the exercise that the prompt offers, or the other lengths of a snooze."""
ORDER: tuple[Said, ...] = (
    Word.UP, Word.SIT, Word.STAND, Word.RESUME, Word.PRIVATE_OFF, "show", Word.DONE, Word.SNOOZE, "more", Word.SKIP,
)  # fmt: skip
"""From left to right, whichever of them are offered; and so with the tab key."""
FIRST = ("I’m up", "I’m sitting", "I’m back, sitting")
"""What the first place may say. It has room for each of them, so that the second one stays where it is."""
MAIN_KEYS = "Ctrl+Return", "Ctrl+Enter"
TOGETHER = 2
"""Pixels between the snooze and its other lengths."""
MEANINGS: Mapping[Said, str] = {
    Word.UP: N_("A break from the desk begins."),
    Word.STAND: N_("You work on, standing at the desk."),
    "more": ANOTHER,
}
"""Of what is easily taken for something else."""


class Answers(QWidget):
    """One row of buttons, or more where there is not enough room for one, read from where one begins to read. Ctrl and
    Enter say the one that stands out.
    """

    def __init__(self, say: Callable[[Said], None]) -> None:
        super().__init__()
        self._say = say
        self._shown: tuple[Button, ...] = ()
        self._main: Said | None = None
        self._first = 0, 0
        self._words: dict[Said, Button] = {
            word: Button("", f"say {word}", parent=self, opens=word == "more") for word in ORDER
        }
        for word, meaning in MEANINGS.items():
            self._words[word].setToolTip(_(meaning))
            self._words[word].setAccessibleDescription(_(meaning))
        for button in self._words.values():
            button.clicked.connect(self._clicked)
        for keys in MAIN_KEYS:
            QShortcut(QKeySequence(keys), self, self._say_main)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def offer(self, texts: Mapping[Said, str], main: Said | None) -> None:
        """Offer these answers with these words, one of them as the one to give."""
        self._main = main if main in texts else None
        for word, button in self._words.items():
            button.setVisible(word in texts)
            if word in texts:
                button.setText(texts[word])
                button.setAccessibleName(_(MEANINGS[word]) if word == "more" else texts[word].replace("&", ""))
                button.set_look(Look.MAIN if word is main else Look.PLAIN)
        self._shown = tuple(self._words[word] for word in ORDER if word in texts)
        if self._shown:
            self.setFocusProxy(self._words[self._main] if self._main is not None else self._shown[0])
        self._place()
        self.updateGeometry()

    def drop(self, menu: QMenu, word: Said) -> None:
        """Open the menu of this button."""
        drop(menu, self._words[word])

    def sizeHint(self) -> QSize:
        boxes = self._boxes(1 << 20)
        return QSize(boxes[-1].right() + 1, boxes[-1].bottom() + 1) if boxes else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        boxes = self._boxes(0)
        return QSize(max((box.right() + 1 for box in boxes), default=0), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return boxes[-1].bottom() + 1 if boxes else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.LayoutRequest):  # its words have grown
            self._place()
            self.updateGeometry()
        return done

    def _boxes(self, width: int) -> list[QRect]:
        """Where the buttons are in a width: in a row; or the first two in one of their own; or wherever each fits."""
        if not self._shown:
            return []
        sizes = [button.sizeHint() for button in self._shown]
        first = self._least_first()
        wides = [max(size.width(), 0 if place else first) for place, size in enumerate(sizes)]
        two_rows = sum(wides) + SPACE * (len(wides) - 1) > width
        boxes: list[QRect] = []
        x = y = 0
        for place, (wide, size) in enumerate(zip(wides, sizes, strict=True)):
            if (place and x + wide > width) or (place == 2 and two_rows):  # noqa: PLR2004 - the posture above, the reminder below
                x, y = 0, boxes[-1].bottom() + 1 + SPACE
            boxes.append(QRect(x, y, wide, size.height()))
            x += wide + (TOGETHER if self._shown[place + 1 : place + 2] == (self._words["more"],) else SPACE)
        return boxes

    def _least_first(self) -> int:
        """How wide the first one is at the least; reckoned once for each size of text."""
        one = self._shown[0]
        if self._first[0] != one.fontMetrics().height():
            self._first = one.fontMetrics().height(), max(one.size_for(text).width() for text in FIRST)
        return self._first[1]

    def _place(self) -> None:
        for button, box in zip(self._shown, self._boxes(self.width()), strict=True):
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
        self.setMinimumHeight(self.heightForWidth(self.width()))

    @Slot()
    def _say_main(self) -> None:
        if self._main is not None:
            self._say(self._main)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        self._say(next(word for word, button in self._words.items() if button is sender))
