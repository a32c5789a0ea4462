"""Shortcuts by the portal: a real bus, and a program on it that plays the portal."""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from jeepney import DBusAddress, HeaderFields, new_signal

from posture_app.core.settings.shortcuts import Shortcut, parse_shortcut
from posture_app.sensors.linux.hotkeys import NAME, PortalHotkeys
from tests.buses import Peer, PrivateBus, Refusal
from tests.loop import SelectLoop

if TYPE_CHECKING:
    from posture_app.desktop.dbus.bus import JeepneyBus

PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS, REQUEST = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
NO_PORTAL = (
    "This desktop gives no shortcuts to programs. "
    "The desktop’s own settings can give one to the command `posture-app {}`."
)
ENDED = "The part of the desktop that gives shortcuts has ended."


def made(**texts: str) -> Mapping[str, Shortcut]:
    shortcuts = {action: parse_shortcut(text) for action, text in texts.items()}
    return {action: shortcut for action, shortcut in shortcuts.items() if shortcut is not None}


class Portal(Peer):
    """Plays the portal. What it answers to a request goes, as with a real one, to who asked, and may come first."""

    def __init__(self, loop: SelectLoop, address: str) -> None:
        super().__init__(loop, address)
        self.create_code, self.bind_code = 0, 0
        self.asks_for_ever = False
        self.creates_late = False
        self.late: list[tuple[str, str]] = []
        self.withheld: set[str] = set()
        self.app = ""
        self.session = ""
        self.answers = {
            "Register": lambda *_: ("", ()),
            "Close": lambda *_: ("", ()),
            "CreateSession": self._create,
            "BindShortcuts": self._bind,
        }

    @property
    def members(self) -> list[str]:
        return [member for member, _ in self.calls]

    def called(self, wanted: str) -> list[tuple[Any, ...]]:
        return [body for member, body in self.calls if member == wanted]

    def activate(self, action: str, session: str | None = None) -> None:
        body: tuple[Any, ...] = (session or self.session, action, 1234, {})
        self._tell(PATH, SHORTCUTS, "Activated", "osta{sv}", body)
        self._tell(PATH, SHORTCUTS, "Deactivated", "osta{sv}", body)

    def end_session(self) -> None:
        self._tell(self.session, SESSION, "Closed", "", ())

    def _answer(self, message: Any) -> None:
        self.app = message.header.fields[HeaderFields.sender]
        super()._answer(message)

    def _create(self, options: dict[str, tuple[str, str]]) -> tuple[str, tuple[Any, ...]]:
        self.session = self._path("session", options["session_handle_token"][1])
        handle = self._path("request", options["handle_token"][1])
        self.late.append((handle, self.session))
        while self.late and not self.creates_late:
            late, session = self.late.pop(0)
            self._respond(late, self.create_code, {"session_handle": ("s", session)})
        return "o", (handle,)

    def _bind(
        self, session: str, shortcuts: list[tuple[str, Any]], parent: str, options: dict[str, tuple[str, str]]
    ) -> tuple[str, tuple[Any, ...]]:
        handle = self._path("request", options["handle_token"][1])
        given = [
            (action, {"trigger_description": ("s", "Any")}) for action, _ in shortcuts if action not in self.withheld
        ]
        if session != self.session:
            raise Refusal("org.freedesktop.DBus.Error.AccessDenied", "Invalid session")
        if not self.asks_for_ever:
            self._respond(handle, self.bind_code, {} if self.bind_code else {"shortcuts": ("a(sa{sv})", given)})
        return "o", (handle,)

    def _path(self, kind: str, token: str) -> str:
        return f"{PATH}/{kind}/{self.app.removeprefix(':').replace('.', '_')}/{token}"

    def _respond(self, handle: str, code: int, results: dict[str, Any]) -> None:
        self._tell(handle, REQUEST, "Response", "ua{sv}", (code, results))

    def _tell(self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]) -> None:
        signal = new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
        signal.header.fields[HeaderFields.destination] = self.app
        self._connection.send(signal)


@pytest.fixture
def make_portal(loop: SelectLoop, daemon: PrivateBus) -> Iterator[Callable[[], Portal]]:
    portals: list[Portal] = []

    def make() -> Portal:
        portals.append(Portal(loop, daemon.address))
        portals[-1].own(NAME)
        return portals[-1]

    yield make
    for portal in portals:
        portal.close()


@pytest.fixture
def portal(make_portal: Callable[[], Portal]) -> Portal:
    return make_portal()


class Program:
    def __init__(self, loop: SelectLoop, bus: "JeepneyBus") -> None:
        self.pressed: list[str] = []
        self.missing: list[Mapping[str, str]] = []
        self.hotkeys = PortalHotkeys(loop, bus, "posture-app")
        self._loop = loop

    def begin(self, **texts: str) -> None:
        self.missing.clear()
        self.hotkeys.bind(made(**texts), self.pressed.append, self.missing.append)

    def bind(self, **texts: str) -> Mapping[str, str]:
        """Bind, and wait for the answer."""
        self.begin(**texts)
        self._loop.run_until(lambda: self.missing)
        (missing,) = self.missing
        return missing


@pytest.fixture
def program(loop: SelectLoop, bus: "JeepneyBus") -> Iterator[Program]:
    program = Program(loop, bus)
    yield program
    program.hotkeys.close()


def test_what_is_activated_is_a_press(loop: SelectLoop, portal: Portal, program: Program) -> None:
    assert {} == program.bind(up="Ctrl+Alt+U", pause="Super+F9")
    assert ["Register", "CreateSession", "BindShortcuts"] == portal.members
    assert [("posture-app", {})] == portal.called("Register")
    ((session, shortcuts, parent, _),) = portal.called("BindShortcuts")
    assert (portal.session, "") == (session, parent)
    assert [
        ("up", {"description": ("s", "I’m up"), "preferred_trigger": ("s", "CTRL+ALT+u")}),
        ("pause", {"description": ("s", "Pause or resume reminders"), "preferred_trigger": ("s", "LOGO+F9")}),
    ] == shortcuts
    for action in ("pause", "up", "no such action", "pause"):
        portal.activate(action)
    portal.activate("up", f"{PATH}/session/1_99/another")
    portal.activate("up")
    loop.run_until(lambda: len(program.pressed) == 4)
    assert ["pause", "up", "pause", "up"] == program.pressed


def test_a_portal_without_a_registry_gives_shortcuts_all_the_same(
    loop: SelectLoop, portal: Portal, program: Program
) -> None:
    def refuse(*_: Any) -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.DBus.Error.UnknownMethod", "no such interface")

    portal.answers["Register"] = refuse
    assert {} == program.bind(up="Ctrl+Alt+U")
    portal.activate("up")
    loop.run_until(lambda: program.pressed)


def test_without_a_portal_it_is_said_what_to_do(program: Program) -> None:
    assert {action: NO_PORTAL.format(action) for action in ("up", "snooze")} == program.bind(
        up="Ctrl+Alt+U", snooze="Super+F9"
    )


@pytest.mark.parametrize("member", ["CreateSession", "BindShortcuts"])
def test_a_portal_that_refuses_to_talk_of_it(portal: Portal, program: Program, member: str) -> None:
    def refuse(*_: Any) -> tuple[str, tuple[Any, ...]]:
        raise Refusal("org.freedesktop.portal.Error.NotAllowed", "An app id is required")

    portal.answers[member] = refuse
    assert {"up": NO_PORTAL.format("up")} == program.bind(up="Ctrl+Alt+U")


def test_a_session_that_cannot_be(portal: Portal, program: Program) -> None:
    portal.create_code = 2
    assert {"up": NO_PORTAL.format("up")} == program.bind(up="Ctrl+Alt+U")
    assert [] == portal.called("BindShortcuts")


@pytest.mark.parametrize(
    ("code", "why"), [(1, "It was not allowed when the desktop asked."), (2, NO_PORTAL.format("up"))]
)
def test_what_the_person_does_not_allow(portal: Portal, program: Program, code: int, why: str) -> None:
    portal.bind_code = code
    assert {"up": why} == program.bind(up="Ctrl+Alt+U")


def test_what_is_left_out_is_missing(portal: Portal, program: Program) -> None:
    portal.withheld = {"snooze"}
    why = "The desktop has not given it a shortcut; its own settings for shortcuts can."
    assert {"snooze": why} == program.bind(up="Ctrl+Alt+U", snooze="Super+F9")


def test_nothing_is_asked_for_where_nothing_is_wanted(portal: Portal, program: Program) -> None:
    assert {} == program.bind()
    assert [] == portal.calls


def test_what_is_bound_takes_the_place_of_what_was(loop: SelectLoop, portal: Portal, program: Program) -> None:
    program.bind(up="Ctrl+Alt+U")
    old = portal.session
    assert {} == program.bind(snooze="Ctrl+Alt+U")
    assert old != portal.session
    assert ["Close"] == [member for member in portal.members if member == "Close"]
    assert 1 == len(portal.called("Register"))
    portal.activate("up", old)
    portal.activate("snooze", old)
    portal.activate("up")
    portal.activate("snooze")
    loop.run_until(lambda: program.pressed)
    assert ["snooze"] == program.pressed


def test_a_question_that_is_out_of_date_is_taken_back(loop: SelectLoop, portal: Portal, program: Program) -> None:
    portal.asks_for_ever = True
    program.begin(up="Ctrl+Alt+U")
    loop.run_until(lambda: portal.called("BindShortcuts"))
    portal.asks_for_ever = False
    assert {} == program.bind(snooze="Ctrl+Alt+U")
    assert 2 == len(portal.called("Close"))  # the question and the session


def test_binding_twice_at_once_is_answered_once(loop: SelectLoop, portal: Portal, program: Program) -> None:
    program.begin(up="Ctrl+Alt+U")
    assert {} == program.bind(snooze="Ctrl+Alt+I")
    portal.activate("up")
    portal.activate("snooze")
    loop.run_until(lambda: program.pressed)
    assert (["snooze"], [{}]) == (program.pressed, program.missing)


def test_a_session_that_comes_too_late_is_closed(loop: SelectLoop, portal: Portal, program: Program) -> None:
    portal.creates_late = True
    program.begin(up="Ctrl+Alt+U")
    loop.run_until(lambda: portal.called("CreateSession"))
    portal.creates_late = False
    assert {} == program.bind(snooze="Ctrl+Alt+I")
    assert [portal.session] == [session for session, *_ in portal.called("BindShortcuts")]
    loop.run_until(lambda: portal.called("Close"))
    portal.activate("snooze")
    loop.run_until(lambda: program.pressed)
    assert [{}] == program.missing


def test_a_session_that_the_desktop_ends_is_told(loop: SelectLoop, portal: Portal, program: Program) -> None:
    program.bind(up="Ctrl+Alt+U")
    portal.end_session()
    loop.run_until(lambda: len(program.missing) == 2)
    assert {"up": "The desktop has taken the shortcut back."} == program.missing[-1]
    portal.activate("up")
    assert {} == program.bind(up="Ctrl+Alt+U")
    assert [] == program.pressed


def test_a_portal_that_is_started_anew_is_asked_anew(
    loop: SelectLoop, portal: Portal, program: Program, make_portal: Callable[[], Portal]
) -> None:
    program.bind(up="Ctrl+Alt+U")
    portal.close()
    loop.run_until(lambda: program.missing[-1] == {"up": ENDED})
    new = make_portal()
    loop.run_until(lambda: program.missing[-1] == {})
    assert ["Register", "CreateSession", "BindShortcuts"] == new.members
    new.activate("up")
    loop.run_until(lambda: program.pressed)


def test_answers_that_make_no_sense_are_no_shortcuts(loop: SelectLoop, portal: Portal, program: Program) -> None:
    def answer(session: str, *_: Any) -> tuple[str, tuple[Any, ...]]:
        portal._respond(session.replace("/session/", "/request/"), 0, {"shortcuts": ("s", "all")})
        return "o", (session,)

    portal.answers["BindShortcuts"] = answer
    assert {"up": NO_PORTAL.format("up")} == program.bind(up="Ctrl+Alt+U")


def test_a_bus_that_dies_is_told(loop: SelectLoop, daemon: PrivateBus, portal: Portal, program: Program) -> None:
    program.bind(up="Ctrl+Alt+U")
    daemon.kill()
    loop.run_until(lambda: len(program.missing) > 1)  # twice at once if the last call was not answered yet
    assert {"up": "The session bus is gone."} == program.missing[-1]


def test_closing_lets_go_of_everything(loop: SelectLoop, portal: Portal, program: Program) -> None:
    program.bind(up="Ctrl+Alt+U")
    program.hotkeys.close()
    program.hotkeys.close()
    loop.run_until(lambda: portal.called("Close"))
    portal.activate("up")
    portal.end_session()
    loop.run_for(0.1)
    assert ([], [{}]) == (program.pressed, program.missing)
    assert 1 == len(portal.called("Close"))


def test_a_look_finds_whether_there_is_a_portal_for_them(loop: SelectLoop, portal: Portal, program: Program) -> None:
    portal.answers["Get"] = lambda *_: ("v", (("u", 1),))
    found: list[str] = []
    program.hotkeys.look(found.append)
    loop.run_until(lambda: len(found) == 2)
    assert [True, False] == ["not answered yet" in words for words in found]
    assert ("Get", (SHORTCUTS, "version")) in portal.calls


def test_a_look_where_there_is_none_says_what_to_do(loop: SelectLoop, program: Program) -> None:
    found: list[str] = []
    program.hotkeys.look(found.append)
    loop.run_until(lambda: len(found) == 2)
    assert "no portal gives any" in found[-1]
    assert "`posture-app up`" in found[-1]
