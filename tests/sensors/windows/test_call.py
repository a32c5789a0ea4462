"""Who has the microphone on Windows, by what its registry was seen to hold."""

from collections.abc import Iterator

import pytest

from posture_app.sensors.windows.call import ConsentStore, Use, holders
from tests.ui.hand_loop import HandLoop

HOUR = 3600 * 10_000_000
NOW = 134_091_504_000_000_000  # 30 November 2026, 00:00
ENDED = Use(NOW - 3 * HOUR, NOW - 2 * HOUR)
NEVER = Use(0, 0)
CALL = Use(NOW - HOUR // 2, 0)
CRASHED = Use(NOW - 100 * HOUR, 0)
AHEAD = Use(NOW + HOUR, 0)  # the clock was set back since


@pytest.mark.parametrize(
    ("uses", "going", "long"),
    [
        ([], set(), set()),
        ([ENDED, NEVER], set(), set()),
        ([ENDED, CALL], {CALL.began}, set()),
        ([CRASHED, CALL], {CRASHED.began, CALL.began}, {CRASHED.began}),
        ([AHEAD], {AHEAD.began}, {AHEAD.began}),
    ],
)
def test_who_has_it_and_who_has_it_for_long(uses: list[Use], going: set[int], long: set[int]) -> None:
    assert (frozenset(going), frozenset(long)) == holders(iter(uses), NOW)


def test_the_question() -> None:
    loop, uses, answers = HandLoop(), [ENDED], list[bool | None]()
    question = ConsentStore(loop, "microphone", lambda: iter(uses), lambda: NOW)
    for now in ([ENDED], [CALL], [CALL, CRASHED], [CRASHED]):
        uses[:] = now
        question.ask(answers.append)
    assert [False, True, True, False] == answers
    assert "in use for more than 4 hours without a break, which is not taken for a call" == question.reading
    question.close()
    assert 0 == loop.pending


def test_a_registry_that_cannot_be_read_is_said() -> None:
    def refused() -> Iterator[Use]:
        raise PermissionError(13, "Access is denied")

    answers: list[bool | None] = []
    question = ConsentStore(HandLoop(), "camera", refused, lambda: NOW)
    question.ask(answers.append)
    assert [None] == answers
    assert "Windows does not say who has it (Access is denied)" == question.trouble
