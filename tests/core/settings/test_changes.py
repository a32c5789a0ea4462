"""What was changed can be undone and done again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from posture_app.core.errors import KnownError
from posture_app.core.settings.changes import Changes
from posture_app.core.settings.settings import DEFAULTS


class Kept:
    """Settings that are kept, or not."""

    def __init__(self) -> None:
        self.settings, self.full = DEFAULTS, False
        self.applied = 0
        self.changes = Changes(self.apply, lambda: self.settings)

    def apply(self, values: Mapping[str, Any]) -> None:
        if self.full:
            raise KnownError("The disk is full.")
        self.applied += 1
        self.settings = replace(self.settings, **values)


def test_changes_are_undone_one_by_one_from_the_last_and_done_again() -> None:
    kept = Kept()
    kept.changes.make({"snooze": 7})
    kept.changes.make({"snooze": 9, "volume": 10})
    kept.changes.undo()
    assert replace(DEFAULTS, snooze=7) == kept.settings
    kept.changes.undo()
    assert DEFAULTS == kept.settings
    kept.changes.redo()
    kept.changes.redo()
    assert replace(DEFAULTS, snooze=9, volume=10) == kept.settings
    assert kept.changes.to_redo is None


def test_who_changes_something_after_undoing_cannot_do_again_what_was_before() -> None:
    kept = Kept()
    kept.changes.make({"snooze": 7})
    kept.changes.undo()
    kept.changes.make({"volume": 10})
    kept.changes.redo()
    assert replace(DEFAULTS, volume=10) == kept.settings


def test_what_was_changed_since_from_elsewhere_is_not_undone() -> None:
    kept = Kept()
    kept.changes.make({"volume": 10})
    kept.changes.make({"snooze": 7})
    kept.settings = replace(kept.settings, snooze=9)
    kept.changes.undo()
    assert replace(DEFAULTS, snooze=9) == kept.settings


def test_what_holds_already_is_no_change() -> None:
    kept = Kept()
    kept.changes.make({"snooze": DEFAULTS.snooze})
    assert (0, None) == (kept.applied, kept.changes.to_undo)


def test_what_cannot_be_kept_is_no_change_and_what_cannot_be_undone_still_can_be_later() -> None:
    kept = Kept()
    kept.full = True
    with pytest.raises(KnownError):
        kept.changes.make({"snooze": 7})
    assert kept.changes.to_undo is None
    kept.full = False
    kept.changes.make({"snooze": 7})
    kept.full = True
    with pytest.raises(KnownError):
        kept.changes.undo()
    kept.full = False
    kept.changes.undo()
    assert DEFAULTS == kept.settings
