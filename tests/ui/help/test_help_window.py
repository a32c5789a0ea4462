"""The window of the help: topics, links, search, and the way back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser

from posture_app.core.help_topics import HelpTopic
from posture_app.desktop.bundled import load_help
from posture_app.ui.help.help_text import HelpText, _blocks
from posture_app.ui.help.help_window import HelpWindow
from posture_app.ui.kit.fields.search_field import SearchField
from tests.ui.showing import button, shown


@pytest.fixture
def window(qt: object) -> Iterator[HelpWindow]:
    with shown(HelpWindow(load_help())) as made:
        made.activateWindow()
        yield made


def text_of(window: HelpWindow) -> QTextBrowser:
    found = window.findChild(QTextBrowser, "help text")
    assert found is not None
    return found


def search_for(window: HelpWindow, words: str) -> SearchField:
    field = window.findChild(SearchField, "search help")
    assert field is not None
    field.setText(words)
    return field


def test_each_topic_shows_by_its_entry(window: HelpWindow) -> None:
    for topic in load_help():
        button(window, f"topic {topic.name}").click()
        assert topic.name == window.topic
        assert text_of(window).toPlainText().startswith(topic.title)


def test_links_open_topics_and_tell_of_what_lies_outside(window: HelpWindow) -> None:
    told: list[str] = []
    window.setting_wanted.connect(told.append)
    window.settings_page_wanted.connect(told.append)
    window.page_wanted.connect(told.append)
    for address in ("setting/stand_every", "settings/data", "page/history", "help/reminders"):
        text_of(window).anchorClicked.emit(QUrl(f"posture:{address}"))
    assert ["stand_every", "data", "history"] == told
    assert "reminders" == window.topic
    text_of(window).anchorClicked.emit(QUrl("https://example.org"))
    assert "reminders" == window.topic
    window.go_back()
    assert "first-day" == window.topic
    assert not button(window, "back").isEnabled()


def test_nothing_is_loaded_from_outside(window: HelpWindow) -> None:
    assert text_of(window).loadResource(2, QUrl("file:///etc/hostname")) is None


def test_links_are_reached_and_followed_by_keys(window: HelpWindow) -> None:
    told: list[str] = []
    window.page_wanted.connect(told.append)
    text = text_of(window)
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert ["welcome"] == told


def test_enter_leads_to_the_first_section_that_was_found(window: HelpWindow) -> None:
    field = search_for(window, "swaylock")
    assert "1 section found" in text_of(window).toPlainText()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "what-works-where" == window.topic
    assert text_of(window).verticalScrollBar().value() > 0
    assert text_of(window).extraSelections()


def test_escape_ends_the_search_first_and_then_closes(window: HelpWindow) -> None:
    field = search_for(window, "bicycle")
    assert text_of(window).toPlainText().startswith("Nothing is found.")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert "" == field.text()
    assert text_of(window).toPlainText().startswith("Your first day")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_words_that_look_like_markdown_are_found_as_they_are(qt: object) -> None:
    topic = HelpTopic("odd", "# A [b](posture:help/odd)\n\nWrite `<b>x_y</b>` and #1.\n")
    with shown(HelpWindow((topic,))) as window:
        search_for(window, "write")
        assert "x_y" in text_of(window).toPlainText()


def test_what_is_read_from_the_right_does_so_where_a_name_or_a_command_begins_it(qt: object) -> None:
    text = HelpText("help")
    text.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    text.show_markdown(
        "# עזרה\n\nPosture נמצא במגש.\n\n- `posture-app up`: הפסקה.\n\nOnly in English.\n\n```\nposture-app up\n```\n"
    )
    blocks = [text.document().findBlockByNumber(number) for number in range(text.document().blockCount())]
    from_the_right = [block.text() for block in blocks if block.textDirection() is Qt.LayoutDirection.RightToLeft]
    assert ["עזרה", "Posture נמצא במגש.", "posture-app up: הפסקה."] == from_the_right


def test_emphasis_is_upright_as_soon_as_one_reads_from_the_right(window: HelpWindow) -> None:
    def slanted() -> bool:
        pieces = (each for row in _blocks(text_of(window).document()) for each in row.textFormats())
        return any(each.format.fontItalic() for each in pieces)

    assert slanted()
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not slanted()
    window.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert slanted()


def test_emphasis_is_upright_in_the_writing_of_east_asia(qt: object) -> None:
    text = HelpText("Help")
    text.show_markdown("「*試す*」を押します。\n\nPress *Try it*.")
    pieces = [each for row in _blocks(text.document()) for each in row.textFormats()]
    assert [False, False, False, False, True, False] == [each.format.fontItalic() for each in pieces]
    assert pieces[1].format.fontWeight() > pieces[0].format.fontWeight()
