import io
import os
import sys
from dataclasses import replace

import pytest

from posture_app.core.ports import Message
from posture_app.core.settings.settings import Settings
from posture_app.core.snooze_choices import snooze_choices
from posture_app.notify.terminal import TerminalNotifier
from tests import needs
from tests.loop import SelectLoop
from tests.notify.contract import AWKWARD, Failures, NotifierContract, message, unexpected


class TerminalStage:
    def __init__(self, loop: SelectLoop) -> None:
        self.loop = loop
        self.stream = io.StringIO()
        self.notifier = TerminalNotifier(self.stream)

    def reached(self) -> int:
        return self.stream.getvalue().count("posture-app say up\n") + self.stream.getvalue().count("say up ")

    def showing(self) -> int:
        return 0


class TestContract(NotifierContract):
    @pytest.fixture
    def stage(self, loop: SelectLoop) -> TerminalStage:
        return TerminalStage(loop)


def printed(shown: Message) -> str:
    stream = io.StringIO()
    TerminalNotifier(stream).show(shown, unexpected)
    return stream.getvalue()


def test_other_lengths_of_a_snooze_are_commands_too() -> None:
    lengths = snooze_choices(Settings(snooze_choices=(10, None)))
    last = printed(replace(message(), snoozes=lengths)).splitlines()[-1]
    assert "10 minutes: posture-app say snooze 10   Until my hands rest: posture-app say snooze --until-pause" == last


def test_a_prompt_is_three_lines_title_body_and_how_to_answer() -> None:
    expected = (
        "Time to get up\nYou have sat for 30 minutes.\n"
        "I'm getting up: posture-app say up   5 minutes: posture-app say snooze   Skip: posture-app say skip\n"
    )
    assert expected == printed(message())


def test_a_prompt_of_a_title_is_one_line() -> None:
    assert "Blink\n" == printed(Message(1, "Blink", " "))


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
def test_no_text_reaches_the_terminal_as_a_command(text: tuple[str, str]) -> None:
    out = printed(message(1, *text))
    assert 3 >= out.count("\n")
    assert not set(out) & {"\x1b", "\x07", "\0", "\r", "\x85"}


def test_a_terminal_rings_and_a_file_does_not() -> None:
    needs.pseudo_terminals()
    if sys.platform == "win32":
        raise AssertionError("skipped there")
    leader, follower = os.openpty()
    with os.fdopen(leader, "rb", buffering=0) as person, os.fdopen(follower, "w") as terminal:
        TerminalNotifier(terminal).show(message(), unexpected)
        assert person.read(80).startswith(b"\aTime to get up")
    assert "\a" not in printed(message())


def test_letters_that_the_terminal_lacks_become_question_marks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    TerminalNotifier(stream).show(Message(1, "Für 5 Minuten…", ""), unexpected)
    assert b"F?r 5 Minuten?" == raw.getvalue().strip()


def test_a_reader_that_is_gone_counts_as_failed() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    failures = Failures()
    stream = os.fdopen(write_end, "w")
    TerminalNotifier(stream).show(message(), failures)
    assert 1 == len(failures)
    assert "cannot be written to" in failures[0]
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_a_closed_stream_counts_as_failed() -> None:
    stream = io.StringIO()
    stream.close()
    failures = Failures()
    TerminalNotifier(stream).show(message(), failures)
    assert 1 == len(failures)


def test_a_full_disk_counts_as_failed() -> None:
    if sys.platform != "linux":
        pytest.skip("there is no /dev/full")
    failures = Failures()
    stream = open("/dev/full", "w")  # noqa: PTH123, SIM115 - closing it fails, too, as is checked
    TerminalNotifier(stream).show(message(), failures)
    assert 1 == len(failures)
    with pytest.raises(OSError, match="No space left"):
        stream.close()
