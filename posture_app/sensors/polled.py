"""Input on systems that tell nobody of it, but say when the last one was: Windows and macOS.

It is asked when a silence may have become long enough, so that nothing wakes up but twice a minute while somebody is
there. Who has gone is looked for every 5 s, and every 15 s once that has been so for a while.
"""

from collections.abc import Callable, Mapping

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Signal
from posture_app.core.language import lasting
from posture_app.core.ports import Loop, Timer
from posture_app.core.value import value
from posture_app.sensors.hands import LastEvent

SOON_S, LATER_S, LATER_FROM = 5.0, 15.0, 60
"""Real seconds between two looks for a return, and after how many looks it is the later ones."""
JITTER_MS = 50
"""By so much two readings of one moment may differ."""


@value
class SystemReading:
    """A reading of the system: its clock, and how long ago the last input was, both in milliseconds; how long ago that
    of a keyboard was, if that is told; and where the pointer is.
    """

    now: int
    ago: int
    typed_ago: int | None = None
    pointer: tuple[int, int] = (0, 0)

    @property
    def last(self) -> int:
        """When the last input was."""
        return self.now - self.ago


class PolledWaiting:
    """Implements `sensors.hands.Alarms`. `look` reads the system, and raises OSError where it does not answer. `facts`
    are told as each look finds them, and are those that it `tells`. `protocol` is the system's name of what it reads.
    """

    limits = None

    def __init__(
        self,
        name: str,
        loop: Loop,
        look: Callable[[], SystemReading],
        *,
        protocol: str = "",
        tells: tuple[Fact, ...] = (),
        facts: Callable[[], Mapping[Fact, bool]] = dict,
        pauses: tuple[float, float] = (SOON_S, LATER_S),
    ) -> None:
        self.name, self.protocol, self.tells = name, protocol, tells
        self.loop, self.pauses = loop, pauses
        self._read, self._facts = look, facts
        self._tell: Callable[[Signal], None] = lambda _: None
        self._told_facts: dict[Fact, bool] = {}
        self._lost: Callable[[str], None] = lambda _: None
        self._waits: set[_Wait] = set()
        self._told: SystemReading | None = None  # the look by which a silence is told of in this moment
        self._open = True
        try:
            look()
        except OSError as error:
            raise Unavailable(_why(error)) from error

    def start(
        self,
        ready: Callable[[], None],
        lost: Callable[[str], None],
        tell: Callable[[Signal], None],
    ) -> None:
        self._lost, self._tell = lost, tell
        self.loop.soon(lambda: ready() if self._open else None)

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> "_Wait":
        return self._begin(_Silence(self, milliseconds, call))

    def at_input(self, call: Callable[[int], None]) -> "_Wait":
        return self._begin(_Input(self, call, self._told))

    def last_event(self, answer: Callable[[LastEvent], None]) -> None:
        """Ask for the last event; `answer` is called later."""

        def read() -> None:
            found = self.read() if self._open else None
            if found is not None:
                typed_at = 0 if found.typed_ago is None else found.now - found.typed_ago
                answer(LastEvent(found.now, found.last, forced=False, typed_at=typed_at, pointer=found.pointer))

        self.loop.soon(read)

    def close(self) -> None:
        self._open, self._tell = False, lambda _: None
        for wait in tuple(self._waits):
            wait.stop()

    def read(self) -> SystemReading | None:
        """How it stands now; None where the system does not say, and then this source is lost."""
        try:
            look, facts = self._read(), self._facts()
        except OSError as error:
            self.close()
            self._lost(_why(error))
            return None
        for fact, on in facts.items():
            if self._told_facts.get(fact, False) is not on:
                self._told_facts[fact] = on
                self._tell(Signal(fact, on))
        return look if self._open else None

    def tell_silence(self, call: Callable[[int], None], look: SystemReading) -> None:
        """Tell of a silence; whoever asks meanwhile for the input that ends it misses none since this look."""
        self._told = look
        try:
            call(look.ago)
        finally:
            self._told = None

    def forget(self, wait: "_Wait") -> None:
        self._waits.discard(wait)

    def _begin(self, wait: "_Wait") -> "_Wait":
        self._waits.add(wait)
        wait.plan(0.0)
        return wait


class _Wait:
    """Implements `core.ports.Watch`: someone who waits for what a look will show."""

    def __init__(self, waiting: PolledWaiting) -> None:
        self._waiting = waiting
        self._timer: Timer | None = None

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._waiting.forget(self)

    def plan(self, seconds: float) -> None:
        """Look after so many real seconds."""
        self._timer = self._waiting.loop.deadline(seconds, self._look)

    def _look(self) -> None:
        look = self._waiting.read()
        if look is not None:
            self.see(look)

    def see(self, look: SystemReading) -> None:
        """See what the look shows: tell, or plan another."""
        raise NotImplementedError


class _Silence(_Wait):
    def __init__(self, waiting: PolledWaiting, milliseconds: int, call: Callable[[int], None]) -> None:
        super().__init__(waiting)
        self._milliseconds, self._call = milliseconds, call

    def see(self, look: SystemReading) -> None:
        if look.ago < self._milliseconds:
            self.plan((self._milliseconds - look.ago) / 1000)
            return
        self.stop()
        self._waiting.tell_silence(self._call, look)


class _Input(_Wait):
    """Input is what moves the last one on, however long ago it was."""

    def __init__(self, waiting: PolledWaiting, call: Callable[[int], None], before: SystemReading | None) -> None:
        super().__init__(waiting)
        self._call, self._before, self._looks = call, before, 0

    def see(self, look: SystemReading) -> None:
        if self._before is not None and look.last > self._before.last + JITTER_MS:
            self.stop()
            self._call(look.ago)
            return
        self._before = self._before or look
        self._looks += 1
        soon, later = self._waiting.pauses
        self.plan(soon if self._looks <= LATER_FROM else later)


def _why(error: OSError) -> str:
    return lasting("it does not say when the last input was ({reason})", reason=error.strerror or error)
