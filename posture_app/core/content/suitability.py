"""Whether an exercise is for this person: why it is hidden from them, why it is not offered here and now, and what to
mind with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from posture_app.core.content.exercises import Exercise, Kit, Position, Shoes
from posture_app.core.content.profile import (
    CONDITION_NAMES,
    KIT_NAMES,
    PLACES,
    SEAT_NAMES,
    SHOES_OFF,
    WATCHED,
    Profile,
    Seat,
    Weight,
)
from posture_app.core.language import N_, _
from posture_app.core.value import value

PARKED = N_("Only while parked, with the engine off.")


@value
class Suitability:
    """`hidden`: why it is never offered to this person, a sentence each; they may look at it all the same. `elsewhere`:
    why it is not offered here and now. `cautions`: what to mind.
    """

    hidden: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def offered(self) -> bool:
        """Whether a prompt may offer it."""
        return not self.hidden and not self.elsewhere


def suitability(exercise: Exercise, profile: Profile) -> Suitability:
    """How this exercise suits this person."""
    return Suitability(
        tuple(_hidden(exercise, profile)), tuple(_elsewhere(exercise, profile)), cautions(exercise, profile)
    )


def is_hidden(exercise: Exercise, profile: Profile) -> bool:
    """Whether it is never offered to this person."""
    return next(_hidden(exercise, profile), None) is not None


def hidden_words(exercise: Exercise, profile: Profile) -> str:
    """That it is not offered to this person, and why; empty if it is."""
    why = next(_hidden(exercise, profile), None)
    return "" if why is None else _("“{exercise}” is not offered. {why}").format(exercise=exercise.name, why=why)


def cautions(exercise: Exercise, profile: Profile) -> tuple[str, ...]:
    """What to mind with it, a sentence each, for what the person has said and where they are."""
    said = tuple(sentence for condition, sentence in exercise.cautions if condition in profile.conditions)
    return (*said, _(PARKED)) if profile.seat is Seat.PARKED_CAR else said


def without_shoes(exercise: Exercise, profile: Profile) -> Seat | None:
    """Where it would be offered if this person took the shoes off; None if that is not what it lacks."""
    at_home = replace(profile, seat=Seat.HOME)
    if profile.seat is not Seat.DESK or suitability(exercise, profile).offered:
        return None
    return Seat.HOME if suitability(exercise, at_home).offered else None


def easier_form(exercise: Exercise, among: Mapping[str, Exercise], profile: Profile) -> Exercise | None:
    """The next easier exercise that is not hidden from this person, of those there are; None if there is none."""
    seen = {exercise.id}
    easier = among.get(exercise.easier_exercise)
    while easier is not None and easier.id not in seen:
        if not is_hidden(easier, profile):
            return easier
        seen.add(easier.id)
        easier = among.get(easier.easier_exercise)
    return None


def _hidden(exercise: Exercise, profile: Profile) -> Iterator[str]:
    for condition, name in CONDITION_NAMES.items():
        if condition in profile.conditions and condition in exercise.hide_if:
            yield _("Not offered with what you said about yourself: “{condition}”.").format(condition=_(name))
    if exercise.position is Position.STANDING and profile.seated:
        yield _("It is done standing.")
    if exercise.position is Position.FLOOR and (profile.seated or profile.no_floor):
        yield _("It is done lying or kneeling.")
    if exercise.id in profile.hurt:
        yield _("You said that it hurt.")
    if profile.weights.get(exercise.id) is Weight.NEVER:
        yield _("You said: never.")


def _elsewhere(exercise: Exercise, profile: Profile) -> Iterator[str]:
    seat = _(SEAT_NAMES[profile.seat])
    if exercise.places.isdisjoint(PLACES[profile.seat]):
        yield _("Not for where you are: “{place}”.").format(place=seat)
    elif profile.seat in WATCHED and not exercise.discreet:
        yield _("Others would notice it where you are: “{place}”.").format(place=seat)
    if exercise.shoes is Shoes.OFF and profile.seat not in SHOES_OFF:
        yield _("It needs bare feet, and shoes stay on where you are: “{place}”.").format(place=seat)
    if exercise.shoes is Shoes.ON and profile.seat in SHOES_OFF:
        yield _("It is done in shoes, and they are off where you are: “{place}”.").format(place=seat)
    for kit in sorted(exercise.kit - profile.kit, key=list(Kit).index):
        yield _("It needs what you have not ticked: “{thing}”.").format(thing=_(KIT_NAMES[kit]))
    if exercise.level > profile.level + 1:
        yield _("It is much harder than what you chose.")
