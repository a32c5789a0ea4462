"""The watch on a folder: told by the system, and by nothing that ticks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from posture_app.desktop.folder_watch import FolderWatch, InotifyWatch, QtFolderWatch
from tests import needs
from tests.desktop.conftest import RunningLoop, new_loop

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture(params=["inotify, select", "inotify, qt", "qt, qt"])
def made(request: pytest.FixtureRequest, told: list[str]) -> Iterator[tuple[FolderWatch, RunningLoop]]:
    """Each kind of watch, and each loop in which it works."""
    needs.linux()
    kind, _, where = request.param.partition(", ")
    loop = new_loop(where)

    def changed() -> None:
        told.append("changed")

    watch = InotifyWatch(loop, changed) if kind == "inotify" else QtFolderWatch(changed)
    yield watch, loop
    watch.watch(None)
    assert 0 == loop.pending
    loop.close()


@pytest.fixture
def watch(made: tuple[FolderWatch, RunningLoop]) -> FolderWatch:
    return made[0]


@pytest.fixture
def until(made: tuple[FolderWatch, RunningLoop]) -> Until:
    return made[1].run_until


def test_a_file_put_in_the_place_of_another_is_told_of(
    watch: FolderWatch, until: Until, told: list[str], tmp_path: Path
) -> None:
    watch.watch(None)
    (tmp_path / "one").write_text("old")
    watch.watch(tmp_path)
    (tmp_path / "new").write_text("new")
    until(lambda: told)
    told.clear()
    (tmp_path / "new").replace(tmp_path / "one")
    until(lambda: told)


def test_a_folder_that_comes_back_can_be_watched_anew_and_one_that_is_left_is_not(
    watch: FolderWatch, until: Until, told: list[str], tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    watch.watch(first)  # which is not there
    first.mkdir()
    second.mkdir()
    watch.watch(first)
    first.rmdir()
    until(lambda: told)
    first.mkdir()
    watch.watch(first)
    told.clear()
    (first / "a").write_text("")
    until(lambda: told)
    watch.watch(second)
    (first / "b").write_text("")
    told.clear()
    (second / "c").write_text("")
    until(lambda: told)
    assert ["changed"] == told


def test_a_folder_that_is_watched_and_asked_for_again_loses_nothing(
    watch: FolderWatch, until: Until, told: list[str], tmp_path: Path
) -> None:
    watch.watch(tmp_path)
    (tmp_path / "a").write_text("")
    watch.watch(tmp_path)
    until(lambda: told)
