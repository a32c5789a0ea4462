"""The menu of breaks that a person takes unasked: one for each kind of reminder."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from posture_app.core.language import _
from posture_app.core.value import value
from posture_app.ui.tray.item import Item


@value
class Breaks:
    """Which breaks there are now, each a kind of reminder with its words, and how one is begun."""

    offered: Callable[[], Sequence[tuple[str, str]]]
    take: Callable[[str], None]


class BreakMenu(QMenu):
    """Offers the breaks there are whenever it opens."""

    def __init__(self, parent: QWidget, breaks: Breaks) -> None:
        super().__init__(_("Take a &break now"), parent)
        self.setObjectName("break")
        self._breaks = breaks
        self._offered: Sequence[tuple[str, str]] | None = None
        self.aboutToShow.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Offer those there are now."""
        offered = self._breaks.offered()
        if offered != self._offered:
            self._offered = offered
            self.clear()
            for kind, words in offered:
                Item(self, words.replace("&", "&&"), f"break_{kind}", partial(self._breaks.take, kind))
