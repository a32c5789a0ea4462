"""A question that the system answers at once, in a call of a few lines."""

from collections.abc import Callable

from posture_app.core.events import Fact


class Asked:
    """Implements `sensors.question.Question` by a call that returns whether it holds, None where the system does not
    know, or raises OSError with the reason. `words` is how the two answers read.
    """

    def __init__(self, name: str, fact: Fact, call: Callable[[], bool | None], words: tuple[str, str]) -> None:
        self.name, self.fact = name, fact
        self._call, self._words = call, words
        self.trouble: str | None = None
        self.reading: str | None = None

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        self.trouble = None
        try:
            holds = self._call()
        except OSError as error:
            self.trouble, holds = str(error.strerror or error), None
        if holds is not None:
            self.reading = self._words[not holds]
        answer(holds)

    def close(self) -> None:
        """Nothing is held."""
