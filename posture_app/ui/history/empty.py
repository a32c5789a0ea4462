"""What stands where there is nothing to show: a sentence and, before there is any record, an example of what comes."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from posture_app.core.formats import weekday_name, weekday_short
from posture_app.core.language import _
from posture_app.core.prompts import LoggedPrompt, Outcome
from posture_app.core.record.day_record import DayRecord
from posture_app.core.settings.reminder_kinds import STAND
from posture_app.core.spans import EndedBy, Posture, Span
from posture_app.core.statistics.bouts import DayTotals
from posture_app.core.words import brief_length
from posture_app.ui.charts.bars import Bar, Bars
from posture_app.ui.charts.chart import Chart
from posture_app.ui.charts.timeline import Timeline
from posture_app.ui.kit.layout import column_of
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import EmptyPanel, label

PALE = 0.45
HOUR, GOAL_S = 3600, 8 * 3600
SAT = (7.4, 6.1, 8.6, 6.8, 5.9, 1.6, 0.7)
STOOD = (0.8, 1.5, 0.3, 1.1, 1.4, 0.0, 0.0)
"""The hours of nobody’s week."""
SATURDAY = 5
HALF_HOUR = 30
BAND = (
    (38, Posture.SITTING, 4),
    (52, Posture.SITTING, 3),
    (25, Posture.STANDING, 0),
    (33, Posture.SITTING, 45),
    (41, Posture.SITTING, 5),
    (20, Posture.STANDING, 2),
    (36, Posture.SITTING, 6),
    (48, Posture.SITTING, 0),
)
"""Minutes of a posture one after the other, and how long nobody was there after it."""


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
    average_s = sum(sat for sat, _stood in lengths) // len(lengths)
    bars.show_bars([_bar(at, *each) for at, each in enumerate(lengths)], GOAL_S, average_s)
    return Example(bars)


def _bar(weekday: int, sat_s: int, stood_s: int) -> Bar:
    length = brief_length(sat_s)
    words = _("An example: {day}, {length}").format(day=weekday_name(weekday), length=length)
    return Bar(weekday_short(weekday), length, length, sat_s, words, stood_s, weekend=weekday >= SATURDAY)


def day_example() -> Example:
    """A day as a band."""
    timeline = Timeline()
    timeline.show_day(_made_up_day())
    return Example(timeline)


def _made_up_day() -> DayRecord:
    """Nobody’s day: sitting and standing by turns, with reminders at the end of each."""
    begins = datetime(2026, 3, 4, tzinfo=UTC)
    spans, showings, at = list[Span](), list[LoggedPrompt](), begins + timedelta(hours=9)
    for minutes, posture, pause in BAND:
        end = at + timedelta(minutes=minutes)
        spans.append(Span(posture, at, end, EndedBy.UP, "UTC"))
        if minutes > HALF_HOUR:
            showings.append(LoggedPrompt(STAND, (), at + timedelta(minutes=HALF_HOUR), "UTC", Outcome.KEPT))
        at = end + timedelta(minutes=pause)
    totals, ends = DayTotals(begins.date()), begins + timedelta(days=1)
    return DayRecord(begins, ends, ends + timedelta(days=1), "UTC", tuple(spans), tuple(showings), totals, GOAL_S)


class NothingYet(EmptyPanel):
    """Says that nothing is recorded, of a period or at all; then it shows what there will be."""

    def __init__(self) -> None:
        super().__init__("empty period", "", "")
        self._example: Example | None = None

    def show_period(self, name: str, *, goes_on: bool) -> None:
        """Nothing is recorded in this one, which may still go on; in none, if it is ""."""
        if self._example is not None:
            self._example.setVisible(not name)
        elif not name:
            self._example = week_example()
            self.column.addWidget(self._example)
        if not name:
            self.set_title(_("Your history will appear here"))
            self.set_text(
                _(
                    "From tomorrow on, each day is a bar here: how long you sat and stood, and your goal. Below it you"
                    " see at which hours you sit, and for how long in one go. Nothing leaves this computer."
                )
            )
            return
        title = _("Nothing recorded in {period} yet") if goes_on else _("Nothing recorded in {period}")
        self.set_title(title.format(period=name))
        why = _("Days appear here as you use the computer.")
        self.set_text(why if goes_on else _("The app did not run then, or it saw nobody."))
