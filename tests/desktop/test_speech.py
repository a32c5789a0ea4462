"""Spoken words, by programs that stand in for those of the three systems."""

import logging
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posture_app.core.errors import Unavailable
from posture_app.desktop.speech import LONGEST, Speech, Voice, choose_voice
from tests import needs

STANDING = """
import os, sys
log = open(sys.argv[1], "a", encoding="utf-8")
print("pid", os.getpid(), file=log, flush=True)
for line in open(0, encoding="utf-8", newline="\\n"):
    print("read", line.rstrip("\\n"), file=log, flush=True)
print("end", file=log, flush=True)
"""
EACH_ANEW = """
import os, sys, time
log = open(sys.argv[1], "a", encoding="utf-8")
print("pid", os.getpid(), file=log, flush=True)
print("read", open(0, encoding="utf-8").read().rstrip("\\n"), file=log, flush=True)
time.sleep(3600)
"""
DEAF = "import time; time.sleep(3600)"
SILENCE = "(silence)"


class Stage:
    """Speech by such a program, and what the program has written down."""

    def __init__(self, folder: Path, program: str, silence: str | None) -> None:
        self.log = folder / "log"
        script = folder / "voice.py"
        script.write_text(program)
        self.speech = Speech(lambda: Voice("a voice", (sys.executable, str(script), str(self.log)), silence))

    def lines(self, first: str) -> list[str]:
        text = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
        words = [line.partition(" ") for line in text.splitlines()]
        return [rest for word, _blank, rest in words if word == first]

    def read(self) -> list[str]:
        """What it was to speak."""
        return [line for line in self.lines("read") if line != SILENCE]

    def alive(self) -> list[int]:
        return [int(pid) for pid in self.lines("pid") if _lives(int(pid))]


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def until(condition: Callable[[], object]) -> None:
    from tests.ui.waiting import until as wait  # noqa: PLC0415 - only where Qt loads

    wait(condition)


@pytest.fixture(params=["standing", "each anew"])
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    if sys.platform == "win32":
        pytest.skip("there is no signal that only asks")
    needs.qt()
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only where Qt loads

    from tests.ui.waiting import delete_what_was_closed  # noqa: PLC0415

    _app = QApplication.instance() or QApplication([])
    standing = request.param == "standing"
    made = Stage(tmp_path, STANDING if standing else EACH_ANEW, SILENCE if standing else None)
    yield made
    made.speech.close()
    assert made.alive() == []
    delete_what_was_closed()


def test_what_is_said_is_spoken_and_a_new_step_cuts_the_old_one(stage: Stage) -> None:
    stage.speech.say("Sit tall.")
    until(lambda: stage.read() == ["Sit tall."])
    (first,) = stage.alive()
    stage.speech.say("Öffne die Hände – ganz.")
    until(lambda: len(stage.read()) == 2)
    assert stage.read()[1] == "Öffne die Hände – ganz."
    until(lambda: stage.lines("read").count(SILENCE) == 2 or not _lives(first))
    assert len(stage.alive()) == 1


def test_silenced_no_program_goes_on_and_it_may_speak_again(stage: Stage) -> None:
    stage.speech.say("Sit tall.")
    until(lambda: stage.read() == ["Sit tall."])
    stage.speech.stop()
    until(lambda: stage.alive() == [])
    stage.speech.stop()
    stage.speech.say("Lean forward.")
    until(lambda: stage.read() == ["Sit tall.", "Lean forward."])


@pytest.mark.parametrize("text", ["!-!SET SELF VOLUME 100", "one\n!-!STOP ALL\ntwo", "!!-!QUIT", "x" * 100_000])
def test_words_are_never_commands_and_not_endless(stage: Stage, text: str) -> None:
    stage.speech.say(text)
    until(stage.read)
    (line,) = stage.read()
    assert not line.startswith("!")
    assert len(line) <= LONGEST


def test_of_nothing_nothing_is_said(stage: Stage) -> None:
    for text in ("", " \n", "!"):
        stage.speech.say(text)
    stage.speech.stop()
    assert not stage.log.exists()


def test_a_program_that_neither_reads_nor_ends_is_not_waited_for_and_killed(tmp_path: Path, stage: Stage) -> None:
    deaf = Stage(tmp_path, DEAF, SILENCE)
    for number in range(200):
        deaf.speech.say(f"{number} " + "word " * 100)
    process = deaf.speech._process
    assert process is not None
    until(lambda: process.processId() > 0)
    pid = process.processId()
    deaf.speech.close()
    assert not _lives(pid)


@pytest.mark.usefixtures("stage")
def test_what_cannot_be_started_or_is_not_there_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="posture_app.desktop.speech")

    def none() -> Voice:
        raise Unavailable("there is no voice")

    for choose in (none, lambda: Voice("a voice", ("/no/such/voice",), None)):
        speech = Speech(choose)
        for word in ("one", "two"):
            speech.say(word)
            until(lambda speech=speech: speech._process is None)  # type: ignore[misc]
        speech.close()
    first, second = (record.getMessage() for record in caplog.records)
    assert first == "nothing is spoken: there is no voice"
    assert second.startswith("nothing is spoken: a voice cannot be started (")


@pytest.mark.parametrize(
    ("platform", "program", "found"),
    [("linux", "spd-say", "spd-say"), ("darwin", "say", "say"), ("win32", "powershell", "SAPI"), ("linux", "say", "")],
)
def test_each_system_has_its_voice_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, program: str, found: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: str(tmp_path / name) if name == program else None)
    if found:
        assert choose_voice(platform).name == found
    else:
        with pytest.raises(Unavailable, match="spd-say is not installed; the package speech-dispatcher has it"):
            choose_voice(platform)


@pytest.mark.skipif(sys.platform != "linux", reason="a script takes the place of spd-say")
def test_spd_say_stays_is_told_to_cancel_its_own_words_only_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: Stage
) -> None:
    script, log = tmp_path / "spd-say", tmp_path / "told"
    script.write_text(
        f'#!/bin/sh\necho "$@" >>{log}\nwhile read -r line; do echo "$line" >>{log}; done\necho gone >>{log}\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    speech = Speech()
    speech.say("Sit tall.")
    speech.say("Lean forward.")
    until(lambda: log.exists() and "Lean forward." in log.read_text())
    speech.close()
    cancel = "!-!CANCEL SELF"
    assert log.read_text().splitlines() == [
        "--pipe-mode --application-name posture",
        *(cancel, "Sit tall."),
        *(cancel, "Lean forward."),
        *(cancel, "gone"),
    ]
