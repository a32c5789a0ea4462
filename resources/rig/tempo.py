"""The time of one cycle of a picture: one repetition, or a loop of what is timed or has no pause."""

from dataclasses import dataclass

from resources.rig.geometry import ease, lerp

Phases = tuple[tuple[str, float, float], ...]
"""Names with the seconds from and to: the way there, the pause, the way back; or the one `move`."""
SAMPLES = 10
"""Values a second: the phases of a tempo are tenths, so that each begins and ends with one."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """One repetition in tenths of a second: ready, the way there, the pause, the way back, rest."""

    up: float
    hold: float
    down: float
    ready: float = 0.5
    rest: float = 0.5

    @property
    def seconds(self) -> float:
        """Of the whole cycle."""
        return round(self.ready + self.up + self.hold + self.down + self.rest, 1)

    @property
    def phases(self) -> Phases:
        """What the person does when."""
        top = round(self.ready + self.up, 1)
        turn = round(top + self.hold, 1)
        held: Phases = (("hold", top, turn),) if self.hold else ()
        return (("up", self.ready, top), *held, ("down", turn, round(turn + self.down, 1)))

    @property
    def still(self) -> float:
        """The moment that reads as an icon: in the middle of the pause."""
        return round(self.ready + self.up + self.hold / 2, 2)

    def share(self, moment: float) -> float:
        """How much of the way is done at this moment, evenly: 0 at rest, 1 in the pause."""
        top, turn = self.ready + self.up, self.ready + self.up + self.hold
        way = (moment - self.ready) / self.up if moment < top else 1 - (moment - turn) / self.down
        return min(1.0, max(0.0, way))

    def values(self) -> list[float]:
        """The eased share at each tenth of a second, the first equal to the last."""
        return [ease(self.share(k / SAMPLES)) for k in range(round(self.seconds * SAMPLES) + 1)]


@dataclass(frozen=True, slots=True)
class Loop:
    """What goes round without a pause."""

    seconds: float
    still: float = 0.0
    parts: Phases = ()
    """What of it shows which phase; empty: all of it is movement."""

    @property
    def phases(self) -> Phases:
        """What the person does when."""
        return self.parts or (("move", 0.0, self.seconds),)

    def moments(self) -> list[float]:
        """The share of the cycle at each tenth of a second, from 0 to 1."""
        count = round(self.seconds * SAMPLES)
        return [k / count for k in range(count + 1)]


def keyed(seconds: float, *keys: tuple[float, float]) -> list[float]:
    """Eased values at each tenth of a second of a cycle, through these values at these seconds, in order."""
    values = []
    for k in range(round(seconds * SAMPLES) + 1):
        moment = k / SAMPLES
        before = max((key for key in keys if key[0] <= moment), default=keys[0])
        after = min((key for key in keys if key[0] > moment), default=keys[-1])
        way = (moment - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
        values.append(lerp(before[1], after[1], ease(way)))
    return values
