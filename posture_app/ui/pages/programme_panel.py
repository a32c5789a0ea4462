"""The session of a programme that is due today, on the page of today."""

from PySide6.QtWidgets import QWidget

from posture_app.core.content.programmes import SessionOffer
from posture_app.core.formats import number_words
from posture_app.core.language import _
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.layout import LEFT, MIDDLE, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, panel_title
from posture_app.ui.sources import Sources


class ProgrammePanel(Panel):
    """Shows only while a session is due."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._what = label(name="session today")
        self._start = Button(_("Start"), "start session today", Look.PLAIN)
        told = QWidget()
        column_of(panel_title(_("Today in your programme")), self._what, on=told)
        super().__init__(Beside(self._start, told, spacing=SPACE * 2, where=LEFT | MIDDLE, end=True))
        self.setObjectName("programme today")
        self._offer: SessionOffer | None = None
        self._start.clicked.connect(self._begin)
        self.hide()

    def refresh(self) -> None:
        """Show what is due now."""
        today = self._sources.programmes.today()
        self._offer = next(iter(today.due), None) if today else None
        self.setVisible(self._offer is not None)
        if self._offer is not None:
            words = _("{session}, {minutes} min").format(
                session=self._offer.name, minutes=number_words(self._offer.minutes)
            )
            self._what.setText(words)
            self._start.setAccessibleName(_("Start: {what}").format(what=words))

    def _begin(self) -> None:
        if self._offer is not None:
            self._sources.play(self._offer.items, self._offer.belongs)
