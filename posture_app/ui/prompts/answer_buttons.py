"""The buttons that answer a prompt, and those of the other lengths of a snooze."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from posture_app.core.events import Say, Word
from posture_app.core.language import _
from posture_app.core.snooze_choices import SnoozeChoices
from posture_app.ui.kit.button import Look, NoRepeatButton
from posture_app.ui.kit.look.theme import SPACE
from posture_app.ui.kit.placing import drop
from posture_app.ui.tray.snooze_menu import ANOTHER, SnoozeMenu

UNLIMITED = 1 << 20
TOGETHER = 2
"""Pixels between the button of the snooze and that of its other lengths."""


class AnswerButton(NoRepeatButton):
    """One answer to a prompt, inert at first."""

    def __init__(self, text: str, name: str, look: Look, answer: Callable[[], None], *, says: str = "") -> None:
        super().__init__(text.replace("&", "&&"), name, look, says=says or text, opens=not text)
        self.setAutoDefault(True)  # or Enter would not press it
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(False)
        self._answer = answer
        self.clicked.connect(self._clicked)

    @Slot()
    def _clicked(self) -> None:
        self._answer()


class SnoozeMore(AnswerButton):
    """Opens the other lengths of a snooze; `say` gets the one that is chosen."""

    def __init__(self, choices: SnoozeChoices, say: Callable[[Say], None]) -> None:
        words = _(ANOTHER)
        super().__init__("", "snooze_more", Look.PLAIN, self._open, says=words)
        self.setToolTip(words)
        self._menu = SnoozeMenu(self, lambda: choices, say)

    def _open(self) -> None:
        drop(self._menu, self)


def with_more(
    buttons: Sequence[AnswerButton], choices: SnoozeChoices, say: Callable[[Say], None]
) -> list[AnswerButton]:
    """The buttons, and after that of the snooze the one for its other lengths, if there are any."""
    found: list[AnswerButton] = []
    for button in buttons:
        found.append(button)
        if button.objectName() == f"answer_{Word.SNOOZE}" and choices:
            found.append(SnoozeMore(choices, say))
    return found


class AnswerRow(QWidget):
    """The buttons side by side, in as many rows as it takes; the snooze and its other lengths stay together. Rows lie
    where one begins to read or, `centred`, in the middle.
    """

    def __init__(self, buttons: Sequence[AnswerButton], *, centred: bool = False, gap: int = SPACE) -> None:
        super().__init__()
        self._buttons, self._centred, self._gap = buttons, centred, gap
        for button in buttons:
            button.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def replace(self, buttons: Sequence[AnswerButton]) -> None:
        """Have these in place of those before."""
        for button in self._buttons:
            button.hide()
        self._buttons = buttons
        for button in buttons:
            button.setParent(self)
            button.show()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return _around(self._boxes(UNLIMITED))

    def minimumSizeHint(self) -> QSize:
        return QSize(_around(self._boxes(0)).width(), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return _around(self._boxes(width)).height()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        boxes = self._boxes(self.width())
        self.setMinimumHeight(_around(boxes).height())  # layouts around layouts notice late that there are more rows
        rights = {box.top(): box.right() + 1 for box in boxes.values()}  # the last of each row is the one that counts
        for button, box in boxes.items():
            spare = (self.width() - rights[box.top()]) // 2 if self._centred else 0
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box.translated(spare, 0)))

    def _boxes(self, width: int) -> dict[AnswerButton, QRect]:
        """Where each that shows is in this width, read from left to right."""
        boxes: dict[AnswerButton, QRect] = {}
        x = y = 0
        for unit in _units([button for button in self._buttons if not button.isHidden()]):
            sizes = [button.sizeHint().expandedTo(button.minimumSize()) for button in unit]
            if x and x + sum(size.width() for size in sizes) + TOGETHER * (len(sizes) - 1) > width:
                x, y = 0, y + sizes[0].height() + self._gap
            for button, size in zip(unit, sizes, strict=True):
                boxes[button] = QRect(QPoint(x, y), size)
                x += size.width() + TOGETHER
            x += self._gap - TOGETHER
        return boxes


def _units(buttons: Sequence[AnswerButton]) -> Iterator[Sequence[AnswerButton]]:
    """What stays together."""
    for place, button in enumerate(buttons):
        if not isinstance(button, SnoozeMore):
            more = buttons[place + 1 : place + 2]
            yield [button, *(after for after in more if isinstance(after, SnoozeMore))]


def _around(boxes: Mapping[AnswerButton, QRect]) -> QSize:
    return QSize(
        max((box.right() + 1 for box in boxes.values()), default=0),
        max((box.bottom() + 1 for box in boxes.values()), default=0),
    )
