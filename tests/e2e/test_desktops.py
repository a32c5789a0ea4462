"""The same day on every desktop: what a person does there, and what stands in the log afterwards."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.buses import Peer
from tests.compositor import PrivateXwayland
from tests.desktops.desktop import KEY_ESCAPE, Desktop
from tests.desktops.gnome import Mutter, SessionManager
from tests.desktops.kwin import KWin, WrappedKWin
from tests.desktops.others import X11, Weston
from tests.desktops.wayland import WaylandClient, Window
from tests.desktops.wlroots import Sway
from tests.e2e.desk import SCALE, Desk
from tests.e2e.recording import account_of, assert_replays, quit_and_replay

FILM_SCALE, LONG_FILM_SCALE = 300, 1200
SPANS = "SELECT posture, start_us / 1e6, end_us / 1e6, ended_by FROM spans ORDER BY rowid"
PROMPTS = "SELECT kind, at_us / 1e6, outcome FROM prompts ORDER BY rowid"
DESKTOPS = {"x11": X11, "mutter": Mutter, "kwin": KWin, "sway": Sway}
EXT, KDE = "ext_idle_notifier_v1", "org_kde_kwin_idle"
SOURCES = {"x11": "x11", "mutter": "mutter", "kwin": EXT, "sway": KDE}
BACK_S = 5.0
"""Real seconds after which input must be seen again once a compositor that died is back."""


@pytest.fixture(scope="module")
def desktops() -> "Iterator[Callable[[str], X11 | Mutter | KWin | Sway]]":
    """The desktops of these tests, each started when it is asked for first."""
    made: dict[str, X11 | Mutter | KWin | Sway] = {}
    with ExitStack() as ending:

        def get(name: str) -> X11 | Mutter | KWin | Sway:
            if name not in made:
                made[name] = ending.enter_context(DESKTOPS[name]())
            return made[name]

        yield get


@pytest.fixture
def sit_at(
    desktops: "Callable[[str], X11 | Mutter | KWin | Sway]", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Desk]]:
    needs.qt()
    with ExitStack() as ending:

        def sit(name: str) -> Desk:
            folder = tmp_path / name
            folder.mkdir()
            desk = Desk(folder, monkeypatch, desktop=desktops(name))
            ending.callback(desk.close)
            desk.be_patient()
            return desk

        yield sit


class Film:
    """Something that keeps the screen on, as it is on this desktop."""

    def __init__(self, desk: Desk, ending: ExitStack) -> None:
        self._peer: Peer | None = None
        self._manager: SessionManager | None = None
        self._window: Window | None = None
        if isinstance(desk.desktop, Mutter):
            self._manager = desk.desktop.session_manager
        elif isinstance(desk.desktop, KWin | Sway):
            client = ending.enter_context(WaylandClient(desk.desktop.socket))
            self._window = Window(client, "film")
            client.attend(desk.loop)
        else:
            self._peer = ending.enter_context(closing(Peer(desk.loop, desk.bus_daemon.address)))
            self.end()
            self._peer.own("org.freedesktop.PowerManagement.Inhibit")

    def begin(self) -> None:
        if self._manager is not None:
            self._manager.inhibit()
        elif self._window is not None:
            self._window.inhibit()
        elif self._peer is not None:
            self._peer.answers["HasInhibit"] = lambda: ("b", (True,))

    def end(self) -> None:
        if self._manager is not None:
            self._manager.inhibit(0)
        elif self._window is not None:
            self._window.uninhibit()
        elif self._peer is not None:
            self._peer.answers["HasInhibit"] = lambda: ("b", (False,))


@pytest.fixture
def film_at() -> Iterator[Callable[[Desk], Film]]:
    with ExitStack() as ending:
        yield lambda desk: Film(desk, ending)


def messages(desk: Desk) -> str:
    """What the app has said in its file of messages."""
    return (desk.data / "posture-app.log").read_text()


def moment(desk: Desk) -> float:
    """What time it is in the app."""
    return datetime.fromisoformat(desk.now()["at"]).timestamp()


def sees_by(desk: Desk, source: str) -> bool:
    """Whether the app sees input by this source."""
    sight = desk.now()["input"]
    return bool(sight["source"] == source and sight["why"] is None)


def begin(desk: Desk, source: str, *settings: str, scale: int = SCALE) -> "subprocess.Popen[str]":
    """Start the app; it sees input by this source when this returns."""
    words = [word for setting in settings for word in ("--set", setting)]
    app = desk.start("--hidden", *words, scale=scale)
    desk.until(lambda: sees_by(desk, source))
    return app


def wait(desk: Desk, minutes: float) -> None:
    """Do nothing for so long in the app's time."""
    end = moment(desk) + 60 * minutes
    desk.until(lambda: moment(desk) >= end)


@dataclass(frozen=True)
class When:
    """What happened in the app's time: not before this, and not after that, however long a busy machine took for it."""

    earliest: float
    latest: float

    def is_near(self, at: float, off: float, later: float = 0) -> bool:
        """Whether this moment is that, or so much later, give or take `off` seconds."""
        return self.earliest + later - off <= at <= self.latest + later + off


def when(desk: Desk, do: Callable[[], None]) -> When:
    """Do this."""
    before = moment(desk)
    do()
    return When(before, moment(desk))


def type_until(desk: Desk, condition: Callable[[], object]) -> tuple[When, When]:
    """Type steadily until this holds; returns when the first key came, and the last."""
    first = when(desk, desk.type)
    desk.until(condition, meanwhile=desk.type)
    return first, when(desk, desk.type)


@pytest.mark.parametrize("name", DESKTOPS)
def test_typing_a_pause_and_a_return_are_the_same_spans_and_the_same_prompt(
    sit_at: Callable[[str], Desk], name: str
) -> None:
    desk = sit_at(name)
    daemon = desk.daemon()
    begin(desk, SOURCES[name], "stand_every=5", "away_after=2", "break_min=1")
    first, last = type_until(desk, lambda: daemon.notified)
    desk.until(lambda: len(desk.rows(SPANS)) == 1 and desk.rows(SPANS)[0][3] == "idle")
    assert "away" == desk.now()["state"]
    back, _ = type_until(desk, lambda: desk.now()["bout_s"] > 30)
    quit_and_replay(desk)
    one_second = SCALE
    (_, began, ended, idle), (_, again, _, stopped) = desk.rows(SPANS)
    assert ("idle", "stopped") == (idle, stopped)
    assert first.is_near(began, one_second)
    assert last.is_near(ended, one_second)
    assert back.is_near(again, one_second)
    ((kind, at, outcome),) = desk.rows(PROMPTS)
    assert ("stand", "kept") == (kind, outcome)
    assert first.is_near(at, one_second, 300)


def test_at_its_own_pace_it_is_exact_to_a_second(sit_at: Callable[[str], Desk]) -> None:
    """On KWin, whose timers are the least exact of all."""
    desk = sit_at("kwin")
    begin(desk, EXT, "away_after=1", "break_min=1", scale=1)
    first, last = type_until(desk, lambda: desk.now()["bout_s"] >= 8)
    desk.until(lambda: [row[3] for row in desk.rows(SPANS)] == ["idle"])
    back, _ = type_until(desk, lambda: desk.now()["state"] == "sitting")
    desk.loop.run_for(2.0)
    quit_and_replay(desk)
    (_, began, ended, _), (_, again, _, _) = desk.rows(SPANS)
    assert [True] * 3 == [first.is_near(began, 1), last.is_near(ended, 1), back.is_near(again, 1)]


@pytest.mark.parametrize("name", DESKTOPS)
def test_a_film_is_sitting_if_somebody_was_there_and_its_reminder_comes_after_it(
    sit_at: Callable[[str], Desk], film_at: Callable[[Desk], Film], name: str
) -> None:
    desk = sit_at(name)
    film, daemon = film_at(desk), desk.daemon()
    begin(desk, SOURCES[name], "stand_every=5", "stretch=no", "away_after=10", "break_min=5", scale=FILM_SCALE)
    film.begin()
    wait(desk, 5)
    assert ("away", []) == (desk.now()["state"], desk.rows(SPANS))
    film.end()
    first, _ = type_until(desk, lambda: desk.now()["bout_s"] > 120)
    film.begin()
    wait(desk, 40)
    assert ("sitting", ["watching"]) == (desk.now()["state"], desk.now()["held_by"])
    assert [] == daemon.notified
    over = when(desk, film.end)
    desk.until(lambda: daemon.notified)
    desk.until(lambda: [row[3] for row in desk.rows(SPANS)] == ["idle"])
    film.begin()
    wait(desk, 5)
    assert "away" == desk.now()["state"]
    film.end()
    quit_and_replay(desk)
    ((_, began, ended, _),) = desk.rows(SPANS)
    assert first.is_near(began, FILM_SCALE)
    assert over.is_near(ended, FILM_SCALE)
    ((kind, at, outcome),) = desk.rows(PROMPTS)
    assert ("stand", "kept") == (kind, outcome)
    assert over.is_near(at, FILM_SCALE)


@pytest.mark.parametrize("name", DESKTOPS)
def test_a_film_that_is_too_long_counts_as_far_as_it_may_and_its_end_changes_nothing(
    sit_at: Callable[[str], Desk], film_at: Callable[[Desk], Film], name: str
) -> None:
    """Mutter sets back its idle time at the end of a film."""
    desk = sit_at(name)
    film = film_at(desk)
    begin(desk, SOURCES[name], "away_after=20", scale=LONG_FILM_SCALE)
    _, last = type_until(desk, lambda: desk.now()["bout_s"] > 120)
    film.begin()
    wait(desk, 180)
    assert "away" == desk.now()["state"]
    film.end()
    wait(desk, 5)
    quit_and_replay(desk)
    ((_, _, ended, why),) = desk.rows(SPANS)
    assert "idle" == why
    assert last.is_near(ended, LONG_FILM_SCALE, 7200)


@pytest.fixture
def sit_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Desktop], Desk]]:
    """At a desktop that no other test has."""
    needs.qt()
    with ExitStack() as ending:

        def sit(desktop: Desktop) -> Desk:
            ending.callback(desktop.close)
            desk = Desk(tmp_path, monkeypatch, desktop=desktop)
            ending.callback(desk.close)
            return desk

        yield sit


def test_kwin_that_is_killed_under_its_wrapper_costs_nothing_but_that_moment(
    sit_alone: Callable[[Desktop], Desk],
) -> None:
    kwin = WrappedKWin()
    desk = sit_alone(kwin)
    begin(desk, EXT, "away_after=2", "break_min=1")
    _, last = type_until(desk, lambda: desk.now()["bout_s"] > 120)
    kwin.crash()
    assert desk.comes_about(lambda: 2 == messages(desk).count("from now on"), within=BACK_S)
    desk.until(lambda: [row[3] for row in desk.rows(SPANS)] == ["idle"])
    assert "away" == desk.now()["state"]
    desk.until(lambda: sees_by(desk, EXT))
    said = desk.run("doctor")
    assert (0, True) == (said.returncode, f"by {EXT}" in said.stdout)
    assert f"lost, and found again since: the compositor at {kwin.socket} " in said.stdout
    back, _ = type_until(desk, lambda: desk.now()["bout_s"] > 30)
    quit_and_replay(desk)
    (_, _, ended, _), (_, again, _, stopped) = desk.rows(SPANS)
    assert last.is_near(ended, SCALE)
    assert back.is_near(again, SCALE)
    assert "stopped" == stopped


@pytest.mark.parametrize("make", [KWin, Sway, Mutter])
def test_with_a_compositor_that_is_killed_for_good_a_second_is_lost_at_the_most(
    sit_alone: Callable[[Desktop], Desk], make: "type[KWin | Sway | Mutter]"
) -> None:
    desktop = make()
    desk = sit_alone(desktop)
    app = begin(desk, SOURCES[desktop.name], scale=1)
    first, last = type_until(desk, lambda: desk.now()["bout_s"] >= 4)
    desktop.kill()
    desktop.socket.unlink()
    app.wait(30)  # Qt ends it
    ((_, began, ended, why),) = desk.rows(SPANS)
    assert why is None
    assert first.is_near(began, 1)
    assert last.is_near(ended, 1)
    (span,) = account_of(desk, ended).spans
    assert (began, ended) == (span.start.timestamp(), span.end.timestamp())


BLIND = {
    "a compositor that tells nothing": f"tells no program of input (it does not offer {EXT} or {KDE}).",
    "an X server in it, of which no variable tells": "the session is Wayland (the X server is Xwayland), where X11",
}


@pytest.mark.parametrize("case", BLIND)
def test_where_input_cannot_be_seen_people_are_told_so(sit_alone: Callable[[Desktop], Desk], case: str) -> None:
    weston = Weston()
    desk = sit_alone(weston)
    with ExitStack() as ending:
        if "X server" in case:
            server = PrivateXwayland(weston.compositor)
            ending.callback(server.close)
            for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
                del desk.environ[name]
            desk.environ["DISPLAY"] = server.name
        app = desk.work()
        desk.until(lambda: desk.now()["input"]["why"])
        first, sentence, help_, *_ = desk.say("status").splitlines()
        assert "Not counted" == first
        assert sentence.startswith("Keyboard and pointer are not seen here: the ")
        assert BLIND[case] in sentence
        assert help_.startswith("The record and the reminders go by your word alone")
        doctor = desk.run("doctor")
        assert 1 == doctor.returncode
        assert sentence in doctor.stdout
        assert "All is well" not in doctor.stdout
        desk.sit()
        assert "sitting" == desk.now()["state"]
        desk.say("quit")
        assert sentence in app.communicate(timeout=20)[1]
        assert_replays(desk)


def test_on_wayland_the_popover_of_the_icon_floats_has_the_focus_and_goes_with_escape_or_the_next_click(
    sit_at: Callable[[str], Desk],
) -> None:
    desk = sit_at("sway")
    sway, tray = desk.desktop, desk.tray()
    assert isinstance(sway, Sway)

    def popover() -> list[dict[str, Any]]:
        return [each for each in _windows(json.loads(sway.message("-t", "get_tree", "-r"))) if each["pid"] == app.pid]

    app = desk.work()
    desk.until(tray.tooltip)
    for escapes in (True, False):
        tray.click()
        desk.until(lambda: [("floating_con", True)] == [(each["type"], each["focused"]) for each in popover()])
        sway.key(KEY_ESCAPE) if escapes else tray.click()
        desk.until(lambda: not popover())


def _windows(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "pid" in node:
        yield node
    for child in (*node["nodes"], *node["floating_nodes"]):
        yield from _windows(child)
