"""Which exercise comes next: of those that suit, by what was offered, done, skipped before.

The same history and the same seed give the same choice, so that it survives a restart and can be replayed. Of n that
suit a reminder each is offered within 2n of its prompts, however the person weights them; none comes twice running
where two suit.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from zlib import crc32

from posture_app.core.content.exercises import ON_FEET, SEATED, Exercise, Position
from posture_app.core.content.profile import Profile, Weight
from posture_app.core.value import value

WEIGHTS = {Weight.MORE: 2.0, Weight.NORMAL: 1.0, Weight.LESS: 0.5, Weight.NEVER: 0.0}
HALF = 0.5
"""What was just skipped, and what lies far from the person’s level, waits twice as long for its turn."""
BETWEEN_S = 10
"""From one exercise to the next."""


@value
class Offer:
    """An exercise that a prompt of this kind offered, when (UTC), and whether the person skipped it."""

    kind: str
    exercise: str
    at: datetime
    skipped: bool = False


@value
class ExerciseHistory:
    """What the log knows: the offers in order of time, and when each exercise was last done."""

    offers: tuple[Offer, ...] = ()
    done: Mapping[str, datetime] | None = None


NO_HISTORY = ExerciseHistory()


def ranked(
    suitable: Sequence[Exercise],
    profile: Profile,
    history: ExerciseHistory = NO_HISTORY,
    *,
    kind: str = "",
    seed: int = 0,
    first: Collection[str] = (),
) -> tuple[Exercise, ...]:
    """Those that suit, the one to offer first. `first` are the ids of a programme: they go before all others that have
    not waited so long that it is their turn.
    """
    turns = _turns(suitable, profile, history, kind, seed)
    last = history.offers[-1].exercise if history.offers else ""

    def place(turn: _Turn) -> tuple[bool, bool, float, int]:
        return turn.exercise.id == last, turn.exercise.id not in first, -turn.score, turn.tie

    in_order = [turn.exercise for turn in sorted(turns, key=place)]
    urgent = _urgent(turns)
    if urgent is None:
        return tuple(in_order)
    return (urgent.exercise, *(exercise for exercise in in_order if exercise is not urgent.exercise))


def together(ordered: Sequence[Exercise], length_s: int) -> tuple[Exercise, ...]:
    """The first of these, and what else a break of this length has time for: as one sits or stands for the first, and
    each for another part of the body.
    """
    if not ordered:
        return ()
    found = [ordered[0]]
    left = length_s - ordered[0].total_s
    ways = ON_FEET if ordered[0].position is Position.STANDING else SEATED
    for exercise in ordered[1:]:
        needs = BETWEEN_S + exercise.total_s
        if exercise.position in ways and needs <= left and exercise.region not in {each.region for each in found}:
            found.append(exercise)
            left -= needs
    return tuple(found)


@value
class _Turn:
    """How long an exercise has waited, in prompts of this kind, since it was offered (`waited`) and as it counts."""

    exercise: Exercise
    waited: int
    score: float
    tie: int


def _urgent(turns: Sequence[_Turn]) -> _Turn | None:
    """The one that has waited longest, if those that have waited take all the prompts that are left until the first of
    them has to have come; None if there is a free choice.
    """
    longest = 2 * len(turns)
    waiting = sorted(turns, key=lambda turn: (-turn.waited, -turn.score, turn.tie))
    pressed = any(longest - turn.waited <= place for place, turn in enumerate(waiting, 1))
    return waiting[0] if pressed else None


def _turns(
    suitable: Sequence[Exercise], profile: Profile, history: ExerciseHistory, kind: str, seed: int
) -> list[_Turn]:
    ids = {exercise.id for exercise in suitable}
    of_kind = sorted(offer.at for offer in history.offers if offer.kind == kind and offer.exercise in ids)
    latest = {offer.exercise: offer for offer in history.offers}
    done = history.done or {}

    def since(moment: datetime | None) -> int:
        return len(of_kind) - (0 if moment is None else bisect_right(of_kind, moment))

    turns = []
    for exercise in suitable:
        offer = latest.get(exercise.id)
        waited = since(offer.at if offer else None)
        rested = min(waited, since(done.get(exercise.id)))
        factor = WEIGHTS[profile.weights.get(exercise.id, Weight.NORMAL)]
        factor *= HALF if offer is not None and offer.skipped else 1
        factor *= 1 if profile.level - 1 <= exercise.level <= profile.level else HALF
        turns.append(_Turn(exercise, waited, (1 + rested) * factor, crc32(f"{seed} {exercise.id}".encode())))
    return turns
