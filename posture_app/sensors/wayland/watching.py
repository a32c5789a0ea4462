"""Whether something keeps the screen on (a film, a presentation), as the compositor tells it: whoever asked it to."""

from collections.abc import Callable

from posture_app.core.ports import Timer
from posture_app.sensors.wayland.notifier import SHORTEST_MS, IdleNotifier, Notification

SILENT_S = 0.1
"""Real seconds: many times what a compositor takes to tell of a silence of 1 ms."""


class Watching:
    """Looks when asked, and not by itself, by a probe: a notification of 1 ms that obeys inhibitors. It idles at once,
    even while someone types, unless something inhibits idleness. Then it stays silent, costs nothing, and idles in the
    moment in which that ends. So `tell` gets each beginning that a look finds, and each end at once.
    """

    def __init__(self, notifier: IdleNotifier, tell: Callable[[bool], None]) -> None:
        self._notifier, self._tell = notifier, tell
        self._probe: Notification | None = None
        self._timer: Timer | None = None
        self._asking: list[Callable[[bool], None]] = []
        self.holds = False

    def look(self, answer: Callable[[bool], None]) -> None:
        """Find out, within a few milliseconds, or 100 if it holds."""
        if self.holds:
            answer(True)  # noqa: FBT003 - the answer
            return
        self._asking.append(answer)
        if self._probe is not None:
            return
        probe = self._probe = self._notifier.notify(SHORTEST_MS, self._idled, obeys=True)

        def counts() -> None:  # only now is it plain that the compositor counts
            if probe is self._probe:
                self._timer = self._notifier.loop.deadline(SILENT_S, dealt)

        def dealt() -> None:  # on a busy computer it may not have come to it yet
            self._notifier.wire.sync(lambda: self._silent(probe))

        self._notifier.wire.sync(counts)

    def close(self) -> None:
        """Ask no longer; harmless if done before."""
        self._asking.clear()
        self._drop()

    def _idled(self) -> None:
        held, self.holds = self.holds, False
        self._drop()
        if held:
            self._tell(False)  # noqa: FBT003 - it is over
        self._answer()

    def _silent(self, probe: Notification) -> None:
        if probe is self._probe:
            self.holds = True
            self._tell(True)  # noqa: FBT003 - it has begun
            self._answer()

    def _answer(self) -> None:
        asking, self._asking = self._asking, []
        for answer in asking:
            answer(self.holds)

    def _drop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._probe is not None:
            self._probe.stop()
            self._probe = None
