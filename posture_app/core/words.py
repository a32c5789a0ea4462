"""The words of menus, tables and the command line: for lengths, moments, a prompt."""

from collections.abc import Sequence
from datetime import datetime, timedelta

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
from posture_app.core.prompts import Hold, Outcome, Way
from posture_app.core.settings.reminder_kinds import KINDS, OWN_PREFIX
from posture_app.core.spans import EndedBy
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
        return _("{day} {time}").format(day=weekday_short(local.weekday()), time=clock)
    return _("{day} {time}").format(day=date_words(local.date(), Form.DATE_SHORT), time=clock)


def time_for_more(names: Sequence[str]) -> str:
    """Which exercises a break has time for besides the one that it shows."""
    return _("There is time for more: {exercises}.").format(exercises=listed(names))


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


def _quoted(kind: str) -> str:
    return _("“{name}”").format(name=kind.removeprefix(OWN_PREFIX))
