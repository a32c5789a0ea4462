"""A person from the right side, facing right: the skeleton, its shapes, and how a pose becomes a drawing.

All angles are of the world, in degrees, positive to the front: trunk and head lean from upright, arms and legs swing
from straight down. A foot's angle is how far its heel is up. Lengths are those of a person 240 high, of size 1.
"""

from dataclasses import dataclass
from math import acos, atan2, cos, degrees, hypot, radians, sin, sqrt

from resources.rig.geometry import Point, lerp, rot
from resources.rig.side import outlines
from resources.rig.side.parts import Joint, Outline, Shape, shape, still
from resources.rig.side.silhouette import silhouette
from resources.rig.svg import path

THIGH, SHANK, UPPER, FORE = 58.0, 57.0, 43.0, 37.0
ANKLE = 15.0  # of the ankle above the sole
BALL = (20.0, 9.5)  # of the ball of the foot, from the ankle
HEEL = (-10.5, 15.0)  # its lowest point, from the ankle
LOW_BACK, UPPER_BACK, SHOULDER, NECK, HEAD = (-3.0, -20.0), (0.0, -19.0), (1.0, -19.5), (2.0, -29.0), (3.0, -7.0)
_GIVE = 0.3  # that a limb may be too short by, unseen
FAR_HIP, FAR_SHOULDER = (4.0, -2.0), (4.0, -0.5)  # how far the far limbs stand out behind the near ones


Marks = dict[str, list[Shape]]  # what lights up, by the part that carries it
HANGING = ("relaxed", "relaxed")


@dataclass(frozen=True)
class Trunk:
    """Pelvis, waist and chest, neck and head; `forward` is how far the shoulder is drawn out of the chest."""

    hip: Point
    pelvis: float = 0
    waist: float = 0
    chest: float = 0
    neck: float = 0
    head: float = 0
    forward: float = 0


@dataclass(frozen=True)
class Leg:
    """Thigh and shank; how far the heel is up; how far the toes point down."""

    thigh: float = 0
    shank: float = 0
    heel: float = 0
    toes: float = 0


@dataclass(frozen=True)
class Arm:
    """Upper arm, forearm and hand."""

    upper: float = 0
    fore: float = 0
    hand: float = 0


@dataclass(frozen=True)
class Pose:
    """One moment."""

    trunk: Trunk
    leg: Leg
    far_leg: Leg
    arm: Arm
    far_arm: Arm


def along(start: Point, angle: float, length: float) -> Point:
    """The far end of a bone."""
    return start[0] + length * sin(radians(angle)), start[1] + length * cos(radians(angle))


def _bones(start: Point, end: Point, first: float, second: float, bend: int) -> tuple[float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    away = hypot(dx, dy)
    if away > first + second + _GIVE:
        raise ValueError(f"{end} is {away - first - second:.1f} too far from {start}")
    d = max(abs(first - second) + 0.01, min(away, first + second - 0.01))
    base = degrees(atan2(dx, dy))
    a = degrees(acos((first**2 + d**2 - second**2) / (2 * first * d)))
    b = degrees(acos((second**2 + d**2 - first**2) / (2 * second * d)))
    return base + bend * a, base - bend * b


def mixed(start: Leg, end: Leg, share: float) -> Leg:
    """Between two poses of a leg."""
    return Leg(
        lerp(start.thigh, end.thigh, share),
        lerp(start.shank, end.shank, share),
        lerp(start.heel, end.heel, share),
        lerp(start.toes, end.toes, share),
    )


class Person:
    """Someone of a size, whose outline and joints it knows."""

    def __init__(self, size: float = 1, *, arms: float = 1, depth: float = 1) -> None:
        """arms: how much of their length is seen, when they point to the onlooker. depth: how far the far side is."""
        self.far_hip, self.far_shoulder = ((x * size * depth, y * size * depth) for x, y in (FAR_HIP, FAR_SHOULDER))
        self.size, self.upper, self.fore = size, UPPER * size * arms, FORE * size * arms
        self._arms = arms

    def off(self, start: Point, offset: tuple[float, float], lean: float) -> Point:
        x, y = rot((offset[0] * self.size, offset[1] * self.size), lean)
        return start[0] + x, start[1] + y

    # Joints

    def low_back(self, t: Trunk) -> Point:
        return self.off(t.hip, LOW_BACK, t.pelvis)

    def upper_back(self, t: Trunk) -> Point:
        return self.off(self.low_back(t), UPPER_BACK, t.waist)

    def shoulder(self, t: Trunk, *, far: bool = False) -> Point:
        x, y = self.off(self.upper_back(t), (SHOULDER[0] + t.forward, SHOULDER[1]), t.chest)
        return (x + self.far_shoulder[0], y + self.far_shoulder[1]) if far else (x, y)

    def neck(self, t: Trunk) -> Point:
        return self.off(self.upper_back(t), NECK, t.chest)

    def head(self, t: Trunk) -> Point:
        return self.off(self.neck(t), HEAD, t.neck)

    def hip(self, t: Trunk, *, far: bool = False) -> Point:
        x, y = t.hip
        return (x + self.far_hip[0], y + self.far_hip[1]) if far else (x, y)

    def knee(self, hip: Point, leg: Leg) -> Point:
        return along(hip, leg.thigh, THIGH * self.size)

    def ankle(self, hip: Point, leg: Leg) -> Point:
        return along(self.knee(hip, leg), leg.shank, SHANK * self.size)

    def elbow(self, shoulder: Point, arm: Arm) -> Point:
        return along(shoulder, arm.upper, self.upper)

    def wrist(self, shoulder: Point, arm: Arm) -> Point:
        return along(self.elbow(shoulder, arm), arm.fore, self.fore)

    # Reaching

    def flat(self, heel_x: float, ground: float) -> Point:
        """The ankle of a foot that stands flat, its heel at heel_x."""
        return heel_x + 12 * self.size, ground - ANKLE * self.size

    def tiptoe(self, flat: Point, heel: float) -> Point:
        """The ankle when the heel of that foot has risen and its ball has stayed."""
        ball = (flat[0] + BALL[0] * self.size, flat[1] + BALL[1] * self.size)
        return self.off(ball, (-BALL[0], -BALL[1]), heel)

    def on_heel(self, flat: Point, heel: float) -> Point:
        """The ankle when the toes of that foot are up, and its heel has stayed."""
        back = (flat[0] + HEEL[0] * self.size, flat[1] + HEEL[1] * self.size)
        return self.off(back, (-HEEL[0], -HEEL[1]), heel)

    def above(self, ankle: Point, lean: float = 0, bend: float = 6) -> Point:
        """The hip over an ankle: where it is when the leg leans and its knee bends so far."""
        length = self._length(bend)
        return ankle[0] + length * sin(radians(lean)), ankle[1] - length * cos(radians(lean))

    def lowest(self, hip_x: float, ankle: Point, bend: float, *, far: bool = False) -> float:
        """How high the hip is when the knee of the leg to that ankle bends so far."""
        x, up = (hip_x + self.far_hip[0], self.far_hip[1]) if far else (hip_x, 0.0)
        length = self._length(bend)
        return ankle[1] - sqrt(length**2 - (x - ankle[0]) ** 2) - up

    def _length(self, bend: float) -> float:
        return self.size * sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * cos(radians(bend)))

    def leg(self, hip: Point, ankle: Point, heel: float = 0, toes: float = 0) -> Leg:
        """A leg whose foot is where it is said to be; the knee bends to the front."""
        thigh, shank = _bones(hip, ankle, THIGH * self.size, SHANK * self.size, 1)
        return Leg(thigh, shank, heel, toes)

    def arm(self, shoulder: Point, wrist: Point, hand: float, bend: int = -1) -> Arm:
        """An arm whose wrist is where it is said to be; the elbow bends to the back (-1) or to the front (1)."""
        upper, fore = _bones(shoulder, wrist, self.upper, self.fore, bend)
        return Arm(upper, fore, hand)

    # Drawing

    def shape(self, points: Outline, kind: str, *, edge: bool = True, tension: float = 0.5) -> Shape:
        """A shape of a person 240 high, in the size of this one."""
        sized = [(p[0] * self.size, p[1] * self.size, *p[2:]) for p in points]
        return shape(sized, kind, edge=edge, tension=tension)

    def mark(self, points: Outline) -> list[Shape]:
        """What lights up because it works or is stretched."""
        return [self.shape(points, "accent", edge=False)]

    def _seen(self, points: Outline, kind: str) -> Shape:
        return self.shape([(p[0], p[1] * self._arms, *p[2:]) for p in points], kind)

    def at(self, place: Point) -> Point:
        return place[0] * self.size, place[1] * self.size

    def _leg(self, at: Point | list[Point], hips: list[Point], legs: list[Leg], far: str, marks: Marks) -> list[Joint]:
        """What of the foot stays where it is, and the leg from its hip, which is drawn `at` a place."""
        o, side = outlines, "far_" if far else ""
        trousers, shoe = "trousers" + far, "shoe" + far
        ankles = [self.ankle(hip, leg) for hip, leg in zip(hips, legs, strict=True)]
        balls = [self.off(ankle, BALL, leg.heel) for ankle, leg in zip(ankles, legs, strict=True)]
        stays = still(ankles) and still([(x.heel, x.toes) for x in legs])
        rolls = still(balls) and still([(0, x.toes) for x in legs]) and not stays
        tip, foot = [self.shape(o.TOES, shoe)], [self.shape(o.SHOE, shoe), *marks.get(side + "foot", [])]
        toes = [Joint(self.at(BALL), [x.toes - x.heel for x in legs], tip)]
        pinned = [Joint(ankles[0], [legs[0].heel], foot, toes)] if stays else []
        pinned += [Joint(balls[0], [legs[0].toes], tip)] if rolls else []
        moves = Joint(self.at((0, SHANK)), [x.heel + x.shank for x in legs], foot, [] if rolls else toes)
        shank = [self.shape(o.SHANK, trousers), *marks.get(side + "shank", [])]
        hung = [] if stays else [moves]
        lower = Joint(self.at((0, THIGH)), [x.thigh - x.shank for x in legs], shank, hung, under=True)
        thigh = [self.shape(o.THIGH, trousers), *marks.get(side + "thigh", [])]
        return [*pinned, Joint(at, [-x.thigh for x in legs], thigh, [lower])]

    def arm_joint(self, shoulders: list[Point], arms: list[Arm], far: str, hand: str) -> Joint:
        """An arm, and its hand, which stays if it does."""
        o = outlines
        skin = "skin" + far
        palm = [self.shape(o.HANDS[hand], skin)]
        wrists = [self.wrist(shoulder, arm) for shoulder, arm in zip(shoulders, arms, strict=True)]
        stays = still(wrists) and still([(0, x.hand) for x in arms])
        moves = [] if stays else [Joint((0, self.fore), [x.fore - x.hand for x in arms], palm)]
        fore = Joint((0, self.upper), [x.upper - x.fore for x in arms], [self._seen(o.FORE, skin)], moves)
        upper = [self._seen(o.UPPER, skin), self._seen(o.SLEEVE, "top" + far)]
        arm = Joint(shoulders, [-x.upper for x in arms], upper, [fore])
        return Joint((0, 0), [0], [], [arm, Joint(wrists[0], [-arms[0].hand], palm)] if stays else [arm])

    def face(self, marks: Marks) -> list[Shape]:
        """The head, from the joint on which it nods."""
        o = outlines
        face = [self.shape(o.SKULL, "skin", tension=0.45), self.shape(o.HAIR, "hair", edge=False, tension=0.45)]
        return [
            *face,
            self.shape(o.EAR, "skin", edge=False),
            self.shape(o.EYE, "hair", edge=False),
            *marks.get("head", []),
        ]

    def _head(self, trunks: list[Trunk], marks: Marks) -> Joint:
        head = Joint(self.at(HEAD), [t.head - t.neck for t in trunks], self.face(marks))
        neck = [self.shape(outlines.NECK, "skin"), *marks.get("neck", [])]
        return Joint(self.at(NECK), [t.neck - t.chest for t in trunks], neck, [head])

    def trunk_joint(
        self, trunks: list[Trunk], marks: Marks, belly: Joint | None = None, hips: Outline = outlines.PELVIS
    ) -> Joint:
        o = outlines
        chest = [self.shape(o.CHEST, "top"), *marks.get("chest", [])]
        head = self._head(trunks, marks)
        upper = Joint(self.at(UPPER_BACK), [t.chest - t.waist for t in trunks], chest, [head])
        waist = [self.shape(o.WAIST, "top"), *marks.get("waist", [])]
        hung = [upper, belly] if belly else [upper]
        lower = Joint(self.at(LOW_BACK), [t.waist - t.pelvis for t in trunks], waist, hung, under=belly is None)
        pelvis = [self.shape(hips, "trousers"), *marks.get("pelvis", [])]
        return Joint((0, 0), [t.pelvis for t in trunks], pelvis, [lower])

    def _layers(self, poses: list[Pose], marks: Marks, hands: tuple[str, str]) -> dict[str, Joint]:
        trunks, legs = [p.trunk for p in poses], [p.leg for p in poses]
        hips, far_hips = [t.hip for t in trunks], [self.hip(t, far=True) for t in trunks]
        near, far = [self.shoulder(t) for t in trunks], [self.shoulder(t, far=True) for t in trunks]
        *pinned, leg = self._leg((0, 0), hips, legs, "", marks)
        front = Joint((0, 0), [-x.thigh for x in legs], marks.get("hip", []))
        body = Joint(hips, [0], [], [leg, self.trunk_joint(trunks, marks), front])
        return {
            "far_arm": self.arm_joint(far, [p.far_arm for p in poses], "_far", hands[1]),
            "far_leg": Joint((0, 0), [0], [], self._leg(far_hips, far_hips, [p.far_leg for p in poses], "_far", marks)),
            "body": Joint((0, 0), [0], [], [*pinned, body]),
            "arm": self.arm_joint(near, [p.arm for p in poses], "", hands[0]),
        }

    def draw(
        self, poses: list[Pose], seconds: float, marks: Marks | None = None, hands: tuple[str, str] = HANGING
    ) -> dict[str, str]:
        """The layers of the person, from the far one to the near one: far_arm, far_leg, body, arm."""
        layers = self._layers(poses, marks or {}, hands)
        return {name: joint.layer(seconds) for name, joint in layers.items()}

    def shadow(self, poses: list[Pose], hands: tuple[str, str] = HANGING, *, arms: bool = True) -> str:
        """A pale silhouette of what moves, to show where the movement began."""
        layers = self._layers(poses, {}, hands)
        joints = [joint for name, joint in layers.items() if arms or not name.endswith("arm")]
        outline = silhouette([polygon for joint in joints for polygon in joint.polygons()])
        return path(outline, "shade")
