"""The buttons that answer a prompt, and those of the other lengths of a snooze."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot

from posture_app.core.events import Say, Word
from posture_app.core.language import _
from posture_app.core.snooze_choices import SnoozeChoices
from posture_app.ui.kit.button import Look, NoRepeatButton
from posture_app.ui.kit.placing import drop
from posture_app.ui.tray.snooze_menu import ANOTHER, SnoozeMenu


class AnswerButton(NoRepeatButton):
    """One answer to a prompt, inert at first."""

    widest = 180

    def __init__(self, text: str, name: str, look: Look, answer: Callable[[], None], *, says: str = "") -> None:
        super().__init__(text.replace("&", "&&"), name, look, says=says or text, opens=not text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(False)
        self._answer = answer
        self.clicked.connect(self._clicked)

    @Slot()
    def _clicked(self) -> None:
        self._answer()


class SnoozeMore(AnswerButton):
    """Opens the other lengths of a snooze; `say` gets the one that is chosen."""

    def __init__(self, choices: SnoozeChoices, say: Callable[[Say], None]) -> None:
        words = _(ANOTHER)
        super().__init__("", "snooze_more", Look.PLAIN, self._open, says=words)
        self.setToolTip(words)
        self._menu = SnoozeMenu(self, lambda: choices, say)

    def _open(self) -> None:
        drop(self._menu, self)


def with_more(
    buttons: Sequence[AnswerButton], choices: SnoozeChoices, say: Callable[[Say], None]
) -> list[AnswerButton]:
    """The buttons, and after that of the snooze the one for its other lengths, if there are any."""
    found: list[AnswerButton] = []
    for button in buttons:
        found.append(button)
        if button.objectName() == f"answer_{Word.SNOOZE}" and choices:
            found.append(SnoozeMore(choices, say))
    return found
