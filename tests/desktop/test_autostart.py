"""Starting with the session: an entry in the form of each system, and what the person or the desktop made of it."""

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from posture_app.core.autostart import Asks, Autostart, AutostartState
from posture_app.core.errors import KnownError
from posture_app.core.words import APP_ID, APP_NAME
from posture_app.desktop.autostart import APPROVED, RUN, LaunchAgent, RunKey, XdgAutostart, autostart
from posture_app.desktop.entries import mend
from posture_app.desktop.program import start_command, systemd_unit
from tests import needs
from tests.loop import SelectLoop

OURS = ("/opt/posture app/100%/“bin”/posture-app", "--hidden")
ODD = (
    "/usr/bin/posture-app",
    "/home/a b/posture-app",
    "/tmp/100%u/posture-app",
    '/tmp/say "hello"/posture-app',
    "/tmp/back\\slash/posture-app",
    "/tmp/$HOME `id`/posture-app",
    "/home/الجلوس/posture-app",
    "/tmp/'single'/posture-app",
    "C:\\Program Files\\Posture\\posture-app.exe",
)


class FakeRegistry:
    """The person's part of the registry."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}
        self.fails = False

    def read(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, text: str) -> None:
        if self.fails:
            raise PermissionError(13, "Access is denied")
        self.values[key, name] = text

    def remove(self, key: str, name: str) -> None:
        if self.fails:
            raise PermissionError(13, "Access is denied")
        self.values.pop((key, name), None)


Make = Callable[[Sequence[str]], Autostart]


@pytest.fixture(params=["xdg", "macos", "windows"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """Each of them over one and the same keeper of entries, which is empty."""
    registry, folder = FakeRegistry(), tmp_path / "not there yet" / "autostart"
    ways: dict[str, Make] = {
        "xdg": lambda command: XdgAutostart(command, folder),
        "macos": lambda command: LaunchAgent(command, folder),
        "windows": lambda command: RunKey(command, registry),
    }
    return ways[request.param]


def test_it_is_off_until_it_is_turned_on_and_off_again_after_that(make: Make) -> None:
    way = make(OURS)
    assert AutostartState(on=False) == way.state()
    way.turn(on=False)
    for _ in range(2):
        way.turn(on=True)
        assert AutostartState(on=True, command=OURS) == way.state()
    way.turn(on=False)
    assert AutostartState(on=False) == way.state()
    assert not way.mend()


@pytest.mark.parametrize("program", ODD)
def test_a_path_of_any_letters_is_read_back_as_it_was_written(make: Make, program: str) -> None:
    way = make((program, "--hidden"))
    way.turn(on=True)
    assert (program, "--hidden") == way.state().command


def test_an_entry_of_ours_that_starts_another_path_is_mended_and_stays_on(make: Make) -> None:
    make(("/gone/posture-app", "--hidden")).turn(on=True)
    way = make(OURS)
    assert way.mend()
    assert AutostartState(on=True, command=OURS) == way.state()
    assert not way.mend()


class TestXdg:
    """An entry of the XDG specification, which tools of desktops change."""

    def test_it_is_a_valid_entry(self, tmp_path: Path) -> None:
        needs.programs("desktop-file-validate")
        for program in ODD:
            XdgAutostart((program, "--hidden"), tmp_path).turn(on=True)
            command = ["desktop-file-validate", str(tmp_path / f"{APP_ID}.desktop")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert (0, "") == (done.returncode, done.stdout), program

    @pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
    def test_what_a_desktop_turned_off_stays_off_when_it_is_mended_and_is_on_when_the_person_says_so(
        self, tmp_path: Path, line: str
    ) -> None:
        XdgAutostart(("/gone/posture-app", "--hidden"), tmp_path).turn(on=True)
        entry = tmp_path / f"{APP_ID}.desktop"
        entry.write_text(entry.read_text() + f"{line}\nX-Kept=yes\n[Other Group]\nExec=something\n")
        way = XdgAutostart(OURS, tmp_path)
        assert AutostartState(on=False, command=("/gone/posture-app", "--hidden")) == way.state()
        assert way.mend()
        assert AutostartState(on=False, command=OURS) == way.state()
        assert {line, "X-Kept=yes"} <= set(entry.read_text().splitlines())
        way.turn(on=True)
        assert AutostartState(on=True, command=OURS) == way.state()

    def test_a_link_is_replaced_and_what_it_leads_to_stays(self, tmp_path: Path) -> None:
        other = tmp_path / "theirs"
        other.write_text("theirs")
        entry = tmp_path / f"{APP_ID}.desktop"
        for target in (other, tmp_path / "nowhere"):
            entry.unlink(missing_ok=True)
            entry.symlink_to(target)
            XdgAutostart(OURS, tmp_path).turn(on=True)
            assert not entry.is_symlink()
            assert "Exec=" in entry.read_text()
        assert "theirs" == other.read_text()

    def test_nonsense_is_no_entry_that_is_on_by_a_command(self, tmp_path: Path) -> None:
        entry = tmp_path / f"{APP_ID}.desktop"
        for data in (b"", b"\xff\xfe\x00", b"[Desktop Entry]\nExec=\n", b"=\n[\n", b"[Desktop Entry]\nExec=%u %F\n"):
            entry.write_bytes(data)
            assert () == XdgAutostart(OURS, tmp_path).state().command
            XdgAutostart(OURS, tmp_path).turn(on=True)
            assert AutostartState(on=True, command=OURS) == XdgAutostart(OURS, tmp_path).state()

    def test_a_session_starts_it_and_does_not_where_it_is_hidden(self, tmp_path: Path) -> None:
        needs.programs("dex")
        marker, program = tmp_path / "started", tmp_path / "a program"
        program.write_text(f'#!/bin/sh\necho "$@" > "{marker}.part"; mv "{marker}.part" "{marker}"\n')
        program.chmod(0o755)
        XdgAutostart((str(program), "--hidden"), tmp_path).turn(on=True)
        entry = tmp_path / f"{APP_ID}.desktop"
        dex = ["dex", "--autostart", "--verbose", "--wait", "--search-paths", str(tmp_path), "--environment", "GNOME"]
        subprocess.run(dex, check=True, capture_output=True, timeout=60)
        assert "--hidden\n" == marker.read_text()
        marker.unlink()
        entry.write_text(entry.read_text() + "Hidden=true\n")
        subprocess.run(dex, check=True, capture_output=True, timeout=60)
        assert not marker.exists()


class TestPackaged:
    """Where a package has it start for everybody who uses the computer."""

    @pytest.fixture
    def shared(self, tmp_path: Path) -> Path:
        """The folder of its entry, which starts the program that it has brought."""
        program = tmp_path / "usr" / "posture-app"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\necho once >> '{tmp_path}/started'\n")
        program.chmod(0o755)
        XdgAutostart((str(program), "--hidden"), tmp_path / "etc").turn(on=True)
        return tmp_path / "etc"

    @staticmethod
    def way(shared: Path, program: Path | None = None) -> XdgAutostart:
        """That of the packaged app, or of another installation."""
        command = (str(program or shared.parent / "usr" / "posture-app"), "--hidden")
        return XdgAutostart(command, shared.parent / "own", [shared.parent / "none", shared])

    def test_it_is_on_for_whoever_has_said_nothing_and_their_switch_turns_it_off_and_on(self, shared: Path) -> None:
        way = self.way(shared)
        assert way.state().on
        assert str(shared / f"{APP_ID}.desktop") == way.where
        for _ in range(2):
            way.turn(on=False)
            assert not way.state().on
            assert str(shared.parent / "own" / f"{APP_ID}.desktop") == way.where
            assert not way.mend()
        way.turn(on=True)
        assert way.state().on
        assert [] == list((shared.parent / "own").iterdir())

    def test_a_session_starts_it_once_and_not_where_the_person_turned_it_off(self, shared: Path) -> None:
        needs.programs("dex")
        way, own = self.way(shared), shared.parent / "own"
        command = ["dex", "--autostart", "--wait", "--search-paths", f"{own}:{shared}", "--environment", "GNOME"]
        started = shared.parent / "started"
        for turned, times in ((None, 1), (False, 1), (True, 2)):
            if turned is not None:
                way.turn(on=turned)
            subprocess.run(command, check=True, capture_output=True, timeout=60)
            assert times * "once\n" == started.read_text()

    def test_an_entry_of_the_installation_before_gives_way_but_what_it_had_turned_off_stays_off(
        self, shared: Path
    ) -> None:
        before = self.way(shared, shared.parent / "gone" / "posture-app")
        before.turn(on=True)
        assert "gone" in before.state().command[0]
        way = self.way(shared)
        assert way.mend()
        assert AutostartState(on=True, command=(str(shared.parent / "usr" / "posture-app"), "--hidden")) == way.state()
        assert [] == list((shared.parent / "own").iterdir())
        before.turn(on=False)
        assert way.mend()
        assert not way.state().on

    def test_the_entry_of_a_package_that_is_gone_counts_for_nothing(self, shared: Path) -> None:
        (shared.parent / "usr" / "posture-app").unlink()
        other = self.way(shared, Path("/opt/posture-app"))
        assert AutostartState(on=False) == other.state()
        other.turn(on=True)
        assert AutostartState(on=True, command=("/opt/posture-app", "--hidden")) == other.state()
        other.turn(on=False)
        assert [] == list((shared.parent / "own").iterdir())


def test_what_cannot_be_written_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    registry = FakeRegistry()
    registry.fails = True
    for way in (
        XdgAutostart(OURS, blocked / "autostart"),
        LaunchAgent(OURS, blocked / "agents"),
        RunKey(OURS, registry),
    ):
        with pytest.raises(KnownError, match="so all stays as it was"):
            way.turn(on=True)
    assert blocked.is_file()


def test_the_task_manager_of_windows_turns_it_off_and_the_person_on_again() -> None:
    registry = FakeRegistry()
    way = RunKey(OURS, registry)
    way.turn(on=True)
    for off, data in ((True, b"\x03" + bytes(11)), (False, b"\x02" + bytes(11)), (False, b"")):
        registry.values[APPROVED, APP_NAME] = data
        assert off is not way.state().on
    registry.values[APPROVED, APP_NAME] = b"\x03" + bytes(11)
    way.turn(on=True)
    assert AutostartState(on=True, command=OURS) == way.state()
    assert {(RUN, APP_NAME)} == set(registry.values)


def test_a_broken_property_list_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / f"{APP_ID}.plist"
    for data in (b"", b"<plist", plistlib.dumps(["no dictionary"]), plistlib.dumps({"ProgramArguments": 5})):
        path.write_bytes(data)
        way = LaunchAgent(OURS, tmp_path)
        assert not way.state().on
        way.turn(on=True)
        assert AutostartState(on=True, command=OURS) == way.state()


class TestStartCommand:
    """The path by which this installation is reached."""

    @pytest.fixture
    def beside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The program beside a Python of its own."""
        if sys.platform == "win32":
            pytest.skip("links need a right there")
        environment = tmp_path / "venv" / "bin"
        environment.mkdir(parents=True)
        program = environment / "posture-app"
        shutil.copy("/bin/true", program)
        monkeypatch.setattr(sys, "executable", str(environment / "python"))
        return program

    def test_it_is_the_link_in_the_path_where_that_leads_here(self, beside: Path, tmp_path: Path) -> None:
        links = tmp_path / "links"
        links.mkdir()
        (links / "posture-app").symlink_to(beside)
        assert (str(links / "posture-app"),) == start_command({"PATH": str(links)})

    def test_it_is_our_own_where_the_path_has_another_one_or_none(self, beside: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        shutil.copy("/bin/true", other / "posture-app")
        for path in (str(other), str(tmp_path / "none")):
            assert (str(beside),) == start_command({"PATH": path})

    def test_it_is_the_image_or_the_module_where_there_is_no_program(self, beside: Path) -> None:
        assert ("/a/Posture.AppImage",) == start_command({"APPIMAGE": "/a/Posture.AppImage"})
        beside.unlink()
        assert (sys.executable, "-m", "posture_app") == start_command({"PATH": ""})


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="an XDG matter")
def test_the_entry_is_in_the_folder_that_the_session_names_if_that_is_one() -> None:
    for config, folder in (
        ("/etc/mine", "/etc/mine"),
        ("relative", Path.home() / ".config"),
        ("", Path.home() / ".config"),
    ):
        assert f"{folder}/autostart/{APP_ID}.desktop" == autostart({"XDG_CONFIG_HOME": config}).where
    loop = SelectLoop()
    assert isinstance(autostart({"FLATPAK_ID": "org.example"}, loop), Asks)
    assert not isinstance(autostart({}, loop), Asks)
    loop.close()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="an XDG matter")
def test_a_start_mends_the_entry_or_says_why_not(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    XdgAutostart(("/gone/posture-app", "--hidden"), tmp_path / "autostart").turn(on=True)
    environ = {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "APPIMAGE": "/a/Posture.AppImage"}
    mend(environ)
    assert ("/a/Posture.AppImage", "--hidden") == autostart(environ).state().command
    mend({"FLATPAK_ID": "org.example"})
    folder = tmp_path / "autostart" / f"{APP_ID}.desktop"
    folder.unlink()
    folder.mkdir()
    mend(environ)
    assert "cannot be read" in caplog.text
    caplog.clear()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="an XDG matter")
def test_the_command_turns_it_on_says_so_and_finds_a_program_that_is_gone(tmp_path: Path) -> None:
    environ = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path)}

    def say(word: str) -> str:
        command = [sys.executable, "-m", "posture_app", "autostart", word]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=60).stdout

    assert "off" in say("status")
    assert f"in {tmp_path}" in say("on")
    entry = tmp_path / "autostart" / f"{APP_ID}.desktop"
    entry.write_text(entry.read_text().replace("Exec=/", "Exec=/gone/"))
    assert "it starts nothing" in say("status")
    assert "it starts nothing" not in say("on")
    assert "off" in say("off")
    assert "--hidden" in say("unit").split("ExecStart=")[1].splitlines()[0]
    assert not entry.exists()


@pytest.mark.parametrize("program", ODD[:-1])
def test_the_unit_of_systemd_starts_this_installation(tmp_path: Path, program: str) -> None:
    """Read back by the rules of systemd.syntax(7): quotes, backslashes, and what is doubled."""
    lines = systemd_unit((program, "--hidden")).splitlines()
    assert {"[Unit]", "[Service]", "[Install]", "WantedBy=graphical-session.target"} <= set(lines)
    started = next(line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart="))
    assert [program, "--hidden"] == [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(started)]
