"""Exercises, tips and the safety text of one language: read, checked, and offered in turn.

`resources/content/README.md` describes the files. This module gets them parsed; it opens nothing.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Protocol, TypeVar

from posture_app.core.content.checked_table import UNDATED, CheckedTable
from posture_app.core.content.exercises import (
    ANY,
    Condition,
    Context,
    Evidence,
    Exercise,
    ExerciseFilter,
    Mode,
    Position,
    Region,
    Shoes,
    Sides,
    Type,
)
from posture_app.core.value import value

FORMAT = 1
LONGEST = 600
"""No exercise takes longer, in seconds: a break is ten minutes at most."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TABLES = ("exercise", "tip", "safety")


class Topic(StrEnum):
    """What a tip is about."""

    FOOTWEAR = "footwear"
    EXERCISE = "exercise"
    ORTHOTICS = "orthotics"
    WEIGHT = "weight"
    POSTURE = "posture"
    GETTING_UP = "getting_up"
    STANDING_DESK = "standing_desk"
    SEEKING_HELP = "seeking_help"


@value
class Tip:
    """One card of advice."""

    id: str
    topic: Topic
    title: str
    text: str
    evidence: Evidence
    evidence_note: str
    sources: tuple[str, ...]
    reviewed: date


@value
class Safety:
    """What holds for all exercises. `stop_rule` is one line, shown with every exercise."""

    stop_rule: str
    disclaimer: str = ""
    prepare: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
    ask_first: tuple[str, ...] = ()
    emergency: tuple[str, ...] = ()
    same_day: tuple[str, ...] = ()
    appointment: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: date = UNDATED


LEAST_SAFETY = Safety(stop_rule="Stop if it hurts or you feel dizzy, breathless or unwell.")
"""Stands in when the safety text cannot be read: no exercise is shown without a stop rule."""


@value
class Content:
    """All that one language has, in the order of its files."""

    exercises: tuple[Exercise, ...] = ()
    tips: tuple[Tip, ...] = ()
    safety: Safety = LEAST_SAFETY

    def suitable(self, wanted: ExerciseFilter = ANY) -> tuple[Exercise, ...]:
        return tuple(exercise for exercise in self.exercises if wanted.met_by(exercise))

    def suggest(self, number: int, wanted: ExerciseFilter = ANY) -> Exercise | None:
        """The exercise for the prompt of this number: they take turns, also if every second prompt is of another kind.
        None if none passes the filter.
        """
        suitable = self.suitable(wanted)
        return suitable[(number + number // len(suitable)) % len(suitable)] if suitable else None

    def tip(self, number: int) -> Tip | None:
        """The tip of this number: they take turns. None if there are none."""
        return self.tips[number % len(self.tips)] if self.tips else None

    def gaps(self) -> tuple[str, ...]:
        """One sentence for each kind of content of which nothing is left."""
        gaps = []
        if not self.exercises and not self.tips:
            gaps.append("No exercise and no tip can be read; install Posture again to get them back.")
        if self.safety is LEAST_SAFETY:
            gaps.append("The safety text cannot be read; install Posture again to get it back.")
        return tuple(gaps)

    def filled_from(self, other: "Content") -> "Content":
        """The same, with what is missing taken from `other`: a translation may not be finished."""
        return Content(
            exercises=_filled(self.exercises, other.exercises),
            tips=_filled(self.tips, other.tips),
            safety=other.safety if self.safety is LEAST_SAFETY else self.safety,
        )


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _filled(own: tuple[N, ...], other: tuple[N, ...]) -> tuple[N, ...]:
    known = {entry.id for entry in own}
    return own + tuple(entry for entry in other if entry.id not in known)


def read_content(
    files: Mapping[str, Mapping[str, object]], illustrations: Collection[str]
) -> tuple[Content, tuple[str, ...]]:
    """What the parsed files of one language hold, and one sentence for each fault in them.

    `files` maps file names to their parsed tables, `illustrations` names the pictures there are (without .svg).
    An entry with a fault is left out, and the rest stays.
    """
    reading = _Reading(illustrations)
    for file in sorted(files):
        reading.file(file, files[file])
    return reading.content()


class _Reading:
    def __init__(self, illustrations: Collection[str]) -> None:
        self._illustrations = illustrations
        self._exercises: dict[str, Exercise] = {}
        self._tips: dict[str, Tip] = {}
        self._safety: Safety | None = None
        self._complaints: list[str] = []

    def content(self) -> tuple[Content, tuple[str, ...]]:
        content = Content(tuple(self._exercises.values()), tuple(self._tips.values()), self._safety or LEAST_SAFETY)
        return content, tuple(self._complaints)

    def file(self, file: str, raw: Mapping[str, object]) -> None:
        if raw.get("format") != FORMAT:
            self._complaints.append(f"{file}: format is “{raw.get('format')}”; this version reads {FORMAT} only.")
            return
        for key in raw:
            if key not in (*_TABLES, "format"):
                self._complaints.append(f"{file}: “{key}” is not known here; known are: format, {', '.join(_TABLES)}.")
        for table in self._tables(file, "exercise", raw.get("exercise", [])):
            self._keep(file, "exercise", table, self._exercise, self._exercises)
        for table in self._tables(file, "tip", raw.get("tip", [])):
            self._keep(file, "tip", table, _tip, self._tips)
        if "safety" in raw:
            self._keep_safety(file, raw["safety"])

    def _tables(self, file: str, key: str, value: object) -> list[dict[str, object]]:
        if isinstance(value, list) and all(isinstance(table, dict) for table in value):
            return value
        self._complaints.append(f"{file}: {key} must be a list of tables, each under [[{key}]].")
        return []

    def _keep(
        self,
        file: str,
        what: str,
        raw: Mapping[str, object],
        read: Callable[[CheckedTable], N],
        kept: dict[str, N],
    ) -> None:
        entry = CheckedTable(file, f"{what} “{raw.get('id', '(without id)')}”", raw)
        value = read(entry)
        entry.close()
        if value.id in kept:
            entry.fault("id", "is taken by another entry; each needs its own")
        self._complaints += entry.faults
        if not entry.faults:
            kept[value.id] = value

    def _keep_safety(self, file: str, raw: object) -> None:
        if not isinstance(raw, dict):
            self._complaints.append(f"{file}: safety must be one table, under [safety].")
            return
        entry = CheckedTable(file, "safety", raw)
        if self._safety is not None:
            entry.fault("safety", "is there twice; one file has it")
        safety = _safety(entry)
        entry.close()
        self._complaints += entry.faults
        if not entry.faults:
            self._safety = safety

    def _exercise(self, entry: CheckedTable) -> Exercise:
        exercise = Exercise(
            id=entry.name("id"),
            name=entry.text("name", at_most=40),
            in_short=entry.text("in_short", at_most=90),
            purpose=entry.text("purpose", at_most=60),
            region=entry.word("region", Region),
            muscles=entry.texts("muscles", at_most=60, count=(1, 6)),
            type=entry.word("type", Type),
            position=entry.word("position", Position),
            contexts=entry.words("contexts", Context, at_least=1),
            discreet=entry.flag("discreet"),
            shoes=entry.word("shoes", Shoes),
            equipment=entry.texts("equipment", at_most=60, count=(0, 4)),
            sides=entry.word("sides", Sides),
            mode=entry.word("mode", Mode),
            up_s=entry.whole("up_s", 0, 30),
            hold_s=entry.whole("hold_s", 0, LONGEST),
            down_s=entry.whole("down_s", 0, 30),
            reps=entry.whole("reps", 1, 50),
            sets=entry.whole("sets", 1, 5),
            rest_s=entry.whole("rest_s", 0, 120),
            switch_s=entry.whole("switch_s", 0, 30),
            difficulty=entry.whole("difficulty", 1, 3),
            steps=entry.texts("steps", at_most=100, count=(3, 6), words=15),
            feel=entry.text("feel", at_most=120),
            errors=entry.texts("errors", at_most=120, count=(1, 4)),
            easier=entry.text("easier", at_most=140),
            harder=entry.text("harder", at_most=140),
            avoid=entry.texts("avoid", at_most=140, count=(0, 6)),
            stop_if=entry.texts("stop_if", at_most=140, count=(1, 6)),
            hide_if=entry.words("hide_if", Condition),
            evidence=entry.word("evidence", Evidence),
            evidence_note=entry.text("evidence_note", at_most=300),
            sources=_sources(entry),
            illustration=entry.among("illustration", self._illustrations, "picture"),
            reviewed=entry.day("reviewed"),
        )
        if not entry.faults:
            _check_dose(entry, exercise)
        return exercise


def _check_dose(entry: CheckedTable, exercise: Exercise) -> None:
    if exercise.mode is not Mode.REPS and exercise.hold_s == 0:
        entry.fault("hold_s", f"must not be 0 when mode is {exercise.mode}")
    if exercise.mode is Mode.TIMED and exercise.reps != 1:
        entry.fault("reps", "must be 1 when mode is timed")
    if exercise.mode is Mode.REPS and exercise.up_s + exercise.down_s == 0:
        entry.fault("up_s", "and down_s must not both be 0 when mode is reps")
    if exercise.total_s > LONGEST:
        entry.fault("sets", f"and the other doses make {exercise.total_s} s; at most {LONGEST} s fit")


def _sources(entry: CheckedTable) -> tuple[str, ...]:
    sources = entry.texts("sources", at_most=160, count=(1, 8))
    for number, source in enumerate(sources, start=1):
        if not _YEAR.search(source) and "undated" not in source:
            entry.fault(f"sources {number}", "names no year; write “undated” if it has none")
    return sources


def _tip(entry: CheckedTable) -> Tip:
    return Tip(
        id=entry.name("id"),
        topic=entry.word("topic", Topic),
        title=entry.text("title", at_most=60),
        text=entry.text("text", at_most=280),
        evidence=entry.word("evidence", Evidence),
        evidence_note=entry.text("evidence_note", at_most=300),
        sources=_sources(entry),
        reviewed=entry.day("reviewed"),
    )


def _safety(entry: CheckedTable) -> Safety:
    lines = partial(entry.texts, at_most=240, count=(1, 12))
    return Safety(
        stop_rule=entry.text("stop_rule", at_most=120),
        disclaimer=entry.text("disclaimer", at_most=600),
        prepare=lines("prepare"),
        stop_signs=lines("stop_signs"),
        ask_first=lines("ask_first"),
        emergency=lines("emergency"),
        same_day=lines("same_day"),
        appointment=lines("appointment"),
        sources=_sources(entry),
        reviewed=entry.day("reviewed"),
    )
