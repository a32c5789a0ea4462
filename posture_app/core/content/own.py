"""Exercises of a person's own: what is filled in where their files say nothing, and how one is written as a file."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from posture_app.core.content import limits
from posture_app.core.content.checked_table import Fault
from posture_app.core.content.content import Content
from posture_app.core.content.exercises import (
    Exercise,
    Mode,
    Place,
    Position,
    Region,
    Shoes,
    Sides,
    Type,
    When,
    parts_of,
)
from posture_app.core.content.picture_check import CheckedPicture
from posture_app.core.content.reading import read_content
from posture_app.core.language import N_, _
from posture_app.core.value import value

OWN = "own_"
"""So the id of an exercise begins that was made in the app; none that ships does."""
PICTURE = "own:"
"""Before the name of a file in the person's folder, as an exercise names its picture."""
ENDINGS = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
"""Of files that may be pictures; what they are goes by what is in them."""
FILE_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}\.(?:svg|png|jpg|jpeg|webp|gif)")
"""Of a picture that comes with an exercise."""
MOST_ENTRIES = 100
"""In one file."""
NOTE = N_("It is your own; nobody else has looked at it.")
TEMPO_S = 2
_NO_WORD = re.compile(r"[^a-z0-9]+")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class OwnShelf(Protocol):
    """What a window may do with the exercises of the person's own. What cannot be done raises KnownError."""

    def faults(self) -> Sequence[str]:
        """What is wrong with the files, each with its file, line and field."""

    def is_own(self, id_: str) -> bool:
        """Whether this exercise is the person's own."""

    def is_simple(self, id_: str) -> bool:
        """Whether it has a file to itself, which can be changed in the app."""

    def picture(self, name: str) -> CheckedPicture:
        """The picture of this name in the folder."""

    def checked_picture(self, path: str) -> CheckedPicture:
        """The picture in a file that was chosen elsewhere."""

    def save(self, own: "OwnExercise", id_: str = "", picture: tuple[str, bytes] | None = None) -> str:
        """Keep it, in the place of the one of this id if there is one; its picture may be new: name of its file, and
        what is in it. Returns its id.
        """

    def delete(self, id_: str) -> Callable[[], None]:
        """Take it away; calling what is returned brings it back."""

    def export(self, ids: Sequence[str]) -> bytes:
        """One file that has these in it."""

    def take_in(self, path: str) -> Sequence[str]:
        """Take in what such a file has; their ids."""

    def folder(self) -> str:
        """Where the files lie; it is there from now on."""


@value
class OwnExercise:
    """An exercise as it is entered: texts as they are typed."""

    name: str = ""
    steps: tuple[str, ...] = ()
    when: tuple[frozenset[When], ...] = ()
    """When each of the steps is done, if its file says so."""
    mode: Mode = Mode.HOLD
    seconds: int = 20
    """How long one hold is, or all of it where it is timed, or one repetition."""
    up_s: int = 0
    """The way there and, below, the way back, of what is held; nobody is asked for them, but a file may say them."""
    down_s: int = 0
    reps: int = 3
    sets: int = 1
    rest_s: int = 0
    sides: Sides = Sides.NONE
    position: Position = Position.EITHER
    places: frozenset[Place] = frozenset(Place)
    shoes: Shoes = Shoes.EITHER
    region: Region = Region.WHOLE_BODY
    type: Type = Type.MOBILITY
    purpose: str = ""
    avoid: tuple[str, ...] = ()
    """What to take care of."""
    picture: str = ""
    """The name of its file in the folder, or of a picture that ships; empty: none."""


def entered(exercise: Exercise) -> OwnExercise:
    """What would be entered to get this."""
    seconds = exercise.up_s + exercise.hold_s + exercise.down_s
    held = exercise.mode is Mode.HOLD
    return OwnExercise(
        name=exercise.name,
        steps=exercise.steps,
        when=exercise.when,
        mode=exercise.mode,
        seconds=exercise.hold_s if held else seconds,
        up_s=exercise.up_s if held else 0,
        down_s=exercise.down_s if held else 0,
        reps=exercise.reps,
        sets=exercise.sets,
        rest_s=exercise.rest_s,
        sides=exercise.sides,
        position=exercise.position,
        places=exercise.places,
        shoes=exercise.shoes,
        region=exercise.region,
        type=exercise.type,
        purpose="" if exercise.purpose == _purpose() else exercise.purpose,
        avoid=exercise.avoid,
        picture=exercise.illustration.removeprefix(PICTURE),
    )


def when_of(steps: tuple[str, ...], was: OwnExercise) -> tuple[frozenset[When], ...]:
    """When each of these steps is done, as far as they are those of before: some may have other words, a place, or be
    gone. If a new one came, nothing says when it is done, and so of none of them.
    """
    left = list(zip(was.steps, was.when, strict=bool(was.when)))
    found: list[frozenset[When] | None] = []
    for step in steps:
        at = next((at for at, (words, _when) in enumerate(left) if words == step), None)
        found.append(None if at is None else left.pop(at)[1])
    if None in found and len(steps) != len(was.when):
        return ()
    reworded = iter(left)
    return tuple(next(reworded)[1] if when is None else when for when in found)


def table_of(id_: str, own: OwnExercise) -> dict[str, object]:
    """The table of a file that stands for this."""
    table: dict[str, object] = {"id": id_, "name": own.name.strip(), "steps": list(own.steps)}
    table["mode"] = str(own.mode)
    tempo = {When.UP: own.up_s, When.HOLD: own.seconds, When.DOWN: own.down_s}
    if own.mode is Mode.REPS:
        tempo = {When.UP: own.seconds - own.seconds // 2, When.HOLD: 0, When.DOWN: own.seconds // 2}
    table |= {f"{part}_s": seconds for part, seconds in tempo.items()}
    table |= {"reps": 1 if own.mode is Mode.TIMED else own.reps, "sets": own.sets, "rest_s": own.rest_s}
    table |= {"sides": str(own.sides), "position": str(own.position), "shoes": str(own.shoes)}
    table |= {"places": sorted(own.places), "region": str(own.region), "type": str(own.type), "avoid": list(own.avoid)}
    if own.when and frozenset().union(*own.when) <= parts_of(
        own.mode, tempo, 1 if own.mode is Mode.TIMED else own.reps
    ):
        table["when"] = [" ".join(word for word in When if word in words) for words in own.when]
    table |= {"purpose": own.purpose} if own.purpose else {}
    table |= {"illustration": own.picture} if own.picture else {}
    return table


def free_id(name: str, taken: Sequence[str]) -> str:
    """An id for an exercise of this name."""
    plain = _NO_WORD.sub("_", name.casefold()).strip("_")[:24].strip("_")
    wanted, number = f"{OWN}{plain or 'exercise'}", 2
    found = wanted
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    return found


def toml(tables: Mapping[str, Sequence[Mapping[str, object]]]) -> str:
    """The file of these tables."""
    lines = ["format = 2"]
    for kind, entries in tables.items():
        for entry in entries:
            lines += ["", f"[[{kind}]]", *(f"{_key(key)} = {_value(said)}" for key, said in entry.items())]
    return "\n".join(lines) + "\n"


def completed(raw: Mapping[str, object], stem: str) -> Mapping[str, object]:
    """The same file, with all that may be left out in one's own; `stem` is its name without the ending."""
    exercises = raw.get("exercise")
    if not isinstance(exercises, list) or raw.get("format") != 2:  # noqa: PLR2004 - of 1 everything is needed
        return raw
    alone = len(exercises) == 1
    filled = [_filled(each, stem if alone else "") if isinstance(each, dict) else each for each in exercises]
    return {**raw, "exercise": filled}


def read_own(
    files: Mapping[str, Mapping[str, object]], pictures: Sequence[str], shipped: Content
) -> tuple[Content, tuple[Fault, ...]]:
    """What the parsed files of the person's folder hold, and each fault in them. `pictures` are its other files."""
    faults: list[Fault] = []
    tables: dict[str, Mapping[str, object]] = {}
    for file, raw in files.items():
        if "safety" in raw:
            faults.append(Fault(file, _("safety is not for files of one’s own."), key="safety"))
        rest = {key: part for key, part in raw.items() if key != "safety"}
        if sum(len(part) for part in rest.values() if isinstance(part, list)) > MOST_ENTRIES:
            faults.append(Fault(file, _("it has more than {most} entries and is left out.").format(most=MOST_ENTRIES)))
            continue
        tables[file] = completed(rest, file.removesuffix(".toml"))
    by_name = {picture.rpartition(".")[0]: picture for picture in pictures} | {name: name for name in pictures}
    drawn = frozenset(by_name) | {exercise.illustration for exercise in shipped.exercises}
    content, more = read_content(tables, drawn, shipped, own=True)
    taken = {exercise.id for exercise in shipped.exercises}
    for file, raw in tables.items():
        listed = raw.get("exercise")
        for number, entry in enumerate(listed if isinstance(listed, list) else ()):
            name = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(name, str) and name in taken:
                what = _("id is that of an exercise that comes with the app; begin yours with “own_”.")
                faults.append(Fault(file, what, "exercise", number, name, "id"))
    kept = tuple(
        replace(exercise, illustration=_named(exercise.illustration, by_name))
        for exercise in content.exercises
        if exercise.id not in taken
    )
    return replace(content, exercises=kept), (*faults, *more)


def _named(illustration: str, by_name: Mapping[str, str]) -> str:
    return f"{PICTURE}{by_name[illustration]}" if illustration in by_name else illustration


def _filled(entry: Mapping[str, object], stem: str) -> dict[str, object]:
    steps = entry.get("steps")
    first = str(steps[0]) if isinstance(steps, list) and steps else ""
    mode = Mode.TIMED if "reps" not in entry else Mode.HOLD if entry.get("hold_s") else Mode.REPS
    usual: dict[str, object] = {
        "id": stem,
        "in_short": first[: limits.EXERCISE["in_short"]] or _purpose(),
        "purpose": _purpose(),
        "region": str(Region.WHOLE_BODY),
        "type": str(Type.MOBILITY),
        "position": str(Position.EITHER),
        "places": [str(place) for place in Place],
        "shoes": str(Shoes.EITHER),
        "sides": str(Sides.NONE),
        "mode": str(mode),
        "evidence": "D",
        "evidence_note": _(NOTE),
    }
    if str(entry.get("mode", mode)) == Mode.REPS and not {"up_s", "down_s"} & entry.keys():
        usual |= {"up_s": TEMPO_S, "down_s": TEMPO_S}
    return {key: said for key, said in usual.items() if said} | dict(entry)


def _purpose() -> str:
    return _("One of your own")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(said: object) -> str:
    match said:
        case bool():
            return str(said).lower()
        case str():
            return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(_value, said))}]"
        case dict():
            return f"{{ {', '.join(f'{_key(key)} = {_value(part)}' for key, part in said.items())} }}"
        case date():
            return said.isoformat()
        case _:
            return str(said)
