"""What a program that resets the idle time of the X server makes of a day: nobody sits who is not there."""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("a Linux matter", allow_module_level=True)

from tests import needs
from tests.desktops.others import X11
from tests.e2e.desk import Desk
from tests.e2e.recording import quit_and_replay
from tests.sensors.x11.player import Player

SPANS = "SELECT posture, start_us / 1000000, end_us / 1000000, ended_by FROM spans ORDER BY rowid"
MINUTE = 60


@pytest.fixture(scope="module")
def desktop() -> Iterator[X11]:
    with X11() as desktop:
        yield desktop


@pytest.fixture
def desk(desktop: X11, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    needs.qt()
    desk = Desk(tmp_path, monkeypatch, desktop=desktop)
    yield desk
    desk.close()


def moment(desk: Desk) -> float:
    return datetime.fromisoformat(desk.now()["at"]).timestamp()


def test_a_program_that_resets_the_idle_time_over_and_over_is_a_film_and_nobody(desk: Desk, desktop: X11) -> None:
    with closing(Player(desktop.display)) as player:
        desk.work("away_after=2", "passive_limit=10", "break_min=1")
        desk.until(lambda: desk.now()["input"]["source"] == "x11")
        begun = moment(desk)
        desk.until(lambda: moment(desk) > begun + 10 * MINUTE, meanwhile=player.reset)
        assert ("away", ["watching"]) == (desk.now()["state"], desk.now()["held_by"])
        assert [] == desk.rows(SPANS)
        desk.until(lambda: desk.now()["bout_s"] > 2 * MINUTE, meanwhile=desk.type)
        last = moment(desk)
        desk.until(lambda: moment(desk) > last + 5 * MINUTE, meanwhile=player.reset)
        assert ("sitting", ["watching"]) == (desk.now()["state"], desk.now()["held_by"])
        desk.until(lambda: desk.now()["state"] == "away", meanwhile=player.reset)
        ((_, _, ended, why),) = desk.rows(SPANS)
        quit_and_replay(desk)
    assert "idle" == why
    assert last + 9 * MINUTE < ended < last + 13 * MINUTE
