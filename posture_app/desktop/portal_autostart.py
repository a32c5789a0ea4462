"""The start with the session of a Flatpak, which asks the desktop for it: the portal `Background`, version 1 or 2."""

from collections.abc import Callable, Sequence

from posture_app.core.autostart import Autostart, AutostartState
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.language import _
from posture_app.core.ports import Address, Loop, Timer
from posture_app.desktop.dbus.bus import JeepneyBus

NAME = "org.freedesktop.portal.Desktop"
PORTAL = Address(NAME, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Background")
REQUEST = "org.freedesktop.portal.Request"
PATIENCE_S = 120.0
"""The desktop may ask the person, who may take their time."""
GRANTED = 0


class PortalAutostart:
    """Implements `Autostart`. The portal does not tell how things stand, so `memory` does: an entry that only we read,
    of what the portal has granted last. `commandline` always goes with the request: without it KDE and GNOME write
    entries that start nothing (KeePassXC, pull request 13482).
    """

    def __init__(self, command: Sequence[str], memory: Autostart, loop: Loop) -> None:
        self._command, self._memory, self._loop = tuple(command), memory, loop
        self.where = _("the desktop’s settings")
        self._answered: Callable[[str], None] | None = None
        self._bus: JeepneyBus | None = None
        self._patience: Timer | None = None
        self._on = False

    def state(self) -> AutostartState:
        return self._memory.state()

    def turn(self, *, on: bool) -> None:
        self.ask(on=on, answered=lambda _why: None)

    def mend(self) -> bool:
        return False  # the portal has it start the Flatpak, wherever that is

    def ask(self, *, on: bool, answered: Callable[[str], None]) -> None:
        """Have it so; `answered` is called when that is decided, with a sentence if it was not done. What was asked for
        before is no longer waited for.
        """
        self._forget()
        self._on, self._answered = on, answered
        try:
            self._bus = JeepneyBus(self._loop, "SESSION")
        except Unavailable as why:
            self._fail(str(why))
            return
        self._patience = self._loop.deadline(PATIENCE_S, lambda: self._fail(_("it did not answer")))
        self._bus.on_lost(self._fail)
        self._bus.subscribe(self._response, interface=REQUEST, member="Response", sender=NAME)
        options = {
            "reason": ("s", _("To count your sitting from the login on.")),
            "autostart": ("b", on),
            "commandline": ("as", list(self._command)),
            "dbus-activatable": ("b", False),
        }
        self._bus.call(PORTAL, "RequestBackground", "sa{sv}", ("", options), failed=self._fail, timeout=PATIENCE_S)

    def _response(self, *arguments: object) -> None:
        match arguments:
            case (int(code), {"autostart": ("b", bool(granted))}) if code == GRANTED:
                if granted is not self._on:
                    self._settle(_("The desktop did not allow it; its settings of programs may."))
                    return
                try:
                    self._memory.turn(on=granted)
                except KnownError as error:
                    self._settle(str(error))
                else:
                    self._settle("")
            case (int(code), dict()) if code != GRANTED:
                self._settle(_("The desktop did not allow it; its settings of programs may."))
            case _:
                self._fail(_("it answered with nonsense"))

    def _fail(self, why: str) -> None:
        self._settle(_("The desktop could not be asked to start the app ({why}).").format(why=why))

    def _settle(self, why: str) -> None:
        answered = self._answered
        self._forget()
        if answered is not None:
            answered(why)

    def _forget(self) -> None:
        bus, patience = self._bus, self._patience
        self._answered = self._bus = self._patience = None
        if patience is not None:
            patience.cancel()
        if bus is not None:
            bus.close()
