"""The settings about exercises: where a person sits, what they have said about themselves, what they want of them.

What hurt is kept here and not in the log alone: it is to stay hidden although a day is erased, or nothing is recorded.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from posture_app.core.content.checked_table import ID
from posture_app.core.content.exercises import Condition, Kit
from posture_app.core.content.profile import (
    CONDITION_NAMES,
    FURNITURE,
    KIT_NAMES,
    Profile,
    Seat,
    Weight,
)
from posture_app.core.language import N_, _
from posture_app.core.settings.reminder_kinds import (
    FEET,
    KINDS,
    MOVE,
    RISE,
    SIT,
    STAND,
    KindSettings,
    Reminder,
    ReminderKind,
)
from posture_app.core.settings.setting import Choice, Kind, Requirement, Some, Switch, row
from posture_app.core.settings.settings_pages import SettingsPage
from posture_app.core.value import value

T = TypeVar("T")
LEVELS = ("gentle", "usual", "demanding")
MOST = 500
Weights = tuple[tuple[str, Weight], ...]


class ExerciseIds(Kind[tuple[str, ...]]):
    """Exercises, each once, by their ids."""

    @property
    def expects(self) -> str:
        return _("ids of exercises such as “walk, neck_tilt”, or “none”")

    def from_raw(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple) or len(raw) > MOST or not all(map(_is_id, raw)):
            raise self._wrong(raw)
        return tuple(dict.fromkeys(raw))

    def from_text(self, text: str) -> tuple[str, ...]:
        words = [word.strip() for word in text.split(",")]
        return () if words in ([""], ["none"]) else self.from_raw(words)

    def to_raw(self, value: tuple[str, ...]) -> object:
        return list(value)

    def to_text(self, value: tuple[str, ...]) -> str:
        return ", ".join(value) or "none"


class ExerciseWeights(Kind[Weights]):
    """How often some exercises are wanted; those that are not named, as usual."""

    @property
    def expects(self) -> str:
        return _("exercises with “more”, “less” or “never”, such as “walk more, neck_tilt never”, or “none”")

    def from_raw(self, raw: object) -> Weights:
        if not isinstance(raw, Mapping) or len(raw) > MOST:
            raise self._wrong(raw)
        found = []
        for name, word in raw.items():
            if not _is_id(name) or word not in list(Weight):
                raise self._wrong(f"{name} {word}")
            found.append((name, Weight(word)))
        return tuple(sorted(each for each in found if each[1] is not Weight.NORMAL))

    def from_text(self, text: str) -> Weights:
        parts = [part.split() for part in text.split(",")]
        if parts in ([[]], [["none"]]):
            return ()
        if any(len(part) != len(("id", "word")) for part in parts):
            raise self._wrong(text)
        return self.from_raw(dict(parts))

    def to_raw(self, value: Weights) -> object:
        return {name: str(word) for name, word in value}

    def to_text(self, value: Weights) -> str:
        return ", ".join(f"{name} {word}" for name, word in value) or "none"


def _is_id(text: object) -> bool:
    return isinstance(text, str) and len(text) <= 40 and ID.fullmatch(text) is not None  # noqa: PLR2004 - as the content


def _exercise_row(
    default: T,
    kind: Kind[T],
    label: str,
    text: str,
    words: str,
    *,
    private: bool = False,
    needs: Requirement | None = None,
) -> T:
    made: T = row(default, kind, SettingsPage.EXERCISES, label, text, words=words, private=private, needs=needs)
    return made


@value
class ExerciseSettings(KindSettings):
    """What goes into the choice of exercises."""

    place: str = _exercise_row(
        Seat.DESK.value,
        Choice(tuple(Seat)),
        N_("Where you sit"),
        N_("What is offered fits there. The menu of the tray icon changes it, too."),
        N_("place seat wheelchair car plane train journey couch theatre home shoes"),
        private=True,
    )
    seated_only: bool = _exercise_row(
        False,  # noqa: FBT003 - the value itself
        Switch(),
        N_("Seated only"),
        N_("Nothing is offered that is done standing, and “Get up” becomes “Time to move”."),
        N_("wheelchair sitting disability cannot stand"),
        private=True,
    )
    no_floor: bool = _exercise_row(
        False,  # noqa: FBT003 - the value itself
        Switch(),
        N_("No lying or kneeling"),
        N_("None of the exercises that come with the app needs that; one of your own might."),
        N_("floor knees ground"),
        private=True,
    )
    conditions: frozenset[Condition] = _exercise_row(
        frozenset(),
        Some(CONDITION_NAMES),
        N_("What to be careful with"),
        N_(
            "Tick what applies to you: what does not go with it is never offered. What you tick stays on this computer,"
            " in the settings file. If you are unsure, ask a doctor or physiotherapist first."
        ),
        N_("health safety illness condition injury pain"),
        private=True,
    )
    level: str = _exercise_row(
        LEVELS[1],
        Choice(LEVELS),
        N_("How demanding"),
        N_("Exercises of this kind come more often."),
        N_("level difficulty easy hard"),
    )
    kit: frozenset[Kit] = _exercise_row(
        FURNITURE,
        Some(KIT_NAMES),
        N_("What you have at hand"),
        N_("Exercises that need more are not offered."),
        N_("equipment tools things"),
    )
    hurt: tuple[str, ...] = _exercise_row(
        (),
        ExerciseIds(),
        N_("Exercises that hurt"),
        N_("They are not offered until you take them off this list."),
        N_("pain ache hidden"),
        private=True,
    )
    weights: Weights = _exercise_row(
        (),
        ExerciseWeights(),
        N_("Exercises you want more or less often"),
        N_("Others come as usual. Each page of an exercise has this choice."),
        N_("never hide rarely"),
    )
    favourites: tuple[str, ...] = _exercise_row(
        (),
        ExerciseIds(),
        N_("Favourites"),
        N_("The page of each exercise has a switch for it."),
        N_("favorites liked stars"),
    )
    words_only: bool = _exercise_row(
        False,  # noqa: FBT003 - the value itself
        Switch(),
        N_("Words only"),
        N_("Exercises are shown without their pictures."),
        N_("pictures drawings images text animation"),
    )

    tip_of_day: bool = _exercise_row(
        True,  # noqa: FBT003 - the value itself
        Switch(),
        N_("Tip of the day"),
        N_("On Today, in the menu of the tray icon and after a break. None comes twice before all were shown."),
        N_("tips advice"),
    )
    hidden_tips: tuple[str, ...] = _exercise_row(
        (),
        ExerciseIds(),
        N_("Tips that are not for you"),
        N_("They are not shown any more."),
        N_("hide tips"),
    )
    session_tones: bool = _exercise_row(
        False,  # noqa: FBT003 - the value itself
        Switch(),
        N_("Tones"),
        N_("At the start and the end of what is held, at a change of side and at the end. All of it shows as well."),
        N_("sound chime beep audio session"),
        needs=Requirement.SOUND,
    )
    session_voice: bool = _exercise_row(
        False,  # noqa: FBT003 - the value itself
        Switch(),
        N_("Spoken steps"),
        N_("Each step is read out as it shows, by the voice of the system."),
        N_("speak speech voice read aloud sound blind session"),
        needs=Requirement.VOICE,
    )

    def behind(self, kind: str) -> str:
        """The kind by whose settings this one goes: for who stays seated, moving takes the place of getting up."""
        if kind != MOVE or self.move or not self.profile.seated:
            return kind
        return STAND if self.stand else RISE if self.alternate else MOVE

    def reminder(self, kind: ReminderKind) -> Reminder:
        """The reminder of this kind, as it is for this person."""
        made = kind.reminder(self)
        if not self.profile.seated:
            return made
        if kind.key == STAND:
            return replace(made, kind=MOVE, rises=False)
        if kind.key == RISE:
            return replace(made, kind=MOVE, rises=False, length=KINDS[MOVE].reminder(self).length)
        return replace(made, rises=False)

    def reminders(self, asked: str = "") -> tuple[Reminder, ...]:
        """Those of the kinds that are on, or `asked`, as they are for this person: who stays seated is asked to move
        and not to get up, and who moves the upper body only is not asked to move the feet.
        """
        on = [kind for kind in KINDS.values() if getattr(self, kind.switch) or kind.key == asked]
        left_out: set[str] = set()
        if self.profile.seated:
            left_out = {STAND, MOVE, RISE, SIT} - {self.behind(MOVE)}
        if self.profile.seat is Seat.WHEELCHAIR_UPPER_BODY:
            left_out.add(FEET)
        return tuple(self.reminder(kind) for kind in on if kind.key not in left_out)

    @property
    def profile(self) -> Profile:
        """What goes into the choice of every exercise."""
        return Profile(
            conditions=self.conditions,
            seated_only=self.seated_only,
            no_floor=self.no_floor,
            seat=Seat(self.place),
            kit=self.kit,
            level=LEVELS.index(self.level) + 1,
            hurt=frozenset(self.hurt),
            weights=dict(self.weights),
        )
