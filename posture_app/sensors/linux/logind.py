"""Lock, sleep and the end of the session, as systemd-logind (or elogind) tells them on the system bus."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from posture_app.core.events import Fact
from posture_app.core.language import N_, lasting
from posture_app.core.ports import Address, Bus, Loop, Timer
from posture_app.sensors.linux.service import PROPERTIES, ServiceSensor, end_all, plain
from posture_app.sensors.linux.sleep_delay import SleepDelay
from posture_app.sensors.source import FactSource, there

NAME = "org.freedesktop.login1"
GRACE_SECONDS = 10.0
"""So long a request to lock counts as a lock. Some lockers never set LockedHint (swaywm/swaylock#382, i3/i3lock#239,
the-cavalry/light-locker#106), and so would never say that they unlock.
"""

MANAGER = Address(NAME, "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SESSION = "org.freedesktop.login1.Session"
_KEPT = {"LockedHint": False, "Active": True}  # what is read of a session, and what holds until it is known


class Logind(ServiceSensor):
    """Tells Fact.LOCKED and Fact.ASLEEP.

    Locked is a session that says so, that was asked to lock, or that another user's has taken the place of. Sleep waits
    until that it comes has been told. `ending` is called when the session or the computer is about to end.
    """

    name = "logind"

    def __init__(
        self,
        loop: Loop,
        bus: Bus,
        environ: Mapping[str, str],
        ending: Callable[[], None] = lambda: None,
        *,
        grace: float = GRACE_SECONDS,
    ) -> None:
        super().__init__(bus, NAME)
        self._loop, self._ending = loop, ending
        self._delay = SleepDelay(bus, MANAGER)
        ours = environ.get("XDG_SESSION_ID")
        self._session_ids = (ours, "auto") if ours else ("auto",)
        self._grace = grace
        self._session_ends: list[Callable[[], None]] = []
        self._session: str | None = None
        self._state = dict(_KEPT)
        self._lock_request: Timer | None = None

    def close(self) -> None:
        self._forget_session()
        self._delay.give_back()
        super().close()

    def _listen(self) -> None:
        self._hear(self._ends, MANAGER.interface, "PrepareForSleep", MANAGER.path, self._sleep_reported)
        self._hear(self._ends, MANAGER.interface, "PrepareForShutdown", MANAGER.path, self._shutdown_reported)
        self._hear(self._ends, MANAGER.interface, "SessionRemoved", MANAGER.path, self._session_removed)

    def _appeared(self) -> None:
        self._forget_session()
        self._get(MANAGER.path, MANAGER.interface, "PreparingForSleep", self._sleep_reported)
        self._find(self._session_ids)

    def _find(self, ids: Sequence[str]) -> None:
        """Ask for the session of the first of these numbers, or else of the next."""

        def failed(why: str) -> None:
            if ids[1:]:
                self._find(ids[1:])
            else:
                self._complain(lasting("it knows no session of ours ({why}), so locking is not seen", why=why))

        self._ask(MANAGER, "GetSession", self._session_found, failed, signature="s", body=(ids[0],))

    def _vanished(self) -> None:
        self._forget_session()
        self._delay.give_back()
        self._tell(Fact.ASLEEP, on=False)
        self._tell_locked()

    def _forget_session(self) -> None:
        end_all(self._session_ends)
        self._session = None
        self._state = dict(_KEPT)
        self._stop_grace()

    def _session_found(self, path: object) -> None:
        """The session is known: listen to it, then ask how it stands, so that no change falls in between."""
        self._forget_session()
        if not isinstance(path, str):
            self._complain(lasting("it did not say which session is ours"))
            return
        self._session = path
        self._hear(self._session_ends, _SESSION, "Lock", path, lambda _: self._lock_requested())
        self._hear(self._session_ends, _SESSION, "Unlock", path, lambda _: self._unlock_requested())
        self._hear(self._session_ends, PROPERTIES, "PropertiesChanged", path, self._changed)
        self._ask_state()

    def _ask_state(self) -> None:
        if self._session is not None:
            for key in _KEPT:
                self._get(self._session, _SESSION, key, partial(self._state_reported, key))

    def _changed(self, args: object) -> None:
        match args:
            case (str(), dict() as changed, list() as invalidated):
                for key in changed.keys() & _KEPT.keys():
                    self._state_reported(key, plain(changed[key]))
                if not _KEPT.keys().isdisjoint(invalidated):
                    self._ask_state()
            case _:
                self._flag(args, "PropertiesChanged")

    def _state_reported(self, key: str, value: object) -> None:
        self._answered()
        state = self._flag(value, key)
        if state is not None:
            self._state[key] = state
            self._tell_locked()

    def _sleep_reported(self, value: object) -> None:
        self._answered()
        asleep = self._flag(value, "PrepareForSleep")
        if asleep is None:
            return
        try:
            self._tell(Fact.ASLEEP, on=asleep)  # by which it is written down
        finally:
            if asleep:
                self._delay.give_back()
            else:
                self._delay.take()

    def _shutdown_reported(self, value: object) -> None:
        if self._flag(value, "PrepareForShutdown"):
            self._ending()

    def _session_removed(self, args: object) -> None:
        match args:
            case (str(), str() as path) if path == self._session:
                self._ending()

    def _lock_requested(self) -> None:
        self._stop_grace()
        self._lock_request = self._loop.deadline(self._grace, self._grace_over)
        self._reported.pop(Fact.LOCKED, None)  # reported again, even if it was taken back
        self._tell_locked()

    def _unlock_requested(self) -> None:
        self._stop_grace()
        self._state["LockedHint"] = False
        self._tell_locked()

    def _grace_over(self) -> None:
        self._lock_request = None
        self._tell_locked()

    def _stop_grace(self) -> None:
        if self._lock_request is not None:
            self._lock_request.cancel()
            self._lock_request = None

    def _tell_locked(self) -> None:
        said, elsewhere = self._state["LockedHint"], not self._state["Active"]
        self._tell(Fact.LOCKED, on=said or elsewhere or self._lock_request is not None)


UNSEEN = N_(
    "a locker that tells nobody, such as swaylock or i3lock, is not seen; what is typed into it counts as input"
)
SOURCE = FactSource(
    Logind.name,
    "lock and sleep",
    lambda here: Logind(here.loop, there(here.system), here.environ, here.ending),
    UNSEEN,
)
