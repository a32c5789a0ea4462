"""The field for an order: words to switch on and off, and to move up and down."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QSizePolicy, QStyle, QWidget

from posture_app.core.language import _
from posture_app.core.settings.setting import Order
from posture_app.core.words import option
from posture_app.ui.kit.button import Button
from posture_app.ui.kit.fields.field import Field
from posture_app.ui.kit.flow import Flow
from posture_app.ui.kit.layout import column_of, viewport_of
from posture_app.ui.kit.look.ground import Ground
from posture_app.ui.kit.look.theme import SPACE

WORD = Qt.ItemDataRole.UserRole
ROW = 36
INSET = SPACE // 2


class _List(QListWidget):
    ground = Ground.FIELD


class OrderField(Field):
    """Some of a few words, in an order of the person's; those that are off follow in the order of the table."""

    wide = True

    def __init__(self, kind: Order) -> None:
        self._kind = kind
        self._grey: Collection[str] = ()
        self._list = _List()
        self._list.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self._list.setLineWidth(INSET)
        viewport_of(self._list).setAutoFillBackground(False)
        self._list.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self._list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._list.setMouseTracking(True)
        self._list.setWordWrap(True)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._higher, self._lower = Button(_("Move u&p"), "move_up"), Button(_("Move &down"), "move_down")
        self._buttons, whole = Flow(self._higher, self._lower), QWidget()
        column_of(self._list, self._buttons, on=whole)
        super().__init__(self._list, whole)
        QWidget.setTabOrder(self._list, self._higher)
        QWidget.setTabOrder(self._higher, self._lower)
        self._list.itemChanged.connect(self.edited)
        self._list.currentRowChanged.connect(self._selected)
        self._higher.clicked.connect(self._move_up)
        self._lower.clicked.connect(self._move_down)

    def offer(self, reset: QWidget) -> None:
        self._buttons.addWidget(reset)

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

    def grey(self, words: Collection[str]) -> None:
        """Show that these do nothing here; they can be moved and switched on and off all the same."""
        self._grey = words
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        with QSignalBlocker(self._list):
            for row in range(self._list.count()):
                item, palette = self._list.item(row), self.palette()  # that of the list comes a moment later
                grey = item.data(WORD) in self._grey
                item.setForeground(palette.placeholderText() if grey else palette.text())

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
            self._list.setCurrentRow(row)
        self._measure()
        self._colour()
        self._selected(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        """Have rows as high as their words need in the width there is."""
        metrics, words = self._list.fontMetrics(), Qt.TextFlag.TextWordWrap
        mark = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self._list)
        room = viewport_of(self._list).width() - mark - 2 * ROW // 3
        with QSignalBlocker(self._list):
            for item in map(self._list.item, range(self._list.count())):
                high = metrics.boundingRect(0, 0, max(room, 1), 1 << 16, words, item.text()).height()
                item.setSizeHint(QSize(0, max(ROW, high + SPACE)))
        self._list.updateGeometry()

    @Slot(int)
    def _selected(self, row: int) -> None:
        self._higher.setEnabled(row > 0)
        self._lower.setEnabled(0 <= row < self._list.count() - 1)

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
