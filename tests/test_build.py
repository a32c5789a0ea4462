"""What a build makes of the catalogues of translations: for a wheel, an sdist and an editable install."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from posture_app import __version__
from posture_app.core.words import APP_ID
from posture_app.desktop.content_files import parse
from posture_app.desktop.menu_entry import COMPLETIONS, MAN_PAGE
from tests import needs

ROOT = Path(__file__).parents[1]
HEADER = r"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
PO = f'msgid ""\nmsgstr "{HEADER}"\n\nmsgctxt "tip.x.title"\nmsgid "a"\nmsgstr "b"\n'


def _needless(folder: str, names: list[str]) -> set[str]:
    """What would only take time; the makers of the desktop's files read all catalogues of the app."""
    rest = shutil.ignore_patterns("*.mo.gz", "*.json", "__pycache__", "*.svg")(folder, names)
    return rest | ({name for name in names if name.endswith(".po")} if folder.endswith("content") else set())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What a build needs of the tree, one catalogue of the content, and what version control does not keep."""
    if not all(map(find_spec, ("hatchling", "editables"))):
        needs.missing("not installed: pip install -e '.[test]'")
    tree = tmp_path / "tree"
    for name in ("posture_app", "resources"):
        shutil.copytree(ROOT / name, tree / name, ignore=_needless)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"):
        shutil.copy(ROOT / name, tree / name)
    (tree / "resources" / "translations" / "content").mkdir(parents=True, exist_ok=True)
    (tree / "resources" / "translations" / "content" / "xx.po").write_text(PO, encoding="utf-8")
    return tree


def build(tree: Path, what: str) -> subprocess.CompletedProcess[str]:
    ask = f"from hatchling.build import {what}; print({what}('dist'))"
    (tree / "dist").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", ask], cwd=tree, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.parametrize("address", ["", "https://example.org/posture_app"])
def test_a_wheel_has_the_catalogues_made_not_what_they_are_made_of_and_names_the_project_s_pages(
    tree: Path, address: str
) -> None:
    package = tree / "posture_app" / "__init__.py"
    package.write_text(f'{package.read_text(encoding="utf-8")}\nADDRESS = "{address}"\n', encoding="utf-8")
    name = build(tree, "build_wheel").stdout.strip().splitlines()[-1]
    with zipfile.ZipFile(tree / "dist" / name) as wheel:
        names = wheel.namelist()
        told = wheel.read(f"posture_app-{__version__}.dist-info/METADATA").decode()
        desktop = wheel.read(f"posture_app/resources/desktop/{APP_ID}.metainfo.xml").decode()
    assert "posture_app/resources/translations/content/xx.mo.gz" in names
    assert "posture_app/resources/content/library/tips.toml" in names
    assert "posture_app/resources/content/library.json" in names
    written = [file.relative_to(ROOT).as_posix() for file in ROOT.glob("resources/help/*/*.*")]
    assert {f"posture_app/{file}" for file in written} <= set(names)
    assert [] == [one for one in names if one.endswith(".po") or one == "hatch_build.py" or "/makers/" in one]
    assert f"posture_app/resources/desktop/{APP_ID}.metainfo.xml" in names
    assert "posture_app/resources/desktop/metainfo.xml" not in names
    assert {f"posture_app/resources/share/{file}" for file in (MAN_PAGE, *COMPLETIONS.values())} <= set(names)
    urls = [line for line in told.splitlines() if line.startswith("Project-URL:")]
    assert bool(address) == (f"Project-URL: Homepage, {address}" in urls) == bool(urls)
    assert bool(address) == ("<url" in desktop)


def test_an_sdist_has_what_makes_them_too(tree: Path) -> None:
    name = build(tree, "build_sdist").stdout.strip().splitlines()[-1]
    with tarfile.open(tree / "dist" / name) as archive:
        names = {one.partition("/")[2] for one in archive.getnames()}
    folder = "resources/translations/content"
    assert {"hatch_build.py", f"{folder}/xx.po", f"{folder}/xx.mo.gz", "resources/content/library.json"} <= names


def test_an_editable_install_finds_them_in_the_tree(tree: Path) -> None:
    done = build(tree, "build_editable")
    assert done.returncode == 0, done.stderr
    assert (tree / "resources" / "translations" / "content" / "xx.mo.gz").stat().st_size > 0
    files = sorted((tree / "resources" / "content" / "library").glob("*.toml"))
    assert parse(files, tree / "resources" / "content" / "library.json") == parse(files)


def test_a_library_with_a_fault_ends_the_build_and_is_named(tree: Path) -> None:
    (tree / "resources" / "content" / "library" / "tips.toml").write_text("nonsense", encoding="utf-8")
    done = build(tree, "build_wheel")
    assert done.returncode == 1
    assert "/resources/content/library/tips.toml: it is not valid TOML" in done.stderr


def test_a_catalogue_with_a_fault_ends_the_build_and_is_named(tree: Path) -> None:
    wrong = tree / "resources" / "translations" / "content" / "yy.po"
    wrong.write_text(f"{PO}nonsense\n", encoding="utf-8")
    done = build(tree, "build_wheel")
    assert done.returncode == 1
    assert f"{wrong}:7: this is no line of a catalogue: “nonsense”" in done.stderr
