"""What a screen reader is told where Qt's own classes do not say enough: which widgets are windows, headings, tabs and
lists of data. A widget says so by a method `accessible_as`, which gives its interface, or None for Qt's own.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget

_ROLE, _TEXT = QAccessible.Role, QAccessible.Text
PLAIN = ("QWidget", "QFrame")
"""What Qt finds nothing to say of."""
_installed = False


def install() -> None:
    """Have widgets asked for what they are, from now on. Costs nothing until a screen reader asks."""
    global _installed  # noqa: PLW0603 - Qt keeps it as long as the process lives, too
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface_of)


def _interface_of(kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Called for the class of this thing, then for each that it is derived from, until there is an interface."""
    says: Callable[[], QAccessibleInterface | None] | None = getattr(thing, "accessible_as", None)
    if says is not None and (made := says()) is not None:
        return made
    return PlainAccess(thing) if kind in PLAIN and isinstance(thing, QWidget) else None


class PlainAccess(QAccessibleWidget):
    """A window, a dialog, a group of what belongs together, or nothing but a frame for others. Until it is put into
    one, each widget is a window: so it is asked anew each time.
    """

    def role(self) -> QAccessible.Role:
        widget = self.object()
        if not isinstance(widget, QWidget) or not widget.isWindow():
            return _ROLE.Grouping if isinstance(widget, QWidget) and widget.accessibleName() else _ROLE.Client
        kind = widget.windowFlags() & Qt.WindowType.WindowType_Mask
        return _ROLE.Window if kind == Qt.WindowType.Window else _ROLE.Dialog


class HeadingAccess(QAccessibleWidget):
    """A label that is the title of what follows it."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, _ROLE.Heading)

    def text(self, what: QAccessible.Text) -> str:
        label = self.object()
        return label.text() if what is _TEXT.Name and isinstance(label, QLabel) else super().text(what)


class TabAccess(QAccessibleWidget):
    """A button that is one of several, of which one is chosen; or stands beside such and cannot be."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, _ROLE.PageTab)
        button.toggled.connect(lambda: self._tell())  # noqa: PLW0108 - it is no slot of an object of Qt's

    def _tell(self) -> None:
        changed = QAccessible.State()
        changed.selected = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, changed))

    def role(self) -> QAccessible.Role:
        button = self.object()
        return _ROLE.PageTab if isinstance(button, QAbstractButton) and button.isCheckable() else _ROLE.Button

    def state(self) -> QAccessible.State:
        made, button = super().state(), self.object()
        made.selectable = self.role() == _ROLE.PageTab
        made.selected = isinstance(button, QAbstractButton) and button.isChecked()
        return made

    def actionNames(self) -> list[str]:
        return [self.pressAction()]

    def doAction(self, name: str) -> None:
        button = self.object()
        if name == self.pressAction() and isinstance(button, QAbstractButton):
            button.click()


class Data(Protocol):
    """A widget that shows data, each with a place and words."""

    def part_count(self) -> int: ...
    def part_words(self, index: int) -> str: ...
    def place_of(self, index: int) -> QRectF: ...
    @property
    def cursor_part(self) -> int: ...


class ListAccess(QAccessibleWidget):
    """A picture of data as a list of them. An item is made when it is first asked for, and goes with the widget."""

    def __init__(self, widget: QWidget, data: Data) -> None:
        super().__init__(widget, _ROLE.List)
        self.data: Data | None = data  # none once the widget is gone
        self._items: dict[int, _Datum] = {}
        widget.destroyed.connect(lambda: self._forget())  # noqa: PLW0108 - it is no slot of an object of Qt's

    def _forget(self) -> None:
        self.data = None
        for item in self._items.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._items.clear()

    def childCount(self) -> int:
        return 0 if self.data is None else self.data.part_count()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override] # Qt takes none for none
        if not 0 <= index < self.childCount():
            return None
        if index not in self._items:
            self._items[index] = _Datum(self, index)
            QAccessible.registerAccessibleInterface(self._items[index])
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((index for index, item in self._items.items() if item is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = QPoint(x, y)
        return next(
            (item for index in range(self.childCount()) if (item := self.child(index)) and item.rect().contains(at)),
            None,
        )

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None if self.data is None else self.child(self.data.cursor_part)


class _Datum(QAccessibleInterface):
    def __init__(self, list_of: ListAccess, index: int) -> None:
        super().__init__()
        self._list, self._index = list_of, index

    def isValid(self) -> bool:
        return self._index < self._list.childCount()

    def object(self) -> None:  # type: ignore[override] # it is no widget
        return None

    def window(self) -> QWindow:
        return self._list.window()

    def parent(self) -> QAccessibleInterface:
        return self._list

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def rect(self) -> QRect:
        widget = self._list.object()
        if self._list.data is None or not isinstance(widget, QWidget) or not self.isValid():
            return QRect()
        return self._list.data.place_of(self._index).toAlignedRect().translated(widget.mapToGlobal(QPoint()))

    def role(self) -> QAccessible.Role:
        return _ROLE.ListItem

    def state(self) -> QAccessible.State:
        made, data, widget = QAccessible.State(), self._list.data, self._list.object()
        made.selectable = made.focusable = True
        if data is not None and data.cursor_part == self._index:
            made.selected = True
            made.focused = isinstance(widget, QWidget) and widget.hasFocus()
        return made

    def text(self, what: QAccessible.Text) -> str:
        data = self._list.data
        return data.part_words(self._index) if what is _TEXT.Name and data is not None and self.isValid() else ""

    def setText(self, _what: QAccessible.Text, _text: str) -> None:
        """It says what it shows."""
