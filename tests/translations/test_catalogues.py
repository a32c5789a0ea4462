"""The catalogues that ship, held against GNU's own check."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from posture_app.core.catalogue import read_po
from posture_app.core.settings.languages import LANGUAGES, WHOLE
from posture_app.desktop.languages import ENGLISH
from resources.translations import extract
from resources.translations.__main__ import FOLDER
from tests import needs

SAME = FOLDER.with_name("same.toml")
HOLE, WORD = re.compile(r"\{[^}]*\}"), re.compile("[A-Za-z]{2}")
FILES = sorted(FOLDER.parent.glob("*/*.po"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_gnu_gettext_takes_it(file: Path) -> None:
    needs.programs("msgfmt")
    done = subprocess.run(
        ["msgfmt", "--check-format", "--check-domain", "--output-file=/dev/null", file],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_it_says_how_it_was_made(file: Path) -> None:
    header = read_po(file.read_text(encoding="utf-8"))[0][0].translations[0]
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    assert file.stem == fields["Language"]
    assert fields["X-Made"] != extract.MADE, "say how it was made, and which native speaker has read it"


def test_a_language_that_is_offered_lacks_nothing() -> None:
    for language in set(WHOLE) - {ENGLISH}:
        messages, _faults = read_po((FOLDER / f"{language}.po").read_text(encoding="utf-8"))
        assert [] == [message.text for message in messages if not message.holds], language
        assert language in LANGUAGES


@pytest.mark.parametrize("code", sorted(set(WHOLE) - {ENGLISH}))
def test_nothing_is_said_as_in_english_but_what_the_list_of_the_language_has(code: str) -> None:
    listed = tomllib.loads(SAME.read_text(encoding="utf-8"))
    messages, _faults = read_po((FOLDER / f"{code}.po").read_text(encoding="utf-8"))
    worded = [each for each in messages if WORD.search(HOLE.sub("", each.text))]
    same = {each.text for each in worded if each.text in each.translations}
    assert set() == same - {*listed["every"], *listed.get(code, ())}, f"translate it, or put it into {SAME.name}"
    assert set() == set(listed.get(code, ())) - same, f"take it out of {SAME.name}"


def test_numbers_in_the_content_in_arabic_have_its_digits() -> None:
    """Which become those of the country; beside Latin letters (`NG59`) they are part of a name."""
    messages = read_po((FOLDER.with_name("content") / "ar.po").read_text(encoding="utf-8"))[0][1:]
    latin = re.compile(r"(?<![A-Za-z0-9])[0-9]+(?![A-Za-z0-9])|[0-9٠-٩] ?%")
    assert [] == [text for each in messages for text in each.translations if latin.search(text)]
