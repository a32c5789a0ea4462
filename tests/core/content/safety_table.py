"""The table of safety: what the app offers to whom, where, when asked for what, through the very code that chooses.

`python -m tests.core.content.safety_table` writes it anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from posture_app.core.content.choosing import ExerciseHistory, Offer
from posture_app.core.content.exercises import Condition, Exercise, Kit
from posture_app.core.content.profile import CONDITION_NAMES, SEAT_NAMES
from posture_app.core.content.suitability import cautions, suitability
from posture_app.core.prompts import Shown
from posture_app.core.settings.reminder_kinds import KINDS, RISE, SIT
from posture_app.core.settings.settings import Settings
from posture_app.runtime.exercise_choice import choose
from tests.core.content.shipped import library

FILE = Path(__file__).parents[3] / "resources" / "content" / "SAFETY_TABLE.md"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
ANYBODY = Settings(
    level="demanding", kit=frozenset(Kit), stretch_length=10, break_length=10, move_length=10, micro=True
)
"""Somebody who has said nothing, with all that exercises need at hand and time enough for each."""
ASKING = tuple(kind.key for kind in KINDS.values() if kind.key not in (RISE, SIT))
HEAD = """# What is offered to whom

Made by `python -m tests.core.content.safety_table` from the exercises and from the code that chooses them for a prompt;
a test fails where the two differ. Nobody medical has checked it yet. Whoever does signs at the end.

What the first table has under “hidden” is never offered with that condition; it stays in the library, with the reason.
What it has under “caution” is offered with that sentence. Conditions add up: what either of two hides is hidden. Then
comes, for each place and each reminder, what is offered to somebody who has said nothing, who has all that is needed at
hand, and what each condition changes; one that is missing there changes nothing. “Left” is how many are still offered.
"""
FOOT = """## Checked

| name | profession, registration | date | what was checked, what is to be changed |
|---|---|---|---|
| | | | |
"""


def shown(kind: str, settings: Settings) -> Shown:
    """A prompt of this kind, as this person gets it."""
    reminder = settings.reminder(KINDS[kind])
    return Shown(1, reminder.kind, NOON, "UTC", 1800, length_s=reminder.length, rises=reminder.rises)


def offered(kind: str, settings: Settings) -> tuple[str, ...]:
    """All that prompts of this kind offer, by offering what was not offered yet until nothing else comes."""
    prompt, found, offers = shown(kind, settings), list[str](), list[Offer]()
    while True:
        first = choose(library(), prompt, settings, ExerciseHistory(tuple(offers))).first
        if first is None or first.id in found:
            break
        found.append(first.id)
        offers.append(Offer(prompt.kind, first.id, NOON))
        prompt = replace(prompt, at=prompt.at)
    order = [exercise.id for exercise in library().exercises]
    return tuple(sorted(found, key=order.index))


def is_asked(kind: str, settings: Settings) -> bool:
    """Whether this person is asked for it at all, once it is on."""
    on = replace(settings, **{KINDS[kind].switch: True})  # type: ignore[arg-type] # a switch
    return any(reminder.kind == shown(kind, settings).kind for reminder in on.reminders())


def table() -> str:
    """The whole file."""
    return "\n".join([HEAD, *_by_condition(), *_by_place(), FOOT])


def _by_condition() -> Iterator[str]:
    yield "## By condition\n"
    yield "| said | hidden | caution |"
    yield "|---|---|---|"
    for condition, name in CONDITION_NAMES.items():
        profile = replace(ANYBODY, conditions=frozenset({condition})).profile
        hidden = [each.id for each in library().exercises if suitability(each, profile).hidden]
        said = [
            f"{each.id}: {' '.join(cautions(each, profile))}" for each in library().exercises if cautions(each, profile)
        ]
        yield f"| {name} (`{condition}`) | {', '.join(hidden) or '–'} | {'<br>'.join(said) or '–'} |"
    yield ""


def _by_place() -> Iterator[str]:
    for seat, name in SEAT_NAMES.items():
        settings = replace(ANYBODY, place=seat.value)
        yield f"## {name}\n"
        for kind in ASKING:
            if is_asked(kind, settings) and shown(kind, settings).kind == kind:
                yield from _lines(kind, settings)
        seated = replace(settings, seated_only=True)
        if not settings.profile.seated:
            yield from _lines("move", seated, "Time to move, for who stays seated")


def _lines(kind: str, settings: Settings, title: str = "") -> Iterator[str]:
    usual = offered(kind, settings)
    yield f"### {title or KINDS[kind].title}\n"
    yield f"{', '.join(usual) or 'Words only.'}\n"
    rows = []
    for condition, name in CONDITION_NAMES.items():
        own = replace(settings, conditions=frozenset({condition}))
        left = offered(kind, own)
        minded = [each for each in left if _said(each, condition)]
        if left != usual or minded:
            gone = ", ".join(each for each in usual if each not in left)
            rows.append(f"| {name} | {gone or '–'} | {', '.join(minded) or '–'} | {len(left) or 'words only'} |")
    if rows:
        yield "| said | hidden | with a caution | left |"
        yield "|---|---|---|---|"
        yield from rows
        yield ""


def _said(name: str, condition: Condition) -> bool:
    exercise: Exercise | None = library().exercise(name)
    return exercise is not None and any(each is condition for each, _ in exercise.cautions)


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
