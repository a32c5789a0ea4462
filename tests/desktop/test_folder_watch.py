"""The watch on a folder: told by the system, and by nothing that ticks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import needs

if TYPE_CHECKING:
    from posture_app.desktop.folder_watch import FolderWatch

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def watch(until: Until, told: list[str]) -> Iterator["FolderWatch"]:
    needs.qt()
    from posture_app.desktop.folder_watch import FolderWatch  # noqa: PLC0415 - only where Qt loads

    watch = FolderWatch(lambda: told.append("changed"))
    yield watch
    watch.watch(None)


def test_a_file_put_in_the_place_of_another_is_told_of(
    watch: "FolderWatch", until: Until, told: list[str], tmp_path: Path
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
    watch: "FolderWatch", until: Until, told: list[str], tmp_path: Path
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
    assert [] == watch.findChildren(_timer_type())


def _timer_type() -> type:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - only where Qt loads

    return QTimer
