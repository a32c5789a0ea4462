"""What a shortcut does at each moment."""

from dataclasses import replace

import pytest

from posture_app.core.events import Word
from posture_app.core.settings.shortcuts import ACTIONS
from posture_app.core.shortcut_actions import word_of
from posture_app.core.status import State, Status
from tests.ui.samples import ELSE, SITTING, due

STANDING = replace(ELSE, state=State.STANDING)
SHOWN = due().prompt
assert SHOWN is not None
SPENT = replace(due(), prompt=replace(SHOWN, may_snooze=False))


@pytest.mark.parametrize(
    ("deed", "status", "strict", "word"),
    [
        ("up", SITTING, False, Word.UP),
        ("switch", SITTING, False, Word.STAND),
        ("switch", STANDING, False, Word.SIT),
        ("switch", replace(ELSE, state=State.UP), False, Word.SIT),
        ("snooze", due(), False, Word.SNOOZE),
        ("snooze", due(), True, None),
        ("snooze", SITTING, False, None),
        ("snooze", SPENT, False, None),
        ("pause", SITTING, False, Word.PAUSE),
        ("pause", replace(SITTING, paused=True), True, Word.RESUME),
        ("dance", SITTING, False, None),
    ],
)
def test_a_deed_is_the_word_that_fits(deed: str, status: Status, *, strict: bool, word: Word | None) -> None:
    assert word is word_of(deed, status, strict=strict)


def test_every_deed_there_is_has_a_word() -> None:
    assert all(word_of(deed, due(), strict=False) for deed in ACTIONS)
