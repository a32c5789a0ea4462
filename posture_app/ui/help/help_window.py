"""The window of the help: a list of topics, a text, and a search over all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QWidget

from posture_app.core.formats import number_words
from posture_app.core.help_topics import SCHEME, Found, HelpTopic, link_of, search
from posture_app.core.language import _, ngettext
from posture_app.core.search import ALL, query_of
from posture_app.ui.help.help_text import HelpText
from posture_app.ui.kit.announcement import announce
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.fields.search_field import SearchField
from posture_app.ui.kit.layout import column_of, put, row_of, wide
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.page import MARGIN
from posture_app.ui.kit.rule import Rule
from posture_app.ui.kit.sidebar import BACK_KEYS, KEYS_KEY, Sidebar, WithSidebar

SIZE, LEAST = (780, 620), (480, 400)
_LINKS = str.maketrans({"[": "(", "]": ")", "*": " ", "`": " ", "<": " ", "_": "\\_", "#": "\\#"})
"""What would be Markdown in words that are shown as they are."""


class HelpWindow(QWidget):
    """`setting_wanted` and `page_wanted` tell of links that lead out of it: to a setting by its key, to a page of the
    settings or the app by the name that `posture-app show` knows. `keys_wanted` asks for the list of keys.
    """

    keys_wanted = Signal()
    setting_wanted, settings_page_wanted, page_wanted = Signal(str), Signal(str), Signal(str)

    def __init__(self, topics: Sequence[HelpTopic]) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setWindowTitle(_("Help"))
        self.setWindowFlag(Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(*LEAST)
        self.resize(*SIZE)
        self._topics = {topic.name: topic for topic in topics}
        self._shown = topics[0].name
        self._before: list[str] = []
        self._found: tuple[Found, ...] = ()
        self._entries = QButtonGroup(self)
        self._search = SearchField("search help", _("Search the help"))
        self._back = Button(_("&Back"), "back")
        self._text = HelpText(_("Help"))
        self._lay_out(topics)
        self._search.textChanged.connect(self._look_for)
        self._search.returnPressed.connect(self._open_first)
        self._back.clicked.connect(self.go_back)
        self._text.anchorClicked.connect(self._follow)
        keys = QKeySequence.StandardKey
        QShortcut(keys.Close, self, self.close)
        QShortcut(QKeySequence(KEYS_KEY), self, self.keys_wanted.emit)
        QShortcut(keys.Find, self, self._search.begin)
        for back in BACK_KEYS:
            QShortcut(QKeySequence(back), self, self.go_back)
        self.show_topic(self._shown)

    def _lay_out(self, topics: Sequence[HelpTopic]) -> None:
        sidebar = Sidebar(_("Help"))
        for number, topic in enumerate(topics):
            entry = Button(topic.title, f"topic {topic.name}", Look.NAVIGATION)
            self._entries.addButton(entry, number)
            sidebar.column.addWidget(entry)
        self._entries.idClicked.connect(self._chosen)
        sidebar.column.addStretch(1)
        keys = Button(_("&Keys"), "show keys", Look.NAVIGATION)
        keys.setCheckable(False)
        keys.clicked.connect(self.keys_wanted)
        put(sidebar.column, Rule(), keys)
        top = row_of(wide(self._search), self._back, spacing=SPACE, margins=(MARGIN, SPACE * 2, MARGIN, SPACE * 2))
        column_of(wide(WithSidebar(sidebar, column_of(top, wide(self._text), spacing=0))), on=self)

    @property
    def topic(self) -> str:
        """The name of the topic that shows, or that showed before the search."""
        return self._shown

    def show_topic(self, name: str, section: int = 0) -> None:
        """Show this topic, from that heading on; words that were searched for stay marked in it."""
        query = query_of(self._search.text())
        if name != self._shown:
            self._before.append(self._shown)
            self._shown = name
        self._back.setEnabled(bool(self._before))
        self._entries.setExclusive(True)
        self._entries.button(list(self._topics).index(name)).setChecked(True)
        self._text.show_markdown(self._topics[name].markdown, query)
        self._text.show_section(section)

    @Slot()
    def go_back(self) -> None:
        """Show the topic that showed before."""
        if self._before:
            name = self._before.pop()
            self._shown = name
            self.show_topic(name)

    @Slot(int)
    def _chosen(self, number: int) -> None:
        self._search.clear()
        self.show_topic(list(self._topics)[number])

    @Slot(QUrl)
    def _follow(self, address: QUrl) -> None:
        link = link_of(address.toString())
        if link is None:
            return
        match link.kind:
            case "help":
                self.show_topic(link.name, link.section)
            case "setting":
                self.setting_wanted.emit(link.name)
            case "settings":
                self.settings_page_wanted.emit(link.name)
            case "page":
                self.page_wanted.emit(link.name)

    # -- search -----------------------------------------------------------------------------------------------------

    @Slot(str)
    def _look_for(self, text: str) -> None:
        query = query_of(text)
        self._found = search(tuple(self._topics.values()), query)
        if not query.terms:
            self.show_topic(self._shown)
            return
        self._entries.setExclusive(False)
        for entry in self._entries.buttons():
            entry.setChecked(False)
        count = len(self._found)
        words = (
            ngettext("{number} section found", "{number} sections found", count).format(number=number_words(count))
            if count
            else _("Nothing is found. Another word may find it, such as “call”, “Wayland” or “backup”.")
        )
        self._text.show_markdown("\n\n".join((words, *map(_as_markdown, self._found))), query if count else ALL)
        announce(self._search, words)

    @Slot()
    def _open_first(self) -> None:
        if self._found:
            self.show_topic(self._found[0].topic.name, self._found[0].section.number)
            self._text.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._search.text():
            self._search.clear()
        else:
            self.close()


def _as_markdown(found: Found) -> str:
    """One thing that was found, with a link to it."""
    title, heading = found.topic.title, found.section.heading
    name = title if heading == title else f"{title} › {heading}"
    address = f"{SCHEME}help/{found.topic.name}/{found.section.number}"
    return f"### [{name.translate(_LINKS)}]({address})\n\n{found.excerpt.translate(_LINKS)}"
