from collections.abc import Callable, Iterator

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.events import Idle, Input, Sensed
from posture_app.sensors.candidates import X11, Candidate, IdleChain, Refusal, Surroundings, choose_idle
from tests.display import PrivateDisplay
from tests.loop import SelectLoop


class Source:
    """An idle sensor that says what the test says."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rearmed = 0
        self.closed = False

    def start(self, report: Callable[[Sensed], None], lost: Callable[[str], None]) -> None:
        self.say, self.lose = report, lost

    def rearm(self) -> None:
        self.rearmed += 1

    def close(self) -> None:
        self.closed = True


def refusing(name: str, why: str) -> Candidate:
    def make(_: Surroundings) -> Source:
        raise Unavailable(why)

    return Candidate(name, make)


def candidate(source: Source) -> Candidate:
    return Candidate(source.name, lambda _: source)


def never(name: str) -> Candidate:
    def make(_: Surroundings) -> Source:
        raise AssertionError(f"{name} is not to be asked")

    return Candidate(name, make)


@pytest.fixture
def here(loop: SelectLoop) -> Surroundings:
    return Surroundings(loop, {})


def test_the_first_that_can_work_is_picked_and_every_reason_is_kept(here: Surroundings) -> None:
    good, unasked = Source("good"), never("unasked")
    choice = choose_idle(here, (refusing("mutter", "no GNOME"), refusing("x11", "no X"), candidate(good), unasked))
    assert good is choice.sensor
    assert (Refusal("mutter", "no GNOME"), Refusal("x11", "no X")) == choice.refusals
    assert (unasked,) == choice.rest


def test_where_none_can_work_the_last_resort_says_why(here: Surroundings) -> None:
    choice = choose_idle(here, (refusing("mutter", "no GNOME"), refusing("x11", "no X")))
    assert "none" == choice.sensor.name
    assert "no source of input here: mutter: no GNOME; x11: no X" == getattr(choice.sensor, "why", None)


def test_the_last_resort_does_everything_and_nothing(here: Surroundings) -> None:
    chain = IdleChain(here, ())
    chain.start(lambda _: pytest.fail("it reports"), lambda _: pytest.fail("it is lost"))
    chain.rearm()
    chain.close()
    assert "none" == chain.name


def test_when_one_is_lost_the_next_goes_on_and_input_ended(
    here: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = Source("one"), Source("two")
    chain = IdleChain(here, (candidate(one), refusing("bad", "broken"), candidate(two)))
    reports: list[Sensed] = []
    chain.start(reports.append, lambda _: pytest.fail("there was another"))
    one.say(Input())
    one.lose("it died")
    one.lose("it died")
    one.say(Input())
    chain.rearm()
    two.say(Idle(3.0))
    assert [Input(), Idle(0.0), Idle(3.0)] == reports
    assert (True, "two", 0, 1) == (one.closed, chain.name, one.rearmed, two.rearmed)
    assert (Refusal("one", "it died"), Refusal("bad", "broken")) == chain.choice.refusals
    assert ["input is told by “two” from now on, as “one” stopped: it died"] == caplog.messages
    caplog.clear()
    chain.close()
    two.say(Input())
    assert [Input(), Idle(0.0), Idle(3.0)] == reports
    assert two.closed


def test_when_the_last_is_lost_there_is_none(here: Surroundings, caplog: pytest.LogCaptureFixture) -> None:
    one = Source("one")
    chain = IdleChain(here, (candidate(one),))
    reports: list[Sensed] = []
    chain.start(reports.append, lambda _: pytest.fail("the last resort cannot be lost"))
    one.lose("it died")
    assert ("none", [Idle(0.0)]) == (chain.name, reports)
    caplog.clear()


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


def test_a_real_display_that_dies_leaves_the_chain_alive(
    loop: SelectLoop, display: PrivateDisplay, caplog: pytest.LogCaptureFixture
) -> None:
    chain = IdleChain(Surroundings(loop, {"DISPLAY": display.name}), (X11,))
    reports: list[Sensed] = []
    chain.start(reports.append, lambda _: pytest.fail("there is always none"))
    assert "x11" == chain.name
    loop.run_until(lambda: reports)
    display.kill()
    loop.run_until(lambda: chain.name == "none")
    assert Idle(0.0) == reports[-1]
    caplog.clear()
    chain.close()
