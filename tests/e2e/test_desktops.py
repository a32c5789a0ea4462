"""The same day on every desktop: what a person does there, and what stands in the log afterwards."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.desktops.gnome import Mutter
from tests.desktops.kwin import KWin
from tests.desktops.others import X11
from tests.desktops.wlroots import Sway
from tests.e2e.desk import SCALE, Desk

SPANS = "SELECT posture, start_us / 1000000, end_us / 1000000, ended_by FROM spans ORDER BY rowid"
PROMPTS = "SELECT kind, at_us / 1000000, outcome FROM prompts ORDER BY rowid"
DESKTOPS = {"x11": X11, "mutter": Mutter, "kwin": KWin, "sway": Sway}
SOURCES = {"x11": "x11", "mutter": "mutter", "kwin": "ext_idle_notifier_v1", "sway": "org_kde_kwin_idle"}


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
            return desk

        yield sit


def moment(desk: Desk) -> float:
    """What time it is in the app."""
    return datetime.fromisoformat(desk.now()["at"]).timestamp()


def sees_by(desk: Desk, source: str) -> bool:
    """Whether the app sees input by this source."""
    sight = desk.now()["input"]
    return bool(sight["source"] == source and sight["why"] is None)


def type_until(desk: Desk, condition: Callable[[], object]) -> tuple[float, float]:
    """Type steadily until this holds; returns when in the app the first key came, and the last."""
    desk.type()
    first = moment(desk)
    desk.until(condition, meanwhile=desk.type)
    desk.type()
    return first, moment(desk)


@pytest.mark.parametrize("name", DESKTOPS)
def test_typing_a_pause_and_a_return_are_the_same_spans_and_the_same_prompt(
    sit_at: Callable[[str], Desk], name: str
) -> None:
    desk = sit_at(name)
    daemon = desk.daemon()
    desk.work("stand_every=5", "away_after=2", "break_min=1")
    desk.until(lambda: sees_by(desk, SOURCES[name]))
    first, last = type_until(desk, lambda: daemon.notified)
    desk.until(lambda: len(desk.rows(SPANS)) == 1 and desk.rows(SPANS)[0][3] == "idle")
    assert "away" == desk.now()["state"]
    back, _ = type_until(desk, lambda: desk.now()["bout_s"] > 30)
    desk.say("quit")
    one_second = SCALE
    (_, began, ended, idle), (_, again, _, stopped) = desk.rows(SPANS)
    assert ("idle", "stopped") == (idle, stopped)
    assert first == pytest.approx(began, abs=one_second)
    assert last == pytest.approx(ended, abs=one_second)
    assert back == pytest.approx(again, abs=one_second)
    ((kind, at, outcome),) = desk.rows(PROMPTS)
    assert ("stand", "kept") == (kind, outcome)
    assert first + 300 == pytest.approx(at, abs=one_second)
