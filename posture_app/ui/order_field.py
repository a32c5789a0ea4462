"""The field for an order: words to switch on and off, and to move up and down."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from posture_app.core.kinds import Order
from posture_app.core.words import option
from posture_app.ui.button import Button
from posture_app.ui.fields import Field
from posture_app.ui.theme import SPACE

WORD = Qt.ItemDataRole.UserRole
ROW = SPACE * 4


class OrderField(Field):
    """Some of a few words, in an order of the person's; those that are off follow in the order of the table."""

    wide = True

    def __init__(self, kind: Order) -> None:
        self._kind = kind
        self._list = QListWidget()
        self._list.setFrameShape(QFrame.Shape.StyledPanel)
        self._list.setFixedHeight(ROW * len(kind.options) + 2 * self._list.frameWidth())
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._higher, self._lower = Button("Move &up", "move_up"), Button("Move &down", "move_down")
        super().__init__(self._list)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._higher)
        buttons.addWidget(self._lower)
        buttons.addStretch(1)
        lay = self.layout()
        assert isinstance(lay, QHBoxLayout)
        lay.setSpacing(SPACE)
        lay.addLayout(buttons)
        QWidget.setTabOrder(self._list, self._higher)
        QWidget.setTabOrder(self._higher, self._lower)
        self._list.itemChanged.connect(self._switched)
        self._list.currentRowChanged.connect(self._selected)
        self._higher.clicked.connect(self._move_up)
        self._lower.clicked.connect(self._move_down)

    def value(self) -> object:
        return self._kind.from_raw(self._on())

    def _on(self) -> tuple[str, ...]:
        items = (self._list.item(row) for row in range(self._list.count()))
        return tuple(item.data(WORD) for item in items if item.checkState() is Qt.CheckState.Checked)

    def show_value(self, value: Any) -> None:
        if tuple(value) == self._on():  # words that were just switched off stay where they are
            return
        off = [word for word in self._kind.options if word not in value]
        self._fill([*value, *off], on=value)

    def _fill(self, words: Sequence[str], *, on: Sequence[str]) -> None:
        row = max(0, self._list.currentRow())
        with QSignalBlocker(self._list):
            self._list.clear()
            for word in words:
                item = QListWidgetItem(option(word), self._list)
                item.setData(WORD, word)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable,
                )
                item.setCheckState(Qt.CheckState.Checked if word in on else Qt.CheckState.Unchecked)
                item.setSizeHint(QSize(0, ROW))
            self._list.setCurrentRow(row)
        self._selected(row)

    @Slot(int)
    def _selected(self, row: int) -> None:
        self._higher.setEnabled(row > 0)
        self._lower.setEnabled(0 <= row < self._list.count() - 1)

    @Slot(QListWidgetItem)
    def _switched(self, _item: QListWidgetItem) -> None:
        self.edited.emit()

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        with QSignalBlocker(self._list):
            self._list.insertItem(row + by, self._list.takeItem(row))
            self._list.setCurrentRow(row + by)
        self._selected(row + by)
        self.edited.emit()
