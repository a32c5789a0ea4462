"""The tip of the day, over restarts and in all the places where it shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from posture_app.core.content.content import Content
from posture_app.core.errors import KnownError
from posture_app.core.settings.settings import DEFAULTS, Settings
from posture_app.runtime.day_tips import DayTips
from tests.ui.lessons import TIP

TIPS = Content(tips=tuple(replace(TIP, id=f"tip_{number}") for number in range(5)))


class Runs:
    """A log that outlives the runs, and the day and the settings of the present one."""

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}
        self.settings: Settings = DEFAULTS
        self.day = date(2026, 3, 4)
        self.readable = True

    def recall(self, key: str) -> object:
        if not self.readable:
            raise KnownError("The log cannot be read.")
        return self.kept.get(key)

    def remember(self, key: str, value: object) -> None:
        self.kept[key] = value

    def start(self) -> DayTips:
        return DayTips(self, lambda: TIPS, lambda: self.settings, lambda: self.day)

    def id(self) -> str:
        tip = self.start().tip()
        return "" if tip is None else tip.id


@pytest.fixture
def runs() -> Runs:
    return Runs()


def test_it_is_the_same_all_day_in_all_places_and_after_a_restart(runs: Runs) -> None:
    run, first = runs.start(), runs.id()
    after = run.after_break()
    assert after is not None
    assert [first] * 3 == [after.id, runs.id(), runs.id()]


def test_none_comes_twice_before_all_were_shown(runs: Runs) -> None:
    found = []
    for _day in range(5):
        found.append(runs.id())
        runs.day += timedelta(days=3)
    assert {tip.id for tip in TIPS.tips} == set(found)


def test_one_that_is_not_for_the_person_gives_way_at_once_and_never_comes_again(runs: Runs) -> None:
    hidden = runs.id()
    runs.settings = replace(DEFAULTS, hidden_tips=(hidden,))
    for _day in range(20):
        assert runs.id() not in ("", hidden)
        runs.day += timedelta(days=1)


def test_after_a_break_it_comes_once_a_day(runs: Runs) -> None:
    told = [runs.start().after_break() is not None for _break in range(3)]
    runs.day += timedelta(days=1)
    assert [True, False, False, True] == [*told, runs.start().after_break() is not None]


def test_who_does_not_want_it_has_none(runs: Runs) -> None:
    runs.settings = replace(DEFAULTS, tip_of_day=False)
    assert (None, None, {}) == (runs.start().tip(), runs.start().after_break(), runs.kept)


def test_with_all_of_them_hidden_there_is_none(runs: Runs) -> None:
    runs.settings = replace(DEFAULTS, hidden_tips=tuple(tip.id for tip in TIPS.tips))
    assert (None, None) == (runs.start().tip(), runs.start().after_break())


def test_a_log_that_cannot_be_read_still_has_a_tip(runs: Runs) -> None:
    runs.readable = False
    assert runs.id()
