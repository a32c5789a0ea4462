"""What Qt would wait for as it starts, asked first: whatever does not answer is kept from it.

Qt talks to the session bus, to the accessibility bus, to the desktop's portal and to the input method before our loop
runs, and each of them can hold it up: a bus that hangs for ever, a service on it for 25 seconds a question, as long as
QtDBus waits for an answer (qutebrowser/qutebrowser#7017).
"""

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any

from posture_app.core.errors import Unavailable
from posture_app.core.language import N_, _
from posture_app.core.ports import Address, Clock
from posture_app.desktop.dbus.bus import HELD_BACK, SESSION, JeepneyBus
from posture_app.desktop.dbus.signals import BUS
from posture_app.desktop.select_loop import SelectLoop

PATIENCE_SECONDS = 2.0
"""Seconds that the session bus and its services have to answer, and then again the buses that they name."""
NOWHERE = "disabled:"
"""An address that every D-Bus library gives up at once."""

NO_SESSION = N_(
    "The session bus does not answer, so the app runs without it. On most desktops it has no tray icon, and until the "
    "bus answers it cannot use the desktop’s notifications. If that lasts, log out and in again."
)
NO_ACCESSIBILITY = N_(
    "The accessibility bus does not answer, so screen readers cannot read the app’s windows. Once it answers, start "
    "the app again."
)
NO_PORTAL = N_(
    "The desktop’s portal does not answer, so the app runs without the desktop’s own dialogs and colours. Once it "
    "answers, start the app again."
)
NO_INPUT_METHOD = N_(
    "The input method ibus does not answer, so the app takes what is typed without it. Once it answers, start the app "
    "again."
)

_A11Y, _PORTAL = "org.a11y.Bus", "org.freedesktop.portal.Desktop"
_A11Y_BUS = Address(_A11Y, "/org/a11y/bus", _A11Y)
_A11Y_PROPERTIES = Address(_A11Y, "/org/a11y/bus", "org.freedesktop.DBus.Properties")
_SETTINGS = Address(_PORTAL, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
_IBUS = Address("org.freedesktop.portal.IBus", "/org/freedesktop/IBus", "org.freedesktop.IBus.Portal")
_SANDBOX = Path("/.flatpak-info")


def spare_qt(environ: MutableMapping[str, str], clock: Clock, session: str | None, root: str | None) -> tuple[str, ...]:
    """Keep from Qt, by way of `environ`, what does not answer; a sentence for the person about each.

    `session` is the address of the session bus and `root` that of an accessibility bus that the X server tells, if any.
    To be called before there is a Qt application; it takes twice PATIENCE_SECONDS at the most.
    """
    if sys.platform != "linux":
        return ()
    silent: set[str] = set()
    accessibility = [environ.get("AT_SPI_BUS_ADDRESS") or root or ""]
    with contextlib.closing(_Inquiry(clock)) as inquiry:
        bus = inquiry.connect(session) if session else None
        if inquiry.wait(lambda: not inquiry.silent):
            silent |= _ask_services(inquiry, bus, environ, accessibility) if bus else set()
        else:
            silent.add(NO_SESSION)
    with contextlib.closing(_Inquiry(clock)) as inquiry:
        buses = {address: NO_ACCESSIBILITY for address in accessibility if address}
        buses |= dict.fromkeys(_ibus_addresses(environ), NO_INPUT_METHOD)
        for address in buses:
            inquiry.connect(address)
        inquiry.wait(lambda: not inquiry.silent)
        silent |= {buses[address] for address in inquiry.silent}
    _keep_back(silent, environ, session)
    return tuple(sorted(map(_, silent)))


def _keep_back(silent: set[str], environ: MutableMapping[str, str], session: str | None) -> None:
    if NO_SESSION in silent and session:
        environ[HELD_BACK], environ[SESSION] = session, NOWHERE
    if silent & {NO_SESSION, NO_ACCESSIBILITY}:  # the one tells where the other is
        environ["AT_SPI_BUS_ADDRESS"], environ["NO_AT_BRIDGE"] = NOWHERE, "1"  # the second is GTK's
    if NO_PORTAL in silent:
        environ["QT_QPA_PLATFORMTHEME"] = "generic"
    if NO_INPUT_METHOD in silent:
        environ.pop("QT_IM_MODULES", None)
        environ["QT_IM_MODULE"] = "compose"


class _Inquiry:
    """Asks on a loop of its own, and waits no longer than PATIENCE_SECONDS of the clock that stops in sleep."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._until = clock, clock.now().awake + PATIENCE_SECONDS
        self._loop = SelectLoop(clock)
        self._buses: list[JeepneyBus] = []
        self.silent: set[str] = set()
        """The addresses of buses that have not answered yet."""

    def connect(self, address: str) -> JeepneyBus | None:
        """Connect to a bus; None if there is none, or if it accepts no more connections, which counts as silent."""

        def answered(*_: object) -> None:
            self.silent.discard(address)

        self.silent.add(address)
        try:
            bus = JeepneyBus(self._loop, address, answered)
        except Unavailable as why:
            if not isinstance(why.__cause__, BlockingIOError):
                answered()
            return None
        bus.on_lost(answered)
        self._buses.append(bus)
        return bus

    def wait(self, over: Callable[[], bool]) -> bool:
        """Wait until it is over, or patience is; whether it is."""
        while not over() and (left := self._until - self._clock.now().awake) > 0:
            self._loop.turn(left)
        return over()

    def ask(self, bus: JeepneyBus, questions: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...] | None]:
        """The answers to these calls, all made at once: empty for an error, None for what did not come in time."""
        answers: dict[str, tuple[Any, ...]] = {}

        def keep(key: str, *results: Any) -> None:
            answers[key] = results

        def fail(key: str, _why: str) -> None:
            answers[key] = ()

        for key, question in questions.items():
            bus.call(*question, reply=partial(keep, key), failed=partial(fail, key))
        self.wait(lambda: len(answers) == len(questions))
        return {key: answers.get(key) for key in questions}

    def close(self) -> None:
        for bus in self._buses:
            bus.close()
        self._loop.close()


def _ask_services(inquiry: _Inquiry, bus: JeepneyBus, environ: Mapping[str, str], accessibility: list[str]) -> set[str]:
    """Ask on the session bus what Qt would ask there, and note where the accessibility bus is, if one is wanted."""
    questions: dict[str, tuple[Any, ...]] = {}
    if not accessibility[0]:
        owned = inquiry.ask(bus, {"": (BUS, "NameHasOwner", "s", (_A11Y,))})[""]
        if owned is None:
            return {NO_SESSION}
        if owned == (True,):
            questions[NO_ACCESSIBILITY] = (_A11Y_PROPERTIES, "GetAll", "s", ("org.a11y.Status",))
    if _by_portal(environ):
        questions[NO_PORTAL] = (_SETTINGS, "ReadAll", "as", ([],))
    if _by_ibus(environ) and _ibus_by_portal(environ):
        questions[NO_INPUT_METHOD] = (_IBUS, "CreateInputContext", "s", ("Qt",))
    answers = inquiry.ask(bus, questions)
    match answers.get(NO_ACCESSIBILITY):
        case (dict() as status,) if ("b", True) in (status.get("IsEnabled"), status.get("ScreenReaderEnabled")):
            match inquiry.ask(bus, {"": (_A11Y_BUS, "GetAddress")})[""]:
                case (str(address),):
                    accessibility.append(address)
                case None:
                    answers[NO_ACCESSIBILITY] = None
    return {sentence for sentence, answer in answers.items() if answer is None}


def _by_portal(environ: Mapping[str, str]) -> bool:
    """Whether Qt asks the portal how the desktop looks, and waits for the answer."""
    theme = environ.get("QT_QPA_PLATFORMTHEME", "")
    return "portal" in theme or (not theme and (_SANDBOX.exists() or "SNAP" in environ))


def _by_ibus(environ: Mapping[str, str]) -> bool:
    wanted = environ.get("QT_IM_MODULES") or environ.get("QT_IM_MODULE", "")
    return "ibus" in wanted.split(";")


def _ibus_by_portal(environ: Mapping[str, str]) -> bool:
    return "IBUS_USE_PORTAL" in environ or _SANDBOX.exists() or "SNAP" in environ


def _ibus_addresses(environ: Mapping[str, str]) -> Iterator[str]:
    """Where the input method may listen, as it left word for the programs of each display."""
    if not _by_ibus(environ) or _ibus_by_portal(environ) or not shutil.which("ibus-daemon", path=environ.get("PATH")):
        return
    config = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "/nonexistent"), ".config"))
    given = environ.get("IBUS_ADDRESS_FILE")
    with contextlib.suppress(OSError):
        for file in [Path(given)] if given else sorted(Path(config, "ibus", "bus").iterdir()):
            if file.is_file():
                for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
                    if line.startswith("IBUS_ADDRESS="):
                        yield line.removeprefix("IBUS_ADDRESS=")
