"""Programmes and routines: which exercises are done together, how much of each, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from posture_app.core.content.exercises import Evidence, Exercise, Source
from posture_app.core.language import sentences
from posture_app.core.value import value


class Variant(StrEnum):
    """For whom a session is."""

    USUAL = "usual"
    SHOES_ON = "shoes_on"
    """The feet stay in shoes."""
    SEATED = "seated"
    """No standing."""


class Moment(StrEnum):
    """When, on a journey."""

    BEFORE = "before"
    DURING = "during"
    END = "end"
    """The last half hour."""
    AFTER = "after"


class Replaces(StrEnum):
    """The reminder whose turn a session takes on its day."""

    NOTHING = ""
    FEET = "feet"
    STRETCH = "stretch"


@value
class Item:
    """An exercise of a session. What is None is as the exercise has it."""

    exercise: str
    up_s: int | None = None
    hold_s: int | None = None
    down_s: int | None = None
    reps: int | None = None
    sets: int | None = None
    rest_s: int | None = None
    note: str = ""
    """How it is done here, if otherwise than its steps say."""
    instead: "Item | None" = None
    """What is done if the first does not suit; without one it is left out."""

    def dosed(self, exercise: Exercise) -> Exercise:
        """The exercise in the dose that it has here."""
        return replace(
            exercise,
            up_s=exercise.up_s if self.up_s is None else self.up_s,
            hold_s=exercise.hold_s if self.hold_s is None else self.hold_s,
            down_s=exercise.down_s if self.down_s is None else self.down_s,
            reps=exercise.reps if self.reps is None else self.reps,
            sets=exercise.sets if self.sets is None else self.sets,
            rest_s=exercise.rest_s if self.rest_s is None else self.rest_s,
            steps=(sentences(self.note, exercise.steps[0]), *exercise.steps[1:]),
        )


@value
class Session:
    """What is done at one time. Programmes of weeks say `weeks` and `days`, those of a journey `moment`."""

    items: tuple[Item, ...]
    variants: frozenset[Variant]
    name: str = ""
    """Empty where a week has one kind of session only."""
    weeks: tuple[int, ...] = ()
    """One more than the programme has stands for the time after it."""
    days: int = 0
    """On how many days of the week."""
    a_day: int = 1
    moment: Moment | None = None
    every_min: int = 0
    """How often, during a journey; 0 at the other moments."""
    choose: int = 0
    """How many of the items are done; 0: all."""


def percents_of(planned: Sequence[Exercise]) -> Mapping[str, int]:
    """How much of a session each of its exercises is, by the time it takes."""
    whole = sum(exercise.total_s for exercise in planned)
    return {each.id: round(100 * each.total_s / whole) for each in planned}


@value
class ProgrammeSession:
    """A session of a programme as somebody does it: in which week (0: on a journey), and which one of its plan then,
    counted from 0.
    """

    programme: str
    week: int
    place: int


@value
class SessionOffer:
    """A session that can be begun now: what it is called, its items as they are for this person, and how long all of
    it takes.
    """

    name: str
    belongs: ProgrammeSession
    items: tuple[Item, ...]
    seconds: int

    @property
    def minutes(self) -> int:
        return max(1, round(self.seconds / 60))


@value
class Rules:
    """When the next week begins, and what a gap does."""

    advance_percent: int = 75
    """So much of a week’s sessions, and nothing hurt in it, brings the next week."""
    session_percent: int = 50
    """A session counts if so much of it was done."""
    back_one_days: int = 8
    """From so many days without a session on, it goes back a week."""
    back_two_days: int = 14
    """After more than so many, two weeks."""
    restart_days: int = 60
    """After more than so many, to the start."""


@value
class Programme:
    """Sessions over weeks, or over a journey if `weeks` is 0."""

    id: str
    name: str
    in_short: str
    text: str
    untested: str
    """That this mix itself was not tested."""
    not_for: tuple[str, ...]
    weeks: int
    sessions: tuple[Session, ...]
    evidence: Evidence
    evidence_note: str
    sources: tuple[Source, ...]
    reviewed: date
    replaces: Replaces = Replaces.NOTHING
    rules: Rules = Rules()

    def plan(self, variant: Variant = Variant.USUAL) -> tuple[Session, ...]:
        """All sessions for this person: the usual ones hold where there are none of their own."""
        own = tuple(session for session in self.sessions if variant in session.variants)
        return own or tuple(session for session in self.sessions if Variant.USUAL in session.variants)

    def week(self, number: int, variant: Variant = Variant.USUAL) -> tuple[Session, ...]:
        """The kinds of session of this week; of the time after it for any number beyond the last."""
        number = min(number, self.weeks + 1)
        return tuple(session for session in self.plan(variant) if number in session.weeks)


@value
class Routine:
    """One session for any day."""

    id: str
    name: str
    in_short: str
    items: tuple[Item, ...]
    evidence: Evidence
    evidence_note: str
    sources: tuple[Source, ...]
    reviewed: date
    choose: int = 0
    """How many of the items are done; 0: all."""
