from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.events import Idle, Input, Sensed, Word
from posture_app.core.sight import Sight
from posture_app.sensors.idle_chain import IdleChain, choose_idle
from posture_app.sensors.source import Refusal, SensorSource, Surroundings
from posture_app.sensors.x11.idle import SOURCE
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


def refusing(name: str, why: str) -> SensorSource:
    def make(_: Surroundings) -> Source:
        raise Unavailable(why)

    return SensorSource(name, make)


def input_source(source: Source) -> SensorSource:
    return SensorSource(source.name, lambda _: source)


def never(name: str) -> SensorSource:
    def make(_: Surroundings) -> Source:
        raise AssertionError(f"{name} is not to be asked")

    return SensorSource(name, make)


@pytest.fixture
def here(loop: SelectLoop) -> Surroundings:
    return Surroundings(loop, {})


def test_the_first_that_can_work_is_picked_and_every_reason_is_kept(here: Surroundings) -> None:
    good, unasked = Source("good"), never("unasked")
    choice = choose_idle(here, (refusing("mutter", "no GNOME"), refusing("x11", "no X"), input_source(good), unasked))
    assert good is choice.sensor
    assert (Refusal("mutter", "no GNOME"), Refusal("x11", "no X")) == choice.refusals
    assert (unasked,) == choice.rest


def test_where_none_can_work_the_last_resort_says_why(here: Surroundings) -> None:
    choice = choose_idle(here, (refusing("mutter", "no GNOME"), refusing("x11", "no X")))
    assert "none" == choice.sensor.name
    assert "mutter: no GNOME; x11: no X" == getattr(choice.sensor, "why", None)


def test_the_chain_says_by_what_input_is_seen_and_why_it_is_not(here: Surroundings) -> None:
    assert Sight("good") == IdleChain(here, (input_source(Source("good")),)).sight
    blind = IdleChain(here, (refusing("x11", "no X"),))
    assert (Sight("none", "no X"), True) == (blind.sight, blind.sight.blind)
    assert "yet" in (IdleChain(here, ()).sight.why or "")


@pytest.fixture
def words(loop: SelectLoop) -> Iterator[tuple[IdleChain, list[Sensed]]]:
    """A chain without a source, and what it reports."""
    chain = IdleChain(Surroundings(loop, {}), ())
    reports: list[Sensed] = []
    chain.start(reports.append, lambda _: pytest.fail("the last resort cannot be lost"))
    yield chain, reports
    chain.close()
    assert loop.pending == 0


def test_without_a_source_a_word_counts_as_input_that_goes_on_until_they_say_up(
    words: tuple[IdleChain, list[Sensed]],
) -> None:
    chain, reports = words
    for word in (Word.PAUSE, Word.SIT, Word.SNOOZE, Word.STAND, Word.UP, Word.RESUME):
        chain.said(word)
    assert [Input(), Input(), Idle(0.0)] == reports


def test_what_was_said_before_a_barrier_does_not_hold_after_it(words: tuple[IdleChain, list[Sensed]]) -> None:
    chain, reports = words
    chain.said(Word.SIT)
    chain.rearm()
    chain.said(Word.SNOOZE)
    assert [Input()] == reports


def test_a_word_that_nobody_renews_is_over_after_a_time() -> None:
    """Ten hours pass in a second here; a word of a person who stays renews it."""
    with closing(SelectLoop(scale=36_000)) as loop, closing(IdleChain(Surroundings(loop, {}), ())) as chain:
        reports: list[Sensed] = []
        chain.start(reports.append, lambda _: pytest.fail("the last resort cannot be lost"))
        chain.said(Word.SIT)
        chain.said(Word.SKIP)
        assert 1 == loop.pending
        loop.run_until(lambda: len(reports) == 2)
        assert [Input(), Idle(0.0)] == reports
        assert 0 == loop.pending


def test_a_source_that_comes_back_is_taken_at_the_next_word_or_return(here: Surroundings) -> None:
    there: list[Source] = []

    def make(_: Surroundings) -> Source:
        if not there:
            raise Unavailable("nobody answers")
        return there[0]

    chain = IdleChain(here, (SensorSource("one", make),))
    changes: list[Sight] = []
    chain.changed = lambda: changes.append(chain.sight)
    reports: list[Sensed] = []
    chain.start(reports.append, lambda _: pytest.fail("there is always none"))
    chain.said(Word.SIT)
    chain.rearm()
    assert [] == changes
    there.append(Source("one"))
    chain.said(Word.SIT)
    there[0].say(Input())
    chain.said(Word.SIT)  # a source tells by itself
    assert [Sight("one")] == changes
    assert [Input(), Idle(0.0), Input()] == reports
    chain.close()


def test_a_lost_source_is_looked_for_some_times_and_then_no_more(
    loop: SelectLoop, here: Surroundings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("posture_app.sensors.idle_chain.PAUSES_BETWEEN_LOOKS", (0.01, 0.02, 0.03))
    answers = [Source("one"), None, None, Source("one"), None, None, None]
    made: list[Source] = []

    def make(_: Surroundings) -> Source:
        answer = answers.pop(0)
        if answer is None:
            raise Unavailable("nobody answers")
        made.append(answer)
        return answer

    chain = IdleChain(here, (SensorSource("one", make),))
    changes: list[str] = []
    chain.changed = lambda: changes.append(chain.name)
    chain.start(lambda _: None, lambda _: pytest.fail("there is always none"))
    made[0].lose("it died")
    loop.run_until(lambda: changes == ["none", "one"])
    assert 0 == loop.pending
    made[1].lose("it died again")
    loop.run_until(lambda: not loop.pending)
    assert ([], "none") == (answers, chain.name)
    chain.close()
    caplog.clear()


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


def test_a_real_display_that_dies_leaves_the_chain_alive(
    loop: SelectLoop, display: PrivateDisplay, caplog: pytest.LogCaptureFixture
) -> None:
    chain = IdleChain(Surroundings(loop, {"DISPLAY": display.name}), (SOURCE,))
    reports: list[Sensed] = []
    chain.start(reports.append, lambda _: pytest.fail("there is always none"))
    assert "x11" == chain.name
    loop.run_until(lambda: reports)
    display.kill()
    loop.run_until(lambda: chain.name == "none")
    assert Idle(0.0) == reports[-1]
    assert "gone" in (chain.sight.why or "")
    caplog.clear()
    chain.close()
