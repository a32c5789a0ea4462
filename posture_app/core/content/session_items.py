"""What is done of a session or routine by this person, here and now, and in which dose."""

from collections.abc import Iterator, Sequence

from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Condition, Exercise
from posture_app.core.content.profile import SHOES_OFF, Profile
from posture_app.core.content.programmes import Item, Programme, Variant
from posture_app.core.content.suitability import easier_form, suitability

Dosed = tuple[Item, Exercise]
_SHOES_STAY_ON = frozenset({Condition.NUMB_FEET, Condition.FOOT_WOUND})


def variant_for(programme: Programme, profile: Profile) -> Variant:
    """The plan of this programme that is for this person, where they are."""
    wanted = []
    if profile.seat not in SHOES_OFF or not _SHOES_STAY_ON.isdisjoint(profile.conditions):
        wanted.append(Variant.SHOES_ON)
    if profile.seated or Condition.BALANCE_PROBLEM in profile.conditions:
        wanted.append(Variant.SEATED)
    there = {variant for session in programme.sessions for variant in session.variants}
    return next((variant for variant in wanted if variant in there), Variant.USUAL)


def fitting(
    content: Content, items: Sequence[Item], profile: Profile, *, choose: int = 0, turn: int = 0
) -> tuple[Dosed, ...]:
    """What suits of these, each exercise in its dose and once. In place of one that does not is done what the session
    names; in place of one that hurt, its easier form; without either it is left out. Of more than `choose` (0: all)
    others are done each `turn`.
    """
    found: dict[str, Dosed] = {}
    for item in items:
        dosed = next(_ways(content, item, profile), None)
        if dosed is not None:
            found.setdefault(dosed[1].id, dosed)
    all_ = tuple(found.values())
    if not 0 < choose < len(all_):
        return all_
    begin = turn * choose % len(all_)
    return tuple(each for place, each in enumerate(all_) if (place - begin) % len(all_) < choose)


def _ways(content: Content, item: Item, profile: Profile) -> Iterator[Dosed]:
    for wanted in (item, item.instead):
        exercise = wanted and content.exercise(wanted.exercise)
        if not wanted or not exercise:
            continue
        if suitability(exercise, profile).offered:
            yield wanted, wanted.dosed(exercise)
        if exercise.id in profile.hurt:
            easier = easier_form(exercise, {each.id: each for each in content.exercises}, profile)
            if easier and suitability(easier, profile).offered:
                yield Item(easier.id), easier
