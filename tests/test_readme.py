"""README is short, and what it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_LINES = 120


def test_it_is_short_and_shows_a_picture_and_the_way_in_before_all_else() -> None:
    assert len(README.splitlines()) <= MOST_LINES
    assert "![" in README[: README.index("\n## ")]
    assert ["Install", "What works where", "Privacy"] == re.findall(r"^## (.+)$", README, re.MULTILINE)[:3]


def test_what_it_links_to_and_shows_is_there() -> None:
    for file in ("README.md", "CONTRIBUTING.md", *(f".github/{each.name}" for each in (ROOT / ".github").glob("*.md"))):
        text = (ROOT / file).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^):#]+)\)", text):
            assert (ROOT / file).parent.joinpath(target).exists(), f"{file}: {target}"
