"""What a release changes in the tree, and when there is none; and what is told of the licences of what it bundles."""

from pathlib import Path

import pytest

from resources.makers.licences import licences
from resources.makers.metainfo import RELEASE
from resources.makers.release import RefusedError, main, next_version, release

CHANGES = "# Changelog\n\n## Unreleased\n\n### Added\n- This.\n\n## 0.2.0 – 2026-11-30\n\n- That.\n"
PACKAGE = (
    '"""Words, __version__ among them."""\n\n__version__ = "0.2.0"\nRELEASE_DAY = "2026-11-30"\nADDRESS = "{address}"\n'
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "posture_app").mkdir()
    fill(tmp_path)
    return tmp_path


def fill(tree: Path, *, changes: str = CHANGES, address: str = "https://example.org") -> None:
    (tree / "CHANGELOG.md").write_text(changes, encoding="utf-8")
    (tree / "posture_app" / "__init__.py").write_text(PACKAGE.format(address=address), encoding="utf-8")


def texts(tree: Path) -> list[str]:
    return [(tree / file).read_text(encoding="utf-8") for file in ("CHANGELOG.md", "posture_app/__init__.py")]


def test_a_release_takes_what_is_unreleased_and_tells_the_package_and_the_metainfo(tree: Path) -> None:
    assert "0.3.0" == next_version(tree)
    release(tree, "0.3.0", "2027-01-02")
    changes, package = texts(tree)
    assert changes.startswith("# Changelog\n\n## Unreleased\n\n## 0.3.0 – 2027-01-02\n\n### Added\n- This.\n\n## 0.2.0")
    assert [("0.3.0", "2027-01-02"), ("0.2.0", "2026-11-30")] == RELEASE.findall(changes)
    assert '__version__ = "0.3.0"\nRELEASE_DAY = "2027-01-02"\nADDRESS = "https://example.org"\n' in package


@pytest.mark.parametrize(
    ("version", "day", "why"),
    [
        ("0.2.0", "2027-01-02", "does not follow"),
        ("0.1.9", "2027-01-02", "does not follow"),
        ("0.3", "2027-01-02", "no version"),
        ("0.3.0rc1", "2027-01-02", "no version"),
        ("0.3.0", "today", "no version"),
    ],
)
def test_what_is_no_later_version_is_refused_and_changes_nothing(tree: Path, version: str, day: str, why: str) -> None:
    before = texts(tree)
    with pytest.raises(RefusedError, match=why):
        release(tree, version, day)
    assert before == texts(tree)


def test_without_an_address_or_anything_to_tell_there_is_but_a_trial(tree: Path) -> None:
    for fault, why in ({"address": ""}, "no address"), ({"changes": "# Changelog\n\n## Unreleased\n"}, "nothing"):
        fill(tree, **fault)
        before = texts(tree)
        with pytest.raises(RefusedError, match=why):
            release(tree, "0.3.0", "2027-01-02")
        assert before == texts(tree)
        release(tree, "0.3.0", "2027-01-02", trial=True)
        assert "## 0.3.0 – 2027-01-02" in texts(tree)[0]


def test_the_order_of_versions_is_that_of_numbers(tree: Path) -> None:
    release(tree, "0.10.0", "2027-01-02")
    with pytest.raises(RefusedError, match="does not follow"):
        release(tree, "0.9.0", "2027-02-02", trial=True)


def test_the_command_says_why_not(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tree)
    assert 0 == main([])
    assert "0.3.0\n" == capsys.readouterr().out
    assert 1 == main(["0.2.0", "2027-01-02"])
    assert "does not follow" in capsys.readouterr().err


def test_each_part_is_named_with_its_licence_and_its_text_whatever_its_encoding(tmp_path: Path) -> None:
    for name, head, text in (
        ("one", "License-Expression: MIT\nLicense-File: LICENSE\n", "© by Ada".encode("latin-1")),
        ("two", "License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License\n", b"unnamed"),
    ):
        info = tmp_path / f"{name}-1.dist-info"
        (info / "licenses").mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: 1\n{head}")
        (info / "licenses" / "LICENSE").write_bytes(text)
        (info / "RECORD").write_text(f"{info.name}/METADATA,,\n{info.name}/licenses/LICENSE,,\n")
    told = licences(tmp_path)
    assert "\none 1: MIT\ntwo 1: MIT License\n" in told
    assert "© by Ada" in told
    assert "unnamed" not in told
    assert "To use a Qt of your own" in told
