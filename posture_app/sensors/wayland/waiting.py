"""Input in a Wayland session, as its compositor tells it: nothing wakes up while nothing changes."""

from collections.abc import Callable, Mapping

from posture_app.core.events import Fact, Signal
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Loop, Timer, Watch
from posture_app.sensors.source import InputSource
from posture_app.sensors.wayland.notifier import EXT, KDE, SHORTEST_MS, IdleNotifier, Notification, Protocol
from posture_app.sensors.wayland.watching import Watching
from posture_app.sensors.wayland.wire import WaylandConnection

IDLE_AFTER_S = 10.0
"""The last input is known by the end of the silence alone, and KWin's timers are up to a twentieth off."""
NOT_IN_A_FILM = N_(
    "while a film or anything else keeps the screen on, this compositor does not tell of input: a return in the midst "
    "of it is not seen; it is from KWin 6.4, sway 1.11, Hyprland 0.48 and COSMIC 1.0 on"
)
ONE_CAUSE_S = 0.05
"""What one window that comes or goes has such a compositor tell of comes within so many real seconds."""
SECOND_S = 3.0
"""Real seconds within which a hand that was there does something again: a key is let go, a pointer moves on."""


class WaylandWaiting:
    """Implements `core.ports.Waiting` by one protocol. Silence is counted from when it is asked for, unless a longer
    one is known of. Where input is not told while something inhibits idleness, silence is not told either.
    """

    tells = (Fact.WATCHING,)

    def __init__(self, loop: Loop, environ: Mapping[str, str], protocol: Protocol) -> None:
        self.name = protocol.interface
        self._wire = WaylandConnection(loop, environ)
        self._notifier = IdleNotifier(loop, self._wire, protocol)
        self._watching = Watching(self._notifier, self._say)
        self._tell: Callable[[Signal], None] = lambda _: None
        self._over: Notification | None = None  # the silence that is being told, until somebody waits for its end
        self._expecting: list[_Wait] = []

    @property
    def protocol(self) -> str:
        """The protocol and its version as both sides speak it."""
        return lasting("{name} version {version}", name=self.name, version=self._notifier.version)

    @property
    def limits(self) -> str | None:
        """What it cannot tell here, as the beginning of a sentence; None: nothing."""
        return None if self._notifier.sees_all else lasting(NOT_IN_A_FILM)

    def start(self, ready: Callable[[], None], lost: Callable[[str], None], tell: Callable[[Signal], None]) -> None:
        def gone(why: str) -> None:
            if self._watching.holds:
                self._say(holds=False)
            self.close()
            lost(why)

        self._tell = tell
        self._wire.start(self._notifier.bind, ready, gone)

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Watch:
        silence = _Wait()
        known = max((still.silent_for for still in self._expecting), default=0)

        def told() -> None:
            if silence.notification is not None:
                self._tell_silence(silence.take(), max(milliseconds, known), call)

        silence.notification = self._notifier.notify(milliseconds, told)
        if known >= milliseconds:
            self._notifier.soon(told)
        return silence

    def at_input(self, call: Callable[[int], None]) -> Watch:
        over, self._over = self._over, None
        expected = _NextInput(self._notifier, self._watching, call, over)
        self._expecting = [other for other in self._expecting if other.notification is not None]
        self._expecting.append(expected)
        return expected

    def look(self, answer: Callable[[bool], None]) -> None:
        """Look whether something inhibits idleness. `tell` gets to know, too, if that was not known, and its end."""
        self._watching.look(answer)

    def close(self) -> None:
        self._tell = lambda _: None
        for expected in self._expecting:
            expected.stop()
        self._watching.close()
        self._wire.close()

    def _tell_silence(self, over: Notification, milliseconds: int, call: Callable[[int], None]) -> None:
        self._over = over if over.is_idle else None
        try:
            call(milliseconds)
        finally:
            if self._over is not None or not over.is_idle:
                over.stop()
            self._over = None
        if self._notifier.sees_all:
            self._watching.look(lambda _: None)

    def _say(self, holds: bool) -> None:  # noqa: FBT001 - what it is about
        self._tell(Signal(Fact.WATCHING, holds))


class _Wait:
    """Implements `core.ports.Watch` by the notification that somebody waits for, until they are told."""

    notification: Notification | None = None

    @property
    def silent_for(self) -> int:
        """The milliseconds of a silence that goes on, as far as it is known."""
        waits = self.notification
        return waits.milliseconds if waits is not None and waits.is_idle else 0

    def take(self) -> Notification:
        """The notification, which is somebody else's from now on."""
        taken, self.notification = self.notification, None
        assert taken is not None
        return taken

    def stop(self) -> None:
        if self.notification is not None:
            self.take().stop()


class _NextInput(_Wait):
    """The next input, by a silence that is over, or by a new one as short as can be; `call` gets how long ago it was.

    Where `resumed` may be no input, the next one is waited for.
    """

    def __init__(
        self, notifier: IdleNotifier, watching: Watching, call: Callable[[int], None], over: Notification | None
    ) -> None:
        self._notifier, self._watching, self._call = notifier, watching, call
        self._one_told = False  # what may have been a window; so a second one is waited for
        self._timer: Timer | None = None
        self._expect(over)

    def stop(self) -> None:
        self._forget()
        super().stop()

    def _expect(self, over: Notification | None = None) -> None:
        self.notification = over or self._notifier.notify(SHORTEST_MS, _nothing)
        self.notification.idled, self.notification.resumed = _nothing, self._resumed
        self.notification.again = self._tell

    def _expect_again(self) -> None:
        self.stop()
        self._expect()

    def _resumed(self) -> None:
        if self._notifier.sees_all:
            self._tell(0)
        else:  # the beginning of a film may be all that it was
            self._watching.look(self._looked)

    def _looked(self, inhibited: bool) -> None:  # noqa: FBT001 - the answer
        if self.notification is None:
            return
        if inhibited:
            self._expect_again()
        elif self._notifier.cries_wolf and not self._one_told:  # a window may be all that it was
            self.notification.resumed = _nothing
            self._timer = self._notifier.loop.deadline(ONE_CAUSE_S, self._expect_second)
        else:
            self._tell(0)

    def _expect_second(self) -> None:
        self._expect_again()
        self._one_told = True
        self._timer = self._notifier.loop.deadline(SECOND_S, self._forget)

    def _forget(self) -> None:
        self._one_told = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _tell(self, ago: int) -> None:
        if self.notification is not None:
            self.stop()
            self._call(ago)


def _nothing() -> None:
    """A silence of 1 ms, while an input is waited for, is nothing to tell."""


def _source(protocol: Protocol) -> InputSource:
    return InputSource(protocol.interface, lambda here: WaylandWaiting(here.loop, here.environ, protocol), IDLE_AFTER_S)


SOURCES = (_source(EXT), _source(KDE))
"""The better first."""
