"""The words of menus, tables and the command line: for lengths, moments, the status, a prompt."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from posture_app.core.calendar import zone_of
from posture_app.core.content.profile import SEAT_NAMES
from posture_app.core.formats import (
    Form,
    date_words,
    digits,
    listed,
    number_words,
    time_words,
    two_digits,
    weekday_short,
)
from posture_app.core.language import N_, NP_, _, ngettext
from posture_app.core.prompts import Hold, Outcome, Shown, Way
from posture_app.core.settings.reminder_kinds import FEET, KINDS, OWN_PREFIX, RISE, SIT, STAND
from posture_app.core.spans import EndedBy
from posture_app.core.status import State, Status
from posture_app.core.units import amount

APP_NAME, APP_ID = "Posture", "io.github.posture_app.posture_app"
"""What people call the app, and what other programs do."""
SHOW_ME = N_("Show me")
"""What shows the exercise that a prompt offers."""
MINUTE, HOUR = 60, 3600
KB, MB = 1e3, 1e6
WEEK = 7
BRIEF_DAYS = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
"""Of two letters or so, for a small round button."""
OUTCOMES = {
    Outcome.KEPT: N_("kept"),
    Outcome.SNOOZED: N_("snoozed"),
    Outcome.SKIPPED: N_("skipped"),
    Outcome.MISSED: N_("missed"),
    Outcome.AWAY: N_("already away"),
    Outcome.OPEN: N_("not answered"),
}
ENDINGS = {
    EndedBy.IDLE: N_("left"),
    EndedBy.LOCKED: N_("screen locked"),
    EndedBy.SLEPT: N_("computer slept"),
    EndedBy.STOPPED: N_("app closed"),
    EndedBy.CRASHED: N_("app crashed"),
    EndedBy.STOOD: N_("stood up"),
    EndedBy.SAT: N_("sat down"),
    EndedBy.UP: N_("got up"),
    EndedBy.CLOCK: N_("clock set"),
}
HELD = {
    Hold.CALL: N_("Held during your call"),
    Hold.WATCHING: N_("Held while something plays"),
    Hold.FULLSCREEN: N_("Held while a window fills the screen"),
    Hold.DND: N_("Held while do not disturb is on"),
    Hold.PAUSE: N_("Held by your pause"),
    Hold.HOURS: N_("Held outside working hours"),
    Hold.DAY_OFF: N_("Held on your day off"),
}
"""Of one reminder, what keeps it back."""
REMINDERS_HELD = {
    Hold.CALL: N_("Reminders are held during your call."),
    Hold.WATCHING: N_("Reminders are held while something plays."),
    Hold.FULLSCREEN: N_("Reminders are held while a window fills the screen."),
    Hold.DND: N_("Reminders are held while do not disturb is on."),
    Hold.PAUSE: N_("Reminders are held by your pause."),
    Hold.HOURS: N_("Reminders are held outside working hours."),
    Hold.DAY_OFF: N_("Reminders are held on your day off."),
}
FREE = {Hold.HOURS: N_("Outside working hours"), Hold.DAY_OFF: N_("On your day off")}
"""Times at which no reminder is awaited."""
WAYS = {
    Way.SILENT: N_("Silent"),
    Way.NOTIFICATION: N_("Notification"),
    Way.CARD: N_("Card"),
    Way.SCREEN: N_("Break screen"),
}
OPTIONS = {
    "desktop": N_("Desktop notification with buttons"),
    "card": N_("Card in the corner of the screen"),
    "plyer": N_("Plain desktop notification"),
    "tray": N_("Message at the tray icon"),
    "system": N_("Like the system"),
    "screen": N_("Break screen"),
    "start": N_("At the start"),
    "end": N_("At the end"),
    "tooltip": N_("At the tray icon"),
    "silent": N_("Silent"),
    "notification": N_("Notification"),
    "none": NP_("sound", "None"),
    "both": N_("Both"),
    "gentle": N_("Gentle"),
    "usual": N_("Usual"),
    "demanding": N_("Demanding"),
    "off": N_("Off"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "normal": N_("Normal"),
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
"""The words of settings as a person reads them; a word that is missing here shows as it is written."""


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
    return _(OPTIONS[word]) if word in OPTIONS else word


def minutes_words(minutes: int) -> str:
    """“30 min”, also of more than an hour."""
    return amount(minutes, "min")


def duration(seconds: float) -> str:
    """A length to the minute, rounded down, or to the second below one: “1 h 05 min”, “12 min”, “40 s”."""
    whole = max(0, int(seconds))
    if whole < MINUTE:
        return amount(whole, "s")
    hours, minutes = divmod(whole // MINUTE, 60)
    if not hours:
        return minutes_words(minutes)
    # Translators: a length of hours and minutes, the minutes with two digits.
    return _("{hours} h {minutes} min").format(hours=digits(hours), minutes=two_digits(minutes))


def goal_words(seconds: int) -> str:
    """A goal, without minutes where it has none: “8 h”, “7 h 30 min”."""
    return amount(seconds // HOUR, "h") if seconds % HOUR == 0 else duration(seconds)


def brief_length(seconds: int) -> str:
    """A length where there is little room: “7 h 33”, “12 min”."""
    hours, minutes = divmod(seconds // MINUTE, 60)
    if not hours:
        return minutes_words(minutes)
    # Translators: a length of hours and minutes where there is little room, the minutes with two digits.
    return _("{hours} h {minutes}").format(hours=digits(hours), minutes=two_digits(minutes))


def long_duration(seconds: float) -> str:
    """A length in full words, rounded down to the minute: “1 hour 5 minutes”, “1 minute”, “2 hours”.

    Numbers and their units stay on one line.
    """
    hours, minutes = divmod(max(0, int(seconds)) // MINUTE, 60)
    form = ngettext("{number}\N{NO-BREAK SPACE}hour", "{number}\N{NO-BREAK SPACE}hours", hours)
    in_hours = form.format(number=number_words(hours))
    form = ngettext("{number}\N{NO-BREAK SPACE}minute", "{number}\N{NO-BREAK SPACE}minutes", minutes)
    in_minutes = form.format(number=number_words(minutes))
    if not hours:
        return in_minutes if minutes else _("less than a minute")
    # Translators: “1 hour 5 minutes”
    return _("{hours} {minutes}").format(hours=in_hours, minutes=in_minutes) if minutes else in_hours


def elapsed(seconds: float) -> str:
    """How long something has lasted, without seconds: they would seem to stand still where nothing ticks."""
    return duration(seconds) if seconds >= MINUTE else _("less than a minute")


def remaining(seconds: float) -> str:
    """How long something still lasts, rounded up to the minute, so that it is over by then."""
    return duration(max(1, -(-int(seconds) // MINUTE)) * MINUTE)


def size_words(size: int) -> str:
    """How large a file is: “1.2 MB”, “340 kB”."""
    if size >= MB:
        return _("{number} MB").format(number=number_words(size / MB, 1))
    return _("{number} kB").format(number=number_words(size / KB))


def days_words(count: int) -> str:
    """“1 day”, “5 days”."""
    return ngettext("{number} day", "{number} days", count).format(number=number_words(count))


def breaks_words(count: int) -> str:
    """“1 break”, “5 breaks”."""
    return ngettext("{number} break", "{number} breaks", count).format(number=number_words(count))


def wall_time(at: datetime, now: datetime, zone: str) -> str:
    """A moment by the clock on the wall in `zone`, with the day if it is not today's: “14:30”, “tomorrow 09:00”."""
    local, today = at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    days = (local.date() - today) // timedelta(days=1)
    clock = time_words(local)
    if days == 0:
        return clock
    if days == 1:
        return _("tomorrow {time}").format(time=clock)
    if days == -1:
        return _("yesterday {time}").format(time=clock)
    if abs(days) < WEEK:
        # Translators: a moment, “Tue 09:00” or “2 Mar 2026 09:00”.
        return _("{weekday} {time}").format(weekday=weekday_short(local.weekday()), time=clock)
    return _("{weekday} {time}").format(weekday=date_words(local.date(), Form.DATE_SHORT), time=clock)


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


def name_of(kind: str) -> str:
    """What a reminder asks for, by itself: “Get up”; of one that the person made, its name in quotation marks."""
    return _(KINDS[kind].name) if kind in KINDS else _quoted(kind)


def asked_words(kinds: Sequence[str]) -> str:
    """What these reminders ask for, as a list within a sentence: “get up and stretch”."""
    return listed([_(KINDS[kind].asks) if kind in KINDS else _quoted(kind) for kind in kinds])


def title_of(kind: str) -> str:
    """The name of a reminder, without quotation marks."""
    return _(KINDS[kind].name) if kind in KINDS else kind.removeprefix(OWN_PREFIX)


def outcome_words(kind: str, outcome: Outcome) -> str:
    """What became of a prompt of this kind."""
    if outcome is not Outcome.KEPT:
        return _(OUTCOMES[outcome])
    return _(KINDS[kind].done) if kind in KINDS else _("done")


def reminder_to(kind: str) -> str:
    """“Reminder to get up”."""
    return _(KINDS[kind].one) if kind in KINDS else _("Reminder {name}").format(name=_quoted(kind))


def call_to(kind: str) -> str:
    """“Time to get up”."""
    return _(KINDS[kind].call) if kind in KINDS else _("Time for {name}").format(name=_quoted(kind))


def held_words(status: Status, zone: str) -> str:
    """What keeps reminders back, as a sentence; empty if nothing does."""
    if status.private:
        return status_line(status, zone)
    if status.paused:
        if status.pause_until is None:
            return _("Paused until you resume.")
        return _("Paused until {time}.").format(time=wall_time(status.pause_until, status.at, zone))
    return _(REMINDERS_HELD[status.holds[0]]) if status.holds else ""


def _quoted(kind: str) -> str:
    return _("“{name}”").format(name=kind.removeprefix(OWN_PREFIX))


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
