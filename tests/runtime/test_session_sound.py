"""What is heard while exercises are done."""

from dataclasses import replace

import pytest

from posture_app.core.content.exercises import Mode
from posture_app.core.session.plan import SessionPlan
from posture_app.core.settings.settings import DEFAULTS
from posture_app.desktop.sounds import Chime
from posture_app.runtime.session_sound import SessionSound
from tests.ui.lessons import NECK_TILT, SHORT_FOOT, WALK


class Heard:
    def __init__(self) -> None:
        self.all: list[str] = []

    def play(self, name: Chime) -> None:
        self.all.append(name)

    def say(self, text: str) -> None:
        self.all.append(text)

    def stop(self) -> None:
        self.all.append("silence")


@pytest.mark.parametrize(
    ("tones", "voice", "heard"),
    [
        (False, False, ["silence"]),
        (True, False, ["hold", "release", "silence"]),
        (False, True, ["Sit tall.", "silence"]),
        (True, True, ["hold", "Sit tall.", "release", "silence"]),
    ],
)
def test_each_is_heard_if_the_person_wants_it(*, tones: bool, voice: bool, heard: list[str]) -> None:
    stage, settings = Heard(), replace(DEFAULTS, session_tones=tones, session_voice=voice)
    sound = SessionSound(lambda: settings, stage, stage)
    ready, up, hold, down, *_rest = SessionPlan([NECK_TILT]).beats
    sound.turned(ready, up)
    sound.turned(up, hold)
    sound.told("Sit tall.")
    sound.turned(hold, down)
    sound.over()
    assert heard == stage.all


def test_by_itself_nothing_is_heard() -> None:
    assert (DEFAULTS.session_tones, DEFAULTS.session_voice) == (False, False)


def test_what_lasts_sounds_when_it_begins_changes_sides_and_is_all_done() -> None:
    stage = Heard()
    sound = SessionSound(lambda: replace(DEFAULTS, session_tones=True), stage, stage)
    walk, foot = replace(WALK, mode=Mode.TIMED, up_s=0, hold_s=120), replace(SHORT_FOOT, hold_s=1, reps=1, sets=1)
    beats = SessionPlan([replace(NECK_TILT, reps=1), walk, foot]).beats
    for before, now in zip((None, *beats), (*beats, None), strict=True):
        sound.turned(before, now)
    tilt = ["hold", "release", "side", "hold", "release"]
    assert [*tilt, "hold", "release", "side", "end"] == stage.all
