"""What covers the monitors during a break: a window on each, their one countdown, and who has the keyboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QScreen

from posture_app.core.events import Say
from posture_app.core.language import sentence, sentences
from posture_app.core.ports import Clock, Loop
from posture_app.core.value import value
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.countdown import Countdown
from posture_app.ui.kit.hold_button import LongPress
from posture_app.ui.prompts.attention import Attention
from posture_app.ui.prompts.break_content import BreakContent
from posture_app.ui.prompts.break_window import BreakWindow, Offer
from posture_app.ui.prompts.entrance import Entrance, Quiet
from posture_app.ui.prompts.monitors import Monitors, pointed_screen

if TYPE_CHECKING:
    from posture_app.ui.exercises.player import Player

LARGER = 1.25
"""How many times as large the player is here as in its own window: for whoever stands a step away."""


@value
class BreakSurroundings:
    """What a break needs of the machine. `quiet` tells of a pause in the input, `entrance` when windows may come."""

    loop: Loop
    clock: Clock
    quiet: Quiet
    entrance: Entrance


@value
class BreakListener:
    """What is called when the person answers a break: `say` for a button or a short Escape, `left`
    when they held Escape or the button to leave, `over` when the countdown has come to its end; and `typed` when a key
    came before it listened. `start` gives the player, of this scale, when the exercise is to be done in time; None if
    it is done elsewhere.
    """

    say: Callable[[Say], None]
    left: Callable[[], None]
    over: Callable[[], None]
    typed: Callable[[], None]
    start: "Callable[[float], Player | None]"


class BreakCover:
    """Shows the same on each monitor, and follows the monitors; the exercise is done on one of them, and the break is
    not over before that. It is their `Keeper`, and the `Interruption` of its `Attention`.
    """

    def __init__(
        self, content: BreakContent, around: BreakSurroundings, listener: BreakListener, *, everywhere: bool
    ) -> None:
        self._content, self._around, self._listener = content, around, listener
        self._title = content.title
        self._offer: Offer | None = None
        self._open = True
        self._left = self._whole = 0
        self._player: Player | None = None
        self._late = False
        self._seen = self._clicks = self._focuses = self._listens = self._lost = False
        self._hold = LongPress(around.loop, self._held_for, listener.left)
        self._attention = Attention(self, around.quiet, around.loop)
        self._countdown: Countdown | None = None
        self._monitors = Monitors(self._put, self._drop, everywhere=everywhere)

    def open(self, offer: Offer, seconds: int) -> None:
        """Show it with these buttons, and count down from so many seconds; 0: no countdown."""
        self._offer = offer
        self._count_down(seconds)
        self._monitors.open()

    def ask(self, title: str, offer: Offer, seconds: int) -> None:
        """Change to this title and these buttons, and count down anew."""
        self._title, self._offer = title, offer
        self._clicks = self._listens = False
        self._hold.cancel()
        for window in self._monitors.windows:
            window.offer(title, offer)
        self._count_down(seconds)
        if self._seen:
            self._attention.begin()

    def close(self) -> None:
        """Close all windows for good."""
        self._open = False
        self._attention.cancel()
        self._hold.cancel()
        if self._countdown is not None:
            self._countdown.cancel()
        self._monitors.close()

    def painted(self) -> None:
        if not self._seen:
            self._seen = True
            self._attention.begin()

    def say(self, say: Say) -> None:
        if self._open:
            self._listener.say(say)

    def start(self, window: BreakWindow) -> None:
        if self._player is not None:
            self._player.end()
        player = self._listener.start(window.scale * LARGER) if self._open else None
        if player is not None:
            self._player = player
            player.over.connect(lambda: self._played(window))
            window.perform(player)

    def _played(self, window: BreakWindow) -> None:
        """The session is over: back to the words."""
        self._player = None
        if self._open:
            window.perform(None)
            if self._late:
                self._listener.over()

    def key(self) -> None:
        self._attention.key()
        self._around.loop.soon(self._typed)

    def _typed(self) -> None:
        if self._open and self._player is None:
            self._listener.typed()

    def hold(self, *, down: bool) -> None:
        if not down:
            self._hold.release()
        elif self._open:
            self._hold.press()

    def escape(self, *, down: bool) -> None:
        if down:
            self.hold(down=True)
        else:
            self._hold.release(tapped=self._quick)

    def deactivated(self) -> None:
        self._hold.cancel()  # the key may go up where we do not see it

    def closed(self) -> None:
        self._around.loop.soon(self._closed)  # which does not come if the app ends

    def _closed(self) -> None:
        """Act as at Escape if a window was closed from outside; a break that has to be held to leave shows again."""
        if self._open:
            self._hold.cancel()
            if self._offer is not None and self._offer.by_holding:
                self._monitors.renew()
            else:
                self._quick()

    def _quick(self) -> None:
        """What a short Escape does."""
        if self._offer is not None and self._offer.quick is not None:
            self._listener.say(Say(self._offer.quick))

    def clickable(self) -> None:
        self._clicks = True
        for window in self._monitors.windows:
            window.make_clickable()

    def take_focus(self) -> None:
        self._focuses = True
        windows = self._monitors.windows
        for window in windows:
            window.accept_focus()
        if windows:
            pointed = pointed_screen()
            next((window for window in windows if window.screen() == pointed), windows[0]).activateWindow()

    def has_focus(self) -> bool:
        return any(window.isActiveWindow() for window in self._monitors.windows)

    def listen(self) -> None:
        self._listens = True
        for window in self._monitors.windows:
            window.listen()

    def _put(self, screen: QScreen) -> BreakWindow:
        window = BreakWindow(screen.geometry(), self._content, self)
        assert self._offer is not None
        window.offer(self._title, self._offer)
        if self._whole:
            window.count(self._left, self._whole)
        window.appear(screen)
        if self._clicks:
            window.make_clickable()
        if self._focuses:
            window.accept_focus()
        if self._listens:
            window.listen()
        if self._lost:  # the window that had the keyboard went with its monitor, and there was no other
            self._lost = False
            window.accept_focus()
            window.activateWindow()
        if not self._seen:
            announce(window, sentences(sentence(self._title), self._content.body))
        return window

    def _drop(self, window: BreakWindow) -> None:
        if window.isActiveWindow():
            self._lost = not self._monitors.windows
            if not self._lost:
                self.take_focus()
        window.leave()

    def _held_for(self, share: float) -> None:
        for window in self._monitors.windows:
            window.fill(share)

    def _count_down(self, seconds: int) -> None:
        if self._countdown is not None:
            self._countdown.cancel()
            self._countdown = None
        self._whole, self._late = seconds, False
        if seconds > 0:
            loop, clock = self._around.loop, self._around.clock
            self._countdown = Countdown(seconds, loop=loop, clock=clock, tick=self._count, over=self._out_of_time)

    def _out_of_time(self) -> None:
        if self._player is None:
            self._listener.over()
        else:
            self._late = True

    def _count(self, left: int) -> None:
        self._left = left
        for window in self._monitors.windows:
            window.count(left, self._whole)
