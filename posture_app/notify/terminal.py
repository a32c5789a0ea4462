"""Reminders as lines on a terminal, for running without a display."""

from collections.abc import Callable
from typing import TextIO

from posture_app.core.ports import Message
from posture_app.core.text import one_line

BELL = "\a"


class TerminalNotifier:
    """Prints each prompt to a stream: the title, the body and the answers, a line each, with a bell on a terminal.

    It has no buttons; the third line names the commands that answer, made of `command` and the word.
    """

    name = "terminal"
    answers = False

    def __init__(self, stream: TextIO, *, command: str = "posture-app say") -> None:
        self._stream = stream
        self._command = command

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        answers = "   ".join(f"{one_line(label)}: {self._command} {word.value}" for word, label in message.answers)
        lines = filter(None, (one_line(message.title), one_line(message.body), answers))
        try:
            encoding = self._stream.encoding or "utf-8"
            text = "".join(f"{line}\n" for line in lines).encode(encoding, "replace").decode(encoding)
            self._stream.write((BELL if self._stream.isatty() else "") + text)
            self._stream.flush()
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            failed(f"the terminal cannot be written to: {error}")

    def withdraw(self, number: int) -> None:
        """What is printed stays."""

    def close(self) -> None:
        """The stream belongs to whoever gave it."""
