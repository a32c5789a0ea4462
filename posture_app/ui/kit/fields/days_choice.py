"""Which days: one of a few offers, or any from one day to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from posture_app.core.language import _
from posture_app.ui.kit.fields.days_range import DaysRange
from posture_app.ui.kit.label import one_line
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.panel import label

OTHERS = "choose days"


@dataclass(frozen=True, slots=True)
class DaysOffer:
    """Days by a name: `words` such as “Last month”, `remark` such as “February 2026”; no `days` are all there are."""

    name: str
    words: str
    remark: str
    days: tuple[date, date] | None


class DaysChoice(QWidget):
    """The offers one below the other, first with the one of the name `chosen`, and below them two dates up to `last`
    that show once they are wanted. The buttons are called “days …” with the name of the offer. `changed` tells that
    something else was chosen.
    """

    changed = Signal()

    def __init__(self, offers: Sequence[DaysOffer], chosen: str, last: date) -> None:
        super().__init__()
        self._offers = offers
        self._days = DaysRange(last)
        self._group = QButtonGroup(self)
        self._remarks: list[QLabel] = []
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(SPACE * 2)
        self._lines.setVerticalSpacing(SPACE)
        self._lines.setColumnStretch(1, 1)
        others = DaysOffer(OTHERS, _("Choose days"), "", None)
        for place, offer in enumerate((*offers, others)):
            button = QRadioButton(offer.words)
            button.setObjectName(f"days {offer.name}")
            button.setAccessibleName(_(", ").join((offer.words, offer.remark)) if offer.remark else offer.words)
            if offer.name == chosen:
                button.setChecked(True)
                self.setFocusProxy(button)
            remark = label(offer.remark, muted=True)
            self._group.addButton(button, place)
            self._remarks.append(remark)
        self._stacked = False
        self._arrange()
        self._lines.addWidget(self._days, 2 * len(self._remarks), 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._days.hide()
        self._days.show_days((last, last))
        self._group.idToggled.connect(self._toggled)
        self._days.changed.connect(self.changed)

    @property
    def whole_width(self) -> int:
        """How wide it is with each remark in one line: one that can wrap asks for less by itself."""
        widest = max(button.sizeHint().width() for button in self._group.buttons())
        return widest + SPACE * 2 + max(map(one_line, self._remarks))

    def minimumSizeHint(self) -> QSize:
        parts = (*self._group.buttons(), *self._remarks, *([] if self._days.isHidden() else [self._days]))
        widest = max(part.minimumSizeHint().width() for part in parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.whole_width > self.width()
        if stacked is not self._stacked:
            self._stacked = stacked
            self._arrange()

    def _arrange(self) -> None:
        """Remarks beside their buttons, or below them where there is not the room."""
        columns = 2 if self._stacked else 1
        for place, (button, remark) in enumerate(zip(self._group.buttons(), self._remarks, strict=True)):
            self._lines.addWidget(button, 2 * place, 0, 1, columns)
            self._lines.addWidget(remark, 2 * place + columns - 1, 2 - columns, 1, columns)

    def value(self) -> tuple[date, date] | None:
        """The days; None for all. Raises ValueError if the dates are the wrong way round."""
        if self._group.checkedId() < len(self._offers):
            return self._offers[self._group.checkedId()].days
        self._days.take()
        return self._days.value()

    def mark(self, *, refused: bool) -> None:
        """Outline the dates, or no longer."""
        self._days.mark(refused=refused)

    @Slot(int, bool)
    def _toggled(self, place: int, checked: bool) -> None:  # noqa: FBT001 - as Qt calls it
        """Begin the dates with what was chosen before."""
        if checked:
            self._days.setVisible(place == len(self._offers))
            self.changed.emit()
        elif place < len(self._offers) and (days := self._offers[place].days) is not None:
            self._days.show_days(days)
