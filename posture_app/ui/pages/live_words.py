"""The state of this moment in words, for the page of today: headline, remark, ring and answers."""

import math
from collections.abc import Mapping

from posture_app.core.events import Word, main_answer
from posture_app.core.formats import number_words, two_digits
from posture_app.core.language import N_, _, sentence, sentences
from posture_app.core.prompts import Hold
from posture_app.core.rules import rules_of
from posture_app.core.settings.reminder_kinds import GET_UP, RISE
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import Sight, barrier_words
from posture_app.core.status import State, Status
from posture_app.core.status_words import Glance, glance, kind_due, status_parts, unmet_prompt
from posture_app.core.value import value
from posture_app.core.words import REMINDERS_HELD, call_to, duration, long_duration, minutes_words

REMARKS = {
    State.SITTING: "",
    State.STANDING: N_("Say so when you sit down again."),
    State.AWAY: N_("Counting goes on when you are back."),
    State.UP: N_("Take a few steps; the screen can wait."),
}
HELD_REMARK = N_("A reminder is due. You will see it when this is over.")
BLIND_REMARK = N_("Say so when you sit down, or stand.")
"""Of an absence, where no input is seen."""
PAUSED_REMARK = N_("No reminders until then. Sitting is still counted.")
PRIVATE_REMARK = N_("Nothing is recorded, and no reminder comes.")
UP = N_("I’m &up")
SIT = {
    State.STANDING: N_("I’m s&itting again"),
    State.UP: N_("I’m back, s&itting"),
    State.AWAY: N_("I’m s&itting"),
}
STANDING = N_("I’m sta&nding")
MAIN = {State.SITTING: Word.UP, State.STANDING: Word.SIT, State.UP: Word.SIT}
"""The answer that comes next in each state; an absence ends by itself."""


@value
class Ring:
    """What the dial shows: its share (0 to 1), the colour, and two lines in the middle."""

    glance: Glance
    share: float
    large: str
    small: str


def moment(status: Status, settings: Settings, zone: str, sight: Sight, *, nothing_yet: bool) -> tuple[str, str, Ring]:
    """Headline, remark and ring; `nothing_yet`: nothing was recorded on this day."""
    known = status.paused or status.private or status.barred
    if nothing_yet and status.state is State.AWAY and status.since is None and not known:
        return (*ready(settings, blind=sight.blind), ready_ring(settings))
    return (*headline(status, zone, sight), ring(status, settings, blind=sight.blind))


def headline(status: Status, zone: str, sight: Sight) -> tuple[str, str]:
    """The line that says what the person does, and a sentence below it."""
    head, tail = status_parts(status, zone, blind=sight.blind)
    if status.private or status.paused:
        return head, _(PRIVATE_REMARK) if status.private else _(PAUSED_REMARK)
    if status.state is State.UP:
        return _("On a break"), _(REMARKS[State.UP])  # the ring says for how long
    if glance(status) is Glance.DUE:
        return call_to(kind_due(status)), _how_long(status)
    if glance(status) is Glance.HELD and Hold.HOURS not in status.holds:
        return head, _(HELD_REMARK)
    parts = [sentence(tail) if tail else _remark(status, sight)]
    held = next((REMINDERS_HELD[hold] for hold in status.holds if hold is not Hold.HOURS), "")
    if held and status.state is State.SITTING:
        parts.append(_(held))
    return head, sentences(*parts)


def _how_long(status: Status) -> str:
    if status.state is State.STANDING:
        return _("You have been standing for {length}.").format(length=long_duration(status.lasted_s))
    if kind_due(status) not in {*GET_UP, RISE}:
        return ""
    if status.bout_s < MINUTE:
        return _("Less than a minute without a break.")
    # Translators: {length} begins the sentence: “32 minutes without a break.”
    return _("{length} without a break.").format(length=long_duration(status.bout_s))


def _remark(status: Status, sight: Sight) -> str:
    if status.state is not State.AWAY:
        return _(REMARKS[status.state]) if REMARKS[status.state] else ""
    if said := barrier_words(sight):
        not_so = _("If that is not so, say what you do.")
        return sentences(said, not_so)
    return _(BLIND_REMARK) if sight.blind else _(REMARKS[State.AWAY])


def ready(settings: Settings, *, blind: bool = False) -> tuple[str, str]:
    """The same before anything was recorded."""
    after, rest = (long_duration(minutes * MINUTE) for minutes in (settings.stand_every, settings.break_length))
    counts = _("It counts from the moment you say so.") if blind else _("Posture counts while you use the computer.")
    reminds = _("After {length} of sitting it reminds you to get up for {rest}.").format(length=after, rest=rest)
    return _("Are you sitting?") if blind else _("Ready"), sentences(counts, reminds)


def ring(status: Status, settings: Settings, *, blind: bool = False) -> Ring:
    """What the dial shows of this."""
    look = glance(status)
    if status.private:
        return Ring(look, 0.0, _("Private"), "")
    match status.state:
        case State.SITTING:
            return _sitting(status, settings)
        case State.UP:
            left = status.break_left_s
            share = left / max(1, left + status.lasted_s)
            return Ring(look, share, f"{number_words(left // MINUTE)}:{two_digits(left % MINUTE)}", _("break"))
        case State.STANDING:
            return Ring(look, 1.0, _minutes(status.lasted_s), _("standing"))
        case State.AWAY:
            away = _("not counted") if blind else _("away")
            if status.since is None:
                return Ring(Glance.PAUSED, 0.0, "—" if blind else _("Away"), away if blind else "")
            return Ring(Glance.PAUSED, 0.0, _minutes(status.lasted_s), away)


def _sitting(status: Status, settings: Settings) -> Ring:
    """The running stretch against what is allowed; full, once it is longer. Where nothing asks to get up, what
    else comes next moves it.
    """
    look, large = glance(status), _minutes(status.bout_s)
    allowed_s = _allowed_s(settings)
    over = status.bout_s - allowed_s
    if over >= 0:
        text = _("{length} over") if over >= MINUTE else _("of {length}")
        small = text.format(length=duration(over if over >= MINUTE else allowed_s))
        return Ring(Glance.DUE if look is Glance.SITTING else look, 1.0, large, small)
    if math.isinf(allowed_s):
        return Ring(look, status.progress, large, _("sitting"))
    small = _("of {length}").format(length=duration(allowed_s))
    return Ring(Glance.SITTING if look is Glance.DUE else look, status.bout_s / allowed_s, large, small)


def _allowed_s(settings: Settings) -> float:
    """For how many seconds one may sit on, by the first reminder to get up; without end, if there is none."""
    rules = rules_of(settings).reminders
    return min((rule.every for rule in rules if rule.kind in {*GET_UP, RISE}), default=math.inf)


def ready_ring(settings: Settings) -> Ring:
    """The same before anything was recorded."""
    allowed = _("of {length}").format(length=duration(settings.stand_every * MINUTE))
    return Ring(Glance.SITTING, 0.0, minutes_words(0), allowed)


def answers(status: Status, settings: Settings, *, blind: bool = False) -> tuple[Mapping[Word, str], Word | None]:
    """The answers that make sense, with their words, and the one that comes next."""
    if status.private:
        return {Word.PRIVATE_OFF: _("En&d private mode")}, Word.PRIVATE_OFF
    texts: dict[Word, str] = {}
    if status.state in (State.SITTING, State.STANDING):
        texts[Word.UP] = _(UP)
    if status.state is not State.SITTING:
        texts[Word.SIT] = _(SIT[status.state])
    if status.state is not State.STANDING:
        texts[Word.STAND] = _(STANDING)
    if status.paused:
        texts[Word.RESUME] = _("&Resume reminders")
    texts |= _to_prompt(status, settings)
    if status.paused:
        return texts, Word.RESUME
    prompt = unmet_prompt(status)
    if prompt is not None and (answer := main_answer(prompt)) in texts:
        return texts, answer
    return texts, MAIN.get(status.state, Word.SIT if blind else None)


def _to_prompt(status: Status, settings: Settings) -> Mapping[Word, str]:
    prompt = unmet_prompt(status)
    if prompt is None:
        return {}
    texts = {Word.DONE: _("&Done")} if main_answer(prompt) is Word.DONE else {}
    if prompt.may_snooze and not settings.strict:
        texts[Word.SNOOZE] = _("Snoo&ze {length}").format(length=minutes_words(settings.snooze))
    if prompt.may_skip and not settings.strict:
        texts[Word.SKIP] = _("S&kip")
    return texts


def _minutes(seconds: int) -> str:
    return duration(seconds) if seconds >= MINUTE else _("< 1 min")
