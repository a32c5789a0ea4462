"""Exercises: what they are, how long they take, and which of them suits."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from posture_app.core.language import N_, _
from posture_app.core.value import value


class Region(StrEnum):
    """The part of the body that an exercise is for."""

    FOOT = "foot"
    ANKLE = "ankle"
    CALF = "calf"
    LEGS = "legs"
    HIPS = "hips"
    BACK = "back"
    UPPER_BACK = "upper_back"
    SHOULDERS = "shoulders"
    NECK = "neck"
    HANDS = "hands"
    EYES = "eyes"
    WHOLE_BODY = "whole_body"


FEET = frozenset({Region.FOOT, Region.ANKLE, Region.CALF})
"""What the foot exercises are for."""


REGION_NAMES: Mapping[Region, str] = {
    Region.WHOLE_BODY: N_("Whole body"),
    Region.FOOT: N_("Feet"),
    Region.ANKLE: N_("Ankles"),
    Region.CALF: N_("Calves"),
    Region.LEGS: N_("Legs"),
    Region.HIPS: N_("Hips"),
    Region.BACK: N_("Back"),
    Region.UPPER_BACK: N_("Upper back"),
    Region.SHOULDERS: N_("Shoulders"),
    Region.NECK: N_("Neck"),
    Region.HANDS: N_("Hands and wrists"),
    Region.EYES: N_("Eyes"),
}


class Type(StrEnum):
    """What an exercise does."""

    STRETCH = "stretch"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    BALANCE = "balance"
    CIRCULATION = "circulation"
    BREATH = "breath"
    EYES = "eyes"


MOVING = frozenset(Type) - {Type.BREATH, Type.EYES}
"""What moves arms, legs or trunk."""


class Position(StrEnum):
    """How one sits or stands for it."""

    SEATED = "seated"
    STANDING = "standing"
    EITHER = "either"
    FLOOR = "floor"
    """Lying or kneeling: none that ships, but one of a person's own may be."""


SEATED = frozenset({Position.SEATED, Position.EITHER})
"""What can be done without getting up."""
ON_FEET = frozenset({Position.STANDING, Position.EITHER})


class Place(StrEnum):
    """Where, and by whom, an exercise can be done."""

    DESK = "desk"
    STANDING_ROOM = "standing_room"
    WHEELCHAIR = "wheelchair"
    """With voluntary movement of legs and feet."""
    WHEELCHAIR_UPPER_BODY = "wheelchair_upper_body"
    TRAVEL_SEAT = "travel_seat"
    PARKED_CAR = "parked_car"
    """Engine off, or as a passenger; never while driving."""
    COUCH = "couch"
    THEATRE_SEAT = "theatre_seat"


class Shoes(StrEnum):
    """What the feet wear."""

    ON = "on"
    OFF = "off"
    EITHER = "either"


class Kit(StrEnum):
    """What an exercise needs, as one chooses by it; `equipment` says it in words."""

    BAND = "band"
    TOWEL = "towel"
    BALL = "ball"
    CHAIR = "chair"
    """One that cannot roll."""
    DESK = "desk"
    WALL = "wall"
    DOOR_FRAME = "door_frame"
    MARBLES = "marbles"


class Sides(StrEnum):
    """Which side works: no side, one after the other, both at once, or in turn."""

    NONE = "none"
    EACH = "each"
    BOTH = "both"
    ALTERNATE = "alternate"


class Mode(StrEnum):
    """What is counted: held repetitions, repetitions, or time."""

    HOLD = "hold"
    REPS = "reps"
    TIMED = "timed"


class When(StrEnum):
    """The part of the dose in which a step is done."""

    READY = "ready"
    """Before it, and at a change of side: how to sit or stand."""
    UP = "up"
    """On the way there."""
    HOLD = "hold"
    """In the pause at the turning point."""
    DOWN = "down"
    """On the way back."""
    MOVE = "move"
    """In all of a repetition, or all of the time."""
    HALFWAY = "halfway"
    """The same, from the middle of the repetitions on."""
    AFTER = "after"
    """Once a side is done."""
    ALL = "all"
    """Throughout: what to keep, or to mind."""


class Condition(StrEnum):
    """Something a person may have said about themselves.

    An exercise that names it in `hide_if` is not offered, one that has it in `cautions` comes with a sentence.
    """

    BACK_INJURY = "back_injury"
    """Recent, or a recent operation there; so with the three others."""
    BALANCE_PROBLEM = "balance_problem"
    DIZZINESS = "dizziness"
    FOOT_OR_LEG_INJURY = "foot_or_leg_injury"
    FOOT_WOUND = "foot_wound"
    FRAGILE_SKIN = "fragile_skin"
    """Thin, or easily bruised, or with blood thinners."""
    GOUT = "gout"
    HIP_REPLACEMENT = "hip_replacement"
    HYPERMOBILITY = "hypermobility"
    INFLAMED_NECK = "inflamed_neck"
    KNEE_PROBLEM = "knee_problem"
    NECK_OR_SHOULDER_INJURY = "neck_or_shoulder_injury"
    NUMB_FEET = "numb_feet"
    OSTEOPOROSIS = "osteoporosis"
    PREGNANCY = "pregnancy"
    SUSPECTED_CLOT = "suspected_clot"
    UNSTABLE_SHOULDER = "unstable_shoulder"
    WRIST_OR_HAND_INJURY = "wrist_or_hand_injury"


class Evidence(StrEnum):
    """How well the stated effect is shown."""

    A = "A"
    """Several randomised trials or a good systematic review on that very thing."""
    B = "B"
    """One trial, small trials, or a review of low to moderate certainty."""
    C = "C"
    """Laboratory findings or observation only."""
    D = "D"
    """Customary practice; no direct trial found."""


@value
class Source:
    """What a statement rests on."""

    citation: str
    key: str = ""
    year: str = ""
    """A number, “undated”, or CUSTOMARY; empty where the citation alone says it."""
    address: str = ""
    """A page that can be opened; empty if none is known."""

    @property
    def line(self) -> str:
        """The citation, with its year if it does not say it."""
        if self.year in self.citation:
            return self.citation
        return f"{self.citation} ({_(self.year) if self.year in (CUSTOMARY, UNDATED) else self.year})"


UNDATED = N_("undated")
CUSTOMARY = N_("customary practice")
"""Stands for the year of a source where nothing was published that could be cited."""


@value
class Exercise:
    """One exercise. Durations in seconds; `reps` counts per side and set, `hold_s` the pause at the turning point."""

    id: str
    name: str
    in_short: str
    """What to do, for a notification: it follows the name and a colon."""
    purpose: str
    region: Region
    muscles: tuple[str, ...]
    type: Type
    position: Position
    places: frozenset[Place]
    discreet: bool
    """Nobody beside you notices."""
    shoes: Shoes
    equipment: tuple[str, ...]
    sides: Sides
    mode: Mode
    up_s: int
    hold_s: int
    down_s: int
    reps: int
    sets: int
    rest_s: int
    """Between sets."""
    switch_s: int
    """Between sides."""
    level: int
    """1 easy to 3."""
    steps: tuple[str, ...]
    feel: str
    errors: tuple[str, ...]
    easier: str
    harder: str
    avoid: tuple[str, ...]
    stop_if: tuple[str, ...]
    hide_if: frozenset[Condition]
    evidence: Evidence
    evidence_note: str
    sources: tuple[Source, ...]
    illustration: str
    """File name within `illustrations/`, without .svg; empty if there is no picture."""
    reviewed: date
    also: tuple[str, ...] = ()
    """Other names, by which people look for it."""
    kit: frozenset[Kit] = frozenset()
    cautions: tuple[tuple[Condition, str], ...] = ()
    """For whom there is a sentence of advice with it."""
    easier_exercise: str = ""
    """The id of another exercise that is an easier way, if one is; so with harder."""
    harder_exercise: str = ""
    when: tuple[frozenset[When], ...] = ()
    """When each of the steps is done; empty if nothing says it."""

    @property
    def parts(self) -> frozenset[When]:
        """The parts that its dose has."""
        return parts_of(self.mode, {When.UP: self.up_s, When.HOLD: self.hold_s, When.DOWN: self.down_s}, self.reps)

    @property
    def in_a_line(self) -> str:
        """Its name, and what to do."""
        return _("{exercise}: {how}").format(exercise=self.name, how=self.in_short)

    @property
    def total_s(self) -> int:
        """How long it takes: sets x sides x reps x (up + hold + down) + (sets - 1) x rest + sets x change of side.

        There are two sides if they work one after the other or in turn; only the first needs the change.
        """
        sides = 2 if self.sides in {Sides.EACH, Sides.ALTERNATE} else 1
        moving = self.sets * sides * self.reps * (self.up_s + self.hold_s + self.down_s)
        changes = self.sets * self.switch_s if self.sides is Sides.EACH else 0
        return moving + (self.sets - 1) * self.rest_s + changes


def parts_of(mode: Mode, tempo: Mapping[When, int], reps: int) -> frozenset[When]:
    """The parts that a dose of so many repetitions has, of which each takes these seconds."""
    lacking = {When.HOLD} if mode is Mode.TIMED else set()
    lacking |= {when for when, seconds in tempo.items() if not seconds}
    return frozenset(When) - lacking - ({When.HALFWAY} if reps == 1 else set())


@value
class ExerciseFilter:
    """What an exercise must meet to be suggested. What is left at its default does not matter.

    `places` are all that apply now, of which one is enough; `kit` is what there is; `conditions` are what the person
    has said. `longest_s` is how much time there is (0: enough). If `among` names any, it must be one of them.
    """

    regions: frozenset[Region] = frozenset(Region)
    types: frozenset[Type] = frozenset(Type)
    places: frozenset[Place] = frozenset(Place)
    positions: frozenset[Position] = frozenset(Position)
    kit: frozenset[Kit] = frozenset(Kit)
    highest_level: int = 3
    among: frozenset[str] = frozenset()
    shoes_stay_on: bool = False
    shoes_stay_off: bool = False
    discreet: bool = False
    conditions: frozenset[Condition] = frozenset()
    longest_s: int = 0

    def met_by(self, exercise: Exercise) -> bool:
        return (
            exercise.region in self.regions
            and exercise.type in self.types
            and not self.places.isdisjoint(exercise.places)
            and exercise.position in self.positions
            and exercise.kit <= self.kit
            and exercise.level <= self.highest_level
            and (not self.among or exercise.id in self.among)
            and not (self.shoes_stay_on and exercise.shoes is Shoes.OFF)
            and not (self.shoes_stay_off and exercise.shoes is Shoes.ON)
            and (exercise.discreet or not self.discreet)
            and self.conditions.isdisjoint(exercise.hide_if)
            and (not self.longest_s or exercise.total_s <= self.longest_s)
        )


ANY = ExerciseFilter()
