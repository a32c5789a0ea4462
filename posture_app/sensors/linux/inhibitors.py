"""Whether a program keeps the computer from becoming idle, as KDE, logind and power managers tell: somebody watches.

GNOME's session manager and those like it are in `sensors.gnome.session_manager`.
"""

from collections.abc import Callable
from typing import Any

from posture_app.core.events import Fact
from posture_app.core.language import lasting
from posture_app.core.ports import Address, Bus, Loop
from posture_app.sensors.in_use import InUse
from posture_app.sensors.linux.logind import MANAGER
from posture_app.sensors.linux.service import BUS, PROPERTIES, ServiceSensor, only, plain
from posture_app.sensors.question import QuestionSource
from posture_app.sensors.source import FactSource, there

KDE = "org.kde.Solid.PowerManagement.PolicyAgent"
POWER_MANAGER = "org.freedesktop.PowerManagement.Inhibit"
SCREEN = 4
"""Of what PolicyAgent inhibits: that the screen changes. Programs that copy files or play music inhibit sleep alone."""

_AGENT = Address(KDE, "/org/kde/Solid/PowerManagement/PolicyAgent", KDE)
_INHIBIT = Address(POWER_MANAGER, "/org/freedesktop/PowerManagement/Inhibit", POWER_MANAGER)
_BLOCKED = "BlockInhibited"


class PolicyAgent(ServiceSensor):
    """Tells Fact.WATCHING by the part of KDE's Powerdevil that knows what is inhibited."""

    name = KDE

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, KDE)

    def _listen(self) -> None:
        # Powerdevil 6.6 has properties beside the signal, and means to do without that.
        for interface, member in ((KDE, "InhibitionsChanged"), (PROPERTIES, "PropertiesChanged")):
            self._hear(self._ends, interface, member, _AGENT.path, lambda _: self._appeared())

    def _appeared(self) -> None:
        def listed(inhibitions: object) -> None:
            self._said(bool(inhibitions) if isinstance(inhibitions, list | dict) else inhibitions)

        def failed(_why: str) -> None:
            self._ask(_AGENT, "ListInhibitions", listed)

        self._ask(_AGENT, "HasInhibition", self._said, failed, signature="u", body=(SCREEN,))

    def _vanished(self) -> None:
        self._tell(Fact.WATCHING, on=False)

    def _said(self, inhibited: object) -> None:
        self._tell_flag(Fact.WATCHING, inhibited, lasting("whether the screen is kept on"))


class IdleBlocked(ServiceSensor):
    """Tells Fact.WATCHING by the locks that logind gives to programs, such as `systemd-inhibit --what=idle`."""

    name = "logind, idle"

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, MANAGER.destination)

    def _listen(self) -> None:
        self._hear(self._ends, PROPERTIES, "PropertiesChanged", MANAGER.path, self._changed)

    def _appeared(self) -> None:
        self._get(MANAGER.path, MANAGER.interface, _BLOCKED, self._said)

    def _vanished(self) -> None:
        self._tell(Fact.WATCHING, on=False)

    def _changed(self, args: object) -> None:
        match args:
            case (str(), dict() as changed, list() as invalidated):
                if _BLOCKED in changed:
                    self._said(plain(changed[_BLOCKED]))
                elif _BLOCKED in invalidated:
                    self._appeared()

    def _said(self, blocked: object) -> None:
        idle = "idle" in blocked.split(":") if isinstance(blocked, str) else blocked
        self._tell_flag(Fact.WATCHING, idle, lasting("what is blocked"))


class HasInhibit:
    """Implements `sensors.question.Question` by a power manager such as Xfce's, which can be asked and does not say by
    itself when that changes: its signal of that name stays inside it (xfce4-power-manager 4.20, `xfpm-inhibit.c`).
    """

    name, fact = POWER_MANAGER, Fact.WATCHING

    def __init__(self, loop: Loop, bus: Bus) -> None:
        self._bus = bus
        self._kept_awake = InUse(loop)
        self.trouble: str | None = None
        self.reading: str | None = None

    def ask(self, answer: Callable[[bool | None], None]) -> None:
        def unknown(why: str) -> None:
            self.trouble = why
            answer(None)

        def said(*args: Any) -> None:
            inhibited = only(args)
            if not isinstance(inhibited, bool):
                unknown(lasting("it answers something else than yes or no"))
                return
            self.trouble = None
            watching = self._kept_awake.call({"it"} if inhibited else set())
            if watching:
                self.reading = lasting("a program keeps the computer awake")
            elif inhibited:
                self.reading = lasting(
                    "a program has kept it awake for more than 4 hours, which is not taken for a film"
                )
            else:
                self.reading = lasting("no program keeps it awake")
            answer(watching)

        def there_is_one(*args: Any) -> None:
            if only(args) is True:
                self._bus.call(_INHIBIT, "HasInhibit", reply=said, failed=unknown)
            else:
                unknown(lasting("{name} is not on the bus", name=POWER_MANAGER))

        def is_kde(*args: Any) -> None:
            if only(args) is True:  # whose own answer to this counts files being copied, too
                unknown(lasting("KDE tells more exactly by {name}", name=KDE))
            else:
                self._bus.call(BUS, "NameHasOwner", "s", (POWER_MANAGER,), reply=there_is_one, failed=unknown)

        self._bus.call(BUS, "NameHasOwner", "s", (KDE,), reply=is_kde, failed=unknown)

    def close(self) -> None:
        """Who asked is called all the same."""
        self._kept_awake.close()


FACTS = (
    FactSource(KDE, "watching", lambda here: PolicyAgent(there(here.session))),
    FactSource(IdleBlocked.name, "watching", lambda here: IdleBlocked(there(here.system))),
)
QUESTION = QuestionSource(
    POWER_MANAGER, "watching", Fact.WATCHING, lambda here: HasInhibit(here.loop, there(here.session))
)
