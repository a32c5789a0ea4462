"""The break screen on one monitor. What it may do, and when, is decided by its `Keeper`."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from posture_app.core.events import Say, Word
from posture_app.core.language import N_, _
from posture_app.core.snooze_choices import SnoozeChoices
from posture_app.core.value import value
from posture_app.ui.kit.button import Look
from posture_app.ui.kit.button_row import ButtonRow
from posture_app.ui.kit.countdown import CountdownRing
from posture_app.ui.kit.hold_button import HoldButton
from posture_app.ui.kit.layout import CENTRE, Placed, aligned, clear, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.theme import SPACE, sized
from posture_app.ui.prompts.answer_buttons import AnswerButton, with_more
from posture_app.ui.prompts.break_content import BreakContent, BreakContentView, upright

if TYPE_CHECKING:
    from posture_app.ui.exercises.player import Player

USUAL = QSize(1280, 720)
"""The monitor, in logical pixels, on which everything has its plain size."""
SMALLEST, LARGEST = 0.85, 1.75
WIDTH, NARROW = 1180, 720
"""How wide the contents get: with an exercise, and words alone."""
ROOMY = 60
"""A monitor that has not the room for so many letters side by side is narrow."""
LOW = 480
"""A monitor of less height has none of it to spare for a wide edge."""
TALL = 44
SMALL_RING, LARGE_RING = 104, 208
HIGHEST_RING = 0.29
"""No ring takes more of the height."""
HOLDING = N_("Keep holding to leave…")


class Keeper(Protocol):
    """What a break window calls."""

    def painted(self) -> None:
        """It is painted for the first time."""

    def say(self, say: Say) -> None:
        """The button of this answer was pressed."""

    def key(self) -> None:
        """A key came while it does not listen."""

    def escape(self, *, down: bool) -> None:
        """The Escape key went down or up."""

    def hold(self, *, down: bool) -> None:
        """The button to hold went down or up."""

    def start(self, window: "BreakWindow") -> None:
        """The exercise is to be done in this window now, in time."""

    def deactivated(self) -> None:
        """It has lost the keyboard."""

    def closed(self) -> None:
        """The system closed it: by a key such as Alt+F4, or because the app or the session ends."""


@value
class Offer:
    """What can be done: buttons, the main one first, and what `leave` says below them.

    That is a button to hold, or else a hint at the Escape key, of which a short press then means `quick`.
    """

    answers: tuple[tuple[Word, str], ...]
    leave: str
    by_holding: bool
    quick: Word | None = None
    snoozes: SnoozeChoices = ()
    """Other lengths of a snooze, if that is among the answers."""


class BreakWindow(QWidget):
    """Covers `area`, one monitor, without taking the keyboard. Its buttons work from `make_clickable` on, keys from
    `listen` on.
    """

    def __init__(self, area: QRect, content: BreakContent, keeper: Keeper) -> None:
        super().__init__(
            None,
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setObjectName("break screen")
        self.setWindowTitle(content.title)
        self.setAccessibleName(content.title)
        self._keeper = keeper
        self._seen = self._listening = False
        self._choices: list[AnswerButton] = []
        self._player: Player | None = None
        self._leave: HoldButton | None = None
        self.scale = _scale(area.size())
        """How many times its plain size everything has here."""
        letter = self.fontMetrics().averageCharWidth() * self.scale
        self._narrow = area.width() < ROOMY * letter
        self._view = BreakContentView(content, self.scale, upright=upright(area.size()), narrow=self._narrow)
        self._ring = CountdownRing()
        self._ring.setVisible(False)
        self._below, self._last = QVBoxLayout(), QVBoxLayout()
        self._guided = content.exercise is not None
        width = round((WIDTH if content.drawing else NARROW) * self.scale)
        self._edge = self._units(2 if self._narrow or area.height() < LOW else 5)
        self._side = max(self._edge, (area.width() - width) // 2)
        self.setGeometry(area)
        self._words = QWidget()
        self._words.installEventFilter(self)
        self._foot = self._lay_out()
        self._pages = QStackedLayout(self)
        self._pages.setSizeConstraint(QStackedLayout.SizeConstraint.SetNoConstraint)  # it is as large as the monitor
        self._pages.addWidget(self._words)

    def _units(self, spaces: float) -> int:
        return round(SPACE * spaces * self.scale)

    def _lay_out(self) -> QBoxLayout:
        """With an exercise, the countdown lies beside the buttons, or above them on a monitor that stands on its short
        side; with words alone, all is one group in the middle. Where letters are so large that the monitor is narrow,
        the countdown lies beside the hint: the buttons have all of the width.
        """
        ring = round((SMALL_RING if self._guided else LARGE_RING) * self.scale)
        self._ring.set_diameter(min(ring, round(self.height() * HIGHEST_RING)))
        gap = self._units(1.5)
        self._below.setSpacing(gap)
        beside = self._guided and not upright(self.size())
        counts = aligned(self._ring, Qt.AlignmentFlag.AlignCenter)
        if self._narrow and not upright(self.size()):
            last = row_of(counts, wide(self._last), spacing=gap)
            foot: QBoxLayout = column_of(self._below, last, spacing=gap)
        else:
            choices = column_of(self._below, self._last, spacing=gap)
            apart = self._units(2 if self._guided and not beside else 4)
            foot = (
                row_of(spring(), counts, choices, spring(), spacing=apart)
                if beside
                else column_of(counts, choices, spacing=apart)
            )
        whole = QVBoxLayout(self._words)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        whole.setContentsMargins(self._side, self._edge, self._side, self._edge)
        whole.setSpacing(0)
        put(
            whole,
            spring(0 if self._guided else 1),
            Placed(self._view, 1 if self._guided else 0),
            self._units(2 if self._narrow else 4),
            foot,
            spring(0 if self._guided else 1),
        )
        return foot

    def _fit(self) -> None:
        """Give words alone the height they need, or all there is: then they scroll."""
        if not self._guided:
            across = self.width() - 2 * self._side
            room = self.height() - 2 * self._edge - self._units(2 if self._narrow else 4)
            room -= self._foot.heightForWidth(across)
            self._view.setFixedHeight(max(0, min(room, self._view.height_for(across))))

    def appear(self, screen: QScreen) -> None:
        """Show it, over everything else on this monitor."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        if QGuiApplication.platformName() != "cocoa":  # a full screen there is a desktop of its own, which slides in
            self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()  # showFullScreen() would take the keyboard

    def leave(self) -> None:
        """Take it away for good."""
        self.hide()
        self.deleteLater()

    def offer(self, title: str, offer: Offer) -> None:
        """Show this title and these buttons, inert."""
        self._listening = False
        self._view.retitle(title)
        clear(self._below)
        clear(self._last)
        self._below.addStretch(1)
        buttons = [
            AnswerButton(
                text,
                f"answer_{word}",
                Look.PLAIN if index else Look.MAIN,
                partial(self._keeper.say, Say(word)),
            )
            for index, (word, text) in enumerate(offer.answers)
        ]
        if self._guided:
            buttons.insert(1, AnswerButton(_("Start"), "start exercise", Look.PLAIN, self._begin))
        self._choices = with_more(buttons, offer.snoozes, self._keeper.say)
        self._below.addWidget(self._row(self._choices))
        self._leave = self._hold_button(offer)
        put(self._last, spring(1 if self._narrow else 0), aligned(self._leave, CENTRE), spring())
        for button in self._buttons():
            button.setEnabled(False)
        self._let_keys(on=False)
        self._fit()

    def _begin(self) -> None:
        self._keeper.start(self)

    def perform(self, player: "Player | None") -> None:
        """Show the player in place of the words, or the words again. Others of the windows show words all along."""
        before, self._player = self._player, player
        if before is not None:
            self._pages.setCurrentWidget(self._words)
            self._pages.removeWidget(before)
            before.deleteLater()
        if player is not None:
            side, above = max(0, self._side - self._units(2)), 0 if self.height() < LOW else self._units(3)
            player.setContentsMargins(side, above, side, above)
            self._pages.addWidget(player)
            self._pages.setCurrentWidget(player)
        if self._listening:
            self.listen()
        elif player is not None:
            self._let_keys(on=False)
            self.setFocus()  # or the player would have the keyboard with the window

    def _row(self, choices: Sequence[AnswerButton]) -> ButtonRow:
        for choice in choices:
            sized(choice, 1.15 * self.scale)
            choice.widest = round(choice.widest * max(1, self.scale))
            choice.setMinimumSize(choice.sizeHint().width() + self._units(2), round(TALL * self.scale))
        return ButtonRow(choices, centred=True, gap=self._units(1.5))

    def _hold_button(self, offer: Offer) -> HoldButton:
        made = HoldButton(offer.leave, _(HOLDING), hint=not offer.by_holding)
        sized(made, 0.95 * self.scale)
        made.widest = round(made.widest * max(1, self.scale))
        made.pressed.connect(lambda: self._keeper.hold(down=True))
        made.released.connect(lambda: self._keeper.hold(down=False))
        return made

    def count(self, left: int, whole: int) -> None:
        """Show so many seconds left of so many."""
        self._ring.show_left(left, whole)
        if self._ring.isHidden():
            self._ring.show()
            self._fit()

    def fill(self, share: float) -> None:
        """Show how far the hold is, from 0 to 1."""
        if self._leave is not None:
            self._leave.fill(share)

    def make_clickable(self) -> None:
        """The buttons work now."""
        for button in self._buttons():
            button.setEnabled(True)

    def accept_focus(self) -> None:
        """From now on the system may give it the keyboard."""
        self.windowHandle().setFlag(Qt.WindowType.WindowDoesNotAcceptFocus, on=False)

    def listen(self) -> None:
        """Keys are meant for it from now on."""
        self._listening = True
        self._let_keys(on=True)
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # the ring says what Enter would do
        if self._player is not None:
            self._player.listen()
        elif self._choices:
            self._choices[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _let_keys(self, *, on: bool) -> None:
        """Have the buttons reached by keys, or not."""
        played = self._player.findChildren(QPushButton) if self._player is not None else []
        for button in (*self._buttons(), *played):
            if not (isinstance(button, HoldButton) and button.hint):
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)

    def _buttons(self) -> list[QPushButton]:
        """The buttons that show: those that were cleared are not deleted at once."""
        below = [*self._choices, self._leave] if self._leave is not None else self._choices
        return [*self._view.findChildren(QPushButton), *below]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._listening:
            self._keeper.key()
        elif event.isAutoRepeat():
            pass
        elif event.key() == Qt.Key.Key_Escape and self._player is not None:
            self._player.end()
        elif event.key() == Qt.Key.Key_Escape:
            self._keeper.escape(down=True)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._view.turn_page(1 if event.key() == Qt.Key.Key_PageDown else -1)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._keeper.escape(down=False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._keeper.deactivated()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # there are more rows of buttons, or fewer
            self._fit()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)  # to refuse would keep the app from quitting and the session from ending
        self._keeper.closed()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:  # the second counts from here: on a busy machine, a window shows later than it is told to
            self._seen = True
            self._keeper.painted()


def _scale(size: QSize) -> float:
    short, long = sorted((size.width(), size.height()))
    return min(LARGEST, max(SMALLEST, min(long / USUAL.width(), short / USUAL.height())))
