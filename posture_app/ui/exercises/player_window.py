"""The window in which exercises are done, and what it says when they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.core.content.exercises import Exercise
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, labelled, ngettext, sentences
from posture_app.core.session.ends import Ended
from posture_app.core.session.run import Done
from posture_app.ui.exercises.player import Player, PlayerSources
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, FlatButton, Look
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.layout import Part, column_of, put, spring, wide
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
    """Plays these exercises; then says what was done, and plays them `again` if that is wanted. `offer` takes back that
    the exercise of an id is hidden because it hurt, and `show_hurt` shows all that are.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        sources: PlayerSources,
        *,
        again: Callable[[], None],
        offer: Callable[[str], None],
        show_hurt: Callable[[], None],
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("session window")
        self.setWindowTitle(exercises[0].name if len(exercises) == 1 else _("Exercises"))
        self.setMinimumSize(SMALLEST)
        self._names = {exercise.id: exercise.name for exercise in exercises}
        self._again, self._offer, self._show_hurt = again, offer, show_hurt
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
        self._names |= {exercise.id: exercise.name for exercise in self._player.run.plan.exercises}
        done = sum(one.ended is Ended.DONE for one in results)
        title = ngettext("{number} exercise done", "{number} exercises done", done).format(number=number_words(done))
        self._pages.addWidget(self._summary(title if done else self.windowTitle(), results))
        self._pages.setCurrentIndex(1)
        self._close_button.setFocus()  # the page that comes would give it to its first button
        announce(self, title if done else sentences(*(self._words(one, one.ended) for one in results)))

    def _words(self, done: Done, ended: Ended) -> str:
        return _(HOW[ended]).format(exercise=self._names[done.exercise], percent=number_words(round(100 * done.share)))

    def _lines(self, done: Done) -> Iterator[Part]:
        """What became of it; of one that hurt, how to have it offered again, now or later."""
        words = label(self._words(done, done.ended))
        yield words
        if done.ended is Ended.HURT:
            says = labelled(self._names[done.exercise], _("Offer it again"))
            again = Button(_("Offer it again"), f"offer again {done.exercise}", says=says)
            listed = FlatButton(_("Exercises that hurt"), "show_hurt")
            again.clicked.connect(lambda: self._offer_again(done, words, again, listed))
            listed.clicked.connect(self._show_hurt)
            yield Flow(again, listed)

    def _offer_again(self, done: Done, words: Label, *buttons: Button) -> None:
        """It was no pain to hide the exercise for. What was recorded stays."""
        self._offer(done.exercise)
        words.setText(self._words(done, Ended.STOPPED))
        self._close_button.setFocus()
        for button in buttons:
            button.hide()
        announce(self, words.text())

    def _summary(self, title: str, results: Sequence[Done]) -> QWidget:
        page = QWidget()
        area, column = scrolled(spacing=SPACE)
        put(column, Panel(*(part for done in results for part in self._lines(done))), spring())
        close, again = Button(_("Close"), "close session", Look.MAIN), Button(_("Once more"), "session again")
        self._close_button = close
        close.clicked.connect(self.close)
        again.clicked.connect(self._repeat)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), page, self.close)
        heading = label(title, scale=TITLE, strong=True, name="session done")
        column_of(heading, wide(area), Flow(close, again), on=page, margins=SPACE * 3, spacing=SPACE * 2)
        return page

    @Slot()
    def _repeat(self) -> None:
        self.close()
        self._again()
