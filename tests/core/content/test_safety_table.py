"""Safety, through the code that chooses: each condition, or two of them, place, kind of reminder and exercise."""

from dataclasses import replace
from itertools import combinations

import pytest

from posture_app.core.content.exercises import Condition, Position
from posture_app.core.content.profile import Seat
from posture_app.core.content.suitability import suitability
from posture_app.core.settings.exercise_answers import answers_to
from posture_app.core.settings.reminder_kinds import STAND
from posture_app.runtime.exercise_choice import choose
from posture_app.runtime.prompt_words import prompt_message
from tests.core.content.safety_table import ANYBODY, ASKING, FILE, offered, shown, table
from tests.core.content.shipped import library


def test_the_table_that_people_sign_is_what_the_app_does() -> None:
    """If it differs, read what has changed, and write it anew: python -m tests.core.content.safety_table"""
    assert FILE.read_text(encoding="utf-8") == table()


@pytest.mark.parametrize("seat", Seat)
def test_each_exercise_is_offered_hidden_with_a_reason_or_no_answer(seat: Seat) -> None:
    for condition in (None, *Condition):
        said = frozenset[Condition]() if condition is None else frozenset({condition})
        settings = replace(ANYBODY, place=seat.value, conditions=said)
        for kind in ASKING:
            prompt = shown(kind, settings)
            wanted = answers_to(prompt.kind, rises=prompt.rises)
            assert wanted is not None
            found = set(offered(kind, settings))
            for exercise in library().exercises:
                suits = suitability(exercise, settings.profile)
                answers = wanted.met_by(exercise) and not (prompt.length_s and exercise.total_s > prompt.length_s)
                assert (answers and suits.offered) is (exercise.id in found), (condition, kind, exercise.id)
                if exercise.id in found:
                    assert not said & exercise.hide_if
                    assert {sentence for each, sentence in exercise.cautions if each in said} <= set(suits.cautions)


@pytest.mark.parametrize("seat", Seat)
def test_with_any_two_conditions_each_reminder_has_an_answer_at_least_in_words(seat: Seat) -> None:
    for pair in combinations(Condition, 2):
        settings = replace(ANYBODY, place=seat.value, conditions=frozenset(pair))
        for kind in ASKING:
            prompt = shown(kind, settings)
            choice = choose(library(), prompt, settings)
            message = prompt_message(prompt, settings, choice)
            assert message.title
            assert message.body.strip()
            assert message.answers
            for exercise in choice.exercises:
                assert exercise.hide_if.isdisjoint(pair), (pair, kind, exercise.id)


@pytest.mark.parametrize("seat", [seat for seat in Seat if not replace(ANYBODY, place=seat.value).profile.seated])
def test_nothing_seated_answers_get_up_for_who_stands(seat: Seat) -> None:
    for condition in Condition:
        settings = replace(ANYBODY, place=seat.value, conditions=frozenset({condition}))
        for exercise in choose(library(), shown(STAND, settings), settings).exercises:
            assert exercise.position in (Position.STANDING, Position.EITHER)
        for name in offered(STAND, settings):
            exercise = next(each for each in library().exercises if each.id == name)
            assert exercise.position is Position.STANDING
