"""Whether the screen saver covers the screen, as the desktop's own tells it: lockers that logind does not hear of."""

from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.core.ports import Address, Bus
from posture_app.sensors.linux.service import ServiceSensor
from posture_app.sensors.source import FactSource, there

SCREEN_SAVERS = (
    Address("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    Address("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
)


class ScreenSaver(ServiceSensor):
    """Tells Fact.LOCKED by one screen saver on the session bus."""

    def __init__(self, bus: Bus, address: Address) -> None:
        super().__init__(bus, address.destination)
        self.name = address.destination
        self._address = address

    def _listen(self) -> None:
        # From whatever path: KDE has it at /ScreenSaver, too, and sends from there.
        self._hear(self._ends, self._address.interface, "ActiveChanged", None, self._changed)

    def _appeared(self) -> None:
        self._ask(self._address, "GetActive", self._said)

    def _vanished(self) -> None:
        self._tell(Fact.LOCKED, on=False)

    def _changed(self, active: object) -> None:
        if active is True:  # reported again, even if it was taken back
            self._reported.pop(Fact.LOCKED, None)
        self._said(active)

    def _said(self, active: object) -> None:
        self._tell_flag(Fact.LOCKED, active, lasting("whether it is active"))


def _source(address: Address) -> FactSource:
    return FactSource(address.destination, "lock and sleep", lambda here: ScreenSaver(there(here.session), address))


SOURCES = tuple(map(_source, SCREEN_SAVERS))
