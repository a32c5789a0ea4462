"""What is told of input by a source that only tells of silence and of the next input."""

import pytest

from posture_app.core.events import Idle, Input, Sensed
from posture_app.sensors.input import QUIET_MS, InputSensor
from tests.sensors.conftest import SensorReports
from tests.sensors.waiting import FakeWaiting, LookingWaiting

SCALE = 60


@pytest.fixture
def waiting() -> FakeWaiting:
    return FakeWaiting()


@pytest.fixture
def sensor(waiting: FakeWaiting, heard: SensorReports) -> InputSensor:
    return InputSensor(waiting, heard.reports.append, idle_after_ms=500, scale=SCALE)


@pytest.mark.usefixtures("sensor")
def test_a_silence_is_told_with_the_time_since_the_last_input_in_seconds_of_the_app(
    waiting: FakeWaiting, heard: SensorReports
) -> None:
    waiting.silence(2000)
    waiting.input()
    assert [500] == waiting.lengths
    waiting.silence(510)
    assert [Idle(2 * SCALE), Input(), Idle(0.51 * SCALE)] == heard.reports


@pytest.mark.usefixtures("sensor")
def test_input_that_is_told_late_began_when_it_happened(waiting: FakeWaiting, heard: SensorReports) -> None:
    waiting.silence(2000)
    waiting.input(ago=1500)
    assert Input(ago=1.5 * SCALE) == heard.reports[-1]


@pytest.mark.usefixtures("sensor")
def test_the_next_input_is_asked_for_within_the_call_that_tells_of_the_silence(waiting: FakeWaiting) -> None:
    """Then none in between is missed."""
    asked: list[int] = []
    stopped = waiting._silences[0].call

    def call(idle: int) -> None:
        stopped(idle)
        asked.append(waiting.awaits_input)

    waiting._silences[0].call = call
    waiting.silence(QUIET_MS)
    assert [1] == asked


def test_after_rearm_the_next_input_is_a_beginning(
    waiting: FakeWaiting, sensor: InputSensor, heard: SensorReports
) -> None:
    waiting.silence(2000)
    waiting.input()
    before = list(heard.reports)
    sensor.rearm()
    sensor.rearm()
    waiting.input()
    assert [*before, Input()] == heard.reports
    assert ([500], 0) == (waiting.lengths, waiting.awaits_input)


def test_after_rearm_in_silence_there_is_no_more_of_it_to_tell(
    waiting: FakeWaiting, sensor: InputSensor, heard: SensorReports
) -> None:
    waiting.silence(2000)
    before = list(heard.reports)
    sensor.rearm()
    assert ([], 1) == (waiting.lengths, waiting.awaits_input)
    waiting.silence(5000)
    assert before == heard.reports


def test_after_rearm_in_the_midst_of_input_its_end_is_told(
    waiting: FakeWaiting, sensor: InputSensor, heard: SensorReports
) -> None:
    """That the machine is awake again may be heard after the first key."""
    waiting.silence(2000)
    waiting.input()
    sensor.rearm()
    waiting.silence(600)
    assert Idle(0.6 * SCALE) == heard.reports[-1]
    assert ([], 1) == (waiting.lengths, waiting.awaits_input)
    waiting.input()
    waiting.silence(600)
    assert [Input(), Idle(0.6 * SCALE)] == heard.reports[-2:]


def test_rearmed_before_the_first_silence_nothing_is_told_twice(
    waiting: FakeWaiting, sensor: InputSensor, heard: SensorReports
) -> None:
    sensor.rearm()
    waiting.input()
    assert ([500], 0) == (waiting.lengths, waiting.awaits_input)
    waiting.silence(600)
    assert [Input(), Idle(0.6 * SCALE)] == heard.reports


def test_whoever_rearms_when_told_of_input_hears_of_the_next_and_of_the_end(
    waiting: FakeWaiting, heard: SensorReports
) -> None:
    sensors: list[InputSensor] = []

    def report(sensed: Sensed) -> None:
        heard.reports.append(sensed)
        if isinstance(sensed, Input):
            sensors[0].rearm()

    sensors.append(InputSensor(waiting, report, idle_after_ms=500))
    waiting.silence(1000)
    waiting.input()
    assert ([500], 1) == (waiting.lengths, waiting.awaits_input)


def test_quiet_is_told_once_and_can_be_given_back(waiting: FakeWaiting, sensor: InputSensor) -> None:
    told: list[str] = []
    sensor.quiet(200, lambda: told.append("first"))
    sensor.quiet(200, lambda: told.append("second")).stop()
    waiting.silence(100)
    assert [] == told
    waiting.silence(300)
    waiting.silence(300)
    assert ["first"] == told


def test_a_closed_sensor_tells_nothing(waiting: FakeWaiting, sensor: InputSensor, heard: SensorReports) -> None:
    sensor.close()
    waiting.silence(1000)
    assert waiting.closed
    assert [] == heard.reports


def make(waiting: FakeWaiting, heard: SensorReports) -> InputSensor:
    return InputSensor(waiting, heard.reports.append, idle_after_ms=500)


def test_where_a_film_hides_input_what_goes_on_is_over_when_one_is_found(heard: SensorReports) -> None:
    waiting = LookingWaiting()
    sensor = make(waiting, heard)
    sensor.check()
    waiting.silence(QUIET_MS)
    sensor.check()
    assert [] == waiting.looks  # nothing goes on that a film could hide
    waiting.input()
    sensor.check()
    waiting.answer(film=False)
    assert [Idle(0.004), Input()] == heard.reports
    sensor.check()
    waiting.answer(film=True)
    assert [Idle(0.004), Input(), Idle(0)] == heard.reports
    assert ([], 1) == (waiting.lengths, waiting.awaits_input)
    sensor.check()
    assert [] == waiting.looks
    waiting.input()
    assert Input() == heard.reports[-1]


def test_where_a_film_hides_nothing_nobody_looks_each_minute_and_what_goes_on_goes_on(heard: SensorReports) -> None:
    waiting = LookingWaiting(limits=None)
    sensor = make(waiting, heard)
    waiting.silence(QUIET_MS)
    waiting.input()
    sensor.check()
    assert [] == waiting.looks
    answers: list[bool | None] = []
    sensor.look(answers.append)
    waiting.answer(film=True)
    assert [True] == answers
    assert [Idle(0.004), Input()] == heard.reports


def test_a_film_found_after_input_stopped_changes_nothing(heard: SensorReports) -> None:
    waiting = LookingWaiting()
    sensor = make(waiting, heard)
    waiting.silence(QUIET_MS)
    waiting.input()
    sensor.check()
    waiting.silence(600)
    before = list(heard.reports)
    waiting.answer(film=True)
    assert before == heard.reports


def test_a_film_found_after_rearm_ends_what_went_on_once(heard: SensorReports) -> None:
    waiting = LookingWaiting()
    sensor = make(waiting, heard)
    waiting.silence(QUIET_MS)
    waiting.input()
    sensor.check()
    sensor.rearm()
    waiting.answer(film=True)
    assert [Idle(0.004), Input(), Idle(0)] == heard.reports
    assert ([], 1) == (waiting.lengths, waiting.awaits_input)


def test_a_source_that_does_not_look_cannot_say(heard: SensorReports) -> None:
    answers: list[bool | None] = []
    sensor = make(FakeWaiting(), heard)
    sensor.check()
    sensor.look(answers.append)
    assert [None] == answers
