"""Calls: they keep a person present and hold reminders back, and what only looks like one does neither."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests.desktops.pulse import PulseAudio
from tests.e2e.recording import quit_and_replay

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

MINUTE, HOUR = 60, 3600
ALONE = ("stretch=no", "feet=no")
SITTING = "SELECT (end_us - start_us) / 1000000 FROM spans WHERE posture = 'sitting'"
SHOWN = "SELECT at_us / 1000000 FROM prompts"


@pytest.fixture(scope="module")
def sound() -> Iterator[PulseAudio]:
    with PulseAudio() as sound:
        yield sound


@pytest.fixture(autouse=True)
def _heard(desk: "Desk", sound: PulseAudio) -> None:
    """The app finds this sound server."""
    desk.environ |= sound.environ
    desk.be_patient()


def now(desk: "Desk") -> float:
    """The present moment of the app, in seconds."""
    return datetime.fromisoformat(desk.now()["at"]).timestamp()


def begin(desk: "Desk", *settings: str, scale: int) -> None:
    """Start the app, and type for a minute."""
    words = [word for setting in (*ALONE, *settings) for word in ("--set", setting)]
    desk.start("--hidden", *words, scale=scale)
    desk.until(lambda: desk.now()["bout_s"] > MINUTE, meanwhile=desk.type)


def test_a_call_without_input_is_sitting_and_the_reminder_comes_when_it_ends(desk: "Desk", sound: PulseAudio) -> None:
    daemon = desk.daemon()
    with sound.recording():
        begin(desk, "away_after=20", scale=300)
        desk.until(lambda: desk.now()["bout_s"] > 40 * MINUTE)
        assert ("sitting", []) == (desk.now()["state"], daemon.notified)
        ended = now(desk)
    desk.until(lambda: daemon.notified)
    ((shown,),) = desk.rows(SHOWN)
    assert ended < shown < ended + 20 * MINUTE
    ((length,),) = desk.rows(SITTING)
    assert length > 40 * MINUTE
    quit_and_replay(desk)


def test_no_program_is_started_before_a_reminder_is_due(desk: "Desk", tmp_path: Path) -> None:
    started = tmp_path / "started"
    for name in ("pactl", "pw-dump", "gsettings", "spd-say"):
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\necho {name} >> "{started}"\nexit 1\n')
        program.chmod(0o700)
    desk.environ["PATH"] = f"{tmp_path}:{desk.environ['PATH']}"
    daemon = desk.daemon()
    begin(desk, "stand_every=20", scale=240)
    desk.until(lambda: desk.now()["bout_s"] > 15 * MINUTE, meanwhile=desk.type)
    assert not started.exists()
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    assert "pactl" in started.read_text().split()
    quit_and_replay(desk)


@pytest.mark.parametrize("setting", ["call_microphone=yes", "call_microphone=no"])
def test_what_is_no_call_keeps_nobody_present(desk: "Desk", sound: PulseAudio, setting: str) -> None:
    """A monitor, a meter and a filter; or a microphone, where that is not to be asked."""
    sound.load("module-loopback", "source=mic", "sink=speaker")
    with ExitStack() as meanwhile:
        if setting.endswith("no"):
            meanwhile.enter_context(sound.recording())
        else:
            meanwhile.enter_context(sound.recording("speaker.monitor"))
            meanwhile.enter_context(sound.recording("mic", "--property=stream.monitor=true"))
            meanwhile.enter_context(sound.recording("mic", "--property=media.role=filter"))
        begin(desk, setting, scale=120)
        told = "turned off in the settings" if setting.endswith("no") else "microphone: not in use"
        assert told in desk.run("doctor").stdout
        desk.until(lambda: desk.now()["state"] == "away")
        ((length,),) = desk.rows(SITTING)
        assert length < 10 * MINUTE
        quit_and_replay(desk)


def test_a_recorder_that_runs_for_five_hours_is_no_call(desk: "Desk", sound: PulseAudio) -> None:
    with sound.recording():
        begin(desk, "passive_limit=600", "away_after=60", scale=2400)
        began = now(desk)
        desk.until(lambda: desk.rows(SHOWN))
        ((shown,), *_) = desk.rows(SHOWN)
        assert 3.9 * HOUR < shown - began < 5 * HOUR
        told = "in use for more than 4 hours without a break, which is not taken for a call"
        assert told in desk.run("doctor").stdout
        quit_and_replay(desk)
