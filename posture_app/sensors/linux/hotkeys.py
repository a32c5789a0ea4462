"""Shortcuts that work everywhere, on Wayland: the desktop is asked for them, and asks the person.

By the portal org.freedesktop.portal.GlobalShortcuts. Which keys it gives is for the person and the desktop to say; what
is asked for is a proposal, and only so the first time: later changes are made in the desktop's own settings.
"""

import itertools
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from posture_app.core.language import Lasting, _, lasting, sentences
from posture_app.core.ports import Address, Bus, Loop, Missing, Pressed, owner_changes
from posture_app.core.settings.shortcuts import ACTIONS, DIGITS, FUNCTION_KEYS, LETTERS, Modifier, Shortcut, instead

NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_SHORTCUTS = Address(NAME, _PATH, "org.freedesktop.portal.GlobalShortcuts")
_REGISTRY = Address(NAME, _PATH, "org.freedesktop.host.portal.Registry")
_REQUEST, _SESSION = "org.freedesktop.portal.Request", "org.freedesktop.portal.Session"
_TOKEN = "posture_app_"  # noqa: S105 - the beginning of the names that we give to sessions and requests
_START_SECONDS = 30.0  # the portal may be started by the call, and starts its like in turn
_DONE, _REFUSED = 0, 1  # of the answers to a request; any other is a failure

KEY_NAMES: Mapping[str, str] = {
    **{letter: letter.lower() for letter in LETTERS},
    **{key: key for key in (*DIGITS, *FUNCTION_KEYS, "Tab", "Escape", "Insert", "Delete", "Pause", "Home", "End")},
    **{key: key for key in ("Left", "Right", "Up", "Down")},
    "Space": "space",
    "Enter": "Return",
    "Backspace": "BackSpace",
    "PageUp": "Page_Up",
    "PageDown": "Page_Down",
}
"""The names of the keys in the notation of the desktops' shortcuts specification, which are those of xkbcommon."""
_MODIFIERS = {Modifier.SUPER: "LOGO", Modifier.CTRL: "CTRL", Modifier.ALT: "ALT", Modifier.SHIFT: "SHIFT"}

_log = logging.getLogger(__name__)


def trigger(shortcut: Shortcut) -> str:
    """The shortcut in the notation of the desktops' shortcuts specification, such as “CTRL+ALT+u”."""
    modifiers = [name for modifier, name in _MODIFIERS.items() if modifier in shortcut.modifiers]
    return "+".join([*modifiers, KEY_NAMES[shortcut.key]])


class PortalHotkeys:
    """Implements `sensors.hotkeys.Hotkeys` by the portal. `app_id` is the name of the app's desktop entry.

    Whether there is a portal is known only when it is asked; that there is none is then said of every shortcut.
    """

    name = "portal"

    def __init__(self, loop: Loop, bus: Bus, app_id: str) -> None:
        self._loop, self._bus, self._app_id = loop, bus, app_id
        self._wanted: Mapping[str, Shortcut] = {}
        self._pressed: Pressed = lambda _: None
        self._missing: Missing = lambda _: None
        self._tokens = (f"{_TOKEN}{number}" for number in itertools.count(1))
        self._token = ""  # of the present attempt; what comes for an earlier one is ignored
        self._registered = False  # whether this portal was told who we are
        self._session: str | None = None
        self._request: str | None = None  # that the desktop has not answered yet
        self._ends: list[Callable[[], None]] = []  # of the subscriptions for the present session
        self._for_good = [
            self._hear(self._activated, _SHORTCUTS.interface, "Activated"),
            self._hear(self._responded, _REQUEST, "Response"),
            bus.subscribe(self._changed_hands, **owner_changes(NAME)),
        ]
        bus.on_lost(lambda why: self._fail(self._token, why, lasting("The session bus is gone.")))

    def look(self, found: Callable[[str], None]) -> None:
        """See `sensors.hotkeys.Hotkeys`. To be registered, a program has to say so before it asks anything else."""

        def there(*_results: object) -> None:
            found(lasting("by the desktop’s portal; the settings say which work"))

        def failed(why: str) -> None:
            none = lasting("No shortcut can be had here (no portal gives any: {why}).", why=why)
            found(Lasting(lambda: sentences(str(none), instead())))

        found(lasting("by the desktop’s portal, which has not answered yet"))
        properties = Address(NAME, _PATH, "org.freedesktop.DBus.Properties")
        self._bus.call(properties, "Get", "ss", (_SHORTCUTS.interface, "version"), reply=there, failed=failed)

    def bind(self, shortcuts: Mapping[str, Shortcut], pressed: Pressed, missing: Missing) -> None:
        """See `sensors.hotkeys.Hotkeys`. The desktop may ask the person; `missing` is called when that is answered."""
        self._leave()
        self._wanted, self._pressed, self._missing = dict(shortcuts), pressed, missing
        if shortcuts:
            self._register()
        else:
            self._loop.soon(lambda: missing({}))

    def close(self) -> None:
        """Leave the session, and by that all shortcuts; harmless if done before."""
        self._pressed, self._missing = (lambda _: None), (lambda _: None)
        self._wanted = {}
        self._leave()
        while self._for_good:
            self._for_good.pop()()

    def _leave(self) -> None:
        """Start nothing new, and end the session and the question to the person."""
        for path, interface in ((self._request, _REQUEST), (self._session, _SESSION)):
            if path is not None:
                self._bus.call(Address(NAME, path, interface), "Close")
        self._forget()

    def _forget(self) -> None:
        self._token, self._request, self._session = "", None, None
        while self._ends:
            self._ends.pop()()

    def _register(self) -> None:
        """Say first who we are: from 1.21 on the portal gives strangers none (flatpak/xdg-desktop-portal#1817)."""
        self._token = token = next(self._tokens)
        if self._registered:
            self._create(token)
            return
        self._registered = True

        def unknown(why: str) -> None:  # before flatpak/xdg-desktop-portal#1521 there is no registry
            _log.info("the portal does not register the app: %s", why)
            self._create(token)

        self._bus.call(
            _REGISTRY,
            "Register",
            "sa{sv}",
            (self._app_id, {}),
            reply=lambda *_: self._create(token),
            failed=unknown,
            timeout=_START_SECONDS,
        )

    def _create(self, token: str) -> None:
        if token != self._token:
            return
        options = {"handle_token": ("s", f"{token}_session"), "session_handle_token": ("s", token)}
        self._bus.call(
            _SHORTCUTS, "CreateSession", "a{sv}", (options,), failed=partial(self._fail, token), timeout=_START_SECONDS
        )

    def _responded(self, *body: Any) -> None:
        """The session is there, or cannot be. Of other requests nothing is expected here, and nothing believed."""
        match body:
            case (0, {"session_handle": (str(), str(handle))}):
                if self._token and handle.endswith(f"/{self._token}"):
                    self._session = handle
                    self._bind(handle)
                elif f"/{_TOKEN}" in handle:  # of a binding that has been replaced since
                    self._bus.call(Address(NAME, handle, _SESSION), "Close")
            case (int(code), dict()) if code != _DONE and self._session is None:
                self._fail(self._token, lasting("the portal answers {code} to CreateSession", code=code))

    def _bind(self, session: str) -> None:
        token = self._token
        self._request = session.replace("/session/", "/request/", 1)  # both end in the token that we give them
        self._ends = [
            self._hear(partial(self._bound, token), _REQUEST, "Response", self._request),
            self._hear(lambda *_: self._closed(token), _SESSION, "Closed", session),
        ]
        shortcuts = [
            (
                action,
                {
                    "description": ("s", _(ACTIONS.get(action, action))),
                    "preferred_trigger": ("s", trigger(shortcut)),
                },
            )
            for action, shortcut in self._wanted.items()
        ]
        self._bus.call(
            _SHORTCUTS,
            "BindShortcuts",
            "oa(sa{sv})sa{sv}",
            (session, shortcuts, "", {"handle_token": ("s", token)}),
            failed=partial(self._fail, token),
            timeout=_START_SECONDS,
        )

    def _bound(self, token: str, *body: Any) -> None:
        if token != self._token:
            return
        self._request = None
        match body:
            case (0, {"shortcuts": (str(), list(given))}):
                bound = {shortcut[0] for shortcut in given if isinstance(shortcut, tuple) and shortcut}
                why = lasting("The desktop has not given it a shortcut; its own settings for shortcuts can.")
                self._missing({action: why for action in self._wanted if action not in bound})
            case (code, *_) if code == _REFUSED:
                self._fail(token, "", lasting("It was not allowed when the desktop asked."))
            case _:
                self._fail(token, lasting("the portal answers {body} to BindShortcuts", body=body))

    def _activated(self, *body: Any) -> None:
        match body:
            case (session, str(action), *_) if session == self._session and action in self._wanted:
                self._pressed(action)

    def _closed(self, token: str) -> None:
        if token == self._token:
            self._session = None
            self._fail(token, "the portal closed the session", lasting("The desktop has taken the shortcut back."))

    def _changed_hands(self, _name: str, old: str, new: str) -> None:
        """The portal has ended, and our session with it, or it has been started again."""
        if old:
            self._fail(
                self._token, "the portal ended", lasting("The part of the desktop that gives shortcuts has ended.")
            )
            self._registered = False
            self._forget()
        if new and self._wanted and not self._token:
            self._register()

    def _fail(self, token: str, why: str, sentence: str = "") -> None:
        """Nothing of what is wanted can be had."""
        if token and token == self._token:
            if why:
                _log.info("the desktop gives no shortcuts: %s", why)
            self._missing({action: sentence or _no_portal(action) for action in self._wanted})

    def _hear(
        self, hear: Callable[..., None], interface: str, member: str, path: str | None = None
    ) -> Callable[[], None]:
        return self._bus.subscribe(hear, interface=interface, member=member, path=path, sender=NAME)


def _no_portal(action: str) -> str:
    return Lasting(lambda: sentences(_("This desktop gives no shortcuts to programs."), instead(action)))
