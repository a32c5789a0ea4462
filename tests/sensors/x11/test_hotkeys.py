"""Shortcuts, on a real X server of the test's own."""

import struct
import sys
from collections.abc import Callable, Iterator, Mapping

import pytest

from posture_app.core.errors import Unavailable
from posture_app.core.settings.shortcuts import Shortcut, parse_shortcut
from posture_app.sensors.x11.hotkeys import X11Hotkeys
from posture_app.sensors.x11.wire import XConnection
from tests.display import PrivateDisplay
from tests.loop import SelectLoop

if sys.platform == "win32":
    pytest.skip("there is no X server here", allow_module_level=True)

CTRL, ALT, SHIFT, U, I = "37", "64", "50", "30", "31"  # noqa: E741 - keycodes of a PC keyboard
TAKEN = "Ctrl+Alt+U is taken by another program."


def made(**texts: str) -> Mapping[str, Shortcut]:
    shortcuts = {action: parse_shortcut(text) for action, text in texts.items()}
    return {action: shortcut for action, shortcut in shortcuts.items() if shortcut is not None}


class Program:
    """Somebody with shortcuts, and what it was told."""

    def __init__(self, loop: SelectLoop, display: PrivateDisplay) -> None:
        self.pressed: list[str] = []
        self.missing: list[Mapping[str, str]] = []
        self.events: list[int] = []
        self._loop = loop
        program = self

        class Watched(X11Hotkeys):
            def _event(self, event: bytes) -> None:
                program.events.append(event[0])
                super()._event(event)

        self.hotkeys = Watched(loop, {"DISPLAY": display.name})

    def bind(self, **texts: str) -> Mapping[str, str]:
        """Bind, and wait for the answer."""
        self.missing.clear()
        self.hotkeys.bind(made(**texts), self.pressed.append, self.missing.append)
        self._loop.run_until(lambda: self.missing)
        (missing,) = self.missing
        return missing


@pytest.fixture
def display() -> Iterator[PrivateDisplay]:
    display = PrivateDisplay()
    yield display
    display.close()


Start = Callable[[], Program]


@pytest.fixture
def start(loop: SelectLoop, display: PrivateDisplay) -> Iterator[Start]:
    programs: list[Program] = []

    def start() -> Program:
        programs.append(Program(loop, display))
        return programs[-1]

    yield start
    for program in programs:
        program.hotkeys.close()


@pytest.fixture
def server(display: PrivateDisplay) -> Iterator[XConnection]:
    """A plain connection, for what only the protocol can do."""
    connection = XConnection({"DISPLAY": display.name})
    yield connection
    connection.close()


def settle(server: XConnection) -> None:
    server.ask(43)  # any reply says that the server has done what was asked before


def held(server: XConnection) -> int:
    """The modifiers that are held or switched on."""
    (mask,) = struct.unpack_from("=H", server.ask(38, 0, struct.pack("=I", server.root)), 24)
    return int(mask)


def put_on_key(server: XConnection, code: str, keysym: int) -> None:
    server.send(100, 1, struct.pack("=BBxxI", int(code), 1, keysym))
    settle(server)


def test_a_press_is_told_once_each_time(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    assert {} == program.bind(up="Ctrl+Alt+U", pause="Super+F9")
    display.input("key", "ctrl+alt+u")
    display.input("key", "super+F9")
    display.input("key", "ctrl+alt+u")
    loop.run_until(lambda: len(program.pressed) == 3)
    assert ["up", "pause", "up"] == program.pressed


@pytest.mark.parametrize("locks", [["Num_Lock"], ["Caps_Lock"], ["Num_Lock", "Caps_Lock"]], ids="+".join)
def test_what_is_switched_on_does_not_matter(
    loop: SelectLoop, display: PrivateDisplay, server: XConnection, start: Start, locks: list[str]
) -> None:
    program = start()
    assert {} == program.bind(up="Ctrl+Alt+U")
    display.input("key", *locks)
    assert {"Num_Lock": 16, "Caps_Lock": 2}[locks[0]] & held(server)
    display.input("keydown", CTRL, "keydown", ALT, "key", U, "keyup", ALT, "keyup", CTRL)
    loop.run_until(lambda: program.pressed)
    assert ["up"] == program.pressed
    display.input("key", *locks)
    assert 0 == held(server)
    display.input("key", "ctrl+alt+u")
    loop.run_until(lambda: len(program.pressed) == 2)


def test_other_keys_are_left_alone(
    loop: SelectLoop, display: PrivateDisplay, server: XConnection, start: Start
) -> None:
    program = start()
    program.bind(up="Ctrl+Alt+U")
    for keys in ("u", "ctrl+u", "alt+u", "ctrl+alt+i", "ctrl+alt+shift+u", "super+ctrl+alt+u"):
        display.input("key", keys)
    settle(server)
    display.input("key", "ctrl+alt+u")
    loop.run_until(lambda: program.pressed)
    assert ["up"] == program.pressed
    assert 1 == program.events.count(2)


def test_keys_that_are_held_are_one_press(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    program.bind(up="Ctrl+Alt+U")
    display.input("keydown", CTRL, "keydown", ALT, "keydown", U)
    loop.run_until(lambda: program.events.count(2) > 5)  # the server repeats
    assert ["up"] == program.pressed
    display.input("keyup", U)
    display.input("key", U)
    loop.run_until(lambda: len(program.pressed) == 2)
    display.input("keyup", ALT, "keyup", CTRL)


def test_what_another_program_has_is_said_to_be_taken(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    first, second = start(), start()
    assert {} == first.bind(up="Ctrl+Alt+U")
    assert {"snooze": TAKEN} == second.bind(snooze="Ctrl+Alt+U", pause="Ctrl+Alt+I")
    display.input("key", "ctrl+alt+u")
    display.input("key", "ctrl+alt+i")
    loop.run_until(lambda: first.pressed and second.pressed)
    assert (["up"], ["pause"]) == (first.pressed, second.pressed)
    first.hotkeys.close()
    assert {} == second.bind(snooze="Ctrl+Alt+U")
    display.input("key", "ctrl+alt+u")
    loop.run_until(lambda: "snooze" in second.pressed)
    assert ["up"] == first.pressed


def test_of_a_shortcut_that_is_taken_in_part_nothing_is_kept(
    loop: SelectLoop, server: XConnection, start: Start
) -> None:
    program = start()
    server.send(33, 0, struct.pack("=IHBBBxxx", server.root, 4 | 8 | 16, int(U), 1, 1))  # with NumLock only
    settle(server)
    assert {"up": TAKEN} == program.bind(up="Ctrl+Alt+U")
    done: list[bytes] = []
    program.hotkeys._display.send(43, reply=done.append)
    loop.run_until(lambda: done)
    server.send(33, 0, struct.pack("=IHBBBxxx", server.root, 4 | 8, int(U), 1, 1))
    settle(server)  # it raises if that is refused


def test_what_is_bound_takes_the_place_of_what_was(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    first, second = start(), start()
    first.bind(up="Ctrl+Alt+U", snooze="Ctrl+Alt+I")
    assert {} == first.bind(up="Ctrl+Alt+I", snooze="Ctrl+Alt+O")
    assert {} == second.bind(up="Ctrl+Alt+U")
    for keys in ("ctrl+alt+u", "ctrl+alt+i", "ctrl+alt+o"):
        display.input("key", keys)
    loop.run_until(lambda: len(first.pressed) == 2)
    assert (["up", "snooze"], ["up"]) == (first.pressed, second.pressed)
    assert {} == first.bind()
    assert {} == second.bind(up="Ctrl+Alt+I", snooze="Ctrl+Alt+O")


def test_binding_twice_at_once_is_answered_once(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    program.hotkeys.bind(made(up="Ctrl+Alt+U"), program.pressed.append, program.missing.append)
    assert {} == program.bind(up="Ctrl+Alt+I")
    display.input("key", "ctrl+alt+u")
    display.input("key", "ctrl+alt+i")
    loop.run_until(lambda: program.pressed)
    assert (["up"], [{}]) == (program.pressed, program.missing)


def test_what_is_refused_or_pressed_after_it_was_replaced_concerns_nobody(
    loop: SelectLoop, display: PrivateDisplay, start: Start
) -> None:
    first, second = start(), start()
    first.bind(up="Ctrl+Alt+U")
    second.hotkeys.bind(made(up="Ctrl+Alt+U", pause="Ctrl+Alt+I"), second.pressed.append, second.missing.append)
    loop.run_until(lambda: second.hotkeys._grabbed)  # asked for, and not answered yet
    display.input("key", "ctrl+alt+i")
    assert {} == second.bind(snooze="Ctrl+Alt+O")
    display.input("key", "ctrl+alt+o")
    loop.run_until(lambda: second.pressed)
    assert ["snooze"] == second.pressed


def test_the_same_shortcut_twice_is_had_once(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    double = {"pause": "Ctrl+Alt+U is already set for “I’m up”."}
    assert double == program.bind(up="Ctrl+Alt+U", pause="Alt+Ctrl+U")
    display.input("key", "ctrl+alt+u")
    loop.run_until(lambda: program.pressed)
    assert ["up"] == program.pressed


def test_a_key_that_moves_is_followed(
    loop: SelectLoop, display: PrivateDisplay, server: XConnection, start: Start
) -> None:
    program = start()
    assert {"pause": "This keyboard has no key F24."} == program.bind(up="Ctrl+Alt+U", pause="F24")
    put_on_key(server, I, ord("u"))
    put_on_key(server, U, 0xFFD5)
    loop.run_until(lambda: len(program.missing) == 2)
    assert {} == program.missing[-1]
    display.input("key", U)
    display.input("keydown", CTRL, "keydown", ALT, "key", U, "key", I, "keyup", ALT, "keyup", CTRL)
    loop.run_until(lambda: len(program.pressed) == 2)
    assert ["pause", "up"] == program.pressed


def test_a_server_that_is_killed_is_told_once(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    program.bind(up="Ctrl+Alt+U", pause="Super+F9")
    display.kill()
    loop.run_until(lambda: len(program.missing) == 2)
    assert program.missing[-1].keys() == {"up", "pause"}
    assert all("the X server is gone" in why for why in program.missing[-1].values())
    assert 0 == loop.pending
    assert ["up"] == list(program.bind(up="Ctrl+Alt+U"))
    program.hotkeys.close()
    program.hotkeys.close()
    loop.run_for(0.05)
    assert 1 == len(program.missing)


def test_closing_lets_go_of_everything(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    program.bind(up="Ctrl+Alt+U")
    program.hotkeys.close()
    assert 0 == loop.pending
    assert {} == start().bind(up="Ctrl+Alt+U")
    display.input("key", "ctrl+alt+u")
    loop.run_for(0.1)
    assert ([], [{}]) == (program.pressed, program.missing)


def test_nothing_wakes_up_while_nothing_is_pressed(loop: SelectLoop, display: PrivateDisplay, start: Start) -> None:
    program = start()
    program.bind(up="Ctrl+Alt+U")
    display.input("key", "ctrl+alt+u")  # the first input brings news of the keyboard
    loop.run_until(lambda: program.pressed)
    loop.run_for(0.1)
    program.events.clear()
    display.input("key", "a", "ctrl+a", "ctrl+alt+i")
    loop.run_for(0.2)
    assert [] == program.events
    assert 1 == loop.pending  # the descriptor, and no timer


@pytest.mark.parametrize(
    ("environ", "reason"),
    [
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ":54321"}, "cannot be reached"),
    ],
)
def test_where_x11_cannot_the_reason_is_given(loop: SelectLoop, environ: dict[str, str], reason: str) -> None:
    with pytest.raises(Unavailable, match=reason):
        X11Hotkeys(loop, environ)
    assert 0 == loop.pending
