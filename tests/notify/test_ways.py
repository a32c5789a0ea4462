"""Each prompt is shown in the way it wants, or in the next one that works, and never in two."""

import logging
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Message, Notifier, PromptNotifier
from posture_app.core.prompts import Way
from posture_app.notify.ways import Ways
from tests.loop import SelectLoop
from tests.notify.contract import Failures, WithdrawingContract, message, unexpected
from tests.notify.fake import FakeNotifier


class FakeScreen(FakeNotifier):
    """Counts breaks down, as the break screen does."""

    def __init__(self) -> None:
        super().__init__("screen")
        self.rests: list[tuple[int, int]] = []

    def rest(self, number: int, seconds: int) -> None:
        self.rests.append((number, seconds))


class Broken(FakeScreen):
    """Has a bug in showing, withdrawing and closing."""

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        super().show(message, failed)
        raise ZeroDivisionError

    def withdraw(self, number: int) -> None:
        super().withdraw(number)
        raise ZeroDivisionError

    def close(self) -> None:
        super().close()
        raise ZeroDivisionError


class Rig:
    """A chain, a card and a break screen, of which the last two have yet to be built."""

    def __init__(self, screen: FakeScreen | None = None) -> None:
        self.chain = FakeNotifier("chain", answers=False)
        self.card = FakeNotifier("card")
        self.screen = screen or FakeScreen()
        self.links = (self.chain, self.card, self.screen)
        self.built: list[str] = []
        self.missing: set[str] = set()
        self.ways: PromptNotifier = Ways(
            self.chain, {Way.CARD: self._factory(self.card), Way.SCREEN: self._factory(self.screen)}
        )

    def _factory(self, link: FakeNotifier) -> Callable[[], Notifier]:
        def build() -> Notifier:
            self.built.append(link.name)
            if link.name in self.missing:
                raise Unavailable("there is no monitor")
            return link

        return build

    def ask(self, number: int, way: Way, failed: Callable[[str], None] = unexpected) -> None:
        self.ways.show(by(way, number), failed)

    @property
    def showing(self) -> dict[str, int]:
        """Who shows which prompt."""
        return {link.name: link.showing.number for link in self.links if link.showing is not None}


def by(way: Way, number: int) -> Message:
    return replace(message(number), way=way)


@pytest.fixture
def rig() -> Rig:
    return Rig()


class Asking:
    """Shows every prompt in one way."""

    def __init__(self, ways: PromptNotifier, way: Way) -> None:
        self.name, self.answers = ways.name, ways.answers
        self._ways, self._way = ways, way
        self.withdraw, self.close = ways.withdraw, ways.close

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        self._ways.show(replace(message, way=self._way), failed)


class WaysStage:
    def __init__(self, loop: SelectLoop, rig: Rig, notifier: Notifier) -> None:
        self.loop = loop
        self.notifier = notifier
        self._rig = rig

    def reached(self) -> int:
        return sum(len(link.shown) for link in self._rig.links)

    def showing(self) -> int:
        return len(self._rig.showing)


class TestContract(WithdrawingContract):
    @pytest.fixture(params=(Way.NOTIFICATION, Way.CARD, Way.SCREEN))
    def way(self, request: pytest.FixtureRequest) -> Way:
        assert isinstance(request.param, Way)
        return request.param

    @pytest.fixture(params=("all work", "the screen fails", "the card fails, too", "nothing but the chain"))
    def stage(self, loop: SelectLoop, request: pytest.FixtureRequest, rig: Rig, way: Way) -> WaysStage:
        if request.param == "the screen fails":
            rig.screen.fails = "told to"
        if request.param == "the card fails, too":
            rig.missing, rig.card.fails = {"screen"}, "told to"
        ways = Ways(rig.chain, {}) if request.param == "nothing but the chain" else rig.ways
        return WaysStage(loop, rig, Asking(ways, way))


@pytest.mark.parametrize(("way", "shown_by"), [(Way.NOTIFICATION, "chain"), (Way.CARD, "card"), (Way.SCREEN, "screen")])
def test_each_way_has_its_own_to_show_it_built_when_first_needed(rig: Rig, way: Way, shown_by: str) -> None:
    assert [] == rig.built
    rig.ask(1, way)
    rig.ask(2, way)
    assert {shown_by: 2} == rig.showing
    assert [name for name in [shown_by] if name != "chain"] == rig.built


def test_a_silent_prompt_shows_nowhere_and_takes_away_what_showed(rig: Rig) -> None:
    rig.ask(1, Way.CARD)
    rig.ask(2, Way.SILENT)
    assert {} == rig.showing
    assert ["card"] == rig.built
    rig.ways.rest(2, 60)
    rig.ways.withdraw(2)


def test_what_showed_goes_away_once_the_next_one_shows(rig: Rig) -> None:
    seen: list[dict[str, int]] = []
    withdraw = rig.chain.withdraw

    def watched(number: int) -> None:
        seen.append(rig.showing)
        withdraw(number)

    rig.chain.withdraw = watched  # type: ignore[method-assign] # to see what shows at that moment
    rig.ask(1, Way.NOTIFICATION)
    rig.ask(2, Way.SCREEN)
    assert [{"chain": 1, "screen": 2}] == seen
    assert {"screen": 2} == rig.showing
    rig.ask(3, Way.NOTIFICATION)
    assert {"chain": 3} == rig.showing


@pytest.mark.parametrize("how", ["missing", "fails at once", "fails later"])
def test_what_one_way_cannot_show_the_next_quieter_one_does(rig: Rig, how: str) -> None:
    if how == "missing":
        rig.missing = {"screen"}
    elif how == "fails at once":
        rig.screen.fails = "told to"
    rig.ask(1, Way.SCREEN)
    if how == "fails later":
        assert {"screen": 1} == rig.showing
        rig.screen.fail("the monitor is gone")
    assert {"card": 1} == rig.showing
    rig.card.fail("that one, too")
    assert {"chain": 1} == rig.showing


def test_only_the_failure_of_the_chain_is_the_end(rig: Rig) -> None:
    rig.screen.fails, rig.missing, rig.chain.fails = "no screen", {"card"}, "no chain"
    failures = Failures()
    rig.ask(1, Way.SCREEN, failures)
    assert ["no chain"] == failures
    rig.chain.fails = None
    rig.ask(2, Way.NOTIFICATION, failures)
    rig.chain.fail("the chain broke")
    rig.chain.fail("the chain broke again")
    assert ["no chain", "the chain broke"] == failures


def test_if_nobody_can_show_it_what_showed_before_is_over_all_the_same(rig: Rig) -> None:
    rig.ask(1, Way.CARD)
    rig.chain.fails = "no chain"
    failures = Failures()
    rig.ask(2, Way.NOTIFICATION, failures)
    assert (["no chain"], {}) == (failures, rig.showing)


def test_the_failure_of_a_prompt_that_is_over_changes_nothing(rig: Rig) -> None:
    rig.ask(1, Way.SCREEN)
    rig.ask(2, Way.NOTIFICATION)
    rig.screen.fail("too late")
    assert {"chain": 2} == rig.showing
    rig.ask(3, Way.SCREEN)
    rig.ways.withdraw(3)
    rig.screen.fail("too late")
    assert {} == rig.showing


def test_a_way_that_could_not_is_tried_again_with_the_next_prompt(rig: Rig) -> None:
    rig.missing, rig.card.fails = {"screen"}, "told to"
    rig.ask(1, Way.SCREEN)
    assert {"chain": 1} == rig.showing
    rig.missing, rig.card.fails = set(), None
    rig.ask(2, Way.CARD)
    assert {"card": 2} == rig.showing
    rig.ask(3, Way.SCREEN)
    assert {"screen": 3} == rig.showing


def test_the_break_screen_counts_the_break_of_its_own_prompt_down(rig: Rig) -> None:
    rig.ask(1, Way.SCREEN)
    rig.ways.rest(7, 60)
    rig.ways.rest(1, 120)
    assert ([(1, 120)], {"screen": 1}) == (rig.screen.rests, rig.showing)
    rig.ways.withdraw(1)
    assert {} == rig.showing


@pytest.mark.parametrize("way", [Way.NOTIFICATION, Way.CARD])
def test_whatever_cannot_count_down_is_withdrawn_when_the_break_begins(rig: Rig, way: Way) -> None:
    rig.ask(1, way)
    rig.ways.rest(7, 60)
    assert [1] == list(rig.showing.values())
    rig.ways.rest(1, 120)
    assert ([], {}) == (rig.screen.rests, rig.showing)


def test_a_prompt_whose_break_runs_is_not_shown_again(rig: Rig) -> None:
    rig.ask(1, Way.SCREEN)
    rig.ways.rest(1, 120)
    rig.screen.fail("the monitor is gone")
    assert {} == rig.showing
    assert [] == rig.card.shown


def test_it_has_buttons_if_what_shows_has(rig: Rig) -> None:
    assert not rig.ways.answers
    rig.ask(1, Way.CARD)
    assert rig.ways.answers
    rig.card.fail("it ended")
    assert not rig.ways.answers
    rig.card.fails = "told to"
    rig.ask(2, Way.CARD)
    assert not rig.ways.answers


def test_bugs_are_logged_and_do_not_cost_the_prompt(caplog: pytest.LogCaptureFixture) -> None:
    rig = Rig(Broken())
    rig.ask(1, Way.SCREEN)
    assert {"card": 1} == rig.showing
    rig.ways.close()
    assert [True, True, True] == [link.closed for link in rig.links]
    assert 3 == sum(record.levelno == logging.ERROR for record in caplog.records)  # in showing, withdrawing, closing
    caplog.clear()


def test_a_bug_in_building_a_way_is_logged_and_does_not_cost_the_prompt(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    def build() -> Notifier:
        raise ZeroDivisionError

    ways = Ways(rig.chain, {Way.CARD: build})
    ways.show(by(Way.SCREEN, 1), unexpected)
    assert {"chain": 1} == rig.showing
    assert 1 == sum(record.levelno == logging.ERROR for record in caplog.records)
    caplog.clear()


def test_of_a_way_that_an_update_has_broken_the_person_is_told_and_the_prompt_shows_by_another(
    rig: Rig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build() -> Notifier:
        raise ImportError("cannot import name 'Offer'", name="posture_app.ui.prompts.break_window")

    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: told.append(kind))
    ways = Ways(rig.chain, {Way.SCREEN: build, Way.CARD: lambda: rig.card})
    ways.show(by(Way.SCREEN, 1), unexpected)
    assert ({"card": 1}, [ImportError]) == (rig.showing, told)
    caplog.clear()


def test_a_bug_in_counting_down_takes_the_prompt_away(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    def rest(number: int, seconds: int) -> None:
        raise ZeroDivisionError

    rig.screen.rest = rest  # type: ignore[method-assign] # a bug in this alone
    rig.ask(1, Way.SCREEN)
    rig.ways.rest(1, 120)
    assert {} == rig.showing
    assert 1 == sum(record.levelno == logging.ERROR for record in caplog.records)
    caplog.clear()


def test_closing_closes_what_was_built_and_the_chain_and_builds_nothing(rig: Rig) -> None:
    rig.ask(1, Way.CARD)
    rig.ways.close()
    assert [True, True, False] == [link.closed for link in rig.links]
    assert (["card"], {}) == (rig.built, rig.showing)
