"""The settings: one table, from which come the dataclass, the file, the command line and the settings window."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import time
from typing import Any

from posture_app.core.calendar import DaysOff, WorkingHours
from posture_app.core.content.profile import Seat
from posture_app.core.errors import UsageError
from posture_app.core.language import N_, NP_, _
from posture_app.core.settings.days_off import format_days_off, parse_days_off
from posture_app.core.settings.folders import format_folder, parse_folder
from posture_app.core.settings.hours import format_hours, parse_hours
from posture_app.core.settings.languages import CLOCK, LANGUAGE, REGION, WEEK
from posture_app.core.settings.notification_settings import NotificationSettings
from posture_app.core.settings.own_reminders import OwnReminder, OwnReminderList
from posture_app.core.settings.reminder_kinds import KINDS, MOVE, STAND, Reminder
from posture_app.core.settings.setting import (
    Choice,
    Number,
    Requirement,
    Setting,
    Text,
    TextSize,
    TimeOfDay,
    Whole,
    Years,
    row,
    switch,
)
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.core.settings.shortcuts import ACTIONS, Shortcut, format_shortcut, parse_shortcut
from posture_app.core.value import value

CALLS = ("microphone", "camera")
"""By what a call is told; each has a setting."""
ACCENTS = ("teal", "blue", "violet", "pink", "green", "grey", "system")


_WORKING_HOURS = Text(
    parse_hours,
    format_hours,
    N_("“always”, or days and times such as “mon-fri 09:00-12:30 13:00-17:30; sat 22:00-06:00”"),
)
_DAYS_OFF = Text(parse_days_off, format_days_off, N_("“none”, or dates such as “2026-05-01, 2026-12-24..2027-01-02”"))
_FOLDER = Text(parse_folder, format_folder, N_("a folder such as “~/Sync/posture”, or “none”"))
_SHORTCUT = Text(parse_shortcut, format_shortcut, N_("a shortcut such as “Ctrl+Alt+U”, or “none”"))


def _hotkey(label: str, text: str) -> Shortcut | None:
    words, needs = N_("hotkey key global keyboard shortcut"), Requirement.SHORTCUTS
    made: Shortcut | None = row(None, _SHORTCUT, SettingsPage.GENERAL, label, text, words=words, needs=needs)
    return made


@value
class Settings(NotificationSettings):
    """All settings, checked. Durations are in minutes unless the name says otherwise, times of day are local."""

    own: tuple[OwnReminder, ...] = row(
        (), OwnReminderList(), SettingsPage.REMINDERS, N_("Your own"), N_("Reminders with words of your own.")
    )
    keeps_running: bool = switch(
        N_("Go on without a window"),
        N_(
            "Where no tray shows the icon, closing the window does not end the app. Start it again to have it in front."
        ),
        page=SettingsPage.GENERAL,
        words=N_("tray close quit background"),
    )
    language: str = LANGUAGE
    region: str = REGION
    clock: str = CLOCK
    week_begins: str = WEEK
    day_start: time = row(
        time(4, 0),
        TimeOfDay(),
        SettingsPage.GENERAL,
        N_("A day begins at"),
        N_("Sitting after midnight counts for the day before until this time."),
        words=N_("midnight night shift"),
    )
    goal_hours: float = row(
        8.0,
        Number(1, 16, "h"),
        SettingsPage.GENERAL,
        N_("Daily sitting goal"),
        N_("The goal line in the charts. Guidelines suggest 8 hours a day or less."),
        words=N_("limit target maximum"),
    )
    goal_kept: int = row(
        0,
        Whole(0, 100, "%"),
        SettingsPage.GENERAL,
        N_("Daily goal of reminders kept"),
        N_("The share of a day’s reminders to get up that you want to keep."),
        words=N_("target percent streak stand up"),
    )
    hotkey_up: Shortcut | None = _hotkey(N_("I’m up"), N_("Says that you are up: a break begins."))
    hotkey_switch: Shortcut | None = _hotkey(N_("Sit or stand"), N_("Says that you stand now, or sit again."))
    hotkey_snooze: Shortcut | None = _hotkey(N_("Snooze"), N_("Snoozes the reminder that shows."))
    hotkey_pause: Shortcut | None = _hotkey(N_("Pause reminders"), N_("Pauses reminders, or resumes them."))
    working_hours: WorkingHours | None = row(
        None,
        _WORKING_HOURS,
        SettingsPage.WHEN,
        N_("Working hours"),
        N_("Reminders come within these only. Sitting is always counted."),
        words=N_("schedule weekend quiet hours time of day office"),
    )
    days_off: DaysOff = row(
        (),
        _DAYS_OFF,
        SettingsPage.WHEN,
        N_("Days off"),
        N_("No reminders on these days. Sitting is still counted."),
        words=N_("holiday vacation leave"),
    )
    right_moment: bool = switch(
        N_("Wait until your hands rest"),
        N_(
            "A reminder that comes due while you type waits until you stop for 5 seconds, but no longer than 2 minutes."
        ),
        on=True,
        page=SettingsPage.WHEN,
        words=N_("interrupt typing moment pause"),
        needs=Requirement.INPUT,
    )
    away_after: int = row(
        5,
        Whole(1, 60, "min"),
        SettingsPage.DETECTION,
        N_("Away after"),
        N_("Without keyboard or pointer for this long, you count as gone."),
        words=N_("idle inactive absent"),
        needs=Requirement.INPUT,
    )
    break_min: int = row(
        2,
        Whole(1, 30, "min"),
        SettingsPage.DETECTION,
        N_("Shortest break"),
        N_("A shorter gap in sitting does not count as a break."),
        words=N_("minimum"),
    )
    passive_limit: int = row(
        120,
        Whole(0, 600, "min"),
        SettingsPage.DETECTION,
        N_("Calls and films"),
        N_("How long you count as sitting in one, without any input."),
        words=N_("video meeting watching idle"),
    )
    call_microphone: bool = switch(
        N_("A microphone in use is a call"),
        N_("Only that a program listens to it is known, not what it hears. Reminders wait until the call ends."),
        on=True,
        page=SettingsPage.DETECTION,
        words=N_("meeting privacy mic"),
        needs=Requirement.MICROPHONE,
    )
    call_camera: bool = switch(
        N_("A camera in use is a call"),
        N_("Only that a program has it open is known, not what it sees. Reminders wait until the call ends."),
        on=True,
        page=SettingsPage.DETECTION,
        words=N_("webcam video meeting privacy"),
        needs=Requirement.CAMERA,
    )
    mouse_trembles: bool = switch(
        N_("The mouse trembles"),
        N_(
            "A pointer that moves a few pixels, alone and for less than a second, is not you. A key or click always is."
        ),
        page=SettingsPage.DETECTION,
        words=N_("jitter jiggle shaking pointer"),
        needs=Requirement.INPUT,
    )
    ask_where: bool = switch(
        N_("Ask where you were"),
        N_("After 15 minutes away, Today and the tray menu let you note that you were up, or sat elsewhere."),
        on=True,
        page=SettingsPage.DETECTION,
        words=N_("absence came back correct"),
    )
    theme: str = row(
        "system",
        Choice(("system", "light", "dark")),
        SettingsPage.APPEARANCE,
        N_("Colours"),
        N_("Follow the system, or always light or dark."),
        words=N_("theme mode night colors"),
    )
    accent: str = row(
        "teal",
        Choice(ACCENTS),
        SettingsPage.APPEARANCE,
        N_("Accent colour"),
        N_("Of what is chosen and what can be pressed. The colours of the figures stay as they are."),
        words=N_("color highlight theme"),
        needs=Requirement.OWN_COLOURS,
    )
    text_size: int = row(
        100,
        TextSize(),
        SettingsPage.APPEARANCE,
        N_("Text size"),
        N_("Compared with the size that the system has for all programs."),
        words=N_("font zoom large small bigger scale"),
    )
    density: str = row(
        "normal",
        Choice(("compact", "normal", "roomy")),
        SettingsPage.APPEARANCE,
        N_("Density"),
        N_("How much room there is around and between things."),
        words=N_("spacing compact padding"),
    )
    less_motion: bool = switch(
        N_("Reduce motion"),
        N_(
            "Exercises stand still until you play them, and nothing slides or fades. It is always so if the system asks"
            " for it."
        ),
        page=SettingsPage.APPEARANCE,
        words=N_("animation accessibility calm"),
    )
    tray_icon: str = row(
        "coloured",
        Choice(("coloured", "light", "dark", "minutes")),
        SettingsPage.APPEARANCE,
        N_("Tray icon"),
        N_("In colours, in one tone for a dark or a light panel, or with the minutes that you have sat."),
        words=N_("panel symbolic monochrome white black"),
        needs=Requirement.TRAY,
    )
    keep_years: int = row(
        0,
        Years(),
        SettingsPage.DATA,
        N_("Keep the record"),
        N_(
            "What is older is deleted at night, whole months of it, and from the backups too. The first time "
            "you are told a day before."
        ),
        words=N_("retention delete old history"),
    )
    shared_folder: str | None = row(
        None,
        _FOLDER,
        SettingsPage.DATA,
        N_("Shared folder"),
        N_(
            "Where your computers exchange their records, such as a folder that Syncthing keeps in step on all of them."
        ),
        words=N_("sync cloud computers devices"),
    )
    recording: bool = switch(
        N_("Record what is seen"),
        N_(
            "Writes your reminders, and when there was input, a call or an answer, into recording.jsonl beside "
            "the log, to report a fault with. It begins anew at each start, and tells nothing of what you type "
            "or look at."
        ),
        page=SettingsPage.DATA,
        words=N_("debug bug trace report"),
    )

    def own_reminder(self, own: OwnReminder) -> Reminder:
        """One of the person’s own, as it is for who stays seated, if they do."""
        return replace(own.reminder(), rises=False) if self.profile.seated else own.reminder()

    def sound_of(self, kind: str) -> str:
        """When this kind makes itself heard, of `SOUNDS`."""
        if kind in KINDS:
            return str(getattr(self, f"{KINDS[self.behind(kind)].switch}_sound"))
        return next((own.sound for own in self.own if own.kind == kind), "none")

    @property
    def unasked(self) -> frozenset[str]:
        """The names of what the person does not let us ask, of `sensors.sources.QUESTIONS`."""
        return frozenset(name for name in CALLS if not getattr(self, f"call_{name}"))

    @property
    def hotkeys(self) -> dict[str, Shortcut]:
        """The shortcuts that the person has set, by what they do: one of ACTIONS."""
        keys: dict[str, Shortcut | None] = {action: getattr(self, f"hotkey_{action}") for action in ACTIONS}
        return {action: shortcut for action, shortcut in keys.items() if shortcut is not None}


TABLE: Mapping[str, Setting] = {f.name: f.metadata["setting"] for f in fields(Settings)}
DEFAULTS = Settings()


NOUGHT: Mapping[str, str] = {
    "snoozes_in_row": N_("Never"),
    "skips_a_day": N_("No limit"),
    "escalate_after": N_("Never"),
    "quiet_after": N_("Never"),
    "notice_s": NP_("notice before a break", "None"),
    "goal_kept": NP_("goal", "None"),
}
"""What 0 means for these settings."""


def setting(key: str) -> Setting:
    """The row of this key. Raises UsageError, naming the key and the nearest ones, if there is none."""
    if key not in TABLE:
        from difflib import get_close_matches  # noqa: PLC0415 - for who mistyped it

        text = _("There is no setting “{key}”; nearest to it: {names}. For a list of all: posture-app settings list")
        raise UsageError(text.format(key=key, names=", ".join(get_close_matches(key, TABLE, cutoff=0))))
    return TABLE[key]


def from_text(key: str, text: str) -> object:
    """The value that a person typed for this key. Raises UsageError that says what is expected."""
    kind = setting(key).kind
    try:
        return kind.from_text(text.strip())
    except ValueError as error:
        raise UsageError(f"{key}: {error}") from error


def to_text(key: str, settings: Settings) -> str:
    """The value as a person would type it."""
    return setting(key).kind.to_text(getattr(settings, key))


def read(raw: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Settings from a parsed file, and one sentence for each key that is unknown or wrong and therefore not used."""
    values, complaints = read_values(raw)
    return Settings(**values), complaints


def read_values(raw: Mapping[str, object]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The same, but those settings only that the file has."""
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for key, given in raw.items():
        if key not in TABLE:
            complaints.append(_("“{key}” is not a setting; it changes nothing.").format(key=key))
            continue
        try:
            values[key] = TABLE[key].kind.from_raw(given)
        except ValueError as error:
            complaints.append(
                _("{key}: {error}; the default ({default}) is used.").format(
                    key=key, error=error, default=to_text(key, DEFAULTS)
                )
            )
    if "place" not in raw and values.get(MOVE) is True and values.get(STAND) is False:
        values["place"] = Seat.WHEELCHAIR_UPPER_BODY.value  # what such a file meant before it could say so
    return values, tuple(complaints)
