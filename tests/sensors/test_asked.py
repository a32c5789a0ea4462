"""A question that the system answers at once."""

from posture_app.core.events import Fact
from posture_app.sensors.asked import Asked


def test_it_tells_what_it_is_told_or_why_not() -> None:
    said: list[bool | OSError | None] = [True, False, None, OSError(5, "Access is denied"), OSError("no"), True]
    told = iter(said)
    answers: list[bool | None] = []

    def call() -> bool | None:
        now = next(told)
        if isinstance(now, OSError):
            raise now
        return now

    question = Asked("windows", Fact.DND, call, ("on", "off"))
    seen = []
    for _ in said:
        question.ask(answers.append)
        seen.append((question.reading, question.trouble))
    question.close()
    assert [True, False, None, None, None, True] == answers
    assert [
        ("on", None),
        ("off", None),
        ("off", None),
        ("off", "Access is denied"),
        ("off", "no"),
        ("on", None),
    ] == seen
