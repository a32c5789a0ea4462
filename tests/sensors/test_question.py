"""The contract of all that is asked: everything at once, one answer, and never a wait for who does not answer."""

from collections.abc import Callable, Mapping

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.events import Fact
from posture_app.sensors.question import NO_ANSWER, Question, Questions, QuestionSource
from posture_app.sensors.source import Surroundings
from tests.loop import SelectLoop

Answers = list[Mapping[Fact, bool]]


class FakeQuestion:
    """A question that the test answers, or that answers at once with `holds`."""

    trouble: str | None = None
    reading: str | None = None

    def __init__(self, name: str, fact: Fact, holds: bool | None = None, *, at_once: bool = False) -> None:
        self.name, self.fact, self._holds, self._at_once = name, fact, holds, at_once
        self.asked: list[Callable[[bool | None], None]] = []
        self.closed = False

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        self.asked.append(answer)
        if self._at_once:
            answer(self._holds)

    def close(self) -> None:
        self.closed = True


def questions(loop: SelectLoop, *those: FakeQuestion) -> Questions:
    def source(question: FakeQuestion) -> QuestionSource:
        def make(_here: Surroundings) -> Question:
            return question

        return QuestionSource(question.name, str(question.fact), question.fact, make)

    return Questions(Surroundings(loop, {}), [source(question) for question in those])


def test_all_questions_of_the_wanted_facts_are_asked_at_once(loop: SelectLoop) -> None:
    microphone, camera = FakeQuestion("microphone", Fact.CALL), FakeQuestion("camera", Fact.CALL)
    dunst, film = FakeQuestion("dunst", Fact.DND), FakeQuestion("film", Fact.WATCHING)
    answers: Answers = []
    questions(loop, microphone, camera, dunst, film).ask({Fact.CALL, Fact.DND}, answers.append)
    assert [1, 1, 1, 0] == [len(each.asked) for each in (microphone, camera, dunst, film)]
    microphone.asked[0](False)
    dunst.asked[0](True)
    assert [] == answers
    camera.asked[0](True)
    assert [{Fact.CALL: True, Fact.DND: True}] == answers
    assert 0 == loop.pending


def test_nobody_is_waited_for_once_the_facts_are_known(loop: SelectLoop) -> None:
    microphone, camera = FakeQuestion("microphone", Fact.CALL), FakeQuestion("camera", Fact.CALL)
    answers: Answers = []
    asked = questions(loop, microphone, camera)
    asked.ask({Fact.CALL}, answers.append)
    microphone.asked[0](True)
    assert [{Fact.CALL: True}] == answers
    camera.asked[0](True)
    assert 1 == len(answers)
    assert [None, None] == [trouble for _, trouble, _, _ in asked.report()]


def test_answers_that_come_at_once_are_passed_on_at_once(loop: SelectLoop) -> None:
    answers: Answers = []
    asked = questions(
        loop,
        FakeQuestion("microphone", Fact.CALL, holds=None, at_once=True),
        FakeQuestion("film", Fact.WATCHING, holds=True, at_once=True),
    )
    asked.ask({Fact.CALL, Fact.WATCHING, Fact.DND}, answers.append)
    asked.ask({Fact.DND}, answers.append)
    assert [{Fact.CALL: False, Fact.WATCHING: True}, {}] == answers
    assert 0 == loop.pending


def test_who_does_not_answer_in_time_counts_as_no_and_doctor_says_so(
    loop: SelectLoop, caplog: pytest.LogCaptureFixture
) -> None:
    mute, dunst = FakeQuestion("mute", Fact.CALL), FakeQuestion("dunst", Fact.DND)
    answers: Answers = []
    asked = questions(loop, mute, dunst)
    asked.ask({Fact.CALL, Fact.DND}, answers.append)
    dunst.asked[0](True)
    loop.run_until(lambda: answers, 3)
    assert [{Fact.CALL: False, Fact.DND: True}] == answers
    assert [NO_ANSWER, None] == [trouble for _, trouble, _, _ in asked.report()]
    assert ["mute did not answer in time, which counts as “no”"] == caplog.messages
    caplog.clear()

    asked.ask({Fact.CALL}, answers.append)
    assert 1 == len(mute.asked)  # it is still to answer
    mute.asked[0](True)
    assert {Fact.CALL: True} == answers[-1]
    assert [None, None] == [trouble for _, trouble, _, _ in asked.report()]


def test_a_question_that_raises_keeps_nobody_from_the_others(
    loop: SelectLoop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    raised: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: raised.append(error))
    broken, dunst = FakeQuestion("broken", Fact.CALL), FakeQuestion("dunst", Fact.DND, holds=True, at_once=True)
    fault = ValueError("a bug")

    def fails(_answer: Callable[[bool | None], None]) -> None:
        raise fault

    monkeypatch.setattr(broken, "ask", fails)
    answers: Answers = []
    questions(loop, broken, dunst).ask({Fact.CALL, Fact.DND}, answers.append)
    loop.run_until(lambda: answers, 3)
    assert [{Fact.CALL: False, Fact.DND: True}] == answers
    assert [fault] == raised
    caplog.clear()


def test_what_the_person_turned_off_is_not_asked(loop: SelectLoop) -> None:
    microphone, camera = FakeQuestion("microphone", Fact.CALL), FakeQuestion("camera", Fact.CALL)
    answers: Answers = []
    asked = questions(loop, microphone, camera)
    asked.off = {"microphone"}
    asked.ask({Fact.CALL}, answers.append)
    camera.asked[0](False)
    assert [{Fact.CALL: False}] == answers
    assert [] == microphone.asked


def test_what_can_never_answer_here_is_refused_with_its_reason(loop: SelectLoop) -> None:
    def cannot(_here: Surroundings) -> Question:
        raise Unavailable("there is no bus")

    asked = Questions(Surroundings(loop, {}), [QuestionSource("dunst", "do not disturb", Fact.DND, cannot)])
    assert [("dunst", "there is no bus")] == [(each.name, each.why) for each in asked.refusals]
    assert [] == list(asked.report())


def test_after_the_end_nobody_is_told(loop: SelectLoop) -> None:
    microphone = FakeQuestion("microphone", Fact.CALL)
    answers: Answers = []
    asked = questions(loop, microphone)
    asked.ask({Fact.CALL}, answers.append)
    asked.close()
    assert microphone.closed
    microphone.asked[0](True)
    assert [] == answers
    assert 0 == loop.pending
