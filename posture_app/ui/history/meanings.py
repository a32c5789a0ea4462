"""“What do these figures mean?”: the finer figures of a period, and what all of them mean, folded until asked for."""

from PySide6.QtWidgets import QLabel, QWidget

from posture_app.core.calendar import DAY
from posture_app.core.language import N_, _
from posture_app.core.statistics.history import PeriodRecord
from posture_app.core.statistics.stats_words import (
    BREAKS_PER_HOUR,
    FIRST,
    FRAGMENTATION,
    LAST,
    LONG_SHARE,
    MEDIAN,
    PROMPTED_SHARE,
    STANDING,
    VERY_LONG_SHARE,
    W50,
    trend_sentence,
)
from posture_app.core.statistics.trends import LEAST_DAYS
from posture_app.ui.history.period_tiles import MEANINGS, TITLES, UNKNOWN
from posture_app.ui.kit.beside import Beside
from posture_app.ui.kit.disclosure import Disclosure
from posture_app.ui.kit.layout import LEFT, TOP, column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import Panel, label, short_label

FINER = (
    STANDING,
    LONG_SHARE,
    VERY_LONG_SHARE,
    MEDIAN,
    W50,
    BREAKS_PER_HOUR,
    FRAGMENTATION,
    PROMPTED_SHARE,
    FIRST,
    LAST,
)
"""What has no tile."""
TREND = N_("Trend")
TREND_MEANING = N_(
    "The median of the slopes between all pairs of finished days. It is called rising or falling if its 95 % interval"
    " leaves out zero; a few unusual days do not change it."
)


class Meanings(Disclosure):
    """Each figure with its name, its value where no tile has it, and what it means."""

    def __init__(self) -> None:
        self._record: PeriodRecord | None = None
        self._values: dict[str, QLabel] = {}
        self._trend: QWidget
        super().__init__(_("What do these figures mean?"), "what figures mean", self._made, spacing=6)

    def show_record(self, record: PeriodRecord) -> None:
        self._record = record
        if self._values:
            for measure in FINER:
                self._values[measure.key].setText(measure.say(record.measures, unknown=UNKNOWN))
            self._values[TREND].setText(trend_sentence(record.trend))
            self._trend.setVisible(record.period.last - record.period.first >= (LEAST_DAYS - 1) * DAY)  # else: never

    def _made(self) -> QWidget:
        told = self._values[TREND] = label(name="trend")
        self._trend = QWidget()
        told_in = label(_(TREND), strong=True), told, label(_(TREND_MEANING), muted=True)
        column_of(*told_in, on=self._trend, spacing=SPACE // 4)
        tiles = [
            column_of(label(_(TITLES[name]), strong=True), label(_(meaning), muted=True), spacing=SPACE // 4)
            for name, meaning in MEANINGS.items()
        ]
        finer = []
        for measure in FINER:
            value = self._values[measure.key] = short_label(strong=True)
            value.setObjectName(measure.key)
            name = Beside(value, label(_(measure.name), strong=True), where=LEFT | TOP, end=True)
            finer.append(column_of(name, label(_(measure.meaning), muted=True), spacing=SPACE // 4))
        panel = Panel(*tiles, *finer, self._trend, spacing=SPACE * 3 // 2)
        panel.setObjectName("meanings")
        if self._record is not None:
            self.show_record(self._record)
        return panel
