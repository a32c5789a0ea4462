"""What the app was fed, recorded and watched."""

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tests.e2e.desk import GENEROUS_S, installed, told_by
from tests.e2e.recording import quit_and_replay

if TYPE_CHECKING:
    from tests.e2e.desk import Desk


def test_a_recording_of_a_day_replays_to_its_log(desk: "Desk") -> None:
    daemon = desk.daemon()
    desk.start("--set", "stand_every=5", "--set", "again_after=3")
    desk.until(lambda: len(daemon.notified) > 1, meanwhile=desk.type)
    desk.say("up")
    desk.until(lambda: desk.now()["state"] == "away")
    desk.until(lambda: desk.now()["bout_s"] > 30, meanwhile=desk.type)
    desk.say("stand")
    desk.until(lambda: desk.now()["state"] == "away")
    desk.say("private", "5")
    desk.type()
    desk.until(lambda: not desk.now()["private"])
    desk.until(lambda: desk.now()["bout_s"] > 60, meanwhile=desk.type)
    quit_and_replay(desk)
    assert {"up", "stood", "stopped"} == {why for (why,) in desk.rows("SELECT ended_by FROM spans")}


def test_who_watches_sees_each_line_as_it_comes_until_the_app_ends(desk: "Desk") -> None:
    app = desk.start()
    watching = subprocess.Popen(
        [installed(), "--data-dir", str(desk.data), "watch"], env=desk.environ, stdout=subprocess.PIPE, text=True
    )
    lines = told_by(watching)
    assert '"event": "start"' in next(lines)
    desk.until(lambda: desk.now()["state"] == "sitting", meanwhile=desk.type)
    assert any('"event": "input"' in line for line in lines)
    desk.tell("stand")
    assert any('"what": "stand"' in line for line in lines)
    desk.say("quit")
    app.wait(GENEROUS_S)
    watching.communicate(timeout=GENEROUS_S)
    assert 0 == watching.returncode
    assert 3 == desk.run("watch").returncode


def test_who_follows_is_told_of_a_prompt_its_answer_and_the_break(desk: "Desk") -> None:
    desk.daemon()
    app = desk.work("stand_every=5", "away_after=30", "break_min=15")  # however late the answer, it ends the sitting
    command = [installed(), "--data-dir", str(desk.data), "status", "--follow", "--format", "json"]
    following = subprocess.Popen(command, env=desk.environ, stdout=subprocess.PIPE, text=True)
    lines = told_by(following)
    told: list[dict[str, Any]] = []

    def comes(event: str) -> dict[str, Any]:
        for line in lines:
            told.append(json.loads(line))
            if told[-1]["event"] == event:
                return told[-1]
        raise AssertionError(f"it ended before {event}; told were {[each['event'] for each in told]}")

    comes("status")
    desk.until(lambda: desk.now()["prompt"], meanwhile=desk.type)
    assert comes("prompt")["status"]["prompt"]["kind"] == "stand"
    desk.tell("up")
    comes("break")
    assert "kept" == comes("prompt_over")["outcome"]
    desk.say("pause", "5")
    assert comes("pause")["line"].startswith("Paused")
    desk.say("quit")
    app.wait(GENEROUS_S)
    following.communicate(timeout=GENEROUS_S)
    assert 3 == following.returncode
