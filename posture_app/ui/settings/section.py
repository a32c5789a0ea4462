"""The pages of the settings window: panels below each other, some under headings of their own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.core.search import Query
from posture_app.core.settings.settings import Settings
from posture_app.core.settings.settings_pages import PAGE_TITLES, SettingsPage
from posture_app.ui.kit.found import show_part
from posture_app.ui.kit.look.theme import TITLE
from posture_app.ui.kit.page import section_heading
from posture_app.ui.kit.panel import label


class Group:
    """What lies on a panel, below a heading if it has one."""

    def __init__(self, heading: str, panel: QWidget) -> None:
        self._heading, self._panel = section_heading(heading) if heading else None, panel

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """The parts of it, from the top."""
        return (self._panel,) if self._heading is None else (self._heading, self._panel)

    def show_found(self, query: Query, around: str) -> int:
        if self._heading is None:
            return show_part(self._panel, query, around)
        self._heading.mark(query.spots(self._heading.text()))
        found = show_part(self._panel, query, f"{around} {self._heading.text()}")
        self._heading.setVisible(bool(found) or not query.terms)
        return found


class Section:
    """A page: its title, and groups below each other. What cannot be found is not there in a search.

    Neither is a widget, as layouts within layouts notice late that a text has become higher.
    """

    def __init__(self, page: SettingsPage, groups: Sequence[Group]) -> None:
        self._title = label(_(PAGE_TITLES[page]), scale=TITLE, strong=True, name=f"title_{page}")
        self.groups = list(groups)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of it, from the top."""
        return (self._title, *(widget for group in self.groups for widget in group.widgets))

    def refresh(self, settings: Settings) -> None:
        """Show what of these is no row of a single one."""

    def open_at(self, key: str) -> None:
        """Show the setting of this key, if it is one of what can be opened."""

    def show_found(self, query: Query) -> int:
        """Show what the query finds on this page; how many things that are."""
        self._title.mark(query.spots(self._title.text()))
        found = sum(group.show_found(query, self._title.text()) for group in self.groups)
        self._title.setVisible(bool(found) or not query.terms)
        return found

    def hide(self) -> None:
        for each in self.widgets:
            each.hide()

    def holds(self, widget: QWidget) -> bool:
        """Whether this is on the page."""
        return any(part is widget or part.isAncestorOf(widget) for part in self.widgets)
