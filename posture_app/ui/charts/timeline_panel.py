"""The timeline of a day on a panel: its title and legend above, the words of its parts below."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from posture_app.core.record.day_record import DayRecord
from posture_app.ui.charts.legend import Legend
from posture_app.ui.charts.origin_marks import samples_of
from posture_app.ui.charts.timeline import SIDE, Timeline
from posture_app.ui.kit.layout import put, spring
from posture_app.ui.kit.panel import Panel, label, short_label
from posture_app.ui.kit.theme import SPACE


class TimelinePanel(Panel):
    """Shows a day. `hint` is said below while no part is pointed at; `picked` gives the piece that was
    chosen, and whether by a key.
    """

    picked = Signal(object, bool)

    def __init__(self, title: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self._timeline = Timeline()
        self._legend = Legend(self._timeline.samples)
        self._known = Legend(())
        self._known.setObjectName("origins")
        self._known.hide()
        self._caption = label(hint, scale=0.92, muted=True, name="timeline caption")
        self._timeline.told.connect(self._tell)
        self._timeline.picked.connect(self.picked)
        self._lay_out(title)

    def _lay_out(self, title: str) -> None:
        self.column.setContentsMargins(SPACE * 2 - SIDE, SPACE * 2, SPACE * 2 - SIDE, SPACE * 2)
        head, known = QHBoxLayout(), QHBoxLayout()
        for line in (head, known):
            line.setContentsMargins(SIDE, 0, SIDE, 0)  # the words begin where the band does
        self._caption.setContentsMargins(SIDE, 0, SIDE, 0)
        put(head, short_label(title, strong=True), spring(), self._legend)
        put(known, spring(), self._known)
        put(self.column, head, known, self._timeline, self._caption)

    def show_day(self, day: DayRecord) -> None:
        """Show this day."""
        self._timeline.show_day(day)
        self._legend.show_entries(self._timeline.samples)
        samples = samples_of(self._timeline.origins)
        self._known.show_entries(samples)
        self._known.setVisible(bool(samples))

    @Slot(str)
    def _tell(self, words: str) -> None:
        self._caption.setText(words or self._hint)
