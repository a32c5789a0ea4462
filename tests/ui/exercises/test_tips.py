"""Tips: looked through, searched, hidden and had again; and that of the day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QWidget

from posture_app.core.content.content import Tip, Topic
from posture_app.core.content.exercises import Source
from posture_app.core.settings.settings import Settings
from posture_app.ui.exercises.filter_bar import ChoiceChip
from posture_app.ui.exercises.tips import TipCard, TipSources, TipsView
from posture_app.ui.pages.today import TodayPage
from tests.ui.lessons import TIP
from tests.ui.samples import SITTING
from tests.ui.showing import button, shown
from tests.ui.sources import Desk
from tests.ui.waiting import delete_what_was_closed

SHOES = replace(
    TIP,
    id="shoes",
    topic=Topic.FOOTWEAR,
    title="Wide shoes",
    text="Leave room for the toes.",
    sources=(Source("A trial.", "a", "2019", "https://doi.org/10.1000/1"), Source("A custom.", year="undated")),
)
EYES = replace(TIP, id="eyes", topic=Topic.EYES, title="Look away", text="Rest the eyes often.")
TIPS = (TIP, SHOES, EYES)


class Reader:
    def __init__(self) -> None:
        self.settings = Settings()
        self.tips: tuple[Tip, ...] = TIPS
        self.view = TipsView(TipSources(lambda: self.tips, lambda: self.settings, self.apply))

    def apply(self, key: str, value: object) -> None:
        self.settings = replace(self.settings, **{key: value})  # type: ignore[arg-type]

    def titles(self) -> list[str]:
        return [card.tip.title for card in self.view.findChildren(TipCard) if card.isVisible()]


@pytest.fixture
def reader(qt: object) -> Iterator[Reader]:
    reader = Reader()
    with shown(reader.view):
        yield reader


def visible(page: QWidget, name: str) -> bool:
    found = page.findChild(QPushButton, name)
    return found is not None and found.isVisible()


@pytest.mark.parametrize(
    ("words", "titles"),
    [("", ["Move, do not only stand", "Wide shoes", "Look away"]), ("ROOM toes", ["Wide shoes"]), ("xyz", [])],
)
def test_words_are_looked_for_in_titles_and_texts(reader: Reader, words: str, titles: list[str]) -> None:
    field = reader.view.findChild(QLineEdit, "search tips")
    assert field is not None
    field.setText(words)
    assert titles == reader.titles()
    nothing = reader.view.findChild(QLabel, "no tip found")
    assert nothing is not None
    assert nothing.isVisible() is not bool(titles)


def test_a_topic_shows_its_own_with_its_heading_only(reader: Reader) -> None:
    chip = reader.view.findChild(ChoiceChip, "topic chip")
    assert chip is not None
    chip.click()
    menu = chip.findChild(QMenu)
    assert menu is not None
    menu.close()
    next(action for action in menu.actions() if action.text() == "Eyes").trigger()
    assert ["Look away"] == reader.titles()
    headings = [found.text() for found in reader.view.findChildren(QLabel) if found.isVisible()]
    assert "Eyes" in headings
    assert "Footwear" not in headings


def test_not_for_me_hides_one_and_a_chip_brings_it_back(reader: Reader) -> None:
    assert not visible(reader.view, "hidden tips chip")
    button(reader.view, "hide shoes").click()
    assert ("shoes",) == reader.settings.hidden_tips
    assert "Wide shoes" not in reader.titles()
    chip = button(reader.view, "hidden tips chip")
    assert "Hidden (1)" == chip.text()
    chip.click()
    assert ["Wide shoes"] == reader.titles()
    assert "Show again: Wide shoes" == button(reader.view, "hide shoes").accessibleName()
    button(reader.view, "hide shoes").click()
    assert not reader.settings.hidden_tips
    chip.click()
    assert "Wide shoes" in reader.titles()


def test_a_source_with_an_address_can_be_copied(reader: Reader) -> None:
    (card,) = (card for card in reader.view.findChildren(TipCard) if card.tip is SHOES)
    button(card, "about Wide shoes").click()
    first, second = card.findChildren(QPushButton, "copy link")
    assert (True, False) == (first.isVisible(), second.isVisible())
    assert "Copy link: A trial. (2019)" == first.accessibleName()
    first.click()
    assert ("https://doi.org/10.1000/1", "Copied") == (QGuiApplication.clipboard().text(), first.text())


@pytest.mark.parametrize("hidden", [(), ("shoes",)])
def test_one_that_is_asked_for_shows_whatever_was_looked_for(reader: Reader, hidden: Sequence[str]) -> None:
    reader.settings = replace(reader.settings, hidden_tips=tuple(hidden))
    reader.view.search.setText("eyes")
    reader.view.show_tip("shoes")
    assert "Wide shoes" in reader.titles()
    reader.view.show_tip("long gone")
    assert "Wide shoes" in reader.titles()


def test_tips_of_a_file_that_has_changed_show_as_they_are_now(reader: Reader) -> None:
    reader.tips = (replace(EYES, title="Look far away"),)
    reader.view.refresh()
    delete_what_was_closed()
    assert ["Look far away"] == reader.titles()
    assert reader.view.findChildren(TipCard) == list(reader.view._cards.values())


def test_today_shows_the_tip_of_the_day_and_another_for_one_that_is_not_for_the_person(qt: object) -> None:
    desk, waiting = Desk(SITTING), [SHOES, EYES]

    def tip() -> Tip | None:
        left = [each for each in waiting if each.id not in desk.settings.hidden_tips]
        return left[0] if left else None

    page = TodayPage(replace(desk.sources(), tip=tip))
    with shown(page):
        page.refresh()
        panel = page.findChild(QWidget, "tip of the day")
        title = page.findChild(QLabel, "tip title")
        assert panel is not None
        assert title is not None
        assert (True, "Wide shoes") == (panel.isVisible(), title.text())
        button(page, "more tips").click()
        assert ["shoes"] == desk.tips_shown
        button(page, "hide tip").click()
        assert (("shoes",), "Look away") == (desk.settings.hidden_tips, title.text())
        button(page, "hide tip").click()
        assert not panel.isVisible()
