"""The words of menus, tables and the command line: for lengths, moments, the status, a prompt."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from posture_app.core.calendar import WEEKDAYS, zone_of
from posture_app.core.content.profile import SEAT_NAMES
from posture_app.core.language import N_, _
from posture_app.core.prompts import Hold, Outcome, Shown, Way
from posture_app.core.settings.reminder_kinds import FEET, KINDS, OWN_PREFIX, RISE, SIT, STAND
from posture_app.core.spans import EndedBy
from posture_app.core.status import State, Status

APP_NAME, APP_ID = "Posture", "io.github.posture_app.posture_app"
"""What people call the app, and what other programs do."""
SHOW_ME = "Show me"
"""What shows the exercise that a prompt offers."""
MINUTE, HOUR = 60, 3600
TOGETHER = "\N{NO-BREAK SPACE}"
"""Keeps a number with its unit where a title is broken into lines."""
WEEK = 7
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

OUTCOMES = {
    Outcome.KEPT: "kept",
    Outcome.SNOOZED: "snoozed",
    Outcome.SKIPPED: "skipped",
    Outcome.MISSED: "missed",
    Outcome.AWAY: "already away",
    Outcome.OPEN: "not answered",
}
ENDINGS = {
    EndedBy.IDLE: "left",
    EndedBy.LOCKED: "screen locked",
    EndedBy.SLEPT: "computer slept",
    EndedBy.STOPPED: "app closed",
    EndedBy.CRASHED: "app crashed",
    EndedBy.STOOD: "stood up",
    EndedBy.SAT: "sat down",
    EndedBy.UP: "got up",
    EndedBy.CLOCK: "clock set",
}
HOLDS = {
    Hold.CALL: "during your call",
    Hold.WATCHING: "while something plays",
    Hold.FULLSCREEN: "while a window fills the screen",
    Hold.DND: "while do not disturb is on",
    Hold.PAUSE: "by your pause",
    Hold.HOURS: "outside working hours",
    Hold.DAY_OFF: "on your day off",
}
WAYS = {Way.SILENT: "Silent", Way.NOTIFICATION: "Notification", Way.CARD: "Card", Way.SCREEN: "Break screen"}
OPTIONS = {
    "desktop": "Desktop notification with buttons",
    "card": "Card in the corner of the screen",
    "plyer": "Plain desktop notification",
    "tray": "Message at the tray icon",
    "system": "Like the system",
    "screen": "Break screen",
    "start": "At the start",
    "end": "At the end",
    "tooltip": "At the tray icon",
    "teal": N_("Teal"),
    "blue": N_("Blue"),
    "violet": N_("Violet"),
    "pink": N_("Pink"),
    "green": N_("Green"),
    "grey": N_("Grey"),
    "compact": N_("Compact"),
    "roomy": N_("Roomy"),
    "coloured": N_("Coloured"),
    "minutes": N_("With minutes"),
    "24": N_("24 hours"),
    "12": N_("12 hours"),
    "monday": N_("Monday"),
    "saturday": N_("Saturday"),
    "sunday": N_("Sunday"),
    **{str(seat): name for seat, name in SEAT_NAMES.items()},
}
"""The words of settings that a person reads otherwise than they are written; the others get a capital only."""


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


def option(word: str) -> str:
    """A word of a setting as a person reads it."""
    return _(OPTIONS[word]) if word in OPTIONS else word.capitalize()


def counted(count: int, what: str) -> str:
    """“1 break”, “5 breaks”, “1,200 breaks”."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def duration(seconds: float) -> str:
    """A length to the minute, rounded down, or to the second below one: “1 h 05 min”, “12 min”, “40 s”."""
    whole = max(0, int(seconds))
    if whole < MINUTE:
        return f"{whole} s"
    hours, minutes = divmod(whole // MINUTE, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def goal_words(seconds: int) -> str:
    """A goal, without minutes where it has none: “8 h”, “7 h 30 min”."""
    return f"{seconds // HOUR} h" if seconds % HOUR == 0 else duration(seconds)


def brief_length(seconds: int) -> str:
    """A length where there is little room: “7 h 33”, “12 min”."""
    hours, minutes = divmod(seconds // MINUTE, 60)
    return f"{hours} h {minutes:02}" if hours else f"{minutes} min"


def long_duration(seconds: float) -> str:
    """A length in full words, rounded down to the minute: “1 hour 5 minutes”, “1 minute”, “2 hours”.

    Numbers and their units stay on one line.
    """
    hours, minutes = divmod(max(0, int(seconds)) // MINUTE, 60)
    parts = [f"{n}{TOGETHER}{unit}{'' if n == 1 else 's'}" for n, unit in ((hours, "hour"), (minutes, "minute")) if n]
    return " ".join(parts) or "less than a minute"


def elapsed(seconds: float) -> str:
    """How long something has lasted, without seconds: they would seem to stand still where nothing ticks."""
    return duration(seconds) if seconds >= MINUTE else "less than a minute"


def remaining(seconds: float) -> str:
    """How long something still lasts, rounded up to the minute, so that it is over by then."""
    return duration(max(1, -(-int(seconds) // MINUTE)) * MINUTE)


def date_words(day: date) -> str:
    """“2 March 2026”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def wall_time(at: datetime, now: datetime, zone: str) -> str:
    """A moment by the clock on the wall in `zone`, with the day if it is not today's: “14:30”, “tomorrow 09:00”."""
    local, today = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    days = (local.date() - today) // timedelta(days=1)
    near = {0: "", 1: "tomorrow ", -1: "yesterday "}
    if days in near:
        return f"{near[days]}{local:%H:%M}"
    weekday = WEEKDAYS[local.weekday()].title()  # not %a, which Qt turns into the language of the system
    return f"{weekday} {local:%H:%M}" if abs(days) < WEEK else f"{local:%Y-%m-%d %H:%M}"


def status_line(status: Status, zone: str, *, blind: bool = False) -> str:
    """The status for a menu, a tooltip or the command line; nobody can say “away” where no input is seen (`blind`)."""
    if status.private:
        return f"{private_words(status, zone)}: nothing is recorded."
    if status.paused:
        until = "you resume" if status.pause_until is None else wall_time(status.pause_until, status.at, zone)
        return f"Paused until {until}"
    match status.state:
        case State.SITTING:
            return _sitting(status)
        case State.STANDING:
            return _standing(status)
        case State.UP:
            return _on_a_break(status)
        case State.AWAY:
            away = "Not counted" if blind else "Away"
            return away if status.since is None else f"{away} since {wall_time(status.since, status.at, zone)}"


def private_words(status: Status, zone: str) -> str:
    """“Private mode until 15:20”."""
    until = "you end it" if status.private_until is None else wall_time(status.private_until, status.at, zone)
    return f"Private mode until {until}"


def name_of(kind: str) -> str:
    """What a reminder asks for: “get up”; of one that the person made, its name in quotation marks."""
    return KINDS[kind].asks if kind in KINDS else f"“{kind.removeprefix(OWN_PREFIX)}”"


def outcome_words(kind: str, outcome: Outcome) -> str:
    """What became of a prompt of this kind."""
    if outcome is not Outcome.KEPT:
        return OUTCOMES[outcome]
    return KINDS[kind].done if kind in KINDS else "done"


def reminder_to(kind: str) -> str:
    """“Reminder to get up”."""
    return f"Reminder to {KINDS[kind].asks}" if kind in KINDS else f"Reminder {name_of(kind)}"


def reminders_to(kind: str) -> str:
    """“Reminders to get up”."""
    return f"Reminders to {KINDS[kind].asks}" if kind in KINDS else f"Reminders of {name_of(kind)}"


def call_to(kind: str) -> str:
    """“time to get up”."""
    return f"time to {KINDS[kind].asks}" if kind in KINDS else f"time for {name_of(kind)}"


def listed(words: Sequence[str]) -> str:
    """“one, two and three”."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def held_words(status: Status, zone: str) -> str:
    """What keeps reminders back, as a sentence; empty if nothing does."""
    if status.private:
        return status_line(status, zone)
    if status.paused:
        return f"{status_line(status, zone)}."
    return f"Reminders are held {HOLDS[status.holds[0]]}." if status.holds else ""


def _standing(status: Status) -> str:
    so_far = f"Standing for {elapsed(status.lasted_s)}"
    prompt = unmet_prompt(status)
    if prompt is not None:
        return f"{so_far} · {call_to(prompt.kind)}"
    return so_far if status.due_kind is None else f"{so_far} · {_coming(status)}"


def _coming(status: Status) -> str:
    name = name_of(status.due_kind or STAND)
    if status.until_pause:
        return _("{name} once your hands rest").format(name=name)
    return f"{name} in {remaining(status.due_s or 0)}"


def _sitting(status: Status) -> str:
    so_far = f"Sitting for {elapsed(status.bout_s)}"
    outside = next((hold for hold in (Hold.HOURS, Hold.DAY_OFF) if hold in status.holds), None)
    if outside is not None:
        return f"{so_far} · {HOLDS[outside]}"
    match glance(status):
        case Glance.HELD:
            return f"Held {HOLDS[status.holds[0]]} · due"
        case Glance.DUE:
            return f"{so_far} · {call_to(kind_due(status))}"
    return so_far if status.due_s is None else f"{so_far} · {_coming(status)}"


def _on_a_break(status: Status) -> str:
    return "On a break" if status.up_until is None else f"On a break for {remaining(status.break_left_s)} more"
