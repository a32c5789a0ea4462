"""How things stand, in words and in a sign: for menus, tooltips, the command line and the icon."""

from enum import StrEnum

from posture_app.core.language import _
from posture_app.core.prompts import Shown
from posture_app.core.settings.reminder_kinds import FEET, KINDS, RISE, SIT, STAND
from posture_app.core.status import State, Status
from posture_app.core.words import FREE, HELD, REMINDERS_HELD, call_to, elapsed, name_of, remaining, wall_time


class Glance(StrEnum):
    """How things stand in a single word, as an icon shows it."""

    SITTING = "sitting"
    DUE = "due"
    HELD = "held"
    """Due, and held back for the time being."""
    STANDING = "standing"
    AWAY = "away"
    """Not at the desk, or on a break."""
    PAUSED = "paused"
    PRIVATE = "private"


class Asked(StrEnum):
    """What a reminder asks for, as its sign shows it."""

    UP = "up"
    DOWN = "down"
    FEET = "feet"
    MOVE = "move"
    """Something that is done where one is."""


def asked(kind: str, *, rises: bool) -> Asked:
    """What a reminder of this kind asks for; `rises` says whether one gets up for it. Of no kind: to get up."""
    if kind in (SIT, FEET):
        return Asked.DOWN if kind == SIT else Asked.FEET
    return Asked.UP if rises or kind in ("", STAND, RISE) else Asked.MOVE


def asked_now(status: Status) -> Asked:
    """The same of the reminder that shows, or is due."""
    kind, prompt = kind_due(status), status.prompt
    return asked(kind, rises=prompt.rises if prompt else kind not in KINDS or KINDS[kind].rises)


def glance(status: Status) -> Glance:
    """The one word for this status; what the person asked for, private mode or a pause, comes before the rest."""
    if status.private:
        return Glance.PRIVATE
    if status.paused:
        return Glance.PAUSED
    if status.state is State.STANDING:
        return Glance.DUE if unmet_prompt(status) else Glance.STANDING
    if status.state is not State.SITTING:
        return Glance.AWAY
    if status.due_s != 0:
        return Glance.SITTING if status.prompt is None else Glance.DUE
    return Glance.HELD if status.holds else Glance.DUE


def unmet_prompt(status: Status) -> Shown | None:
    """The prompt, unless it asks for what the person does already: who stands need not get up."""
    prompt = status.prompt
    stands = status.state is State.STANDING and prompt is not None and prompt.kind in (STAND, RISE)
    return None if stands else prompt


def kind_due(status: Status) -> str:
    """The kind of reminder that shows, or is due."""
    return status.prompt.kind if status.prompt else status.due_kind or STAND


def status_line(status: Status, zone: str, *, blind: bool = False) -> str:
    """The status for a menu, a tooltip or the command line; nobody can say “away” where no input is seen (`blind`)."""
    if status.private:
        if status.private_until is None:
            return _("Private mode until you end it: nothing is recorded.")
        until = wall_time(status.private_until, status.at, zone)
        return _("Private mode until {time}: nothing is recorded.").format(time=until)
    now, then = status_parts(status, zone, blind=blind)
    # Translators: what one does, and what comes: “Sitting for 22 min · Get up in 8 min”.
    return _("{now} · {next}").format(now=now, next=then) if then else now


def status_parts(status: Status, zone: str, *, blind: bool = False) -> tuple[str, str]:
    """What the person does, and what comes next; that is "" if nothing does."""
    if status.private:
        return private_words(status, zone), ""
    if status.paused:
        return _paused(status, zone), ""
    if status.state is State.SITTING:
        return _sitting(status)
    if status.state is State.STANDING:
        return _standing(status)
    return _on_a_break(status) if status.state is State.UP else _away(status, zone, blind=blind), ""


def private_words(status: Status, zone: str) -> str:
    """“Private mode until 15:20”."""
    if status.private_until is None:
        return _("Private mode until you end it")
    return _("Private mode until {time}").format(time=wall_time(status.private_until, status.at, zone))


def held_words(status: Status, zone: str) -> str:
    """What keeps reminders back, as a sentence; empty if nothing does."""
    if status.private:
        return status_line(status, zone)
    if status.paused:
        if status.pause_until is None:
            return _("Paused until you resume.")
        return _("Paused until {time}.").format(time=wall_time(status.pause_until, status.at, zone))
    return _(REMINDERS_HELD[status.holds[0]]) if status.holds else ""


def _paused(status: Status, zone: str) -> str:
    if status.pause_until is None:
        return _("Paused until you resume")
    return _("Paused until {time}").format(time=wall_time(status.pause_until, status.at, zone))


def _standing(status: Status) -> tuple[str, str]:
    so_far = _("Standing for {length}").format(length=elapsed(status.lasted_s))
    prompt = unmet_prompt(status)
    if prompt is not None:
        return so_far, call_to(prompt.kind)
    return so_far, "" if status.due_kind is None else _coming(status)


def _coming(status: Status) -> str:
    name = name_of(status.due_kind or STAND)
    if status.until_pause:
        # Translators: {name} is what a reminder asks for: “Get up once your hands rest”.
        return _("{name} once your hands rest").format(name=name)
    # Translators: {name} is what a reminder asks for: “Get up in 8 min”.
    return _("{name} in {length}").format(name=name, length=remaining(status.due_s or 0))


def _sitting(status: Status) -> tuple[str, str]:
    so_far = _("Sitting for {length}").format(length=elapsed(status.bout_s))
    outside = next((hold for hold in FREE if hold in status.holds), None)
    if outside is not None:
        return so_far, _(FREE[outside])
    match glance(status):
        case Glance.HELD:
            return _(HELD[status.holds[0]]), _("Due")
        case Glance.DUE:
            return so_far, call_to(kind_due(status))
    return so_far, "" if status.due_s is None else _coming(status)


def _on_a_break(status: Status) -> str:
    if status.up_until is None:
        return _("On a break")
    return _("On a break for {length} more").format(length=remaining(status.break_left_s))


def _away(status: Status, zone: str, *, blind: bool) -> str:
    if status.since is None:
        return _("Not counted") if blind else _("Away")
    text = _("Not counted since {time}") if blind else _("Away since {time}")
    return text.format(time=wall_time(status.since, status.at, zone))
