"""Where things are kept, and who can get at them."""

import os
import stat
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.desktop.paths import lock_out_others, make_folder, places
from tests import needs


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    where = places(tmp_path / "all")
    for path in (where.database, where.settings, where.messages, where.lock):
        assert tmp_path / "all" == path.parent


def test_a_relative_folder_is_one_and_the_same_wherever_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert places(tmp_path / "here") == places(Path("here"))
    assert places(tmp_path / "here").control == places(Path("here")).control


def test_two_folders_have_two_sockets(tmp_path: Path) -> None:
    assert places(tmp_path / "a").control != places(tmp_path / "b").control


def test_the_socket_has_a_short_address_however_deep_the_folder(tmp_path: Path) -> None:
    needs.linux()
    assert len(places(tmp_path / ("deep/" * 60)).control) < 100


def test_a_new_folder_is_private_also_under_a_lax_umask(tmp_path: Path) -> None:
    needs.linux()
    before = os.umask(0)
    try:
        make_folder(tmp_path / "new")
        lock_out_others(tmp_path / "other")
    finally:
        os.umask(before)
    assert (0o700, 0o700) == (mode(tmp_path / "new"), mode(tmp_path / "other"))


def test_a_folder_of_the_persons_stays_as_it_is(tmp_path: Path) -> None:
    needs.linux()
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert 0o755 == mode(tmp_path)


def test_the_folder_of_the_socket_is_closed_to_others(tmp_path: Path) -> None:
    needs.linux()
    tmp_path.chmod(0o755)
    lock_out_others(tmp_path)
    assert 0o700 == mode(tmp_path)


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(KnownError, match="cannot be used"):
            make_folder(path)
