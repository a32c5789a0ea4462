"""What is wrong with a window as it is laid out: text that is cut, controls on top of each other, what cannot be
reached.
"""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from tests.ui.looks import takes_its_own
from tests.ui.painted_text import PaintedText, painted_text

SCROLLED = (QAbstractItemView, QPlainTextEdit, QTextEdit)
"""What is at the edge of one of these comes into sight by scrolling."""
KERNED = 2
"""By so much a letter reaches into the next one, which may be of another piece of the same line."""
LEANING = 0.3
"""By so much of the height of the lower one words may lean over to each other."""
WHOLE = (QAbstractSpinBox, QComboBox, QAbstractItemView)
"""What is inside of these is theirs."""


def faults(window: QWidget, room: QSize | None = None) -> list[str]:
    """Each fault of the window as a sentence; `room` is what it was to fit into."""
    shown = list(_shown(window))
    found, room = [], None if takes_its_own(window) else room
    if room is not None and (window.width() > room.width() or window.height() > room.height()):
        found.append(f"the window needs {window.width()} × {window.height()}")
    return [*found, *_outside(window, shown), *_overlaps(window, shown), *_cut(shown)]


def _shown(window: QWidget) -> Iterator[QWidget]:
    yield window
    for child in window.findChildren(QWidget):
        if child.isVisibleTo(window) and child.window() is window and not isinstance(child, QScrollBar):
            yield child


def _outside(window: QWidget, shown: list[QWidget]) -> Iterator[str]:
    """What no scrolling brings into sight."""
    for widget in shown:
        above = widget.parentWidget()
        if widget is window or above is None or isinstance(above.parentWidget(), SCROLLED) or not _is_seen(widget):
            continue
        area = above.parentWidget()
        if isinstance(area, QScrollArea) and area.widget() is widget:
            across = widget.width() > above.width() and not area.horizontalScrollBar().isVisible()
            down = widget.height() > above.height() and not area.verticalScrollBar().isVisible()
            if across or down:
                yield f"{_named(widget)} is {widget.width()} × {widget.height()} in {above.width()} × {above.height()}"
        elif not above.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            yield f"{_named(widget)} lies at {_box(widget.geometry())} of {above.width()} × {above.height()}"


def _is_seen(widget: QWidget) -> bool:
    """Whether it is more than a frame for others."""
    return _is_control(widget) or isinstance(widget, QScrollArea) or bool(widget.findChildren(QWidget))


def _overlaps(window: QWidget, shown: list[QWidget]) -> Iterator[str]:
    controls = [each for each in shown if each is not window and _is_control(each) and not _inside_a_whole(each)]
    boxes = [(each, seen_of(each, window)) for each in controls]
    for (one, here), (other, there) in combinations(boxes, 2):
        both = here.intersected(there)
        if both.width() <= 1 or both.height() <= 1 or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        if not _lies_in_free_room(one, other) and not _lies_in_free_room(other, one):
            yield f"{_named(one)} and {_named(other)} share {both.width()} × {both.height()}"


def _lies_in_free_room(small: QWidget, large: QWidget) -> bool:
    """Whether one lies on the other where that paints no text: a switch at the end of a row that opens."""
    box = QRect(large.mapFromGlobal(small.mapToGlobal(QPoint())), small.size())
    return large.rect().contains(box) and not any(each.box.intersects(box) for each in painted_text(large))


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return bool(widget.text())
    controls = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QProgressBar)
    return isinstance(widget, controls) or (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not isinstance(widget, QAbstractScrollArea)
    )


def _inside_a_whole(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, WHOLE):
            return True
        above = above.parentWidget()
    return False


def seen_of(widget: QWidget, window: QWidget) -> QRect:
    """What shows of it, in the window's coordinates."""
    box = QRect(widget.mapTo(window, QPoint()), widget.size())
    above = widget.parentWidget()
    while above is not None:
        box &= QRect(above.mapTo(window, QPoint()), above.size())
        above = None if above is window else above.parentWidget()
    return box


def _cut(shown: list[QWidget]) -> Iterator[str]:
    for widget in shown:
        if widget.width() <= 0 or widget.height() <= 0:
            if _is_control(widget):
                yield f"nothing is left of {_named(widget)}"
            continue
        texts = painted_text(widget, anew=True)
        scrolled = _is_scrolled(widget.parentWidget())
        whole = {place for place, cut in ((_place(each), _is_cut(each, widget, scrolled)) for each in texts) if not cut}
        for each in texts:
            if _place(each) not in whole and not _is_typed(widget):  # what is selected is painted twice
                yield f"“{each.text}” in {_named(widget)} is cut: {each.lost}"
            elif _is_shortened(widget, each.text):
                yield f"“{each.text}” in {_named(widget)} was shortened"
        yield from _on_each_other(widget, texts)
        if _is_control(widget) and widget.hasHeightForWidth():  # lines that lie outside as a whole are not painted
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + 1:
                yield f"{_named(widget)} needs {needed} px of height and has {widget.height()}"


def _place(text: PaintedText) -> tuple[str, float, float]:
    return text.text, text.box.left(), text.box.top()


def _is_cut(text: PaintedText, widget: QWidget, scrolled: bool) -> bool:
    """Whether some of it cannot be brought into sight by scrolling either."""
    return text.cut and not (scrolled and not text.cut_within(QRectF(widget.rect())))


def _is_scrolled(above: QWidget | None) -> bool:
    """Whether scrolling brings into sight what is cut: of the head of a table only if all of its columns are as wide as
    their names.
    """
    if isinstance(above, QHeaderView):
        table = above.parentWidget()
        sizes = ((above.sectionSize(at), above.sectionSizeHint(at)) for at in range(above.count()))
        scrolls = isinstance(table, QAbstractScrollArea) and table.horizontalScrollBar().isVisible()
        return scrolls and all(size >= hint for size, hint in sizes)
    return isinstance(above, SCROLLED)


def _is_typed(widget: QWidget) -> bool:
    """Whether the person can move through the text; of numbers and dates all has to show."""
    return isinstance(widget, QLineEdit) and bool(widget.text()) and not isinstance(widget.parent(), QAbstractSpinBox)


def _is_shortened(widget: QWidget, text: str) -> bool:
    if "…" not in text or widget.toolTip():
        return False
    return not any(text in whole for whole in _whole_texts(widget))


def _whole_texts(widget: QWidget) -> Iterator[str]:
    """What it says where there is room."""
    above = widget.parentWidget()
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        yield widget.text().replace("&", "")
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield widget.currentText()
    if isinstance(widget, QMenu):
        yield from (action.text().replace("&", "") for action in widget.actions())
    if isinstance(above, QTextEdit):
        yield above.toPlainText()
    if isinstance(above, QAbstractItemView):
        model, column = above.model(), above.modelColumn() if isinstance(above, QListView) else None
        for row in range(model.rowCount()):
            for place in range(model.columnCount()) if column is None else (column,):
                yield str(model.index(row, place).data() or "")


def _on_each_other(widget: QWidget, texts: list[PaintedText]) -> Iterator[str]:
    """Of what Qt lays out itself, slanted letters lean over to the next word and accents reach into the line above."""
    laid_out = isinstance(widget, QLabel | QAbstractButton) or isinstance(widget.parentWidget(), QTextEdit)
    for one, other in combinations(texts, 2):
        both = one.box.intersected(other.box)
        lower = min(one.box.height(), other.box.height())
        if both.width() <= KERNED or both.height() <= 1 or (one.text == other.text and one.box == other.box):
            continue
        if laid_out and min(both.width(), both.height()) <= LEANING * lower:
            continue
        yield f"“{one.text}” and “{other.text}” in {_named(widget)} lie on each other"


def _named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    name = widget.objectName() or (text if len(text) < 60 else f"{text[:57]}…")
    return f"{type(widget).__name__} “{name}”" if name else type(widget).__name__


def _box(box: QRect) -> str:
    return f"{box.x()}, {box.y()}, {box.width()} × {box.height()}"
