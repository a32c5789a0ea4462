"""The page of a report: a sentence, four figures, bars, the hours of the week, and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from posture_app.core.language import _
from posture_app.ui.charts.bar_legend import entries_of
from posture_app.ui.charts.bars import Bar, Bars
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.heat_map import Heat, HeatMap, samples
from posture_app.ui.charts.legend import Legend
from posture_app.ui.kit.look.paint import RIGHT, as_read, paint_box
from posture_app.ui.kit.look.theme import LIGHT
from posture_app.ui.report.sheet import Sheet, fitting, height_of, letters

TITLE, FIGURE, LEAD, HEADING, TEXT, SMALL = 24, 19, 14, 13, 11, 10
"""The sizes of letters, on a page with 96 dots to the inch."""
GAP, SMALL_GAP = 16.0, 4.0
BESIDE, INSIDE, CORNER = 12.0, 10.0, 6.0
"""From one figure to the next, around it, and the corners of its box."""
HIGHEST_BARS, LOWEST_BARS, HEAT = 250.0, 190.0, 164.0
"""How high the charts are."""
HIGHEST_ROW, LOWEST_ROW = 20.0, 13.0
Figure = tuple[str, str, str]
"""A name, a value and a remark."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says. `title` names the period, `of` the person (empty: nobody), `made` when it was made; `before`
    is what the legend calls the period before. The table has headings as its first row. A `note` stands below it all.
    """

    title: str
    of: str
    made: str
    sentence: str
    figures: Sequence[Figure]
    chart_title: str
    bars: Sequence[Bar]
    goal_s: int
    average_s: int | None
    before: str
    heat: Heat
    first_hour: int
    table_title: str
    table: Sequence[Sequence[str]]
    note: str


class ReportPage:
    """Draws a report. Its charts are those of the windows, in the colours of paper."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._bars = Bars("", report.chart_title)
        self._legend = Legend(entries_of(report.bars, before=report.before, average_s=report.average_s))
        self._heat, self._steps = HeatMap("", _("Sitting through the day")), Legend(samples())
        for widget in (self._bars, self._legend, self._heat, self._steps):
            widget.setFont(letters(TEXT))
        self._bars.show_bars(report.bars, report.goal_s, report.average_s)
        self._heat.show_heat(report.heat, report.first_hour)
        self._has_heat = any(share is not None for day in report.heat for share in day)

    def draw(self, painter: QPainter, page: QRectF) -> None:
        """Draw it into a box, as it is read."""
        with as_read(painter, page.left() + page.right(), self._bars.layoutDirection()):
            self._draw_parts(painter, page)

    def _draw_parts(self, painter: QPainter, page: QRectF) -> None:
        """Bars and table share the room that the rest leaves."""
        report, sheet = self._report, Sheet(painter, page)
        self._draw_head(sheet)
        sheet.paragraph(report.sentence, letters(LEAD))
        sheet.skip(GAP)
        self._draw_figures(sheet)
        note = height_of(report.note, letters(SMALL), page.width())
        heat = self._chart_height(HEAT, self._steps, page) if self._has_heat else 0.0
        heading, rows = _high(letters(HEADING, strong=True)) + SMALL_GAP, len(report.table)
        room = sheet.left - heat - self._chart_height(0, self._legend, page) - heading - GAP - note
        row = min(HIGHEST_ROW, max(LOWEST_ROW, (room - LOWEST_BARS) / rows))
        self._draw_chart(sheet, self._bars, self._legend, min(HIGHEST_BARS, room - row * rows))
        if self._has_heat:
            self._draw_chart(sheet, self._heat, self._steps, HEAT)
        self._draw_table(sheet, row)
        sheet.skip(GAP)
        sheet.paragraph(report.note, letters(SMALL), muted=True)

    def _draw_head(self, sheet: Sheet) -> None:
        """The title at the left, whose it is and of when at the right."""
        report, top = self._report, sheet.y
        sheet.line(report.title, letters(TITLE, strong=True))
        below, sheet.y = sheet.y, top
        sheet.line(report.of, letters(HEADING, strong=True), side=RIGHT)
        sheet.line(report.made, letters(SMALL), muted=True, side=RIGHT)
        sheet.y = max(below, sheet.y) + GAP / 2

    def _draw_figures(self, sheet: Sheet) -> None:
        wide = (sheet.box.width() - BESIDE * (len(self._report.figures) - 1)) / len(self._report.figures)
        within = wide - 2 * INSIDE
        small, large = (
            letters(SMALL),
            fitting([value for _name, value, _remark in self._report.figures], FIGURE, within),
        )
        remarks = max(height_of(remark, small, within) for _name, _value, remark in self._report.figures)
        high = _high(small) + _high(large) + remarks + 2 * INSIDE
        for place, (name, value, remark) in enumerate(self._report.figures):
            left, y = sheet.box.left() + place * (wide + BESIDE), sheet.y
            paint_box(sheet.painter, QRectF(left, y, wide, high), CORNER, edge=LIGHT.line)
            y += INSIDE
            for words, font, muted in ((name, small, True), (value, large, False), (remark, small, True)):
                sheet.write(words, font, QRectF(left + INSIDE, y, within, high), muted=muted)
                y += _high(font)
        sheet.skip(high + GAP)

    def _chart_height(self, high: float, legend: Legend, page: QRectF) -> float:
        """How much room a chart of this height takes with what stands above and below it."""
        above = _high(letters(HEADING, strong=True)) + legend.heightForWidth(int(page.width()))
        return above + 2 * SMALL_GAP + high + GAP

    def _draw_chart(self, sheet: Sheet, chart: Chart, legend: Legend, high: float) -> None:
        sheet.line(chart.accessibleName(), letters(HEADING, strong=True))
        sheet.skip(SMALL_GAP)
        wide = int(sheet.box.width())
        with_height = legend.heightForWidth(wide)
        _place(sheet, legend)
        legend.draw(sheet.painter, LIGHT, wide)
        sheet.painter.restore()
        sheet.skip(with_height + SMALL_GAP)
        chart.resize(wide, int(high))
        _place(sheet, chart)
        chart.draw(sheet.painter, LIGHT)
        sheet.painter.restore()
        sheet.skip(high + GAP)

    def _draw_table(self, sheet: Sheet, row: float) -> None:
        sheet.line(self._report.table_title, letters(HEADING, strong=True))
        sheet.skip(SMALL_GAP)
        font = letters(TEXT if row > _high(letters(TEXT)) else SMALL)
        for place, texts in enumerate(self._report.table):
            sheet.row(texts, font, row, muted=not place)
            sheet.rule()


def _place(sheet: Sheet, widget: QWidget) -> None:
    """Have the painter draw a widget where the sheet has come to, until it is restored."""
    sheet.painter.save()
    sheet.painter.translate(QPointF(sheet.box.left(), sheet.y))
    sheet.painter.setFont(widget.font())


def _high(font: QFont) -> float:
    return QFontMetricsF(font).height()
