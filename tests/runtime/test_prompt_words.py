"""What a prompt says: title, body, answers, the exercise that it offers."""

from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import product

import pytest

from posture_app import cli
from posture_app.core.content.content import Content
from posture_app.core.content.exercises import Position
from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.core.prompts import Hold, Shown, Way
from posture_app.core.settings.own_reminders import Due, OwnReminder
from posture_app.core.settings.reminder_kinds import KINDS, MOVE, RISE, SIT, STAND, Basis
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings
from posture_app.runtime.exercise_choice import ExerciseChoice
from posture_app.runtime.prompt_words import longer_interval, prompt_message
from tests.core.content.test_content import raw_exercise, read
from tests.pseudo import english, spoken

TOGETHER = "\N{NO-BREAK SPACE}"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
SHOWN = Shown(number=7, kind=STAND, at=NOON, zone="Europe/Berlin", sitting_s=1800)
WATER = OwnReminder("Water", Due(Basis.SITTING, 90), text="Drink a glass.")
OWN = Settings(own=(WATER, OwnReminder("Nothing", Due(Basis.CLOCK, times=((time(10),),) * 7), length=0)))
STRETCH, FEET, MICRO, POSTURE = "stretch", "feet", "micro", "posture"
ALL = (STAND, MOVE, STRETCH, FEET, MICRO, POSTURE, RISE, SIT, "own:Water", "own:Nothing", "own:Gone")


def content(*exercises: tuple[str, str]) -> Content:
    """Exercises, each with an id and a region, to be done seated or standing."""
    found, complaints = read(*(raw_exercise(id=name, region=of, position="either") for name, of in exercises))
    assert () == complaints
    return found


HEELS = content(("heels", "calf")).exercises[0]


def said(shown: Shown, settings: Settings = OWN) -> Message:
    return prompt_message(shown, settings)


def of(kind: str, **more: object) -> Shown:
    return replace(SHOWN, kind=kind, **more)  # type: ignore[arg-type] # its own


def test_a_prompt_says_how_long_and_what_to_do_and_what_can_be_answered() -> None:
    message = prompt_message(replace(SHOWN, way=Way.CARD), Settings(snooze=7), ExerciseChoice((HEELS,)))
    assert 7 == message.number
    assert f"You have been sitting for 30{TOGETHER}minutes" == message.title
    assert "Heel raises: 10 slow ones." == message.body  # its name, and what to do
    assert ((Word.UP, "I’m up"), (Word.SNOOZE, "Snooze 7 min"), (Word.SKIP, "Skip")) == message.answers
    assert (STAND, Way.CARD, 120, "heels") == (message.kind, message.way, message.length_s, message.exercise)


def test_a_stand_up_that_is_shown_again_says_so() -> None:
    message = said(replace(SHOWN, again=True, sitting_s=3660))
    assert f"Still sitting: 1{TOGETHER}hour 1{TOGETHER}minute without a break" == message.title


@pytest.mark.parametrize("kind", ALL)
def test_every_kind_has_a_title_an_answer_and_no_gap_in_its_words(kind: str) -> None:
    message = said(of(kind, length_s=20))
    assert message.title
    assert message.answers
    assert "own:" not in message.title + message.body
    assert "None" not in message.title + message.body
    if kind in KINDS:
        assert KINDS[kind].body == message.body


@pytest.mark.parametrize(
    ("kind", "rises", "main"),
    [(STAND, True, Word.UP), (MOVE, False, Word.DONE), (STRETCH, True, Word.UP), (FEET, False, Word.DONE),
     (MICRO, False, Word.DONE), (RISE, True, Word.STAND),
     (SIT, False, Word.SIT), ("own:Water", True, Word.UP), ("own:Water", False, Word.DONE)],
)  # fmt: skip
def test_the_main_answer_is_what_the_prompt_asks_for(kind: str, rises: bool, main: Word) -> None:
    assert [main, Word.SNOOZE, Word.SKIP] == [word for word, _ in said(of(kind, rises=rises)).answers]


@pytest.mark.parametrize(
    ("positions", "rises", "on_feet"),
    [(["standing"], True, True), (["either"], True, True), (["seated"], True, False), (["floor"], True, False),
     (["standing", "seated"], True, False), (["standing"], False, False), ([], True, False)],
)  # fmt: skip
def test_who_begins_gets_up_for_what_is_done_on_ones_feet_from_first_to_last(
    positions: list[str], rises: bool, on_feet: bool
) -> None:
    """A session or an exercise of one’s own may be merged with a call to get up, whatever it is."""
    choice = ExerciseChoice(tuple(replace(HEELS, position=Position(each)) for each in positions))
    assert on_feet == prompt_message(of(FEET, rises=rises, also=(STAND,)), Settings(), choice).on_feet


def test_what_may_not_be_answered_is_not_offered() -> None:
    assert [Word.UP, Word.SKIP] == [word for word, _ in said(replace(SHOWN, may_snooze=False)).answers]
    assert [Word.UP, Word.SNOOZE] == [word for word, _ in said(replace(SHOWN, may_skip=False)).answers]


def test_strict_offers_nothing_but_to_do_it() -> None:
    message = said(SHOWN, Settings(strict=True))
    assert message.strict
    assert [Word.UP] == [word for word, _ in message.answers]


def test_what_was_merged_and_what_held_it_are_told() -> None:
    message = said(of(STRETCH, also=(STAND, "own:Water"), held=Hold.CALL))
    assert [KINDS[STRETCH].body, "Also: get up and “Water”.", "Held during your call."] == message.body.split("\n")


def test_ones_own_words_come_before_the_exercise() -> None:
    message = prompt_message(of("own:Water"), OWN, ExerciseChoice((HEELS,)))
    assert ("Water", "Drink a glass.\nHeel raises: 10 slow ones.") == (message.title, message.body)


@pytest.mark.parametrize("kind", [RISE, SIT])
def test_alternation_counts_nothing_down(kind: str) -> None:
    assert 0 == said(of(kind, length_s=900)).length_s


@pytest.mark.parametrize("kind", ALL)
def test_every_word_of_every_prompt_comes_from_a_catalogue(kind: str) -> None:
    with spoken():
        for also, held, more in product(
            ((), (STAND, FEET)), (None, *Hold), ({"again": True}, {"rises": False}, {"asks": True})
        ):
            message = said(of(kind, also=also, held=held, length_s=20, **more))
            told = "\n".join((message.title, message.body, *(label for _word, label in message.answers)))
            for own in ("Drink a glass.", "Water", "Nothing", "Gone"):
                told = told.replace(own, " ")
            assert [] == english(told), told


# --- the question whether it should come less often ---------------------------------------------------------------


def test_a_question_offers_a_longer_interval_or_to_leave_it() -> None:
    message = said(replace(SHOWN, asks=True, way=Way.CARD), DEFAULTS)
    assert "Fewer reminders?" == message.title
    assert ((Word.LONGER, "Every 45 min"), (Word.ESCAPE, "Leave it as it is")) == message.answers
    assert (STAND, Way.CARD) == (message.kind, message.way)
    assert message.body.startswith("“Get up” was missed")


def test_a_question_about_ones_own_calls_it_by_its_name() -> None:
    message = prompt_message(replace(of("own:Water"), asks=True), OWN)
    assert message.body.startswith("“Water” was missed")


@pytest.mark.parametrize(
    ("settings", "kind", "expected"),
    [
        (Settings(stand_every=30), STAND, ("stand_every", 45)),
        (Settings(stand_every=5), STAND, ("stand_every", 10)),
        (Settings(stand_every=179), STAND, ("stand_every", 180)),
        (Settings(stand_every=180), STAND, None),
        (Settings(stretch_every=200), STRETCH, ("stretch_every", 300)),
        (Settings(feet_every=400), FEET, ("feet_every", 600)),
        (Settings(feet_every=600), FEET, None),
        (Settings(micro_every=100), MICRO, ("micro_every", 120)),
        (Settings(posture_every=30), POSTURE, ("posture_every", 45)),
        (Settings(sit_for=60), RISE, ("sit_for", 90)),
        (Settings(stand_for=120), SIT, None),
        (OWN, "own:Nothing", None),
        (OWN, "own:Gone", None),
    ],
)
def test_less_often_is_half_as_often_again_within_the_range(
    settings: Settings, kind: str, expected: tuple[str, int] | None
) -> None:
    change = longer_interval(settings, kind)
    assert expected == (change and change[:2])
    if change:
        assert TABLE[change[0]].kind.from_raw(change[1]) == change[1] == change[2]


@pytest.mark.parametrize(("minutes", "expected"), [(90, 135), (580, 600)])
def test_ones_own_comes_less_often_and_the_others_stay(minutes: int, expected: int) -> None:
    water = replace(WATER, due=Due(Basis.SITTING, minutes))
    change = longer_interval(replace(OWN, own=(water, OWN.own[1])), "own:Water")
    assert change is not None
    assert ("own", (replace(water, due=Due(Basis.SITTING, expected)), OWN.own[1]), expected) == change


@pytest.mark.parametrize("kind", [STAND, "own:Nothing", "own:Gone"])
def test_what_cannot_come_less_often_is_asked_for_as_ever(kind: str) -> None:
    message = said(of(kind, asks=True), replace(OWN, stand_every=180))
    assert Word.LONGER not in [word for word, _ in message.answers]
    assert "Fewer" not in message.title


@pytest.mark.parametrize("asks", [True, False])
@pytest.mark.parametrize("kind", ALL)
def test_each_answer_is_a_command_as_the_terminal_says(kind: str, asks: bool) -> None:
    for word, _ in said(of(kind, asks=asks), DEFAULTS).answers:
        assert word.value == cli._parser([word.value]).parse_args([word.value]).word
