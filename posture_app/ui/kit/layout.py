"""Columns and rows of widgets, the Tab key's way through them, and how they are taken away again."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from posture_app.ui.kit.look.density import dense
from posture_app.ui.kit.look.state import focus_reason
from posture_app.ui.kit.look.theme import SPACE

Box = TypeVar("Box", bound=QBoxLayout)
Margins = int | tuple[int, int, int, int]
"""Pixels: on all four sides, or where one begins to read, at the top, where one ends, and at the bottom."""
LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
TOP, MIDDLE, BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom
UNLIMITED = 16777215
"""Qt’s own word for no limit to a size."""


class Placed(NamedTuple):
    """A part with its share of the room that is left, and where in its own room it lies; no part: empty room."""

    part: QWidget | QLayout | None
    share: int
    where: Qt.AlignmentFlag = Qt.AlignmentFlag(0)


Part = QWidget | QLayout | Placed | int
"""What lies in a column or a row; a number is a gap of so many pixels."""


def wide(part: QWidget | QLayout) -> Placed:
    """It takes the room that the others leave."""
    return Placed(part, 1)


def aligned(part: QWidget, where: Qt.AlignmentFlag) -> Placed:
    """It is no larger than it would like to be, and lies there in its room."""
    return Placed(part, 0, where)


def spring(share: int = 1) -> Placed:
    """Empty room: what the others leave."""
    return Placed(None, share)


def column_of(*parts: Part, on: QWidget | None = None, spacing: int = SPACE, margins: Margins = 0) -> QVBoxLayout:
    """These below each other: the layout of the widget that they are `on`, or one to put into another."""
    return _filled(_MirroredColumn() if _is_lopsided(margins) else QVBoxLayout(), parts, on, spacing, margins)


def row_of(*parts: Part, on: QWidget | None = None, spacing: int = SPACE, margins: Margins = 0) -> QHBoxLayout:
    """These side by side, likewise."""
    return _filled(_MirroredRow() if _is_lopsided(margins) else QHBoxLayout(), parts, on, spacing, margins)


def put(layout: QBoxLayout, *parts: Part) -> None:
    """Add these to a layout."""
    for each in parts:
        match each:
            case Placed(None, share):
                layout.addStretch(share)
            case Placed(QWidget() as part, share, where):
                layout.addWidget(part, share, where)
            case Placed(QLayout() as part, share):
                layout.addLayout(part, share)
            case QWidget():
                layout.addWidget(each)
            case QLayout():
                layout.addLayout(each)
            case int():
                layout.addSpacing(each)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and out of those in it, of whatever kind they are, and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            discard(widget)
        elif (inner := item.layout()) is not None:
            clear(inner)


def discard(widget: QWidget) -> None:
    """Take a widget away for good."""
    widget.hide()
    widget.deleteLater()


@contextmanager
def keeping_keys(part: QWidget) -> Iterator[None]:
    """Fill a part anew within this: the keyboard stays, at the widget whose name is that of the one it was at, or else
    at the one that has its place.
    """
    had, reason, before = part.window().focusWidget(), focus_reason(part), _stops(part)
    yield
    gone = [stop for stop in before if not stop.isVisibleTo(part)]
    made = [stop for stop in _stops(part) if stop not in before]
    if had in gone and made:
        name, place = had.objectName(), min(gone.index(had), len(made) - 1)
        to = next((stop for stop in made if stop.objectName() == name), made[place])
        shown: QWidget | None = to
        while shown is not None and shown is not part:
            shown.show()  # at once: what is about to be shown takes no keys yet
            shown = shown.parentWidget()
        to.setFocus(reason)


def _stops(part: QWidget) -> list[QWidget]:
    """What takes the Tab key in it, but for what is kept hidden."""
    takes, hidden = Qt.FocusPolicy.TabFocus, Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    stops = (each for each in part.findChildren(QWidget) if each.focusPolicy() & takes)
    return [stop for stop in stops if not (stop.isHidden() and stop.testAttribute(hidden))]


def viewport_of(area: QAbstractScrollArea) -> QWidget:
    """The same as `area.viewport()`. That is a widget which Qt has made, and to find out of which class it is, PySide
    makes all there are (6.11: 28 ms, 1.3 MiB); here it is told.
    """
    found = area.findChild(QWidget, "qt_scrollarea_viewport", Qt.FindChildOption.FindDirectChildrenOnly)
    assert found is not None
    return found


def tab_order(stops: Iterable[QWidget]) -> None:
    """Let the Tab key go through these, in this order: what is made later would come after all the rest."""
    for one, other in pairwise(stops):
        QWidget.setTabOrder(one, other)


def tab_stops(window: QWidget) -> list[QWidget]:
    """All that the Tab key would go through in this window if it showed and were enabled, in order."""
    stops, each = [], window.nextInFocusChain()
    while each is not None and each is not window:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(each)
        each = each.nextInFocusChain()
    return stops


class _MirroredColumn(QVBoxLayout):
    """Its margins at the sides change places where one reads from the right; Qt leaves them where they are."""

    mirrored = False

    def setGeometry(self, place: QRect) -> None:
        self.mirrored = _mirror(self, mirrored=self.mirrored)
        super().setGeometry(place)


class _MirroredRow(QHBoxLayout):
    """The same side by side."""

    mirrored = False

    def setGeometry(self, place: QRect) -> None:
        self.mirrored = _mirror(self, mirrored=self.mirrored)
        super().setGeometry(place)


def _is_lopsided(margins: Margins) -> bool:
    return not isinstance(margins, int) and margins[0] != margins[2]


def _mirror(layout: QBoxLayout, *, mirrored: bool) -> bool:
    """Have its margins fit how its widget is read; returns whether they are mirrored now."""
    widget = layout.parentWidget()
    wanted = widget is not None and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if wanted is not mirrored:
        sides = layout.contentsMargins()
        layout.setContentsMargins(sides.right(), sides.top(), sides.left(), sides.bottom())
    return wanted


def _filled(box: Box, parts: Iterable[Part], on: QWidget | None, spacing: int, margins: Margins) -> Box:
    if on is not None:
        on.setLayout(box)
    box.setSpacing(dense(spacing))
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(dense(left), dense(top), dense(right), dense(bottom))
    put(box, *parts)
    return box
