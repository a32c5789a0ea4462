"""How the app says that it was installed, and the command that updates it, for each way in."""

import json
import sys
from pathlib import Path

import pytest

import posture_app
from posture_app.desktop.installation import installation
from posture_app.desktop.program import start_command

REPOSITORY = Path(posture_app.__file__).parents[1]


@pytest.fixture
def prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with the app in it, and nothing of how it came there."""
    folder = tmp_path / "environment"
    (folder / "posture_app").mkdir(parents=True)
    (folder / "posture_app" / "__init__.py").touch()
    (folder / "posture_app-9.dist-info").mkdir()
    (folder / "posture_app-9.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: posture-app\nVersion: 9\n"
    )
    monkeypatch.setattr(posture_app, "__file__", str(folder / "posture_app" / "__init__.py"))
    monkeypatch.setattr(sys, "path", [str(folder)])
    monkeypatch.setattr(sys, "prefix", str(folder))
    monkeypatch.setattr(sys, "base_prefix", str(folder))
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    return folder


def metadata(prefix: Path, **files: str) -> None:
    for name, text in files.items():
        (prefix / "posture_app-9.dist-info" / {"direct": "direct_url.json"}.get(name, name)).write_text(text)


def told(**environ: str) -> tuple[str, str]:
    found = installation(environ)
    return found.words, found.update


@pytest.mark.parametrize(
    ("installer", "words", "update"),
    [
        ("deb", "By a Debian package", "sudo apt-get install ./posture-app_*.deb"),
        ("rpm", "By a RPM package", "sudo dnf install ./posture-app-*.rpm"),
        ("pip", "By pip", "/usr/bin/python3 -m pip install --upgrade posture-app"),
        ("uv", "By uv", "uv pip install -p /usr/bin/python3 --upgrade posture-app"),
    ],
)
def test_the_metadata_says_who_installed_it(prefix: Path, installer: str, words: str, update: str) -> None:
    metadata(prefix, INSTALLER=f"{installer}\n")
    assert (words, update) == told()


def test_a_virtual_environment_is_told_apart(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    for installer in ("pip", "uv"):
        metadata(prefix, INSTALLER=installer)
        assert told()[0] == f"By {installer}, in a virtual environment"


@pytest.mark.parametrize(
    ("receipt", "update"),
    [("pipx_metadata.json", "pipx upgrade posture-app"), ("uv-receipt.toml", "uv tool upgrade posture-app")],
)
def test_tools_that_make_environments_are_known_by_what_they_leave(prefix: Path, receipt: str, update: str) -> None:
    metadata(prefix, INSTALLER="pip")
    (prefix / receipt).touch()
    assert update == told()[1]


def test_what_came_from_a_folder_is_updated_from_it(prefix: Path) -> None:
    metadata(prefix, INSTALLER="pip", direct=json.dumps({"url": "file:///home/ada/my%20copy", "dir_info": {}}))
    assert told()[1].endswith("pip install --upgrade '/home/ada/my copy'")
    metadata(prefix, direct=json.dumps({"url": "file:///home/ada/my%20copy", "dir_info": {"editable": True}}))
    assert ("From a copy of the source", "git -C '/home/ada/my copy' pull") == told()


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '{"url": 5, "dir_info": {}}', '{"url": "file:///x"}'])
def test_metadata_that_makes_no_sense_is_passed_over(prefix: Path, nonsense: str) -> None:
    metadata(prefix, direct=nonsense)
    assert told()[1].endswith("pip install --upgrade posture-app")


def test_files_that_nobody_has_installed_are_a_copy_of_the_source(
    prefix: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "posture_app").mkdir()
    (tmp_path / "posture_app" / "__init__.py").touch()
    monkeypatch.setattr(posture_app, "__file__", str(tmp_path / "posture_app" / "__init__.py"))
    assert ("From a copy of the source", f"git -C {tmp_path} pull") == told()


def test_this_checkout_says_what_it_is() -> None:
    assert "From a copy of the source" == told()[0]
    assert str(REPOSITORY) in told()[1]


def test_a_flatpak_is_updated_and_started_by_its_name() -> None:
    assert ("As a Flatpak", "flatpak update org.example") == told(FLATPAK_ID="org.example")
    assert ("posture-app",) == start_command({"FLATPAK_ID": "org.example", "PATH": ""})


def test_a_frozen_folder_is_replaced_and_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/posture/posture-app")
    assert ("As a folder", "Put the newer one in the place of /opt/posture.") == told()
    assert ("/opt/posture/posture-app",) == start_command({"PATH": ""})


def test_an_appimage_is_ours_only_if_we_run_from_it() -> None:
    ours = {"APPIMAGE": "/a/Posture.AppImage", "APPDIR": str(REPOSITORY)}
    assert ("As an AppImage", "Put the newer one in the place of /a/Posture.AppImage.") == told(**ours)
    assert ("/a/Posture.AppImage",) == start_command(ours)
    terminal = {"APPIMAGE": "/a/Editor.AppImage", "APPDIR": "/tmp/.mount_editor"}
    assert "As an AppImage" != told(**terminal)[0]
    assert ("/a/Editor.AppImage",) != start_command(terminal)
