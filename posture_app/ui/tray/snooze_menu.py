"""The menu of snoozes: for how long the reminder that shows is put off."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.core.events import Say, Word
from posture_app.core.language import N_, _
from posture_app.core.snooze_choices import SnoozeChoices
from posture_app.ui.tray.item import Item

ANOTHER = N_("Snooze for another time")
UNTIL_PAUSE = N_("When you stop typing for a moment, within an hour.")


class SnoozeMenu(QMenu):
    """Offers the lengths that the settings have whenever it opens."""

    def __init__(self, parent: QWidget, choices: Callable[[], SnoozeChoices], say: Callable[[Say], None]) -> None:
        super().__init__(_("Snooze &for"), parent)
        self.setObjectName("snoozes")
        self.setWindowTitle(_(ANOTHER))
        self.setToolTipsVisible(True)
        self._choices, self._say = choices, say
        self._offered: SnoozeChoices = ()
        self.aboutToShow.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Offer those there are now."""
        offered = self._choices()
        if offered != self._offered:
            self._offered = offered
            self.clear()
            for say, words in offered:
                until_pause = say.word is Word.SNOOZE_QUIET
                item = Item(
                    self, words, "snooze_quiet" if until_pause else f"snooze_{say.minutes}", partial(self._say, say)
                )
                if until_pause:
                    item.setToolTip(_(UNTIL_PAUSE))
