"""Titles, whose letters become smaller where a word would have no room."""

import pytest

from posture_app.ui.kit.heading import Heading
from posture_app.ui.kit.look.theme import SCALE
from posture_app.ui.kit.panel import label
from tests.ui.showing import shown

LONG = "Donaudampfschifffahrt"


def title(text: str) -> Heading:
    made = label(text, scale=1.8, strong=True)
    assert isinstance(made, Heading)
    return made


def test_its_letters_are_as_large_as_each_text_lets_them_be(qt: object) -> None:
    heading = title("Short")
    heading.setFixedWidth(200)
    with shown(heading):
        assert heading.property(SCALE) == 1.8
        heading.setText(LONG)
        assert heading.property(SCALE) < 1.8
        heading.setText("Short")
        assert heading.property(SCALE) == 1.8


@pytest.mark.parametrize("words", ["You sat a lot today: get up", "今日はたくさん座っています。立って少し歩きましょう"])
def test_what_goes_on_in_another_line_takes_no_smaller_letters(qt: object, words: str) -> None:
    heading = title(words)
    heading.setFixedWidth(300)
    with shown(heading):
        assert heading.property(SCALE) == 1.8
