"""What macOS holds of assertions, as `pmset -g assertions` shows it."""

from posture_app.core.events import Fact
from posture_app.sensors.macos.not_now import UNTOLD, keeps_display_on
from posture_app.sensors.question import Questions
from posture_app.sensors.source import Surroundings
from tests.loop import SelectLoop


def test_a_display_that_is_kept_on() -> None:
    assert not keeps_display_on({})
    assert not keeps_display_on({"PreventUserIdleDisplaySleep": 0, "NoDisplaySleepAssertion": 0})
    assert keeps_display_on({"PreventUserIdleDisplaySleep": 1, "NoDisplaySleepAssertion": 0})
    assert keeps_display_on({"NoDisplaySleepAssertion": 2})


def test_what_macos_lets_no_program_ask_is_refused_with_the_reason(loop: SelectLoop) -> None:
    questions = Questions(Surroundings(loop, {}), UNTOLD)
    assert ["camera", "focus", "full screen"] == [refusal.name for refusal in questions.refusals]
    assert all(refusal.why.startswith("macOS ") for refusal in questions.refusals)
    answers: list[object] = []
    questions.ask(set(Fact), answers.append)
    assert [{}] == answers
