"""What the app sees, and by what, as it changes: part of the page of detection."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from posture_app.core.detection import DetectionKind, Source, SourceState, lines
from posture_app.core.errors import guarded
from posture_app.core.language import N_, _
from posture_app.core.ports import Watch
from posture_app.core.search import Query
from posture_app.core.sight import Sight, blind_words
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, put
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, show_text
from posture_app.ui.kit.rule import Rule
from posture_app.ui.settings.settings_sources import DetectionSources

NAMES: Mapping[str, str] = {
    DetectionKind.INPUT: N_("Keyboard and pointer"),
    DetectionKind.LOCK: N_("Lock and sleep"),
    DetectionKind.WATCHING: N_("Films and presentations"),
    DetectionKind.CALL: N_("Calls"),
    DetectionKind.DND: N_("Do not disturb"),
    DetectionKind.FULLSCREEN: N_("Full screen"),
}
LOOK_MS = 1000
"""So often it looks while it is seen, and not at all while it is not."""
LOOKS_UNTIL_ASKED = 10
"""So many looks lie between two questions to those who do not tell by themselves."""


class SeenPanel(Panel):
    """Shows an input at once, and all else that changes within a second."""

    def __init__(self, sources: DetectionSources, sight: Callable[[], Sight]) -> None:
        super().__init__()
        self.setObjectName("seen")
        self._sources, self._sight = sources, sight
        self._looks = 0
        self._next_input: Watch | None = None
        self._blind = label(name="blind")
        self._kinds: dict[str, _KindRow] = {}
        self._tick = QTimer(self)
        self._tick.setInterval(LOOK_MS)
        self._tick.timeout.connect(self._look)
        lead = label(_("What the app can tell on this computer, and by what. Only times are kept of it."), muted=True)
        put(self.column, lead, self._blind)

    def show_found(self, query: Query, around: str = "") -> int:
        found = query.finds(*(_(name) for name in NAMES.values()), _("sensor source privacy sees"), around)
        self.setVisible(found)
        return int(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._looks = 0
        self._look()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        if self._next_input is not None:
            self._next_input.stop()
            self._next_input = None

    @Slot()
    def _look(self) -> None:
        guarded(self._refresh)
        guarded(self._ask)

    def _ask(self) -> None:
        if self._looks % LOOKS_UNTIL_ASKED == 0:
            self._sources.ask()
        self._looks += 1
        if self._next_input is None:
            self._next_input = self._sources.next_input(self._input)

    def _input(self) -> None:
        """Wait for another with the next look only, so that it is not all drawn anew at each key."""
        self._next_input = None
        guarded(self._refresh)

    def _refresh(self) -> None:
        found = self._sources.detection()
        show_text(self._blind, blind_words(self._sight()))
        for kind in found.kinds():
            if kind not in self._kinds:
                self._kinds[kind] = _KindRow(kind)
                put(self.column, Rule(), self._kinds[kind])
            self._kinds[kind].show_sources(found.of(kind), shortcoming=found.shortcoming(kind))


class _KindRow(QWidget):
    """What is seen of one kind."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setObjectName(f"detects {kind}")
        self._state = label(muted=True)
        self._used, self._others = label(name="used"), label(muted=True, name="others")
        head = Flow(label(_(NAMES.get(kind, kind)), strong=True), None, self._state)
        column = column_of(head, on=self, spacing=SPACE // 2, margins=(0, SPACE, 0, SPACE))
        put(column, self._used, self._others)

    def show_sources(self, sources: Sequence[Source], *, shortcoming: str) -> None:
        """Show how these stand; `shortcoming` is what follows where none of them tells anything."""
        used = [text for source in sources if source.state is SourceState.USED for text in lines(source)]
        others = [text for source in sources if source.state is not SourceState.USED for text in lines(source)]
        told = any(source.readings for source in sources if source.state is SourceState.USED)
        self._state.setText(_("Seen") if told else _("Nothing told yet") if used else _("Not available"))
        show_text(self._used, "\n".join(used) or shortcoming)
        show_text(self._others, "\n".join(others))
