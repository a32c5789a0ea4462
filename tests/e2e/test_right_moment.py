"""A reminder that falls due while somebody types waits for a pause, and the record says since when."""

import os
import subprocess
from typing import TYPE_CHECKING

from tests.e2e.desk import GENEROUS_S
from tests.e2e.recording import assert_replays

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk

MOST_US = 150_000_000
"""Two minutes of the app, and half a real second."""


def test_a_reminder_waits_for_a_pause_in_the_typing(desk: "Desk", tmp_path: "Path") -> None:
    daemon, recording = desk.daemon(), tmp_path / "day.jsonl"
    app = desk.start("--record", str(recording), "--set", "stand_every=5", "--set", "right_moment=on")
    with subprocess.Popen(
        ["xdotool", "type", "--delay", "20", "a" * 4000], env={**os.environ, **desk.environ}
    ) as typing:
        desk.until(lambda: daemon.notified)
        typing.kill()
    desk.say("quit")
    app.wait(GENEROUS_S)
    ((due, at),) = desk.rows("SELECT due_us, at_us FROM prompts")
    assert 0 < at - due <= MOST_US
    assert_replays(desk, recording)
