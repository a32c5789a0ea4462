"""The settings of reminders: the kinds, how they ask, their limits."""

from collections.abc import Iterator
from dataclasses import dataclass

from posture_app.core.prompts import Way
from posture_app.core.rules import FEET, MICRO, POSTURE, STAND, STRETCH, Basis, Reminder, alternation
from posture_app.core.settings.kinds import Choice, Order, Switch, Whole
from posture_app.core.settings.own_reminders import SOUNDS, Own, OwnReminders
from posture_app.core.settings.setting import MINUTE, row

REMINDERS, ASKING = "Reminders", "Notifications"
WAYS = ("desktop", "card", "plyer", "tray")
ALTERNATE = "alternate"
GROUPS = (STAND, STRETCH, FEET, MICRO, POSTURE, ALTERNATE)
"""The kinds that the page of reminders shows, each with its settings; the switch has the name of the kind."""
FEEDBACK = ("tooltip", "card", "off")


def _switch(kind: str, text: str, *, on: bool) -> bool:
    made: bool = row(on, Switch(), REMINDERS, "On", text, group=kind)
    return made


def _minutes(kind: str, default: int, span: range, label: str, text: str, *, unit: str = "min") -> int:
    made: int = row(default, Whole(span[0], span[-1], unit), REMINDERS, label, text, group=kind)
    return made


def _way(kind: str, default: Way = Way.NOTIFICATION) -> str:
    text = "“Silent” only changes the tray icon; a break screen covers your monitors."
    made: str = row(default.value, Choice(tuple(Way)), REMINDERS, "How it asks", text, group=kind)
    return made


def _sound(kind: str) -> str:
    text = "A chime when the reminder comes, when its break is over, or both."
    made: str = row("none", Choice(SOUNDS), REMINDERS, "Sound", text, group=kind)
    return made


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """Durations are in minutes unless the name says otherwise. The defaults have their sources in REMINDERS.md."""

    stand: bool = _switch(STAND, "Reminds you to get up after unbroken sitting.", on=True)
    stand_every: int = _minutes(
        STAND, 30, range(5, 181), "Remind me after", "Unbroken sitting before a reminder to get up."
    )
    break_length: int = _minutes(STAND, 2, range(1, 31), "Length", "How long a break lasts after you press “I’m up”.")
    stand_way: str = _way(STAND)
    stand_sound: str = _sound(STAND)
    stretch: bool = _switch(STRETCH, "Offers a stretch or two now and then.", on=True)
    stretch_every: int = _minutes(
        STRETCH, 60, range(10, 301), "Remind me after", "Total sitting since the last stretch."
    )
    stretch_length: int = _minutes(STRETCH, 3, range(1, 31), "Length", "Any break at least this long counts, too.")
    stretch_way: str = _way(STRETCH)
    stretch_sound: str = _sound(STRETCH)
    feet: bool = _switch(FEET, "Foot exercises, once a working day.", on=True)
    feet_every: int = _minutes(
        FEET, 120, range(10, 601), "Remind me after", "Total sitting in the day before it comes."
    )
    feet_length: int = _minutes(FEET, 5, range(1, 31), "Length", "How long the exercises take.")
    feet_way: str = _way(FEET)
    feet_sound: str = _sound(FEET)
    micro: bool = _switch(MICRO, "Look into the distance and relax for a few seconds.", on=False)
    micro_every: int = _minutes(MICRO, 20, range(10, 121), "Remind me after", "Total sitting since the last one.")
    micro_length_s: int = _minutes(MICRO, 20, range(10, 61), "Length", "How long it takes.", unit="s")
    micro_way: str = _way(MICRO, Way.CARD)
    micro_sound: str = _sound(MICRO)
    posture: bool = _switch(POSTURE, "A nudge to shift in your chair, without a break.", on=False)
    posture_every: int = _minutes(POSTURE, 30, range(10, 181), "Remind me after", "Total sitting since the last one.")
    posture_way: str = _way(POSTURE, Way.SILENT)
    posture_sound: str = _sound(POSTURE)
    alternate: bool = _switch(ALTERNATE, "Says when to stand, and when to sit down again.", on=False)
    sit_for: int = _minutes(ALTERNATE, 30, range(10, 181), "Sit for", "Unbroken sitting before a reminder to stand.")
    stand_for: int = _minutes(ALTERNATE, 15, range(5, 121), "Stand for", "Standing before a reminder to sit.")
    alternate_way: str = _way(ALTERNATE)
    alternate_sound: str = _sound(ALTERNATE)
    own: tuple[Own, ...] = row((), OwnReminders(), REMINDERS, "Your own", "Reminders with words of your own.")
    notify_order: tuple[str, ...] = row(
        WAYS,
        Order(WAYS),
        ASKING,
        "Ways to notify",
        "Tried in this order until one works; if none does, the tray icon tells.",
    )
    snooze: int = row(5, Whole(1, 60, "min"), ASKING, "Snooze for", "How long “Snooze” puts a reminder off.")
    snoozes_in_row: int = row(
        2, Whole(0, 10, "times"), ASKING, "Snoozes in a row", "How many times you can snooze the same reminder."
    )
    skips_a_day: int = row(
        0, Whole(0, 50, "times"), ASKING, "Skips a day", "How many reminders you can skip in a day. 0 means no limit."
    )
    strict: bool = row(
        False,  # noqa: FBT003 - a default
        Switch(),
        ASKING,
        "Strict mode",
        "No snoozing and no skipping. Holding Escape for three seconds still ends a break screen.",
    )
    again_after: int = row(
        10,
        Whole(1, 120, "min"),
        ASKING,
        "Remind again after",
        "How much more sitting before a reminder that you did not answer comes again.",
    )
    escalate_after: int = row(
        0,
        Whole(0, 10, "times"),
        ASKING,
        "Insist after",
        "Ignored this many times, a reminder takes the next way: notification, card, break screen. 0 means never.",
    )
    quiet_after: int = row(
        0,
        Whole(0, 10, "times"),
        ASKING,
        "Give up after",
        "Ignored this many times, a reminder asks whether it should come less often, then rests. 0 means never.",
    )
    notice_s: int = row(
        30,
        Whole(0, 120, "s"),
        ASKING,
        "Notice before a break screen",
        "A card counts down, so that you can finish what you are doing.",
    )
    all_monitors: bool = row(
        True,  # noqa: FBT003 - a default
        Switch(),
        ASKING,
        "Break screen on all monitors",
        "Otherwise only on the one with the pointer.",
    )
    feedback: str = row(
        "tooltip",
        Choice(FEEDBACK),
        ASKING,
        "After a break",
        "A quiet word about what it did for your day.",
    )
    daily_summary: bool = row(
        False,  # noqa: FBT003 - a default
        Switch(),
        ASKING,
        "Summary of the day",
        "How the day went, at the end of your working hours, if you have set any.",
    )

    def reminders(self) -> Iterator[Reminder]:
        """The rows of the table that are on, those of the person's own last."""
        if self.stand:
            yield Reminder(
                STAND, Basis.UNBROKEN, self.stand_every * MINUTE, self.break_length * MINUTE, Way(self.stand_way)
            )
        if self.stretch:
            every, length = self.stretch_every * MINUTE, self.stretch_length * MINUTE
            yield Reminder(STRETCH, Basis.SITTING, every, length, Way(self.stretch_way))
        if self.feet:
            every, length = self.feet_every * MINUTE, self.feet_length * MINUTE
            yield Reminder(FEET, Basis.DAY, every, length, Way(self.feet_way), rises=False)
        if self.micro:
            every, way = self.micro_every * MINUTE, Way(self.micro_way)
            yield Reminder(MICRO, Basis.SITTING, every, self.micro_length_s, way, rises=False, repeats=False)
        if self.posture:
            every, way = self.posture_every * MINUTE, Way(self.posture_way)
            yield Reminder(POSTURE, Basis.SITTING, every, 0, way, rises=False, repeats=False)
        if self.alternate:
            yield from alternation(self.sit_for * MINUTE, self.stand_for * MINUTE, Way(self.alternate_way))
        yield from (own.rule() for own in self.own if own.on)

    def sound_of(self, kind: str) -> str:
        """When this kind makes itself heard, of `SOUNDS`."""
        by_kind = {
            STAND: self.stand_sound,
            STRETCH: self.stretch_sound,
            FEET: self.feet_sound,
            MICRO: self.micro_sound,
            POSTURE: self.posture_sound,
            **{own.kind: own.sound for own in self.own},
        }
        return by_kind.get(kind, self.alternate_sound)
