"""Who has the keyboard on Wayland, where each new window gets it: what is typed into an editor arrives there."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.desktops.desktop import KEY_A
from tests.desktops.gnome import GnomeShell
from tests.desktops.kwin import KWin
from tests.desktops.wayland import WaylandClient, Window
from tests.desktops.wlroots import Sway
from tests.e2e.desk import Desk
from tests.e2e.recording import quit_and_replay

ASKING = (
    *("stand_every=5", "away_after=60", "break_min=30", "break_length=30", "again_after=120"),
    *("stretch=no", "feet=no", "escalate_after=0", "notice_s=0"),
)
BETWEEN_KEYS_S = 0.2
TYPED_ON_S = 2.4
SCALE = 120


class Editor:
    """What somebody types into, a key every fifth of a second."""

    def __init__(self, desktop: KWin | GnomeShell | Sway, desk: Desk) -> None:
        self._desktop, self._desk = desktop, desk
        self._client = WaylandClient(desktop.socket)
        self.window = Window(self._client, "editor", (600, 400))
        desktop.move()
        desktop.key()  # a seat may have no keyboard before one is used
        self.window.until_keyboard()
        self.look()
        self.window.keys.clear()
        self.typed = 0

    def type(self) -> None:
        self._desktop.key(KEY_A)
        self.typed += 1
        self._desk.loop.run_for(BETWEEN_KEYS_S)
        self.look()

    def type_until_due(self) -> None:
        self._desk.until(lambda: self._desk.now()["prompt"], meanwhile=self.type)

    def type_on(self) -> None:
        """For longer than the pause that a window waits for."""
        before = self.window.losses
        for _ in range(round(TYPED_ON_S / BETWEEN_KEYS_S)):
            self.type()
        assert before == self.window.losses

    def look(self) -> bool:
        """Whether it has the keyboard now."""
        self.window.look()
        return self.window.has_keyboard

    def has_all(self) -> bool:
        """Whether each key has arrived, once."""
        return self.window.keys == [KEY_A] * self.typed

    def close(self) -> None:
        self._client.close()


@pytest.fixture(params=[KWin, GnomeShell, Sway], ids=lambda made: made.name)
def desktop(request: pytest.FixtureRequest) -> Iterator[KWin | GnomeShell | Sway]:
    needs.qt()
    with request.param() as desktop:
        yield desktop


def test_cards_and_break_screens_come_in_a_pause_and_hand_the_keyboard_back(
    desktop: KWin | GnomeShell | Sway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as ending:
        desk = Desk(tmp_path, monkeypatch, desktop=desktop)
        ending.callback(desk.close)
        editor = Editor(desktop, desk)
        ending.callback(editor.close)
        desk.work(*ASKING, "notify_order=card", scale=SCALE)
        for way in ("card", "screen"):
            desk.set("stand_way", way)
            editor.type_until_due()
            editor.type_on()
            assert editor.has_all()
            desk.until(lambda: not editor.look())
            desk.tell("skip")
            desk.until(editor.look)
            editor.type()
            assert editor.has_all()
        quit_and_replay(desk)


def test_a_notification_comes_before_a_card_which_is_better_than_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.qt()
    with ExitStack() as ending:
        desktop = ending.enter_context(Sway())
        desk = Desk(tmp_path, monkeypatch, desktop=desktop)
        ending.callback(desk.close)
        editor = Editor(desktop, desk)
        ending.callback(editor.close)
        daemon = desk.daemon()
        desk.work(*ASKING, "stand_way=card", scale=SCALE)
        desk.until(lambda: daemon.showing, meanwhile=editor.type)
        daemon.exit()
        editor.type_on()
        assert editor.has_all()
        desk.until(lambda: not editor.look())
        assert editor.has_all()
        quit_and_replay(desk)
