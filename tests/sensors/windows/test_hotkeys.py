"""Shortcuts on Windows: what it is asked for, and the thread, with a Windows of the test's own."""

import threading
from collections.abc import Mapping

import pytest

from posture_app.core.settings.shortcuts import KEYS, Shortcut, parse_shortcut
from posture_app.sensors.windows.hotkeys import HOTKEY, VIRTUAL_KEYS, WindowsHotkeys, register_arguments
from posture_app.sensors.windows.messages import MessageThread
from tests.loop import SelectLoop
from tests.sensors.windows.pretend import PretendWindow

ALT, CTRL, SHIFT, WIN, NO_REPEAT = 1, 2, 4, 8, 0x4000


def shortcut(text: str) -> Shortcut:
    found = parse_shortcut(text)
    assert found is not None
    return found


def made(**texts: str) -> Mapping[str, Shortcut]:
    return {action: shortcut(text) for action, text in texts.items()}


def test_every_key_of_the_notation_has_a_number_of_its_own() -> None:
    assert set(KEYS) == VIRTUAL_KEYS.keys()
    assert len(KEYS) == len(set(VIRTUAL_KEYS.values()))


@pytest.mark.parametrize(
    ("text", "held", "key"),
    [
        ("Ctrl+Alt+U", CTRL | ALT, 0x55),
        ("Super+F9", WIN, 0x78),
        ("Shift+F24", SHIFT, 0x87),
        ("Alt+0", ALT, 0x30),
        ("Ctrl+Space", CTRL, 0x20),
        ("Ctrl+PageUp", CTRL, 0x21),
        ("Ctrl+Home", CTRL, 0x24),
        ("Ctrl+Left", CTRL, 0x25),
        ("Ctrl+Up", CTRL, 0x26),
        ("Ctrl+Down", CTRL, 0x28),
        ("Ctrl+Delete", CTRL, 0x2E),
        ("Alt+Pause", ALT, 0x13),
        ("Ctrl+Pause", CTRL, 0x03),
    ],
)
def test_what_windows_is_asked_for(text: str, held: int, key: int) -> None:
    assert (held | NO_REPEAT, key) == register_arguments(shortcut(text))


def press(window: PretendWindow, text: str) -> None:
    wanted = register_arguments(shortcut(text))
    for number, had in window.had.items():
        if had == wanted:
            window.send(HOTKEY, number)


class Told:
    def __init__(self) -> None:
        self.pressed: list[tuple[str, threading.Thread]] = []
        self.missing: list[Mapping[str, str]] = []

    def press(self, action: str) -> None:
        self.pressed.append((action, threading.current_thread()))


def bind(loop: SelectLoop, hotkeys: WindowsHotkeys, **texts: str) -> Told:
    told = Told()
    hotkeys.bind(made(**texts), told.press, told.missing.append)
    assert [] == told.missing
    loop.run_until(lambda: told.missing)
    return told


def test_presses_come_on_the_thread_of_the_loop(loop: SelectLoop) -> None:
    windows = PretendWindow()
    hotkeys = WindowsHotkeys(loop, MessageThread(loop, lambda: windows))
    told = bind(loop, hotkeys, up="Ctrl+Alt+U", pause="F9")
    press(windows, "F9")
    press(windows, "Ctrl+Alt+U")
    loop.run_until(lambda: len(told.pressed) == 2)
    assert [("pause", threading.main_thread()), ("up", threading.main_thread())] == told.pressed
    assert [{}] == told.missing
    hotkeys.close()


def test_what_cannot_be_had_is_said(loop: SelectLoop) -> None:
    windows = PretendWindow()
    windows.had[0xC000] = register_arguments(shortcut("Ctrl+Alt+U"))
    windows.errors[register_arguments(shortcut("F12"))] = 87
    hotkeys = WindowsHotkeys(loop, MessageThread(loop, lambda: windows))
    expected = {
        "up": "Ctrl+Alt+U is taken by another program.",
        "snooze": "F12 is not given to programs (error 87).",
    }
    assert [expected] == bind(loop, hotkeys, up="Ctrl+Alt+U", snooze="F12", pause="F9").missing
    assert [{"pause": "F9 is already set for “I’m up”."}] == bind(loop, hotkeys, up="F9", pause="F9").missing
    hotkeys.close()
    assert [0xC000] == list(windows.had)


def test_what_is_bound_takes_the_place_of_what_was(loop: SelectLoop) -> None:
    windows = PretendWindow()
    hotkeys = WindowsHotkeys(loop, MessageThread(loop, lambda: windows))
    first = bind(loop, hotkeys, up="Ctrl+Alt+U")
    press(windows, "Ctrl+Alt+U")
    second = bind(loop, hotkeys, snooze="Ctrl+Alt+U")
    press(windows, "Ctrl+Alt+U")
    loop.run_until(lambda: second.pressed)
    assert [] == first.pressed
    assert [{}] == bind(loop, hotkeys).missing
    assert {} == windows.had
    assert [] == [thread.name for thread in threading.enumerate() if thread.name == "windows messages"]


def test_closing_calls_nobody_any_more(loop: SelectLoop) -> None:
    windows = PretendWindow()
    hotkeys = WindowsHotkeys(loop, MessageThread(loop, lambda: windows))
    told = Told()
    hotkeys.bind(made(up="F9"), told.press, told.missing.append)
    press(windows, "F9")
    hotkeys.close()
    hotkeys.close()
    loop.run_for(0.05)
    assert ([], []) == (told.pressed, told.missing)
