"""The field for days off: a list of them, and a form that adds more."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from posture_app.core.calendar import DaysOff
from posture_app.core.formats import brief_range, number_words
from posture_app.core.language import _
from posture_app.core.settings.days_off import join_runs
from posture_app.core.settings.setting import Text
from posture_app.ui.kit.button import Button, Look, SignButton
from posture_app.ui.kit.fields.date_edit import DateEdit
from posture_app.ui.kit.fields.field import Field, mark
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import LEFT, aligned, clear, column_of, tab_order
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label, short_label

Run = tuple[date, date]


class DaysOffForm(QWidget):
    """First day and last day. `changed` tells that one of them was, `done` and `cancelled` what was pressed."""

    changed = Signal()
    done = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last = DateEdit(), DateEdit()
        self._add, self._cancel = Button(_("Add"), "", Look.MAIN), Button(_("Cancel"), "")
        days, buttons = QWidget(), QWidget()
        Flow(
            *(_named(words, edit) for words, edit in ((_("First day"), self._first), (_("Last day"), self._last))),
            on=days,
        )
        Flow(self._add, self._cancel, on=buttons)
        column_of(days, buttons, on=self)
        self._first.dateChanged.connect(self._first_changed)
        self._last.dateChanged.connect(self.changed)
        self._add.clicked.connect(self._pressed)
        self._cancel.clicked.connect(self.cancelled)

    def introduce(self, key: str) -> None:
        """Have the objectNames of its parts begin with this key."""
        for part, which in zip(self.stops(), ("first", "last", "confirm", "cancel"), strict=True):
            part.setObjectName(f"{key}_{which}")
        self._first.setAccessibleName(_("First day off"))
        self._last.setAccessibleName(_("Last day off"))

    def stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        return [self._first, self._last, self._add, self._cancel]

    def start(self, day: date | None) -> None:
        """Propose this day, or what was last entered, and put the keyboard there."""
        if day is not None:
            self._first.show_date(day)
            self._last.show_date(day)
        self.show()
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def value(self) -> tuple[date, date]:
        """First and last day. Raises ValueError if they are the wrong way round."""
        first, last = self._first.read(), self._last.read()
        if last < first:
            raise ValueError(_("the last day comes before the first"))
        return first, last

    def mark(self, *, refused: bool) -> None:
        """Outline both dates, or no longer."""
        for edit in (self._first, self._last):
            mark(edit, refused=refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._cancel.hasFocus():
            self._pressed()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _first_changed(self) -> None:
        if self._last.read() < self._first.read():
            self._last.show_date(self._first.read())
        self.changed.emit()

    @Slot()
    def _pressed(self) -> None:
        for edit in (self._first, self._last):
            edit.interpretText()
        self.done.emit()


def _named(words: str, edit: QWidget) -> QWidget:
    """A field below its name."""
    made = QWidget()
    column_of(short_label(words, muted=True), edit, on=made, spacing=SPACE // 2)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def run_words(run: Run) -> str:
    """A run of days as it is listed: “24 Dec 2026 – 2 Jan 2027”, “4 – 8 May 2026”, “1 May 2026”."""
    first, last = run
    return brief_range(first, last)


class _RunRow(QWidget):
    """A run of days off, and the button that removes it."""

    unwanted = Signal()

    def __init__(self, run: Run, *, past: bool) -> None:
        super().__init__()
        self.run = run
        self.words = label(run_words(run), muted=past)
        self.remove = SignButton(Sign.REMOVE, f"remove_{run[0]}", says=_("Remove {days}").format(days=run_words(run)))
        self.remove.clicked.connect(self.unwanted)
        Flow(self.words, self.remove, on=self)


class DaysOffField(Field):
    """Runs of days off. Once it knows what day it is (`by_clock`), those past are folded away."""

    wide = True

    def __init__(self, _kind: Text[Any]) -> None:
        self._runs: DaysOff = ()
        self._today: Callable[[], date | None] = lambda: None
        self._add = Button(_("Add days off…"), "")
        self._form = DaysOffForm()
        self._past = Button(_("Past"), "", Look.DISCLOSURE)
        self._folded = QWidget()
        self._coming_rows, self._past_rows = column_of(spacing=0), column_of(on=self._folded, spacing=0)
        whole = QWidget()
        super().__init__(whole)
        whole.setFocusProxy(self._add)
        self._lay_out(whole)
        self._fill()
        self._add.clicked.connect(self._open)
        self._form.changed.connect(self.typed)
        self._form.done.connect(self._done)
        self._form.cancelled.connect(self._close)
        self._past.toggled.connect(self._folded.setVisible)

    def _lay_out(self, whole: QWidget) -> None:
        self._folded.hide()
        self._form.hide()
        column_of(
            aligned(self._add, LEFT),
            self._form,
            self._coming_rows,
            aligned(self._past, LEFT),
            self._folded,
            on=whole,
            spacing=SPACE // 2,
        )

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
        self.withhold(reset)

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

    def _fill(self) -> None:
        """List the runs, those past apart from those to come."""
        today = self._today() or date.min
        coming = [run for run in self._runs if run[1] >= today]
        past = [run for run in self._runs if run[1] < today]
        stops: list[QWidget] = [self._add, *self._form.stops()]
        for rows, runs in ((self._coming_rows, coming), (self._past_rows, past)):
            clear(rows)
            made = [_RunRow(run, past=runs is past) for run in runs]
            for row in made:
                row.words.setMinimumWidth(max(other.words.sizeHint().width() for other in made))
                row.unwanted.connect(self._removed)
                rows.addWidget(row)
            stops += [*([self._past] if runs is past else []), *(row.remove for row in made)]
        tab_order(stops)
        self._past.setText(_("Past days off ({number})").format(number=number_words(len(past))))
        self._past.setVisible(bool(past))
        self._folded.setVisible(bool(past) and self._past.isChecked())

    def _fold(self) -> None:
        self._form.hide()
        self._add.show()
        self._add.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _open(self) -> None:
        self._form.start(self._today())
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
