"""The menu entry, what software centres are told, and the man page say things in each language that has them."""

import subprocess
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from posture_app.core.catalogue import Message, make_mo
from posture_app.core.language import _
from resources.makers.metainfo import metainfo
from resources.translations import outside
from resources.translations.outside import ENTRY, LANGUAGE, catalogues, entry_with, in_language, texts
from tests import needs

SUMMARY = "Knows when you sit, tells you to get up, and remembers the day"
HEAD = Message("", translations=("Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n",))


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two languages: one says all, in capitals, the other one text, and one wrongly."""

    def of(*said: tuple[str, str]) -> GNUTranslations:
        messages = (Message(text, translations=(other,)) for text, other in said)
        return GNUTranslations(BytesIO(make_mo((HEAD, *messages))))

    every = [(each.text, each.text.upper()) for each in texts()]
    made = {"de": of(*every), "pt_BR": of((SUMMARY, "Sabe"), ("Today", "<b>Hoje</b>"))}
    monkeypatch.setattr(outside, "catalogues", lambda: made)
    monkeypatch.setattr(outside, "catalogue", made.__getitem__)


def test_the_entry_is_up_to_date() -> None:
    assert ENTRY.read_text(encoding="utf-8") == entry_with(catalogues()), "python -m resources.translations update"


@pytest.mark.usefixtures("two")
def test_the_entry_says_each_thing_in_each_language_that_has_it(tmp_path: Path) -> None:
    made = entry_with(outside.catalogues())
    lines = made.splitlines()
    at = lines.index(f"Comment={SUMMARY}")
    assert [f"Comment[de]={SUMMARY.upper()}", "Comment[pt_BR]=Sabe"] == lines[at + 1 : at + 3]
    assert "Name[de]=PAUSE REMINDERS FOR AN HOUR" in lines
    assert "Name[de]=POSTURE" not in lines
    assert not any(line.startswith("Name[pt_BR]") for line in lines)
    file = tmp_path / ENTRY.name
    file.write_text(made, encoding="utf-8")
    needs.programs("desktop-file-validate")
    assert 0 == subprocess.run(["desktop-file-validate", file], check=False).returncode


@pytest.mark.usefixtures("two")
def test_software_centres_are_told_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resources.makers.metainfo.catalogues", outside.catalogues)
    told = ET.fromstring(metainfo(Path(__file__).parents[2], "https://example.org", "1.0.0"))
    summaries = {each.get(LANGUAGE): each.text for each in told.iter("summary")}
    assert {None: SUMMARY, "de": SUMMARY.upper(), "pt-BR": "Sabe"} == summaries
    for tag in ("p", "li", "caption"):
        english = [each.text for each in told.iter(tag) if each.get(LANGUAGE) is None]
        german = [each.text for each in told.iter(tag) if each.get(LANGUAGE) == "de"]
        if tag != "caption":  # those are marked in the code
            assert german == [str(text).upper() for text in english]


@pytest.mark.usefixtures("two")
def test_what_is_made_in_a_language_is_said_in_it_and_nothing_after_it_is() -> None:
    assert SUMMARY.upper() == in_language("de", lambda: _(SUMMARY))
    assert SUMMARY == _(SUMMARY)
