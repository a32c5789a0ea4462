"""The form that adds days off: from one date to another."""

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from posture_app.ui.kit.button import HEIGHT, Button, Look
from posture_app.ui.kit.date_edit import DateEdit
from posture_app.ui.kit.field import Frame
from posture_app.ui.kit.panel import short_label
from posture_app.ui.kit.theme import SPACE


class DaysOffForm(QWidget):
    """First day and last day. `changed` tells that one of them was, `done` and `cancelled` what was pressed."""

    changed = Signal()
    done = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last = DateEdit(), DateEdit()
        self._frames = tuple(Frame(edit) for edit in (self._first, self._last))
        self._add, self._cancel = Button("Add", "", Look.MAIN), Button("Cancel", "")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.setRowMinimumHeight(2, HEIGHT + SPACE)
        for column, (words, frame) in enumerate(zip(("First day", "Last day"), self._frames, strict=True)):
            grid.addWidget(short_label(words, muted=True), 0, column)
            grid.addWidget(frame, 1, column)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._add)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        grid.addLayout(buttons, 2, 0, 1, 2)
        grid.setColumnStretch(2, 1)
        self._first.dateChanged.connect(self._first_changed)
        self._last.dateChanged.connect(self.changed)
        self._add.clicked.connect(self._pressed)
        self._cancel.clicked.connect(self.cancelled)

    def introduce(self, key: str) -> None:
        """Have the objectNames of its parts begin with this key."""
        for part, which in zip(self.stops(), ("first", "last", "confirm", "cancel"), strict=True):
            part.setObjectName(f"{key}_{which}")
        self._first.setAccessibleName("First day off")
        self._last.setAccessibleName("Last day off")

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
            raise ValueError("the last day comes before the first")
        return first, last

    def mark(self, *, refused: bool) -> None:
        """Outline both dates, or no longer."""
        for frame in self._frames:
            frame.mark(refused=refused)

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
