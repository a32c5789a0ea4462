"""What a source of facts about the person is, and what it may need of the computer.

A source is one file in the folder of its platform, with its row in it; `sources` lists the rows.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from posture_app.core.errors import Unavailable
from posture_app.core.language import lasting
from posture_app.core.ports import Bus, Loop, Sensor, Waiting
from posture_app.core.value import value
from posture_app.sensors.compositors import Compositors, find_compositors

IDLE_AFTER_S = 30.0
"""Where the time of the last input is read exactly."""

_NO_BUS = Unavailable(lasting("there is no bus"))


class OtherSessionError(Unavailable):
    """It is for another kind of session than this: nobody misses it here."""


def _no_clock() -> float:
    return 0.0


@value
class Surroundings:
    """What a source may need. In a real second pass `scale` of the app; a bus may be the reason why there is none."""

    loop: Loop
    environ: Mapping[str, str]
    scale: float = 1.0
    session: Bus | Unavailable = _NO_BUS
    system: Bus | Unavailable = _NO_BUS
    ending: Callable[[], None] = lambda: None
    """To be called when the session or the computer is about to end, perhaps without a word to us."""
    seconds: Callable[[], float] = _no_clock
    """A clock that counts from any point: for how old readings are, and nothing else."""
    trembles: Callable[[], bool] = lambda: False
    """Whether the pointer may move by itself, a little."""
    known: Compositors | None = None
    """The compositors that answered when they were asked last."""

    def compositors(self) -> Compositors:
        """Those that answer. If that is not known, it is waited for."""
        return find_compositors(self.environ) if self.known is None else self.known


def there(bus: Bus | Unavailable) -> Bus:
    """The bus itself. Raises Unavailable where there is none."""
    if isinstance(bus, Unavailable):
        raise bus
    return bus


class FactSensor(Sensor, Protocol):
    """A sensor that goes on when it cannot tell anything for a while: it may be able to again."""

    @property
    def trouble(self) -> str | None:
        """Why it tells nothing at the moment, if so."""


@value
class InputSource:
    """A source of input; the first that gets ready is used. `make` raises Unavailable, saying why, where it cannot."""

    name: str
    make: Callable[[Surroundings], Waiting]
    idle_after_s: float = IDLE_AFTER_S
    """Seconds of the app without input until it is reported to have stopped; shorter than any length that matters."""
    bus_name: str = ""
    """The name on the session bus without which it cannot work; it is asked again when that gets an owner."""


@value
class FactSource:
    """A source of other facts; all that can work are used. `make` raises Unavailable, saying why, where it cannot."""

    name: str
    tells: str
    """What it can tell of, such as “lock and sleep”; it heads the source's row in `posture-app doctor`."""
    make: Callable[[Surroundings], FactSensor]
    limits: str | None = None
    """What it cannot see anywhere, as the beginning of a sentence."""


@value
class Refusal:
    """A source that cannot work here, and why, for `posture-app doctor`."""

    name: str
    why: str
    tells: str = "input"
    """What it could tell of."""
