"""Finding rows by words: a search shows those that it finds, marked, and hides the rest."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from posture_app.core.search import Query
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.panel import Panel
from posture_app.ui.kit.rule import ruled


@runtime_checkable
class Findable(Protocol):
    """What a search can find, and hides where it is not found."""

    def show_found(self, query: Query, around: str = "") -> int:
        """Show what the query finds in it, marked, and nothing else; how many things that are. `around` are the words
        of what it belongs to.
        """


def show_if_found(row: QWidget, query: Query, around: str, name: Label, *others: Label, also: str = "") -> int:
    """Show a row, its words marked, if the query finds it by them, or by those that do not show: `also`, `around`."""
    labels = (name, *others)
    found = query.finds(*(each.text() for each in labels), also, around)
    places = [query.spots(each.text()) if found else () for each in labels]
    if found and query.spots(also) and not any(places):
        places[0] = ((0, len(name.text())),)
    for each, marked in zip(labels, places, strict=True):
        each.mark(marked)
    row.setVisible(found)
    return int(found)


class Rows:
    """Rows with a line between each two that show; `parts` is all of it, to be put into a column."""

    def __init__(self, *rows: QWidget) -> None:
        self._rows = rows
        self.parts = ruled(*rows)
        self._rules = self.parts[1::2]

    def show_found(self, query: Query, around: str = "") -> int:
        found = sum(show_part(row, query, around) for row in self._rows)
        above = not self._rows[0].isHidden()
        for rule, row in zip(self._rules, self._rows[1:], strict=True):
            rule.setVisible(above and not row.isHidden())
            above = above or not row.isHidden()
        return found


class RowsPanel(Panel):
    """Rows on a panel."""

    def __init__(self, *rows: QWidget) -> None:
        self._rows = Rows(*rows)
        super().__init__(*self._rows.parts)

    def show_found(self, query: Query, around: str = "") -> int:
        found = self._rows.show_found(query, around)
        self.setVisible(bool(found))
        return found


def show_part(part: QWidget, query: Query, around: str) -> int:
    """The same for a part that may have nothing to be found."""
    if isinstance(part, Findable):
        return part.show_found(query, around)
    part.setVisible(not query.terms)
    return 0
