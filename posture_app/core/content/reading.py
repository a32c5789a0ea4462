"""The parsed content files, read and checked. `resources/content/README.md` describes them; nothing is opened here."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from functools import partial
from typing import Protocol, TypedDict, TypeVar

from posture_app.core.content import limits
from posture_app.core.content.checked_table import CheckedTable, Fault
from posture_app.core.content.content import LEAST_SAFETY, Content, Safety, Tip, Topic
from posture_app.core.content.exercises import (
    CUSTOMARY,
    Condition,
    Evidence,
    Exercise,
    Kit,
    Mode,
    Place,
    Position,
    Region,
    Shoes,
    Sides,
    Source,
    Type,
    When,
)
from posture_app.core.content.programme_reading import LONGEST, Grounds, ProgrammeReading, check_dose
from posture_app.core.formats import listed
from posture_app.core.language import _

FORMATS = (1, 2)
NOTHING = Content()
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TABLES = {1: ("exercise", "tip"), 2: ("source", "exercise", "tip", "programme", "routine")}
_OLD_NAMES = {"places": "contexts", "level": "difficulty"}
_OPTIONAL = {
    "source": ("doi", "address"),
    "exercise": ("also", "kit", "cautions", "easier_exercise", "harder_exercise", "when"),
    "tip": ("answers",),
    "programme": ("replaces", "rules"),
    "routine": ("choose",),
    "safety": ("signed",),
}


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)
_NEEDED_OF_ONES_OWN = frozenset(
    {"id", "name", "in_short", "purpose", "region", "type", "position", "places", "shoes", "sides", "mode", "steps"}
    | {"evidence", "evidence_note"}
)
_OPTIONAL_OF_ONES_OWN = {"exercise": frozenset(field.name for field in fields(Exercise)) - _NEEDED_OF_ONES_OWN}


def read_content(
    files: Mapping[str, Mapping[str, object]],
    illustrations: Collection[str],
    known: Content = NOTHING,
    *,
    own: bool = False,
) -> tuple[Content, tuple[Fault, ...]]:
    """What the parsed files hold, and each fault in them.

    `files` maps file names to their parsed tables, `illustrations` names the pictures there are (without .svg),
    `known` has sources and exercises that may be named besides the files' own. An entry with a fault is left out, and
    the rest stays. Of exercises that are a person's `own` less is asked.
    """
    reading = _Reading(illustrations, known, own=own)
    for file in sorted(files):
        reading.file(file, files[file])
    return reading.content()


class _Reading:
    """What is named comes before what names it, whatever files they stand in."""

    def __init__(self, illustrations: Collection[str], known: Content, *, own: bool) -> None:
        self._own = own
        self._illustrations = illustrations
        self._sources = {source.key: source for source in known.sources}
        self._known = {exercise.id: exercise for exercise in known.exercises}
        self._tables: dict[str, list[tuple[int, Fault, dict[str, object]]]] = {kind: [] for kind in _OPTIONAL}
        self._faults: list[Fault] = []

    def file(self, file: str, raw: Mapping[str, object]) -> None:
        version = raw.get("format")
        if isinstance(version, bool) or not isinstance(version, int) or version not in FORMATS:
            what = _("format is “{format}”; this version reads {formats}.").format(
                format=str(version)[:20], formats=listed(tuple(map(str, FORMATS)))
            )
            self._faults.append(Fault(file, what, key="format"))
            return
        known = ("format", *_TABLES[version], "safety")
        for key in raw:
            if key not in known:
                what = _("“{key}” is not known here; known are: {names}.").format(key=key, names=", ".join(known))
                self._faults.append(Fault(file, what, key=key))
        for kind in _TABLES[version]:
            tables = raw.get(kind, [])
            if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
                self._faults.append(
                    Fault(
                        file, _("{kind} must be a list of tables, each under [[{kind}]].").format(kind=kind), key=kind
                    )
                )
                continue
            for number, table in enumerate(tables):
                name = str(table.get("key" if kind == "source" else "id", _("(without id)")))[:40]
                self._tables[kind].append((version, Fault(file, "", kind, number, name), table))
        safety = raw.get("safety", {})
        if not isinstance(safety, dict):
            self._faults.append(Fault(file, _("safety must be one table, under [safety]."), key="safety"))
        elif "safety" in raw:
            self._tables["safety"].append((version, Fault(file, "", "safety"), safety))

    def content(self) -> tuple[Content, tuple[Fault, ...]]:
        own = self._read_sources()
        exercises = self._read("exercise", self._exercise)
        self._check_what_may_go(exercises)
        read = ProgrammeReading(self._known | exercises, self._grounds)
        content = Content(
            exercises=tuple(exercises.values()),
            tips=tuple(self._read("tip", self._tip).values()),
            programmes=tuple(self._read("programme", read.programme).values()),
            routines=tuple(self._read("routine", read.routine).values()),
            safety=self._read_safety(),
            sources=own,
        )
        return content, tuple(self._faults)

    def _read(self, kind: str, read: Callable[[CheckedTable, int], N]) -> dict[str, N]:
        kept: dict[str, N] = {}
        for version, place, raw in self._tables[kind]:
            entry = _table(version, place, raw, _OPTIONAL_OF_ONES_OWN.get(kind, ()) if self._own else ())
            value = read(entry, version)
            entry.close()
            if value.id in kept:
                entry.fault("id", _("{key} is taken by another entry; each needs its own."))
            self._faults += entry.faults
            if not entry.faults:
                kept[value.id] = value
        return kept

    def _read_sources(self) -> tuple[Source, ...]:
        own: dict[str, Source] = {}
        for version, place, raw in self._tables["source"]:
            entry = _table(version, place, raw)
            source = _source(entry)
            entry.close()
            if source.key in own:
                entry.fault("key", _("{key} is taken by another source; each needs its own."))
            self._faults += entry.faults
            if not entry.faults:
                own[source.key] = source
        self._sources |= own
        return tuple(own.values())

    def _read_safety(self) -> Safety:
        found: Safety | None = None
        for version, place, raw in self._tables["safety"]:
            entry = _table(version, place, raw)
            if found is not None:
                entry.fault("safety", _("{key} is there twice; one file has it."))
            safety = self._safety(entry, version)
            entry.close()
            self._faults += entry.faults
            if not entry.faults:
                found = safety
        return found or LEAST_SAFETY

    def _check_what_may_go(self, exercises: dict[str, Exercise]) -> None:
        """Drop a picture or another exercise that is not there; the exercise itself stays: it has its words."""
        known = self._known.keys() | exercises.keys()
        for _version, place, raw in self._tables["exercise"]:
            exercise = exercises.get(place.entry)
            if exercise is None:
                continue
            entry = CheckedTable(place, raw, limits.NONE)
            if not exercise.illustration and not (self._own and "illustration" not in raw):
                entry.among("illustration", self._illustrations, "picture")
            for key in ("easier_exercise", "harder_exercise"):
                other = raw.get(key, "")
                if isinstance(other, str) and other and (other not in known or other == exercise.id):
                    entry.fault(key, _("{key} names “{other}”, but there is no such other exercise."), other=other)
            wrong = {fault.key for fault in entry.faults}
            if "easier_exercise" in wrong:
                exercise = replace(exercise, easier_exercise="")
            if "harder_exercise" in wrong:
                exercise = replace(exercise, harder_exercise="")
            exercises[place.entry] = exercise
            self._faults += entry.faults

    def _picture(self, entry: CheckedTable) -> str:
        """Its name, or nothing if there is no such picture; `_check_what_may_go` tells that."""
        name = entry.text("illustration", at_most=80)
        return name if name in self._illustrations else ""

    def _exercise(self, entry: CheckedTable, version: int) -> Exercise:
        least = 0 if self._own else 1
        exercise = Exercise(
            id=entry.name("id"),
            name=entry.text("name"),
            in_short=entry.text("in_short"),
            purpose=entry.text("purpose"),
            region=entry.word("region", Region),
            muscles=entry.texts("muscles", count=(least, 6)),
            type=entry.word("type", Type),
            position=entry.word("position", Position),
            places=entry.words("places", Place, at_least=1),
            discreet=entry.flag("discreet"),
            shoes=entry.word("shoes", Shoes),
            equipment=entry.texts("equipment", count=(0, 4)),
            sides=entry.word("sides", Sides),
            mode=entry.word("mode", Mode),
            up_s=entry.whole("up_s", 0, 30),
            hold_s=entry.whole("hold_s", 0, LONGEST),
            down_s=entry.whole("down_s", 0, 30),
            reps=entry.whole("reps", 1, 50),
            sets=entry.whole("sets", 1, 5),
            rest_s=entry.whole("rest_s", 0, 120),
            switch_s=entry.whole("switch_s", 0, 30),
            level=entry.whole("level", 1, 3),
            steps=entry.texts("steps", **(_STEPS_OF_ONES_OWN if self._own else _STEPS)),
            feel=entry.text("feel"),
            errors=entry.texts("errors", count=(least, 4)),
            easier=entry.text("easier"),
            harder=entry.text("harder"),
            avoid=entry.texts("avoid", count=(0, 6)),
            stop_if=entry.texts("stop_if", count=(least, 6)),
            hide_if=entry.words("hide_if", Condition),
            **self._grounds(entry, version),
            illustration=self._picture(entry),
            **(_new_in_2(entry) if version > 1 else {}),
        )
        if not entry.faults:
            check_dose(entry, exercise)
            _check_when(entry, exercise)
        return exercise

    def _tip(self, entry: CheckedTable, version: int) -> Tip:
        return Tip(
            id=entry.name("id"),
            topic=entry.word("topic", Topic),
            title=entry.text("title"),
            text=entry.text("text"),
            answers=entry.wholes("answers", 1, 99, count=(0, 12)) if version > 1 else (),
            **self._grounds(entry, version),
        )

    def _safety(self, entry: CheckedTable, version: int) -> Safety:
        lines = partial(entry.texts, count=(1, 12))
        return Safety(
            stop_rule=entry.text("stop_rule"),
            disclaimer=entry.text("disclaimer"),
            prepare=lines("prepare"),
            pain=lines("pain") if version > 1 else (),
            stop_signs=lines("stop_signs"),
            pregnancy=lines("pregnancy") if version > 1 else (),
            ask_first=lines("ask_first"),
            emergency=lines("emergency"),
            same_day=lines("same_day"),
            appointment=lines("appointment"),
            sources=self._named_sources(entry, version, at_most=16),
            reviewed=entry.day("reviewed"),
            signed=tuple(entry.texts_by("signed", at_most=120).items()) if version > 1 else (),
        )

    def _grounds(self, entry: CheckedTable, version: int) -> Grounds:
        return Grounds(
            evidence=entry.word("evidence", Evidence),
            evidence_note=entry.text("evidence_note"),
            sources=self._named_sources(entry, version),
            reviewed=entry.day("reviewed"),
        )

    def _named_sources(self, entry: CheckedTable, version: int, at_most: int = 8) -> tuple[Source, ...]:
        named = entry.texts("sources", at_most=160 if version == 1 else 12, count=(1, at_most))
        for number, text in enumerate(named, start=1):
            if version == 1 and not _YEAR.search(text) and "undated" not in text:
                entry.fault(f"sources {number}", _("{key} names no year; write “undated” if it has none."))
            if version > 1 and text not in self._sources:
                entry.fault(f"sources {number}", _("{key} names “{value}”, but there is no such source."), value=text)
        if version == 1:
            return tuple(Source(text) for text in named)
        return tuple(self._sources[key] for key in named if key in self._sources)


class _NewIn2(TypedDict, total=False):
    also: tuple[str, ...]
    kit: frozenset[Kit]
    cautions: tuple[tuple[Condition, str], ...]
    easier_exercise: str
    harder_exercise: str
    when: tuple[frozenset[When], ...]


class _Steps(TypedDict):
    count: tuple[int, int]
    words: int | None


_STEPS = _Steps(count=(3, 6), words=15)
_STEPS_OF_ONES_OWN = _Steps(count=(1, 12), words=None)


def _table(version: int, place: Fault, raw: dict[str, object], optional: Collection[str] = ()) -> CheckedTable:
    return CheckedTable(
        place,
        raw,
        limits.BY_KIND[place.kind],
        optional=(*_OPTIONAL[place.kind], *optional),
        renamed=_OLD_NAMES if version == 1 else None,
    )


def _new_in_2(entry: CheckedTable) -> _NewIn2:
    cautions = entry.texts_by_word("cautions", Condition)
    kit = entry.words("kit", Kit)
    if kit and entry.has("equipment") and not entry.texts("equipment", count=(0, 4)):
        entry.fault("equipment", _("{key} is empty, but kit is not."))
    hidden = entry.words("hide_if", Condition) if not entry.faults else frozenset()
    for condition, _text in cautions:
        if condition in hidden:
            entry.fault(f"cautions {condition}", _("{key} is in hide_if as well."))
    return _NewIn2(
        also=entry.texts("also", count=(0, 4)),
        kit=kit,
        cautions=cautions,
        easier_exercise=entry.name("easier_exercise"),
        harder_exercise=entry.name("harder_exercise"),
        when=entry.words_each("when", When),
    )


def _check_when(entry: CheckedTable, exercise: Exercise) -> None:
    """Note what would have a step never shown, or beside another movement."""
    when, steps = exercise.when, exercise.steps
    if entry.has("when") and len(when) != len(steps):
        entry.fault(
            "when", _("{key} has {number} entries, but there are {steps} steps."), number=len(when), steps=len(steps)
        )
    for number, words in enumerate(when, start=1):
        for word in sorted(words - exercise.parts):
            entry.fault(f"when {number}", _("{key} says “{word}”, but the dose has no such part."), word=word)


def _source(entry: CheckedTable) -> Source:
    doi, address = entry.text("doi", at_most=120), entry.text("address", at_most=200)
    if doi and not doi.startswith("10."):
        entry.fault("doi", _("{key} must start with “10.”."))
    if address and not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", address):
        entry.fault("address", _("{key} must be the address of a page, https://…."))
    source = Source(
        key=entry.capitals("key"),
        citation=entry.text("citation", at_most=160),
        year=entry.year("year", ("undated", CUSTOMARY)),
        address=address or (f"https://doi.org/{doi}" if doi else ""),
    )
    if not source.address and source.year != CUSTOMARY:
        entry.fault("address", _("{key} is missing, and so is doi; one of them is needed."))
    return source
