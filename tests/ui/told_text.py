"""Every text that a window gives away: written, painted, offered in a list, told by a tip or to a screen reader."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from tests.ui.painted_text import painted_text

BREAK = "\N{ZERO WIDTH SPACE}"
"""Where labels let long paths be broken."""
TEXTS = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help)
"""Not the value, which may be what a person typed."""
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def told_text(window: QWidget) -> set[str]:
    """All of it, but for what is typed into fields."""
    found = {window.windowTitle()}
    for widget in (window, *window.findChildren(QWidget)):
        if _is_written_by_qt(widget):
            continue
        found.update(_of(widget))
        if widget.isVisibleTo(window) and widget.width() > 0 and widget.height() > 0 and not _holds_data(widget):
            found.update(each.text for each in painted_text(widget, anew=True))
    for action in window.findChildren(QAction):
        if _is_written_by_qt(action.parent()):
            continue
        found.update((action.text(), action.toolTip()))
    found.update(_heard(QAccessible.queryAccessibleInterface(window)))
    return {text.replace("&", "").replace(BREAK, "") for text in found if text.strip()}


def _of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    root = QModelIndex()
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(root)):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(root)):
            yield from (str(model.index(row, column, root).data(role) or "") for role in SHOWN)


def _heard(above: QAccessibleInterface) -> Iterator[str]:
    for index in range(above.childCount()):
        each: QAccessibleInterface | None = above.child(index)
        if each is not None and not each.state().invisible:
            widget = each.object()
            if isinstance(widget, QWidget) and _is_written_by_qt(widget):
                continue
            yield from (each.text(text) for text in TEXTS)
            yield from _heard(each)


def _is_written_by_qt(each: QObject | None) -> bool:
    """Days and months of a calendar."""
    while each is not None:
        if isinstance(each, QCalendarWidget | QDateEdit):
            return True
        each = each.parent()
    return False


def _holds_data(widget: QWidget) -> bool:
    """Whether what it paints is what a person typed, or what it was asked for already and paints line by line."""
    told = QLabel | QAbstractButton | QMenu | QLineEdit | QAbstractSpinBox | QComboBox
    return isinstance(widget, told) or isinstance(widget.parentWidget(), QTextEdit | QPlainTextEdit | QAbstractItemView)
