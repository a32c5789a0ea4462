"""What a prompt says: title, body, answers, the exercise that it offers."""

from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache

import pytest

from posture_app import cli
from posture_app.core.content.content import Content
from posture_app.core.content.exercises import FEET as FEET_REGIONS
from posture_app.core.content.exercises import Place, Position
from posture_app.core.events import Word
from posture_app.core.ports import Message
from posture_app.core.prompts import Hold, Shown, Way
from posture_app.core.rules import REMINDERS, rules_of
from posture_app.core.settings.own_reminders import Due, OwnReminder
from posture_app.core.settings.reminder_kinds import KINDS, MOVE, RISE, SIT, STAND, Basis
from posture_app.core.settings.settings import DEFAULTS, TABLE, Settings
from posture_app.core.settings.ways_to_sit import CHANGES, WayToSit
from posture_app.core.words import TOGETHER
from posture_app.desktop.bundled import load_content
from posture_app.runtime.prompt_words import longer_interval, offered_exercise, prompt_message
from tests.core.content.test_content import raw_exercise, read
from tests.core.sitting_day import Day

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
    message = prompt_message(replace(SHOWN, way=Way.CARD), Settings(snooze=7), HEELS)
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


def test_what_may_not_be_answered_is_not_offered() -> None:
    assert [Word.UP, Word.SKIP] == [word for word, _ in said(replace(SHOWN, may_snooze=False)).answers]
    assert [Word.UP, Word.SNOOZE] == [word for word, _ in said(replace(SHOWN, may_skip=False)).answers]


def test_strict_offers_nothing_but_to_do_it() -> None:
    message = said(SHOWN, Settings(strict=True))
    assert message.strict
    assert [Word.UP] == [word for word, _ in message.answers]


def test_what_was_merged_and_what_held_it_are_told() -> None:
    message = said(of(STRETCH, also=(STAND, "own:Water"), held=Hold.CALL))
    assert [KINDS[STRETCH].body, "Also: get up, “Water”.", "Held during your call."] == message.body.split("\n")


def test_ones_own_words_come_before_the_exercise() -> None:
    message = prompt_message(of("own:Water"), OWN, HEELS)
    assert ("Water", "Drink a glass.\nHeel raises: 10 slow ones.") == (message.title, message.body)


@pytest.mark.parametrize("kind", [RISE, SIT])
def test_alternation_counts_nothing_down(kind: str) -> None:
    assert 0 == said(of(kind, length_s=900)).length_s


# --- the question whether it should come less often ---------------------------------------------------------------


def test_a_question_offers_a_longer_interval_or_to_leave_it() -> None:
    message = said(replace(SHOWN, asks=True, way=Way.CARD), DEFAULTS)
    assert "Fewer reminders?" == message.title
    assert ((Word.LONGER, "Every 45 min"), (Word.ESCAPE, "Leave it as it is")) == message.answers
    assert (STAND, Way.CARD) == (message.kind, message.way)
    assert message.body.startswith("Reminders to get up were missed")


def test_a_question_about_ones_own_calls_it_by_its_name() -> None:
    message = prompt_message(replace(of("own:Water"), asks=True), OWN)
    assert message.body.startswith("Reminders of “Water” were missed")


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


# --- the exercise -------------------------------------------------------------------------------------------------

SOME = content(
    ("calf", "calf"), ("neck", "neck"), ("eyes", "eyes"), ("back", "back"), ("walk", "whole_body")
)  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "ids"),
    [(STAND, {"calf", "walk"}), (STRETCH, {"neck", "back"}), (FEET, {"calf"}), (MICRO, {"eyes"})],
)
def test_each_kind_offers_its_exercises_in_turn(kind: str, ids: set[str]) -> None:
    found = [offered_exercise(SOME, of(kind, number=number), DEFAULTS) for number in range(12)]
    assert ids == {exercise.id for exercise in found if exercise}


@cache
def get_up_prompts(settings: Settings) -> list[Shown]:
    """The first 200 prompts to get up of somebody who gets up each time, alone and merged with others."""
    day = Day(*rules_of(settings).reminders)
    minute, found = 0, list[Shown]()
    while len(found) < 200:
        minute += 5
        before = len(day.shown)
        day.run(minute)
        if len(day.shown) > before:
            found += [day.shown[-1]] if STAND in day.shown[-1].kinds else []
            day.say(minute, Word.UP)  # and typing goes on once the break is over
    return found


@pytest.fixture(scope="module")
def bundled() -> Content:
    return load_content()[0]


@pytest.mark.parametrize("minutes", [1, 2, 5])
def test_of_200_prompts_to_get_up_none_offers_what_is_done_seated_or_too_long(bundled: Content, minutes: int) -> None:
    settings = Settings(break_length=minutes, stretch_length=10)
    prompts = get_up_prompts(settings)
    offered = [offered_exercise(bundled, shown, settings) for shown in prompts]
    assert {frozenset({STAND}), frozenset({STAND, STRETCH}), frozenset({STAND, STRETCH, FEET})} <= {
        frozenset(shown.kinds) for shown in prompts
    }
    for shown, exercise in zip(prompts, offered, strict=True):
        assert exercise is not None
        assert exercise.position is not Position.SEATED
        assert exercise.total_s <= shown.length_s
        if shown.kind == STAND:
            assert exercise.position is Position.STANDING


def test_each_of_what_fits_has_its_turn(bundled: Content) -> None:
    settings = Settings(break_length=2, stretch_length=10)
    offered = {offered_exercise(bundled, shown, settings) for shown in get_up_prompts(settings) if shown.kind == STAND}
    assert {"walk", "sit_to_stand", "heel_raise", "single_leg_heel_raise", "hip_flexor_stretch"} == {
        one.id for one in offered if one
    }


def test_in_a_wheelchair_it_is_called_time_to_move_and_offers_what_needs_no_legs(bundled: Content) -> None:
    settings = replace(DEFAULTS, **CHANGES[WayToSit.WHEELCHAIR])  # type: ignore[arg-type] # its own
    (rule,) = rules_of(settings).reminders
    shown = of(rule.kind, rises=rule.rises, length_s=rule.length)
    assert "Time to move" == prompt_message(shown, settings).title
    offered = [offered_exercise(bundled, replace(shown, number=number), settings) for number in range(200)]
    assert 4 <= len({exercise.id for exercise in offered if exercise})
    for exercise in offered:
        assert exercise is not None
        assert exercise.position is not Position.STANDING
        assert Place.WHEELCHAIR_UPPER_BODY in exercise.places


def test_a_stretch_offers_no_feet_and_feet_nothing_else(bundled: Content) -> None:
    for kind, feet in ((STRETCH, False), (FEET, True)):
        rule = REMINDERS[kind]
        shown = [of(kind, number=number, rises=rule.rises, length_s=rule.length) for number in range(50)]
        offered = [offered_exercise(bundled, each, DEFAULTS) for each in shown]
        assert {feet} == {exercise.region in FEET_REGIONS for exercise in offered if exercise}
        assert None not in offered


@pytest.mark.parametrize("kind", [POSTURE, RISE, SIT, "own:Gone"])
def test_some_kinds_offer_none(kind: str) -> None:
    assert offered_exercise(SOME, of(kind), DEFAULTS) is None


@pytest.mark.parametrize(
    ("offers", "found"),
    [("text", None), ("feet", "calf"), ("neck", "neck"), ("exercise:back", "back"), ("exercise:gone", None),
     ("exercise:", None), ("hands", None)],
)  # fmt: skip
def test_ones_own_offers_what_it_says(offers: str, found: str | None) -> None:
    settings = Settings(own=(replace(WATER, offers=offers),))
    exercise = offered_exercise(SOME, of("own:Water"), settings)
    assert found == (exercise and exercise.id)


@pytest.mark.parametrize("asks", [True, False])
@pytest.mark.parametrize("kind", ALL)
def test_each_answer_is_a_command_as_the_terminal_says(kind: str, asks: bool) -> None:
    for word, _ in said(of(kind, asks=asks), DEFAULTS).answers:
        assert word.value == cli._parser([word.value]).parse_args([word.value]).word
