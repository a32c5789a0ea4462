"""One day of the working hours: whether it is worked on, and its ranges, side by side as far as there is room."""

import itertools
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QGridLayout, QSizePolicy, QWidget

from posture_app.core.calendar import Range, over_midnight
from posture_app.core.formats import number_words
from posture_app.core.language import _, pgettext
from posture_app.core.settings.hours import make_day, make_range
from posture_app.ui.kit.button import HEIGHT, SignButton
from posture_app.ui.kit.fields.clock_edit import ClockEdit
from posture_app.ui.kit.fields.field import mark
from posture_app.ui.kit.layout import TOP, aligned, discard, row_of, spring
from posture_app.ui.kit.look.sign import Sign
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import short_label

USUAL: Range = (time(9), time(17))
"""What a day has when it is first ticked."""
PAUSE, LENGTH, DAY = 60, 240, 24 * 60
"""Minutes: from the last range to one that is added, the length of that one, and the end of the day."""
GAP = SPACE // 2


def _after(ranges: Iterable[Range]) -> Range | None:
    """The range to add to these; None if the day has no room for it."""
    ends = (DAY if over_midnight(span) else span[1].hour * 60 + span[1].minute for span in ranges)
    end = max(ends, default=0)
    start = end + PAUSE
    if start >= DAY:
        return None
    return time(*divmod(start, 60)), time(*divmod(min(start + LENGTH, DAY) % DAY, 60))


class RangeField(QWidget):
    """Two times. `edited` tells that one has changed, `unwanted` that the range is to go."""

    edited = Signal()
    unwanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = (ClockEdit(ends=False), ClockEdit(ends=True))
        self.remove = SignButton(Sign.REMOVE)
        self._dash = short_label("–")
        row_of(self.times[0], self._dash, self.times[1], self.remove, on=self, spacing=GAP)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for edit in self.times:
            edit.edited.connect(self.edited)
        self.remove.clicked.connect(self.unwanted)

    @property
    def whole_width(self) -> int:
        """How wide it is with the button that removes it."""
        shown = sum(edit.sizeHint().width() for edit in self.times)
        return shown + self._dash.sizeHint().width() + self.remove.sizeHint().width() + 3 * GAP

    def introduce(self, key: str, name: str) -> None:
        """Name its parts: `key` begins their objectNames, the rest is for screen readers."""
        told = _("{range}, from"), _("{range}, until")
        for edit, which, says in zip(self.times, ("from", "until"), told, strict=True):
            edit.setObjectName(f"{key}_{which}")
            edit.setAccessibleName(says.format(range=name))
        self.remove.setObjectName(f"{key}_remove")
        self.remove.setAccessibleName(_("Remove {name}").format(name=name))

    def value(self) -> Range:
        """Both times. Raises ValueError that says what is wrong with them."""
        start, end = (edit.spelled_out() for edit in self.times)
        return make_range(start, end)

    def show_value(self, span: Range) -> None:
        """Show this range, without emitting `edited`."""
        for edit, at in zip(self.times, span, strict=True):
            edit.show_time(at)

    def pending(self) -> bool:
        """Whether a person has begun to type and not finished."""
        return any(edit.isModified() for edit in self.times)

    def take(self) -> None:
        for edit in self.times:
            edit.take()

    def mark(self, *, refused: bool) -> None:
        for edit in self.times:
            mark(edit, refused=refused)


class HoursDay(QWidget):
    """A day. `edited` tells that its hours have changed, `reshaped` that it has more ranges or fewer."""

    edited = Signal()
    reshaped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self._key = ""
        self.tick = QCheckBox(name)
        self._off = short_label(pgettext("a day without working hours", "Off"), muted=True)
        self._off.setMinimumHeight(HEIGHT)
        self._add = SignButton(Sign.ADD, says=_("Add a range to {name}").format(name=name))
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._line = row_of(aligned(self.tick, TOP), self._off, self._grid, spring(), on=self)
        # It takes what width there is, instead of asking for that of all its ranges side by side.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._ranges: list[RangeField] = []
        self._fill((USUAL,))
        self.tick.clicked.connect(self._ticked)
        self._add.clicked.connect(self._added)

    def introduce(self, key: str) -> None:
        """Have the objectNames of its parts begin with this key."""
        self._key = key
        self.tick.setObjectName(key)
        self._add.setObjectName(f"{key}_add")
        self._lay_out()

    def stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        parts = [[*field.times, field.remove] for field in self._ranges]
        return [self.tick, *itertools.chain.from_iterable(parts), self._add]

    def value(self) -> tuple[Range, ...]:
        """The ranges in order. Raises ValueError that names the one that is wrong."""
        if not self.tick.isChecked():
            return ()
        return make_day([field.value() for field in self._ranges])

    def show_value(self, ranges: Sequence[Range]) -> None:
        """Show these. A day without any keeps those it had, in case it is ticked again."""
        self.tick.setChecked(bool(ranges))
        sound = self._sound()
        if ranges and (len(sound) != len(self._ranges) or list(sound.values()) != list(ranges)):
            self._fill(ranges)
            return
        for field, span in sound.items():
            field.show_value(span)  # as if nobody had typed
        self._lay_out()

    def pending(self) -> bool:
        return any(field.pending() for field in self._ranges)

    def take(self) -> None:
        for field in self._ranges:
            field.take()

    def mark(self, *, refused: bool) -> None:
        """Outline the times that are wrong, or none any longer."""
        sound = self._sound()
        for field in self._ranges:
            wrong = refused and self.tick.isChecked() and field not in sound
            field.mark(refused=wrong)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _sound(self) -> dict[RangeField, Range]:
        """The ranges that are right, in order: not those that cannot be read, or begin within another."""
        read = []
        for field in self._ranges:
            with suppress(ValueError):
                read.append((field.value(), field))
        sound: dict[RangeField, Range] = {}
        for span, field in sorted(read, key=lambda pair: pair[0]):
            with suppress(ValueError):
                make_day([*sound.values(), span])
                sound[field] = span
        return sound

    def _fill(self, ranges: Sequence[Range]) -> None:
        while len(self._ranges) > len(ranges):
            self._drop(self._ranges[-1])
        while len(self._ranges) < len(ranges):
            self._make()
        for field, span in zip(self._ranges, ranges, strict=True):
            field.show_value(span)
        self._lay_out()

    def _make(self) -> RangeField:
        field = RangeField(self)
        field.edited.connect(self._changed)
        field.unwanted.connect(self._removed)
        self._ranges.append(field)
        return field

    def _drop(self, field: RangeField) -> None:
        self._ranges.remove(field)
        discard(field)

    def _lay_out(self) -> None:
        """Put the ranges side by side as far as there is room, and “+” after the last."""
        on, last = self.tick.isChecked(), len(self._ranges) - 1
        add, one = self._add.sizeHint().width(), self._ranges[0].whole_width + GAP
        beside = self.width() - self.tick.minimumWidth() - add - 2 * SPACE
        stacked = beside < one
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        abreast = max(1, (self.width() - add if stacked else beside) // one)
        while self._grid.takeAt(0) is not None:
            pass
        for number, field in enumerate(self._ranges):
            field.introduce(
                f"{self._key}_{number + 1}",
                _("{name}, range {number}").format(name=self.name, number=number_words(number + 1)),
            )
            self._grid.addWidget(field, *divmod(number, abreast))
            field.remove.setVisible(last > 0)
            field.setVisible(on)
        self._grid.addWidget(self._add, last // abreast, last % abreast + 1, alignment=Qt.AlignmentFlag.AlignLeft)
        self._off.setVisible(not on and not stacked)
        self._add.setVisible(on)
        self._add.setEnabled(_after(self._sound().values()) is not None)

    @Slot()
    def _changed(self) -> None:
        self._add.setEnabled(_after(self._sound().values()) is not None)
        self.edited.emit()

    @Slot()
    def _ticked(self) -> None:
        self._lay_out()
        self.edited.emit()

    @Slot()
    def _added(self) -> None:
        span = _after(self._sound().values())
        if span is None:
            return
        field = self._make()
        field.show_value(span)
        self._lay_out()
        self.reshaped.emit()
        field.times[0].setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    @Slot()
    def _removed(self) -> None:
        field = self.sender()
        if isinstance(field, RangeField):
            self._drop(field)
            self._lay_out()
            (self._add if self._add.isEnabled() else self.tick).setFocus(Qt.FocusReason.OtherFocusReason)
            self.reshaped.emit()
            self.edited.emit()
