"""Shortcuts that work whichever window is in front, by the way that this desktop gives them to a program."""

import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from posture_app.core.errors import Unavailable
from posture_app.core.language import Lasting, lasting, sentences
from posture_app.core.ports import Missing, Pressed
from posture_app.core.settings.shortcuts import Shortcut, instead
from posture_app.sensors.source import Surroundings, there
from posture_app.sensors.x11.session import OnWaylandError


class Hotkeys(Protocol):
    """A way to have shortcuts. The constructor raises `Unavailable` if it cannot work here."""

    name: str

    def look(self, found: Callable[[str], None]) -> None:
        """Find out how shortcuts work here, or why they do not, for `posture-app doctor`; not before `bind`."""

    def bind(self, shortcuts: Mapping[str, Shortcut], pressed: Pressed, missing: Missing) -> None:
        """Have these, by action (one of `ACTIONS`), in place of those before; none is none.

        `pressed` gets the action at each press, once however long the keys are held. `missing` is called later, once it
        is known which could not be had, with one sentence why for each, and again whenever that has changed: with
        nothing, all of them work.
        """

    def close(self) -> None:
        """Release all keys, and call nobody any more."""


def choose_hotkeys(here: Surroundings, app_id: str) -> Hotkeys:
    """The way of this desktop; `app_id` is the name of the app's desktop entry.

    Raises Unavailable with one sentence that says what a person can do instead.
    """
    try:
        return _hotkeys(here, app_id)
    except Unavailable as why:
        text = lasting("No shortcut can be had here ({why}).", why=why)
        raise Unavailable(Lasting(lambda: sentences(str(text), instead()))) from why


def _hotkeys(here: Surroundings, app_id: str) -> Hotkeys:
    if sys.platform == "win32":
        from posture_app.sensors.windows.hotkeys import WindowsHotkeys  # noqa: PLC0415 - of this system only

        return WindowsHotkeys(here.loop)
    if sys.platform == "darwin":
        raise Unavailable(lasting("the app has no way to ask macOS for one"))
    from posture_app.sensors.x11.hotkeys import X11Hotkeys  # noqa: PLC0415 - with the first shortcut

    try:
        return X11Hotkeys(here.loop, here.environ, here.compositors())
    except OnWaylandError:
        from posture_app.sensors.linux.hotkeys import PortalHotkeys  # noqa: PLC0415 - not loaded on X11

        return PortalHotkeys(here.loop, there(here.session), app_id)
