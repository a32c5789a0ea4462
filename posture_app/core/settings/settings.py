"""The settings: one table, from which come the dataclass, the file, the command line and the settings window."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time
from typing import Any

from posture_app.core.errors import UsageError
from posture_app.core.rules import DaysOff, Rules, WorkingHours
from posture_app.core.settings.kinds import Choice, Days, Folder, Hours, Number, Text, TimeOfDay, Whole, Years
from posture_app.core.settings.reminder_settings import ReminderSettings
from posture_app.core.settings.setting import MINUTE, Setting, row
from posture_app.core.settings.shortcuts import Shortcut, format_shortcut, parse_shortcut

_HOURS, _PRESENCE, _DAY, _LOOK, _KEYS = "Working hours", "What counts", "Day and goal", "Appearance", "Sound and keys"
_RECORD = RECORD = "Your record"
"""The page that also has what can be done with the record as a whole."""


def _hotkey(label: str, text: str) -> Shortcut | None:
    kind = Text(parse_shortcut, format_shortcut, "a shortcut such as “Ctrl+Alt+U”, or “none”")
    made: Shortcut | None = row(None, kind, _KEYS, label, text)
    return made


@dataclass(frozen=True, slots=True)
class Settings(ReminderSettings):
    """All settings, checked. Durations are in minutes unless the name says otherwise, times of day are local."""

    working_hours: WorkingHours | None = row(
        None, Hours(), _HOURS, "Working hours", "Reminders come within these only. Sitting is always counted."
    )
    days_off: DaysOff = row((), Days(), _HOURS, "Days off", "No reminders on these days. Sitting is still counted.")
    away_after: int = row(
        5, Whole(1, 60, "min"), _PRESENCE, "Away after", "Without keyboard or pointer for this long, you count as gone."
    )
    break_min: int = row(
        2, Whole(1, 30, "min"), _PRESENCE, "Shortest break", "A shorter gap in sitting does not count as a break."
    )
    passive_limit: int = row(
        120,
        Whole(0, 600, "min"),
        _PRESENCE,
        "Calls and films",
        "How long you count as sitting in one, without any input.",
    )
    day_start: time = row(
        time(4, 0),
        TimeOfDay(),
        _DAY,
        "A day begins at",
        "Sitting after midnight counts for the day before until this time.",
    )
    goal_hours: float = row(
        8.0,
        Number(1, 16, "h"),
        _DAY,
        "Daily sitting goal",
        "The goal line in the charts. Guidelines suggest 8 hours a day or less.",
    )
    goal_kept: int = row(
        0,
        Whole(0, 100, "%"),
        _DAY,
        "Daily stand-up goal",
        "The share of a day’s reminders to get up that you want to keep. 0 means no goal.",
    )
    keep_years: int = row(
        0,
        Years(),
        _RECORD,
        "Keep the record",
        "What is older is deleted at night, whole months of it, and from the backups too. The first time you are told"
        " a day before.",
    )
    shared_folder: str | None = row(
        None,
        Folder(),
        _RECORD,
        "Shared folder",
        "Where your computers exchange their records, such as a folder that Syncthing keeps in step on all of them.",
    )
    volume: int = row(60, Whole(0, 100, "%"), _KEYS, "Volume", "How loud the chimes of reminders are.")
    hotkey_up: Shortcut | None = _hotkey("I’m up", "Says that you are getting up.")
    hotkey_switch: Shortcut | None = _hotkey("Sit or stand", "Says that you stand now, or sit again.")
    hotkey_snooze: Shortcut | None = _hotkey("Snooze", "Snoozes the reminder that shows.")
    hotkey_pause: Shortcut | None = _hotkey("Pause", "Pauses reminders, or resumes them.")
    theme: str = row(
        "system", Choice(("system", "light", "dark")), _LOOK, "Colours", "Follow the system, or always light or dark."
    )

    def rules(self) -> Rules:
        """The part the engine goes by."""
        return Rules(
            away_after=self.away_after * MINUTE,
            passive_limit=self.passive_limit * MINUTE,
            break_min=self.break_min * MINUTE,
            break_length=self.break_length * MINUTE,
            again_after=self.again_after * MINUTE,
            snooze=self.snooze * MINUTE,
            day_start=self.day_start,
            working_hours=self.working_hours,
            days_off=self.days_off,
            reminders=tuple(self.reminders()),
            snoozes_in_row=0 if self.strict else self.snoozes_in_row,
            skips_a_day=0 if self.strict else self.skips_a_day or None,
            quiet_after=self.quiet_after or None,
            escalate_after=self.escalate_after or None,
        )


TABLE: Mapping[str, Setting] = {f.name: f.metadata["setting"] for f in fields(Settings)}
DEFAULTS = Settings()


def setting(key: str) -> Setting:
    """The row of this key. Raises UsageError, naming the key and the nearest ones, if there is none."""
    if key not in TABLE:
        raise UsageError(f"There is no setting “{key}”; there are: {', '.join(TABLE)}.")
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
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for key, value in raw.items():
        if key not in TABLE:
            complaints.append(f"“{key}” is not a setting and is ignored.")
            continue
        try:
            values[key] = TABLE[key].kind.from_raw(value)
        except ValueError as error:
            complaints.append(f"{key}: {error}; the default ({to_text(key, DEFAULTS)}) is used.")
    return Settings(**values), tuple(complaints)
