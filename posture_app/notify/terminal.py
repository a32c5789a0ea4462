"""The app without a display: reminders are printed, and the command line is the way to talk to it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from posture_app.core.content.programmes import Item, ProgrammeSession
from posture_app.core.errors import KnownError
from posture_app.core.events import Say, Word
from posture_app.core.language import _, lasting
from posture_app.core.ports import Message, Notifier
from posture_app.core.prompts import Way
from posture_app.core.settings.settings import Settings
from posture_app.core.sight import Sight
from posture_app.core.status import Status
from posture_app.core.status_words import status_line
from posture_app.core.text import one_line
from posture_app.core.words import wall_time

BELL = "\a"


class Terminal:
    """What the person sees of the app where no window can be shown. The commands that answer begin with `command`.

    For the demo, which nobody talks to at first, `zone` says in which time zone to print the day as it goes.
    """

    windows = False

    def __init__(self, command: str = "posture-app", zone: Callable[[], str] | None = None) -> None:
        self._command, self._zone = command, zone
        self._printed: tuple[object, ...] | None = None

    def start(self, status: Status) -> None:
        """Nothing to show yet but, in the demo, how to go on."""
        if self._zone is not None:
            how = _("This day is made up. Take part in it from another terminal, as by `{command} up`; Ctrl+C ends it.")
            self.greet(how.format(command=self._command))
            self._printed = ()
            self.refresh(status)

    def links(self, answered: Callable[[int, Say], None]) -> Mapping[str, Callable[[], Notifier]]:  # noqa: ARG002
        return {"terminal": lambda: TerminalNotifier(sys.stdout, command=self._command)}

    def ways(
        self,
        answered: Callable[[int, Say], None],  # noqa: ARG002 - a terminal has no other ways
        ended: Callable[[int], None],  # noqa: ARG002
    ) -> Mapping[Way, Callable[[], Notifier]]:
        """None: all is printed."""
        return {}

    def remark(self, text: str) -> None:
        """Not worth a line."""

    def greet(self, text: str) -> None:
        sys.stdout.write(f"{one_line(text)}\n")
        sys.stdout.flush()

    def refresh(self, status: Status) -> None:
        """A terminal shows what happens, not how things stand: `posture-app status` tells that."""
        stand = (status.state, status.prompt, status.paused, status.private)
        if self._zone is not None and self._printed not in (None, stand):
            self._printed = stand
            zone = self._zone()
            self.greet(f"{wall_time(status.at, status.at, zone)}  {status_line(status, zone)}")

    def reread(self) -> None:
        """Nothing of the record shows."""

    def settings_changed(self, settings: Settings) -> None:
        """Nothing here depends on them."""

    def reword(self) -> None:
        """What is printed next is in the other language."""

    def show(self, page: str) -> None:
        """Raises KnownError: there is nowhere to show a page."""
        raise KnownError(
            _("There is no display, so “{page}” cannot be shown; `posture-app status` works here.").format(page=page)
        )

    def show_tip(self, name: str) -> None:
        """As above."""

    def play(self, items: Sequence[Item | str], belongs: ProgrammeSession | None = None) -> None:  # noqa: ARG002 - there is none
        """Raises KnownError: there is nowhere to show an exercise."""
        raise KnownError(_("There is no display, so no exercise can be shown."))

    def see(self, sight: Sight) -> None:
        """The log has it, and standard error with it."""

    def notify(self, sentence: str) -> None:
        """The log has it, and standard error with it."""

    def take_back(self, sentence: str) -> None:
        """What was printed stays."""

    def reaches(self) -> bool:
        """What is told is printed at once."""
        return True

    def crashed(self, report: str) -> None:
        """The log has it, and standard error with it."""

    def close(self) -> None:
        """Nothing is held."""


class TerminalNotifier:
    """Prints each prompt to a stream: the title, the body and the answers, a line each, with a bell on a terminal.

    It has no buttons; the third line names the commands that answer, made of `command` and the word, and the fourth
    those for other lengths of a snooze.
    """

    name = "terminal"
    answers = False

    def __init__(self, stream: TextIO, *, command: str = "posture-app say") -> None:
        self._stream = stream
        self._command = command

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        answers = "   ".join(f"{one_line(label)}: {self._command} {word.value}" for word, label in message.answers)
        lengths = "   ".join(f"{one_line(label)}: {self._command} {_command(say)}" for say, label in message.snoozes)
        lines = filter(None, (one_line(message.title), one_line(message.body), answers, lengths))
        try:
            encoding = self._stream.encoding or "utf-8"
            text = "".join(f"{line}\n" for line in lines).encode(encoding, "replace").decode(encoding)
            self._stream.write((BELL if self._stream.isatty() else "") + text)
            self._stream.flush()
        except (OSError, ValueError) as error:  # ValueError: the stream is closed
            failed(lasting("the terminal cannot be written to: {error}", error=error))

    def withdraw(self, number: int) -> None:
        """What is printed stays."""

    def close(self) -> None:
        """The stream belongs to whoever gave it."""


def _command(say: Say) -> str:
    """What the command line takes for a snooze."""
    return "snooze --until-pause" if say.word is Word.SNOOZE_QUIET else f"{say.word} {say.minutes:g}"
