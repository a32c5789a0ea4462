"""What is heard while exercises are done: tones and spoken steps, each if the person wants it."""

from collections.abc import Callable
from typing import Protocol

from posture_app.core.session.cues import tone
from posture_app.core.session.plan import Beat
from posture_app.core.settings.settings import Settings
from posture_app.desktop.sounds import Chime


class Tones(Protocol):
    """Plays sounds."""

    def play(self, name: Chime) -> None: ...


class Spoken(Protocol):
    """Speaks one text at a time."""

    def say(self, text: str) -> None: ...
    def stop(self) -> None: ...


class SessionSound:
    """The `Cues` of the player."""

    def __init__(self, settings: Callable[[], Settings], tones: Tones, speech: Spoken) -> None:
        self._settings, self._tones, self._speech = settings, tones, speech

    def turned(self, before: Beat | None, now: Beat | None) -> None:
        wanted = tone(before, now) if self._settings().session_tones else None
        if wanted is not None:
            self._tones.play(wanted.value)

    def told(self, words: str) -> None:
        if self._settings().session_voice:
            self._speech.say(words)

    def over(self) -> None:
        self._speech.stop()
