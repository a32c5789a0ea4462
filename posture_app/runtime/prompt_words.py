"""What a prompt says: title, body and answers of each kind of reminder, and the exercise that it offers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from posture_app.core.content.exercises import FEET as FEET_REGIONS
from posture_app.core.content.exercises import Exercise, ExerciseFilter, Region
from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.core.prompts import Shown
from posture_app.core.rules import FEET, MICRO, POSTURE, RISE, SIT, STAND, STRETCH
from posture_app.core.settings.kinds import Whole
from posture_app.core.settings.own_reminders import EVERY, EXERCISE, Own
from posture_app.core.settings.settings import TABLE, Settings
from posture_app.core.words import HOLDS, TOGETHER, call_to, capital, long_duration, name_of, reminders_to

if TYPE_CHECKING:
    from posture_app.core.content.content import Content  # read when first needed

BODIES = {
    STAND: "Stand up and take a few steps.",
    STRETCH: "Stretch what feels stiff, slowly and without pain.",
    FEET: "Move your feet and ankles under the desk.",
    MICRO: "Look at something far away, blink, and let your shoulders drop.",
    POSTURE: "Lean back or forward, uncross your legs, move your feet.",
    RISE: "Raise the desk and carry on standing.",
    SIT: "Lower the desk and carry on sitting.",
}
"""What to do where no exercise is offered."""
UPPER = frozenset(
    {Region.BACK, Region.UPPER_BACK, Region.SHOULDERS, Region.NECK, Region.HIPS, Region.LEGS, Region.HANDS}
)
WISHES = {
    STAND: ExerciseFilter(),
    STRETCH: ExerciseFilter(regions=UPPER),
    FEET: ExerciseFilter(regions=FEET_REGIONS),
    MICRO: ExerciseFilter(regions=frozenset({Region.EYES})),
}
LONGER_BY = 1.5


def offered(content: "Content", shown: Shown, settings: Settings) -> Exercise | None:
    """The exercise that this prompt offers; they take turns."""
    own = _own(shown.kind, settings)
    if own is not None and own.offers.startswith(EXERCISE):
        wanted = own.offers.removeprefix(EXERCISE)
        return next((exercise for exercise in content.exercises if exercise.id == wanted), None)
    if own is not None:
        if own.offers == "text":
            return None
        regions = FEET_REGIONS if own.offers == "feet" else frozenset({Region(own.offers)})
        return content.suggest(shown.number, ExerciseFilter(regions=regions))
    wish = WISHES.get(shown.kind)
    return content.suggest(shown.number, wish) if wish else None


def prompt_message(shown: Shown, settings: Settings, exercise: Exercise | None = None) -> Message:
    """The words of a prompt, with the exercise that it offers."""
    question = _question(shown, settings) if shown.asks else None
    if question is not None:
        return question
    own = _own(shown.kind, settings)
    body = [exercise.in_short if exercise else (own.text if own else BODIES.get(shown.kind, ""))]
    if exercise and own and own.text:
        body.insert(0, own.text)
    if shown.also:
        body.append(f"Also: {', '.join(name_of(kind) for kind in shown.also)}.")
    if shown.held is not None:
        body.append(f"Held {HOLDS[shown.held]}.")
    return Message(
        number=shown.number,
        title=_title(shown, own),
        body="\n".join(line for line in body if line),
        answers=_answers(shown, settings),
        kind=shown.kind,
        way=shown.way,
        length_s=0 if shown.kind in (RISE, SIT) else shown.length_s,
        exercise=exercise.id if exercise else "",
        strict=settings.strict,
    )


def longer(settings: Settings, kind: str) -> tuple[str, object, int] | None:
    """The setting that makes this kind come less often, its new value, and that in minutes; None if there is none, or
    it comes as seldom as can be.
    """
    own = _own(kind, settings)
    key = "own" if own else {RISE: "sit_for", SIT: "stand_for"}.get(kind, f"{kind}_every")
    range_ = TABLE[key].kind if key in TABLE else None
    if own is not None:
        before, most = own.due.minutes, EVERY[-1]
    elif isinstance(range_, Whole):
        before, most = getattr(settings, key), range_.high
    else:
        return None
    minutes = min(most, -(-round(before * LONGER_BY) // 5) * 5)
    if minutes <= before:
        return None
    if own is None:
        return key, minutes, minutes
    changed = replace(own, due=replace(own.due, minutes=minutes))
    return key, tuple(changed if other == own else other for other in settings.own), minutes


def _own(kind: str, settings: Settings) -> Own | None:
    return next((own for own in settings.own if own.kind == kind), None)


def _title(shown: Shown, own: Own | None) -> str:
    if own is not None:
        return own.name
    length, lasted = f"{shown.length_s}{TOGETHER}seconds", long_duration(shown.sitting_s)
    titles = {
        STAND: f"Still sitting: {lasted} without a break" if shown.again else f"You have been sitting for {lasted}",
        STRETCH: "Time to stretch",
        FEET: "Time for your feet",
        MICRO: f"Look away for {length}",
        POSTURE: "Change how you sit",
        RISE: f"Time to stand for {long_duration(shown.length_s)}",
        SIT: f"You have been standing for {lasted}",
    }
    return titles.get(shown.kind) or capital(call_to(shown.kind))


def _answers(shown: Shown, settings: Settings) -> tuple[tuple[Word, str], ...]:
    main = (Word.UP, "I’m up") if shown.rises else (Word.DONE, "Done")
    if shown.kind == RISE:
        main = (Word.STAND, "Standing now")
    elif shown.kind == SIT:
        main = (Word.SIT, "Sitting now")
    answers = [main]
    if shown.may_snooze and not settings.strict:
        answers.append((Word.SNOOZE, f"Snooze {settings.snooze} min"))
    if shown.may_skip and not settings.strict:
        answers.append((Word.SKIP, "Skip"))
    return tuple(answers)


def _question(shown: Shown, settings: Settings) -> Message | None:
    less = longer(settings, shown.kind)
    if less is None:
        return None
    _, _, minutes = less
    return Message(
        number=shown.number,
        title="Fewer reminders?",
        body=f"{reminders_to(shown.kind)} went unanswered a few times. They can come less often; now they rest until "
        "your next break.",
        answers=((Word.LONGER, f"Every {minutes} min"), (Word.ESCAPE, "Leave it as it is")),
        kind=shown.kind,
        way=shown.way,
    )
