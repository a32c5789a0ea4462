"""The person's own reminders: what they say, what makes them due, and how that is written."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any, TypeVar

from posture_app.core.calendar import Times
from posture_app.core.content.exercises import Region
from posture_app.core.language import _
from posture_app.core.prompts import Way
from posture_app.core.settings.hours import format_week, parse_days, parse_time
from posture_app.core.settings.reminder_kinds import OWN_PREFIX, SOUNDS, Basis, Reminder
from posture_app.core.settings.setting import MINUTE, Kind
from posture_app.core.value import value

T = TypeVar("T")

MOST = 20
LONGEST_NAME, LONGEST_TEXT = 40, 300
EVERY, LENGTH = range(5, 601), range(61)
"""Minutes."""
NO_TIMES: Times = ((),) * 7
EXERCISE = "exercise:"
OFFERS = ("text", "feet", *(region.value for region in Region))
"""What a prompt may offer: only its text, foot exercises, exercises for a region; or “exercise:” and the id of one."""
_COUNTED = re.compile(r"(\d+) min (sitting|unbroken)")


@value
class Due:
    """What makes one due: so many minutes of `basis`, or the local times of `times` by weekday."""

    basis: Basis
    minutes: int = 0
    times: Times = NO_TIMES


@value
class OwnReminder:
    """A reminder that the person made; `length` in minutes (0: nothing to count down)."""

    name: str
    due: Due
    text: str = ""
    length: int = 2
    offers: str = "text"
    way: Way = Way.NOTIFICATION
    sound: str = "none"
    on: bool = True

    @property
    def kind(self) -> str:
        return f"{OWN_PREFIX}{self.name}"

    def reminder(self) -> Reminder:
        due, length = self.due, self.length * MINUTE
        rises = self.offers == "text" and self.length > 0
        return Reminder(self.kind, due.basis, due.minutes * MINUTE, length, self.way, rises, times=due.times)


def parse_due(text: str) -> Due:
    """Read “45 min sitting” (in all since the last), “45 min unbroken”, or clock times such as “mon-fri 10:00 15:00”.

    Raises ValueError that names the part at fault.
    """
    if counted := _COUNTED.fullmatch(text.strip().lower()):
        minutes = int(counted[1])
        if minutes not in EVERY:
            text = _("“{number} min” is not from {least} to {most} min")
            raise ValueError(text.format(number=minutes, least=EVERY[0], most=EVERY[-1]))
        return Due(Basis(counted[2]), minutes)
    week: list[tuple[time, ...]] = [()] * 7
    for part in text.lower().split(";"):
        days, *times = part.replace(",", " ").split() or [""]
        if not times or days[:1].isdigit():
            raise ValueError(
                _("“{part}” is not “45 min sitting”, “45 min unbroken”, or days and times").format(part=part.strip())
            )
        for day in parse_days(days):
            week[day] = tuple(sorted({*week[day], *map(parse_time, times)}))
    return Due(Basis.CLOCK, times=tuple(week))


def format_due(due: Due) -> str:
    """The notation that `parse_due` reads."""
    if due.basis is not Basis.CLOCK:
        return f"{due.minutes} min {due.basis}"
    return format_week([[f"{at:%H:%M}" for at in times] for times in due.times])


class OwnReminderList(Kind[tuple[OwnReminder, ...]]):
    """All that the person made: a TOML array of tables; on the command line, JSON."""

    @property
    def expects(self) -> str:
        example = '[{"name": "Water", "due": "90 min sitting", "text": "Drink a glass.", "length": 2}]'
        return _("a list of reminders as JSON, such as {example}").format(example=example)

    def from_raw(self, raw: object) -> tuple[OwnReminder, ...]:
        """Raises ValueError that names the reminder and the fault."""
        if not isinstance(raw, list | tuple) or len(raw) > MOST:
            raise ValueError(_("expected a list of at most {most} reminders").format(most=MOST))
        reminders = tuple(_reminder(entry) for entry in raw)
        names = [own.name.casefold() for own in reminders]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(_("two reminders are called “{name}”").format(name=name))
        return reminders

    def from_text(self, text: str) -> tuple[OwnReminder, ...]:
        try:
            return self.from_raw(json.loads(text or "[]"))
        except (json.JSONDecodeError, RecursionError) as error:
            raise ValueError(_("expected {expects}; this is not JSON").format(expects=self.expects)) from error

    def to_raw(self, value: Sequence[OwnReminder]) -> list[dict[str, object]]:
        return [_raw(own) for own in value]

    def to_text(self, value: Sequence[OwnReminder]) -> str:
        return json.dumps(self.to_raw(value), ensure_ascii=False)


def _reminder(entry: object) -> OwnReminder:
    if not isinstance(entry, Mapping):
        raise ValueError(_("expected a reminder with a name and what makes it due, got “{entry}”").format(entry=entry))  # noqa: TRY004
    unknown = set(entry) - {"name", "due", "text", "length", "offers", "way", "sound", "on"}
    if unknown:
        raise ValueError(_("a reminder has no “{key}”").format(key=min(map(str, unknown))))
    name = _text(entry, "name", LONGEST_NAME).strip()
    if not name or "," in name or "\n" in name:
        raise ValueError(_("a reminder needs a name, in one line and without a comma"))
    try:
        made = OwnReminder(name, parse_due(_text(entry, "due", LONGEST_TEXT)), _text(entry, "text", LONGEST_TEXT))
        minutes = _("whole minutes from {least} to {most}").format(least=LENGTH[0], most=LENGTH[-1])
        offers = _("one of {names}, or {exercise} and its id").format(names=", ".join(OFFERS), exercise=EXERCISE)
        ways, sounds = (_("one of {names}").format(names=", ".join(words)) for words in (Way, SOUNDS))
        return replace(
            made,
            length=_checked(entry, "length", made.length, LENGTH.__contains__, minutes),
            offers=_checked(entry, "offers", made.offers, _may_be_offered, offers),
            way=Way(_checked(entry, "way", made.way.value, list(Way).__contains__, ways)),
            sound=_checked(entry, "sound", made.sound, SOUNDS.__contains__, sounds),
            on=_checked(entry, "on", made.on, (True, False).__contains__, _("true or false")),
        )
    except ValueError as error:
        # Translators: the name of a reminder, and what is wrong with it.
        raise ValueError(_("“{name}”: {fault}").format(name=name, fault=error)) from error


def _text(entry: Mapping[str, object], key: str, longest: int) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or len(value) > longest or not value.replace("\n", " ").isprintable():
        raise ValueError(_("{key} must be plain text of at most {longest} letters").format(key=key, longest=longest))
    return value


def _may_be_offered(offers: str) -> bool:
    return offers in OFFERS or (offers.startswith(EXERCISE) and offers.isprintable())


def _checked(entry: Mapping[str, object], key: str, default: T, allows: Callable[[T], bool], expects: str) -> T:
    """The value of this key, of the type of the default. Raises ValueError that says what is expected."""
    value: Any = entry.get(key, default)
    if type(value) is not type(default) or not allows(value):
        raise ValueError(_("{key} must be {expects}, not “{value}”").format(key=key, expects=expects, value=value))
    checked: T = value
    return checked


def _raw(own: OwnReminder) -> dict[str, object]:
    """What differs from the defaults, so that the file stays short."""
    plain = OwnReminder(own.name, own.due)
    raw: dict[str, object] = {"name": own.name, "due": format_due(own.due), "text": own.text, "length": own.length}
    rest = {"offers": own.offers, "way": own.way.value, "sound": own.sound, "on": own.on}
    return raw | {key: value for key, value in rest.items() if value != getattr(plain, key)}
