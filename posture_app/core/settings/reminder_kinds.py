"""The kinds of reminder, one row each: rules, settings, words and the command line are read from this table.

A new kind is a row of `KINDS` and the fields of its settings in `KindSettings`. The sources of the defaults are in
`core/engine/REMINDERS.md`.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from posture_app.core.calendar import Times
from posture_app.core.language import N_
from posture_app.core.prompts import Way
from posture_app.core.settings.setting import MINUTE, Choice, Switch, Whole, row
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.core.value import value

SOUNDS = ("none", "start", "end", "both")
"""When a kind of reminder makes itself heard."""
OWN_PREFIX = "own:"
"""The key of a reminder of the person's own is this and its name."""


class Basis(StrEnum):
    """What is counted until a reminder is due."""

    UNBROKEN = "unbroken"
    """Sitting in the running bout."""
    SITTING = "sitting"
    """Sitting in all since it was last satisfied, over shorter breaks and days."""
    DAY = "day"
    """Sitting in the present day; once a day."""
    CLOCK = "clock"
    """Nothing: it is due when a clock time has struck."""
    STANDING = "standing"
    """Standing without a break, for those who alternate."""


@value
class Reminder:
    """A reminder as the engine knows it: its kind, and what makes it due.

    `every` is seconds of what `basis` counts, `length` how long its break is, `rises` whether that is spent on one's
    feet, `repeats` whether it is shown again every `again_after` while nobody answers. `times` are for `Basis.CLOCK`.
    """

    kind: str
    basis: Basis
    every: int
    length: int
    way: Way = Way.NOTIFICATION
    rises: bool = True
    repeats: bool = True
    times: Times = ()


@value
class Duration:
    """A setting of a kind that is a duration: how long until it is due, or how long its break is."""

    key: str
    default: int
    least: int
    most: int
    help: str
    label: str = N_("Remind me after")
    unit: str = "min"

    def seconds(self, settings: "KindSettings") -> int:
        value: int = getattr(settings, self.key)
        return value if self.unit == "s" else value * MINUTE


@value
class ReminderKind:
    """One kind of reminder: what makes it due, how it asks by default, and its words.

    Its words are looked up by `_` where they are shown. Without a `length` it has no break to count
    down. The holes of `summary` are `every` and `length` in words, such as “30 min”; those of the titles are `lasted`
    and `length` in words, and `seconds`.
    """

    key: str
    name: str
    """What it asks for, by itself: “Get up”."""
    asks: str
    """The same within a list of such: “get up, stretch”."""
    call: str
    """That it is time for it."""
    one: str
    """One such reminder, as a chart names it."""
    body: str
    """What to do, where a prompt offers no exercise."""
    prompt_title: str
    basis: Basis
    every: Duration
    length: Duration | None = None
    prompt_title_again: str = ""
    """The title where the prompt was shown before and not answered; empty: the same."""
    done: str = N_("done")
    """What was done by who kept it."""
    title: str = ""
    """On the page of reminders; empty for the second of two kinds that share their settings."""
    purpose: str = ""
    summary: str = ""
    """What it does as it is set, on the page of reminders."""
    shared_switch: str = ""
    """The key of the switch of two kinds that share one; others have a switch of their own key."""
    on: bool = False
    way: Way = Way.NOTIFICATION
    rises: bool = True
    """Whether one gets up for it."""
    nudge: bool = False
    """Nobody need answer it: it does not repeat while nobody does, and is left out of the statistics."""

    @property
    def switch(self) -> str:
        """The key of the setting that switches it on; its way and sound have that in their keys, too."""
        return self.shared_switch or self.key

    def reminder(self, settings: "KindSettings") -> Reminder:
        every, length = self.every.seconds(settings), self.length.seconds(settings) if self.length else 0
        way = Way(getattr(settings, f"{self.switch}_way"))
        return Reminder(self.key, self.basis, every, length, way, self.rises, repeats=not self.nudge)


STAND, MOVE, RISE, SIT = "stand", "move", "rise", "sit"
"""The kinds that have ways of their own: to get up, or in a wheelchair to move, and the two of a standing desk."""
FEET = "feet"
GET_UP = frozenset({STAND, MOVE})
"""The reminders to break a stretch of sitting, of which a person has one."""
_STANDING = Duration("stand_for", 15, 5, 120, N_("Standing before a reminder to sit."), N_("Stand for"))

_ROWS = (
    ReminderKind(
        key=STAND,
        title=N_("Get up"),
        purpose=N_("Reminds you to get up after unbroken sitting."),
        summary=N_("After {every} of unbroken sitting · for {length}"),
        name=N_("Get up"),
        asks=N_("get up"),
        call=N_("Time to get up"),
        one=N_("Reminder to get up"),
        done=N_("got up"),
        prompt_title=N_("You have been sitting for {lasted}"),
        prompt_title_again=N_("Still sitting: {lasted} without a break"),
        body=N_("Stand up and take a few steps."),
        on=True,
        basis=Basis.UNBROKEN,
        every=Duration("stand_every", 30, 5, 180, N_("Unbroken sitting before a reminder to get up.")),
        length=Duration("break_length", 2, 1, 30, N_("How long a break lasts after you press “I’m up”."), N_("Length")),
    ),
    ReminderKind(
        key=MOVE,
        title=N_("Move"),
        purpose=N_("Reminds you to move where you sit, as in a wheelchair."),
        summary=N_("After {every} of unbroken sitting · for {length}"),
        name=N_("Move"),
        asks=N_("move"),
        call=N_("Time to move"),
        one=N_("Reminder to move"),
        done=N_("moved"),
        prompt_title=N_("Time to move"),
        body=N_("Move your arms, shoulders and back, as far as is comfortable."),
        basis=Basis.UNBROKEN,
        every=Duration("move_every", 30, 5, 180, N_("Unbroken sitting before a reminder to move.")),
        length=Duration("move_length", 2, 1, 30, N_("How long you move."), N_("Length")),
        rises=False,
    ),
    ReminderKind(
        key="stretch",
        title=N_("Stretch"),
        purpose=N_("Offers a stretch or two now and then."),
        summary=N_("Every {every} of sitting · for {length}"),
        name=N_("Stretch"),
        asks=N_("stretch"),
        call=N_("Time to stretch"),
        one=N_("Reminder to stretch"),
        done=N_("stretched"),
        prompt_title=N_("Time to stretch"),
        body=N_("Stretch what feels stiff, slowly and without pain."),
        on=True,
        basis=Basis.SITTING,
        every=Duration("stretch_every", 60, 10, 300, N_("Total sitting since the last stretch.")),
        length=Duration("stretch_length", 3, 1, 30, N_("Any break at least this long counts, too."), N_("Length")),
    ),
    ReminderKind(
        key=FEET,
        title=N_("Move your feet"),
        purpose=N_("Foot exercises, once a working day."),
        summary=N_("Once a day, after {every} of sitting · for {length}"),
        name=N_("Move your feet"),
        asks=N_("move your feet"),
        call=N_("Time to move your feet"),
        one=N_("Reminder to move your feet"),
        prompt_title=N_("Time for your feet"),
        body=N_("Move your feet and ankles under the desk."),
        on=True,
        basis=Basis.DAY,
        every=Duration("feet_every", 120, 10, 600, N_("Total sitting in the day before it comes.")),
        length=Duration("feet_length", 5, 1, 30, N_("How long the exercises take."), N_("Length")),
        rises=False,
    ),
    ReminderKind(
        key="micro",
        title=N_("Look away"),
        purpose=N_("Look into the distance and relax for a few seconds."),
        summary=N_("Every {every} of sitting · for {length}"),
        name=N_("Look away"),
        asks=N_("look away"),
        call=N_("Time to look away"),
        one=N_("Reminder to look away"),
        prompt_title=N_("Look away for {seconds}\N{NO-BREAK SPACE}seconds"),
        body=N_("Look at something far away, blink, and let your shoulders drop."),
        basis=Basis.SITTING,
        every=Duration("micro_every", 20, 10, 120, N_("Total sitting since the last one.")),
        length=Duration("micro_length_s", 20, 10, 60, N_("How long it takes."), N_("Length"), unit="s"),
        way=Way.CARD,
        rises=False,
        nudge=True,
    ),
    ReminderKind(
        key="posture",
        title=N_("Change how you sit"),
        purpose=N_("A nudge to shift in your chair, without a break."),
        summary=N_("Every {every} of sitting"),
        name=N_("Change how you sit"),
        asks=N_("change how you sit"),
        call=N_("Time to change how you sit"),
        one=N_("Reminder to change how you sit"),
        prompt_title=N_("Change how you sit"),
        body=N_("Lean back or forward, uncross your legs, move your feet."),
        basis=Basis.SITTING,
        every=Duration("posture_every", 30, 10, 180, N_("Total sitting since the last one.")),
        way=Way.SILENT,
        rises=False,
        nudge=True,
    ),
    ReminderKind(
        key=RISE,
        shared_switch="alternate",
        title=N_("Standing desk"),
        purpose=N_("Says when to stand, and when to sit down again."),
        summary=N_("{every} sitting, {length} standing"),
        name=N_("Stand"),
        asks=N_("stand"),
        call=N_("Time to stand"),
        one=N_("Reminder to stand"),
        done=N_("stood up"),
        prompt_title=N_("Time to stand for {length}"),
        body=N_("Raise the desk and carry on standing."),
        basis=Basis.UNBROKEN,
        every=Duration("sit_for", 30, 10, 180, N_("Unbroken sitting before a reminder to stand."), N_("Sit for")),
        length=_STANDING,
    ),
    ReminderKind(
        key=SIT,
        shared_switch="alternate",
        name=N_("Sit down"),
        asks=N_("sit down"),
        call=N_("Time to sit down"),
        one=N_("Reminder to sit down"),
        done=N_("sat down"),
        prompt_title=N_("You have been standing for {lasted}"),
        body=N_("Lower the desk and carry on sitting."),
        basis=Basis.STANDING,
        every=_STANDING,
        rises=False,
    ),
)
KINDS: Mapping[str, ReminderKind] = {kind.key: kind for kind in _ROWS}
GROUPS: Mapping[str, ReminderKind] = {kind.switch: kind for kind in _ROWS if kind.title}
"""The kinds as the page of reminders shows them, by their switches: two that share one are one there."""
NUDGES = frozenset(kind.key for kind in _ROWS if kind.nudge)


def counted_length(kind: str, length: int, break_min: int) -> int:
    """Seconds of the break of a reminder for which one gets up: a shorter one would be no break, and the reminder not
    kept. That of `stand` is as long as it is set: the contract says so.
    """
    return length if kind == STAND else max(length, break_min)


def _settings(kind: ReminderKind) -> Iterator[tuple[str, Any]]:
    """Keys and rows of the settings of this kind, as the window shows them."""
    group, page = kind.switch, SettingsPage.REMINDERS
    yield group, row(kind.on, Switch(), page, N_("On"), kind.purpose, group=group)
    for each in (kind.every, kind.length):
        if each is not None:
            whole = Whole(each.least, each.most, each.unit)
            words = N_("interval how often") if each is kind.every else N_("how long")
            yield each.key, row(each.default, whole, page, each.label, each.help, group=group, words=words)
    ways = N_("“Silent” only changes the tray icon; a break screen covers your monitors.")
    words = N_("popup notification full screen")
    yield (
        f"{group}_way",
        row(kind.way.value, Choice(tuple(Way)), page, N_("How it asks"), ways, group=group, words=words),
    )
    sounds = N_("A chime when the reminder comes, when its break is over, or both.")
    words = N_("bell noise audio")
    yield f"{group}_sound", row("none", Choice(SOUNDS), page, N_("Sound"), sounds, group=group, words=words)


_SETTINGS: Mapping[str, Any] = {key: made for kind in GROUPS.values() for key, made in _settings(kind)}


@value
class KindSettings:
    """The settings of the kinds. Durations are in minutes unless the name says otherwise."""

    stand: bool = _SETTINGS["stand"]
    stand_every: int = _SETTINGS["stand_every"]
    break_length: int = _SETTINGS["break_length"]
    stand_way: str = _SETTINGS["stand_way"]
    stand_sound: str = _SETTINGS["stand_sound"]
    move: bool = _SETTINGS["move"]
    move_every: int = _SETTINGS["move_every"]
    move_length: int = _SETTINGS["move_length"]
    move_way: str = _SETTINGS["move_way"]
    move_sound: str = _SETTINGS["move_sound"]
    stretch: bool = _SETTINGS["stretch"]
    stretch_every: int = _SETTINGS["stretch_every"]
    stretch_length: int = _SETTINGS["stretch_length"]
    stretch_way: str = _SETTINGS["stretch_way"]
    stretch_sound: str = _SETTINGS["stretch_sound"]
    feet: bool = _SETTINGS["feet"]
    feet_every: int = _SETTINGS["feet_every"]
    feet_length: int = _SETTINGS["feet_length"]
    feet_way: str = _SETTINGS["feet_way"]
    feet_sound: str = _SETTINGS["feet_sound"]
    micro: bool = _SETTINGS["micro"]
    micro_every: int = _SETTINGS["micro_every"]
    micro_length_s: int = _SETTINGS["micro_length_s"]
    micro_way: str = _SETTINGS["micro_way"]
    micro_sound: str = _SETTINGS["micro_sound"]
    posture: bool = _SETTINGS["posture"]
    posture_every: int = _SETTINGS["posture_every"]
    posture_way: str = _SETTINGS["posture_way"]
    posture_sound: str = _SETTINGS["posture_sound"]
    alternate: bool = _SETTINGS["alternate"]
    sit_for: int = _SETTINGS["sit_for"]
    stand_for: int = _SETTINGS["stand_for"]
    alternate_way: str = _SETTINGS["alternate_way"]
    alternate_sound: str = _SETTINGS["alternate_sound"]
