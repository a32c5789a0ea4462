"""Exercises, tips, programmes and the safety text of one language, offered in turn.

`resources/content/README.md` describes them; `reading` makes them of the files.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from posture_app.core.content.checked_table import UNDATED
from posture_app.core.content.exercises import ANY, Evidence, Exercise, ExerciseFilter, Source
from posture_app.core.content.programmes import Programme, Routine
from posture_app.core.language import _
from posture_app.core.value import value


class Topic(StrEnum):
    """What a tip is about."""

    FEET = "feet"
    FOOTWEAR = "footwear"
    ORTHOTICS = "orthotics"
    EXERCISE = "exercise"
    WEIGHT = "weight"
    POSTURE = "posture"
    GETTING_UP = "getting_up"
    STANDING_DESK = "standing_desk"
    SEATS = "seats"
    WHEELCHAIR = "wheelchair"
    DRIVING = "driving"
    TRAVEL = "travel"
    WORKSTATION = "workstation"
    EYES = "eyes"
    HANDS = "hands"
    SEEKING_HELP = "seeking_help"


@value
class Tip:
    """One card of advice."""

    id: str
    topic: Topic
    title: str
    text: str
    evidence: Evidence
    evidence_note: str
    sources: tuple[Source, ...]
    reviewed: date
    answers: tuple[int, ...] = ()
    """The numbers of the statements in `claims.md` that it answers."""


@value
class Safety:
    """What holds for all exercises. `stop_rule` is one line, shown with every exercise."""

    stop_rule: str
    disclaimer: str = ""
    prepare: tuple[str, ...] = ()
    pain: tuple[str, ...] = ()
    """How much of it is all right."""
    stop_signs: tuple[str, ...] = ()
    pregnancy: tuple[str, ...] = ()
    """When to stop in a pregnancy."""
    ask_first: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    same_day: tuple[str, ...] = ()
    appointment: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed: date = UNDATED
    signed: tuple[tuple[str, str], ...] = ()
    """Who has checked the translation for a country, by its code such as `de_AT`."""


LEAST_SAFETY = Safety(stop_rule="Stop if it hurts or you feel dizzy, breathless or unwell.")
"""Stands in when the safety text cannot be read: no exercise is shown without a stop rule."""


@value
class Content:
    """All that one language has, in the order of its files."""

    exercises: tuple[Exercise, ...] = ()
    tips: tuple[Tip, ...] = ()
    safety: Safety = LEAST_SAFETY
    programmes: tuple[Programme, ...] = ()
    routines: tuple[Routine, ...] = ()
    sources: tuple[Source, ...] = ()
    unsigned_safety: Safety | None = None
    """The safety text in another language, where nobody has signed that translation for the person’s country."""

    @property
    def spoken_safety(self) -> Safety:
        """The safety text in the person's language, even if nobody has signed its translation. It is for where the
        English does not stand beside it: a rule that people cannot read does not warn them.
        """
        return self.unsigned_safety or self.safety

    def with_own(self, own: "Content") -> "Content":
        """With what is the person's own, after all else; the safety text is ours."""
        return replace(
            self,
            exercises=self.exercises + own.exercises,
            tips=self.tips + own.tips,
            programmes=self.programmes + own.programmes,
            routines=self.routines + own.routines,
        )

    def exercise(self, id_: str) -> Exercise | None:
        return next((exercise for exercise in self.exercises if exercise.id == id_), None)

    def suitable(self, wanted: ExerciseFilter = ANY) -> tuple[Exercise, ...]:
        return tuple(exercise for exercise in self.exercises if wanted.met_by(exercise))

    def gaps(self) -> tuple[str, ...]:
        """One sentence for each kind of content of which nothing is left."""
        gaps = []
        if not self.exercises and not self.tips:
            gaps.append(_("No exercise and no tip can be read; install Posture again to get them back."))
        if self.safety is LEAST_SAFETY:
            gaps.append(_("The safety text cannot be read; install Posture again to get it back."))
        return tuple(gaps)
