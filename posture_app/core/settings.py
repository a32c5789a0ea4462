"""The settings: one table, from which come the dataclass, the file, the command line and the settings window."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from typing import Any

from posture_app.core.errors import UsageError
from posture_app.core.hours import format_hours, parse_hours
from posture_app.core.kinds import Choice, Kind, Number, Order, Text, TimeOfDay, Whole
from posture_app.core.rules import Rules, WorkingHours

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table: what it is called, what it takes, what it means, and where the window shows it."""

    kind: Kind[Any]
    page: str
    label: str
    help: str


def _setting(default: object, kind: Kind[Any], page: str, label: str, text: str) -> Any:
    return field(default=default, metadata={"setting": Setting(kind, page, label, text)})


_REMINDERS, _PRESENCE, _DAY, _LOOK = "Reminders", "Presence", "Day", "Appearance"
WAYS = ("desktop", "card", "plyer", "tray")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked. Durations are in minutes unless the name says otherwise, times of day are local."""

    stand_every: int = _setting(
        30, Whole(5, 180, "min"), _REMINDERS, "Remind me after", "Unbroken sitting before a reminder to get up."
    )
    again_after: int = _setting(
        10,
        Whole(1, 120, "min"),
        _REMINDERS,
        "Remind again after",
        "If you do not answer a reminder, it comes again after so much more sitting.",
    )
    snooze: int = _setting(5, Whole(1, 60, "min"), _REMINDERS, "Snooze for", "How long “Snooze” puts a reminder off.")
    break_length: int = _setting(
        2, Whole(1, 30, "min"), _REMINDERS, "Length of a break", "How long a break lasts after you press “I’m up”."
    )
    working_hours: WorkingHours | None = _setting(
        None,
        Text(
            parse_hours,
            format_hours,
            "“always”, or days and times such as “mon-fri 09:00-12:30 13:00-17:30; sat 10:00-12:00”",
            example="e.g. mon-fri 09:00-12:30 13:00-17:30; “always” for no limit",
        ),
        _REMINDERS,
        "Working hours",
        "Reminders come within these only. Sitting is always counted.",
    )
    notify_order: tuple[str, ...] = _setting(
        WAYS,
        Order(WAYS),
        _REMINDERS,
        "Ways to remind",
        "Tried in this order until one reaches you; the tray is always last.",
    )
    away_after: int = _setting(
        5, Whole(1, 60, "min"), _PRESENCE, "Away after", "Time without keyboard or pointer that means you have left."
    )
    break_min: int = _setting(
        2, Whole(1, 30, "min"), _PRESENCE, "Shortest break", "A gap in sitting counts as a break from this length on."
    )
    passive_limit: int = _setting(
        120, Whole(0, 600, "min"), _PRESENCE, "Calls and films", "How long one counts as sitting without any input."
    )
    day_start: time = _setting(
        time(4, 0),
        TimeOfDay(),
        _DAY,
        "A day begins at",
        "Sitting after midnight counts for the day before until this time.",
    )
    goal_hours: float = _setting(
        8.0,
        Number(1, 16, "h"),
        _DAY,
        "Daily sitting goal",
        "The goal line in the charts. Guidelines suggest 8 hours a day or less.",
    )
    theme: str = _setting(
        "system", Choice(("system", "light", "dark")), _LOOK, "Colours", "Follow the system, or always light or dark."
    )

    def rules(self) -> Rules:
        """The part the engine goes by."""
        return Rules(
            away_after=self.away_after * MINUTE,
            passive_limit=self.passive_limit * MINUTE,
            break_min=self.break_min * MINUTE,
            break_length=self.break_length * MINUTE,
            stand_every=self.stand_every * MINUTE,
            again_after=self.again_after * MINUTE,
            snooze=self.snooze * MINUTE,
            day_start=self.day_start,
            working_hours=self.working_hours,
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
