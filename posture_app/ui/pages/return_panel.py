"""The question of who comes back after a long absence: were they up, or did they sit elsewhere?"""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.core.record.coming_back import ComingBack
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look, SignButton
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import TOP, aligned, column_of, row_of, wide
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.panel import Panel, label


class ReturnPanel(Panel):
    """Shows while there is an absence to say a word about, and then what was said, which can be undone.

    `tried` does something and tells the person if that fails.
    """

    def __init__(self, coming_back: ComingBack, tried: Callable[[Callable[[], None]], bool]) -> None:
        super().__init__()
        self.setObjectName("coming back")
        self._coming_back, self._tried = coming_back, tried
        self._words = label(name="absence")
        self._meaning = label(_("What was it? Without an answer it stays a gap in your record."), muted=True)
        self._answers = tuple(
            Button(text, name, Look.PLAIN)
            for text, name in (
                (_("I was up"), "was up"),
                (_("I sat elsewhere"), "sat elsewhere"),
                (_("Don’t ask today"), "not today"),
            )
        )
        self._undo = Button(_("Undo"), "undo answer", Look.PLAIN)
        self._close = SignButton(Sign.REMOVE, "close question", words=_("Close"))
        for button in (*self._answers, self._undo, self._close):
            button.clicked.connect(self._clicked)
        said = QWidget()
        column_of(self._words, self._meaning, on=said, spacing=0)
        self.column.addLayout(row_of(wide(Beside(self._undo, said, end=True)), aligned(self._close, TOP)))
        self.column.addLayout(Flow(*self._answers))

    def refresh(self) -> None:
        """Show how things stand."""
        absence, answer = self._coming_back.absence, self._coming_back.answer
        self._words.setText(absence.words if absence else answer)
        for widget in (self._meaning, *self._answers):
            widget.setVisible(absence is not None)
        self._undo.setVisible(absence is None)
        self.setVisible(absence is not None or bool(answer))

    @Slot()
    def _clicked(self) -> None:
        up, elsewhere, not_today = self._answers
        says = {
            up: self._coming_back.was_up,
            elsewhere: self._coming_back.sat_elsewhere,
            not_today: self._coming_back.not_today,
            self._undo: self._coming_back.undo,
            self._close: self._coming_back.leave_open,
        }
        self._tried(next(do for button, do in says.items() if button is self.sender()))
