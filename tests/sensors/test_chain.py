"""Which source of input is used, when another is, and what is reported meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from posture_app.core.events import Fact, Idle, Input, Signal, Word
from posture_app.core.sight import Sight
from posture_app.sensors import chain as chain_module
from posture_app.sensors.chain import InputChain
from posture_app.sensors.film import Film, ToldFacts
from posture_app.sensors.source import InputSource, Refusal, Surroundings
from posture_app.sensors.x11.idle import SOURCE
from tests.display import PrivateDisplay
from tests.loop import SelectLoop
from tests.sensors.conftest import SensorReports
from tests.sensors.waiting import Comes, FakeWaiting, LookingWaiting, never, refusing, source_of

Start = Callable[..., InputChain]


@pytest.fixture
def here(loop: SelectLoop) -> Surroundings:
    return Surroundings(loop, {})


@pytest.fixture
def start(here: Surroundings, heard: SensorReports) -> Iterator[Start]:
    chains: list[InputChain] = []

    def start(*sources: InputSource) -> InputChain:
        chain = InputChain(here, sources)
        chains.append(chain)
        chain.start(heard.reports.append, lambda _: pytest.fail("the last resort cannot be lost"))
        return chain

    yield start
    for chain in chains:
        chain.close()


def test_the_first_that_gets_ready_is_used_and_every_reason_is_kept(start: Start, heard: SensorReports) -> None:
    broken, good = FakeWaiting("broken"), FakeWaiting("good")
    chain = start(refusing("mutter", "no GNOME"), source_of(broken), source_of(good), never("unasked"))
    broken.lose("it is broken")
    assert broken.closed
    good.work()
    assert Sight("good") == chain.sight
    assert (Refusal("mutter", "no GNOME"), Refusal("broken", "it is broken")) == chain.refusals
    good.input()
    assert [Idle(1), Input()] == heard.reports


def test_the_next_is_asked_once_the_one_before_has_refused(start: Start) -> None:
    chain = start(source_of(FakeWaiting("first")), never("second"))
    assert ("first", True, False) == (chain.name, chain.asking, chain.sight.blind)


def test_one_that_does_not_answer_is_given_up(loop: SelectLoop, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain_module, "ANSWERS_S", 0.05)
    mute, good = FakeWaiting("mute"), FakeWaiting("good")
    chain = start(source_of(mute), source_of(good))
    loop.run_until(lambda: chain.name == "good")
    good.work()
    mute.ready()  # too late
    assert (Refusal("mute", "it does not answer"),) == chain.refusals
    assert Sight("good") == chain.sight


def test_where_none_can_work_it_says_why(start: Start) -> None:
    changes: list[str] = []
    last = FakeWaiting("x11")
    chain = start(refusing("mutter", "no GNOME"), source_of(last))
    chain.changed = lambda: changes.append(chain.name)
    last.lose("no X")
    assert Sight("none", "no X") == chain.sight  # the others are for other sessions than this one
    assert ["none"] == changes
    assert Sight("none", "no X") == start(refusing("x11", "no X")).sight
    assert "yet" in (start().sight.why or "")


def test_the_threshold_is_that_of_the_source_in_seconds_of_the_app(loop: SelectLoop, heard: SensorReports) -> None:
    rough = FakeWaiting()
    with closing(InputChain(Surroundings(loop, {}, scale=100), (source_of(rough, idle_after_s=10),))) as chain:
        chain.start(heard.reports.append, heard.losses.append)
        rough.work()
        rough.input()
        assert [100] == rough.lengths
        rough.silence(105)
    assert [Idle(100), Input(), Idle(10.5)] == heard.reports


def test_without_a_source_a_word_counts_as_input_that_goes_on_until_they_say_up(
    start: Start, heard: SensorReports
) -> None:
    chain = start()
    for word in (Word.PAUSE, Word.SIT, Word.SNOOZE, Word.STAND, Word.UP, Word.RESUME):
        chain.said(word)
    assert [Input(), Input(), Idle(0.0)] == heard.reports


def test_a_word_that_nobody_renews_is_over_after_a_time(heard: SensorReports) -> None:
    """Ten hours pass in a second here; a word of a person who stays renews it."""
    with closing(SelectLoop(scale=36_000)) as loop, closing(InputChain(Surroundings(loop, {}), ())) as chain:
        chain.start(heard.reports.append, heard.losses.append)
        chain.said(Word.SIT)
        chain.said(Word.SKIP)
        chain.rearm()
        loop.run_until(lambda: len(heard.reports) == 2)
        assert [Input(), Idle(0.0)] == heard.reports


def test_a_source_that_comes_is_taken_at_the_next_word_or_return(start: Start, heard: SensorReports) -> None:
    source = Comes(False, False, False, True)
    chain = start(source.row)
    changes: list[Sight] = []
    chain.changed = lambda: changes.append(chain.sight)
    chain.said(Word.SIT)
    chain.rearm()
    assert [] == changes
    chain.said(Word.SIT)
    source.made[0].work()
    source.made[0].input()
    chain.said(Word.SIT)  # a source tells by itself
    assert [Sight("one")] == changes
    assert [Input(), Input(), Idle(0.0), Idle(1), Input()] == heard.reports


def test_a_lost_source_is_looked_for_some_times_and_then_no_more(
    loop: SelectLoop, start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chain_module, "PAUSES_BETWEEN_LOOKS", (0.01, 0.02, 0.03))
    source = Comes(True, False, False, True, False, False, False)
    chain = start(source.row)
    changes: list[str] = []
    chain.changed = lambda: changes.append(chain.name)
    source.made[0].work()
    source.made[0].lose("it died")
    loop.run_until(lambda: len(source.made) == 2)
    source.made[1].work()
    assert ["one", "none", "one"] == changes
    assert [("one", "it died")] == [(name, why) for name, why, _ in chain.losses()]
    loop.run_until(lambda: not loop.pending)
    source.made[1].lose("it died again")
    loop.run_until(lambda: not loop.pending)
    assert ([], "none", True) == (source.answers, chain.name, chain.misses_one)
    caplog.clear()


def test_a_source_that_is_lost_over_and_over_is_asked_later_and_later(
    loop: SelectLoop, start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chain_module, "PAUSES_BETWEEN_LOOKS", (0.01, 0.02, 60.0))
    source = Comes(True, True, True)
    start(source.row)
    for tries in (1, 2, 3):
        assert tries == len(source.made)
        source.made[-1].work()
        source.made[-1].lose("it died")
        loop.run_for(0.15)
    assert 3 == len(source.made)
    caplog.clear()


def test_a_word_that_is_said_while_sources_are_asked_holds_until_one_is_ready(
    start: Start, heard: SensorReports
) -> None:
    source = FakeWaiting()
    chain = start(source_of(source))
    chain.said(Word.SIT)
    assert [Input()] == heard.reports
    source.work()
    assert [Input(), Idle(0.0), Idle(1)] == heard.reports


def test_the_next_is_used_until_the_better_one_is_back(
    loop: SelectLoop,
    start: Start,
    heard: SensorReports,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(chain_module, "PAUSES_BETWEEN_LOOKS", (0.01,))
    better, worse = Comes(True, True), FakeWaiting("worse")
    chain = start(better.row, source_of(worse))
    better.made[0].work()
    better.made[0].input()
    better.made[0].lose("it died")
    worse.work()
    assert ("worse", True) == (chain.name, chain.misses_one)
    worse.input()
    loop.run_until(lambda: len(better.made) == 2)
    assert "worse" == chain.name
    assert not worse.closed
    better.made[1].work()
    assert ("one", False) == (chain.name, chain.misses_one)
    assert worse.closed
    assert ["Idle", "Input", "Idle", "Idle", "Input", "Idle", "Idle"] == heard.kinds
    assert () == chain.refusals
    caplog.clear()


def test_facts_that_the_source_shows_are_passed_on_and_end_with_it(
    start: Start, heard: SensorReports, caplog: pytest.LogCaptureFixture
) -> None:
    source, next_one = FakeWaiting(), FakeWaiting("next")
    chain = start(source_of(source), source_of(next_one))
    facts = ToldFacts(chain)
    facts.start(heard.reports.append, heard.losses.append)
    source.tell(Signal(Fact.WATCHING, on=True))
    assert [] == heard.reports  # it is not used yet
    source.ready()
    assert [Signal(Fact.WATCHING, on=True)] == heard.reports
    source.lose("it died")
    next_one.work()
    source.tell(Signal(Fact.WATCHING, on=True))
    assert [Signal(Fact.WATCHING, on=True), Signal(Fact.WATCHING, on=False)] == [
        report for report in heard.reports if isinstance(report, Signal)
    ]
    caplog.clear()


def test_a_pause_is_waited_for_with_whichever_source_there_is(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    first, second = FakeWaiting("first"), FakeWaiting("second")
    chain = start(source_of(first), source_of(second))
    told: list[str] = []
    chain.quiet(2000, lambda: told.append("given back")).stop()
    chain.quiet(2000, lambda: told.append("quiet"))
    first.work()
    first.lose("it died")
    second.work()
    second.silence(1900)
    assert [] == told
    second.silence(2000)
    second.silence(2100)
    assert ["quiet"] == told
    caplog.clear()


def test_a_name_that_comes_to_the_bus_brings_the_source_that_needs_it(
    loop: SelectLoop,
    daemon: object,
    make_peer: Callable[[], object],
    heard: SensorReports,
) -> None:
    from posture_app.desktop.dbus.bus import JeepneyBus  # noqa: PLC0415 - on Linux only

    source = Comes(False, True)
    row = InputSource("one", source.row.make, bus_name="org.example.Idle")
    with closing(JeepneyBus(loop, "SESSION")) as bus:
        chain = InputChain(Surroundings(loop, {}, session=bus), (row,))
        chain.start(heard.reports.append, heard.losses.append)
        assert chain.sight.blind
        make_peer().own("org.example.Idle")  # type: ignore[attr-defined]
        loop.run_until(lambda: source.made)
        chain.close()


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


def test_a_real_display_that_dies_leaves_the_chain_alive(
    loop: SelectLoop, display: PrivateDisplay, heard: SensorReports, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(InputChain(Surroundings(loop, {"DISPLAY": display.name}), (SOURCE,))) as chain:
        chain.start(heard.reports.append, heard.losses.append)
        loop.run_until(lambda: heard.reports)
        assert "x11" == chain.name
        display.kill()
        loop.run_until(lambda: chain.name == "none")
        assert Idle(0.0) == heard.reports[-1]
        assert "gone" in (chain.sight.why or "")
        caplog.clear()


def test_the_next_input_is_told_to_who_shows_it(start: Start, caplog: pytest.LogCaptureFixture) -> None:
    first, second = FakeWaiting("first"), FakeWaiting("second")
    chain = start(source_of(first), source_of(second))
    told: list[str] = []
    chain.next_input(lambda: told.append("given back")).stop()
    chain.next_input(lambda: told.append("shown"))
    first.ready()
    first.silence(45_000)
    first.lose("it is gone")
    caplog.clear()
    second.ready()
    second.silence(45_000)
    assert [] == told
    second.input()
    second.input()
    assert ["shown"] == told
    chain.next_input(lambda: told.append("again"))  # in the midst of input that goes on
    second.input()
    assert ["shown", "again"] == told
    assert chain.last is not None
    assert Input() == chain.last[0]


def test_a_film_is_asked_of_the_source_in_use(loop: SelectLoop, start: Start, caplog: pytest.LogCaptureFixture) -> None:
    looking, other = LookingWaiting("looks"), FakeWaiting("does not")
    chain = start(source_of(looking), source_of(other))
    film = Film(chain, loop)
    answers: list[bool | None] = []
    film.ask(answers.append)
    looking.ready()
    looking.answer(film=False)
    assert [False] == answers  # as soon as it was plain whom to ask
    looking.silence(1000)
    looking.input()
    for there, reading in ((True, "something keeps"), (False, "nothing keeps")):
        film.ask(answers.append)
        looking.answer(film=there)
        assert there is answers[-1]
        assert film.trouble is None
        assert str(film.reading).startswith(reading)
    chain.check()
    assert 0 == len(looking.looks)  # input is over since the film was found
    looking.input()
    chain.check()
    assert 1 == len(looking.looks)
    looking.lose("it is gone")
    caplog.clear()
    film.ask(answers.append)
    other.work()
    assert (None, "“does not” does not tell of it when asked") == (answers[-1], film.trouble)
    chain.check()
