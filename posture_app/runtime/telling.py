"""What the app has to say for itself, as sentences to the person and lines in the messages of the program."""

import logging
from collections.abc import Callable, Iterable

from posture_app.core.ports import Loop, Message
from posture_app.core.words import APP_NAME
from posture_app.notify.chain import Chain
from posture_app.runtime.frontend import Frontend
from posture_app.runtime.links import show_message

ALOUD_NUMBER = -2
"""Of a message that is no prompt, beside that of the day's summary."""
_log = logging.getLogger(__name__)


class Telling:
    """Tells the person. The face of the app and the ways to notify may be made after it."""

    def __init__(self, loop: Loop, frontend: Callable[[], Frontend], chain: Callable[[], Chain]) -> None:
        self._loop, self._frontend, self._chain = loop, frontend, chain

    def tell_all(self, sentences: Iterable[str]) -> None:
        """Tell the person, and the messages of the program."""
        for sentence in sentences:
            _log.warning("%s", sentence)
            self._frontend().notify(sentence)

    def take_back(self, sentences: Iterable[str]) -> None:
        """Tell these no more."""
        for sentence in sentences:
            self._frontend().take_back(sentence)

    def tell_aloud(self, sentence: str) -> None:
        """Tell the person, by a notification where neither tray nor window is there to say it."""
        self.tell_all([sentence])
        if not self._frontend().reaches():
            message = Message(ALOUD_NUMBER, APP_NAME, sentence)
            show_message(self._chain(), message, windows=self._frontend().windows)

    def tell_soon(self, sentence: str) -> None:
        """Tell the person once the loop is free; whoever says it has it in the messages."""
        self._loop.soon(lambda: self._frontend().notify(sentence))
