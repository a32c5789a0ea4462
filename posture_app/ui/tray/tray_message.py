"""A message beside the tray icon: the last way to remind, which is always there."""

import logging
from collections.abc import Callable

from posture_app.core.ports import Message
from posture_app.core.text import plain

log = logging.getLogger(__name__)


class TrayMessageNotifier:
    """Reminds by the tray's own message, without buttons.

    It never calls `failed`, as nothing comes after it: where there is no tray to show a message, the prompt is not
    lost. The status has turned to “time to get up” before this is asked, and icon, tooltip, menu and windows
    keep saying so until it is answered; the menu has the answers.
    """

    name = "tray"
    answers = False

    def __init__(self, message: Callable[[str, str], bool]) -> None:
        """`message` shows title and body, and says whether there was a tray for it."""
        self._message = message

    def show(self, message: Message, failed: Callable[[str], None]) -> None:  # noqa: ARG002 - the protocol's
        """Show it where there is a tray."""
        if not self._message(plain(message.title), plain(message.body)):
            log.info("no tray for prompt %d; windows and status say that it is due", message.number)

    def withdraw(self, number: int) -> None:
        """Do nothing: systems offer no way to take such a message back, and it goes by itself."""

    def close(self) -> None:
        """Do nothing: there is nothing to release."""
