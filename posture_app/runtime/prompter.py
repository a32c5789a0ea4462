"""How prompts reach the person: their words, ways and sounds, what their answers do, and prompts to try out."""

import itertools
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from posture_app.core.content.suitability import is_hidden
from posture_app.core.errors import guarded
from posture_app.core.events import Word
from posture_app.core.language import _
from posture_app.core.ports import Message, Notifier
from posture_app.core.prompts import Shown, Way
from posture_app.core.record.programmes import Programmes
from posture_app.core.settings.reminder_kinds import KINDS, OWN_PREFIX, Basis, Reminder
from posture_app.core.settings.setting import MINUTE
from posture_app.core.settings.settings import Settings
from posture_app.desktop.sounds import Chime
from posture_app.notify.ways import Ways
from posture_app.runtime.breaks import break_title, counting
from posture_app.runtime.exercise_choice import NO_CHOICE, ExerciseChoice, choose, chosen_session
from posture_app.runtime.prompt_words import longer_interval, prompt_message

if TYPE_CHECKING:
    from posture_app.core.content.choosing import ExerciseHistory
    from posture_app.core.content.content import Content
    from posture_app.core.content.exercises import Exercise
    from posture_app.core.content.programmes import SessionOffer

TRIALS = -100
"""Trials are numbered from here downward; no prompt and no other message has such a number."""
TYPICAL_S = 1800
"""The sitting that a trial tells of, where the reminder itself says nothing of it."""

_log = logging.getLogger(__name__)


class Chimes(Protocol):
    """Plays sounds, or says where their files are."""

    def play(self, name: Chime) -> None: ...
    def path(self, name: Chime) -> Path | None: ...


class Prompter(Ways):
    """Every way to ask, with its sound. `say` passes an answer on to the engine, `taken` the kind of a break that was
    done at the desk unasked; `apply` keeps a setting.
    """

    name = "reminding"

    def __init__(
        self,
        *,
        chain: Notifier,
        links: Mapping[Way, Callable[[], Notifier]],
        settings: Callable[[], Settings],
        content: "Callable[[], Content]",
        history: "Callable[[datetime], ExerciseHistory]",
        programmes: Programmes,
        sounds: Chimes,
        say: Callable[[Word, float | None], None],
        taken: Callable[[str], None],
        apply: Callable[[str, object], object],
    ) -> None:
        super().__init__(chain, links)
        self._settings, self._content, self._history, self._sounds = settings, content, history, sounds
        self._say, self._apply, self._programmes = say, apply, programmes
        self._taken = taken
        self._trials = itertools.count(TRIALS, -1)
        self._example: int | None = None  # the last prompt that was tried out
        self._at_desk: tuple[int, str] | None = None  # the break that was begun unasked
        self._taken_up: int | None = None  # likewise, but one gets up for it
        self._shown: Shown | None = None
        self._break: Shown | None = None
        self._chosen: tuple[Message, ExerciseChoice] | None = None

    def words(self, shown: Shown) -> Message:
        """The message of a prompt that is about to be shown."""
        self._shown = self._break = shown
        settings = self._settings()
        found = [NO_CHOICE]  # without an exercise it comes all the same
        guarded(lambda: found.append(self._choice(shown, settings)))
        message = prompt_message(shown, settings, found[-1])
        if shown.number > TRIALS:
            self._chosen = message, found[-1]
        heard = settings.sound_of(shown.kind) in ("start", "both") and shown.way is not Way.SILENT
        path = self._sounds.path("start") if heard else None
        return replace(message, sound=str(path)) if path else message

    def _choice(self, shown: Shown, settings: Settings) -> ExerciseChoice:
        session = self._programmes.due_for(shown.kind)
        if session is not None:
            return chosen_session(self._content(), session)
        first = self._programmes.exercises()
        return choose(self._content(), shown, settings, self._history(shown.at), first)

    def offered(self, shown: Shown) -> "Exercise | None":
        """The exercise that this prompt offers: the same for as long as it stands. None also if the person has said
        since that it is not for them.
        """
        message, choice = self._chosen or (None, None)
        exercise = choice.first if message and choice and message.number == shown.number else None
        return None if exercise is None or is_hidden(exercise, self._settings().profile) else exercise

    def offered_session(self, shown: Shown) -> "SessionOffer | None":
        """The session of a programme that this prompt offers."""
        message, _choice = self._chosen or (None, None)
        return message.session if message and message.number == shown.number else None

    def on_feet(self, shown: Shown) -> bool:
        """Whether who begins what this prompt offers gets up for it."""
        message, _choice = self._chosen or (None, None)
        return message is not None and message.number == shown.number and message.on_feet

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        """Show it in its way, with its sound if it has one."""
        super().show(message, failed)
        if message.sound and not self.plays_sound:
            self._sounds.play("start")

    def unheard(self) -> None:
        """The desktop was to play the sound of the prompt, but did not."""
        self._sounds.play("start")

    def break_over(self) -> None:
        """The break of the last prompt is over; the break screen and the engine may both say so, and it sounds once."""
        shown, self._break = self._break, None
        if shown and self._settings().sound_of(shown.kind) in ("end", "both"):
            self._sounds.play("end")

    def answered(self, number: int, word: Word, minutes: float | None = None) -> None:
        """The person has answered the message of this number."""
        if number <= TRIALS and word is Word.UP and self._shown:
            self.rest(number, self._shown.length_s)
        elif number <= TRIALS:
            self.withdraw(number)
        if self._at_desk is not None and number == self._at_desk[0] and word is Word.DONE:
            self._taken(self._at_desk[1])
        if number == self._taken_up and word is Word.BACK:
            self._say(word, None)
        if number < 0:
            return
        if word is Word.LONGER:
            self.make_longer()
        self._say(word, minutes)

    def try_it(self, kind: str, at: datetime, zone: str) -> bool:
        """Show the prompt of this kind now, to try it out, and as what it is: nobody has sat for so long. Nothing is
        recorded. Whether there is such a kind.
        """
        settings = self._settings()
        reminder = reminder_of(kind, settings)
        if reminder is not None:
            self._example = next(self._trials)
            message = self.words(trial(self._example, reminder, settings, at, zone))
            self.show(replace(message, title=_("Example: {title}").format(title=message.title)), _not_shown)
        return reminder is not None

    def end_trial(self) -> None:
        """Take away what is tried out, if it still shows."""
        if self._example is not None:
            self.withdraw(self._example)
            self._example = None

    def take_break(self, kind: str, at: datetime, zone: str) -> None:
        """Begin the break of this kind now, as the person wants; there is such a kind."""
        settings = self._settings()
        reminder = reminder_of(kind, settings)
        assert reminder is not None
        reminder = counting(reminder, settings)
        shown = replace(trial(next(self._trials), reminder, settings, at, zone), way=Way.SCREEN)
        message = self.words(shown)
        word, _text = message.answers[0]
        if word is not Word.DONE:
            self._say(word, shown.length_s / MINUTE if word is Word.UP else None)
        self.show(replace(message, title=break_title(reminder), answers=message.answers[:1], at_once=True), _not_shown)
        if word is not Word.DONE:
            self.rest(shown.number, shown.length_s)
        self._at_desk = (shown.number, reminder.kind) if word is Word.DONE else None
        self._taken_up = shown.number if word is Word.UP else None

    def make_longer(self) -> None:
        """Have the kind of the prompt come less often, as the person has said."""
        change = longer_interval(self._settings(), self._shown.kind) if self._shown else None
        if change is not None:
            key, value, _minutes = change
            self._apply(key, value)


def _not_shown(why: str) -> None:
    _log.error("a reminder could not be tried in any way: %s", why)


def reminder_of(name: str, settings: Settings) -> Reminder | None:
    """The reminder, on or off, by the key of its kind or switch, or by the name that the person gave it; else None."""
    for kind in KINDS.values():
        if name in (kind.key, kind.switch):
            return settings.reminder(KINDS[settings.behind(kind.key)])
    return next((settings.own_reminder(own) for own in settings.own if own.kind in (name, f"{OWN_PREFIX}{name}")), None)


def trial(number: int, reminder: Reminder, settings: Settings, at: datetime, zone: str) -> Shown:
    """The showing of it, as if it had just become due."""
    return Shown(
        number=number,
        kind=reminder.kind,
        at=at,
        zone=zone,
        sitting_s=reminder.every if reminder.basis in (Basis.UNBROKEN, Basis.STANDING) else TYPICAL_S,
        length_s=reminder.length,
        rises=reminder.rises,
        way=reminder.way,
        may_snooze=settings.snoozes_in_row > 0,
    )
