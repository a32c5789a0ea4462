"""One of the person's own reminders in the list of them, and what is left of one that was removed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.core.settings.own_reminders import EXERCISE, Own
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.flat_button import FlatButton
from posture_app.ui.kit.panel import label
from posture_app.ui.kit.rule import paint_rule
from posture_app.ui.kit.theme import SPACE
from posture_app.ui.settings.reminder_row import SIDE, ReminderRow
from posture_app.ui.settings.reminder_words import breakable, offer_words, own_summary


class OwnRow(ReminderRow):
    """One of them."""

    wanted = Signal(str)
    """“try”, “edit” or “remove”."""

    def __init__(self, own: Own, *, fixed: bool, exercises: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__(f"own_{own.name}", overridden=fixed)
        self.own = own
        self._exercises = exercises
        self._text, self._offer = label("", name=f"own_{own.name}_text"), label("", muted=True)
        self._deeds: list[Button] = []
        self.inside.setContentsMargins(SIDE, SPACE, SIDE, SPACE * 3 // 2)
        for words in (self._text, self._offer):
            words.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
            self.inside.addWidget(words)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, SPACE // 2, 0, 0)
        buttons.setSpacing(SPACE)
        for name, deed in (("Try it", "try"), ("Edit…", "edit"), ("Remove", "remove")):
            button = Button(name, f"{deed}_own_{own.name}")
            button.setAccessibleName(f"{name.removesuffix('…')}: {own.name}")
            button.setEnabled(deed == "try" or not fixed)
            button.setProperty("deed", deed)
            button.clicked.connect(self._pressed)
            buttons.addWidget(button)
            self._deeds.append(button)
        buttons.addStretch(1)
        self.inside.addLayout(buttons)
        self.show_own(own)

    def show_own(self, own: Own) -> None:
        """Show how it is now."""
        self.own = own
        self.show_state(own.name, own_summary(own), on=own.on)
        offer = offer_words(own, self._exercises() if own.offers.startswith(EXERCISE) else ())
        for words, text in ((self._text, own.text), (self._offer, offer)):
            words.setText(breakable(text))
            words.setVisible(bool(text))

    def hide_try(self) -> None:
        """Nobody is there who could show it."""
        self._deeds[0].hide()

    def stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        return [self.opener, self.switch, *self._deeds]

    @Slot()
    def _pressed(self) -> None:
        self.wanted.emit(self.sender().property("deed"))


class RemovedRow(QWidget):
    """What is left of one that was removed: the way to have it back."""

    undone = Signal()

    def __init__(self, own: Own, place: int) -> None:
        super().__init__()
        self.own, self.place = own, place
        self.undo = FlatButton("Undo", f"undo_own_{own.name}")
        self.undo.setAccessibleName(f"Undo: bring back {own.name}")
        self.undo.clicked.connect(self.undone)
        line = QHBoxLayout(self)
        line.setContentsMargins(SIDE, SPACE // 2, SPACE // 2, SPACE // 2)
        line.addWidget(label(breakable(f"“{own.name}” is removed."), muted=True), 1)
        line.addWidget(self.undo)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_rule(self, SIDE)
