"""Which exercises a prompt offers, by what the log knows and what the person has said."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from posture_app.core.content.choosing import NO_HISTORY, ExerciseHistory, Offer, ranked, together
from posture_app.core.content.exercises import ON_FEET, Exercise, ExerciseFilter
from posture_app.core.content.programmes import SessionOffer
from posture_app.core.content.suitability import hidden_words, is_hidden
from posture_app.core.errors import KnownError
from posture_app.core.language import _
from posture_app.core.prompts import LoggedPrompt, Outcome, Shown
from posture_app.core.record.diary import Session
from posture_app.core.session.ends import Ended
from posture_app.core.settings.exercise_answers import ASKED_IN_WORDS, answers_to, answers_to_own
from posture_app.core.settings.own_reminders import EXERCISE, OwnReminder
from posture_app.core.settings.settings import Settings
from posture_app.core.value import value

if TYPE_CHECKING:
    from posture_app.core.content.content import Content  # read when first needed

REMEMBERED = timedelta(days=120)
"""A reminder that comes once a working day has offered 50 exercises by then, which is each of 25 twice."""


@value
class ExerciseChoice:
    """The exercises that a break has time for, the one to offer first; if there is none, `why` may say so. They may be
    a `session` of a programme, which has its own time.
    """

    exercises: tuple[Exercise, ...] = ()
    why: str = ""
    session: SessionOffer | None = None

    @property
    def first(self) -> Exercise | None:
        return self.exercises[0] if self.exercises else None

    @property
    def on_feet(self) -> bool:
        """Whether there is one, and none is done sitting or lying."""
        return bool(self.exercises) and ON_FEET.issuperset(each.position for each in self.exercises)


NO_CHOICE = ExerciseChoice()


def chosen_session(content: "Content", session: SessionOffer) -> ExerciseChoice:
    """A session of a programme, in place of what would be chosen."""
    found = ((item, content.exercise(item.exercise)) for item in session.items)
    return ExerciseChoice(tuple(item.dosed(exercise) for item, exercise in found if exercise), session=session)


class ExerciseLog(Protocol):
    """What was offered and done."""

    @property
    def diary(self) -> "_Sessions": ...
    def prompts(self, since: datetime | None = None, until: datetime | None = None) -> Iterable[LoggedPrompt]: ...


class _Sessions(Protocol):
    def sessions(self, since: datetime | None = None, until: datetime | None = None) -> Iterable[Session]: ...


def exercise_history(log: ExerciseLog, now: datetime) -> ExerciseHistory:
    """What the log knows of the last months; nothing if it cannot be read, for a prompt comes all the same."""
    since = now - REMEMBERED
    try:
        offers = [
            Offer(shown.kind, shown.exercise, shown.at, skipped=shown.outcome is Outcome.SKIPPED)
            for shown in log.prompts(since, now)
            if shown.exercise
        ]
        sessions = list(log.diary.sessions(since, now))
    except KnownError:
        return NO_HISTORY
    done = {session.exercise: session.at for session in sessions if session.ended is not Ended.SKIPPED}
    return ExerciseHistory(tuple(sorted(offers, key=lambda offer: offer.at)), done)


def choose(
    content: "Content",
    shown: Shown,
    settings: Settings,
    history: ExerciseHistory = NO_HISTORY,
    first: Collection[str] = (),
) -> ExerciseChoice:
    """What this prompt offers. `first` are the ids of a programme’s exercises that are to come before others."""
    profile = settings.profile
    own = next((own for own in settings.own if own.kind == shown.kind), None)
    if own is not None and own.offers.startswith(EXERCISE):
        return _named(content, own, settings)
    wanted = answers_to(shown.kind, rises=shown.rises) if own is None else answers_to_own(own)
    if wanted is None:
        return NO_CHOICE
    suiting = [each for each in content.suitable(profile.within(wanted)) if not is_hidden(each, profile)]
    fitting = [each for each in suiting if not shown.length_s or each.total_s <= shown.length_s]
    if not fitting:
        return ExerciseChoice(why=_why_none(content, shown.kind, wanted, settings))
    ordered = ranked(fitting, profile, history, kind=shown.kind, seed=shown.at.toordinal(), first=first)
    return ExerciseChoice(together(ordered, shown.length_s))


def said_by(session: Session, settings: Settings) -> Mapping[str, object]:
    """The settings that change by what became of an exercise: one that hurt is hidden until they say otherwise."""
    if session.ended is not Ended.HURT or session.exercise in settings.hurt:
        return {}
    return {"hurt": (*settings.hurt, session.exercise)}


def _named(content: "Content", own: OwnReminder, settings: Settings) -> ExerciseChoice:
    """The exercise that a reminder of one’s own names, wherever one is; unless it is hidden from this person."""
    exercise = content.exercise(own.offers.removeprefix(EXERCISE))
    if exercise is None:
        return NO_CHOICE
    why = hidden_words(exercise, settings.profile)
    return ExerciseChoice(why=why) if why else ExerciseChoice((exercise,))


def _why_none(content: "Content", kind: str, wanted: ExerciseFilter, settings: Settings) -> str:
    """What to say in place of the words of the reminder, where these would ask for what the person is to leave."""
    profile = settings.profile
    in_words = content.exercise(ASKED_IN_WORDS.get(kind, ""))
    asked = content.suitable(wanted) if in_words is None else (in_words,)
    if asked and all(is_hidden(exercise, profile) for exercise in asked):
        return _("No exercise fits what you said about yourself. Do what you know to be good for you, or skip this.")
    return ""
