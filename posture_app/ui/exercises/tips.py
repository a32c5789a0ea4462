"""Tips to look through: by topic, with words to search for, and without those that are not for this person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.content.content import Tip, Topic
from posture_app.core.formats import number_words
from posture_app.core.language import _, labelled
from posture_app.core.search import query_of
from posture_app.core.settings.settings import Settings
from posture_app.ui.exercises.evidence import About
from posture_app.ui.exercises.exercise_words import TOPICS
from posture_app.ui.exercises.filter_bar import ChoiceChip
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.search_field import SearchField
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, TOP, clear, column_of, put, row_of, spring, wide
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.panel import Panel, label, panel_title, scrolled


@dataclass(frozen=True, slots=True)
class TipSources:
    """The tips, and the setting that hides some: `apply` keeps it."""

    tips: Callable[[], Sequence[Tip]]
    settings: Callable[[], Settings]
    apply: Callable[[str, object], None]

    def hide(self, tip: Tip, *, on: bool) -> None:
        """It is not for this person, or it is again."""
        others = tuple(name for name in self.settings().hidden_tips if name != tip.id)
        self.apply("hidden_tips", (*others, tip.id) if on else others)


LOW = 12
"""So many lines of text, and less than that is low."""


class TipCard(Panel):
    """A tip, with what it rests on; `hide` is called when it is, or is not any more, not for this person."""

    def __init__(self, tip: Tip, hide: Callable[[bool], None]) -> None:
        self._title = panel_title(tip.title)
        about = About(tip.title)
        about.show_evidence(tip.evidence, tip.evidence_note, tip.sources)
        self._hide = Button("", f"hide {tip.id}", Look.CHIP)
        self._hide.setCheckable(False)
        self._hide.clicked.connect(self._pressed)
        both = Beside(self._hide, about, where=LEFT | TOP, end=True)
        super().__init__(self._title, label(tip.text), both)
        self.tip, self._call, self._hidden = tip, hide, False
        self.show_hidden(on=False)

    def show_hidden(self, *, on: bool) -> None:
        """Offer to hide it, or to have it again."""
        self._hidden = on
        words = _("Show again") if on else _("Not for me")
        self._hide.setText(words)
        self._hide.setAccessibleName(labelled(words, self.tip.title))

    def marked(self) -> None:
        """Have the keyboard, as the one that was asked for."""
        self._hide.setFocus()

    @Slot()
    def _pressed(self) -> None:
        self._call(not self._hidden)


class TipsView(QWidget):
    """The tips under the headings of their topics. They are made when they are first to be seen."""

    def __init__(self, sources: TipSources) -> None:
        super().__init__()
        self.setObjectName("tips")
        self._sources = sources
        self._tips: Sequence[Tip] = ()
        self._cards: dict[str, TipCard] = {}
        self._headings: dict[Topic, QWidget] = {}
        self.search = SearchField("search tips", _("Search tips"))
        self._topic = ChoiceChip("topic chip", _("Topic"), {topic: _(words) for topic, words in TOPICS.items()})
        self._only_hidden = Button("", "hidden tips chip", Look.CHIP)
        self._nothing = label("", muted=True, name="no tip found")
        self._area, self._column = scrolled(
            gutter=True, spacing=SPACE * 3 // 2, margins=(0, 0, MARGIN - SCROLL_BAR, MARGIN)
        )
        self._area.setAccessibleName(_("Tips"))
        bar = column_of(self.search, Flow(self._topic, self._only_hidden, spacing=SPACE // 2))
        self._head = QWidget()
        row_of(wide(bar), on=self._head, margins=(0, 0, MARGIN, 0))
        self._whole = column_of(self._head, self._nothing, wide(self._area), on=self, spacing=SPACE * 3 // 2)
        self.search.textChanged.connect(self.refresh)
        self._topic.chosen.connect(self.refresh)
        self._only_hidden.toggled.connect(self.refresh)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()

    def _place_head(self) -> None:
        """Where it is low, the search scrolls with the tips, or there would be no room for these."""
        column = self._column if self.height() < LOW * self.fontMetrics().height() else self._whole
        if column.indexOf(self._head) < 0:
            column.insertWidget(0, self._head)

    def show_tip(self, identifier: str) -> None:
        """Bring this one into sight; nothing happens if there is none of this id."""
        if identifier not in {tip.id for tip in self._sources.tips()}:
            return
        self.search.clear()
        self._topic.choose(None)
        self._only_hidden.setChecked(identifier in self._sources.settings().hidden_tips)
        self._make()
        self.refresh()
        card = self._cards[identifier]
        card.marked()
        self._column.activate()
        self._area.ensureWidgetVisible(card, 0, SPACE * 2)

    @Slot()
    def refresh(self) -> None:
        """Show those that are looked for, as the settings are now."""
        if self.isVisible():
            self._make()
        hidden, tips = frozenset(self._sources.settings().hidden_tips), self._sources.tips()
        number = sum(tip.id in hidden for tip in tips)
        self._only_hidden.setText(_("Hidden ({number})").format(number=number_words(number)))
        self._only_hidden.setVisible(number > 0 or self._only_hidden.isChecked())
        query, topic = query_of(self.search.text()), self._topic.value
        listed = {
            tip.id: tip.topic
            for tip in tips
            if (tip.id in hidden) is self._only_hidden.isChecked()
            and topic in (None, tip.topic)
            and query.finds(tip.title, tip.text)
        }
        for name, card in self._cards.items():
            card.show_hidden(on=name in hidden)
            card.setVisible(name in listed)
        for topic_, heading in self._headings.items():
            heading.setVisible(topic_ in listed.values())
        self._nothing.setText(self._why_none())
        self._nothing.setVisible(not listed)

    def _why_none(self) -> str:
        if not self._sources.tips():
            return _("There are no tips in this language yet.")
        return _("No tip matches. Choose another topic, or search for another word.")

    def _make(self) -> None:
        """Have a card for each; files of tips may have changed."""
        tips = self._sources.tips()
        if tips == self._tips:
            return
        self._whole.insertWidget(0, self._head)
        clear(self._column)
        self._tips = tips
        self._cards.clear()
        self._headings.clear()
        for topic in dict.fromkeys(tip.topic for tip in tips):
            self._headings[topic] = label(_(TOPICS[topic]), scale=1.15, strong=True)
            put(self._column, self._headings[topic])
            for tip in tips:
                if tip.topic is topic:
                    self._cards[tip.id] = TipCard(tip, partial(self._hide, tip))
                    put(self._column, self._cards[tip.id])
        put(self._column, spring())
        self._place_head()

    def _hide(self, tip: Tip, on: bool) -> None:  # noqa: FBT001 - as the card calls it
        self._sources.hide(tip, on=on)
        self.refresh()
        said = _("“{tip}” is not shown any more.") if on else _("“{tip}” is shown again.")
        announce(self, said.format(tip=tip.title))
