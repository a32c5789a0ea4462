"""The lengths of a snooze to choose from: their notation, and what each says."""

import pytest

from posture_app.core.events import Say, Word
from posture_app.core.settings.settings import DEFAULTS, Settings
from posture_app.core.settings.snoozes import format_snoozes, parse_snoozes
from posture_app.core.snooze_choices import snooze_choices


def test_the_usual_lengths_are_offered_with_what_they_say() -> None:
    assert (
        (Say(Word.SNOOZE, 5), "5 minutes"),
        (Say(Word.SNOOZE, 10), "10 minutes"),
        (Say(Word.SNOOZE, 15), "15 minutes"),
        (Say(Word.SNOOZE_QUIET), "Until my hands rest"),
    ) == snooze_choices(DEFAULTS)
    assert ((Say(Word.SNOOZE, 1), "1 minute"),) == snooze_choices(Settings(snooze_choices=(1,)))


@pytest.mark.parametrize("text", ["5, 10, 15, pause", "pause", "60, 1"])
def test_lengths_are_written_as_they_are_read(text: str) -> None:
    assert text == format_snoozes(parse_snoozes(text))
    assert parse_snoozes(text) == parse_snoozes(f" {text.upper()} ".replace(" ", ""))


@pytest.mark.parametrize(
    "text", ["", "5,", "0", "61", "5.5", "5, 5", "pause, Pause", "never", "²", "1,2,3,4,5,6,7", "9" * 5000]
)
def test_what_is_no_such_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_snoozes(text)
