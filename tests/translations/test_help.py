"""The help in each language: built as the English, with its commands, code and links, and the names of the app."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from shutil import copytree

import pytest

from posture_app.cli import main
from posture_app.core import language
from posture_app.core.catalogue import Message
from posture_app.core.help_topics import TOPICS, HelpLink, HelpTopic, blocks, link_of
from posture_app.core.language import _, pgettext
from posture_app.core.settings.languages import WHOLE
from posture_app.core.settings.reminder_kinds import GROUPS
from posture_app.core.settings.settings import TABLE
from posture_app.core.settings.settings_pages import PAGE_TITLES, SettingsPage
from posture_app.core.text import without_key
from posture_app.desktop import bundled
from posture_app.desktop.bundled import load_help
from resources.translations import extract
from resources.translations.outside import catalogues
from tests.core.test_help_topics import CODE

FOLDER = Path(extract.ROOT, "resources", "help")
ENGLISH = {topic.name: topic for topic in load_help()}
FILES = sorted(file for file in FOLDER.glob("*/*.md") if file.parent.name != "en")
_PLACE = re.compile(r'"[^"]*"|\S+')
_NAME = re.compile(r"(?<![*A-Za-z0-9])\*([^*\n]+(?:\n[^*\n]+)?)\*(?!\*)")
CATALOGUES = catalogues()
each_topic = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")


@pytest.fixture
def _english_after() -> Iterator[None]:
    yield
    language.use(NullTranslations())


def topic_of(file: Path) -> HelpTopic:
    """The topic as it shows, with the examples in it."""
    return next(topic for topic in load_help(file.parent.name) if topic.name == file.stem)


def parts(topic: HelpTopic) -> Iterator[str]:
    """The text of each section."""
    return iter(re.split(r"^(?=#)", topic.markdown, flags=re.MULTILINE)[1:])


def codes(text: str) -> list[str]:
    """All code, sorted, without what the person fills in: `MIN`, `"Back sore"`."""
    found = (" ".join(code.split()) for code in CODE.findall(text))
    return sorted(" ".join(word for word in _PLACE.findall(code) if not _is_place(word)) for code in found)


def _is_place(word: str) -> bool:
    return (word == word.upper() and word != word.lower()) or '"' in word or not word.isascii()


def names(text: str) -> set[str]:
    """What stands in italics, each step of a way by itself."""
    plain = CODE.sub("", text)
    return {_bare(step) for name in _NAME.findall(plain) for step in " ".join(name.split()).split(" › ")}


def called(name: str) -> Iterator[str]:
    """What the app calls this in the language that it speaks: a word may be several there."""
    for each in _texts().get(name, ()):
        yield _bare(pgettext(each.context, each.text) if each.context else _(each.text)).casefold()


@cache
def _texts() -> Mapping[str, list[Message]]:
    """The texts of the app by their bare words."""
    found = defaultdict[str, list[Message]](list)
    for message in extract.template():
        if message.text:
            found[_bare(message.text)].append(message)
    return found


def _bare(text: str) -> str:
    return " ".join(without_key(text).removesuffix("…").split())


def test_each_file_is_a_topic() -> None:
    assert set() == {file.stem for file in FILES} - set(TOPICS)


def test_a_language_that_is_offered_has_every_topic() -> None:
    there = {(file.parent.name, file.stem) for file in FILES}
    assert set() == {(code, topic) for code in WHOLE if code != "en" for topic in TOPICS} - there


@each_topic
def test_it_has_the_parts_code_and_links_of_the_english_in_each_section(file: Path) -> None:
    """So a link to a section, by its number, leads to the same one in every language."""
    english, other = ENGLISH[file.stem], topic_of(file)
    assert other.markdown.startswith(f"# {other.title}\n")
    assert [(each.kind, each.mark) for each in blocks(english.markdown)] == [
        (each.kind, each.mark) for each in blocks(other.markdown)
    ]
    for wanted, there in zip(parts(english), parts(other), strict=True):
        assert codes(wanted) == codes(there)
        links = (sorted(link for _words, link in HelpTopic("", text).links) for text in (wanted, there))
        assert next(links) == next(links), there
        assert wanted.count("**") == there.count("**")


@each_topic
def test_it_has_neither_pictures_nor_tables_nor_markup_of_its_own(file: Path) -> None:
    assert not re.search(r"!\[|^\||<\w", CODE.sub("", topic_of(file).markdown), re.MULTILINE)


@each_topic
@pytest.mark.usefixtures("_english_after")
def test_it_calls_settings_pages_and_buttons_as_the_app_does(file: Path) -> None:
    other, english = topic_of(file), ENGLISH[file.stem]
    language.use(CATALOGUES[file.parent.name])
    for written, address in other.links:
        words = " ".join(written.split())
        match link_of(address):
            case HelpLink("setting", key):
                setting = TABLE[key]
                label = GROUPS[key].title if key in GROUPS else setting.label
                assert " › ".join((_("Settings"), _(PAGE_TITLES[setting.page]), _(label))) == words
            case HelpLink("settings", page):
                title = _(PAGE_TITLES[SettingsPage(page)])
                assert words in (title, f"{_('Settings')} › {title}")
    said = {name.casefold() for name in names(other.markdown)}
    wanted = {name: calls for name in names(english.markdown) if (calls := set(called(name)))}
    assert {} == {name: calls for name, calls in wanted.items() if not calls & said}


def test_a_topic_that_a_language_lacks_comes_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(FOLDER, tmp_path / "help")
    (tmp_path / "help" / "tlh").mkdir()
    (tmp_path / "help" / "tlh" / "reminders.md").write_text("# qaw\n\nnuq\n", encoding="utf-8")
    monkeypatch.setattr(bundled, "resources", lambda: tmp_path)
    told = {topic.name: topic for topic in load_help("tlh_QO")}
    assert {**ENGLISH, "reminders": HelpTopic("reminders", "# qaw\n\nnuq\n")} == told


@pytest.mark.usefixtures("_english_after")
def test_the_command_line_has_it_in_the_language_in_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for code, title in (("de", "Dein erster Tag"), ("en", "Your first day")):
        assert 0 == main(["--data-dir", str(tmp_path), "--set", f"language={code}", "help", "first-day"])
        assert capsys.readouterr().out.startswith(f"{title}\n=")
