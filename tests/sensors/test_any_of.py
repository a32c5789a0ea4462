from collections.abc import Callable

import pytest

from posture_app.core.events import Fact, Sensed, Signal
from posture_app.sensors.any_of import AnyOf

LOCKED, UNLOCKED = Signal(Fact.LOCKED, on=True), Signal(Fact.LOCKED, on=False)


class Source:
    """A sensor that says what the test says."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        self.say, self.lose = report, lost

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def one() -> Source:
    return Source("one")


@pytest.fixture
def two() -> Source:
    return Source("two")


@pytest.fixture
def losses() -> list[str]:
    return []


@pytest.fixture
def any_of(one: Source, two: Source) -> AnyOf:
    return AnyOf("lock", [one, two])


@pytest.fixture
def reports(any_of: AnyOf, losses: list[str]) -> list[Sensed]:
    reports: list[Sensed] = []
    any_of.start(reports.append, losses.append)
    return reports


def test_a_fact_holds_as_long_as_any_source_says_so(one: Source, two: Source, reports: list[Sensed]) -> None:
    for source, said in ((one, UNLOCKED), (two, UNLOCKED), (one, LOCKED), (two, LOCKED), (one, UNLOCKED)):
        source.say(said)
    assert [UNLOCKED, LOCKED] == reports
    two.say(UNLOCKED)
    assert [UNLOCKED, LOCKED, UNLOCKED] == reports


def test_one_fact_does_not_touch_another(one: Source, two: Source, reports: list[Sensed]) -> None:
    asleep = Signal(Fact.ASLEEP, on=True)
    one.say(LOCKED)
    two.say(asleep)
    two.say(UNLOCKED)
    assert [LOCKED, asleep] == reports


def test_a_source_that_is_lost_says_nothing_any_more(
    one: Source, two: Source, reports: list[Sensed], losses: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    two.say(UNLOCKED)
    one.say(LOCKED)
    one.lose("broken")
    one.lose("broken")
    one.say(LOCKED)
    assert [UNLOCKED, LOCKED, UNLOCKED] == reports
    assert ["one tells nothing any more: broken"] == caplog.messages
    assert [] == losses
    two.lose("gone as well")
    assert ["gone as well"] == losses
    caplog.clear()


def test_closing_closes_every_source_and_ends_the_reports(
    one: Source, two: Source, any_of: AnyOf, reports: list[Sensed]
) -> None:
    any_of.close()
    one.say(LOCKED)
    assert (True, True) == (one.closed, two.closed)
    assert [] == reports
