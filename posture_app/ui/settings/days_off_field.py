"""The field for days off: a list of them, and a form that adds more."""

import itertools
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from posture_app.core.rules import DaysOff
from posture_app.core.settings.days_off import join_runs
from posture_app.core.settings.kinds import Days
from posture_app.ui.kit.button import Button, Look
from posture_app.ui.kit.field import Field
from posture_app.ui.kit.panel import clear, short_label
from posture_app.ui.kit.sign_button import Sign, SignButton
from posture_app.ui.kit.theme import SPACE
from posture_app.ui.settings.days_off_form import DaysOffForm

Run = tuple[date, date]


def run_words(run: Run) -> str:
    """A run of days as it is listed: “24 Dec 2026 – 2 Jan 2027”, “4 – 8 May 2026”, “1 May 2026”."""
    first, last = run
    if first == last:
        return _said(first, "d MMM yyyy")
    start = "d MMM yyyy" if first.year != last.year else "d MMM" if first.month != last.month else "d"
    return f"{_said(first, start)} – {_said(last, 'd MMM yyyy')}"


def _said(day: date, form: str) -> str:
    return QLocale(QLocale.Language.English).toString(QDate(day.year, day.month, day.day), form)


class _RunRow(QWidget):
    """A run with the way to be rid of it."""

    unwanted = Signal()

    def __init__(self, run: Run, *, past: bool) -> None:
        super().__init__()
        self.run = run
        self.words = short_label(run_words(run), muted=past)
        self.remove = SignButton(Sign.REMOVE, f"remove_{run[0]}")
        self.remove.setAccessibleName(f"Remove {run_words(run)}")
        self.remove.clicked.connect(self.unwanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(self.words)
        line.addWidget(self.remove)
        line.addStretch(1)


class DaysOffField(Field):
    """Runs of days off. Once it knows what day it is (`by_clock`), those past are folded away."""

    wide = True

    def __init__(self, _kind: Days) -> None:
        self._runs: DaysOff = ()
        self._today: Callable[[], date] | None = None
        self._add = Button("Add days off…", "")
        self._form = DaysOffForm()
        self._past = Button("Past", "", Look.DISCLOSURE)
        self._coming_rows, self._past_rows = QVBoxLayout(), QVBoxLayout()
        self._folded = QWidget()
        self._hidden = QWidget()
        whole = QWidget()
        super().__init__(whole)
        whole.setFocusProxy(self._add)
        self._hidden.setParent(self)
        self._hidden.hide()
        self._lay_out(whole)
        self._fill()
        self._add.clicked.connect(self._open)
        self._form.changed.connect(self.typed)
        self._form.done.connect(self._done)
        self._form.cancelled.connect(self._close)
        self._past.toggled.connect(self._folded.setVisible)

    def _lay_out(self, whole: QWidget) -> None:
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        self._folded.setLayout(self._past_rows)
        self._folded.hide()
        self._form.hide()
        for rows in (self._coming_rows, self._past_rows):
            rows.setContentsMargins(0, 0, 0, 0)
            rows.setSpacing(0)
        column.addWidget(self._add, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        column.addLayout(self._coming_rows)
        column.addWidget(self._past, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._folded)

    def by_clock(self, today: Callable[[], date]) -> None:
        """What day it is where the person sits."""
        self._today = today
        self._fill()

    def introduce(self, key: str, name: str, meaning: str) -> None:
        super().introduce(key, name, meaning)
        self._add.setObjectName(f"{key}_add")
        self._add.setAccessibleDescription(meaning)
        self._past.setObjectName(f"{key}_past")
        self._form.introduce(key)

    def offer(self, reset: QWidget) -> None:
        """It has none: what a person entered by hand is not thrown away at one click."""
        reset.setParent(self._hidden)

    def value(self) -> object:
        if not self._form.isHidden():
            self._form.value()
        return self._runs

    def show_value(self, value: Any) -> None:
        if value != self._runs:
            self._runs = value
            self._fill()

    def mark(self, *, refused: bool) -> None:
        self._form.mark(refused=refused and not self._form.isHidden())

    def _day(self) -> date | None:
        return None if self._today is None else self._today()

    def _fill(self) -> None:
        """List the runs, those past apart from those to come."""
        today = self._day() or date.min
        coming = [run for run in self._runs if run[1] >= today]
        past = [run for run in self._runs if run[1] < today]
        stops: list[QWidget] = [self._add, *self._form.stops()]
        for rows, runs in ((self._coming_rows, coming), (self._past_rows, past)):
            clear(rows)
            made = [_RunRow(run, past=runs is past) for run in runs]
            for row in made:
                row.words.setFixedWidth(max(other.words.sizeHint().width() for other in made))
                row.unwanted.connect(self._removed)
                rows.addWidget(row)
            stops += [*([self._past] if runs is past else []), *(row.remove for row in made)]
        for one, other in itertools.pairwise(stops):  # rows made now would come after all the rest of the window
            QWidget.setTabOrder(one, other)
        self._past.setText(f"Past days off ({len(past)})")
        self._past.setVisible(bool(past))
        self._folded.setVisible(bool(past) and self._past.isChecked())

    def _fold(self) -> None:
        self._form.hide()
        self._add.show()
        self._add.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _open(self) -> None:
        self._form.start(self._day())
        self._add.hide()

    @Slot()
    def _close(self) -> None:
        self._fold()
        self.edited.emit()  # without the form nothing is wrong any longer

    @Slot()
    def _done(self) -> None:
        with suppress(ValueError):  # `value` raises it again
            self._runs = join_runs([*self._runs, self._form.value()])
            self._fill()
            self._fold()
        self.edited.emit()

    @Slot()
    def _removed(self) -> None:
        row = self.sender()
        if isinstance(row, _RunRow):
            self._runs = tuple(run for run in self._runs if run != row.run)
            self._fill()
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()
