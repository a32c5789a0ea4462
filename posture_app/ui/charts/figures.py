"""What a chart shows, in figures, and the table of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posture_app.ui.charts.figures_table import FiguresTable


class Figures:
    """Rows of a name and figures, in these columns. Their table is made when it is first looked at."""

    def __init__(self, name: str, title: str, columns: Sequence[str]) -> None:
        self._name, self._title, self._columns = name, title, columns
        self._rows: Sequence[Sequence[str]] = ()
        self._table: FiguresTable | None = None

    def set_title(self, title: str, first_column: str) -> None:
        """Give them another title, and the first column another heading."""
        self._title, self._columns = title, (first_column, *self._columns[1:])
        if self._table is not None:
            self._table.set_title(title, first_column)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Have these from now on."""
        self._rows = rows
        if self._table is not None:
            self._table.show_rows(rows)

    def table(self) -> "FiguresTable":
        """Their table."""
        if self._table is None:
            from posture_app.ui.charts.figures_table import FiguresTable  # noqa: PLC0415 - most people look at the chart

            self._table = FiguresTable(self._name, self._title, self._columns)
            self._table.show_rows(self._rows)
        return self._table
