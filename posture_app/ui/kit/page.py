"""What the pages of the main window have in common."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from posture_app.core.errors import KnownError
from posture_app.ui.kit.label import Label
from posture_app.ui.kit.layout import Part, column_of, put, tab_stops
from posture_app.ui.kit.look.theme import SCROLL_BAR, SPACE
from posture_app.ui.kit.panel import panel_title, scrolled

_log = logging.getLogger(__name__)
MARGIN = SPACE * 3
"""Around what a page shows; on the right the gutter of the scroll bar is part of it."""


class Page(QWidget):
    """A page that shows what it reads; `failed` carries the sentence for the person if it cannot be read."""

    failed = Signal(str)
    report = Signal()
    """A report is asked for."""

    def read(self) -> None:
        """Read and show what may have changed. May raise KnownError."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show what has changed; what was shown before stays if it cannot be read."""
        self.tried(self.read)

    def tried(self, do: Callable[[], None]) -> bool:
        """Do it; if that fails, tell the person. Returns whether it worked."""
        try:
            do()
        except KnownError as error:
            _log.error("%s", error)
            self.failed.emit(str(error))
            return False
        return True

    def reread(self) -> None:
        """Show the record as it is, whatever was read before."""
        self.refresh()

    def begin(self) -> None:
        """Show its beginning, with the keyboard on it, for somebody who has come here by keys."""
        for area in self.findChildren(QScrollArea):
            if area.isVisible():
                area.verticalScrollBar().setValue(0)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Have the keyboard where one goes on from: where the Tab key comes to first, unless a page knows better."""
        stops = (stop for stop in tab_stops(self.window()) if self.isAncestorOf(stop) and stop.isVisible())
        if (first := next((stop for stop in stops if stop.isEnabled()), None)) is not None:
            _chosen(first).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> bool:
        """Keep what was entered on it, as its window closes; whether that was done."""
        return True


def _chosen(stop: QWidget) -> QWidget:
    """The one that is chosen of its group, to which the Tab key goes, if it is of one."""
    group = stop.group() if isinstance(stop, QAbstractButton) else None
    return (group.checkedButton() if group is not None else None) or stop


def page_column(page: QWidget, *parts: Part) -> QVBoxLayout:
    """Give a page a column of these that scrolls where it does not fit, and return that column."""
    margins = (MARGIN, MARGIN, MARGIN - SCROLL_BAR, MARGIN)
    area, column = scrolled(gutter=True, spacing=SPACE * 2, margins=margins)
    column_of(area, on=page)
    put(column, *parts)
    return column


def section_heading(text: str) -> Label:
    """What stands above a panel that begins another part of a page."""
    made = panel_title(text)
    made.setContentsMargins(0, SPACE, 0, 0)
    return made
