"""Who a person is, for exercises: what they have said about themselves, where they sit, and what they want of them."""

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from posture_app.core.content.exercises import SEATED, Condition, ExerciseFilter, Kit, Place, Position
from posture_app.core.language import N_
from posture_app.core.value import value


class Seat(StrEnum):
    """Where somebody sits at present."""

    DESK = "desk"
    HOME = "home"
    WHEELCHAIR = "wheelchair"
    WHEELCHAIR_UPPER_BODY = "wheelchair upper body"
    JOURNEY = "journey"
    PARKED_CAR = "parked car"
    COUCH = "couch"
    THEATRE = "theatre"


SEAT_NAMES: Mapping[Seat, str] = {
    Seat.DESK: N_("At a desk"),
    Seat.HOME: N_("At home, shoes off"),
    Seat.WHEELCHAIR: N_("Wheelchair, legs move"),
    Seat.WHEELCHAIR_UPPER_BODY: N_("Wheelchair, upper body"),
    Seat.JOURNEY: N_("Plane, train or coach"),
    Seat.PARKED_CAR: N_("Parked car, engine off"),
    Seat.COUCH: N_("Couch or recliner"),
    Seat.THEATRE: N_("Theatre or stadium"),
}
PLACES: Mapping[Seat, frozenset[Place]] = {
    Seat.DESK: frozenset({Place.DESK, Place.STANDING_ROOM}),
    Seat.HOME: frozenset({Place.DESK, Place.STANDING_ROOM}),
    Seat.WHEELCHAIR: frozenset({Place.WHEELCHAIR}),
    Seat.WHEELCHAIR_UPPER_BODY: frozenset({Place.WHEELCHAIR_UPPER_BODY}),
    Seat.JOURNEY: frozenset({Place.TRAVEL_SEAT}),
    Seat.PARKED_CAR: frozenset({Place.PARKED_CAR}),
    Seat.COUCH: frozenset({Place.COUCH, Place.STANDING_ROOM}),
    Seat.THEATRE: frozenset({Place.THEATRE_SEAT}),
}
"""The places of exercises that each of them is."""
SHOES_OFF = frozenset({Seat.HOME, Seat.COUCH})
"""Where feet are bare; everywhere else shoes stay on."""
WHEELS = frozenset({Seat.WHEELCHAIR, Seat.WHEELCHAIR_UPPER_BODY})
WATCHED = frozenset({Seat.THEATRE})
"""Where only what nobody beside you notices is offered."""

CONDITION_NAMES: Mapping[Condition, str] = {
    Condition.BACK_INJURY: N_("A recent back injury or operation"),
    Condition.NECK_OR_SHOULDER_INJURY: N_("A recent neck or shoulder injury or operation"),
    Condition.INFLAMED_NECK: N_("Rheumatoid arthritis, or another inflamed or unstable neck"),
    Condition.UNSTABLE_SHOULDER: N_("A shoulder that slips out"),
    Condition.WRIST_OR_HAND_INJURY: N_("A recent wrist or hand injury or operation"),
    Condition.HIP_REPLACEMENT: N_("A new hip joint, with rules on how to move"),
    Condition.KNEE_PROBLEM: N_("A knee that hurts when bent or loaded"),
    Condition.FOOT_OR_LEG_INJURY: N_("A recent foot or leg injury or operation"),
    Condition.FOOT_WOUND: N_("A wound or sore on a foot"),
    Condition.NUMB_FEET: N_("Feet with little feeling, as with diabetes"),
    Condition.GOUT: N_("Gout in the feet"),
    Condition.SUSPECTED_CLOT: N_("A blood clot in a leg, known or suspected"),
    Condition.FRAGILE_SKIN: N_("Thin skin, easy bruising, or blood thinners"),
    Condition.OSTEOPOROSIS: N_("Osteoporosis (brittle bones)"),
    Condition.HYPERMOBILITY: N_("Joints that bend further than usual"),
    Condition.DIZZINESS: N_("Dizziness, or fainting when getting up"),
    Condition.BALANCE_PROBLEM: N_("Unsteadiness, or falls"),
    Condition.PREGNANCY: N_("Pregnancy"),
}
"""In the order in which people are asked: down the body, then what concerns all of it."""

FURNITURE = frozenset({Kit.CHAIR, Kit.DESK, Kit.WALL, Kit.DOOR_FRAME})
KIT_NAMES: Mapping[Kit, str] = {
    Kit.CHAIR: N_("A firm chair that cannot roll"),
    Kit.DESK: N_("A desk to hold on to"),
    Kit.WALL: N_("A free wall"),
    Kit.DOOR_FRAME: N_("A door frame"),
    Kit.TOWEL: N_("A towel"),
    Kit.BAND: N_("An elastic band"),
    Kit.BALL: N_("A soft ball"),
    Kit.MARBLES: N_("Marbles, or balls of tissue"),
}


class Weight(StrEnum):
    """How often a person wants an exercise."""

    MORE = "more"
    NORMAL = "normal"
    LESS = "less"
    NEVER = "never"


USUAL_LEVEL = 2


@value
class Profile:
    """What goes into the choice of every exercise.

    `hurt` are the ids of exercises that hurt, until the person says otherwise; `weights` how often they want some.
    `level` is 1 (easy) to 3; much harder ones are not offered.
    """

    conditions: frozenset[Condition] = frozenset()
    seated_only: bool = False
    no_floor: bool = False
    seat: Seat = Seat.DESK
    kit: frozenset[Kit] = FURNITURE
    level: int = USUAL_LEVEL
    hurt: frozenset[str] = frozenset()
    weights: Mapping[str, Weight] = field(default_factory=dict)

    @property
    def seated(self) -> bool:
        """Whether nothing is offered that is done standing."""
        return self.seated_only or self.seat in WHEELS

    def within(self, wanted: ExerciseFilter) -> ExerciseFilter:
        """What is wanted, as far as it is for this person, here and now."""
        here = self.lasting(wanted)
        return replace(
            here,
            places=here.places & PLACES[self.seat],
            shoes_stay_on=here.shoes_stay_on or self.seat not in SHOES_OFF,
            shoes_stay_off=here.shoes_stay_off or self.seat in SHOES_OFF,
            discreet=here.discreet or self.seat in WATCHED,
            kit=here.kit & self.kit,
            highest_level=min(here.highest_level, self.level + 1),
        )

    def lasting(self, wanted: ExerciseFilter) -> ExerciseFilter:
        """What is wanted, without what is never offered to this person, wherever they are."""
        off = {Position.STANDING} if self.seated else set()
        off |= {Position.FLOOR} if self.no_floor or self.seated else set()
        return replace(
            wanted,
            positions=(wanted.positions - off) or SEATED,
            conditions=wanted.conditions | self.conditions,
        )
