"""The note of a day: a few lines of the person's, kept when they leave the field."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from posture_app.core.language import N_, _
from posture_app.ui.kit.fields.text_area import TextArea
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import label, show_text

LINES = 4
HINT = N_("Anything you want to remember of this day")
Write = Callable[[date, str], None]


class NoteField(QWidget):
    """Shows the note of a day, and keeps what is typed: `write` may raise KnownError, and then it stays as typed.
    `focus_lost` tells that the keyboard has left it.
    """

    focus_lost = Signal()

    def __init__(self, write: Write) -> None:
        super().__init__()
        self._write = write
        self._day: date | None = None
        self._kept = ""
        self.text = TextArea("note", _("Note"), _(HINT), lines=LINES)
        self.text.focus_lost.connect(self.focus_lost)
        self._others = label(muted=True, name="notes elsewhere")
        column_of(self.text, self._others, on=self)

    def keep(self) -> None:
        """Keep what was typed, if it is not kept yet. Raises KnownError if that cannot be."""
        if self._day is not None and self._typed() != self._kept:
            self._write(self._day, self._typed())
            self._kept = self._typed()

    def show_note(self, day: date, text: str, elsewhere: str) -> None:
        """Show the note of this day, and what was noted `elsewhere`; what is being typed of the same day stays."""
        show_text(self._others, elsewhere)
        if day != self._day or (self._typed() == self._kept and text != self._kept):
            self._day, self._kept = day, text
            self.text.setPlainText(text)

    def _typed(self) -> str:
        text = self.text.toPlainText()
        return text if text.strip() else ""
