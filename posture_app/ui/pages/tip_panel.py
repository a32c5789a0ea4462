"""The tip of the day."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from posture_app.core.language import _
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.panel import Panel, label, panel_title
from posture_app.ui.sources import Sources

if TYPE_CHECKING:
    from posture_app.core.content.content import Tip


class TipPanel(Panel):
    """Shows it while there is one; *Not for me* brings another at once. `tried` does something and tells the person if
    that fails.
    """

    def __init__(self, sources: Sources, tried: Callable[[Callable[[], None]], bool]) -> None:
        self._title, self._text = panel_title(""), label(name="tip text")
        self._title.setObjectName("tip title")
        self._hide, self._more = Button(_("Not for me"), "hide tip"), Button(_("Why, and more tips"), "more tips")
        head = label(_("Tip of the day"), scale=0.92, muted=True)
        super().__init__(head, self._title, self._text, Flow(self._more, self._hide))
        self.setObjectName("tip of the day")
        self._sources, self._tried = sources, tried
        self._tip: Tip | None = None
        self._hide.clicked.connect(self._hidden)
        self._more.clicked.connect(self._opened)

    def refresh(self) -> None:
        """Show that of today."""
        self._tip = self._sources.tip()
        self.setVisible(self._tip is not None)
        if self._tip is not None:
            self._title.setText(self._tip.title)
            self._text.setText(self._tip.text)
            self._hide.setAccessibleName(_("Not for me: {tip}").format(tip=self._tip.title))

    @Slot()
    def _hidden(self) -> None:
        if self._tip is not None:
            hidden = (*self._sources.settings().hidden_tips, self._tip.id)
            self._tried(lambda: self._sources.apply("hidden_tips", hidden))
        self.refresh()

    @Slot()
    def _opened(self) -> None:
        if self._tip is not None:
            self._sources.show_tip(self._tip.id)
