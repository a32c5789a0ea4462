"""What a prompt says: title, body and answers of each kind of reminder, and the exercise that it offers."""

from dataclasses import replace

from posture_app.core.content.programmes import SessionOffer
from posture_app.core.content.suitability import cautions
from posture_app.core.events import Word, main_answer
from posture_app.core.formats import number_words
from posture_app.core.language import N_, _, sentence
from posture_app.core.ports import Message
from posture_app.core.prompts import Shown
from posture_app.core.settings.own_reminders import EVERY, OwnReminder
from posture_app.core.settings.reminder_kinds import KINDS
from posture_app.core.settings.settings import Settings
from posture_app.core.snooze_choices import snooze_choices
from posture_app.core.words import HELD, asked_words, call_to, long_duration, minutes_words, time_for_more, title_of
from posture_app.runtime.exercise_choice import NO_CHOICE, ExerciseChoice

MAIN_ANSWERS = {
    Word.UP: N_("I’m up"),
    Word.DONE: N_("Done"),
    Word.STAND: N_("Standing now"),
    Word.SIT: N_("Sitting now"),
}
LESS_OFTEN = 1.5
"""An interval is made longer by this factor."""


def prompt_message(shown: Shown, settings: Settings, choice: ExerciseChoice = NO_CHOICE) -> Message:
    """The words of a prompt, with the exercise that it offers, and what the person is to mind with it."""
    question = _question(shown, settings) if shown.asks else None
    if question is not None:
        return question
    own = _own(shown.kind, settings)
    body = [own.text] if own else []
    exercise, session = choice.first, choice.session
    if session is not None:
        body = [_(", ").join(each.name for each in choice.exercises)]
        body += dict.fromkeys(line for each in choice.exercises for line in cautions(each, settings.profile))
    elif exercise is not None:
        body += [exercise.in_a_line, *cautions(exercise, settings.profile)]
        more = [each.name for each in choice.exercises[1:]]
        if more:
            body.append(time_for_more(more))
    elif choice.why:
        body.append(choice.why)
    elif shown.kind in KINDS:
        body.append(_(KINDS[shown.kind].body))
    if shown.also:
        body.append(_("Also: {reminders}.").format(reminders=asked_words(shown.also)))
    answers = _answers(shown, settings)
    if shown.held is not None:
        body.append(sentence(_(HELD[shown.held])))
    return Message(
        number=shown.number,
        title=_session_title(session) if session else _title(shown, own),
        body="\n".join(line for line in body if line),
        answers=answers,
        kind=shown.kind,
        way=shown.way,
        length_s=0 if main_answer(shown) in (Word.STAND, Word.SIT) else shown.length_s,
        exercise=exercise.id if exercise else "",
        exercises=tuple(each.id for each in choice.exercises),
        session=session,
        on_feet=main_answer(shown) is Word.UP and choice.on_feet,
        strict=settings.strict,
        snoozes=snooze_choices(settings) if any(word is Word.SNOOZE for word, _label in answers) else (),
    )


def longer_interval(settings: Settings, kind: str) -> tuple[str, object, int] | None:
    """The setting by which this kind comes less often, its new value, and that in minutes; None if none can do that."""
    own = _own(kind, settings)
    if own is not None:
        minutes = _lengthened(own.due.minutes, EVERY[-1])
        changed = replace(own, due=replace(own.due, minutes=minutes))
        value: object = tuple(changed if other == own else other for other in settings.own)
        return ("own", value, minutes) if minutes > own.due.minutes else None
    if kind not in KINDS:
        return None
    every = KINDS[settings.behind(kind)].every
    before: int = getattr(settings, every.key)
    minutes = _lengthened(before, every.most)
    return (every.key, minutes, minutes) if minutes > before else None


def _lengthened(minutes: int, most: int) -> int:
    """A longer interval, in steps of five minutes."""
    return min(most, -(-round(minutes * LESS_OFTEN) // 5) * 5)


def _own(kind: str, settings: Settings) -> OwnReminder | None:
    return next((own for own in settings.own if own.kind == kind), None)


def _session_title(session: SessionOffer) -> str:
    return _("{session}, {minutes} min").format(session=session.name, minutes=number_words(session.minutes))


def _title(shown: Shown, own: OwnReminder | None) -> str:
    if own is not None:
        return own.name
    if shown.kind not in KINDS:
        return call_to(shown.kind)
    kind = KINDS[shown.kind]
    title = _((shown.again and kind.prompt_title_again) or kind.prompt_title)
    lasted, length = long_duration(shown.sitting_s), long_duration(shown.length_s)
    return title.format(lasted=lasted, length=length, seconds=shown.length_s)


def _answers(shown: Shown, settings: Settings) -> tuple[tuple[Word, str], ...]:
    main = main_answer(shown)
    answers = [(main, _(MAIN_ANSWERS[main]))]
    if shown.may_snooze and not settings.strict:
        answers.append((Word.SNOOZE, _("Snooze {length}").format(length=minutes_words(settings.snooze))))
    if shown.may_skip and not settings.strict:
        answers.append((Word.SKIP, _("Skip")))
    return tuple(answers)


def _question(shown: Shown, settings: Settings) -> Message | None:
    change = longer_interval(settings, shown.kind)
    if change is None:
        return None
    *_setting, minutes = change
    return Message(
        number=shown.number,
        title=_("Fewer reminders?"),
        body=_(
            "“{reminder}” was missed a few times. Such reminders can come less often; until your next break none will "
            "come."
        ).format(reminder=title_of(shown.kind)),
        answers=(
            (Word.LONGER, _("Every {length}").format(length=minutes_words(minutes))),
            (Word.ESCAPE, _("Leave it as it is")),
        ),
        kind=shown.kind,
        way=shown.way,
    )
