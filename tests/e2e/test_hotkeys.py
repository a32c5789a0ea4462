"""Shortcuts of the running app, whatever window is in front."""

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from posture_app.core.settings.shortcuts import Shortcut, parse_shortcut

if TYPE_CHECKING:
    from tests.e2e.desk import Desk

LOG = "SELECT outcome FROM prompts ORDER BY rowid"


def test_shortcuts_snooze_get_up_and_pause(desk: "Desk") -> None:
    daemon = desk.daemon()
    keys = ("hotkey_up=Ctrl+Alt+U", "hotkey_snooze=Ctrl+Alt+S", "hotkey_pause=Ctrl+Alt+P")
    wide = ("away_after=60", "break_min=5", "break_length=5", "again_after=120", "snooze=1", "stretch=no", "feet=no")
    desk.work("stand_every=5", *keys, *wide, scale=120)
    desk.key("ctrl+alt+s")  # there is nothing to snooze
    desk.until(lambda: daemon.notified, meanwhile=desk.type)
    desk.key("ctrl+alt+s")
    desk.until(lambda: not daemon.showing)
    desk.until(lambda: desk.rows(LOG) == [("snoozed",), (None,)], meanwhile=desk.type)
    desk.key("ctrl+alt+u")
    desk.until(lambda: desk.now()["state"] == "up")
    desk.until(lambda: desk.rows(LOG) == [("snoozed",), ("kept",)])
    desk.key("ctrl+alt+p")
    desk.until(lambda: desk.now()["paused"])
    desk.key("ctrl+alt+p")
    desk.until(lambda: not desk.now()["paused"])


def test_a_changed_shortcut_holds_at_once_and_the_old_one_is_free(desk: "Desk") -> None:
    from posture_app.sensors.x11.hotkeys import X11Hotkeys  # noqa: PLC0415 - where there is X

    desk.work("stretch=no")
    desk.say("settings", "set", "hotkey_pause", "Ctrl+Alt+P")
    desk.press("ctrl+alt+p", then=lambda: desk.now()["paused"])
    desk.say("settings", "set", "hotkey_pause", "none")
    with closing(X11Hotkeys(desk.loop, desk.environ)) as other:
        missing: list[object] = []
        other.bind({"pause": _shortcut("Ctrl+Alt+P")}, lambda _: None, missing.append)
        desk.until(lambda: missing)
        assert [{}] == missing
        # Taken by another, it is told, and the app goes on.
        desk.say("settings", "set", "hotkey_pause", "Ctrl+Alt+P")
        desk.key("ctrl+alt+p")
        assert desk.status()["paused"]
    assert "Ctrl+Alt+P\n" == desk.run("settings", "get", "hotkey_pause").stdout


def test_what_cannot_be_had_is_told_as_long_as_it_is_wanted(desk: "Desk", monkeypatch: pytest.MonkeyPatch) -> None:
    from posture_app.runtime.machine import Machine  # noqa: PLC0415 - where Qt loads
    from posture_app.sensors.x11.hotkeys import X11Hotkeys  # noqa: PLC0415 - where there is X

    assert desk.display is not None
    monkeypatch.setenv("DISPLAY", desk.display.name)
    wanted, told = {"pause": _shortcut("Ctrl+Alt+P")}, []
    with closing(X11Hotkeys(desk.loop, desk.environ)) as other, closing(Machine(desk.loop)) as machine:

        def bind(shortcuts: dict[str, Shortcut]) -> None:
            machine.bind(shortcuts, lambda _: None, lambda: told.append(dict(machine.hotkey_faults)))

        other.bind(wanted, lambda _: None, lambda _: bind(wanted))
        desk.until(lambda: told)
        bind(wanted)  # as after the change of any other setting; some desktops would ask the person once more
        bind({})
        desk.until(lambda: len(told) == 2)
    assert [{"pause": "Ctrl+Alt+P is taken by another program."}, {}] == told


def test_without_a_way_to_have_any_it_is_told_and_forgotten_with_the_wish(
    bare_desk: "Desk", monkeypatch: pytest.MonkeyPatch
) -> None:
    from posture_app.runtime.machine import Machine  # noqa: PLC0415 - where Qt loads

    monkeypatch.delenv("DISPLAY", raising=False)
    told: list[list[str]] = []
    with closing(Machine(bare_desk.loop)) as machine:
        for wanted in ({"pause": _shortcut("Ctrl+Alt+P")}, {}):
            machine.bind(wanted, lambda _: None, lambda: told.append(list(machine.hotkey_faults)))
    assert [["pause"], []] == told


def _shortcut(text: str) -> Shortcut:
    found = parse_shortcut(text)
    assert found is not None
    return found
