"""Where things are kept, and who can get at them."""

import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from posture_app.core.errors import KnownError
from posture_app.desktop.paths import lock_out_others, make_folder, places, take_from_others
from tests import needs


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    where = places(tmp_path / "all")
    for path in (where.database, where.settings, where.messages, where.lock):
        assert tmp_path / "all" == path.parent


@pytest.mark.skipif(sys.platform != "linux", reason="Flatpak is a Linux matter")
@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_flatpak_has_the_record_of_all_other_installations_where_it_is_let_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, elsewhere: bool
) -> None:
    home = tmp_path / "home"
    data, config = (tmp_path / "d", tmp_path / "c") if elsewhere else (home / ".local/share", home / ".config")
    monkeypatch.setenv("HOME", str(home))
    for kind, folder in (("DATA", data), ("CONFIG", config)):
        monkeypatch.setenv(f"XDG_{kind}_HOME", f"{home}/.var/app/org.example/{kind.lower()}")
        if elsewhere:
            monkeypatch.setenv(f"HOST_XDG_{kind}_HOME", str(folder))
        else:
            monkeypatch.delenv(f"HOST_XDG_{kind}_HOME", raising=False)
        (folder / "posture-app").mkdir(parents=True)
    assert home / ".var/app/org.example/data/posture-app" == places(None).data
    monkeypatch.setenv("FLATPAK_ID", "org.example")
    assert (data / "posture-app", config / "posture-app") == (places(None).data, places(None).config)
    (data / "posture-app").rmdir()
    (config / "posture-app").rmdir()
    assert home / ".var/app/org.example/data/posture-app" == places(None).data
    assert home / ".var/app/org.example/config/posture-app" == places(None).config


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


def test_a_link_in_place_of_that_folder_is_not_followed(tmp_path: Path) -> None:
    needs.linux()
    (tmp_path / "target").mkdir()
    (tmp_path / "target").chmod(0o755)  # whatever the umask is, which each command sets
    (tmp_path / "run").symlink_to(tmp_path / "target")
    with pytest.raises(KnownError, match="is not a folder; remove it"):
        lock_out_others(tmp_path / "run")
    assert 0o755 == mode(tmp_path / "target")


def test_a_file_in_place_of_that_folder_is_said_with_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.linux()
    (tmp_path / "posture-app").touch()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = Path(places(tmp_path / "data").control).parent
    with pytest.raises(KnownError, match="is not a folder; remove it"):
        lock_out_others(folder)
    with pytest.raises(KnownError, match="set XDG_RUNTIME_DIR"):
        lock_out_others(folder / "below")


@pytest.mark.parametrize("base", ["file", "nowhere", "relative", "long" * 30])
def test_a_runtime_folder_that_cannot_be_used_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    needs.linux()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    for folder in ("relative", "long" * 30):
        (tmp_path / folder).mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", base if base == "relative" else str(tmp_path / base))
    control = places(tmp_path / "data").control
    assert not control.startswith(str(tmp_path))
    assert len(control) <= 103
    assert control == places(tmp_path / "data").control
    assert control != places(tmp_path / "other").control


@pytest.mark.parametrize("left", ["", "\n", "/nonexistent/x.sock", "\0" * 50, "x" * 5000, "/tmp"])
def test_an_address_that_leads_nowhere_is_not_believed(tmp_path: Path, left: str) -> None:
    where = places(tmp_path)
    where.address.write_text(left)
    assert where.control == where.found_control()


def test_an_address_that_was_copied_with_its_folder_leads_to_the_other_app_and_is_not_believed(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a matter of Unix sockets")
    original, copy = places(tmp_path / "original"), places(tmp_path / "copy")
    moved = tmp_path / Path(original.control).name  # opened in another environment
    with socket.socket(socket.AF_UNIX) as app:
        app.bind(str(moved))
        for where in (original, copy):
            where.data.mkdir()
            where.address.write_text(f"{moved}\n")
        assert str(moved) == original.found_control()
        assert copy.control == copy.found_control()


def test_a_pipe_in_place_of_the_address_holds_nobody_up(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no pipes in its file system")
    where = places(tmp_path)
    os.mkfifo(where.address)
    assert where.control == where.found_control()


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(KnownError, match="cannot be used"):
            make_folder(path)


@pytest.mark.parametrize(("folder", "after"), [("posture-app", 0o700), ("documents", 0o755)])
def test_what_others_could_read_they_can_read_no_more(tmp_path: Path, folder: str, after: int) -> None:
    needs.linux()
    where = places(tmp_path / folder)
    (where.data / "backups").mkdir(parents=True)
    kept = [where.settings, where.messages, where.data / "posture-app.log.1", where.address]
    kept += [where.data / name for name in ("backups/posture-2026-03-02.db", "posture-damaged-1.db", "posture.db-wal")]
    theirs = [where.data / "letter.txt", where.data / "backups" / "letter.txt", tmp_path / "dotfiles.toml"]
    for path in (*kept, *theirs):
        path.touch()
        path.chmod(0o644)
    (where.data / "settings.toml.mine").symlink_to(tmp_path / "dotfiles.toml")
    where.data.chmod(0o755)
    take_from_others(where)
    assert {0o600} == set(map(mode, kept))
    assert {0o644} == set(map(mode, theirs))
    assert after == mode(where.data)


def test_in_a_flatpak_the_socket_lies_in_the_folder_that_all_its_starts_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs.linux()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("FLATPAK_ID", "org.example")
    apart = places(tmp_path / "data").control  # an ordinary program that was started from a Flatpak has no such folder
    (tmp_path / "app" / "org.example").mkdir(parents=True)
    assert tmp_path / "posture-app" == Path(apart).parent
    assert tmp_path / "app" / "org.example" == Path(places(tmp_path / "data").control).parent
