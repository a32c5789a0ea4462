"""What stands where there is nothing to show: a sentence and, before there is any record, an example of what comes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from posture_app.core.language import _
from posture_app.core.words import brief_length
from posture_app.ui.charts.bars import Bar, Bars
from posture_app.ui.charts.chart import Chart
from posture_app.ui.kit.dates import weekday_name
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.panel import EmptyPanel, label
from posture_app.ui.kit.theme import SPACE

PALE = 0.45
HOUR, GOAL_S = 3600, 8 * 3600
SAT = (7.4, 6.1, 8.6, 6.8, 5.9, 1.6, 0.7)
STOOD = (0.8, 1.5, 0.3, 1.1, 1.4, 0.0, 0.0)
"""The hours of nobody’s week."""


class Example(QWidget):
    """A chart of made-up figures, pale, and said to be one."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chart.setEnabled(False)
        chart.setAccessibleName(_("An example"))
        pale = QGraphicsOpacityEffect(chart)
        pale.setOpacity(PALE)
        chart.setGraphicsEffect(pale)
        column_of(label(_("An example:"), muted=True, scale=0.92), chart, on=self, spacing=SPACE // 2)


def week_example() -> Example:
    """A week as bars."""
    bars = Bars("example bars", "")
    lengths = [(round(sat * HOUR), round(stood * HOUR)) for sat, stood in zip(SAT, STOOD, strict=True)]
    bars.show_bars(
        [
            Bar(weekday_name(at)[:3], brief_length(sat), brief_length(sat), sat, "", stood, weekend=at > 4)  # noqa: PLR2004 - after Friday
            for at, (sat, stood) in enumerate(lengths)
        ],
        GOAL_S,
        sum(sat for sat, _ in lengths) // len(lengths),
    )
    return Example(bars)


class NothingYet(EmptyPanel):
    """Says that nothing is recorded, of a period or at all; then it shows what there will be."""

    def __init__(self) -> None:
        super().__init__("empty period", "", "")
        self._example = week_example()
        self.column.addWidget(self._example)

    def show_period(self, name: str) -> None:
        """Nothing is recorded in this one; in none, if it is ""."""
        self._example.setVisible(not name)
        self.set_title(
            _("Nothing recorded in {period}").format(period=name) if name else _("Your history will appear here")
        )
        self.set_text(
            _("The app did not run then, or it saw nobody.")
            if name
            else _(
                "From tomorrow on, each day is a bar here: how long you sat and stood, and your goal. Below it you see"
                " at which hours you sit, and for how long in one go. Nothing leaves this computer."
            )
        )
