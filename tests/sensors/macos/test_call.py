"""Who listens on macOS, by its devices."""

from collections.abc import Iterable

from posture_app.sensors.macos.call import AudioDevice, MacMicrophone, four, listening
from tests.ui.hand_loop import HandLoop

MICROPHONE, SPEAKERS = AudioDevice(77, listens=True, plays=False, runs=True), AudioDevice(70, False, True, True)
HEADSET = AudioDevice(91, listens=True, plays=True, runs=True)
AT_REST = AudioDevice(78, listens=True, plays=False, runs=False)


def test_the_numbers_of_four_letters() -> None:
    assert (0x676F6E65, 1_735_159_650) == (four("gone"), four("glob"))


def test_only_what_does_nothing_but_listen_is_asked() -> None:
    assert {77} == listening([MICROPHONE, SPEAKERS, HEADSET, AT_REST])


def test_the_question() -> None:
    loop, devices, answers = HandLoop(), [AT_REST], list[bool | None]()
    question = MacMicrophone(loop, lambda: devices)
    question.ask(answers.append)
    devices.append(MICROPHONE)
    question.ask(answers.append)
    assert ([False, True], "in use", None) == (answers, question.reading, question.trouble)
    question.close()
    assert 0 == loop.pending


def test_a_system_that_does_not_answer_is_said() -> None:
    def refused() -> Iterable[AudioDevice]:
        raise OSError("status 560947818 for dev#")

    answers: list[bool | None] = []
    question = MacMicrophone(HandLoop(), refused)
    question.ask(answers.append)
    assert [None] == answers
    assert "macOS does not say which sound devices run (status 560947818 for dev#)" == question.trouble
