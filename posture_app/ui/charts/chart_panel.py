"""A chart on a panel: its title and legend above, what its parts say below, and the same figures as a table."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.figures_table import FiguresTable
from posture_app.ui.charts.legend import Legend
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import column_of, put, row_of, wide
from posture_app.ui.kit.panel import Panel, label
from posture_app.ui.kit.theme import SPACE


class ChartPanel(Panel):
    """Shows a chart or, after its button was pressed, the table; the button's name is that of the chart, “as table”.

    `hint` is said below while no part is pointed at; the words of a part take so many `lines` at the most.
    """

    def __init__(
        self,
        title: str,
        chart: Chart,
        table: FiguresTable,
        *,
        hint: str,
        legend: Legend,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        name = chart.objectName()
        self._hint = hint
        self._title = label(title, strong=True)
        self._as_table = Button("Show as table", f"{name} as table")
        self._caption = label(hint, scale=0.92, muted=True, name=f"{name} caption")
        self._caption.setMinimumHeight(lines * self._caption.fontMetrics().height())
        self._caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._views = QStackedWidget()
        head = row_of(wide(self._title), legend, SPACE, self._as_table)
        drawn = QWidget()
        column_of(wide(chart), self._caption, on=drawn)
        self._views.addWidget(drawn)
        self._views.addWidget(table)
        put(self.column, head, wide(self._views))
        chart.told.connect(self._tell)
        self._as_table.clicked.connect(self._switch)

    def entitle(self, title: str) -> None:
        """Call it something else."""
        self._title.setText(title)

    @Slot(str)
    def _tell(self, words: str) -> None:
        self._caption.setText(words or self._hint)

    @Slot()
    def _switch(self) -> None:
        table = self._views.currentIndex() == 0
        self._views.setCurrentIndex(int(table))
        self._as_table.setText("Show as chart" if table else "Show as table")
        self._as_table.setAccessibleName(self._as_table.text())
