"""Which exercises may answer which reminder; what a person said about themselves, and where they sit, narrows it."""

from collections.abc import Mapping
from dataclasses import replace

from posture_app.core.content.exercises import FEET, MOVING, ON_FEET, SEATED, ExerciseFilter, Position, Region
from posture_app.core.settings.own_reminders import EXERCISE, OwnReminder
from posture_app.core.settings.reminder_kinds import FEET as FEET_KIND
from posture_app.core.settings.reminder_kinds import MOVE, STAND

_LARGE = frozenset({Region.LEGS, Region.HIPS, Region.BACK, Region.UPPER_BACK, Region.SHOULDERS, Region.NECK})
_TRUNK = frozenset({Region.BACK, Region.UPPER_BACK, Region.SHOULDERS, Region.NECK, Region.HIPS, Region.HANDS})
ANSWERS: Mapping[str, ExerciseFilter] = {
    STAND: ExerciseFilter(
        positions=frozenset({Position.STANDING}),
        regions=frozenset({Region.WHOLE_BODY, Region.LEGS, Region.HIPS, Region.CALF, Region.BACK}),
        types=MOVING,
    ),
    MOVE: ExerciseFilter(positions=SEATED, regions=_LARGE, types=MOVING),
    "stretch": ExerciseFilter(regions=_TRUNK),
    "feet": ExerciseFilter(regions=FEET),
    "micro": ExerciseFilter(regions=frozenset({Region.EYES})),
    "posture": ExerciseFilter(among=frozenset({"posture_shift", "foot_taps"})),
}
"""By the kind of reminder; those that are not here offer none.

Get up: standing and walking only, in ways that move the large muscles. Move, for who stays seated: what moves as much
as can be moved in a seat. Stretch: no feet.
"""

ASKED_IN_WORDS: Mapping[str, str] = {STAND: "walk", FEET_KIND: "ankle_pumps"}
"""What the words of a kind ask for where no exercise is offered: an exercise that comes to the same."""


def answers_to(kind: str, *, rises: bool) -> ExerciseFilter | None:
    """What may answer a reminder of this kind; who gets up for it does it on their feet."""
    wanted = ANSWERS.get(kind)
    if wanted is None or not rises:
        return wanted
    return replace(wanted, positions=wanted.positions & ON_FEET)


def answers_to_own(own: OwnReminder) -> ExerciseFilter | None:
    """What may answer a reminder that the person made; None: its words alone."""
    if own.offers == "text":
        return None
    if own.offers.startswith(EXERCISE):
        return ExerciseFilter(among=frozenset({own.offers.removeprefix(EXERCISE)}))
    return ExerciseFilter(regions=FEET if own.offers == "feet" else frozenset({Region(own.offers)}))
