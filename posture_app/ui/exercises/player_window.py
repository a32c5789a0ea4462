"""The window in which exercises are done, and what it says when they are."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, ngettext
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.ui.exercises.player import Player, PlayerSources
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, put, spring, wide
from posture_app.ui.kit.look.theme import SPACE, TITLE
from posture_app.ui.kit.panel import Panel, label, scrolled

SMALLEST = QSize(480, 400)
HOW: Mapping[Ended, str] = {
    Ended.DONE: N_("{exercise}: done"),
    Ended.STOPPED: N_("{exercise}: {percent}\N{NO-BREAK SPACE}% of it done"),
    Ended.SKIPPED: N_("{exercise}: skipped"),
    Ended.HURT: N_("{exercise}: stopped because it hurt. It is not offered again until you say otherwise."),
}


class PlayerWindow(QWidget):
    """Plays these exercises; then says what was done, and plays them `again` if that is wanted."""

    def __init__(self, exercises: Sequence[Exercise], sources: PlayerSources, *, again: Callable[[], None]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("session window")
        self.setWindowTitle(exercises[0].name if len(exercises) == 1 else _("Exercises"))
        self.setMinimumSize(SMALLEST)
        self._names = {exercise.id: exercise.name for exercise in exercises}
        self._again = again
        self._pages = QStackedWidget()
        self._player = Player(exercises, sources)
        self._player.over.connect(self._over)
        self._pages.addWidget(self._player)
        column_of(wide(self._pages), on=self)
        self.resize(self._player.sizeHint())

    @property
    def player(self) -> Player:
        """What plays."""
        return self._player

    def closeEvent(self, event: QCloseEvent) -> None:
        self._player.end()
        super().closeEvent(event)

    @Slot(object)
    def _over(self, results: tuple[Done, ...]) -> None:
        if all(done.ended is Ended.STOPPED for done in results):  # who leaves has seen enough
            self.close()
            return
        names = {**self._names, **{e.id: e.name for e in self._player.run.plan.exercises}}
        lines = [_(HOW[d.ended]).format(exercise=names[d.exercise], percent=round(100 * d.share)) for d in results]
        done = sum(one.ended is Ended.DONE for one in results)
        title = ngettext("{number} exercise done", "{number} exercises done", done).format(number=number_words(done))
        self._pages.addWidget(self._summary(title, lines))
        self._pages.setCurrentIndex(1)
        announce(self, title)

    def _summary(self, title: str, lines: Sequence[str]) -> QWidget:
        page = QWidget()
        area, column = scrolled(spacing=SPACE)
        put(column, Panel(*(label(line) for line in lines)), spring())
        close, again = Button(_("Close"), "close session", Look.MAIN), Button(_("Once more"), "session again")
        close.clicked.connect(self.close)
        again.clicked.connect(self._repeat)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), page, self.close)
        heading = label(title, scale=TITLE, strong=True, name="session done")
        column_of(heading, wide(area), Flow(close, again), on=page, margins=SPACE * 3, spacing=SPACE * 2)
        close.setFocus()
        return page

    @Slot()
    def _repeat(self) -> None:
        self.close()
        self._again()
