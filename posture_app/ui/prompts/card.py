"""The prompt card: a small window in the corner that reminds and takes the answer, and leaves the keyboard alone."""

import logging
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel

from posture_app.core.errors import Unavailable
from posture_app.core.events import Say
from posture_app.core.language import _, sentence, sentences
from posture_app.core.ports import Message, Watch
from posture_app.core.status_words import Glance, asked
from posture_app.core.text import plain
from posture_app.core.words import SHOW_ME
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.button_row import ButtonRow
from posture_app.ui.kit.layout import TOP, aligned, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.ground import STRIPE, Ground, Grounded
from posture_app.ui.kit.look.paint import sees_through
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, scrolled
from posture_app.ui.prompts.answer_buttons import AnswerButton, with_more
from posture_app.ui.prompts.entrance import AGAIN_MS, PAUSE_MS, AtOnce, Entrance
from posture_app.ui.prompts.guide import RESTING
from posture_app.ui.prompts.monitors import pointed_screen
from posture_app.ui.tray.ring_picture import RingPicture

if TYPE_CHECKING:
    from posture_app.ui.prompts.lesson import Lesson

WIDTH, LETTERS = 420, 52
"""How wide it is at the least, where the screen is: logical pixels, and letters of usual width. More only where the
answers need more.
"""
EDGE = SPACE * 2
INERT_MS = 1000
"""A click within the first second was meant for what lay there before."""
log = logging.getLogger(__name__)


class Card(Grounded):
    """One prompt in a window of its own. The application in front stays in front, whatever is clicked here.

    On Wayland the card has the keyboard while it shows. So it comes in a pause of `entrance`, and with the first key it
    goes, which gives the keyboard back, and comes again in a longer pause.

    With a `lesson`, which makes what shows the exercise, it has *Show me*, which calls `shown` as well.
    """

    ground = Ground.CARD

    def __init__(
        self,
        message: Message,
        say: Callable[[Say], None],
        picture: RingPicture,
        entrance: Entrance | None = None,
        *,
        lesson: "Callable[[], Lesson] | None" = None,
        shown: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)  # or it would hide with our other windows
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, on=sees_through())
        self.setObjectName("card")
        title, body = plain(message.title), plain(message.body)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)
        self.number = message.number
        self._entrance = entrance or AtOnce()
        self._coming: Watch | None = None
        self._came: Callable[[], None] = lambda: None
        self._seen = False
        self._lesson, self._shown, self._picture = lesson, shown, picture
        self._taught: Lesson | None = None
        self.room: Callable[[], QRect] = _corner_of
        answers = [
            AnswerButton(text, f"answer_{word}", Look.PLAIN if index else Look.MAIN, partial(say, Say(word)))
            for index, (word, text) in enumerate(message.answers)
        ]
        self._show_me = (
            [AnswerButton(_(SHOW_ME), "show_me", Look.PLAIN, self._show_lesson)] if lesson is not None else []
        )
        self._buttons = [*answers[:1], *self._show_me, *with_more(answers[1:], message.snoozes, say)]
        self._texts, self._column = scrolled(spacing=SPACE // 2)
        self._title = prose(title, "card_title", scale=1.15, strong=True)
        self._more = column_of(spacing=0)
        put(self._column, self._title, prose(body, "card_body"), self._more, spring())
        self._lay_out()
        self._inert = QTimer(self)
        self._inert.setObjectName("card_inert")
        self._inert.setSingleShot(True)
        self._inert.timeout.connect(self._live)

    def _lay_out(self) -> None:
        self._answers = ButtonRow(self._buttons)
        self._texts.setMinimumHeight(1)  # what does not fit scrolls
        self._beside = column_of(wide(self._texts), self._answers, spacing=EDGE)
        above = row_of(aligned(self._picture, TOP), wide(self._beside), spacing=EDGE)
        self._whole = column_of(wide(above), on=self, spacing=EDGE, margins=(EDGE + STRIPE, EDGE, EDGE, EDGE))

    def _lay_answers(self, *, below: bool) -> None:
        """Have them beside the picture or, where that leaves little of the text, below both."""
        here, there = (self._beside, self._whole) if below else (self._whole, self._beside)
        if there.indexOf(self._answers) < 0:
            here.removeWidget(self._answers)
            there.addWidget(self._answers)

    def _show_lesson(self) -> None:
        """Show the exercise below the words: the card grows."""
        assert self._lesson is not None
        lesson = self._lesson()
        self._show_me.pop().hide()
        self._more.addWidget(lesson)
        lesson.show()  # or it would not count yet
        self._taught = lesson
        self._place()
        lesson.play()
        self._shown()

    @property
    def teaches(self) -> bool:
        """Whether it shows an exercise now."""
        return self._taught is not None

    def fold(self) -> None:
        """Show the exercise no more: it is done elsewhere."""
        if self._taught is not None:
            self._more.removeWidget(self._taught)
            self._taught.hide()
            self._taught.deleteLater()
            self._taught = None
            self._place()

    def rest(self, close: Callable[[], None]) -> None:
        """Leave the exercise, for who does it now, and a button to close it."""
        self.retitle(_(RESTING))
        self._buttons = [AnswerButton(_("Close"), "close", Look.PLAIN, close)]
        self._answers.replace(self._buttons)
        self._live()
        self._place()

    def retitle(self, title: str) -> None:
        """Give it another title, about as long."""
        reword(self._title, title)

    def appear(self, came: Callable[[], None] = lambda: None) -> None:
        """Show it in the corner of the screen with the pointer, inert for the first second, and call once it shows.

        Raises Unavailable where it cannot be known when it may come.
        """
        self._came = came
        self._await_entrance(PAUSE_MS)

    def _await_entrance(self, pause_ms: int) -> None:
        title, body = self.windowTitle(), self.accessibleDescription()
        self._coming = self._entrance.wait(title, body, self._come, pause_ms)

    def _come(self) -> None:
        if QGuiApplication.primaryScreen() is None:  # it went meanwhile
            return
        self._place()
        self.show()
        announce(self, sentences(sentence(self.windowTitle()), self.accessibleDescription()))
        came, self._came = self._came, lambda: None
        came()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._entrance.takes_keyboard:
            super().keyPressEvent(event)
            return
        self.hide()
        self._seen = False
        self._inert.stop()
        for button in self._buttons:
            button.setEnabled(False)
        try:
            self._await_entrance(AGAIN_MS)
        except Unavailable as why:
            log.info("the card does not come again: %s", why)

    def leave(self) -> None:
        """Take it away for good."""
        if self._coming is not None:
            self._coming.stop()
        self._inert.stop()
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        """Fit the size to the text and lie in the corner of the room; text that needs more than that scrolls."""
        room = self.room()
        self.ensurePolished()
        side = self._picture.sizeHint().width()
        beside = 3 * EDGE + STRIPE + side
        letters = self.fontMetrics().averageCharWidth() * LETTERS
        width = min(max(WIDTH, letters, self._answers.sizeHint().width() + beside), room.width())
        texts = max(0, self._column.heightForWidth(width - beside))
        answers = self._answers.heightForWidth(width - beside)
        height = 2 * EDGE + max(side, texts + EDGE + answers)
        if crowded := height > room.height():
            answers = self._answers.heightForWidth(width - 2 * EDGE - STRIPE)
            height = 2 * EDGE + max(side, texts) + EDGE + answers
        self._lay_answers(below=crowded)
        self._answers.setMinimumHeight(answers)
        self._whole.activate()
        self.resize(width, min(height, room.height()))
        self._whole.activate()  # the answers know only now how many rows they are
        self.move(room.right() + 1 - self.width(), room.bottom() + 1 - self.height())

    @Slot()
    def _live(self) -> None:
        for button in self._buttons:
            button.setEnabled(True)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():  # as if text has another size now
            self._place()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:  # the second counts from here: on a busy machine, a window shows later than it is told to
            self._seen = True
            self._inert.start(INERT_MS)


def _corner_of() -> QRect:
    """The part of the pointer's screen that panels leave free, less a margin."""
    return pointed_screen().availableGeometry().marginsRemoved(QMargins(EDGE, EDGE, EDGE, EDGE))


def due_picture(message: Message) -> RingPicture:
    """The picture beside the text: a sign of what is asked for."""
    return RingPicture(Glance.DUE, asks=asked(message.kind, rises=message.rises))


def prose(text: str, name: str, *, scale: float = 1.0, strong: bool = False) -> QLabel:
    """A label for words of whatever length, script and direction."""
    made = label(scale=scale, strong=strong, name=name)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    reword(made, text)
    return made


def reword(made: QLabel, text: str) -> None:
    """Change the text of such a label."""
    made.setText(text)
    made.setAccessibleName(text)
    made.setLayoutDirection(_direction(text))


def _direction(text: str) -> Qt.LayoutDirection:
    """The direction of the first letter that has one, as Unicode's rule P2 goes."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight
