"""Whether a program keeps the session from becoming idle, as GNOME's session manager and those like it tell."""

from collections.abc import Callable

from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.core.ports import Address, Bus
from posture_app.sensors.linux.service import PROPERTIES, ServiceSensor, plain
from posture_app.sensors.source import FactSource, there

NAME = "org.gnome.SessionManager"
"""Cinnamon's and MATE's go by this name, too."""
IDLE = 8
"""The bit of what is inhibited that says: the session is not to become idle."""

_MANAGER = Address(NAME, "/org/gnome/SessionManager", NAME)
_ACTIONS = "InhibitedActions"


class SessionInhibitors(ServiceSensor):
    """Tells Fact.WATCHING while a program keeps the session from becoming idle.

    GNOME and Cinnamon say what is inhibited by a property; MATE has none, and is asked at each change. `heard` gets
    whether this holds each time that it is said, even if nothing changed.
    """

    name = NAME

    def __init__(self, bus: Bus, heard: Callable[[bool], None] = lambda _: None) -> None:
        super().__init__(bus, NAME)
        self._heard = heard
        self._has_property = True

    def _listen(self) -> None:
        self._hear(self._ends, PROPERTIES, "PropertiesChanged", _MANAGER.path, self._changed)
        for member in ("InhibitorAdded", "InhibitorRemoved"):
            self._hear(self._ends, NAME, member, _MANAGER.path, lambda _: self._inhibitors_changed())

    def _appeared(self) -> None:
        def failed(_: str) -> None:
            self._has_property = False
            self._inhibitors_changed()

        self._has_property = True
        self._get(_MANAGER.path, NAME, _ACTIONS, self._actions_said, failed)

    def _vanished(self) -> None:
        self._tell(Fact.WATCHING, on=False)

    def _changed(self, args: object) -> None:
        match args:
            case (str(interface), dict() as changed, list() as invalidated) if interface == NAME:
                if _ACTIONS in changed:
                    self._actions_said(plain(changed[_ACTIONS]))
                elif _ACTIONS in invalidated:
                    self._appeared()

    def _inhibitors_changed(self) -> None:
        if not self._has_property:
            self._ask(_MANAGER, "IsInhibited", self._said, signature="u", body=(IDLE,))

    def _actions_said(self, actions: object) -> None:
        self._said(bool(actions & IDLE) if type(actions) is int else actions)

    def _said(self, inhibited: object) -> None:
        if isinstance(inhibited, bool):
            self._heard(inhibited)
        self._tell_flag(Fact.WATCHING, inhibited, lasting("whether idleness is inhibited"))


SOURCE = FactSource(NAME, "watching", lambda here: SessionInhibitors(there(here.session)))
