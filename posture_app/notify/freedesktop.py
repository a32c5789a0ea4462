"""Reminders as notifications of a Linux desktop, with buttons: org.freedesktop.Notifications, specification 1.2.

One call is under way at a time: what else is wanted meanwhile waits for its answer, because only that tells the id
under which to replace or close. Ids and capabilities belong to one life of the notification service; when its bus
name changes hands they are forgotten, or we would close somebody else's notification.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from posture_app.core.events import Word
from posture_app.core.language import _, lasting
from posture_app.core.ports import Address, Bus, Loop, Message, Timer, owner_changes
from posture_app.core.text import escaped, one_line, plain
from posture_app.core.words import APP_ID, APP_NAME, SHOW_ME

NAME = "org.freedesktop.Notifications"
SERVICE = Address(NAME, "/org/freedesktop/Notifications", NAME)
PATIENCE = 5.0
"""Real seconds to wait for an answer before the prompt goes another way."""
LATE = 3600.0
"""Real seconds for which a late answer is waited for, to close a notification that is no longer wanted."""

_DEFAULT = "default"  # the key of a click on the notification itself
_SHOW = "show"  # that of *Show me*
_NORMAL = 1
_NEVER_EXPIRE = 0  # the engine withdraws the prompt when it is void
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Prompt:
    message: Message
    failed: Callable[[str], None]
    owes_sound: bool = False
    """Whether its sound was left to this way, and has not been heard yet."""
    sent: bool = False


class FreedesktopNotifier:
    """Shows prompts with buttons through the desktop's notification service.

    `answered` gets the number of a prompt and the word of the button that was pressed, the first time only; `opened`
    gets the message when the notification itself is clicked, or *Show me* of one that offers an exercise. `returned`
    is called when a service takes the bus name, so that a chain that gave this way up may try it again. `icon` is a
    name in the icon theme or a `file://` address. `unheard` is called when a prompt's sound, left to this way because
    of `plays_sound`, must come from elsewhere: the service turns out to play none, or to be gone.

    A prompt that is dismissed or expires has been seen, and stays unanswered. If the service ends while one shows,
    `failed` is called; if another service takes over in the same moment, the prompt is shown there.
    """

    name = "desktop"
    answers = True

    def __init__(
        self,
        bus: Bus,
        loop: Loop,
        answered: Callable[[int, Word], None],
        *,
        opened: Callable[[Message], None],
        returned: Callable[[], None] = lambda: None,
        unheard: Callable[[], None] = lambda: None,
        icon: str = APP_ID,
    ) -> None:
        self._bus = bus
        self._loop = loop
        self._answered = answered
        self._opened = opened
        self._returned = returned
        self._unheard = unheard
        self._icon = icon
        self._wanted: _Prompt | None = None
        self._shown: _Prompt | None = None
        self._id = 0
        self._patience: Timer | None = None
        self._service_life = object()
        self._capabilities: frozenset[str] | None = None
        self._ends = [
            bus.subscribe(call, interface=NAME, member=member, path=SERVICE.path, sender=NAME)
            for member, call in (("ActionInvoked", self._action_invoked), ("NotificationClosed", self._closed))
        ]
        self._ends.append(bus.subscribe(self._owner_changed, **owner_changes(NAME)))
        bus.on_lost(
            lambda why: self._service_ended(lasting("the notification service cannot be reached: {why}", why=why))
        )

    @property
    def plays_sound(self) -> bool:
        """Whether the sound of a prompt comes with it, so that whoever shows it must not play it, too.

        As long as the service has not told what it can do, it is trusted to, and `unheard` puts that right.
        """
        return self._capabilities is None or "sound" in self._capabilities

    def show(self, message: Message, failed: Callable[[str], None]) -> None:
        self._wanted = _Prompt(message, failed, owes_sound=bool(message.sound) and self.plays_sound)
        self._proceed()

    def withdraw(self, number: int) -> None:
        if self._wanted is not None and self._wanted.message.number == number:
            self._wanted = None
            self._proceed()

    def close(self) -> None:
        self._wanted = None
        self._end_wait(self._patience)  # an answer still under way counts as late, and what it shows is closed
        self._proceed()
        while self._ends:
            self._ends.pop()()

    def _proceed(self) -> None:
        """Do the next thing to show or withdraw what is wanted, unless an answer has to be waited for."""
        if self._patience is not None:
            return
        if self._wanted is None:
            if self._id:
                self._close(self._id)
                self._id, self._shown = 0, None
        elif self._capabilities is None:
            self._ask("GetCapabilities", "", (), self._capabilities_known)
        elif "actions" not in self._capabilities:
            self._fail(lasting("the notification service cannot show buttons"))
        elif not self._wanted.sent:
            self._notify(self._wanted, self._capabilities)

    def _ask(
        self,
        method: str,
        signature: str,
        body: tuple[object, ...],
        answered: Callable[[bool, tuple[object, ...]], None],
    ) -> None:
        """Call a method; `answered` is told whether the answer came in time, and the answer."""
        life = self._service_life
        patience = self._loop.deadline(PATIENCE, lambda: gave_up(_no_answer()))
        self._patience = patience

        def gave_up(why: str) -> None:
            if self._end_wait(patience):
                self._fail(why)

        def reply(*results: object) -> None:
            in_time = self._end_wait(patience)
            if life is self._service_life:
                answered(in_time, results)

        self._bus.call(SERVICE, method, signature, body, reply=reply, failed=gave_up, timeout=LATE)

    def _end_wait(self, patience: Timer | None) -> bool:
        if patience is None or patience is not self._patience:
            return False
        patience.cancel()
        self._patience = None
        return True

    def _capabilities_known(self, in_time: bool, results: tuple[object, ...]) -> None:  # noqa: FBT001 - a callback
        match results:
            case (list(words),):
                self._capabilities = frozenset(map(str, words))
                self._proceed()
            case _ if in_time:
                self._fail(_nonsense(results))

    def _notify(self, prompt: _Prompt, capabilities: frozenset[str]) -> None:
        prompt.sent = True
        if "sound" not in capabilities or not prompt.message.sound.isprintable():  # D-Bus carries UTF-8 only
            self._play_elsewhere(prompt)
        summary, body = _texts(prompt.message, capabilities)
        actions = [_DEFAULT, _("Open")]
        buttons = [(word.value, one_line(label)) for word, label in prompt.message.answers]
        if prompt.message.exercise:
            buttons.append((_SHOW, _(SHOW_ME)))  # GNOME shows the first three, and a click on the text does the same
        for button in buttons:
            actions += button
        call = (APP_NAME, self._id, self._icon, summary, body, actions, self._hints(prompt), _NEVER_EXPIRE)
        self._ask("Notify", "susssasa{sv}i", call, partial(self._notified, prompt))

    def _hints(self, prompt: _Prompt) -> Mapping[str, tuple[str, object]]:
        # Neither `transient` (it may wait in the list of notifications, it is withdrawn when void) nor `resident`
        # (some services then leave it on the screen after a click).
        return {
            "urgency": ("y", _NORMAL),
            "category": ("s", "x-posture-app.reminder"),
            "desktop-entry": ("s", APP_ID),
            "image-path": ("s", self._icon),
            # Unless told to be silent, GNOME Shell plays a sound of its own (telegramdesktop/tdesktop#8824).
            **({"sound-file": ("s", prompt.message.sound)} if prompt.owes_sound else {"suppress-sound": ("b", True)}),
        }

    def _play_elsewhere(self, prompt: _Prompt) -> None:
        if prompt.owes_sound:
            prompt.owes_sound = False
            self._unheard()

    def _notified(self, prompt: _Prompt, in_time: bool, results: tuple[object, ...]) -> None:  # noqa: FBT001 - a callback
        match results:
            case (int(number),) if number > 0:
                if in_time:
                    prompt.owes_sound = False
                    self._id, self._shown = number, prompt
                    self._proceed()
                elif number != self._id:
                    self._close(number)
            case _ if in_time:
                self._fail(_nonsense(results))

    def _close(self, number: int) -> None:
        self._bus.call(
            SERVICE,
            "CloseNotification",
            "u",
            (number,),
            # It may have closed by itself a moment ago, and services differ on whether that is an error.
            failed=lambda why: _log.debug("closing notification %d: %s", number, why),
        )

    def _fail(self, why: str) -> None:
        prompt, self._wanted = self._wanted, None
        self._proceed()
        if prompt is not None:
            self._play_elsewhere(prompt)
            prompt.failed(why)

    def _action_invoked(self, *arguments: object) -> None:
        match arguments:
            case (int(number), str(key)) if number == self._id and self._shown is not None:
                self._pressed(self._shown, key)
            case _:
                _log.debug("not for us: ActionInvoked%r", arguments)

    def _pressed(self, shown: _Prompt, key: str) -> None:
        if key in (_DEFAULT, _SHOW):
            self._opened(shown.message)
        elif key in [word.value for word, _ in shown.message.answers]:
            # The daemon may say so again, or that it was closed: only the first counts.
            self._shown = None
            if self._wanted is shown:
                self._wanted = None
            self._proceed()
            self._answered(shown.message.number, Word(key))

    def _closed(self, *arguments: object) -> None:
        match arguments:
            case (int(number), int()) if number == self._id:
                if self._wanted is self._shown:
                    self._wanted = None
                self._id, self._shown = 0, None
            case _:
                _log.debug("not for us: NotificationClosed%r", arguments)

    def _owner_changed(self, *arguments: object) -> None:
        match arguments:
            case (str(), str(before), str(after)):
                if before and after and self._wanted is not None:
                    self._forget()
                    self._wanted.sent = False
                    self._proceed()
                elif before:
                    self._service_ended(lasting("the notification service ended"))
                if after:
                    self._returned()

    def _service_ended(self, why: str) -> None:
        self._forget()
        self._fail(why)

    def _forget(self) -> None:
        self._end_wait(self._patience)
        self._service_life = object()
        self._capabilities = None
        self._id, self._shown = 0, None


def _texts(message: Message, capabilities: frozenset[str]) -> tuple[str, str]:
    summary, body = one_line(message.title) or APP_NAME, plain(message.body)
    if "body" not in capabilities:
        return " – ".join(filter(None, (summary, one_line(body)))), ""
    return summary, escaped(body) if "body-markup" in capabilities else body


def _no_answer() -> str:
    return lasting("the notification service did not answer within {number} s", number=f"{PATIENCE:g}")


def _nonsense(results: object) -> str:
    return lasting("the notification service answered with nonsense ({answer})", answer=f"{results!r:.80}")
