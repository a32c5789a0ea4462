"""What can be pressed while exercises are done."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from posture_app.core.language import _, pgettext
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE, sized


class PlayerButtons(QWidget):
    """Waiting, stepping and leaving, in one row where that can be: where there is not the room for all of their words,
    a button has a sign in place of them, and that it hurts is the last one to lose its words.
    """

    def __init__(self, scale: float) -> None:
        super().__init__()
        self._scale = scale
        self.pause = Button(pgettext("player", "Pause"), "pause session", Look.MAIN)
        self.back = Button("", "step back", sign=Sign.LEFT, says=_("Back to the repetition before"))
        self.next = Button("", "step on", sign=Sign.RIGHT, says=_("On to the next repetition"))
        self.hard = Button(_("Too hard"), "too hard")
        self.hurts = Button(_("It hurts"), "hurts", says=_("It hurts: stop this exercise"))
        self.skip = Button(_("Skip"), "skip exercise", says=_("Skip this exercise"))
        self._words = {button: button.text() for button in (self.pause, self.hard, self.hurts, self.skip)}
        self._signs = {self.pause: Sign.PAUSE, self.skip: Sign.SKIP, self.hard: Sign.LESS, self.hurts: Sign.BOLT}
        for button in self.all:
            if scale != 1:
                sized(button, scale)
                button.widest = round(button.widest * scale)
        Flow(self.pause, self.back, self.next, None, self.hard, self.hurts, self.skip, on=self)

    @property
    def all(self) -> Sequence[Button]:
        """All of them, in their order."""
        return self.pause, self.back, self.next, self.hard, self.hurts, self.skip

    def show_paused(self, on: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Let the first one stop the time, or have it go on."""
        words = pgettext("player", "Resume") if on else pgettext("player", "Pause")
        if words == self._words[self.pause]:
            return
        self._words[self.pause] = words
        self._signs[self.pause] = Sign.PLAY if on else Sign.PAUSE
        self.pause.setAccessibleName(words)
        self._dress(self.pause, as_sign=self.pause.sign is not None)

    def fit(self, width: int) -> None:
        """Have as many words as there is room for in a row so wide."""
        for button in self._signs:
            button.sign = None
        lost = 0
        buttons = list(self._signs)
        while lost < len(buttons) and self._wide(buttons[:lost]) > width:
            lost += 1
        for place, button in enumerate(buttons):
            self._dress(button, as_sign=place < lost)

    def _wide(self, as_signs: Sequence[Button]) -> int:
        alone = self.back.sizeHint().width()
        wide = (alone if each in as_signs else each.size_for(self._words.get(each, "")).width() for each in self.all)
        return sum(wide) + SPACE * len(self.all)

    def _dress(self, button: Button, *, as_sign: bool) -> None:
        words = self._words[button]
        button.sign = self._signs[button] if as_sign else None
        shown, tip = ("", words) if as_sign else (words, "")
        if (button.text(), button.toolTip()) != (shown, tip):
            button.setText(shown)
            button.setToolTip(tip)
