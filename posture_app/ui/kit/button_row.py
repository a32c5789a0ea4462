"""Buttons side by side, in as many rows as it takes."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from posture_app.ui.kit.button import Button
from posture_app.ui.kit.layout import UNLIMITED
from posture_app.ui.kit.look.theme import SPACE

TOGETHER = 2
"""Pixels between a button and the one that has more of it."""


class ButtonRow(QWidget):
    """Those of the buttons that show, read from where one begins to read. One without words that opens something has
    more of the one before, and stays beside it. Rows begin where one begins to read or, `centred`, lie in the middle.
    Where all do not fit in one row, the first `head` have a row of their own.
    """

    def __init__(self, buttons: Sequence[Button], *, centred: bool = False, gap: int = SPACE, head: int = 0) -> None:
        super().__init__()
        self._buttons, self._centred, self._gap, self._head = buttons, centred, gap, head
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def replace(self, buttons: Sequence[Button]) -> None:
        """Have these in place of those before."""
        for button in self._buttons:
            button.hide()
        self._buttons = buttons
        for button in buttons:
            button.setParent(self)
            button.show()
        self.arrange()

    def arrange(self) -> None:
        """Others of them show now, or have other words."""
        self._place()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return _around(self._boxes(UNLIMITED))

    def minimumSizeHint(self) -> QSize:
        return QSize(_around(self._boxes(0)).width(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return _around(self._boxes(width)).height()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.LayoutRequest):  # its words have grown
            self.arrange()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def least_width(self, shown: Sequence[Button]) -> int:  # noqa: ARG002 - for who has one
        """How wide the first of those that show is at the least."""
        return 0

    def _place(self) -> None:
        boxes = self._boxes(self.width())
        self.setMinimumHeight(_around(boxes).height())  # layouts around layouts notice late that there are more rows
        rights = {box.top(): box.right() + 1 for box in boxes.values()}  # the last of each row is the one that counts
        for button, box in boxes.items():
            spare = (self.width() - rights[box.top()]) // 2 if self._centred else 0
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box.translated(spare, 0)))

    def _boxes(self, width: int) -> dict[Button, QRect]:
        """Where each that shows is in this width, read from left to right."""
        shown = [button for button in self._buttons if not button.isHidden()]
        sizes = {button: button.sizeHint().expandedTo(button.minimumSize()) for button in shown}
        if shown:
            sizes[shown[0]] = sizes[shown[0]].expandedTo(QSize(self.least_width(shown), 0))
        units = [(unit, sum(sizes[each].width() + TOGETHER for each in unit) - TOGETHER) for unit in _units(shown)]
        fits = sum(wide + self._gap for _, wide in units) - self._gap <= width
        boxes: dict[Button, QRect] = {}
        x = y = 0
        for number, (unit, wide) in enumerate(units):
            if x and (x + wide > width or (number == self._head and not fits)):
                x, y = 0, max(box.bottom() for box in boxes.values()) + 1 + self._gap
            for button in unit:
                boxes[button] = QRect(QPoint(x, y), sizes[button])
                x += sizes[button].width() + TOGETHER
            x += self._gap - TOGETHER
        return boxes


def _units(buttons: Sequence[Button]) -> Iterator[Sequence[Button]]:
    """What stays together."""
    for place, button in enumerate(buttons):
        if not (_is_more(button) and place):
            yield [button, *(after for after in buttons[place + 1 : place + 2] if _is_more(after))]


def _is_more(button: Button) -> bool:
    return button.opens and not button.text()


def _around(boxes: Mapping[Button, QRect]) -> QSize:
    return QSize(
        max((box.right() + 1 for box in boxes.values()), default=0),
        max((box.bottom() + 1 for box in boxes.values()), default=0),
    )
