"""Input as Mutter's IdleMonitor tells it: in a Wayland session of GNOME there is nothing else that does. That
of Muffin, which is Cinnamon's, is the same under another name.

Two things of it mislead (`meta-idle-monitor.c`, mutter 43 to 49):

- While a program keeps the session from becoming idle, no watch for a silence fires. GetIdletime is true meanwhile, so
  it is asked once it may be time.
- Whenever the session manager says that nothing keeps the session from that, the idle time starts again at nought; only
  input fires a watch for activity. So a silence that is known goes on until such a watch has fired.
"""

from collections.abc import Callable
from functools import partial

from posture_app.core.events import Signal
from posture_app.core.language import lasting
from posture_app.core.ports import Timer, Watch
from posture_app.sensors.gnome.idle_monitor import MUTTER, IdleMonitor
from posture_app.sensors.gnome.session_manager import SessionInhibitors
from posture_app.sensors.source import InputSource, OtherSessionError, Surroundings, there


class MutterWaiting:
    """Implements `core.ports.Waiting` by an IdleMonitor. Raises Unavailable in an X11 session, of which the X server
    itself tells better.
    """

    name = "mutter"
    tells = ()
    limits = None

    def __init__(self, here: Surroundings) -> None:
        if here.environ.get("DISPLAY") and here.compositors().any is None:
            raise OtherSessionError(lasting("the session is X11, where the X server itself tells of all input"))
        bus = there(here.session)
        self.loop = here.loop
        self.monitor = IdleMonitor(bus)
        self.inhibited = False
        self.resets = 0
        """How often the idle time may have started again without an input."""
        self._inhibitors = SessionInhibitors(bus, self._inhibited_said)
        self._activity = _Activity(came=True)
        self._silences: list[_Silence] = []
        self._at_input: list[_AtInput] = []
        self._missed: int | None = None

    @property
    def protocol(self) -> str:
        return self.monitor.name

    def start(
        self,
        ready: Callable[[], None],
        lost: Callable[[str], None],
        tell: Callable[[Signal], None],  # noqa: ARG002 - what inhibits is told by a source of its own
    ) -> None:
        self._inhibitors.start(lambda _: None, lambda _: None)
        self.monitor.start(ready, lost)

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Watch:
        silence = _Silence(self, milliseconds, call)
        self._silences = [*(each for each in self._silences if not each.over), silence]
        silence.look()
        return silence

    def at_input(self, call: Callable[[int], None]) -> Watch:
        waiting = _AtInput(call)
        if self._missed is None:
            self._at_input = [*(each for each in self._at_input if not each.over), waiting]
            self.await_activity()
        else:
            self.loop.soon(partial(waiting.tell, self._missed))
        return waiting

    def close(self) -> None:
        for silence in self._silences:
            silence.stop()
        for waiting in self._at_input:
            waiting.stop()
        self._inhibitors.close()
        self.monitor.close()

    def await_activity(self) -> "_Activity":
        """Have Mutter tell of the next input after this."""
        if self._activity.came:
            self._activity = activity = _Activity()
            self.monitor.watch_activity(lambda: self._active(activity))
        return self._activity

    def tell(self, call: Callable[[int], None], idle: int, missed: int | None) -> None:
        """It has been silent for so long. `missed` is how long ago an input was after that, of which nobody tells."""
        self._missed = missed
        try:
            call(idle)
        finally:
            self._missed = None

    def _active(self, activity: "_Activity") -> None:
        activity.came = True
        waiting, self._at_input = self._at_input, []
        for each in waiting:
            self.loop.soon(partial(each.tell, 0))

    def _inhibited_said(self, inhibited: bool) -> None:  # noqa: FBT001 - what is said
        began = inhibited and not self.inhibited
        self.inhibited = inhibited
        if not inhibited:
            self.resets += 1
        elif began:
            for silence in self._silences:
                silence.look()


class _Activity:
    """The next input after Mutter was asked to tell of it."""

    def __init__(self, *, came: bool = False) -> None:
        self.came = came


class _AtInput:
    """Implements `core.ports.Watch`: one who waits for input."""

    def __init__(self, call: Callable[[int], None]) -> None:
        self._call = call
        self.over = False

    def tell(self, ago: int) -> None:
        """There was an input so many milliseconds ago."""
        if not self.over:
            self.over = True
            self._call(ago)

    def stop(self) -> None:
        self.over = True


class _Silence:
    """Implements `core.ports.Watch`: one who waits for a silence of so many milliseconds."""

    def __init__(self, waiting: MutterWaiting, milliseconds: int, call: Callable[[int], None]) -> None:
        self.over = False
        self._waiting, self._milliseconds, self._call = waiting, milliseconds, call
        self._activity = waiting.await_activity()
        self._resets = 0
        self._watch: Watch | None = None
        self._timer: Timer | None = None

    def look(self) -> None:
        """See how long it has been silent by now, and wait for the rest."""
        if not self.over:
            self._stop_timer()
            self._activity = self._waiting.await_activity()
            self._waiting.monitor.idle(self._looked)

    def stop(self) -> None:
        self.over = True
        self._stop_timer()
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def _looked(self, idle: int) -> None:
        if self.over:
            return
        self._resets = self._waiting.resets
        if idle >= self._milliseconds:
            self._tell(idle)
            return
        if self._watch is None:
            self._watch = self._waiting.monitor.watch_silence(self._milliseconds, self._fired)
        if self._waiting.inhibited:
            self._stop_timer()
            self._timer = self._waiting.loop.deadline((self._milliseconds - idle) / 1000, self._may_be_over)

    def _may_be_over(self) -> None:
        """It is, unless there was an input meanwhile, whatever Mutter says of its idle time by now."""
        self._timer = None
        if self._activity.came:
            self.look()
        else:
            self._tell(self._milliseconds)

    def _fired(self) -> None:
        """Mutter says that it is. Before it is told, see to it that the next input is not missed."""
        self._stop_timer()
        self._activity = self._waiting.await_activity()
        self._waiting.monitor.idle(self._confirmed)

    def _confirmed(self, idle: int) -> None:
        if self.over:
            return
        missed = None
        if self._activity.came:
            missed = 0
        elif idle < self._milliseconds and self._resets == self._waiting.resets:
            missed = idle
        self._tell(max(idle, self._milliseconds), missed)

    def _tell(self, idle: int, missed: int | None = None) -> None:
        self.stop()
        self._waiting.tell(self._call, idle, missed)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


SOURCE = InputSource(MutterWaiting.name, MutterWaiting, bus_name=MUTTER)
