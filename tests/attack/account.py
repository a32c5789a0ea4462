"""What a person did by the computer, and what the log may and must say of it, told from `SITTING.md` alone, with
plain stretches of true time and no part of the app.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

AWAY_S, BREAK_S, UP_S, CHECKPOINT_S = 300, 120, 120, 60
REVIVED_S = 2
"""So long after a barrier a person who goes on typing may not have been seen yet."""
NEVER = 10**12
Stretch = tuple[int, int]
Pieces = list[Stretch]


def joined(stretches: Iterable[Stretch]) -> Pieces:
    """In order, those that overlap or meet as one."""
    found: Pieces = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def minus(pieces: Iterable[Stretch], others: Iterable[Stretch]) -> Pieces:
    """What of the pieces is in none of the others."""
    left = [piece for piece in joined(pieces) if piece[1] > piece[0]]
    for start, end in joined(others):
        parts = [part for low, high in left for part in ((low, min(high, start)), (max(low, end), high))]
        left = [(low, high) for low, high in parts if low < high]
    return left


@dataclass
class Barrier:
    """Behind it nobody is present. It begins at `start`, or by `late` at the latest, and ends from `low` to `high`."""

    start: int
    low: int
    high: int
    kind: str
    late: int | None = None


@dataclass
class Lived:
    """All that happened, in true seconds: when there was input, every word, and all barriers; kills; and `shifts`: from
    when on the wall clock was ahead of true time by how much. `prompts`: whether reminders were shown.
    """

    prompts: bool
    input: Pieces = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    kills: list[int] = field(default_factory=list)
    doubts: Pieces = field(default_factory=list)
    shifts: list[tuple[int, int]] = field(default_factory=list)

    def least(self) -> Pieces:
        """When the person was present without a doubt."""
        away = BREAK_S if self.prompts else AWAY_S
        early, late = (self._present(self._absent(late, longest=True), away, 0) for late in (False, True))
        lost = [(at - CHECKPOINT_S, at) for at in self.kills]
        return minus(minus(early, minus(early, late)), lost)

    def most(self) -> Pieces:
        """When they may have been."""
        longer = AWAY_S * self.prompts
        early, late = (self._present(self._absent(late, longest=False), AWAY_S, longer) for late in (False, True))
        return joined([*early, *late, *self.doubts])

    def _absent(self, late: bool, *, longest: bool) -> Pieces:
        """When nobody was present for certain, the barriers begun early or late and as long or as short as may be."""
        found: Pieces = []
        for each in self.barriers:
            start = each.start if not late or each.late is None else each.late
            end = each.high + REVIVED_S * (each.kind != "up") if longest else each.low
            found.append((start, end))
        return [(start, end) for start, end in found if start < end]

    def _present(self, barriers: Iterable[Stretch], away: int, longer: int) -> Pieces:
        evidence = sorted([*self.input, *((at, at) for at in self.words)])
        found: Pieces = []
        for low, high in _between(joined(barriers)):
            pieces: Pieces = []
            for start, end in evidence:
                start, end = max(start, low), min(end, high)  # noqa: PLW2901 - what of it lies here
                if start > end:
                    continue
                if pieces and start - pieces[-1][1] < away:
                    pieces[-1] = pieces[-1][0], max(end, pieces[-1][1])
                else:
                    pieces.append((start, end))
            pieces = [(start, min(end + longer, high)) for start, end in pieces]
            if pieces and high - pieces[-1][1] < away:  # they had not been found gone
                pieces[-1] = pieces[-1][0], high
            found += pieces
        return [(start, end) for start, end in joined(found) if end > start]


def _between(barriers: Sequence[Stretch]) -> Pieces:
    ends = [-NEVER, *(end for _, end in barriers)]
    starts = [*(start for start, _ in barriers), NEVER]
    return list(zip(ends, starts, strict=True))


def recorded(
    spans: Iterable[tuple[int, int]], shifts: Sequence[tuple[int, int]], most: Pieces
) -> tuple[Pieces, list[str]]:
    """The true stretches of spans given in the order of recording by their readings of the wall clock, which may have
    come twice: then where they can have been; and what of them cannot be.
    """
    found: Pieces = []
    wrong: list[str] = []
    before = -NEVER
    borders = [*(at for at, _ in shifts[1:]), NEVER]
    for start, end in spans:
        segments = zip(shifts, borders, strict=True)
        fits = [start - ahead for (since, ahead), until in segments if since <= start - ahead <= until]
        fits = sorted(at for at in fits if at >= before)
        if not fits or end <= start:
            wrong.append(f"a span of {end - start} s from {start} on, after {before}")
            continue
        at = next((at for at in fits if not minus([(at, at + end - start)], most)), fits[0])
        found.append((at, at + end - start))
        before = found[-1][1]
    return found, wrong
