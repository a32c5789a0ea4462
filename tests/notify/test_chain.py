import logging
from collections.abc import Callable
from typing import NoReturn

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.ports import Message
from posture_app.notify.chain import Chain, LinkState
from tests.loop import SelectLoop
from tests.notify.contract import Failures, WithdrawingContract, message, unexpected
from tests.notify.fake import FakeNotifier


class Rig:
    """Three fakes, and a chain that has yet to build them."""

    def __init__(self, order: tuple[str, ...] = ("desktop", "card", "tray")) -> None:
        self.desktop = FakeNotifier("desktop")
        self.card = FakeNotifier("card")
        self.tray = FakeNotifier("tray", answers=False)
        self.links = (self.desktop, self.card, self.tray)
        self.built: list[str] = []
        factories = {link.name: self._factory(link) for link in self.links}
        self.chain = Chain(factories, order, last="tray")

    def _factory(self, link: FakeNotifier) -> Callable[[], FakeNotifier]:
        def build() -> FakeNotifier:
            self.built.append(link.name)
            return link

        return build

    @property
    def showing(self) -> dict[str, int]:
        """Who shows which prompt."""
        return {link.name: link.showing.number for link in self.links if link.showing is not None}


@pytest.fixture
def rig() -> Rig:
    return Rig()


class FakeStage:
    def __init__(self, loop: SelectLoop, fake: FakeNotifier) -> None:
        self.loop = loop
        self.notifier = fake
        self._fake = fake

    def reached(self) -> int:
        return len(self._fake.shown)

    def showing(self) -> int:
        return int(self._fake.showing is not None)


class TestContractOfTheFake(WithdrawingContract):
    @pytest.fixture
    def stage(self, loop: SelectLoop) -> FakeStage:
        return FakeStage(loop, FakeNotifier())


class ChainStage:
    def __init__(self, loop: SelectLoop, rig: Rig) -> None:
        self.loop = loop
        self.notifier = rig.chain
        self._rig = rig

    def reached(self) -> int:
        return sum(len(link.shown) for link in self._rig.links)

    def showing(self) -> int:
        return len(self._rig.showing)


class TestContract(WithdrawingContract):
    @pytest.fixture(params=["all work", "the first fails", "the first two fail"])
    def stage(self, loop: SelectLoop, request: pytest.FixtureRequest, rig: Rig) -> ChainStage:
        if request.param != "all work":
            rig.desktop.fails = "told to"
        if request.param == "the first two fail":
            rig.card.fails = "told to"
        return ChainStage(loop, rig)


def test_nothing_is_built_before_it_is_needed(rig: Rig) -> None:
    assert [] == rig.built
    assert [
        ("desktop", LinkState.UNTRIED, ""),
        ("card", LinkState.UNTRIED, ""),
        ("tray", LinkState.UNTRIED, ""),
    ] == list(rig.chain.report())
    rig.chain.show(message(1), unexpected)
    rig.chain.show(message(2), unexpected)
    assert (["desktop"], {"desktop": 2}) == (rig.built, rig.showing)


def test_a_link_that_cannot_work_here_is_passed_over_for_good(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[str] = []
    card = FakeNotifier("card")

    def build() -> NoReturn:
        tries.append("desktop")
        raise Unavailable("there is no session bus")

    chain = Chain({"desktop": build, "card": lambda: card}, ("desktop", "card"), last="card")
    with caplog.at_level(logging.INFO):
        chain.show(message(1), unexpected)
        chain.show(message(2), unexpected)
    assert (["desktop"], [1, 2]) == (tries, [shown.number for shown in card.shown])
    assert ("desktop", LinkState.UNAVAILABLE, "there is no session bus") == chain.report()[0]
    assert ["reminders cannot come by “desktop”: there is no session bus"] == caplog.messages


def test_a_prompt_that_fails_at_once_goes_to_the_next(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    rig.desktop.fails = "it cannot show buttons"
    with caplog.at_level(logging.INFO):
        rig.chain.show(message(1), unexpected)
        rig.chain.show(message(2), unexpected)
    assert {"card": 2} == rig.showing
    assert ("desktop", LinkState.DROPPED, "it cannot show buttons") == rig.chain.report()[0]
    assert ["reminders no longer come by “desktop”: it cannot show buttons"] == caplog.messages


def test_a_prompt_that_fails_later_goes_to_the_next_once(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    rig.desktop.fail("it ended")
    rig.desktop.fail("it ended")
    assert ({"card": 1}, 1) == (rig.showing, len(rig.card.shown))


@pytest.mark.parametrize("over", ["withdrawn", "replaced", "closed"])
def test_a_failure_of_a_prompt_that_is_over_shows_nothing(rig: Rig, over: str) -> None:
    rig.chain.show(message(1), unexpected)
    fail = rig.desktop._failed
    assert fail is not None
    if over == "withdrawn":
        rig.chain.withdraw(1)
    elif over == "replaced":
        rig.chain.show(message(2), unexpected)
    else:
        rig.chain.close()
    fail("too late")
    assert ([], {"desktop": 2} if over == "replaced" else {}) == (rig.card.shown, rig.showing)


def test_a_prompt_moves_with_the_link_that_shows_the_next(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    rig.chain.reorder(("card", "desktop"))
    assert {"desktop": 1} == rig.showing
    rig.chain.show(message(2), unexpected)
    assert {"card": 2} == rig.showing


def test_withdrawing_reaches_the_link_that_shows_whatever_the_order_now(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    rig.chain.reorder(("card",))
    rig.chain.withdraw(1)
    assert {} == rig.showing


def test_the_last_is_last_whatever_the_order(rig: Rig) -> None:
    rig.chain.reorder(("tray", "card", "telepathy"))
    assert ["card", "tray"] == [name for name, _, _ in rig.chain.report()]


def test_the_last_link_is_never_dropped(rig: Rig) -> None:
    for link in rig.links:
        link.fails = f"{link.name} fails"
    failures = Failures()
    rig.chain.show(message(1), failures)
    assert ["tray fails"] == failures
    rig.tray.fails = None
    rig.chain.show(message(2), unexpected)
    assert {"tray": 2} == rig.showing
    assert ("tray", LinkState.READY) == rig.chain.report()[-1][:2]


def test_a_last_link_that_cannot_be_built_is_tried_each_time() -> None:
    tray = FakeNotifier("tray")
    there: list[bool] = []

    def build() -> FakeNotifier:
        if not there:
            raise Unavailable("there is no tray yet")
        return tray

    chain = Chain({"tray": build}, (), last="tray")
    failures = Failures()
    chain.show(message(1), failures)
    there.append(True)
    chain.show(message(2), unexpected)
    assert (["there is no tray yet"], [2]) == (failures, [shown.number for shown in tray.shown])
    assert ("tray", LinkState.READY, "") == chain.report()[0]


@pytest.mark.parametrize("where", ["build", "show"])
def test_a_bug_in_one_way_is_logged_and_does_not_cost_the_prompt(
    rig: Rig, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    class Broken(FakeNotifier):
        def show(self, message: Message, failed: Callable[[str], None]) -> None:
            raise ZeroDivisionError

    def build() -> FakeNotifier:
        if where == "build":
            raise ZeroDivisionError
        return Broken("card")

    chain = Chain({"card": build, "tray": lambda: rig.tray}, ("card",), last="tray")
    chain.show(message(1), unexpected)
    assert {"tray": 1} == rig.showing
    assert 1 == sum(record.levelno == logging.ERROR for record in caplog.records)
    assert "ZeroDivisionError" in chain.report()[0][2]
    caplog.clear()


def test_a_restored_link_gets_the_next_prompt_and_the_present_one_stays(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    rig.desktop.fail("it ended")
    rig.chain.restore("desktop")
    assert {"card": 1} == rig.showing
    rig.chain.show(message(2), unexpected)
    assert {"desktop": 2} == rig.showing
    assert ["desktop", "card"] == rig.built


def test_a_new_order_gives_every_link_a_fresh_chance(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    rig.desktop.fail("it ended")
    rig.chain.reorder(("desktop", "card"))
    rig.chain.show(message(2), unexpected)
    assert {"desktop": 2} == rig.showing


def test_it_has_buttons_if_the_link_that_shows_has(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    assert rig.chain.answers
    rig.desktop.fail("it ended")
    rig.card.fail("it ended")
    assert (False, {"tray": 1}) == (rig.chain.answers, rig.showing)


def test_probing_builds_all_and_shows_nothing(rig: Rig) -> None:
    rig.chain.probe()
    assert (["desktop", "card", "tray"], {}) == (rig.built, rig.showing)


def test_closing_closes_what_was_built_and_builds_nothing(rig: Rig) -> None:
    rig.chain.show(message(1), unexpected)
    rig.chain.close()
    assert [True, False, False] == [link.closed for link in rig.links]
    assert ["desktop"] == rig.built
