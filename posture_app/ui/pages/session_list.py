"""The exercises done on a day, in words."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from posture_app.core.record.day_record import local
from posture_app.core.record.diary import Session
from posture_app.core.words import duration
from posture_app.ui.kit.panel import clear, label
from posture_app.ui.kit.theme import SPACE

NOTHING = "None that the app knows of."


def session_words(session: Session, name: str, zone: str) -> str:
    """“Toe spread, 2 min, 10:32”, by the clock of this zone."""
    ended = "" if session.completed else ", not to its end"
    return f"{name}, {duration(session.length_s)}, {local(session.at, zone)}{ended}"


class SessionList(QWidget):
    """Lists them by time. `name_of` gives the name of an exercise by its id."""

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessions")
        self._name_of = name_of
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE // 2)

    def show_sessions(self, sessions: Sequence[Session], zone: str) -> None:
        """List these."""
        shown = (zone, *sessions)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._column)
        for session in sessions:
            words = session_words(session, self._name_of(session.exercise), zone)
            self._column.addWidget(label(words, name="session"))
        if not sessions:
            self._column.addWidget(label(NOTHING, muted=True, name="no session"))
