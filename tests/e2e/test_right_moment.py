"""A reminder that falls due while somebody types waits for a pause, and the record says since when."""

import os
import subprocess
from typing import TYPE_CHECKING

from tests.e2e.recording import quit_and_replay

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

MOST_US = 150_000_000
"""Two minutes of the app, and half a real second."""


def test_a_reminder_waits_for_a_pause_in_the_typing(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.start("--set", "stand_every=5", "--set", "right_moment=on")
    with subprocess.Popen(
        ["xdotool", "type", "--delay", "20", "a" * 4000], env={**os.environ, **desk.environ}
    ) as typing:
        desk.until(lambda: daemon.notified)
        typing.kill()
    quit_and_replay(desk)
    ((due, at),) = desk.rows("SELECT due_us, at_us FROM prompts")
    assert 0 < at - due <= MOST_US
