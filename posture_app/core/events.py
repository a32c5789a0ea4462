"""What goes into the engine: signals of sensors, words of the person, start and end of the app, wake-ups."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Literal

from posture_app.core.prompts import Shown
from posture_app.core.rules import Rules
from posture_app.core.settings.reminder_kinds import RISE, SIT
from posture_app.core.spans import Posture
from posture_app.core.value import value


class Fact(StrEnum):
    """Something that is true of the world until its end is signalled."""

    LOCKED = "locked"
    ASLEEP = "asleep"
    CALL = "call"
    WATCHING = "watching"
    FULLSCREEN = "fullscreen"
    DND = "dnd"


class Word(StrEnum):
    """What a person can say to the app."""

    STAND = "stand"
    SIT = "sit"
    UP = "up"
    BACK = "back"
    """The break that was begun with UP is over. They stand again if they stood before, and it was shorter than what
    counts as a break.
    """
    DONE = "done"
    """What the prompt asked for was done at the desk."""
    SNOOZE = "snooze"
    SNOOZE_QUIET = "snooze_quiet"
    """Snooze it until input rests, for an hour at the most."""
    SKIP = "skip"
    ESCAPE = "escape"
    """Skip it, even if the limits do not allow it."""
    LONGER = "longer"
    """Yes, remind me less often."""
    PAUSE = "pause"
    RESUME = "resume"
    PRIVATE = "private"
    """Record nothing and show nothing."""
    PRIVATE_OFF = "private_off"


PRESENT = (Word.SIT, Word.STAND, Word.BACK)
"""Who says one of these is there, and on no break."""
Answer = Literal[Word.DONE, Word.SNOOZE, Word.SNOOZE_QUIET, Word.SKIP, Word.ESCAPE, Word.LONGER]
"""The words that answer a prompt, and do nothing else."""


def main_answer(shown: Shown) -> Word:
    """The answer of who does what this prompt asks for."""
    return {RISE: Word.STAND, SIT: Word.SIT}.get(shown.kind, Word.UP if shown.rises else Word.DONE)


@value
class Input:
    """Keyboard, pointer or touch, from now on for `lasts` seconds; None: until `Idle` says that it stopped. It began
    `ago` seconds before now: some systems tell of a return only when asked.
    """

    lasts: int | None = None
    ago: float = 0.0


@value
class Idle:
    """There has been no input for the last `ago` seconds."""

    ago: float


@value
class Quiet:
    """Input has rested for QUIET_S. Fed only while a reminder waits for that."""


QUIET_S = 5
"""So many seconds without input are a pause in which a prompt disturbs least."""


@value
class Signal:
    """A fact begins or ends."""

    fact: Fact
    on: bool


@value
class Say:
    """A word of the person. `minutes` is for a break, snooze, pause and private mode; without it the last two have no
    end.
    """

    word: Word
    minutes: float | None = None


@value
class ClockSet:
    """The wall clock was set; `shift` is by how many seconds it is now ahead of true time, in all since the start."""

    shift: int


@value
class Memory:
    """What the engine remembers over a stop of the app. Moments are seconds since the epoch by the wall clock at the
    new start.

    `sat` seconds were sat in the bout whose last sitting span ended at `sat_until`. The person was last present at
    `present_until`, in `posture`, had said *up* until `up_until`, and had paused reminders until `pause_until` (with
    `paused` alone: until resume); likewise `private` mode. `since` is the sitting, in seconds, since each kind of
    reminder was last satisfied, `today_s` that of the present day. On this day the kinds `had_turn` have had their
    turn, a clock time of the kinds `times_reached` came last at these moments, and so many prompts were skipped. The
    last prompt of all was shown at `shown_at`, for `shown_kinds`.
    """

    sat: int = 0
    sat_until: int | None = None
    present_until: int | None = None
    posture: Posture = Posture.SITTING
    up_until: int | None = None
    paused: bool = False
    pause_until: int | None = None
    private: bool = False
    private_until: int | None = None
    since: Mapping[str, int] = field(default_factory=dict)
    today_s: int = 0
    had_turn: frozenset[str] = frozenset()
    times_reached: Mapping[str, int] = field(default_factory=dict)
    skips: int = 0
    shown_at: int | None = None
    shown_kinds: tuple[str, ...] = ()


@value
class Start:
    """The app starts, in time zone `zone` (IANA)."""

    zone: str
    rules: Rules
    memory: Memory | None = None


@value
class Adjust:
    """The rules or the time zone change now."""

    rules: Rules
    zone: str


@value
class Stop:
    """The app ends in order."""


@value
class Kill:
    """The app died: what it had not checkpointed is lost."""


@value
class Wake:
    """The moment has come that the engine asked for."""


@value
class TimeReached:
    """A clock time of this kind of reminder has come."""

    kind: str


@value
class BreakTaken:
    """The person has done, unasked and at the desk, what a reminder of this kind asks for."""

    kind: str


@value
class Cut:
    """If the person is present, the running span ends now, and another begins."""


Event = (
    Input
    | Idle
    | Quiet
    | Signal
    | Say
    | BreakTaken
    | ClockSet
    | Start
    | Adjust
    | Stop
    | Kill
    | Wake
    | TimeReached
    | Cut
)
Sensed = Input | Idle | Signal
"""What a sensor may report."""
