"""What Qt would wait for as it starts, asked first: whatever does not answer is kept from it.

Qt talks to the session bus, to the accessibility bus, to the desktop's portal and to the input method before our loop
runs, and each of them can hold it up: a bus that hangs for ever, a service on it for 25 seconds a question, as long as
QtDBus waits for an answer (qutebrowser/qutebrowser#7017).
"""

import contextlib
import shutil
import socket
from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

from posture_app.core.ports import Clock

try:
    import jeepney
    from jeepney.bus import get_bus
    from jeepney.io.blocking import prep_socket
except ImportError:  # it is installed on Linux only
    jeepney = None

PATIENCE_SECONDS = 2.0
"""So long the session bus and what is on it get to answer, and then so long the buses that it told of."""
SESSION, HELD_BACK = "DBUS_SESSION_BUS_ADDRESS", "POSTURE_APP_SESSION_BUS"
"""Where Qt finds the session bus, and where our own connection finds it while it is kept from Qt."""
NOWHERE = "disabled:"
"""An address that every D-Bus library gives up at once."""

NO_SESSION = (
    "The session bus does not answer, so the app runs without it. On most desktops it has no tray icon, and until the "
    "bus answers it cannot use the desktop’s notifications. If that lasts, log out and in again."
)
NO_ACCESSIBILITY = (
    "The accessibility bus does not answer, so screen readers cannot read the app’s windows. Once it answers, start "
    "the app again."
)
NO_PORTAL = (
    "The desktop’s portal does not answer, so the app runs without the desktop’s own dialogs and colours. Once it "
    "answers, start the app again."
)
NO_INPUT_METHOD = (
    "The input method ibus does not answer, so the app takes what is typed without it. Once it answers, start the app "
    "again."
)

_BUS, _A11Y = "org.freedesktop.DBus", "org.a11y.Bus"
_PORTAL, _IBUS = "org.freedesktop.portal.Desktop", "org.freedesktop.portal.IBus"
_WRONG = (OSError, ValueError, RuntimeError, AttributeError, LookupError, TypeError, AssertionError)
_SANDBOX = Path("/.flatpak-info")


def spare_qt(environ: MutableMapping[str, str], clock: Clock, session: str | None, root: str | None) -> tuple[str, ...]:
    """Keep from Qt, by way of `environ`, what does not answer; a sentence for the person about each.

    `session` is the address of the session bus and `root` that of an accessibility bus that the X server tells, if any.
    To be called before there is a Qt application; it takes twice PATIENCE_SECONDS at the most.
    """
    if jeepney is None:
        return ()
    silent: set[str] = set()
    accessibility = [environ.get("AT_SPI_BUS_ADDRESS") or root or ""]
    if session:
        try:
            with contextlib.closing(_BusProbe(session, clock)) as line:
                silent |= _ask_services(line, environ, accessibility)
        except (TimeoutError, BlockingIOError):
            silent.add(NO_SESSION)
        except _WRONG:  # there is none, or none that jeepney knows how to reach
            pass
    until = clock.now().awake + PATIENCE_SECONDS
    if any(_is_silent(address, clock, until) for address in accessibility):
        silent.add(NO_ACCESSIBILITY)
    if any(_is_silent(address, clock, until) for address in _ibus_addresses(environ)):
        silent.add(NO_INPUT_METHOD)
    _keep_back(silent, environ, session)
    return tuple(sorted(silent))


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


class _BusProbe:
    """A connection to a bus on which nothing waits longer than until a moment of the clock that stops in sleep."""

    def __init__(self, address: str, clock: Clock, until: float | None = None) -> None:
        """Raises TimeoutError or BlockingIOError if the bus does not answer, and one of _WRONG if there is none."""
        self._clock = clock
        self._until = clock.now().awake + PATIENCE_SECONDS if until is None else until
        self._parser = jeepney.Parser()
        self._serial = 0
        self._socket: socket.socket = prep_socket(get_bus(address), timeout=self._left())
        try:
            self.ask_bus("Hello")
        except BaseException:
            self._socket.close()
            raise

    def ask_bus(self, method: str, *names: str) -> tuple[Any, ...]:
        """What the bus itself answers. Raises TimeoutError."""
        message = _message(_BUS, "/org/freedesktop/DBus", _BUS, method, "s" * len(names), *names)
        (answer,) = self.answers([message])
        if answer is None:
            raise TimeoutError("no answer")
        return answer

    def answers(self, messages: Iterable[Any]) -> list[tuple[Any, ...] | None]:
        """The answers to these, all asked at once: empty for an error, and None for what was not answered in time."""
        waiting: list[int] = []
        for message in messages:
            self._serial += 1
            waiting.append(self._serial)
            self._socket.settimeout(self._left())
            self._socket.sendall(message.serialise(serial=self._serial))
        answered: dict[int, tuple[Any, ...]] = {}
        with contextlib.suppress(TimeoutError):
            while not answered.keys() >= set(waiting):
                reply = self._receive()
                is_reply = reply.header.message_type is jeepney.MessageType.method_return
                number = reply.header.fields.get(jeepney.HeaderFields.reply_serial)
                if number in waiting:
                    answered[number] = tuple(reply.body) if is_reply else ()
        return [answered.get(number) for number in waiting]

    def close(self) -> None:
        self._socket.close()

    def _receive(self) -> Any:
        while (message := self._parser.get_next_message()) is None:
            self._socket.settimeout(self._left())
            data = self._socket.recv(1 << 16)
            if not data:
                raise ConnectionResetError("it ended the connection")
            self._parser.add_data(data)
        return message

    def _left(self) -> float:
        left = self._until - self._clock.now().awake
        if left <= 0:
            raise TimeoutError("no answer")
        return left


def _ask_services(line: _BusProbe, environ: MutableMapping[str, str], accessibility: list[str]) -> set[str]:
    """Ask on the session bus what Qt would ask there, and note where the accessibility bus is, if one is wanted."""
    asks: dict[str, Any] = {}
    if not accessibility[0] and line.ask_bus("NameHasOwner", _A11Y) == (True,):
        properties = "org.freedesktop.DBus.Properties"
        asks[NO_ACCESSIBILITY] = _message(_A11Y, "/org/a11y/bus", properties, "GetAll", "s", "org.a11y.Status")
    if _by_portal(environ):
        settings = "org.freedesktop.portal.Settings"
        asks[NO_PORTAL] = _message(_PORTAL, "/org/freedesktop/portal/desktop", settings, "ReadAll", "as", [])
    if _by_ibus(environ) and _ibus_by_portal(environ):
        portal = "org.freedesktop.IBus.Portal"
        asks[NO_INPUT_METHOD] = _message(_IBUS, "/org/freedesktop/IBus", portal, "CreateInputContext", "s", "Qt")
    answers = dict(zip(asks, line.answers(asks.values()), strict=True))
    match answers.get(NO_ACCESSIBILITY):
        case (dict() as said,) if ("b", True) in (said.get("IsEnabled"), said.get("ScreenReaderEnabled")):
            match line.answers([_message(_A11Y, "/org/a11y/bus", _A11Y, "GetAddress")]):
                case [(str(address),)]:
                    accessibility.append(address)
                case [None]:
                    answers[NO_ACCESSIBILITY] = None
    return {sentence for sentence, answer in answers.items() if answer is None}


def _message(to: str, path: str, interface: str, method: str, signature: str = "", *body: Any) -> Any:
    where = jeepney.DBusAddress(path, bus_name=to, interface=interface)
    return jeepney.new_method_call(where, method, signature or None, body)


def _is_silent(address: str, clock: Clock, until: float) -> bool:
    """Whether there is a bus at this address that does not answer."""
    if not address:
        return False
    try:
        _BusProbe(address, clock, until).close()
    except (TimeoutError, BlockingIOError):
        return True
    except _WRONG:
        return False
    return False


def _by_portal(environ: MutableMapping[str, str]) -> bool:
    """Whether Qt asks the portal how the desktop looks, and waits for the answer."""
    theme = environ.get("QT_QPA_PLATFORMTHEME", "")
    return "portal" in theme or (not theme and (_SANDBOX.exists() or "SNAP" in environ))


def _by_ibus(environ: MutableMapping[str, str]) -> bool:
    wanted = environ.get("QT_IM_MODULES") or environ.get("QT_IM_MODULE", "")
    return "ibus" in wanted.split(";")


def _ibus_by_portal(environ: MutableMapping[str, str]) -> bool:
    return "IBUS_USE_PORTAL" in environ or _SANDBOX.exists() or "SNAP" in environ


def _ibus_addresses(environ: MutableMapping[str, str]) -> Iterator[str]:
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
