"""What stands round a person from the side, how they sit, stand and hold on, and when."""

from resources.rig.geometry import Point, ease, line, n
from resources.rig.side.person import HANGING, Arm, Leg, Marks, Person, Pose, Trunk
from resources.rig.svg import path
from resources.rig.tempo import Tempo

GROUND = 221.0
"""The height on which soles stand."""
SEAT = 164.0
"""The height of the seat of a person of size 1."""
DESK = 124.0
"""The height of a desk at which a person of size 0.83 stands."""
STEP = 0.2
"""Seconds from one value to the next: the phases of a `tempo` are multiples of it."""


def tempo(up: float, hold: float, down: float) -> Tempo:
    """One repetition whose phases begin and end with a value."""
    return Tempo(up, hold, down, ready=2 * STEP, rest=2 * STEP)


def shares(time: Tempo, step: float = STEP) -> list[float]:
    """How much of the way is done, evenly, at each moment: 0 at rest, 1 in the pause."""
    return [time.share(k * step) for k in range(round(time.seconds / step) + 1)]


def eased(time: Tempo, step: float = STEP) -> list[float]:
    """The same, slow at both ends."""
    return [ease(share) for share in shares(time, step)]


def seated(hip_x: float) -> Point:
    """The hip of a person of size 1 who sits."""
    return hip_x, SEAT - 15


def feet(person: Person, trunk: Trunk, heel_x: float) -> tuple[Leg, Leg]:
    """Both legs with their feet flat, the far one a little ahead."""
    near, far = person.flat(heel_x, GROUND), person.flat(heel_x + 7 * person.size, GROUND - 1)
    return person.leg(trunk.hip, near), person.leg(person.hip(trunk, far=True), far)


def arms(person: Person, trunk: Trunk, wrist: Point, hand: float, apart: Point = (6, -2)) -> tuple[Arm, Arm]:
    """Both arms with their wrists there, the far one a little apart, the hands at an angle."""
    away = wrist[0] + apart[0], wrist[1] + apart[1]
    return (
        person.arm(person.shoulder(trunk), wrist, hand),
        person.arm(person.shoulder(trunk, far=True), away, hand),
    )


def floor() -> str:
    """The floor."""
    return path(line((20, GROUND + 3.5), (300, GROUND + 3.5)), "floor")


def chair(back: float, front: float, top: float = 84, seat: float = SEAT) -> str:
    """A chair on four legs: where its seat begins and ends, the height of its back, and of its seat."""
    y = seat + 3.5
    return path(line((back - 6, top), (back, y)), "seat") + stool(back, front, seat)


def stool(back: float, front: float, seat: float = SEAT) -> str:
    """A firm seat without a back."""
    foot, y = GROUND - 2, seat + 3.5
    behind, before = line((back + 4, y), (back - 3, foot)), line((front - 7, y), (front - 1, foot))
    return path(line((back, y), (front, y)) + behind + before, "seat")


def desk(left: float, right: float = 296) -> str:
    """A desk that cannot move."""
    y = DESK + 3.5
    return path(line((left, y), (right, y)) + line((right - 12, y), (right - 12, GROUND - 2)), "seat")


def wall(face: float) -> str:
    """A wall to the right."""
    return path(line((face + 5, 12), (face + 5, GROUND + 1)), "seat")


def pin(x: float) -> str:
    """What stays on the floor."""
    return path(f"M{n(x)} {n(GROUND + 7)}l-6 10h12z", "accent")


def drawn(
    person: Person, poses: list[Pose], seconds: float, marks: Marks | None = None, hands: tuple[str, str] = HANGING
) -> str:
    """The person, before the silhouette of where they began."""
    return person.shadow(poses, hands) + "".join(person.draw(poses, seconds, marks, hands).values())
