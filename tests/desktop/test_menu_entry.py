"""The app in the menu of programs: what is written there, what is mended, and what is left behind."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posture_app.core.autostart import AutostartState
from posture_app.core.errors import KnownError, Unavailable
from posture_app.core.words import APP_ID, APP_NAME
from posture_app.desktop.bundled import read_bytes
from posture_app.desktop.entries import mend
from posture_app.desktop.entry_file import exec_words, main_keys
from posture_app.desktop.menu_entry import COMPLETIONS, MAN_PAGE, MenuEntry, menu_entry
from posture_app.store.log.log import open_log
from tests import needs
from tests.desktop.test_autostart import ODD

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="an XDG matter")
PROGRAM = "/opt/posture app/posture-app"
FILES = MAN_PAGE, "man/de/man1/posture-app.1", *COMPLETIONS.values()
ENTRY, ICON = f"applications/{APP_ID}.desktop", f"icons/hicolor/scalable/apps/{APP_ID}.svg"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty one."""
    made = tmp_path / "ours"
    made.mkdir()
    return made


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def environ(folder: Path, **more: str) -> dict[str, str]:
    """Of a person whose folders these are, with nothing from a package."""
    folders = {
        "XDG_DATA_HOME": f"{folder}/share",
        "XDG_CONFIG_HOME": f"{folder}/config",
        "XDG_DATA_DIRS": f"{folder}/usr",
    }
    return {"PATH": "", "APPIMAGE": PROGRAM, **folders, **more}


def test_it_is_there_with_its_icon_once_it_is_installed_and_leaves_no_trace(folder: Path) -> None:
    entry = MenuEntry((PROGRAM,), folder)
    assert AutostartState(on=False) == entry.state()
    entry.turn(on=False)
    for _ in range(2):
        entry.turn(on=True)
        assert AutostartState(on=True, command=(PROGRAM,)) == entry.state()
    assert {ENTRY, ICON} <= files(folder)
    assert read_bytes("icons", f"{APP_ID}.svg") == (folder / ICON).read_bytes()
    entry.turn(on=False)
    assert set() == files(folder)


def test_man_page_and_completions_come_and_go_with_it_and_a_start_mends_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = folder / "built"
    for parts in (("icons", f"{APP_ID}.svg"), ("desktop", f"{APP_ID}.desktop")):
        (built / parts[0]).mkdir(parents=True)
        built.joinpath(*parts).write_bytes(read_bytes(*parts))
    for file in FILES:
        (built / "share" / file).parent.mkdir(parents=True)
        (built / "share" / file).write_text(f"{file} of now")
    monkeypatch.setattr("posture_app.desktop.bundled.resources", lambda: built)
    assert MenuEntry((PROGRAM,), folder / "share").has_manual
    entry = MenuEntry((PROGRAM,), folder / "share")
    assert not entry.is_whole()
    entry.turn(on=True)
    assert entry.is_whole()
    assert set(FILES) <= files(folder / "share")
    (folder / "share" / FILES[0]).write_text("of before")
    (folder / "share" / FILES[1]).unlink()
    assert not entry.is_whole()
    assert entry.mend()
    assert entry.is_whole()
    assert f"{FILES[0]} of now" == (folder / "share" / FILES[0]).read_text()
    entry.turn(on=False)
    assert set() == files(folder / "share")


def test_what_others_have_beside_it_stays(folder: Path) -> None:
    entry = MenuEntry((PROGRAM,), folder)
    entry.turn(on=True)
    for name in ("applications/theirs.desktop", "icons/hicolor/index.theme"):
        (folder / name).write_text("theirs")
    entry.turn(on=False)
    assert {"applications", "applications/theirs.desktop", "icons", "icons/hicolor", "icons/hicolor/index.theme"} == (
        files(folder)
    )


@pytest.mark.parametrize("program", ODD[:-1])
def test_it_is_valid_and_each_of_its_actions_reaches_this_installation(folder: Path, program: str) -> None:
    needs.programs("desktop-file-validate")
    MenuEntry((program,), folder).turn(on=True)
    path = folder / ENTRY
    done = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stdout)
    lines = path.read_text().splitlines()
    values = [line.removeprefix("Exec=").replace("\\\\", "\\") for line in lines if line.startswith("Exec=")]
    commands = [(), ("up",), ("pause", "60"), ("private", "60"), ("show", "today")]
    assert [(program, *words) for words in commands] == [exec_words(value) for value in values]
    assert program == main_keys(path.read_bytes())["TryExec"]


def test_the_bundled_entry_is_valid_for_packages_to_install() -> None:
    needs.programs("desktop-file-validate")
    keys = main_keys(read_bytes("desktop", f"{APP_ID}.desktop"))
    assert (APP_NAME, APP_ID, "posture-app") == (keys["Name"], keys["Icon"], keys["Exec"])


def test_the_entry_of_before_is_replaced_unless_it_is_of_something_else(folder: Path) -> None:
    former = folder / "applications" / "posture-app.desktop"
    former.parent.mkdir()
    former.write_text("[Desktop Entry]\nName=Posture App\nExec=/usr/bin/posture-app\n")
    MenuEntry((PROGRAM,), folder).turn(on=True)
    assert not former.exists()
    former.write_text("[Desktop Entry]\nExec=/usr/bin/wine posture.exe\n")
    MenuEntry((PROGRAM,), folder).turn(on=True)
    assert former.exists()


def test_a_start_mends_what_starts_another_path_and_makes_none(folder: Path) -> None:
    mend(environ(folder))
    assert set() == files(folder)
    menu_entry(environ(folder, APPIMAGE="/gone/posture-app")).turn(on=True)
    mend(environ(folder))
    assert (PROGRAM,) == menu_entry(environ(folder)).state().command
    assert not menu_entry(environ(folder)).mend()
    menu_entry(environ(folder)).turn(on=False)
    assert {"share"} >= files(folder)


def test_where_a_package_has_brought_it_there_is_nothing_to_do_but_to_take_ours_away(folder: Path) -> None:
    ours = menu_entry(environ(folder))
    packaged = folder / "usr" / ENTRY
    packaged.parent.mkdir(parents=True)
    packaged.write_text("[Desktop Entry]\n")
    with pytest.raises(Unavailable, match="a package has brought"):
        menu_entry(environ(folder))
    ours.turn(on=True)
    menu_entry(environ(folder)).turn(on=False)
    assert packaged.exists()
    with pytest.raises(Unavailable, match="Flatpak"):
        menu_entry(environ(folder, FLATPAK_ID="org.example"))


@pytest.mark.skipif(sys.platform != "linux", reason="a file of Linux that cannot be read")
def test_what_cannot_be_read_is_as_good_as_not_there(folder: Path) -> None:
    packaged = folder / "usr" / ENTRY
    packaged.parent.mkdir(parents=True)
    packaged.symlink_to("/proc/self/mem")  # to anybody; permissions do not stop root
    ours = menu_entry(environ(folder, XDG_DATA_DIRS=f"/{'long' * 99}:{folder}/usr"))
    ours.turn(on=True)
    assert ours.state().on


@pytest.mark.parametrize("ours", [True, False])
def test_the_entry_of_an_installation_before_gives_way_to_a_package_and_to_no_other(
    folder: Path, *, ours: bool
) -> None:
    program = folder / "bin" / "posture-app"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    menu_entry(environ(folder, APPIMAGE="/gone/posture-app")).turn(on=True)
    packaged = folder / "usr" / ENTRY
    packaged.parent.mkdir(parents=True)
    packaged.write_bytes(read_bytes("desktop", f"{APP_ID}.desktop"))
    mend(environ(folder, PATH=str(program.parent), APPIMAGE=str(program) if ours else PROGRAM))
    assert ours is not (folder / "share" / ENTRY).exists()
    assert packaged.exists()


def test_a_folder_that_cannot_be_written_is_said(folder: Path) -> None:
    (folder / "share").write_text("a file")
    entry = menu_entry(environ(folder))
    with pytest.raises(KnownError, match="cannot be written"):
        entry.turn(on=True)
    assert {"share"} == files(folder)


def test_the_command_has_it_in_the_menu_and_deleting_everything_takes_it_and_the_autostart_away(folder: Path) -> None:
    around = {**os.environ, **environ(folder, PATH=os.environ["PATH"], HOME=str(folder))}
    around.pop("APPIMAGE")

    def say(*words: str) -> str:
        command = [sys.executable, "-m", "posture_app", *words]
        return subprocess.run(command, env=around, capture_output=True, text=True, check=True, timeout=60).stdout

    assert "not in the menu" in say("desktop", "--check")
    assert f"in {folder}" in say("desktop", "--install")
    say("autostart", "on")
    (folder / "share" / "posture-app").mkdir()
    path = folder / "share" / "posture-app" / "posture.db"
    open_log(path, now=datetime(2026, 3, 4, tzinfo=UTC)).log.close()
    say("delete", "--all", "--yes")
    assert "not in the menu" in say("desktop")
    assert "off" in say("autostart", "status")
