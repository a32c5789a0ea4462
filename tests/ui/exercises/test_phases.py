"""Whole sessions of every exercise that ships: the step that shows large, what is said, and the picture go together."""

import math
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from posture_app.core.content.exercises import Exercise
from posture_app.core.session.cues import Silence
from posture_app.desktop.bundled import load_content, read_bytes, resources
from posture_app.ui.exercises.picture_layers import FRAMES_PER_SECOND
from posture_app.ui.exercises.player import SPOKEN_S, Player, PlayerSources
from tests.ui.hand_loop import HandLoop
from tests.ui.showing import shown

EVERY = load_content()[0].exercises
NAMES = {"up": "Move", "hold": "Hold", "down": "And back", "rest": "Rest"}
READY_S = 5


def written() -> dict[str, list[set[str]]]:
    """When each step is done, as the files have it."""
    files = [file for file in (resources() / "content" / "library").iterdir() if file.name.endswith(".toml")]
    tables = [table for file in files for table in tomllib.loads(file.read_text("utf-8")).get("exercise", [])]
    return {table["id"]: [set(words.split()) for words in table["when"]] for table in tables}


WHEN = written()


@dataclass(frozen=True)
class Stretch:
    """A part of a session, by the format's description of a dose."""

    phase: str
    begins: float
    seconds: float
    side: str = ""
    rep: int = 1
    rep_begins: float = 0.0


def session(one: Exercise) -> Iterator[Stretch]:
    now = float(READY_S)
    yield Stretch("ready", 0, READY_S)

    def repetition(side: str, rep: int) -> Iterator[Stretch]:
        nonlocal now
        begins = now
        still = "move" if one.mode == "timed" else "hold"
        for phase, seconds in (("up", one.up_s), (still, one.hold_s), ("down", one.down_s)):
            if seconds:
                yield Stretch(phase, now, seconds, side, rep, begins)
                now += seconds

    for number in range(one.sets):
        if number and one.rest_s:
            yield Stretch("rest", now, one.rest_s)
            now += one.rest_s
        for half, sides in enumerate({"each": ["r", "l"], "alternate": ["rl"]}.get(one.sides, ["-"])):
            if half and one.switch_s:
                yield Stretch("switch", now, one.switch_s, sides)
                now += one.switch_s
            for rep in range(1, one.reps + 1):
                for side in sides:
                    yield from repetition(side, rep)


def expected(one: Exercise, part: Stretch) -> tuple[list[str], set[str]]:
    """What is to show large, and what small."""
    now = {"ready": {"ready"}, "switch": {"ready", "after"}, "rest": set[str]()}.get(part.phase)
    small = {"all"} | ({"ready"} if part.phase == "rest" else set())
    if now is None:
        second_half = part.rep > one.reps / 2 and any("halfway" in when for when in WHEN[one.id])
        now = {part.phase, "halfway" if second_half else "move"}
        small |= {"after"} if part.rep == one.reps else set()
    large = [step for step, when in zip(one.steps, WHEN[one.id], strict=True) if when & now]
    beside = {step for step, when in zip(one.steps, WHEN[one.id], strict=True) if when & small}
    return large or [NAMES[part.phase]], beside - set(large)


class Heard(Silence):
    """What is said, with the moment."""

    def __init__(self, loop: HandLoop) -> None:
        self._loop = loop
        self.said: list[tuple[float, str]] = []

    def told(self, words: str) -> None:
        self.said.append((self._loop.now().awake, words))


def showing(player: Player) -> tuple[list[str], set[str]]:
    labels = [each for each in player._steps.findChildren(QLabel) if each.isVisible()]
    small = [each for each in labels if each.foregroundRole() is QPalette.ColorRole.PlaceholderText]
    large = [each for each in labels if each not in small]
    if large and small:
        assert min(map(_size, large)) > max(map(_size, small))
    return [each.text() for each in large], {each.text() for each in small}


def _size(label: QLabel) -> float:
    return label.fontInfo().pointSizeF()


def phases(one: Exercise) -> dict[str, tuple[float, float]]:
    drawing = read_bytes("illustrations", f"{one.illustration}.svg").decode()
    found = re.search(r'data-phases="([^"]+)"', drawing)
    assert found is not None
    named = (part.split() for part in found[1].split(";"))
    return {name: (float(begin), float(end)) for name, begin, end in named}


def frames(one: Exercise, part: Stretch, into: float) -> tuple[float, float]:
    """The first and the last frame that the picture may show so many seconds into this part."""
    drawn, begin, end = phases(one), 0.0, 0.0
    if part.phase in drawn and part.phase != "move":
        begin, end = drawn[part.phase]
        begin = end = begin + (end - begin) * into / part.seconds
    elif part.phase == "move":
        begin, end = drawn["move"]
    elif part.phase in ("up", "hold", "down"):
        whole = one.up_s + one.hold_s + one.down_s
        share = (part.begins - part.rep_begins + into) / whole
        if one.sides == "alternate":
            share = share / 2 + (0.5 if part.side == "l" else 0)
        begin, end = drawn["halfway" if 2 * part.rep > one.reps and "halfway" in drawn else "move"]
        begin = end = begin + (end - begin) * share
    return begin * FRAMES_PER_SECOND, end * FRAMES_PER_SECOND


@pytest.mark.usefixtures("qt")
class TestEveryExercise:
    ids: ClassVar = [one.id for one in EVERY]

    @pytest.mark.parametrize("one", EVERY, ids=ids)
    def test_words_and_picture_are_in_the_same_phase_all_through(self, one: Exercise) -> None:
        loop, chance = HandLoop(), random.Random(one.id)
        heard = Heard(loop)
        sources = PlayerSources(
            loop,
            loop,
            drawing=lambda exercise: read_bytes("illustrations", f"{exercise.illustration}.svg"),
            stop_rule=lambda: "Stop if it hurts.",
            easier=lambda _: None,
            keep=lambda _: None,
            cues=heard,
        )
        parts = list(session(one))
        with shown(Player((one,), sources)) as player:
            assert player.run.plan.seconds == READY_S + one.total_s == parts[-1].begins + parts[-1].seconds
            for part in parts:
                into = part.seconds * chance.uniform(0.02, 0.98)
                loop.go(part.begins + into - loop.now().awake)
                player._tick()
                at = (part.phase, part.rep, part.side)
                assert showing(player) == expected(one, part), at
                if part.phase != "ready":
                    first, last = frames(one, part, into)
                    assert math.floor(first) - 1 <= player._figure.frame <= math.ceil(last) + 1, at
                both = one.sides == "alternate" and "move" in phases(one)
                assert player._figure._mirrored == (part.side == "l" and not both), at
        assert_said_once_and_in_time(one, parts, heard.said)


def assert_said_once_and_in_time(one: Exercise, parts: list[Stretch], said: list[tuple[float, str]]) -> None:
    """Between two changes or rests each step is said once, when its part comes first or just before."""
    breaks = [part.begins for part in parts if part.phase in ("ready", "switch", "rest")]
    for step, when in zip(one.steps, WHEN[one.id], strict=True):
        times = [moment for moment, words in said if step in words]
        assert times, step
        assert max(Counter(sum(start <= moment + 0.1 for start in breaks) for moment in times).values()) == 1, step
        large = [part for part in parts if step in expected(one, part)[0]]
        for moment in times:
            if when & {"all", "after", "ready"}:
                continue
            now_or_soon = (part.begins - SPOKEN_S - 0.1 <= moment <= part.begins + part.seconds for part in large)
            assert any(now_or_soon), (step, moment)
