"""A source of input that says what the test says."""

from collections.abc import Callable

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact, Signal
from posture_app.sensors.source import InputSource, Surroundings


class Given:
    """Something that is waited for."""

    def __init__(self, milliseconds: int, call: Callable[[int], None]) -> None:
        self.milliseconds, self.call = milliseconds, call
        self.over = False

    def stop(self) -> None:
        self.over = True

    def come(self, milliseconds: int) -> None:
        """Call, once."""
        self.stop()
        self.call(milliseconds)


class FakeWaiting:
    """Implements `core.ports.Waiting`. It gets ready when the test says so."""

    protocol = ""
    limits: str | None = None
    tells: tuple[Fact, ...] = ()

    def __init__(self, name: str = "one") -> None:
        self.name = name
        self.closed = False
        self._silences: list[Given] = []
        self._inputs: list[Given] = []

    def start(self, ready: Callable[[], None], lost: Callable[[str], None], tell: Callable[[Signal], None]) -> None:
        self.ready, self.lose, self.tell = ready, lost, tell

    def after_silence(self, milliseconds: int, call: Callable[[int], None]) -> Given:
        self._silences.append(Given(milliseconds, call))
        return self._silences[-1]

    def at_input(self, call: Callable[[int], None]) -> Given:
        self._inputs.append(Given(0, call))
        return self._inputs[-1]

    def close(self) -> None:
        self.closed = True

    @property
    def lengths(self) -> list[int]:
        """The silences that are waited for."""
        return sorted(given.milliseconds for given in self._silences if not given.over)

    @property
    def awaits_input(self) -> int:
        """How many wait for input."""
        return sum(not given.over for given in self._inputs)

    def silence(self, milliseconds: int) -> None:
        """There has been no input for so long."""
        for given in tuple(self._silences):
            if not given.over and given.milliseconds <= milliseconds:
                given.come(milliseconds)

    def input(self, ago: int = 0) -> None:
        """There is input, or was so long ago."""
        for given in tuple(self._inputs):
            if not given.over:
                given.come(ago)

    def work(self) -> None:
        """Get ready, after a silence of a second."""
        self.ready()
        self.silence(1000)


class LookingWaiting(FakeWaiting):
    """Implements `core.ports.Looking`, too. It answers when the test says so."""

    def __init__(self, name: str = "one", limits: str | None = "it does not see through films") -> None:
        super().__init__(name)
        self.limits = limits
        self.looks: list[Callable[[bool], None]] = []

    def look(self, answer: Callable[[bool], None]) -> None:
        self.looks.append(answer)

    def answer(self, *, film: bool) -> None:
        """To all who look."""
        looks, self.looks = self.looks, []
        for answer in looks:
            answer(film)


def source_of(waiting: FakeWaiting, *, idle_after_s: float = 30.0, bus_name: str = "") -> InputSource:
    """The row of it."""
    return InputSource(waiting.name, lambda _: waiting, idle_after_s, bus_name)


def refusing(name: str, why: str) -> InputSource:
    """The row of a source that cannot work here."""

    def make(_: Surroundings) -> FakeWaiting:
        raise Unavailable(why)

    return InputSource(name, make)


def never(name: str) -> InputSource:
    """The row of a source that is not to be asked."""

    def make(_: Surroundings) -> FakeWaiting:
        raise AssertionError(f"{name} is not to be asked")

    return InputSource(name, make)


class Comes:
    """The row of a source that is there, time after time, as the test says."""

    def __init__(self, *answers: bool) -> None:
        self.answers = list(answers)
        self.made: list[FakeWaiting] = []
        self.row = InputSource("one", self._make)

    def _make(self, _: Surroundings) -> FakeWaiting:
        if not self.answers.pop(0):
            raise Unavailable("nobody answers")
        self.made.append(FakeWaiting())
        return self.made[-1]
