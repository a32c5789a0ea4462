"""Only hands are input: a system takes it for input, too, when a mouse trembles on a desk that somebody passes, and an
X server when a program calls XResetScreenSaver.
"""

from collections.abc import Callable
from math import dist
from typing import Protocol

from posture_app.core.events import Fact, Signal
from posture_app.core.ports import Loop, Timer, Waiting, Watch
from posture_app.core.value import value

RESETS_S = 90.0
"""Seconds of the app after a forced reset in which another one is to be expected: who keeps the screen on like that
does it once a minute at least.
"""
LOOK_S = 60.0
"""Seconds of the app after which a silence that has not come is looked into: somebody types, or a program resets it."""
TREMBLE_PX, TREMBLE_MS, ALONE_S = 8, 1000, 10.0
"""A pointer that moves less far, for no longer, and that nothing follows for so long, was moved by no hand."""


@value
class LastEvent:
    """What the system knows of the last event, in milliseconds of its own clock, and where the pointer is. It was
    `forced` if a program made the system think that there was one; `typed_at` is when any keyboard was used last, or
    a little before that; 0 where that is not told.
    """

    now: int
    at: int
    forced: bool
    typed_at: int
    pointer: tuple[int, int]


class Alarms(Waiting, Protocol):
    """A `Waiting` by what the system takes for input."""

    def last_event(self, answer: Callable[[LastEvent], None]) -> None:
        """Ask for the last event."""


class Hands:
    """Implements `core.ports.Waiting` by `Alarms`: a forced reset is no input, but Fact.WATCHING until RESETS_S later;
    nor is a tremble of the mouse, while `trembles` says that there may be any. `resets` says whether this is a system
    that programs can reset.
    """

    def __init__(self, loop: Loop, alarms: Alarms, trembles: Callable[[], bool], *, resets: bool = True) -> None:
        self.loop, self.alarms, self.trembles = loop, alarms, trembles
        self.name, self.protocol, self.limits = alarms.name, alarms.protocol, alarms.limits
        self.tells = (*alarms.tells, *((Fact.WATCHING,) if resets else ()))
        self._tell: Callable[[Signal], None] = lambda _: None
        self._resets: Timer | None = None
        self._given: set[_AtInput | _Silence] = set()

    def start(self, ready: Callable[[], None], lost: Callable[[str], None], tell: Callable[[Signal], None]) -> None:
        def lose(why: str) -> None:
            self._let_go()
            lost(why)

        self._tell = tell
        self.alarms.start(ready, lose, tell)

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Watch:
        return _Silence(self, milliseconds, call, self._given)

    def at_input(self, call: Callable[[int], None]) -> Watch:
        return _AtInput(self, call, self._given)

    def close(self) -> None:
        self._let_go()
        self.alarms.close()

    @property
    def resets_go_on(self) -> bool:
        """Whether a program has reset the idle time lately."""
        return self._resets is not None

    def was_reset(self) -> None:
        """A program has reset the idle time: it shows something, or means to keep the screen on."""
        if self._resets is None:
            self._tell(Signal(Fact.WATCHING, on=True))
        else:
            self._resets.cancel()
        self._resets = self.loop.later(RESETS_S, self._no_more_resets)

    def _no_more_resets(self) -> None:
        self._resets = None
        self._tell(Signal(Fact.WATCHING, on=False))

    def _let_go(self) -> None:
        for given in tuple(self._given):
            given.stop()
        if self._resets is not None:
            self._resets.cancel()
            self._resets = None


class _AtInput:
    """Implements `core.ports.Watch`: one who waits for hands. It is in `among` as long as it does."""

    def __init__(self, hands: Hands, call: Callable[[int], None], among: "set[_AtInput | _Silence]") -> None:
        self._hands, self._call, self._among = hands, call, among
        among.add(self)
        self._watch = hands.alarms.at_input(self._came)
        self._before: LastEvent | None = None  # how it was when nobody was there
        self._seen = (0, 0)  # where the pointer was last
        self._tremble: LastEvent | None = None  # it began with that, perhaps
        self._alone: Timer | None = None
        if hands.trembles():
            hands.alarms.last_event(self._rests)

    def stop(self) -> None:
        self._among.discard(self)
        self._watch.stop()
        if self._alone is not None:
            self._alone.cancel()
            self._alone = None

    def _rests(self, last: LastEvent) -> None:
        self._before, self._seen = last, last.pointer

    def _came(self, _: int) -> None:
        self._watch = self._hands.alarms.at_input(self._came)  # first, so that nothing is missed while we look
        self._hands.alarms.last_event(self._looked)

    def _looked(self, last: LastEvent) -> None:
        if self not in self._among:
            return
        if last.forced:
            self._rests(last)
            self._hands.was_reset()
        elif self._before is None or not self._hands.trembles() or self._is_hand(last, self._before):
            self.stop()
            self._call(last.now - (self._tremble or last).at)

    def _is_hand(self, last: LastEvent, before: LastEvent) -> bool:
        """A key, a click or a wheel, which move no pointer; a pointer that moves far, or still does after a while."""
        typed, stays = last.typed_at > before.now, last.pointer == self._seen
        self._seen = last.pointer
        if typed or stays or dist(before.pointer, last.pointer) >= TREMBLE_PX:
            return True
        if self._tremble is None:
            self._tremble = last
            self._alone = self._hands.loop.deadline(ALONE_S, lambda: self._hands.alarms.last_event(self._stayed_alone))
        return last.at - self._tremble.at > TREMBLE_MS

    def _stayed_alone(self, last: LastEvent) -> None:
        self._tremble = self._alone = None
        self._rests(last)


class _Silence:
    """Implements `core.ports.Watch`: one who waits for a silence. It is in `among` as long as it does.

    Where resets, or trembles, keep the idle time short, the server never tells of one. So it is looked into from time
    to time; and once the last event was none of a hand, the silence is over when no hand has come in that time.
    """

    def __init__(
        self, hands: Hands, milliseconds: int, call: Callable[[int], None], among: "set[_AtInput | _Silence]"
    ) -> None:
        self._hands, self._milliseconds, self._call, self._among = hands, milliseconds, call, among
        among.add(self)
        self._watch: Watch | None = hands.alarms.after_silence(milliseconds, self._came)
        self._last: LastEvent | None = None
        self._doubt: Watch | None = None
        self._timer: Timer | None = None
        self._look_later()

    def stop(self) -> None:
        self._among.discard(self)
        for watch in (self._watch, self._doubt):
            if watch is not None:
                watch.stop()
        self._wait(None)

    def _look_later(self) -> None:
        loop = self._hands.loop
        if self._hands.resets_go_on:
            self._wait(loop.deadline(self._milliseconds / 1000, self._look))
        else:
            self._wait(loop.later(LOOK_S, self._look))

    def _look(self) -> None:
        self._hands.alarms.last_event(self._looked)

    def _looked(self, last: LastEvent) -> None:
        if self not in self._among:
            return
        if last.forced:
            self._hands.was_reset()
        if last.forced or (self._hands.trembles() and self._may_be_tremble(last)):
            self._doubt = self._hands.at_input(self._hand_came)
            left = max(0, self._milliseconds - (last.now - last.at))
            self._wait(self._hands.loop.deadline(left / 1000, lambda: self._over(self._milliseconds)))
        elif last.now - last.at >= self._milliseconds:  # whatever became of the word of it
            self._over(last.now - last.at)
        else:
            self._look_later()
        self._last = last

    def _may_be_tremble(self, last: LastEvent) -> bool:
        before = self._last
        return before is not None and last.typed_at <= before.now and dist(before.pointer, last.pointer) < TREMBLE_PX

    def _hand_came(self, _: int) -> None:
        self._doubt = None
        self._look_later()

    def _came(self, idle: int) -> None:
        self._watch = None  # who waits for the input that ends this silence goes on with its alarms
        self._over(idle)

    def _over(self, idle: int) -> None:
        self.stop()
        self._call(idle)

    def _wait(self, timer: Timer | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = timer
